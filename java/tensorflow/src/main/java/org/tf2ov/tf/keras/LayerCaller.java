package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tf.DataType;

/// Uses layers: finds what knows the class, casts the inputs to the layer's type, gives names and
/// masks. What a layer refuses is collected, and so is not asked for twice.
final class LayerCaller {
    private static final int DEEPEST = 64;

    /// What Keras 2 has recorded of functions is given its inputs as they are.
    private static final Set<String> UNCAST =
            Set.of("TFOpLambda", "SlicingOpLambda", "ClassMethod");

    private final KerasGraph graph;
    private final LayerClasses classes;
    private final int major;
    private final List<Problem> problems = new ArrayList<>();
    private int depth;

    /// @param major the version of Keras that wrote the file: 1, 2 or 3
    LayerCaller(KerasGraph graph, LayerClasses classes, int major) {
        this.graph = graph;
        this.classes = classes;
        this.major = major;
    }

    int major() {
        return major;
    }

    KerasGraph graph() {
        return graph;
    }

    /// What has been refused so far.
    List<Problem> problems() {
        return problems;
    }

    /// Uses a layer, in a scope of its own.
    ///
    /// @return its outputs, or nothing if it was refused: then the reason is among the problems
    Optional<List<KerasTensor>> tryCall(
            LayerClass layer, LayerWeights weights, List<?> positional, Map<String, ?> named) {
        try {
            return Optional.of(call(layer, weights, positional, named));
        } catch (ModelState.Refused e) {
            return Optional.empty();
        } catch (UnsupportedModelException e) {
            for (Problem problem : e.problems()) {
                String place = "layer '" + weights.path() + "' (" + layer.className() + ")";
                Problem placed =
                        problem.where().filter(where -> where.startsWith("layer '")).isPresent()
                                ? problem
                                : new Problem(
                                        problem.code(),
                                        Optional.of(place),
                                        problem.where().map(where -> where + ": ").orElse("")
                                                + problem.what(),
                                        problem.remedy());
                if (!problems.contains(placed)) {
                    problems.add(placed);
                }
            }
            return Optional.empty();
        } catch (Tf2ovException e) {
            throw e;
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | ClassCastException
                | NegativeArraySizeException
                | NoSuchElementException e) {
            // A rank or a dimension that the layer cannot have, in ways that no layer checks.
            throw new MalformedInputException(
                    "layer '" + weights.path() + "' (" + layer.className() + ")",
                    "its configuration does not fit its inputs: " + e.getMessage(),
                    e);
        }
    }

    List<KerasTensor> call(
            LayerClass layer, LayerWeights weights, List<?> positional, Map<String, ?> named) {
        if (++depth > DEEPEST) {
            throw new MalformedInputException(
                    layer.whole().place(), "layers in layers are nested deeper than any model's");
        }
        String before = graph.enter(graph.reserve(weights.path()));
        try {
            if (layer.isModel()) {
                ModelState state =
                        weights.model().orElseGet(() -> ModelState.of(layer, weights, this));
                weights.setModel(state);
                List<KerasTensor> inputs = new ArrayList<>();
                positional.stream().limit(1).forEach(it -> collect(it, inputs));
                if (positional.isEmpty()) {
                    Optional.ofNullable(named.get("inputs")).ifPresent(it -> collect(it, inputs));
                }
                return state.call(inputs);
            }
            Types types = layer.isOperation() ? Types.FLOAT : Types.of(layer.config());
            KerasLayer known =
                    classes.find(layer)
                            .orElseThrow(() ->
                                    new UnsupportedModelException(
                                            "layer '" + weights.path() + "'",
                                            "its class is not known"));
            boolean cast =
                    !layer.isOperation()
                            && !UNCAST.contains(layer.key())
                            && layer.config().flag("autocast", true)
                            && isFloat(types.compute());
            List<Object> arguments = new ArrayList<>();
            positional.forEach(it -> arguments.add(cast ? cast(it, types.compute()) : it));
            Map<String, Object> others = new LinkedHashMap<>();
            named.forEach((name, it) -> others.put(name, cast ? cast(it, types.compute()) : it));
            String className = layer.isOperation() ? layer.key() : layer.className();
            List<KerasTensor> outputs =
                    known.call(
                            new LayerCall(
                                    this,
                                    className,
                                    layer.config(),
                                    types,
                                    arguments,
                                    others,
                                    weights));
            return known.passesMask(className) ? pass(arguments, outputs) : outputs;
        } finally {
            graph.enter(before);
            depth--;
        }
    }

    private static List<KerasTensor> pass(List<Object> arguments, List<KerasTensor> outputs) {
        List<KerasTensor> inputs = new ArrayList<>();
        arguments.stream().limit(1).forEach(it -> collect(it, inputs));
        Optional<KerasTensor> mask = inputs.stream().findFirst().flatMap(KerasTensor::mask);
        return outputs.stream()
                .map(output -> output.mask().isPresent() ? output : output.withMask(mask))
                .toList();
    }

    List<KerasTensor> callInner(
            LayerWeights outer,
            String attribute,
            Config layer,
            List<KerasTensor> inputs,
            Map<String, ?> named) {
        LayerClass inner = LayerClass.of(layer);
        Types types = inner.isModel() ? Types.FLOAT : Types.of(inner.config());
        LayerWeights weights =
                outer.child(
                        attribute,
                        outer.path() + "/" + inner.name(),
                        inner.config().flag("trainable", true),
                        types);
        return call(
                inner, weights, List.of(inputs.size() == 1 ? inputs.getFirst() : inputs), named);
    }

    private Object cast(Object argument, DataType type) {
        return switch (argument) {
            case KerasTensor tensor when tensor.isFloat() -> graph.cast(tensor, type);
            case List<?> list -> list.stream().<Object>map(it -> cast(it, type)).toList();
            case Map<?, ?> map -> {
                Map<String, Object> all = new TreeMap<>();
                map.forEach((name, it) -> all.put((String) name, cast(it, type)));
                yield all;
            }
            default -> argument;
        };
    }

    static boolean isFloat(DataType type) {
        return switch (type) {
            case FLOAT, DOUBLE, HALF, BFLOAT16 -> true;
            default -> false;
        };
    }

    /// The tensors of an argument, in the order in which Keras flattens it.
    static void collect(Object argument, List<KerasTensor> into) {
        switch (argument) {
            case KerasTensor tensor -> into.add(tensor);
            case List<?> list -> list.forEach(it -> collect(it, into));
            case Map<?, ?> map ->
                    new TreeMap<Object, Object>(map).values().forEach(it -> collect(it, into));
            case null, default -> {}
        }
    }
}
