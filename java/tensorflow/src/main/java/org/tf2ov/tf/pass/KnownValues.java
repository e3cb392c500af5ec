package org.tf2ov.tf.pass;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Weights;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.Signature;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.TfTensor;

/// Scalars that decide about branches, as far as they are constants.
///
/// The default of a `PlaceholderWithDefault` counts as a constant unless the user, or the
/// signature, names it as an input: the Model Optimizer made it one, OpenVINO knows no inputs with
/// defaults, and with `is_training = placeholder_with_default(False)` it is what inference means.
/// The user is told.
final class KnownValues {
    private static final int MOST_STEPS = 1_000;

    private final Map<String, TfNode> nodes;
    private final FreezeStep.Task task;
    private final Set<String> inputs;
    private final Map<String, Double> said = new HashMap<>();

    KnownValues(Collection<TfNode> nodes, FreezeStep.Task task) {
        this.nodes = HashMap.newHashMap(nodes.size());
        nodes.forEach(node -> this.nodes.put(node.name(), node));
        this.task = task;
        Map<String, Signature.Port> declared =
                task.model().signature().map(Signature::inputs).orElse(Map.of());
        this.inputs = new HashSet<>();
        for (Cut.Input input : task.cut().inputs()) {
            say(input, declared);
        }
        for (Cut.Input input : task.cut().frozen()) {
            say(input, declared);
        }
        declared.values().forEach(port -> inputs.add(TfEdge.parse(port.tensor()).node()));
    }

    /// What the user says of a placeholder: that it is an input, or what it is for ever.
    private void say(Cut.Input input, Map<String, Signature.Port> declared) {
        for (String name : Ends.tensors(List.of(input.name()), declared)) {
            String node = TfEdge.parse(name).node();
            inputs.add(node);
            input.value().flatMap(KnownValues::number).ifPresent(value -> said.put(node, value));
        }
    }

    private static Optional<Double> number(Cut.Numbers numbers) {
        if (numbers.list() || numbers.words().size() != 1) {
            return Optional.empty();
        }
        String word = numbers.words().getFirst();
        if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
            return Optional.of(word.equalsIgnoreCase("true") ? 1.0 : 0.0);
        }
        try {
            return Optional.of(Double.valueOf(word));
        } catch (NumberFormatException _) {
            return Optional.empty(); // whoever cuts says so
        }
    }

    /// Whether a condition holds, as `If` understands it: a number that is not zero, a text or a
    /// tensor that is not empty.
    Optional<Boolean> condition(TfEdge edge) {
        Found found = find(edge);
        return found.value()
                .map(value -> value != 0)
                .or(() -> found.tensor().flatMap(KnownValues::holds))
                .map(holds -> {
                    found.tell(task.findings());
                    return holds != found.negated();
                });
    }

    /// A number, be it whole or not.
    OptionalDouble number(TfEdge edge) {
        Found found = find(edge);
        Optional<Double> number =
                found.negated()
                        ? Optional.empty()
                        : found.value().or(() -> found.tensor().flatMap(KnownValues::number));
        if (number.isEmpty()) {
            return OptionalDouble.empty();
        }
        found.tell(task.findings());
        return OptionalDouble.of(number.get());
    }

    /// @param value what the user has said
    /// @param assumed the placeholder whose default it is, or empty
    private record Found(
            Optional<TfTensor> tensor, Optional<Double> value, boolean negated, String assumed) {
        private void tell(Findings findings) {
            if (!assumed.isEmpty()) {
                findings.remark(
                        "'"
                                + assumed
                                + "' has its default value for ever; name it by --input to keep it an"
                                + " input.");
            }
        }
    }

    /// Goes back to where a value comes from.
    private Found find(TfEdge from) {
        TfEdge edge = from;
        boolean negated = false;
        String assumed = "";
        for (int i = 0; i < MOST_STEPS; i++) {
            TfNode node = nodes.get(edge.node());
            Double value = said.get(edge.node());
            if (value != null) {
                return new Found(Optional.empty(), Optional.of(value), negated, assumed);
            }
            if (node == null || inputs.contains(node.name())) {
                break;
            }
            List<TfEdge> data = node.dataInputs();
            int next = 0;
            switch (node.op()) {
                case "Const" -> {
                    return new Found(
                            node.attributes().get("value")
                                            instanceof TfAttribute.Tensor(TfTensor tensor)
                                    ? Optional.of(tensor)
                                    : Optional.empty(),
                            Optional.empty(),
                            negated,
                            assumed);
                }
                case "Identity",
                        "StopGradient",
                        "PreventGradient",
                        "Snapshot",
                        "Switch",
                        "Print" -> {}
                case "IdentityN" -> next = edge.index();
                case "PlaceholderWithDefault" -> assumed = node.name();
                case "LogicalNot" -> negated = !negated;
                default -> {
                    return new Found(Optional.empty(), Optional.empty(), negated, assumed);
                }
            }
            if (next >= data.size()) {
                break;
            }
            edge = data.get(next);
        }
        return new Found(Optional.empty(), Optional.empty(), negated, assumed);
    }

    private static Optional<Boolean> holds(TfTensor tensor) {
        if (tensor.shape().rank() > 0) {
            return Optional.of(tensor.count() > 0);
        }
        if (tensor.contents() instanceof TfTensor.Texts) {
            return Optional.of(!text(tensor).isEmpty());
        }
        return number(tensor).map(number -> number != 0);
    }

    private static String text(TfTensor tensor) {
        return new String(tensor.strings().getFirst(), StandardCharsets.ISO_8859_1);
    }

    private static Optional<Double> number(TfTensor tensor) {
        if (tensor.shape().rank() > 0
                || !(tensor.contents() instanceof TfTensor.Numbers(var bytes))
                || tensor.type().isComplex()) {
            return Optional.empty();
        }
        if (tensor.type() == DataType.BOOL) {
            MemorySegment segment = bytes.segment();
            return Optional.of(
                    segment.byteSize() == 0 || segment.get(ValueLayout.JAVA_BYTE, 0) == 0
                            ? 0.0
                            : 1.0);
        }
        try {
            Weights weights = tensor.weights();
            return Optional.of(weights.at(0));
        } catch (Tf2ovException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
