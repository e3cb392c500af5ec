package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// `UniformQuantize(x, scales, zero_points)` is `round(x / scale) + zero_point` between two limits,
/// and `UniformDequantize` is `(x - zero_point) * scale`.
@TfOp({"UniformDequantize", "UniformQuantize"})
final class TfUniformQuantize implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        long axis = node.attr("quantization_axis", -1L);
        if (axis >= 0) {
            node.rank(0);
        }
        Value x = node.input(0);
        ElementType type = node.elementType("Tout");
        Term scale = new Term(g, PerAxis.of(f, node.input(1), x, axis));
        Term zero = new Term(g, PerAxis.of(f, node.input(2), x, axis)).convert(ElementType.F32);
        if (node.op().equals("UniformDequantize")) {
            Term whole = new Term(g, f.convert(x, ElementType.F32));
            return List.of(whole.minus(zero).times(scale).convert(type).value());
        }
        if (type.bits() > 16) {
            throw new UntranslatableException(
                    "it quantizes to " + type + "; 8 and 16 bits can be translated");
        }
        // TensorFlow multiplies by the inverse of the scale and rounds halves up.
        Term place = new Term(g, x).times(scale.inverse()).plus(0.5).floor().plus(zero);
        return List.of(
                place.max((double) node.attr("quantization_min_val", 0L))
                        .min((double) node.attr("quantization_max_val", 0L))
                        .convert(type)
                        .value());
    }
}
