package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.DFT;
import org.tf2ov.ov.op.IDFT;

/// Fourier transforms of one to three dimensions, the last ones.
@TfComplexOp({
    "BatchFFT",
    "BatchFFT2D",
    "BatchFFT3D",
    "BatchIFFT",
    "BatchIFFT2D",
    "BatchIFFT3D",
    "FFT",
    "FFT2D",
    "FFT3D",
    "IFFT",
    "IFFT2D",
    "IFFT3D"
})
final class TfFourier implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Op transform = node.op().contains("IFFT") ? new IDFT() : new DFT();
        return List.of(
                node.complex(
                        g.add(
                                node.name(),
                                transform,
                                List.of(node.input(0), lastAxes(g, node.op())))));
    }

    /// The dimensions that an operation such as `FFT2D` transforms.
    static Value lastAxes(GraphBuilder g, String op) {
        return switch (op.charAt(op.length() - 2)) {
            case '2' -> g.constant(-2, -1);
            case '3' -> g.constant(-3, -2, -1);
            default -> g.constant(-1);
        };
    }
}
