package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.RDFT;

/// `RFFT(x, length)` and its kind: the transform of real numbers, half of which tells all. The
/// signal is cut, or padded with zeros, to the length.
@TfOp({"RFFT", "RFFT2D", "RFFT3D"})
final class TfRealFourier implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value axes = TfFourier.lastAxes(g, node.op());
        Value length = node.input(1);
        Value signal = TfFourier.openedBy(new Formula(g), length, node.input(0));
        return List.of(
                node.complex(
                        TfFourier.inSingle(g, signal, x -> g.add(new RDFT(), x, axes, length))));
    }
}
