package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// `Bitcast(x; type)` between types that OpenVINO keeps alike, such as `qint8` and `int8`, and
/// between signed and unsigned ones of 8 or 16 bits.
@TfOp("Bitcast")
final class TfBitcast implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value x = node.input(0);
        ElementType from = x.type().element();
        ElementType to = node.elementType("type");
        if (from == to) {
            return List.of(x);
        }
        if (!from.isInteger() || !to.isInteger() || from.bits() != to.bits() || to.bits() > 16) {
            throw new UntranslatableException(
                    "OpenVINO cannot read the bits of " + from + " as " + to);
        }
        Term whole = new Term(g, x).convert(ElementType.I32);
        double count = Math.pow(2, to.bits());
        Term wrapped =
                to.isSigned()
                        ? whole.atLeast(count / 2).choose(whole.minus(count), whole)
                        : whole.less(0).choose(whole.plus(count), whole);
        return List.of(wrapped.convert(to).value());
    }
}
