package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;

/// Recurrent layers, and the wrappers of layers along time.
///
/// A recurrent layer is written out: as many copies of its cell as there are time steps. That needs
/// a known number of steps; where it is open, the layer is refused, as loops cannot be converted
/// yet. The product of the inputs with the kernel, the larger half of the work, is one for all
/// steps.
///
/// Source: `keras/src/layers/rnn`.
final class RecurrentLayers extends LayerFamily {
    /// Each step takes some fifteen operations.
    private static final long MOST_STEPS = 2048;

    RecurrentLayers() {
        for (String name : List.of("SimpleRNN", "GRU", "LSTM", "CuDNNGRU", "CuDNNLSTM")) {
            layers(name, RecurrentLayers::plain);
        }
        layers("RNN", RecurrentLayers::ofCell);
        for (int rank = 1; rank <= 3; rank++) {
            layers("ConvLSTM" + rank + "D", RecurrentLayers::plain);
        }
        for (String cell : List.of("SimpleRNNCell", "GRUCell", "LSTMCell", "StackedRNNCells")) {
            layers(
                    cell,
                    call -> {
                        throw call.refuse("a cell is read as a part of an RNN layer only");
                    });
        }
        layers("Bidirectional", RecurrentLayers::bidirectional);
        layers("TimeDistributed", RecurrentLayers::timeDistributed);
    }

    /// What computes one step.
    private interface Cell {
        /// What can be computed of the inputs of all steps at once.
        KerasTensor prepare(KerasTensor sequence);

        /// The shapes of its states, without the batch.
        List<List<Dimension>> states(KerasTensor sequence);

        /// The new states, the output first.
        List<KerasTensor> step(KerasTensor prepared, List<KerasTensor> states);
    }

    private static List<KerasTensor> plain(LayerCall call) {
        // CuDNN layers and those of Keras 1 and 2.0 have their weights themselves, but the order in
        // files is the same.
        return run(call, cell(call, call.className(), call.config(), call.inner("cell")));
    }

    private static List<KerasTensor> ofCell(LayerCall call) {
        return run(call, cell(call, call.config().at("cell"), "cell", call.weights()));
    }

    private static Cell cell(LayerCall call, Config layer, String attribute, LayerWeights outer) {
        LayerClass cell = LayerClass.of(layer);
        LayerWeights weights =
                outer.child(
                        attribute,
                        outer.path() + "/" + cell.name(),
                        cell.config().flag("trainable", true),
                        Types.of(cell.config()));
        if (cell.key().equals("StackedRNNCells")) {
            List<Cell> cells = new ArrayList<>();
            Map<String, Integer> used = new LinkedHashMap<>();
            for (Config each : cell.config().at("cells").list()) {
                String snake = LayerClass.of(each).snake();
                int number = used.merge(snake, 1, Integer::sum) - 1;
                String name = "cells/" + snake + (number == 0 ? "" : "_" + number);
                cells.add(cell(call, each, name, weights));
            }
            return new Stacked(
                    cells, cell.config().flag("reverse_state_order", false), call.graph());
        }
        return cell(call, cell.key().replaceFirst("Cell$", ""), cell.config(), weights);
    }

    private static Cell cell(LayerCall call, String kind, Config config, LayerWeights weights) {
        return switch (kind) {
            case "SimpleRNN" -> new Simple(call, config, weights);
            case "GRU" -> new Gru(call, config, weights);
            case "LSTM" -> new Lstm(call, config, weights);
            case "ConvLSTM1D" -> new ConvLstm(call, config, weights, 1);
            case "ConvLSTM2D" -> new ConvLstm(call, config, weights, 2);
            case "ConvLSTM3D" -> new ConvLstm(call, config, weights, 3);
            default ->
                    throw call.refuse(
                            "the cell '" + kind + "' is not one of Keras's own that can be read");
        };
    }

    private static KerasTensor product(
            LayerCall call, LayerWeights weights, KerasTensor x, long columns, String bias) {
        KerasGraph g = call.graph();
        long rows = CoreLayers.known(call, x, -1);
        KerasTensor y = g.matMul(x, weights.trainable("kernel", rows, columns));
        return bias.isEmpty() ? y : g.biasAdd(y, weights.trainable(bias, columns), false);
    }

    /// Weights are asked for in Keras's order: kernel, recurrent kernel, bias.
    private record Simple(LayerCall call, Config config, LayerWeights weights) implements Cell {
        private long units() {
            return config.at("units").integer();
        }

