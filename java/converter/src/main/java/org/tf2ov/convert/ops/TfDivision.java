package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Ceiling;
import org.tf2ov.ov.op.FloorMod;
import org.tf2ov.ov.op.LogicalXor;
import org.tf2ov.ov.op.Mod;

/// Quotients and remainders. `FloorDiv` rounds down, `TruncateDiv` towards zero; `Div` does so for
/// integers only. A remainder by `FloorMod` has the sign of the divisor, one by `Mod` or
/// `TruncateMod` that of the dividend.
@TfOp({"Div", "FloorDiv", "FloorMod", "Mod", "TruncateDiv", "TruncateMod"})
final class TfDivision implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Term a = Term.input(node, 0, g);
        Term b = Term.input(node, 1, g);
        Term result = a.type().isFloat() ? ofReals(node.op(), a, b) : ofIntegers(node.op(), a, b);
        return List.of(result.value());
    }

    private static Term ofReals(String op, Term a, Term b) {
        Term quotient = a.over(b);
        return switch (op) {
            case "Div" -> quotient;
            case "FloorDiv" -> quotient.floor();
            case "FloorMod" -> a.then(new FloorMod(), b);
            case "Mod", "TruncateMod" -> a.then(new Mod(), b);
            case "TruncateDiv" ->
                    quotient.less(0).choose(quotient.then(new Ceiling()), quotient.floor());
            default -> throw new IllegalArgumentException(op);
        };
    }

    static Term ofIntegers(String op, Term a, Term b) {
        IntegerDivision division = IntegerDivision.of(a, b);
        Term quotient = division.quotient();
        Term remainder = division.remainder();
        if (op.startsWith("Floor")) {
            return op.equals("FloorDiv") ? quotient : remainder;
        }
        boolean divides = op.endsWith("Div");
        if (!a.type().isSigned()) {
            return divides ? quotient : remainder;
        }
        // Rounding down and towards zero differ where the exact quotient is below zero.
        Term differs = remainder.equal(0).not().and(a.less(0).then(new LogicalXor(), b.less(0)));
        // Added rather than selected: the CPU plug-in selects among large integers as f32.
        Term one = differs.convert(a.type());
        return divides ? quotient.plus(one) : remainder.minus(one.times(b));
    }
}
