package org.tf2ov.tf.keras;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;

/// A functional or sequential model, which may be a layer of another one and be used several times.
///
/// Source: `Functional` in `keras/src/models/functional.py`, `Sequential` beside it.
final class ModelState {
    /// A layer of the model with the uses that the model makes of it.
    private record Entry(LayerClass layer, LayerWeights weights, List<CallArguments> calls) {}

    /// One use.
    private record Use(String layer, int node) {}

    /// What an input layer says of the tensor that is fed.
    record Input(String name, DataType type, PartialShape shape) {
        Input withShape(PartialShape other) {
            return new Input(name, type, other);
        }
    }

    private final LayerClass model;
    private final LayerCaller caller;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Input> inputs = new ArrayList<>();
    private final List<CallArguments.Reference> inputReferences = new ArrayList<>();
    private final List<CallArguments.Reference> outputReferences = new ArrayList<>();
    private final List<String> outputNames = new ArrayList<>();

    /// The models in it that files of Keras 2 count from 1: they begin with a use of their own.
    private final Set<String> countedFromOne = new HashSet<>();

    private ModelState(LayerClass model, LayerCaller caller) {
        this.model = model;
        this.caller = caller;
    }

    static ModelState of(LayerClass model, LayerWeights weights, LayerCaller caller) {
        ModelState state = new ModelState(model, caller);
        if (model.isSequential()) {
            state.readSequential(weights);
        } else {
            state.readFunctional(weights);
        }
        return state;
    }

    List<Input> inputs() {
        return inputs;
    }

    List<String> outputNames() {
        return outputNames;
    }

    /// The weights of its layers by the layers' names.
    Map<String, LayerWeights> layers() {
        Map<String, LayerWeights> all = new LinkedHashMap<>();
        entries.forEach((name, entry) -> all.put(name, entry.weights()));
        return all;
    }

    private void readSequential(LayerWeights weights) {
        List<Config> layers = model.config().at("layers").list();
        Map<String, Integer> used = new HashMap<>();
        List<LayerClass> parsed = layers.stream().map(LayerClass::of).toList();
        for (LayerClass layer : parsed) {
            if (layer.isInput()) {
                inputs.add(input(layer));
            } else {
                addEntry(layer, weights, used, List.of());
            }
        }
        if (inputs.isEmpty() && !parsed.isEmpty()) {
            inferSequentialInput(parsed.getFirst());
        }
        if (!entries.isEmpty()) {
            outputNames.add(entries.keySet().stream().reduce((_, last) -> last).orElseThrow());
        } else {
            inputs.forEach(input -> outputNames.add(input.name()));
        }
    }

    /// Old files have no input layer: the first layer says what it takes, or the model does.
    private void inferSequentialInput(LayerClass first) {
        Config shape = first.config().orNull("batch_input_shape");
        if (shape.isNull()) {
            shape = first.config().orNull("batch_shape");
        }
        if (shape.isNull()) {
            shape = model.config().orNull("build_input_shape");
        }
        if (shape.isNull()) {
            shape = model.whole().orNull("build_config").orNull("input_shape");
        }
        if (first.isModel()) {
            LayerWeights scratch = entries.get(first.name()).weights();
            ModelState inner =
                    scratch.model().orElseGet(() -> ModelState.of(first, scratch, caller));
            scratch.setModel(inner);
            if (shape.isNull() && inner.inputs().size() == 1) {
                inputs.add(inner.inputs().getFirst());
                return;
            }
        }
        if (!shape.isNull() && shape.isList()) {
            Config type = first.config().orNull("dtype");
            boolean indices = first.key().equals("Embedding");
            inputs.add(
                    new Input(
                            first.name() + "_input",
                            indices || type.isNull()
                                    ? DataType.FLOAT
                                    : Types.of(first.config()).compute(),
                            shape(shape)));
        }
    }