        private KerasTensor recurrent() {
            return weights.trainable("recurrent_kernel", units(), units());
        }

        @Override
        public KerasTensor prepare(KerasTensor sequence) {
            KerasGraph g = call.graph();
            KerasTensor y = product(call, weights, sequence, units(), "");
            recurrent();
            return config.flag("use_bias", true)
                    ? g.biasAdd(y, weights.trainable("bias", units()), false)
                    : y;
        }

        @Override
        public List<List<Dimension>> states(KerasTensor sequence) {
            return List.of(List.of(Dimension.of(units())));
        }

        @Override
        public List<KerasTensor> step(KerasTensor prepared, List<KerasTensor> states) {
            KerasGraph g = call.graph();
            KerasTensor sum = g.add(prepared, g.matMul(states.getFirst(), recurrent()));
            return List.of(activation(call, config, "activation", "tanh", sum));
        }
    }

    private static KerasTensor activation(
            LayerCall call, Config config, String member, String otherwise, KerasTensor x) {
        Config given = config.orNull(member);
        return given.isNull()
                ? config.names().contains(member) ? x : Activations.named(call, otherwise, x)
                : Activations.apply(call, given, x);
    }

    private record Lstm(LayerCall call, Config config, LayerWeights weights) implements Cell {
        private long units() {
            return config.at("units").integer();
        }

        private KerasTensor recurrent() {
            return weights.trainable("recurrent_kernel", units(), 4 * units());
        }

        @Override
        public KerasTensor prepare(KerasTensor sequence) {
            if (call.className().startsWith("CuDNN")) {
                throw call.refuse("the layout of CuDNN's own biases is not read");
            }
            KerasGraph g = call.graph();
            KerasTensor y = product(call, weights, sequence, 4 * units(), "");
            recurrent();
            return config.flag("use_bias", true)
                    ? g.biasAdd(y, weights.trainable("bias", 4 * units()), false)
                    : y;
        }

        @Override
        public List<List<Dimension>> states(KerasTensor sequence) {
            List<Dimension> each = List.of(Dimension.of(units()));
            return List.of(each, each);
        }

        @Override
        public List<KerasTensor> step(KerasTensor prepared, List<KerasTensor> states) {
            KerasGraph g = call.graph();
            KerasTensor sum = g.add(prepared, g.matMul(states.get(0), recurrent()));
            List<KerasTensor> gates = g.split(sum, 4, -1);
            KerasTensor input = gate(gates.get(0));
            KerasTensor forget = gate(gates.get(1));
            KerasTensor candidate = activation(call, config, "activation", "tanh", gates.get(2));
            KerasTensor carry =
                    g.add(g.multiply(forget, states.get(1)), g.multiply(input, candidate));
            KerasTensor output =
                    g.multiply(
                            gate(gates.get(3)),
                            activation(call, config, "activation", "tanh", carry));
            return List.of(output, carry);
        }

        private KerasTensor gate(KerasTensor x) {
            return activation(call, config, "recurrent_activation", "sigmoid", x);
        }
    }

    private record Gru(LayerCall call, Config config, LayerWeights weights) implements Cell {
        private long units() {
            return config.at("units").integer();
        }

        private boolean resetAfter() {
            return config.flag("reset_after", false);
        }

        private KerasTensor recurrent() {
            return weights.trainable("recurrent_kernel", units(), 3 * units());
        }

        @Override
        public KerasTensor prepare(KerasTensor sequence) {
            if (call.className().startsWith("CuDNN")) {
                throw call.refuse("the layout of CuDNN's own biases is not read");
            }
            KerasGraph g = call.graph();
            KerasTensor y = product(call, weights, sequence, 3 * units(), "");
            recurrent();
            if (!config.flag("use_bias", true)) {
                return y;
            }
            return g.biasAdd(y, bias(0), false);
        }

        /// The bias of the inputs, or that of the states.
        private KerasTensor bias(int which) {
            KerasGraph g = call.graph();
            if (!resetAfter()) {
                return weights.trainable("bias", 3 * units());
            }
            KerasTensor both = weights.trainable("bias", 2, 3 * units());
            return g.slice(both, List.of(new KerasGraph.SliceItem.Index(which)));
        }

        @Override
        public List<List<Dimension>> states(KerasTensor sequence) {
            return List.of(List.of(Dimension.of(units())));
        }

