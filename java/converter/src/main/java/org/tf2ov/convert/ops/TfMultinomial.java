package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Multinomial;
import org.tf2ov.tensor.ElementType;

/// `Multinomial(logits, count; seed, seed2)` and `StatelessMultinomial(logits, count, seed)` draw
/// classes with replacement.
@TfOp({"Multinomial", "StatelessMultinomial"})
final class TfMultinomial implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Seeds seeds = Seeds.of(node, 2);
        ElementType type =
                node.tf().has("output_dtype") ? node.elementType("output_dtype") : ElementType.I64;
        return List.of(
                g.add(
                        node.name(),
                        new Multinomial(type, true, true, seeds.first(), seeds.second()),
                        List.of(node.input(0), node.input(1))));
    }
}
