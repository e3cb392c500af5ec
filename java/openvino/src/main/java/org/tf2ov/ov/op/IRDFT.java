package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// The inverse of [RDFT].
///
/// Inputs: the tensor, whose last dimension is real and imaginary part, the axes, and if wanted how
/// many elements of each axis the result has (-1: as many as it must). Source: OpenVINO `IRDFT-9`.
@IrType(opset = "opset9")
public record IRDFT() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return Fourier.TO_REAL.infer(inputs);
    }
}
