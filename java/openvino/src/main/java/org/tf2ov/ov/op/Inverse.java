package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// The inverse of square matrices, or their adjugate.
///
/// Source: OpenVINO `Inverse-14`.
@IrType(opset = "opset14")
public record Inverse(boolean adjoint) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        Require.real("the matrices", x);
        Require.minimumRank("the matrices", x.shape(), 2);
        Require.that(
                !x.shape().hasRank() || x.shape().dimension(-1).overlaps(x.shape().dimension(-2)),
                "matrices of the shape [%s] are not square",
                x.shape());
        return List.of(Fact.of(x.type()));
    }
}
