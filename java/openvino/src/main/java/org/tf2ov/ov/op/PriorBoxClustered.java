package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// Boxes of given sizes at each place of a feature map, and their variances.
///
/// Inputs: height and width of the feature map, and of the image. Source: OpenVINO
/// `PriorBoxClustered-1`.
public record PriorBoxClustered(
        List<Float> width,
        List<Float> height,
        boolean clip,
        double step,
        double stepW,
        double stepH,
        double offset,
        List<Float> variance)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.that(width.size() == height.size(), "there must be as many widths as heights");
        Require.inputs(inputs, 2);
        for (Value size : inputs) {
            Require.integer("the sizes", size);
            Require.rank("the sizes", size.shape(), 1);
        }
        return List.of(PriorBoxes.fact(inputs, width.size()));
    }
}
