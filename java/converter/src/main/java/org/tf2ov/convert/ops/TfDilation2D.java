package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.ExtractImagePatches;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.tensor.ElementType;

/// `Dilation2D(x, filter; strides, rates, padding)`: the largest sum of image and filter over each
/// window, for each channel by itself.
@TfOp("Dilation2D")
final class TfDilation2D implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Spatial spatial = Spatial.of(node, 4);
        List<Integer> strides = spatial.perSpatialDimension("strides");
        List<Integer> rates = spatial.perSpatialDimension("rates");
        Value filter = node.input(1);
        ElementType type = node.input(0).type().element();
        if (type != ElementType.F32 && type != ElementType.F16 && type != ElementType.BF16) {
            throw new UntranslatableException(
                    "its element type is " + type + "; f32, f16 and bf16 can be translated");
        }
        if (!filter.shape().hasRank(3)
                || !filter.shape().dimension(0).isStatic()
                || !filter.shape().dimension(1).isStatic()) {
            throw new UntranslatableException(
                    "the size of its filter " + filter.type() + " is not known");
        }
        List<Integer> sizes =
                List.of(
                        Math.toIntExact(filter.shape().dimension(0).value()),
                        Math.toIntExact(filter.shape().dimension(1).value()));
        Value x = spatial.toFirst(g, node.input(0));
        if (spatial.padding() == AutoPad.SAME_UPPER) {
            SameBorders rows = borders(f, x, 2, strides.get(0), rates.get(0), sizes.get(0));
            SameBorders columns = borders(f, x, 3, strides.get(1), rates.get(1), sizes.get(1));
            x =
                    g.add(
                            new Pad(PadMode.CONSTANT),
                            x,
                            f.concat(0, f.numbers(0, 0), rows.begin(), columns.begin()),
                            f.concat(0, f.numbers(0, 0), rows.end(), columns.end()),
                            f.like(x, type == ElementType.F16 ? -65504 : -3e38));
        }
        Value patches = g.add(new ExtractImagePatches(sizes, strides, rates, AutoPad.VALID), x);
        // [N, window, channels, height, width]
        long window = (long) sizes.get(0) * sizes.get(1);
        Value shape = f.shapeOf(patches);
        Value windows =
                f.reshape(
                        patches,
                        f.concat(
                                0,
                                f.slice(shape, 0, 1, 0),
                                f.numbers(window, -1),
                                f.slice(shape, 2, 4, 0)));
        Value heights = f.reshape(filter, window, -1, 1, 1);
        Value largest = g.add(new ReduceMax(false), f.add(windows, heights), f.numbers(1));
        return List.of(spatial.fromFirst(g, largest));
    }

    private static SameBorders borders(
            Formula f, Value x, int axis, int stride, int rate, int size) {
        return SameBorders.of(f, f.dimension(x, axis), stride, (size - 1) * rate + 1);
    }
}
