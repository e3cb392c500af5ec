package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfEdge;

/// The weights of one layer, and those of the layers in it. A layer asks for what it needs by name
/// and shape while it is built; where in the file each of them is turns out afterwards, because
/// legacy files number the weights of a whole nested model, the trainable ones first.
public final class LayerWeights {
    /// A weight that a layer has asked for.
    ///
    /// @param node the name of the constant that becomes of it
    /// @param trainable as the layer declares it; its own flag may freeze it
    record Slot(String name, String node, DataType type, List<Long> shape, boolean trainable) {}

    private final KerasGraph graph;
    private final String path;
    private final boolean trainable;
    private final DataType type;
    private final DataType computeType;
    private final Map<String, Slot> own = new LinkedHashMap<>();
    private final Map<String, LayerWeights> children = new LinkedHashMap<>();
    private Optional<ModelState> model = Optional.empty();
    private int aliases;

    /// @param path what precedes its names: `model/dense`
    LayerWeights(
            KerasGraph graph, String path, boolean trainable, DataType type, DataType computeType) {
        this.graph = graph;
        this.path = path;
        this.trainable = trainable;
        this.type = type;
        this.computeType = computeType;
    }

    /// A weight that training changes, in the type that the layer computes in.
    public KerasTensor trainable(String name, long... shape) {
        return inComputeType(get(name, type, true, shape));
    }

    /// A weight that training does not change by gradients: a moving average, a constant.
    public KerasTensor frozen(String name, long... shape) {
        return inComputeType(get(name, type, false, shape));
    }

    /// A weight as it is stored. Layers ask in the order in which Keras creates them.
    public KerasTensor get(String name, DataType stored, boolean trained, long... shape) {
        List<Long> wanted = Arrays.stream(shape).boxed().toList();
        Slot slot =
                own.computeIfAbsent(
                        name,
                        _ ->
                                new Slot(
                                        name,
                                        graph.reserve(path + "/" + name),
                                        stored,
                                        wanted,
                                        trained));
        if (!slot.shape.equals(wanted)) {
            throw new UnsupportedModelException(
                    "layer '" + path + "'",
                    "it is used twice with inputs that need weights '"
                            + name
                            + "' of different shapes, "
                            + slot.shape
                            + " and "
                            + wanted);
        }
        return new KerasTensor(
                TfEdge.of(slot.node, 0), slot.type, PartialShape.of(shape), Optional.empty());
    }

    private KerasTensor inComputeType(KerasTensor weight) {
        return weight.isFloat() ? graph.cast(weight, computeType) : weight;
    }

    /// The weights of a layer inside this one.
    ///
    /// @param attribute the name of the Python attribute that holds it
    LayerWeights child(String attribute, String childPath, boolean childTrainable, Types types) {
        return children.computeIfAbsent(
                attribute,
                _ ->
                        new LayerWeights(
                                graph,
                                childPath,
                                childTrainable,
                                types.variable(),
                                types.compute()));
    }

    /// Says that its own weights in `.keras` files come behind some that belong to a layer in it.
    void setAliases(int count) {
        this.aliases = count;
    }

    int aliases() {
        return aliases;
    }

    /// The model that this layer is, if it is one.
    Optional<ModelState> model() {
        return model;
    }

    void setModel(ModelState state) {
        this.model = Optional.of(state);
    }

    Map<String, LayerWeights> children() {
        return children;
    }

    /// Its own ones in the order of `.keras` files.
    List<Slot> own() {
        List<Slot> all = new ArrayList<>();
        own.values().stream().filter(Slot::trainable).forEach(all::add);
        own.values().stream().filter(slot -> !slot.trainable).forEach(all::add);
        return all;
    }

    /// All of them in the order of legacy files.
    List<Slot> all() {
        List<Slot> all = new ArrayList<>();
        if (!trainable) {
            everything(all);
            return all;
        }
        gather(true, all);
        gather(false, all);
        return all;
    }

    private void everything(List<Slot> all) {
        all.addAll(own());
        children.values().forEach(child -> child.everything(all));
    }

    private void gather(boolean trained, List<Slot> all) {
        for (Slot slot : own()) {
            if ((slot.trainable && trainable) == trained) {
                all.add(slot);
            }
        }
        children.values().forEach(child -> child.gather(trained, all));
    }

    String path() {
        return path;
    }
}
