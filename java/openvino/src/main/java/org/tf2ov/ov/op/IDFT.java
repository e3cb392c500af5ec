package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// The inverse of the discrete Fourier transform along axes.
///
/// Inputs: the tensor, whose last dimension is real and imaginary part, the axes, and if wanted how
/// many elements of each axis count (-1: all). Source: OpenVINO `IDFT-7`.
@IrType(opset = "opset7")
public record IDFT() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return Fourier.COMPLEX.infer(inputs);
    }
}
