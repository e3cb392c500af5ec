package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// What complex numbers say in real ones: their parts, their size, their angle.
@TfComplexOp({"Angle", "ComplexAbs", "Imag", "Real"})
final class TfComplexParts implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Pairs z = Pairs.input(node, 0, g);
        Term part =
                switch (node.op()) {
                    case "Angle" -> z.angle();
                    case "ComplexAbs" -> z.abs();
                    case "Imag" -> z.im();
                    case "Real" -> z.re();
                    default -> throw new IllegalArgumentException(node.op());
                };
        return List.of(part.value());
    }
}