        @Override
        public List<KerasTensor> step(KerasTensor prepared, List<KerasTensor> states) {
            KerasGraph g = call.graph();
            KerasTensor h = states.getFirst();
            List<KerasTensor> x = g.split(prepared, 3, -1);
            KerasTensor update;
            KerasTensor candidate;
            if (resetAfter()) {
                KerasTensor inner = g.matMul(h, recurrent());
                if (config.flag("use_bias", true)) {
                    inner = g.biasAdd(inner, bias(1), false);
                }
                List<KerasTensor> r = g.split(inner, 3, -1);
                update = gate(g.add(x.get(0), r.get(0)));
                KerasTensor reset = gate(g.add(x.get(1), r.get(1)));
                candidate = g.add(x.get(2), g.multiply(reset, r.get(2)));
            } else {
                KerasTensor gates = g.slice(recurrent(), 1, 0, 2 * units(), 1);
                List<KerasTensor> r = g.split(g.matMul(h, gates), 2, -1);
                update = gate(g.add(x.get(0), r.get(0)));
                KerasTensor reset = gate(g.add(x.get(1), r.get(1)));
                KerasTensor last = g.slice(recurrent(), 1, 2 * units(), null, 1);
                candidate = g.add(x.get(2), g.matMul(g.multiply(reset, h), last));
            }
            candidate = activation(call, config, "activation", "tanh", candidate);
            KerasTensor rest = g.subtract(g.scalarLike(update, 1), update);
            return List.of(g.add(g.multiply(update, h), g.multiply(rest, candidate)));
        }

        private KerasTensor gate(KerasTensor x) {
            return activation(call, config, "recurrent_activation", "sigmoid", x);
        }
    }

    /// Shi et al., "Convolutional LSTM Network", 2015, without peepholes.
    private record ConvLstm(LayerCall call, Config config, LayerWeights weights, int spatial)
            implements Cell {
        private boolean channelsFirst() {
            return ConvolutionLayers.channelsFirst(config);
        }

        private long filters() {
            return config.at("filters").integer();
        }

        private KerasTensor kernel(String name, long channels) {
            List<Long> shape = new ArrayList<>(config.integers("kernel_size", spatial, 1));
            shape.add(channels);
            shape.add(4 * filters());
            return weights.trainable(name, CoreLayers.array(shape));
        }

        @Override
        public KerasTensor prepare(KerasTensor sequence) {
            int channels = channelsFirst() ? 2 : sequence.rank() - 1;
            kernel("kernel", CoreLayers.known(call, sequence, channels));
            kernel("recurrent_kernel", filters());
            if (config.flag("use_bias", true)) {
                weights.trainable("bias", 4 * filters());
            }
            return sequence;
        }

        private KerasTensor convolve(
                KerasTensor x,
                KerasTensor kernel,
                List<Long> strides,
                List<Long> dilations,
                String padding) {
            KerasGraph g = call.graph();
            if (spatial > 1) {
                return g.convolution(x, kernel, strides, dilations, padding, channelsFirst());
            }
            int added = channelsFirst() ? 2 : 1;
            return g.squeeze(
                    g.convolution(
                            g.expandDims(x, added),
                            g.expandDims(kernel, 0),
                            List.of(1L, strides.getFirst()),
                            List.of(1L, dilations.getFirst()),
                            padding,
                            channelsFirst()),
                    added);
        }

        private KerasTensor input(KerasTensor x) {
            int axis = channelsFirst() ? 1 : x.rank() - 1;
            KerasTensor y =
                    convolve(
                            x,
                            kernel("kernel", x.dimension(axis).value()),
                            config.integers("strides", spatial, 1),
                            config.integers("dilation_rate", spatial, 1),
                            config.text("padding", "valid").toUpperCase(java.util.Locale.ROOT));
            return config.flag("use_bias", true)
                    ? call.graph()
                            .biasAdd(y, weights.trainable("bias", 4 * filters()), channelsFirst())
                    : y;
        }

        @Override
        public List<List<Dimension>> states(KerasTensor sequence) {
            KerasTensor first =
                    call.graph()
                            .slice(
                                    sequence,
                                    List.of(
                                            KerasGraph.SliceItem.ALL,
                                            new KerasGraph.SliceItem.Index(0)));
            KerasTensor y = input(first);
            List<Dimension> each = new ArrayList<>(y.dimensions().subList(1, y.rank()));
            each.set(channelsFirst() ? 0 : each.size() - 1, Dimension.of(filters()));
            return List.of(each, each);
        }

        @Override
        public List<KerasTensor> step(KerasTensor x, List<KerasTensor> states) {
            KerasGraph g = call.graph();
            List<Long> ones = Collections.nCopies(spatial, 1L);
            KerasTensor recurrent =
                    convolve(
                            states.get(0),
                            kernel("recurrent_kernel", filters()),
                            ones,
                            ones,
                            "SAME");
            List<KerasTensor> gates =
                    g.split(g.add(input(x), recurrent), 4, channelsFirst() ? 1 : -1);
            KerasTensor in = gate(gates.get(0));
            KerasTensor forget = gate(gates.get(1));
            KerasTensor candidate = activation(call, config, "activation", "tanh", gates.get(2));
            KerasTensor carry = g.add(g.multiply(forget, states.get(1)), g.multiply(in, candidate));
            KerasTensor output =
                    g.multiply(
                            gate(gates.get(3)),
                            activation(call, config, "activation", "tanh", carry));
            return List.of(output, carry);
        }

        private KerasTensor gate(KerasTensor x) {
            return activation(
                    call,
                    config,
                    "recurrent_activation",
                    call.isKeras3() ? "sigmoid" : "hard_sigmoid",
                    x);
        }
    }

