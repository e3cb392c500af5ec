package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;

/// The same numbers in another element type; whole numbers that do not fit lose their upper bits.
///
/// Source: OpenVINO `Convert-1`.
public record Convert(ElementType destinationType) implements ElementwiseUnary {
    @Override
    public void accept(Value x) {}

    @Override
    public ElementType resultElement(ElementType element) {
        return destinationType;
    }

    @Override
    public Optional<Dimension> known(Dimension x) {
        int bits = destinationType.bits();
        if (!destinationType.isInteger() || bits < 8) {
            return Optional.empty();
        }
        boolean signed = destinationType.isSigned();
        long least = signed ? -1L << (bits - 1) : 0;
        long most = signed ? ~least : bits == 64 ? Long.MAX_VALUE : (1L << bits) - 1;
        if (least <= x.min() && (x.max() <= most || x.isUnbounded())) {
            return Optional.of(x);
        }
        if (!x.isStatic() || bits == 64) {
            return Optional.empty();
        }
        long kept = x.value() & ((1L << bits) - 1);
        return Optional.of(Dimension.of(signed && kept > most ? kept - (1L << bits) : kept));
    }
}
