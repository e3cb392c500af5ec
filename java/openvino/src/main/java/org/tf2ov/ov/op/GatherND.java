package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Slices of a tensor at places of several coordinates.
///
/// Inputs: the tensor `[batch..., coordinates..., slice...]`, and the indices `[batch..., any...,
/// number of coordinates]`; the result is `[batch..., any..., slice...]`. Source: OpenVINO
/// `GatherND-8`.
@IrType(opset = "opset8")
public record GatherND(int batchDims) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value indices = inputs.get(1);
        Require.integer("the indices", indices);
        PartialShape from = x.shape();
        PartialShape by = indices.shape();
        Require.minimumRank("the tensor", from, batchDims + 1);
        Require.minimumRank("the indices", by, batchDims + 1);
        if (!from.hasRank() || !by.hasRank()) {
            return List.of(Fact.of(x.type().withShape(PartialShape.DYNAMIC)));
        }
        Dimension coordinates = by.dimension(-1);
        if (!coordinates.isStatic()) {
            return List.of(Fact.of(x.type().withShape(PartialShape.DYNAMIC)));
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < batchDims; i++) {
            Require.that(
                    from.dimension(i).overlaps(by.dimension(i)),
                    "%s and %s have not the same batch",
                    x.type(),
                    indices.type());
            dimensions.add(from.dimension(i).intersect(by.dimension(i)));
        }
        Require.that(
                coordinates.value() <= from.rank() - batchDims,
                "%s coordinates are more than %s has dimensions",
                coordinates,
                x.type());
        dimensions.addAll(by.dimensions().subList(batchDims, by.rank() - 1));
        dimensions.addAll(
                from.dimensions().subList(batchDims + (int) coordinates.value(), from.rank()));
        return List.of(Fact.of(x.type().withShape(PartialShape.of(dimensions))));
    }
}
