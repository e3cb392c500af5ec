package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// The discrete Fourier transform of real numbers along axes; only the half of the last axis that
/// is not redundant.
///
/// Inputs: the tensor, the axes, and if wanted how many elements of each axis count (-1: all). The
/// result has a last dimension of real and imaginary part. Source: OpenVINO `RDFT-9`.
@IrType(opset = "opset9")
public record RDFT() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return Fourier.FROM_REAL.infer(inputs);
    }
}
