package org.tf2ov.convert.ops;

import java.util.List;
import java.util.function.UnaryOperator;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.DFT;
import org.tf2ov.ov.op.IDFT;
import org.tf2ov.tensor.ElementType;

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
        Value axes = lastAxes(g, node.op());
        return List.of(node.complex(inSingle(g, node.input(0), x -> g.add(transform, x, axes))));
    }

    /// The dimensions that an operation such as `FFT2D` transforms.
    static Value lastAxes(GraphBuilder g, String op) {
        return switch (op.charAt(op.length() - 2)) {
            case '2' -> g.constant(-2, -1);
            case '3' -> g.constant(-3, -2, -1);
            default -> g.constant(-1);
        };
    }

    /// A transform in `f32`, since the runtime knows none of `f64`.
    static Value inSingle(GraphBuilder g, Value x, UnaryOperator<Value> transform) {
        Formula f = new Formula(g);
        ElementType type = x.type().element();
        ElementType single = type == ElementType.F64 ? ElementType.F32 : type;
        return f.convert(transform.apply(f.convert(x, single)), type);
    }

    /// A tensor whose shape shows only when the model runs, if the length of the signal does: where
    /// shapes are known the runtime asks for the length when it compiles.
    static Value openedBy(Formula f, Value length, Value x) {
        if (length.longs().isPresent()) {
            return x;
        }
        Value first = f.i64(f.slice(length, 0, 1, 0));
        return f.reshape(x, f.add(f.shapeOf(x), f.subtract(first, first)));
    }
}
