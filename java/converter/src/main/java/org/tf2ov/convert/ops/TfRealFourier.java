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
        return List.of(
                node.complex(
                        g.add(
                                node.name(),
                                new RDFT(),
                                List.of(
                                        node.input(0),
                                        TfFourier.lastAxes(g, node.op()),
                                        node.input(1)))));
    }
}
