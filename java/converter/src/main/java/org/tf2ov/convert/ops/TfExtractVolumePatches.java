package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;

/// `ExtractVolumePatches(x; ksizes, strides, padding)`: windows of a volume `[N,D,H,W,C]`, each
/// with all its elements in the channels. Each dimension is looked up as windows by itself.
@TfOp("ExtractVolumePatches")
final class TfExtractVolumePatches implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Spatial spatial = Spatial.of(node, 5);
        List<Integer> sizes = spatial.perSpatialDimension("ksizes");
        List<Integer> strides = spatial.perSpatialDimension("strides");
        Value x = node.input(0);
        Value y = x;
        List<Value> counts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int size = sizes.get(i);
            int stride = strides.get(i);
            Value length = f.dimension(x, i + 1);
            if (spatial.padding() == AutoPad.SAME_UPPER) {
                SameBorders borders = SameBorders.of(f, length, stride, size);
                y =
                        g.add(
                                new Pad(PadMode.CONSTANT),
                                y,
                                at(f, 2 * i + 1, 5 + i, borders.begin()),
                                at(f, 2 * i + 1, 5 + i, borders.end()),
                                f.like(y, 0));
                length = f.add(length, f.reshape(f.add(borders.begin(), borders.end())));
            }
            Term count = new Term(g, length).minus(size).plus(stride).over(stride).max(0);
            Term starts = new Term(g, f.range(count.value())).times(stride);
            Term places =
                    new Term(g, f.unsqueeze(starts.value(), 1))
                            .plus(new Term(g, g.constant(LongStream.range(0, size).toArray())));
            // The dimension becomes two: the windows, and the places in each.
            y = f.gather(y, places.value(), 2 * i + 1);
            counts.add(f.unsqueeze(count.value(), 0));
        }
        Value turned = f.transpose(y, List.of(0, 1, 3, 5, 2, 4, 6, 7));
        Value shape =
                f.concat(
                        0,
                        f.slice(f.shapeOf(x), 0, 1, 0),
                        counts.get(0),
                        counts.get(1),
                        counts.get(2),
                        f.numbers(-1));
        return List.of(f.reshape(turned, shape));
    }

    /// Zeros for `rank` dimensions, but a number at one of them.
    private static Value at(Formula f, int place, int rank, Value number) {
        Value before = f.numbers(new long[place]);
        Value behind = f.numbers(new long[rank - place - 1]);
        return f.concat(0, before, number, behind);
    }
}
