package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Abs;
import org.tf2ov.ov.op.Acos;
import org.tf2ov.ov.op.Acosh;
import org.tf2ov.ov.op.Asin;
import org.tf2ov.ov.op.Asinh;
import org.tf2ov.ov.op.Atan;
import org.tf2ov.ov.op.Atanh;
import org.tf2ov.ov.op.Ceiling;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.Cos;
import org.tf2ov.ov.op.Cosh;
import org.tf2ov.ov.op.Elu;
import org.tf2ov.ov.op.Erf;
import org.tf2ov.ov.op.Exp;
import org.tf2ov.ov.op.Floor;
import org.tf2ov.ov.op.Log;
import org.tf2ov.ov.op.LogicalNot;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Round;
import org.tf2ov.ov.op.RoundMode;
import org.tf2ov.ov.op.Sigmoid;
import org.tf2ov.ov.op.Sign;
import org.tf2ov.ov.op.Sin;
import org.tf2ov.ov.op.Sinh;
import org.tf2ov.ov.op.SoftPlus;
import org.tf2ov.ov.op.Sqrt;
import org.tf2ov.ov.op.Tan;
import org.tf2ov.ov.op.Tanh;

/// Operations on each element by itself that OpenVINO has too.
@TfOp({
    "Abs",
    "Acos",
    "Acosh",
    "Asin",
    "Asinh",
    "Atan",
    "Atanh",
    "Ceil",
    "Cos",
    "Cosh",
    "Elu",
    "Erf",
    "Exp",
    "Floor",
    "Log",
    "LogicalNot",
    "Neg",
    "Relu",
    "Relu6",
    "Rint",
    "Round",
    "Sigmoid",
    "Sign",
    "Sin",
    "Sinh",
    "Softplus",
    "Sqrt",
    "Tan",
    "Tanh"
})
final class UnaryOperations implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        return List.of(g.add(node.name(), operation(node.op()), List.of(node.input(0))));
    }

    private static Op operation(String name) {
        return switch (name) {
            case "Abs" -> new Abs();
            case "Acos" -> new Acos();
            case "Acosh" -> new Acosh();
            case "Asin" -> new Asin();
            case "Asinh" -> new Asinh();
            case "Atan" -> new Atan();
            case "Atanh" -> new Atanh();
            case "Ceil" -> new Ceiling();
            case "Cos" -> new Cos();
            case "Cosh" -> new Cosh();
            case "Elu" -> new Elu(1);
            case "Erf" -> new Erf();
            case "Exp" -> new Exp();
            case "Floor" -> new Floor();
            case "Log" -> new Log();
            case "LogicalNot" -> new LogicalNot();
            case "Neg" -> new Negative();
            case "Relu" -> new Relu();
            case "Relu6" -> new Clamp(0, 6);
            case "Rint", "Round" -> new Round(RoundMode.HALF_TO_EVEN);
            case "Sigmoid" -> new Sigmoid();
            case "Sign" -> new Sign();
            case "Sin" -> new Sin();
            case "Sinh" -> new Sinh();
            case "Softplus" -> new SoftPlus();
            case "Sqrt" -> new Sqrt();
            case "Tan" -> new Tan();
            case "Tanh" -> new Tanh();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
