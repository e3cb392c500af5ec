package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Takes away dropout that drops nothing, because its rate is a constant 0.
///
///     y = Mul(x, Cast(GreaterEqual(RandomUniform(), 0)))            y = Identity(x)
///     y = SelectV2(GreaterEqual(RandomUniform(), 0), x, zero)       y = Identity(x)
///     y = Mul(x, Floor(Add(1, RandomUniform())))                    y = Identity(x)
///
/// The last is how TensorFlow before 1.13 writes it. A mask never has more dimensions or elements
/// than what it is laid upon, so shapes stay. Any other rate stays, too: whoever exports a model that
/// drops at random gets a model that does.
final class ForgetDropout {
    private final TfGraph graph;
    private final KnownValues known;
    private final Map<TfEdge, Boolean> masks = new HashMap<>();

    private ForgetDropout(TfGraph graph, FreezeStep.Task task) {
        this.graph = graph;
        this.known = new KnownValues(graph.nodes(), task);
    }

    static TfGraph in(TfGraph graph, FreezeStep.Task task) {
        return graph.nodes().stream().noneMatch(ForgetDropout::draws)
                ? graph
                : new ForgetDropout(graph, task).run();
    }

    private static boolean draws(TfNode node) {
        return node.op().equals("RandomUniform") || node.op().startsWith("StatelessRandomUniform");
    }

    private TfGraph run() {
        List<TfNode> nodes = new ArrayList<>(graph.nodes().size());
        for (TfNode node : graph.nodes()) {
            nodes.add(kept(node).map(edge -> identity(node, edge)).orElse(node));
        }
        return graph.withNodes(nodes);
    }

    /// What a node gives if it only lays a mask upon something, and the mask hides nothing.
    private Optional<TfEdge> kept(TfNode node) {
        List<TfEdge> data = node.dataInputs();
        if (node.op().equals("Mul") && data.size() == 2) {
            return isOne(data.get(1))
                    ? Optional.of(data.get(0))
                    : isOne(data.get(0)) ? Optional.of(data.get(1)) : Optional.empty();
        }
        return (node.op().equals("SelectV2") || node.op().equals("Select"))
                        && data.size() == 3
                        && isOne(data.get(0))
                ? Optional.of(data.get(1))
                : Optional.empty();
    }

    private static TfNode identity(TfNode node, TfEdge from) {
        Map<String, TfAttribute> type =
                node.has("T") ? Map.of("T", node.attributes().get("T")) : Map.of();
        List<TfEdge> inputs = new ArrayList<>(List.of(from));
        inputs.addAll(node.controlInputs());
        return new TfNode(node.name(), "Identity", inputs, type, node.device());
    }

    /// Whether a tensor that was drawn at random is one, or true, everywhere.
    private boolean isOne(TfEdge edge) {
        Boolean before = masks.get(edge);
        if (before == null) {
            before = examine(edge);
            masks.put(edge, before);
        }
        return before;
    }

    private boolean examine(TfEdge edge) {
        TfNode node = past(edge, "Cast");
        List<TfEdge> data = node == null ? List.of() : node.dataInputs();
        if (node == null || data.isEmpty()) {
            return false;
        }
        return switch (node.op()) {
            case "GreaterEqual" -> {
                OptionalDouble rate =
                        data.size() == 2 ? number(data.get(1)) : OptionalDouble.empty();
                Range range = rate.isPresent() ? range(data.get(0)) : null;
                yield range != null && range.least() >= rate.getAsDouble();
            }
            case "Floor" -> {
                Range range = range(data.getFirst());
                yield range != null && range.least() >= 1 && range.below() <= 2;
            }
            default -> false;
        };
    }

    /// The node that makes a tensor, before a conversion or an identity.
    private TfNode past(TfEdge edge, String op) {
        TfNode node = graph.node(edge.node()).orElse(null);
        for (int i = 0; i < 4 && node != null; i++) {
            boolean passes = node.op().equals(op) || node.op().equals("Identity");
            if (!passes || node.dataInputs().isEmpty()) {
                return node;
            }
            node = graph.node(node.dataInputs().getFirst().node()).orElse(null);
        }
        return node;
    }

    /// Where numbers lie that are drawn at random: `least <= number < below`.
    private record Range(double least, double below) {}

    /// `RandomUniform() * scale + least`, which is how TensorFlow draws from a range, and sums with
    /// constants.
    private Range range(TfEdge from) {
        TfEdge edge = from;
        double scale = 1;
        double shift = 0;
        for (int i = 0; i < 8; i++) {
            TfNode node = past(edge, "Identity");
            if (node == null) {
                return null;
            }
            if (draws(node)) {
                return scale > 0 ? new Range(shift, shift + scale) : null;
            }
            List<TfEdge> data = node.dataInputs();
            if (data.size() != 2) {
                return null;
            }
            int random = number(data.get(1)).isPresent() ? 0 : 1;
            OptionalDouble other = number(data.get(1 - random));
            if (other.isEmpty()) {
                return null;
            }
            switch (node.op()) {
                case "Add", "AddV2" -> shift += scale * other.getAsDouble();
                case "Mul" -> scale *= other.getAsDouble();
                default -> {
                    return null;
                }
            }
            edge = data.get(random);
        }
        return null;
    }

    /// A constant, or the difference of two.
    private OptionalDouble number(TfEdge edge) {
        OptionalDouble plain = known.number(edge);
        TfNode node = graph.node(edge.node()).orElse(null);
        if (plain.isPresent() || node == null || !node.op().equals("Sub")) {
            return plain;
        }
        List<TfEdge> data = node.dataInputs();
        if (data.size() != 2) {
            return OptionalDouble.empty();
        }
        OptionalDouble a = known.number(data.get(0));
        OptionalDouble b = known.number(data.get(1));
        return a.isPresent() && b.isPresent()
                ? OptionalDouble.of(a.getAsDouble() - b.getAsDouble())
                : OptionalDouble.empty();
    }
}
