package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Einsum;
import org.tf2ov.tensor.ElementType;

/// `XlaDotV2(a, b; dimension_numbers)`: sums of products over pairs of dimensions, beside other
/// pairs that stay, as `dot_general` of XLA. The result has the pairs that stay, then what is left
/// of `a`, then of `b`.
@TfOp({"XlaDot", "XlaDotV2"})
final class TfXlaDot implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        XlaNumbers numbers = XlaNumbers.of(node, "dimension_numbers");
        Character[] left = new Character[node.rank(0)];
        Character[] right = new Character[node.rank(1)];
        StringBuilder result = new StringBuilder();
        char next = 'a';
        next = pair(left, right, numbers.all(3), numbers.all(4), next);
        for (char label = 'a'; label < next; label++) {
            result.append(label);
        }
        next = pair(left, right, numbers.all(1), numbers.all(2), next);
        next = rest(left, next, result);
        rest(right, next, result);
        String equation = text(left) + "," + text(right) + "->" + result;
        ElementType type =
                node.op().equals("XlaDotV2")
                        ? node.elementType("preferred_element_type")
                        : node.input(0).type().element();
        return List.of(
                g.add(
                        node.name(),
                        new Einsum(equation),
                        List.of(f.convert(node.input(0), type), f.convert(node.input(1), type))));
    }

    /// Gives the dimensions of each pair a label.
    private static char pair(
            Character[] left,
            Character[] right,
            List<Integer> ofLeft,
            List<Integer> ofRight,
            char next) {
        if (ofLeft.size() != ofRight.size()
                || ofLeft.stream().anyMatch(axis -> axis >= left.length)
                || ofRight.stream().anyMatch(axis -> axis >= right.length)) {
            throw new UntranslatableException(
                    "its dimensions " + ofLeft + " and " + ofRight + " do not pair");
        }
        char label = next;
        for (int i = 0; i < ofLeft.size(); i++) {
            left[ofLeft.get(i)] = label;
            right[ofRight.get(i)] = label++;
        }
        return label;
    }

    private static char rest(Character[] labels, char next, StringBuilder result) {
        char label = next;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == null) {
                labels[i] = label;
                result.append(label++);
            }
        }
        return label;
    }

    private static String text(Character[] labels) {
        StringBuilder text = new StringBuilder();
        for (Character label : labels) {
            text.append(label);
        }
        return text.toString();
    }
}
