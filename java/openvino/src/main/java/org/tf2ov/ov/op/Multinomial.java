package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// Numbers of classes, drawn at random.
///
/// Inputs: the probabilities `[batch, classes]`, and how many to draw. Source: OpenVINO
/// `Multinomial-13`.
@IrType(opset = "opset13")
public record Multinomial(
        ElementType convertType,
        boolean withReplacement,
        boolean logProbs,
        long globalSeed,
        long opSeed)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        PartialShape probabilities = inputs.get(0).shape();
        Value count = inputs.get(1);
        Require.real("the probabilities", inputs.get(0));
        Require.rank("the probabilities", probabilities, 2);
        Require.indices("the number to draw", count);
        Require.indexType("convert_type", convertType);
        Require.scalarOrOne("the number to draw", count);
        PartialShape shape = PartialShape.DYNAMIC;
        if (probabilities.hasRank()) {
            Dimension drawn =
                    count.elements()
                            .map(List::getFirst)
                            .filter(known -> known.min() >= 0)
                            .orElse(Dimension.ANY);
            shape = PartialShape.of(List.of(probabilities.dimension(0), drawn));
        }
        return List.of(Fact.of(new TensorType(convertType, shape)));
    }
}
