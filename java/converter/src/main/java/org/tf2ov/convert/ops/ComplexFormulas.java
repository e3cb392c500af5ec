package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// Operations on complex numbers that their parts do not share.
@TfComplexOp({
    "Conj",
    "Cos",
    "Cosh",
    "Div",
    "DivNoNan",
    "Exp",
    "Expm1",
    "Inv",
    "Log",
    "Log1p",
    "Mul",
    "MulNoNan",
    "OnesLike",
    "Pow",
    "RealDiv",
    "Reciprocal",
    "Rsqrt",
    "Sigmoid",
    "Sin",
    "Sinh",
    "Sqrt",
    "Square",
    "SquaredDifference",
    "Tan",
    "Tanh",
    "Xdivy",
    "Xlogy"
})
final class ComplexFormulas implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Pairs x = Pairs.input(node, 0, g);
        Pairs result = node.inputs().size() == 1 ? unary(node.op(), x) : binary(node, x, g);
        return List.of(result.joined(node));
    }

    private static Pairs unary(String op, Pairs x) {
        return switch (op) {
            case "Conj" -> x.conjugate();
            case "Cos" -> x.cos();
            case "Cosh" -> x.counterclockwise().cos();
            case "Exp" -> x.exp();
            case "Expm1" -> x.exp().plus(-1);
            case "Inv", "Reciprocal" -> x.inverse();
            case "Log" -> x.log();
            case "Log1p" -> x.plus(1).log();
            case "OnesLike" -> x.times(0).plus(1);
            case "Rsqrt" -> x.sqrt().inverse();
            case "Sigmoid" -> x.negative().exp().plus(1).inverse();
            case "Sin" -> x.sin();
            case "Sinh" -> x.counterclockwise().sin().clockwise();
            case "Sqrt" -> x.sqrt();
            case "Square" -> x.times(x);
            case "Tan" -> x.counterclockwise().tanh().clockwise();
            case "Tanh" -> x.tanh();
            default -> throw new IllegalArgumentException(op);
        };
    }

    private static Pairs binary(OpNode node, Pairs x, GraphBuilder g) {
        Pairs y = Pairs.input(node, 1, g);
        return switch (node.op()) {
            case "Div", "RealDiv" -> x.over(y);
            case "DivNoNan" -> zeroWhere(y.isZero(), x.over(y));
            case "Mul" -> x.times(y);
            case "MulNoNan" -> zeroWhere(y.isZero(), x.times(y));
            case "Pow" -> power(x, y);
            case "SquaredDifference" -> x.minus(y).times(x.minus(y).conjugate());
            case "Xdivy" -> zeroWhere(x.isZero(), x.over(y));
            case "Xlogy" -> zeroWhere(x.isZero(), x.times(y.log()));
            default -> throw new IllegalArgumentException(node.op());
        };
    }

    private static Pairs power(Pairs x, Pairs y) {
        Pairs power = zeroWhere(x.isZero(), y.times(x.log()).exp());
        Term one = x.re().number(1);
        Term zero = x.re().number(0);
        return new Pairs(y.isZero().choose(one, power.re()), y.isZero().choose(zero, power.im()));
    }

    private static Pairs zeroWhere(Term condition, Pairs z) {
        Term zero = z.re().number(0);
        return new Pairs(condition.choose(zero, z.re()), condition.choose(zero, z.im()));
    }
}
