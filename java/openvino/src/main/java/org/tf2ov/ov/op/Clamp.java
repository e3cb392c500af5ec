package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;

/// `x`, but no less than `min` and no more than `max`.
///
/// Source: OpenVINO `Clamp-1`.
public record Clamp(double min, double max) implements ElementwiseUnary {
    @Override
    public void accept(Value x) {
        ElementwiseUnary.super.accept(x);
        Require.that(min <= max, "min %s is above max %s", min, max);
    }

    @Override
    public Optional<Dimension> known(Dimension x) {
        long least = (long) Math.ceil(min);
        long most = (long) Math.floor(max);
        return least > most
                ? Optional.empty()
                : Optional.of(
                        new Dimension(
                                Math.clamp(x.min(), least, most),
                                Math.clamp(x.max(), least, most)));
    }
}
