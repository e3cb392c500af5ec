package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;

/// Recurrent layers, and the wrappers of layers along time.
///
/// A recurrent layer is the loop that Keras traces, whose trip is one step of its cell: what comes
/// from a file is the same graph as a SavedModel's. With `unroll=True` it is written out, as many
/// copies of the cell as there are time steps, unless their number is open or very large.
///
/// Source: `keras/src/layers/rnn`, `keras/src/backend/tensorflow/rnn.py`.
final class RecurrentLayers extends LayerFamily {
    /// Each step takes some fifteen operations.
    private static final long MOST_UNROLLED = 2048;

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
        /// The shapes of its states, without the batch, for inputs of a shape, with the batch.
        List<List<Dimension>> states(PartialShape input);

        /// The shape of its output, without the batch.
        default List<Dimension> output(PartialShape input) {
            return states(input).getFirst();
        }

        /// The output and the new states. Weights are asked for in Keras's order: kernel, recurrent
        /// kernel, bias.
        Stepped step(KerasTensor input, List<KerasTensor> states);
    }

    private record Stepped(KerasTensor output, List<KerasTensor> states) {
        /// The output is the first state.
        static Stepped of(KerasTensor... states) {
            return new Stepped(states[0], List.of(states));
        }
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
            return new Stacked(cells, cell.config().flag("reverse_state_order", false));
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

    /// Of inputs, in a cell whose gates stand beside each other.
    private static KerasTensor kernel(
            LayerCall call, LayerWeights weights, KerasTensor input, long columns) {
        if (call.className().startsWith("CuDNN")) {
            throw call.refuse("the layout of CuDNN's own biases is not read");
        }
        return weights.trainable("kernel", CoreLayers.known(call, input, -1), columns);
    }

    private record Simple(LayerCall call, Config config, LayerWeights weights) implements Cell {
        @Override
        public List<List<Dimension>> states(PartialShape input) {
            return List.of(List.of(Dimension.of(config.at("units").integer())));
        }

        @Override
        public Stepped step(KerasTensor input, List<KerasTensor> states) {
            KerasGraph g = call.graph();
            long units = config.at("units").integer();
            KerasTensor kernel = kernel(call, weights, input, units);
            KerasTensor recurrent = weights.trainable("recurrent_kernel", units, units);
            KerasTensor sum = g.matMul(input, kernel);
            if (config.flag("use_bias", true)) {
                sum = g.biasAdd(sum, weights.trainable("bias", units), false);
            }
            sum = g.add(sum, g.matMul(states.getFirst(), recurrent));
            return Stepped.of(activation(call, config, "activation", "tanh", sum));
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
        @Override
        public List<List<Dimension>> states(PartialShape input) {
            List<Dimension> each = List.of(Dimension.of(config.at("units").integer()));
            return List.of(each, each);
        }

        @Override
        public Stepped step(KerasTensor input, List<KerasTensor> states) {
            KerasGraph g = call.graph();
            long units = config.at("units").integer();
            KerasTensor kernel = kernel(call, weights, input, 4 * units);
            KerasTensor recurrent = weights.trainable("recurrent_kernel", units, 4 * units);
            KerasTensor sum =
                    g.add(g.matMul(input, kernel), g.matMul(states.getFirst(), recurrent));
            if (config.flag("use_bias", true)) {
                sum = g.biasAdd(sum, weights.trainable("bias", 4 * units), false);
            }
            return gated(call, config, g.split(sum, 4, 1), states.get(1), "sigmoid");
        }
    }

    /// The end of a step of an LSTM.
    ///
    /// @param gates input, forget, candidate, output
    private static Stepped gated(
            LayerCall call,
            Config config,
            List<KerasTensor> gates,
            KerasTensor carried,
            String otherwise) {
        KerasGraph g = call.graph();
        KerasTensor input = gate(call, config, otherwise, gates.get(0));
        KerasTensor forget = gate(call, config, otherwise, gates.get(1));
        KerasTensor candidate = activation(call, config, "activation", "tanh", gates.get(2));
        KerasTensor carry = g.add(g.multiply(forget, carried), g.multiply(input, candidate));
        KerasTensor output =
                g.multiply(
                        gate(call, config, otherwise, gates.get(3)),
                        activation(call, config, "activation", "tanh", carry));
        return Stepped.of(output, carry);
    }

    private static KerasTensor gate(
            LayerCall call, Config config, String otherwise, KerasTensor x) {
        return activation(call, config, "recurrent_activation", otherwise, x);
    }

    private record Gru(LayerCall call, Config config, LayerWeights weights) implements Cell {
        @Override
        public List<List<Dimension>> states(PartialShape input) {
            return List.of(List.of(Dimension.of(config.at("units").integer())));
        }

        /// The bias of the inputs, or that of the states.
        private KerasTensor bias(long units, int which) {
            KerasTensor both = weights.trainable("bias", 2, 3 * units);
            return call.graph().slice(both, List.of(new KerasGraph.SliceItem.Index(which)));
        }

        @Override
        public Stepped step(KerasTensor input, List<KerasTensor> states) {
            KerasGraph g = call.graph();
            long units = config.at("units").integer();
            boolean bias = config.flag("use_bias", true);
            boolean resetAfter = config.flag("reset_after", false);
            KerasTensor kernel = kernel(call, weights, input, 3 * units);
            KerasTensor recurrent = weights.trainable("recurrent_kernel", units, 3 * units);
            KerasTensor h = states.getFirst();
            KerasTensor product = g.matMul(input, kernel);
            if (bias) {
                KerasTensor added =
                        resetAfter ? bias(units, 0) : weights.trainable("bias", 3 * units);
                product = g.biasAdd(product, added, false);
            }
            List<KerasTensor> x = g.split(product, 3, -1);
            KerasTensor inner =
                    g.matMul(h, resetAfter ? recurrent : g.slice(recurrent, 1, 0, 2 * units, 1));
            if (bias && resetAfter) {
                inner = g.add(inner, bias(units, 1));
            }
            KerasTensor update = gate(g.add(x.get(0), g.slice(inner, 1, 0, units, 1)));
            KerasTensor reset = gate(g.add(x.get(1), g.slice(inner, 1, units, 2 * units, 1)));
            KerasTensor last =
                    resetAfter
                            ? g.multiply(reset, g.slice(inner, 1, 2 * units, null, 1))
                            : g.matMul(
                                    g.multiply(reset, h),
                                    g.slice(recurrent, 1, 2 * units, null, 1));
            KerasTensor candidate =
                    activation(call, config, "activation", "tanh", g.add(x.get(2), last));
            KerasTensor rest = g.subtract(g.scalarLike(update, 1), update);
            return Stepped.of(g.add(g.multiply(update, h), g.multiply(rest, candidate)));
        }

        private KerasTensor gate(KerasTensor x) {
            return RecurrentLayers.gate(call, config, "sigmoid", x);
        }
    }

    /// Shi et al., "Convolutional LSTM Network", 2015, without peepholes.
    private record ConvLstm(LayerCall call, Config config, LayerWeights weights, int spatial)
            implements Cell {
        private boolean channelsFirst() {
            return ConvolutionLayers.channelsFirst(config);
        }

        private List<Long> window() {
            return config.integers("kernel_size", spatial, 1);
        }

        private List<Long> strides() {
            return config.integers("strides", spatial, 1);
        }

        private List<Long> dilations() {
            return config.integers("dilation_rate", spatial, 1);
        }

        private String padding() {
            return config.text("padding", "valid").toUpperCase(java.util.Locale.ROOT);
        }

        private KerasTensor kernel(String name, long channels, long filters) {
            List<Long> shape = new ArrayList<>(window());
            shape.add(channels);
            shape.add(4 * filters);
            return weights.trainable(name, CoreLayers.array(shape));
        }

        @Override
        public List<List<Dimension>> states(PartialShape input) {
            PartialShape made =
                    KerasGraph.slid(
                            input,
                            window().stream().map(Dimension::of).toList(),
                            strides(),
                            dilations(),
                            padding(),
                            channelsFirst(),
                            Dimension.of(config.at("filters").integer()));
            List<Dimension> each = made.dimensions().subList(1, made.rank());
            return List.of(each, each);
        }

        @Override
        public Stepped step(KerasTensor input, List<KerasTensor> states) {
            KerasGraph g = call.graph();
            int axis = channelsFirst() ? 1 : input.rank() - 1;
            long filters = config.at("filters").integer();
            KerasTensor kernel = kernel("kernel", CoreLayers.known(call, input, axis), filters);
            KerasTensor recurrent = kernel("recurrent_kernel", filters, filters);
            KerasTensor x = convolve(input, kernel, strides(), dilations(), padding());
            if (config.flag("use_bias", true)) {
                x = g.biasAdd(x, weights.trainable("bias", 4 * filters), channelsFirst());
            }
            List<Long> ones = Collections.nCopies(spatial, 1L);
            KerasTensor h = convolve(states.getFirst(), recurrent, ones, ones, "SAME");
            return gated(
                    call,
                    config,
                    g.split(g.add(x, h), 4, axis),
                    states.get(1),
                    call.isKeras3() ? "sigmoid" : "hard_sigmoid");
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
    }

    /// Cells above each other: each takes the output of the one before.
    private record Stacked(List<Cell> cells, boolean reversed) implements Cell {
        private List<Cell> inStateOrder() {
            return reversed ? cells.reversed() : cells;
        }

        @Override
        public List<List<Dimension>> states(PartialShape input) {
            List<List<Dimension>> all = new ArrayList<>();
            inStateOrder().forEach(cell -> all.addAll(cell.states(input)));
            return all;
        }

        @Override
        public List<Dimension> output(PartialShape input) {
            return cells.getLast().output(input);
        }

        @Override
        public Stepped step(KerasTensor input, List<KerasTensor> states) {
            IdentityHashMap<Cell, List<KerasTensor>> before = new IdentityHashMap<>();
            int at = 0;
            for (Cell cell : inStateOrder()) {
                int count = cell.states(input.shape()).size();
                before.put(cell, states.subList(at, at + count));
                at += count;
            }
            IdentityHashMap<Cell, List<KerasTensor>> after = new IdentityHashMap<>();
            KerasTensor x = input;
            for (Cell cell : cells) {
                Stepped made = cell.step(x, before.get(cell));
                after.put(cell, made.states());
                x = made.output();
            }
            List<KerasTensor> all = new ArrayList<>();
            inStateOrder().forEach(cell -> all.addAll(after.get(cell)));
            return new Stepped(x, all);
        }
    }

    /// What a layer does with its sequence.
    ///
    /// @param mask which steps count, `bool[batch, time]` or the other way round as the sequence
    /// @param zeroes whether the output of other steps is 0, not that of the step before
    /// @param sequences whether all outputs are wanted, not the last only
    private record Way(
            LayerCall call,
            Cell cell,
            int time,
            Optional<KerasTensor> mask,
            boolean backwards,
            boolean zeroes,
            boolean sequences) {
        /// One step.
        ///
        /// @param counts the mask of the step, where there is one
        /// @param otherwise the output if it does not count
        Stepped step(
                KerasTensor input,
                List<KerasTensor> states,
                Optional<KerasTensor> counts,
                Optional<KerasTensor> otherwise) {
            KerasGraph g = call.graph();
            Stepped made = cell.step(input, states);
            if (counts.isEmpty()) {
                return made;
            }
            KerasTensor output = made.output();
            List<KerasTensor> kept = new ArrayList<>();
            for (int i = 0; i < states.size(); i++) {
                KerasTensor next = made.states().get(i);
                kept.add(g.select(wide(g, counts.get(), next), next, states.get(i)));
            }
            return new Stepped(
                    g.select(
                            wide(g, counts.get(), output),
                            output,
                            otherwise.orElseGet(() -> g.zerosLike(output))),
                    kept);
        }

        /// Time before the batch, or the other way round.
        KerasTensor turned(KerasTensor x) {
            if (time == 0) {
                return x;
            }
            List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
            Collections.swap(order, 0, 1);
            return call.graph().transpose(x, order);
        }

        private KerasTensor inOrder(KerasTensor x) {
            KerasTensor turned = turned(x);
            return backwards ? call.graph().reverse(turned, 0) : turned;
        }

        /// The loop.
        Made looped(KerasTensor sequence, List<KerasTensor> states, List<Dimension> output) {
            KerasGraph g = call.graph();
            KerasTensor inputs = inOrder(sequence);
            KerasTensor steps = g.dimension(inputs, 0);
            PartialShape input = PartialShape.of(inputs.dimensions().subList(1, inputs.rank()));
            List<Dimension> dimensions = new ArrayList<>(List.of(input.dimension(0)));
            dimensions.addAll(output);
            PartialShape made = PartialShape.of(dimensions);
            KerasTensor list = g.listOf(inputs);
            Optional<KerasTensor> masks = mask.map(it -> g.listOf(inOrder(g.expandDims(it, -1))));
            PartialShape one = PartialShape.of(List.of(input.dimension(0), Dimension.of(1)));
            // The output before, which steps that do not count repeat.
            List<KerasTensor> zero =
                    mask.map(_ -> List.of(zeros(call, sequence, 1 - time, output)))
                            .orElse(List.of());
            List<KerasTensor> before = new ArrayList<>();
            before.add(g.scalar(DataType.INT32, 0L));
            before.add(
                    g.newList(sequences ? steps : g.scalar(DataType.INT32, 1L), call.type(), made));
            before.addAll(zero);
            before.addAll(states);
            int first = 2 + zero.size();
            List<KerasTensor> after =
                    g.whileLoop(
                            steps,
                            before,
                            now -> g.compare("Less", now.getFirst(), steps),
                            now -> {
                                KerasTensor at = now.getFirst();
                                Stepped stepped =
                                        step(
                                                g.listed(list, at, inputs.type(), input),
                                                now.subList(first, now.size()),
                                                masks.map(
                                                        it -> g.listed(it, at, DataType.BOOL, one)),
                                                (zeroes ? zero : now.subList(2, first))
                                                        .stream().findFirst());
                                List<KerasTensor> next = new ArrayList<>();
                                next.add(g.add(at, g.scalar(DataType.INT32, 1L)));
                                KerasTensor place = sequences ? at : g.scalar(DataType.INT32, 0L);
                                next.add(g.withListed(now.get(1), place, stepped.output()));
                                next.addAll(Collections.nCopies(zero.size(), stepped.output()));
                                next.addAll(stepped.states());
                                return next;
                            });
            KerasTensor all =
                    g.stackOf(
                            after.get(1),
                            call.type(),
                            sequences ? inputs.dimension(0) : Dimension.of(1),
                            made);
            return new Made(
                    sequences
                            ? turned(all)
                            : g.slice(all, List.of(new KerasGraph.SliceItem.Index(-1))),
                    after.subList(first, after.size()));
        }

        /// Step after step.
        Made unrolled(KerasTensor sequence, List<KerasTensor> given) {
            KerasGraph g = call.graph();
            List<KerasTensor> inputs = g.unpack(sequence, time);
            Optional<List<KerasTensor>> masks = mask.map(it -> g.unpack(it, time));
            List<KerasTensor> outputs = new ArrayList<>();
            List<KerasTensor> states = given;
            Optional<KerasTensor> last = Optional.empty();
            for (int i = 0; i < inputs.size(); i++) {
                int at = backwards ? inputs.size() - 1 - i : i;
                Stepped made =
                        step(
                                inputs.get(at),
                                states,
                                masks.map(it -> it.get(at)),
                                zeroes ? Optional.empty() : last);
                states = made.states();
                last = Optional.of(made.output());
                outputs.add(made.output());
            }
            return new Made(sequences ? g.pack(outputs, time) : last.orElseThrow(), states);
        }
    }

    /// @param output all outputs, or the last
    private record Made(KerasTensor output, List<KerasTensor> states) {}

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
        int time = config.flag("time_major", false) ? 0 : 1;
        List<Dimension> one = new ArrayList<>(sequence.dimensions());
        one.remove(time);
        PartialShape input = PartialShape.of(one);
        boolean zeroes = config.flag("zero_output_for_mask", false);
        boolean sequences = config.flag("return_sequences", false);
        Optional<KerasTensor> mask =
                call.tensor(call.isKeras3() ? 2 : 1, "mask")
                        .or(sequenceMask(given.getFirst()))
                        .map(it -> g.cast(it, DataType.BOOL));
        Way way =
                new Way(
                        call,
                        cell,
                        time,
                        mask,
                        config.flag("go_backwards", false),
                        zeroes,
                        sequences);
        List<KerasTensor> states = initial(call, cell.states(input), sequence, 1 - time, given);
        boolean unrolled =
                config.flag("unroll", false)
                        && sequence.knows(time)
                        && sequence.dimension(time).value() <= MOST_UNROLLED;
        Made made =
                unrolled
                        ? way.unrolled(sequence, states)
                        : way.looped(sequence, states, cell.output(input));
        KerasTensor result = sequences ? made.output().withMask(mask) : made.output();
        if (!config.flag("return_state", false)) {
            return List.of(result);
        }
        List<KerasTensor> all = new ArrayList<>(List.of(result));
        all.addAll(made.states());
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

    /// @param batch the axis of the sequence that is the batch
    private static List<KerasTensor> initial(
            LayerCall call,
            List<List<Dimension>> shapes,
            KerasTensor sequence,
            int batch,
            List<KerasTensor> given) {
        List<KerasTensor> states = new ArrayList<>();
        LayerCaller.collect(call.argument(call.isKeras3() ? 1 : -1, "initial_state"), states);
        if (states.isEmpty()) {
            states.addAll(given.subList(1, given.size()));
        }
        if (states.isEmpty()) {
            shapes.forEach(shape -> states.add(zeros(call, sequence, batch, shape)));
        }
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

    /// Zeros for each sequence of the batch.
    private static KerasTensor zeros(
            LayerCall call, KerasTensor sequence, int batch, List<Dimension> shape) {
        KerasGraph g = call.graph();
        Dimension count = sequence.dimension(batch);
        List<Dimension> dimensions = new ArrayList<>(List.of(count));
        dimensions.addAll(shape);
        List<Object> parts = new ArrayList<>();
        parts.add(count.isStatic() ? (Object) count.value() : g.dimension(sequence, batch));
        for (Dimension dimension : shape) {
            if (!dimension.isStatic()) {
                throw call.refuse("the size of its state is open: " + shape);
            }
            parts.add(dimension.value());
        }
        return g.fill(parts, PartialShape.of(dimensions), g.scalar(call.type(), 0.0));
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
        int time = layer.at("config").flag("time_major", false) ? 0 : 1;
        KerasTensor z = sequences ? g.reverse(back.getFirst(), time) : back.getFirst();
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
