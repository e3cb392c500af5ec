package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.IRDFT;
import org.tf2ov.ov.op.Slice;

/// `IRFFT(x, length)` and its kind undo `RFFT`: the result is real.
@TfComplexOp({"IRFFT", "IRFFT2D", "IRFFT3D"})
final class TfInverseRealFourier implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value length = node.input(1);
        Value x = TfFourier.openedBy(f, length, node.input(0));
        Value axes = TfFourier.lastAxes(g, node.op());
        Value last = f.i64(f.sliceFrom(length, -1, 0));
        Value half = f.add(f.divide(last, f.numbers(2)), f.numbers(1));
        int rank = axes.longs().orElseThrow().length;
        Value outer = f.i64(f.slice(length, 0, rank - 1, 0));
        // The runtime does not cut the outer dimensions of three.
        Value cut =
                rank < 3
                        ? x
                        : g.add(
                                new Slice(),
                                x,
                                f.numbers(0, 0, 0),
                                f.concat(0, outer, half),
                                f.numbers(1, 1, 1),
                                f.numbers(-4, -3, -2));
        return List.of(
                TfFourier.inSingle(g, cut, pairs -> g.add(new IRDFT(), pairs, axes, length)));
    }
}