    private void readFunctional(LayerWeights weights) {
        Config config = model.config();
        Map<String, Integer> used = new HashMap<>();
        for (Config layer : config.at("layers").list()) {
            LayerClass parsed = LayerClass.of(layer);
            // The name in the model, by which others refer to it, is the outer one.
            String name = layer.text("name", parsed.name());
            List<CallArguments> calls = new ArrayList<>();
            layer.find("inbound_nodes")
                    .ifPresent(nodes ->
                            nodes.list().forEach(node -> calls.add(CallArguments.parse(node))));
            addEntry(
                    new LayerClass(
                            parsed.key(),
                            parsed.className(),
                            name,
                            parsed.config(),
                            parsed.whole()),
                    weights,
                    used,
                    calls);
        }
        inputReferences.addAll(CallArguments.references(config.at("input_layers")));
        findCountedFromOne(CallArguments.references(config.at("output_layers")));
        for (CallArguments.Reference reference :
                CallArguments.references(config.at("output_layers"))) {
            boolean builtIn =
                    caller.major() >= 3
                            && reference.node() > 0
                            && entry(reference).layer().isModel()
                            && !entry(reference).layer().isSequential();
            // In Keras 3 functional models begin with a use of their own, which counts here, and
            // only here.
            outputReferences.add(
                    new CallArguments.Reference(
                            reference.layer(),
                            builtIn ? reference.node() - 1 : reference.node(),
                            reference.index(),
                            reference.place()));
        }
        for (CallArguments.Reference reference : inputReferences) {
            Entry entry = entry(reference);
            if (!entry.layer().isInput()) {
                throw new MalformedInputException(
                        reference.place(),
                        "the input '" + reference.layer() + "' is not an input layer");
            }
            inputs.add(input(entry.layer()));
        }
        Config outputs = config.at("output_layers");
        List<String> keys =
                outputs.isMap() ? outputs.names().stream().sorted().toList() : List.of();
        for (int i = 0; i < outputReferences.size(); i++) {
            String name =
                    keys.size() == outputReferences.size()
                            ? keys.get(i)
                            : outputReferences.get(i).layer();
            String free = name;
            for (int number = 1; outputNames.contains(free); number++) {
                free = name + "_" + number;
            }
            outputNames.add(free);
        }
    }

    /// All uses of a layer are there because something takes their outputs; so the numbers tell.
    private void findCountedFromOne(List<CallArguments.Reference> outputs) {
        if (caller.major() >= 3) {
            return;
        }
        List<CallArguments.Reference> all = new ArrayList<>(outputs);
        entries.values()
                .forEach(entry -> entry.calls().forEach(call -> all.addAll(call.references())));
        for (CallArguments.Reference reference : all) {
            Entry entry = entries.get(reference.layer());
            if (entry != null
                    && entry.layer().isModel()
                    && reference.node() == entry.calls().size()) {
                countedFromOne.add(reference.layer());
            }
        }
    }

    private Use use(CallArguments.Reference reference) {
        return new Use(
                reference.layer(),
                countedFromOne.contains(reference.layer())
                        ? reference.node() - 1
                        : reference.node());
    }

    private void addEntry(
            LayerClass layer,
            LayerWeights weights,
            Map<String, Integer> used,
            List<CallArguments> calls) {
        // Operations are no layers: files have no place for weights of theirs.
        String attribute;
        if (layer.isOperation()) {
            attribute = "operations/" + layer.name();
        } else {
            int number = used.merge(layer.snake(), 1, Integer::sum) - 1;
            attribute = "layers/" + layer.snake() + (number == 0 ? "" : "_" + number);
        }
        Types types;
        try {
            types = layer.isModel() || layer.isOperation() ? Types.FLOAT : Types.of(layer.config());
        } catch (org.tf2ov.problem.UnsupportedModelException e) {
            // Told with the layer's name when it is called.
            types = Types.FLOAT;
        }
        LayerWeights own =
                weights.child(
                        attribute,
                        weights.path() + "/" + layer.name(),
                        layer.config().flag("trainable", true),
                        types);
        if (entries.put(layer.name(), new Entry(layer, own, calls)) != null) {
            throw new MalformedInputException(
                    layer.whole().place(), "two layers have the name '" + layer.name() + "'");
        }
    }

    private static Input input(LayerClass layer) {
        Config config = layer.config();
        if (config.flag("sparse", false) || config.flag("ragged", false)) {
            throw new org.tf2ov.problem.UnsupportedModelException(
                    "layer '" + layer.name() + "' (InputLayer)",
                    "the input is sparse or ragged, which OpenVINO has no tensors for");
        }
        Config shape =
                config.has("batch_shape")
                        ? config.at("batch_shape")
                        : config.orNull("batch_input_shape");
        if (shape.isNull()) {
            throw new MalformedInputException(
                    config.place(), "the input layer does not say its shape");
        }
        DataType type = config.has("dtype") ? Types.of(config).variable() : DataType.FLOAT;
        return new Input(layer.name(), type, shape(shape));
    }

