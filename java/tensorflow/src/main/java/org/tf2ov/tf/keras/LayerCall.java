package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tf.DataType;

/// One use of a layer: its configuration, what it is given, and where its operations go.
public final class LayerCall {
    private final LayerCaller caller;
    private final String className;
    private final Config config;
    private final Types types;
    private final List<?> positional;
    private final Map<String, ?> named;
    private final LayerWeights weights;

    LayerCall(
            LayerCaller caller,
            String className,
            Config config,
            Types types,
            List<?> positional,
            Map<String, ?> named,
            LayerWeights weights) {
        this.caller = caller;
        this.className = className;
        this.config = config;
        this.types = types;
        this.positional = positional;
        this.named = named;
        this.weights = weights;
    }

    /// The class of the layer: `Dense`.
    public String className() {
        return className;
    }

    /// What the layer was made with.
    public Config config() {
        return config;
    }

    /// The graph to add to.
    public KerasGraph graph() {
        return caller.graph();
    }

    public LayerWeights weights() {
        return weights;
    }

    /// The type that the layer computes in; its inputs of other floating point types have been cast
    /// to it.
    public DataType type() {
        return types.compute();
    }

    /// Whether Keras 3 wrote the file, or a later one; some layers compute otherwise since then.
    boolean isKeras3() {
        return caller.major() >= 3;
    }

    /// Whether the model's author has fixed that this use behaves as in training. Keras 3 records
    /// the argument, too, but what the model is called with comes first.
    boolean isTraining() {
        return !isKeras3()
                && value(-1, "training").map(it -> !it.isNull() && it.flag()).orElse(false);
    }

    /// The only input, or the first, in the layer's type even if it holds integers.
    KerasTensor real() {
        KerasTensor x = input();
        return x.isFloat() ? x : graph().cast(x, type());
    }

    Types types() {
        return types;
    }

    /// The only input, or the first.
    public KerasTensor input() {
        List<KerasTensor> all = inputs();
        if (all.isEmpty()) {
            throw refuse("it has no input that is a tensor");
        }
        return all.getFirst();
    }

    /// The tensors in its first argument, which may be a list.
    public List<KerasTensor> inputs() {
        List<KerasTensor> all = new ArrayList<>();
        if (!positional.isEmpty()) {
            LayerCaller.collect(positional.getFirst(), all);
        } else if (!named.isEmpty()) {
            for (String first : List.of("inputs", "input", "x", "query", "x1", "sequences")) {
                if (named.containsKey(first)) {
                    LayerCaller.collect(named.get(first), all);
                    break;
                }
            }
        }
        return all;
    }

    /// An argument of the call: a [KerasTensor], a [Config], or a list of such; null if it is
    /// missing or None.
    ///
    /// @param index its place among the arguments, or -1 if it has to be named
    Object argument(int index, String name) {
        Object value =
                named.containsKey(name)
                        ? named.get(name)
                        : index >= 0 && index < positional.size() ? positional.get(index) : null;
        return value instanceof Config config && config.isNull() ? null : value;
    }

    /// An argument that is a tensor.
    public Optional<KerasTensor> tensor(int index, String name) {
        return Optional.ofNullable(
                argument(index, name) instanceof KerasTensor tensor ? tensor : null);
    }

    /// An argument that is a value.
    public Optional<Config> value(int index, String name) {
        return Optional.ofNullable(argument(index, name) instanceof Config value ? value : null);
    }

    List<?> positional() {
        return positional;
    }

    Map<String, ?> named() {
        return named;
    }

    /// Uses a layer that is part of this one.
    ///
    /// @param attribute the name of the Python attribute that holds the layer
    /// @param layer the layer with its class and configuration
    public List<KerasTensor> call(String attribute, Config layer, List<KerasTensor> inputs) {
        return call(attribute, layer, inputs, Map.of());
    }

    List<KerasTensor> call(
            String attribute, Config layer, List<KerasTensor> inputs, Map<String, ?> arguments) {
        return caller.callInner(weights, attribute, layer, inputs, arguments);
    }

    /// The weights of a layer inside this one that has no configuration of its own in the file.
    LayerWeights inner(String attribute) {
        return weights.child(attribute, weights.path() + "/" + attribute, true, types);
    }

    /// What to throw if there is something in the layer that has no translation.
    public UnsupportedModelException refuse(String what) {
        return new UnsupportedModelException(
                "layer '" + weights.path() + "' (" + className + ")", what);
    }
}
