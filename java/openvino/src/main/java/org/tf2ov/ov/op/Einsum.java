package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// Sums of products in the notation of Einstein, such as `bij,bjk->bik`.
///
/// Source: OpenVINO `Einsum-7`.
@IrType(opset = "opset7")
public record Einsum(String equation) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1, Integer.MAX_VALUE);
        Require.sameElement(inputs);
        ElementType element = inputs.getFirst().type().element();
        inputs.forEach(input -> Require.number("an input", input));
        Subscripts subscripts = Subscripts.of(equation);
        Require.that(
                subscripts.inputs().size() == inputs.size(),
                "the equation %s has %s inputs and there are %s",
                equation,
                subscripts.inputs().size(),
                inputs.size());
        Map<String, Dimension> sizes = new HashMap<>();
        PartialShape covered = PartialShape.SCALAR;
        for (int i = 0; i < inputs.size(); i++) {
            covered = match(subscripts.inputs().get(i), inputs.get(i).shape(), sizes, covered);
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (String label : subscripts.output()) {
            if (!label.equals(Subscripts.ELLIPSIS)) {
                dimensions.add(sizes.get(label));
            } else if (covered.hasRank()) {
                dimensions.addAll(covered.dimensions());
            } else {
                return List.of(Fact.of(new TensorType(element, PartialShape.DYNAMIC)));
            }
        }
        return List.of(Fact.of(new TensorType(element, PartialShape.of(dimensions))));
    }

    /// Notes the sizes of the labels of one input.
    ///
    /// @return what the ellipses cover, broadcast to each other
    private PartialShape match(
            List<String> labels,
            PartialShape shape,
            Map<String, Dimension> sizes,
            PartialShape covered) {
        int ellipsis = labels.indexOf(Subscripts.ELLIPSIS);
        int named = labels.size() - (ellipsis < 0 ? 0 : 1);
        Require.that(
                !shape.hasRank() || (ellipsis < 0 ? shape.rank() == named : shape.rank() >= named),
                "the equation %s asks for another rank than that of [%s]",
                equation,
                shape);
        for (int i = 0; i < labels.size(); i++) {
            if (i == ellipsis) {
                continue;
            }
            int place = ellipsis < 0 || i < ellipsis ? i : i - labels.size();
            Dimension size = shape.hasRank() ? shape.dimension(place) : Dimension.ANY;
            Dimension known = sizes.getOrDefault(labels.get(i), size);
            Require.that(
                    known.overlaps(size) || known.is(1) || size.is(1),
                    "label %s of the equation %s is both %s and %s",
                    labels.get(i),
                    equation,
                    known,
                    size);
            sizes.put(
                    labels.get(i),
                    known.overlaps(size) ? known.intersect(size) : known.is(1) ? size : known);
        }
        if (ellipsis < 0) {
            return covered;
        }
        return shape.hasRank()
                ? Broadcasting.numpy(
                        covered,
                        PartialShape.of(
                                shape.dimensions()
                                        .subList(ellipsis, ellipsis + shape.rank() - named)))
                : PartialShape.DYNAMIC;
    }
}