    /// A shape with null where a dimension is open.
    static PartialShape shape(Config shape) {
        if (shape.isMap() && shape.has("items")) {
            return shape(shape.at("items"));
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (Config dimension : shape.list()) {
            if (dimension.isNull()) {
                dimensions.add(Dimension.ANY);
            } else {
                long value = dimension.integer();
                if (value < -1 || value > Integer.MAX_VALUE) {
                    throw new MalformedInputException(
                            dimension.place(), value + " is not the size of a dimension");
                }
                dimensions.add(value == -1 ? Dimension.ANY : Dimension.of(value));
            }
        }
        return PartialShape.of(dimensions);
    }

    /// Adds the operations of all its layers.
    ///
    /// @return its outputs; none of them may be missing unless the caller has problems
    List<KerasTensor> call(List<KerasTensor> given) {
        if (model.isSequential()) {
            return callSequential(given);
        }
        if (given.size() != inputs.size()) {
            throw new MalformedInputException(
                    model.whole().place(),
                    "the model '"
                            + model.name()
                            + "' has "
                            + inputs.size()
                            + " inputs and is given "
                            + given.size());
        }
        Map<Use, Optional<List<KerasTensor>>> values = new HashMap<>();
        for (int i = 0; i < given.size(); i++) {
            values.put(use(inputReferences.get(i)), Optional.of(List.of(given.get(i))));
        }
        runUses(values);
        List<KerasTensor> outputs = new ArrayList<>();
        for (CallArguments.Reference reference : outputReferences) {
            if (!values.containsKey(use(reference))) {
                throw new MalformedInputException(
                        reference.place(),
                        "the layer '"
                                + reference.layer()
                                + "' has no use number "
                                + reference.node());
            }
            find(values, reference).ifPresent(outputs::add);
        }
        if (outputs.size() < outputReferences.size()) {
            throw new Refused(caller);
        }
        return outputs;
    }

    private List<KerasTensor> callSequential(List<KerasTensor> given) {
        Object value = given.size() == 1 ? given.getFirst() : given;
        List<KerasTensor> outputs = given;
        for (Entry entry : entries.values()) {
            Optional<List<KerasTensor>> result =
                    caller.tryCall(entry.layer(), entry.weights(), List.of(value), Map.of());
            if (result.isEmpty()) {
                throw new Refused(caller);
            }
            outputs = result.get();
            value = outputs.size() == 1 ? outputs.getFirst() : outputs;
        }
        return outputs;
    }

    /// Runs each use as soon as what it takes is there.
    private void runUses(Map<Use, Optional<List<KerasTensor>>> values) {
        Map<Use, Integer> missing = new LinkedHashMap<>();
        Map<Use, List<Use>> waiting = new HashMap<>();
        Deque<Use> ready = new ArrayDeque<>();
        for (Entry entry : entries.values()) {
            for (int node = 0; node < entry.calls().size(); node++) {
                Use use = new Use(entry.layer().name(), node);
                if (values.containsKey(use)) {
                    continue;
                }
                int count = 0;
                for (CallArguments.Reference reference : entry.calls().get(node).references()) {
                    entry(reference);
                    Use source = use(reference);
                    if (!values.containsKey(source)) {
                        waiting.computeIfAbsent(source, _ -> new ArrayList<>()).add(use);
                        count++;
                    }
                }
                missing.put(use, count);
                if (count == 0) {
                    ready.add(use);
                }
            }
        }
        while (!ready.isEmpty()) {
            Use use = ready.poll();
            missing.remove(use);
            values.put(use, run(use, values));
            for (Use next : waiting.getOrDefault(use, List.of())) {
                if (missing.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        if (!missing.isEmpty()) {
            Use use = missing.keySet().iterator().next();
            throw new MalformedInputException(
                    entries.get(use.layer()).layer().whole().place(),
                    "the layer '"
                            + use.layer()
                            + "' waits for outputs that never come: its inputs run in a circle, or"
                            + " come from a use of a layer that the model does not have");
        }
    }

    private Optional<List<KerasTensor>> run(Use use, Map<Use, Optional<List<KerasTensor>>> values) {
        Entry entry = entries.get(use.layer());
        CallArguments arguments = entry.calls().get(use.node());
        for (CallArguments.Reference reference : arguments.references()) {
            if (find(values, reference).isEmpty()) {
                return Optional.empty();
            }
        }
        List<Object> positional =
                arguments.positional().stream()
                        .map(it -> CallArguments.bind(it, ref -> find(values, ref).orElseThrow()))
                        .toList();
        Map<String, Object> named = new LinkedHashMap<>();
        arguments
                .named()
                .forEach((name, it) ->
                        named.put(
                                name,
                                CallArguments.bind(it, ref -> find(values, ref).orElseThrow())));
        return caller.tryCall(entry.layer(), entry.weights(), positional, named);
    }

    private Optional<KerasTensor> find(
            Map<Use, Optional<List<KerasTensor>>> values, CallArguments.Reference reference) {
        Optional<List<KerasTensor>> outputs = values.getOrDefault(use(reference), Optional.empty());
        if (outputs.isPresent() && reference.index() >= outputs.get().size()) {
            throw new MalformedInputException(
                    reference.place(),
                    "the layer '"
                            + reference.layer()
                            + "' has "
                            + outputs.get().size()
                            + " outputs, and number "
                            + reference.index()
                            + " is used");
        }
        return outputs.map(all -> all.get(reference.index()));
    }

    private Entry entry(CallArguments.Reference reference) {
        Entry entry = entries.get(reference.layer());
        if (entry == null) {
            throw new MalformedInputException(
                    reference.place(), "there is no layer '" + reference.layer() + "'");
        }
        return entry;
    }

    /// Thrown where a model cannot go on because layers in it were refused; the reasons are with
    /// the caller already.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(LayerCaller caller) {
            super("layers were refused: " + caller.problems().size(), null, false, false);
        }
    }
}
