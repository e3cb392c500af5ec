package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// The activations of the boxes that YOLO finds, in place or as one vector.
///
/// Input: `[batch, channels, height, width]`. Source: OpenVINO `RegionYolo-1`.
public record RegionYolo(
        List<Float> anchors,
        int axis,
        int coords,
        int classes,
        int endAxis,
        int num,
        boolean doSoftmax,
        List<Integer> mask)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        Require.real("its input", x);
        PartialShape shape = x.shape();
        Require.rank("its input", shape, 4);
        if (!shape.hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        if (!doSoftmax) {
            long channels = (classes + coords + 1L) * mask.size();
            return List.of(Fact.of(x.type().withShape(shape.with(1, Dimension.of(channels)))));
        }
        int first = Axes.normalize(axis, 4);
        int last = Axes.normalize(endAxis, 4);
        Dimension flat = Dimension.of(1);
        List<Dimension> dimensions = new ArrayList<>(shape.dimensions().subList(0, first));
        for (int i = first; i <= last; i++) {
            flat = flat.times(shape.dimension(i));
        }
        dimensions.add(flat);
        dimensions.addAll(shape.dimensions().subList(Math.max(first, last) + 1, 4));
        return List.of(Fact.of(x.type().withShape(PartialShape.of(dimensions))));
    }
}