    /// Cells above each other: each takes the output of the one before.
    private record Stacked(List<Cell> cells, boolean reversed, KerasGraph g) implements Cell {
        @Override
        public KerasTensor prepare(KerasTensor sequence) {
            return cells.getFirst().prepare(sequence);
        }

        private List<Cell> inStateOrder() {
            return reversed ? cells.reversed() : cells;
        }

        @Override
        public List<List<Dimension>> states(KerasTensor sequence) {
            List<List<Dimension>> all = new ArrayList<>();
            inStateOrder().forEach(cell -> all.addAll(cell.states(sequence)));
            return all;
        }

        @Override
        public List<KerasTensor> step(KerasTensor prepared, List<KerasTensor> states) {
            IdentityHashMap<Cell, List<KerasTensor>> before = new IdentityHashMap<>();
            int at = 0;
            for (Cell cell : inStateOrder()) {
                int count = cell.states(prepared).size();
                before.put(cell, states.subList(at, at + count));
                at += count;
            }
            IdentityHashMap<Cell, List<KerasTensor>> after = new IdentityHashMap<>();
            KerasTensor x = prepared;
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get(i);
                KerasTensor ready = i == 0 ? x : cell.prepare(x);
                List<KerasTensor> made = cell.step(ready, before.get(cell));
                after.put(cell, made);
                x = made.getFirst();
            }
            List<KerasTensor> all = new ArrayList<>();
            inStateOrder().forEach(cell -> all.addAll(after.get(cell)));
            // The output is that of the last cell, wherever its state stands.
            all.addFirst(x);
            return all;
        }
    }

    private static List<KerasTensor> run(LayerCall call, Cell cell) {
        KerasGraph g = call.graph();
        Config config = call.config();
        List<KerasTensor> given = call.inputs();
        KerasTensor sequence = given.getFirst();
        if (!sequence.isFloat()) {
            sequence = g.cast(sequence, call.type());
        }
        if (config.flag("stateful", false)) {
            throw call.refuse(
                    "it is stateful: it goes on where the last inference has ended, which cannot be"
                            + " converted yet; set stateful=False if every inference begins anew");
        }
        boolean timeMajor = config.flag("time_major", false);
        int time = timeMajor ? 0 : 1;
        if (!sequence.knows(time)) {
            throw call.refuse(
                    "the number of its time steps is open: ["
                            + sequence.shape()
                            + "]. Recurrent layers are written out step by step, as loops cannot be"
                            + " converted yet; give --input_shape with a number of steps");
        }
        long steps = sequence.dimension(time).value();
        if (steps > MOST_STEPS) {
            throw call.refuse(
                    "it has "
                            + steps
                            + " time steps; recurrent layers are written out step by step, up to "
                            + MOST_STEPS);
        }
        if (timeMajor) {
            throw call.refuse("its time dimension comes before the batch (time_major)");
        }
        KerasTensor prepared = cell.prepare(sequence);
        List<KerasTensor> states = initial(call, cell, sequence, given);
        Optional<KerasTensor> mask =
                call.tensor(call.isKeras3() ? 2 : 1, "mask")
                        .or(sequenceMask(given.getFirst()))
                        .map(it -> g.cast(it, DataType.BOOL));
        List<KerasTensor> inputs = g.unpack(prepared, 1);
        List<KerasTensor> masks = mask.map(it -> g.unpack(it, 1)).orElse(List.of());
        boolean backwards = config.flag("go_backwards", false);
        boolean zeroes = config.flag("zero_output_for_mask", false);
        boolean sequences = config.flag("return_sequences", false);
        List<KerasTensor> outputs = new ArrayList<>();
        KerasTensor last = null;
        boolean stacked = cell instanceof Stacked;
        for (int i = 0; i < steps; i++) {
            int at = backwards ? Math.toIntExact(steps) - 1 - i : i;
            List<KerasTensor> made = cell.step(inputs.get(at), states);
            KerasTensor output = made.getFirst();
            List<KerasTensor> next = stacked ? made.subList(1, made.size()) : made;
            if (mask.isPresent()) {
                KerasTensor counts = masks.get(at);
                List<KerasTensor> kept = new ArrayList<>();
                for (int k = 0; k < next.size(); k++) {
                    kept.add(g.select(wide(g, counts, next.get(k)), next.get(k), states.get(k)));
                }
                next = kept;
                KerasTensor otherwise = last == null || zeroes ? g.zerosLike(output) : last;
                output = g.select(wide(g, counts, output), output, otherwise);
            }
            states = next;
            last = output;
            outputs.add(output);
        }
        // With zeros for steps that do not count, the last output is still that of the last step
        // that does.
        KerasTensor result =
                sequences
                        ? g.pack(outputs, 1).withMask(mask)
                        : zeroes && mask.isPresent() && !stacked ? states.getFirst() : last;
        if (!config.flag("return_state", false)) {
            return List.of(result);
        }
        List<KerasTensor> all = new ArrayList<>(List.of(result));
        all.addAll(states);
        return all;
    }

    private static java.util.function.Supplier<Optional<KerasTensor>> sequenceMask(
            KerasTensor sequence) {
        return sequence::mask;
    }

    private static KerasTensor wide(KerasGraph g, KerasTensor mask, KerasTensor x) {
        KerasTensor wide = mask;
        while (wide.rank() < x.rank()) {
            wide = g.expandDims(wide, wide.rank());
        }
        return wide;
    }

    private static List<KerasTensor> initial(
            LayerCall call, Cell cell, KerasTensor sequence, List<KerasTensor> given) {
        List<KerasTensor> states = new ArrayList<>();
        LayerCaller.collect(call.argument(call.isKeras3() ? 1 : -1, "initial_state"), states);
        if (states.isEmpty()) {
            states.addAll(given.subList(1, given.size()));
        }
        List<List<Dimension>> shapes = cell.states(sequence);
        if (!states.isEmpty()) {
            if (states.size() < shapes.size()) {
                throw call.refuse(
                        "it has "
                                + shapes.size()
                                + " states and is given "
                                + states.size()
                                + " to begin with");
            }
            return states.subList(0, shapes.size());
        }
        KerasGraph g = call.graph();
        for (List<Dimension> shape : shapes) {
            List<Dimension> dimensions = new ArrayList<>(List.of(sequence.dimension(0)));
            dimensions.addAll(shape);
            List<Object> parts = new ArrayList<>();
            parts.add(
                    sequence.knows(0)
                            ? (Object) sequence.dimension(0).value()
                            : g.dimension(sequence, 0));
            for (Dimension dimension : shape) {
                if (!dimension.isStatic()) {
                    throw call.refuse("the size of its state is open: " + shape);
                }
                parts.add(dimension.value());
            }
            states.add(g.fill(parts, PartialShape.of(dimensions), g.scalar(call.type(), 0.0)));
        }
        return states;
    }

    // Wrappers

    private static Config with(Config layer, Map<String, Object> changes) {
        Map<String, Object> config = new LinkedHashMap<>();
        Config old = layer.at("config");
        old.names().forEach(name -> config.put(name, old.orNull(name).value()));
        config.putAll(changes);
        Map<String, Object> whole = new LinkedHashMap<>();
        layer.names().forEach(name -> whole.put(name, layer.orNull(name).value()));
        whole.put("config", Collections.unmodifiableMap(config));
        return new Config(Collections.unmodifiableMap(whole), layer.place());
    }

    private static List<KerasTensor> bidirectional(LayerCall call) {
        KerasGraph g = call.graph();
        Config layer = call.config().at("layer");
        boolean sequences = layer.at("config").flag("return_sequences", false);
        boolean state = layer.at("config").flag("return_state", false);
        boolean turned = layer.at("config").flag("go_backwards", false);
        String name = layer.at("config").text("name", "layer");
        Map<String, Object> zero = sequences ? Map.of("zero_output_for_mask", true) : Map.of();
        Map<String, Object> forward = new LinkedHashMap<>(zero);
        forward.put("name", "forward_" + name.replaceFirst("^forward_", ""));
        Map<String, Object> backward = new LinkedHashMap<>(zero);
        Config given = call.config().orNull("backward_layer");
        if (given.isNull()) {
            backward.put("name", "backward_" + name.replaceFirst("^backward_", ""));
            backward.put("go_backwards", !turned);
        }
        List<KerasTensor> inputs = call.inputs();
        List<KerasTensor> states = new ArrayList<>();
        LayerCaller.collect(call.argument(call.isKeras3() ? 1 : -1, "initial_state"), states);
        if (states.isEmpty()) {
            states.addAll(inputs.subList(1, inputs.size()));
        }
        List<KerasTensor> one = new ArrayList<>(List.of(inputs.getFirst()));
        List<KerasTensor> two = new ArrayList<>(List.of(inputs.getFirst()));
        one.addAll(states.subList(0, states.size() / 2));
        two.addAll(states.subList(states.size() / 2, states.size()));
        Map<String, ?> named =
                call.tensor(call.isKeras3() ? 2 : 1, "mask")
                        .<Map<String, ?>>map(mask -> Map.of("mask", mask))
                        .orElse(Map.of());
        List<KerasTensor> there = call.call("forward_layer", with(layer, forward), one, named);
        List<KerasTensor> back =
                call.call(
                        "backward_layer",
                        with(given.isNull() ? layer : given, backward),
                        two,
                        named);
        KerasTensor y = there.getFirst();
        KerasTensor z = sequences ? g.reverse(back.getFirst(), 1) : back.getFirst();
        List<KerasTensor> outputs = new ArrayList<>();
        Config mode = call.config().orNull("merge_mode");
        switch (mode.isNull() ? "none" : mode.text()) {
            case "concat" -> outputs.add(g.concat(List.of(y, z), -1));
            case "sum" -> outputs.add(g.add(y, z));
            case "mul" -> outputs.add(g.multiply(y, z));
            case "ave" -> outputs.add(g.multiply(g.add(y, z), 0.5));
            case "none" -> {
                outputs.add(y);
                outputs.add(z);
            }
            default -> throw call.refuse("the merge mode '" + mode.text() + "' is not known");
        }
        List<KerasTensor> all = new ArrayList<>();
        outputs.forEach(
                output -> all.add(output.withMask(sequences ? y.mask() : Optional.empty())));
        if (state) {
            all.addAll(there.subList(1, there.size()));
            all.addAll(back.subList(1, back.size()));
        }
        return all;
    }

    /// Time becomes a part of the batch, and is taken apart again behind the layer.
    private static List<KerasTensor> timeDistributed(LayerCall call) {
        KerasGraph g = call.graph();
        KerasTensor x = call.input();
        if (x.rank() < 3) {
            throw call.refuse("its input [" + x.shape() + "] has no time dimension");
        }
        List<Object> parts = new ArrayList<>(List.of(-1L));
        List<Dimension> dimensions = new ArrayList<>(List.of(x.dimension(0).times(x.dimension(1))));
        for (int i = 2; i < x.rank(); i++) {
            parts.add(x.knows(i) ? (Object) x.dimension(i).value() : g.dimension(x, i));
            dimensions.add(x.dimension(i));
        }
        KerasTensor flat = g.reshape(x, parts, PartialShape.of(dimensions));
        List<KerasTensor> outputs = call.call("layer", call.config().at("layer"), List.of(flat));
        List<KerasTensor> all = new ArrayList<>();
        for (KerasTensor output : outputs) {
            List<Object> back = new ArrayList<>();
            List<Dimension> shape = new ArrayList<>(List.of(x.dimension(0), x.dimension(1)));
            if (x.knows(1)) {
                back.add(-1L);
                back.add(x.dimension(1).value());
            } else {
                back.add(x.knows(0) ? (Object) x.dimension(0).value() : g.dimension(x, 0));
                back.add(-1L);
            }
            for (int i = 1; i < output.rank(); i++) {
                back.add(
                        output.knows(i)
                                ? (Object) output.dimension(i).value()
                                : g.dimension(output, i));
                shape.add(output.dimension(i));
            }
            all.add(g.reshape(output, back, PartialShape.of(shape)).withMask(x.mask()));
        }
        return all;
    }
}
