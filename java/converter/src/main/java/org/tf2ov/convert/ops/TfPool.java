package org.tf2ov.convert.ops;

import java.util.Arrays;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AvgPool;
import org.tf2ov.ov.op.MaxPool;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.RoundingType;

/// `MaxPool`, `AvgPool` and their 3-D forms. The mean of a window at the border counts only what
/// lies inside. `MaxPoolV2` has sizes and strides as inputs, which must be known.
///
/// A `MaxPool` over channels takes groups of neighbouring ones.
@TfOp({"MaxPool", "MaxPoolV2", "MaxPool3D", "AvgPool", "AvgPool3D"})
final class TfPool implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Spatial spatial = Spatial.of(node, node.op().endsWith("3D") ? 5 : 4);
        boolean inputs = node.op().equals("MaxPoolV2");
        List<Long> sizes = inputs ? known(node, 1, "ksize") : node.integers("ksize");
        List<Long> steps = inputs ? known(node, 2, "strides") : node.integers("strides");
        boolean max = node.op().startsWith("Max");
        int last = spatial.rank() - 1;
        if (max
                && spatial.channelsLast()
                && sizes.size() == spatial.rank()
                && sizes.get(last) > 1
                && sizes.subList(0, last).stream().allMatch(size -> size == 1)
                && steps.equals(sizes)) {
            return List.of(overChannels(new Formula(g), node.input(0), sizes.get(last)));
        }
        List<Integer> kernel = spatial.slidingOnly("ksize", sizes, 1);
        List<Integer> strides = spatial.slidingOnly("strides", steps, 1);
        Value x = spatial.toFirst(g, node.input(0));
        Op pool =
                max
                        ? new MaxPool(
                                strides,
                                spatial.padsBegin(),
                                spatial.padsEnd(),
                                kernel,
                                RoundingType.FLOOR,
                                spatial.padding())
                        : new AvgPool(
                                strides,
                                spatial.padsBegin(),
                                spatial.padsEnd(),
                                kernel,
                                true,
                                RoundingType.FLOOR,
                                spatial.padding());
        return List.of(spatial.fromFirst(g, g.add(node.name(), pool, List.of(x))));
    }

    private static List<Long> known(OpNode node, int index, String what) {
        return Arrays.stream(node.known(index, what)).boxed().toList();
    }

    private static Value overChannels(Formula f, Value x, long size) {
        Value groups =
                f.reshape(x, f.concat(0, f.slice(f.shapeOf(x), 0, 3, 0), f.numbers(-1, size)));
        return f.g().add(new ReduceMax(false), groups, f.numbers(4));
    }
}
