package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `Cross(a, b)`: the vector products along the last dimension, which is 3.
@TfOp("Cross")
final class TfCross implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Term a = Term.input(node, 0, g);
        Term b = Term.input(node, 1, g);
        Term left = turned(a, 1).times(turned(b, 2));
        return List.of(left.minus(turned(a, 2).times(turned(b, 1))).value());
    }

    /// The vectors with their elements moved round.
    private static Term turned(Term x, int by) {
        Formula f = new Formula(x.g());
        return new Term(
                x.g(), f.gather(x.value(), f.numbers(by % 3, (by + 1) % 3, (by + 2) % 3), -1));
    }
}
