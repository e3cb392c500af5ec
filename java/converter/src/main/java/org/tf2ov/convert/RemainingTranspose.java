package org.tf2ov.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.Interpolate;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.SlidingWindow;
import org.tf2ov.ov.op.Transpose;

/// A transpose that a conversion left, and why it is there.
///
/// @param name its node, as far as it has a name
/// @param value what it makes
/// @param order of its dimensions
/// @param reason in words: what stands before it, and what behind it
public record RemainingTranspose(String name, Value value, List<Integer> order, String reason) {
    public RemainingTranspose {
        order = List.copyOf(order);
    }

    /// All that are left outside of loops and branches, in the order in which they are computed.
    public static List<RemainingTranspose> in(Conversion conversion) {
        Graph graph = conversion.graph();
        List<Node> nodes = graph.nodes();
        Map<Value, List<Node>> users = new HashMap<>();
        for (Node node : nodes) {
            for (Value input : node.inputs()) {
                users.computeIfAbsent(input, _ -> new ArrayList<>()).add(node);
            }
        }
        List<RemainingTranspose> remaining = new ArrayList<>();
        for (Node node : nodes) {
            if (node.op() instanceof Transpose(List<Integer> order)) {
                Value value = node.output(0);
                remaining.add(
                        new RemainingTranspose(
                                node.name(),
                                value,
                                order,
                                reason(conversion, value, users.getOrDefault(value, List.of()))));
            }
        }
        return remaining;
    }

    private static String reason(Conversion conversion, Value transposed, List<Node> users) {
        List<String> parts = new ArrayList<>();
        boolean own =
                conversion
                        .source()
                        .graph()
                        .node(transposed.node().name())
                        .filter(node -> node.op().endsWith("Transpose"))
                        .isPresent();
        if (own) {
            parts.add("the model itself has it");
        }
        before(conversion, transposed.input(0)).ifPresent(parts::add);
        for (Node user : users) {
            parts.add(behind(user, transposed));
        }
        for (int i = 0; i < conversion.graph().results().size(); i++) {
            if (conversion.graph().results().get(i).equals(transposed)) {
                ModelInterface.Port port = conversion.ports().outputs().get(i);
                parts.add("the output '" + port.name() + "' is taken so: " + port.reason());
            }
        }
        return String.join("; ", parts.stream().distinct().toList());
    }

    private static Optional<String> before(Conversion conversion, Value value) {
        return switch (value.op()) {
            case Parameter _ -> {
                int index = conversion.graph().parameters().indexOf(value);
                ModelInterface.Port port = conversion.ports().inputs().get(index);
                yield Optional.of("the input '" + port.name() + "' is given so: " + port.reason());
            }
            case Reshape _ ->
                    Optional.of(place(value.node()) + " makes dimensions in TensorFlow's order");
            case SlidingWindow _, Interpolate _ ->
                    Optional.of(place(value.node()) + " makes images with their channels first");
            default -> Optional.empty();
        };
    }

    private static String behind(Node user, Value transposed) {
        String place = place(user);
        Op op = user.op();
        return switch (op) {
            case Reshape _ -> place + " takes the numbers in the order that TensorFlow has";
            case MatMul _ -> place + " multiplies along the last dimensions";
            case SlidingWindow _, Interpolate _ ->
                    place + " takes images with their channels first";
            case ElementwiseBinary _, Concat _ ->
                    place
                            + " takes it together with '"
                            + user.inputs().stream()
                                    .filter(input -> !input.equals(transposed))
                                    .map(Value::toString)
                                    .findFirst()
                                    .orElse(transposed.toString())
                            + "', which is not transposed alike";
            default -> place + " is not moved in front of a transpose";
        };
    }

    private static String place(Node node) {
        return node.op().typeName() + (node.name().isEmpty() ? "" : " '" + node.name() + "'");
    }
}
