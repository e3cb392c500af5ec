package org.tf2ov.tf;

import java.util.Optional;

/// What feeds a node: an output of another one, or only the fact that the other one has run.
///
/// @param node the name of the node, or of an argument of the function, that it comes from
/// @param output inside functions, the name of the output argument; otherwise empty
/// @param index which output, or which part of the named output
/// @param control whether it carries no tensor and only says "after"
public record TfEdge(String node, String output, int index, boolean control) {
    /// Output `index` of a node.
    public static TfEdge of(String node, int index) {
        return new TfEdge(node, "", index, false);
    }

    /// "After this node".
    public static TfEdge after(String node) {
        return new TfEdge(node, "", 0, true);
    }

    /// From the text form of a graph: `a`, `a:1`, `^a`.
    ///
    /// As in TensorFlow, what follows the last colon is an index only if it consists of digits.
    public static TfEdge parse(String text) {
        if (text.startsWith("^")) {
            return after(text.substring(1));
        }
        int colon = text.lastIndexOf(':');
        Optional<Integer> index = colon <= 0 ? Optional.empty() : index(text, colon + 1);
        return index.isEmpty() ? of(text, 0) : of(text.substring(0, colon), index.get());
    }

    /// From the text form of a function's body: `argument`, `^a`, `a:output:1`, `a:output`.
    public static TfEdge parseInFunction(String text) {
        TfEdge edge = parse(text);
        int colon = edge.node().lastIndexOf(':');
        return edge.control() || colon <= 0
                ? edge
                : new TfEdge(
                        edge.node().substring(0, colon),
                        edge.node().substring(colon + 1),
                        edge.index(),
                        false);
    }

    private static Optional<Integer> index(String text, int from) {
        int index = 0;
        for (int i = from; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || index > (Integer.MAX_VALUE - digit) / 10) {
                return Optional.empty();
            }
            index = 10 * index + digit;
        }
        return from == text.length() ? Optional.empty() : Optional.of(index);
    }

    /// The text form that is parsed back to this.
    @Override
    public String toString() {
        if (control) {
            return "^" + node;
        }
        if (!output.isEmpty()) {
            return node + ":" + output + ":" + index;
        }
        return index == 0 ? node : node + ":" + index;
    }
}
