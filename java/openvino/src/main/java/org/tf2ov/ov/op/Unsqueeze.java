package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// A tensor with dimensions of size 1 put in.
///
/// Inputs: the tensor, and where the new dimensions are in the result. Source: OpenVINO
/// `Unsqueeze-1`.
public record Unsqueeze() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value axes = inputs.get(1);
        Require.rank("the axes", axes.shape(), 0, 1);
        TensorType type = x.type().withShape(shape(x.shape(), axes));
        return List.of(
                x.elements()
                        .map(elements -> Fact.of(type, elements))
                        .orElseGet(() -> Fact.of(type)));
    }

    private static PartialShape shape(PartialShape from, Value axes) {
        if (!from.hasRank() || axes.longs().isEmpty()) {
            return PartialShape.DYNAMIC;
        }
        long[] known = axes.longs().orElseThrow();
        Require.that(known.length > 0, "there are no axes");
        int rank = from.rank() + (int) Arrays.stream(known).distinct().count();
        Set<Integer> places = new TreeSet<>(Axes.normalize(known, rank));
        List<Dimension> dimensions = new ArrayList<>(from.dimensions());
        places.forEach(place -> dimensions.add(place, Dimension.of(1)));
        return PartialShape.of(dimensions);
    }
}
