package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// Products and quotients that are 0 where one factor is, whatever the other one is: `x / 0`
/// (`DivNoNan`), `x * 0` (`MulNoNan`), `0 / y` (`Xdivy`), `0 * ln(y)` (`Xlogy`) and `0 * ln(1 + y)`
/// (`Xlog1py`).
@TfOp({"DivNoNan", "MulNoNan", "Xdivy", "Xlog1py", "Xlogy"})
final class ZeroDespiteNan implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Term x = Term.input(node, 0, g);
        Term y = Term.input(node, 1, g);
        Term zero = x.number(0);
        Term result =
                switch (node.op()) {
                    case "DivNoNan" -> y.equal(0).choose(zero, x.over(y));
                    case "MulNoNan" -> y.equal(0).choose(zero, x.times(y));
                    case "Xdivy" -> x.equal(0).choose(zero, x.over(y));
                    case "Xlog1py" ->
                            x.equal(0).choose(zero, x.times(Formulas.logarithmOfOneMore(y)));
                    case "Xlogy" -> x.equal(0).choose(zero, x.times(y.log()));
                    default -> throw new IllegalArgumentException(node.op());
                };
        return List.of(result.value());
    }
}
