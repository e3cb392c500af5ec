package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The best sequences of a beam search, followed back from their ends.
///
/// Inputs: the tokens and the parents `[steps, batch, beams]`, the lengths `[batch]`, and the token
/// that ends a sequence. Source: OpenVINO `GatherTree-1`.
public record GatherTree() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 4);
        ElementType element = Require.sameElement(inputs);
        inputs.forEach(input -> Require.number("an input", input));
        PartialShape tokens = inputs.get(0).shape();
        PartialShape parents = inputs.get(1).shape();
        Require.rank("the tokens", tokens, 3);
        Require.that(
                tokens.overlaps(parents),
                "the tokens have the shape [%s] and the parents [%s]",
                tokens,
                parents);
        PartialShape shape = tokens.intersect(parents);
        PartialShape lengths = inputs.get(2).shape();
        Require.rank("the lengths", lengths, 1);
        Require.that(
                !shape.hasRank()
                        || !lengths.hasRank()
                        || lengths.dimension(0).overlaps(shape.dimension(1)),
                "there must be a length for each sequence");
        Require.rank("the last token", inputs.get(3).shape(), 0);
        return List.of(Fact.of(new TensorType(element, shape)));
    }
}
