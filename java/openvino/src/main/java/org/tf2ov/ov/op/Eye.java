package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// Ones on a diagonal and zeros elsewhere.
///
/// Inputs: rows, columns, which diagonal, and if wanted the shape of a batch of such matrices.
/// Source: OpenVINO `Eye-9`.
@IrType(opset = "opset9")
public record Eye(ElementType outputType) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3, 4);
        for (Value size : inputs.subList(0, 3)) {
            Require.integer("rows, columns and diagonal", size);
            Require.scalarOrOne("rows, columns and diagonal", size);
        }
        PartialShape batch = PartialShape.SCALAR;
        if (inputs.size() == 4) {
            Require.integer("the batch", inputs.get(3));
            Require.rank("the batch", inputs.get(3).shape(), 1);
            batch = Contents.asShape(inputs.get(3));
        }
        PartialShape shape = PartialShape.DYNAMIC;
        if (batch.hasRank()) {
            List<Dimension> dimensions = new ArrayList<>(batch.dimensions());
            dimensions.add(size(inputs.get(0)));
            dimensions.add(size(inputs.get(1)));
            shape = PartialShape.of(dimensions);
        }
        TensorType type = new TensorType(outputType, shape);
        return List.of(Contents.fact(type, elements(inputs, shape)));
    }

    private static Dimension size(Value value) {
        Dimension size = value.elements().map(List::getFirst).orElse(Dimension.ANY);
        Require.that(size.min() >= 0, "a matrix cannot have the size %s", size);
        return size;
    }

    private static Optional<List<Dimension>> elements(List<Value> inputs, PartialShape shape) {
        Optional<long[]> diagonal = inputs.get(2).longs();
        if (diagonal.isEmpty() || !Contents.isSmall(shape)) {
            return Optional.empty();
        }
        return Optional.of(
                Contents.places(shape).stream()
                        .map(place -> {
                            long row = place[place.length - 2];
                            long column = place[place.length - 1];
                            return Dimension.of(column - row == diagonal.get()[0] ? 1 : 0);
                        })
                        .toList());
    }
}
