package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// What is left of a tensor when repetitions are left out.
///
/// Inputs: the tensor, and the axis along which slices are compared; without it the tensor is
/// flattened. Outputs: the elements or slices, where each was first, for each element or slice of
/// the tensor its number among the first output, and how often each occurs. Source: OpenVINO
/// `Unique-10`.
@IrType(opset = "opset10")
public record Unique(boolean sorted, ElementType indexElementType, ElementType countElementType)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1, 2);
        Value x = inputs.getFirst();
        Require.indexType("index_element_type", indexElementType);
        Require.indexType("count_element_type", countElementType);
        PartialShape shape = x.shape();
        PartialShape unique = shape;
        Dimension all = shape.isStatic() ? shape.elementCount() : Dimension.ANY;
        Dimension compared = all;
        Dimension left = distinct(all);
        if (inputs.size() == 1) {
            unique = PartialShape.of(List.of(left));
        } else {
            Value axis = inputs.get(1);
            Require.indices("the axis", axis);
            Require.that(
                    axis.longs().filter(known -> known.length == 1).isPresent(),
                    "the axis must be known and is %s",
                    axis.fact());
            Require.minimumRank("the tensor", shape, 1);
            compared = Dimension.ANY;
            if (shape.hasRank()) {
                int place = Axes.normalize(axis.longs().orElseThrow()[0], shape.rank());
                compared = shape.dimension(place);
                unique = shape.with(place, distinct(compared));
            }
        }
        return List.of(
                Fact.of(x.type().withShape(unique)),
                Fact.of(new TensorType(indexElementType, PartialShape.of(List.of(left)))),
                Fact.of(new TensorType(indexElementType, PartialShape.of(List.of(compared)))),
                Fact.of(new TensorType(countElementType, PartialShape.of(List.of(left)))));
    }

    private static Dimension distinct(Dimension of) {
        return of.max() == 0 ? of : new Dimension(Math.min(1, of.min()), of.max());
    }
}
