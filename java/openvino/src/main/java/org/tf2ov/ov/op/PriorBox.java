package org.tf2ov.ov.op;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// Boxes of given areas and aspect ratios at each place of a feature map, and their variances.
///
/// Inputs: height and width of the feature map, and of the image. Source: OpenVINO `PriorBox-8`.
@IrType(opset = "opset8")
public record PriorBox(
        List<Float> minSize,
        List<Float> maxSize,
        List<Float> aspectRatio,
        List<Float> density,
        List<Float> fixedRatio,
        List<Float> fixedSize,
        boolean clip,
        boolean flip,
        double step,
        double offset,
        List<Float> variance,
        boolean scaleAllSizes,
        boolean minMaxAspectRatiosOrder)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        for (Value size : inputs) {
            Require.integer("the sizes", size);
            Require.rank("the sizes", size.shape(), 1);
        }
        return List.of(PriorBoxes.fact(inputs, boxes()));
    }

    /// How many boxes there are at each place.
    private long boxes() {
        Set<Float> ratios = new TreeSet<>(aspectRatio);
        ratios.add(1f);
        if (flip) {
            aspectRatio.forEach(ratio -> ratios.add(1 / ratio));
        }
        if (!scaleAllSizes) {
            return ratios.size() + minSize.size() - 1L;
        }
        long boxes = (long) ratios.size() * (fixedSize.isEmpty() ? minSize : fixedSize).size();
        for (float dense : density) {
            long more = ((long) dense) * ((long) dense) - 1;
            boxes += more * (fixedRatio.isEmpty() ? ratios.size() : fixedRatio.size());
        }
        return boxes + maxSize.size();
    }
}
