package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.tf.DataType;

/// Attention: of given vectors, and of projections to several heads.
///
/// Source: `keras/src/layers/attention`.
final class AttentionLayers extends LayerFamily {
    private static final long MOST_LISTED = 1 << 16;

    AttentionLayers() {
        layers("Attention", call -> attention(call, false));
        layers("AdditiveAttention", call -> attention(call, true));
        layers("MultiHeadAttention", AttentionLayers::multiHead);
        layers("GroupedQueryAttention", AttentionLayers::groupedQuery);
    }

    // Attention and AdditiveAttention

    private static List<KerasTensor> attention(LayerCall call, boolean additive) {
        KerasGraph g = call.graph();
        Config config = call.config();
        List<KerasTensor> inputs = call.inputs();
        if (inputs.size() < 2 || inputs.size() > 3) {
            throw call.refuse("it takes [query, value] or [query, value, key]");
        }
        KerasTensor query = inputs.get(0);
        KerasTensor value = inputs.get(1);
        KerasTensor key = inputs.size() > 2 ? inputs.get(2) : value;
        List<Optional<KerasTensor>> masks = masks(call, List.of(query, value));
        KerasTensor scores = scores(call, additive, query, key);
        Optional<KerasTensor> mask = masks.get(1).map(it -> g.expandDims(it, -2));
        if (flag(call, "use_causal_mask") || config.flag("causal", false)) {
            KerasTensor causal = causal(g, query, key);
            mask = Optional.of(mask.map(it -> g.logical("LogicalAnd", it, causal)).orElse(causal));
        }
        if (mask.isPresent()) {
            double large = scores.type() == DataType.HALF ? 65504 : 1e9;
            KerasTensor hidden = g.cast(g.not(mask.get()), scores.type());
            scores = g.subtract(scores, g.multiply(hidden, large));
        }
        KerasTensor weights = g.softmax("Softmax", scores, -1);
        KerasTensor result = g.matMul(weights, value);
        if (masks.get(0).isPresent()) {
            KerasTensor counted = g.expandDims(g.cast(masks.get(0).get(), result.type()), -1);
            result = g.multiply(result, counted).withMask(masks.get(0));
        }
        boolean both =
                flag(call, "return_attention_scores")
                        || config.flag("return_attention_scores", false);
        return both ? List.of(result, weights) : List.of(result);
    }

    /// The argument `mask`, a list, or the masks that the inputs carry.
    private static List<Optional<KerasTensor>> masks(LayerCall call, List<KerasTensor> inputs) {
        if (call.argument(1, "mask") instanceof List<?> given) {
            List<Optional<KerasTensor>> masks = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                masks.add(
                        i < given.size() && given.get(i) instanceof KerasTensor mask
                                ? Optional.of(call.graph().cast(mask, DataType.BOOL))
                                : Optional.empty());
            }
            return masks;
        }
        return inputs.stream().map(KerasTensor::mask).toList();
    }

    private static boolean flag(LayerCall call, String name) {
        return call.value(-1, name).map(it -> !it.isNull() && it.flag()).orElse(false);
    }

    private static KerasTensor scores(
            LayerCall call, boolean additive, KerasTensor query, KerasTensor key) {
        KerasGraph g = call.graph();
        Config config = call.config();
        boolean concat = config.text("score_mode", "dot").equals("concat");
        boolean scaled = config.flag("use_scale", additive);
        if (additive) {
            KerasTensor grown = g.unary("Tanh", sums(g, query, key));
            if (scaled) {
                long size = CoreLayers.known(call, query, -1);
                grown = g.multiply(grown, call.weights().trainable("scale", size));
            }
            return g.reduce("Sum", grown, List.of(-1), false);
        }
        Optional<KerasTensor> scale =
                scaled ? Optional.of(call.weights().trainable("scale")) : Optional.empty();
        if (!concat) {
            KerasTensor product = g.matMul(query, key, false, true);
            return scale.map(it -> g.multiply(product, it)).orElse(product);
        }
        KerasTensor weight = call.weights().trainable("concat_score_weight");
        KerasTensor sums = sums(g, query, key);
        KerasTensor grown = g.unary("Tanh", scale.map(it -> g.multiply(sums, it)).orElse(sums));
        return g.multiply(g.reduce("Sum", grown, List.of(-1), false), weight);
    }

    private static KerasTensor sums(KerasGraph g, KerasTensor query, KerasTensor key) {
        return g.add(g.expandDims(query, -2), g.expandDims(key, -3));
    }

    /// `bool[1, T, S]`: which keys are not later than the query.
    private static KerasTensor causal(KerasGraph g, KerasTensor query, KerasTensor key) {
        KerasTensor rows = g.expandDims(steps(g, query), -1);
        KerasTensor columns = g.expandDims(steps(g, key), 0);
        return g.expandDims(g.compare("GreaterEqual", rows, columns), 0);
    }

    /// The numbers of the time steps.
    private static KerasTensor steps(KerasGraph g, KerasTensor x) {
        if (x.knows(1) && x.dimension(1).value() <= MOST_LISTED) {
            long count = x.dimension(1).value();
            return g.ints(java.util.stream.LongStream.range(0, count).toArray());
        }
        return g.range(g.dimension(x, 1));
    }

    // MultiHeadAttention

    /// Query, value, key; the key is the value where there is none.
    private record Given(KerasTensor query, KerasTensor value, KerasTensor key, boolean ownKey) {
        static Given of(LayerCall call) {
            List<KerasTensor> listed = call.inputs();
            KerasTensor query = call.tensor(0, "query").orElseGet(listed::getFirst);
            KerasTensor value =
                    call.tensor(1, "value")
                            .orElseThrow(() -> call.refuse("it has no value to attend to"));
            Optional<KerasTensor> key = call.tensor(2, "key");
            return new Given(query, value, key.orElse(value), key.isPresent());
        }
    }

    /// Which pairs of query and key count: all masks together, with a dimension for each.
    private static Optional<KerasTensor> pairs(LayerCall call, Given given) {
        KerasGraph g = call.graph();
        List<KerasTensor> all = new ArrayList<>();
        mask(call, "query_mask", given.query(), -1).ifPresent(all::add);
        mask(call, "value_mask", given.value(), -2).ifPresent(all::add);
        if (given.ownKey()) {
            mask(call, "key_mask", given.key(), -2).ifPresent(all::add);
        }
        if (flag(call, "use_causal_mask")) {
            all.add(causal(g, given.query(), given.value()));
        }
        call.tensor(call.isKeras3() ? 6 : 3, "attention_mask")
                .ifPresent(it -> all.add(g.cast(it, DataType.BOOL)));
        return all.stream()
                .reduce((a, b) -> {
                    int rank = Math.max(a.rank(), b.rank());
                    return g.logical("LogicalAnd", widened(g, a, rank, 2), widened(g, b, rank, 2));
                });
    }

    /// The mask that is given for an input or that it carries, with a dimension for the other side
    /// of the pairs.
    private static Optional<KerasTensor> mask(
            LayerCall call, String argument, KerasTensor input, int axis) {
        KerasGraph g = call.graph();
        Optional<KerasTensor> carried = input.mask();
        return call.tensor(-1, argument)
                .or(() -> carried)
                .map(it -> g.expandDims(g.cast(it, DataType.BOOL), axis));
    }

    /// A mask with more dimensions of 1 before its last ones.
    private static KerasTensor widened(KerasGraph g, KerasTensor mask, int rank, int last) {
        KerasTensor wide = mask;
        while (wide.rank() < rank) {
            wide = g.expandDims(wide, Math.max(0, wide.rank() - last));
        }
        return wide;
    }

    /// A dense layer inside of the attention.
    ///
    /// @param bound how many dimensions are summed over
    /// @param out what becomes of them
    private static KerasTensor project(
            LayerCall call, String attribute, KerasTensor x, int bound, List<Long> out) {
        KerasGraph g = call.graph();
        LayerWeights weights = call.inner(attribute);
        int free = x.rank() - bound;
        String letters = "abcdefghijklmnopqrstuvwxyz";
        String input = letters.substring(0, x.rank());
        String summed = input.substring(free);
        String made = letters.substring(x.rank(), x.rank() + out.size());
        List<Long> kernel = new ArrayList<>();
        for (int i = free; i < x.rank(); i++) {
            kernel.add(CoreLayers.known(call, x, i));
        }
        kernel.addAll(out);
        KerasTensor y =
                g.einsum(
                        input + "," + summed + made + "->" + input.substring(0, free) + made,
                        x,
                        weights.trainable("kernel", CoreLayers.array(kernel)));
        return call.config().flag("use_bias", true)
                ? g.add(y, weights.trainable("bias", CoreLayers.array(out)))
                : y;
    }

    private static List<KerasTensor> multiHead(LayerCall call) {
        KerasGraph g = call.graph();
        Config config = call.config();
        Given given = Given.of(call);
        long heads = config.at("num_heads").integer();
        long keySize = config.at("key_dim").integer();
        long valueSize = config.integer("value_dim", keySize);
        Optional<KerasTensor> mask = pairs(call, given);
        KerasTensor query =
                project(call, "_query_dense", given.query(), 1, List.of(heads, keySize));
        KerasTensor key = project(call, "_key_dense", given.key(), 1, List.of(heads, keySize));
        Optional<KerasTensor> gate =
                config.flag("use_gate", false)
                        ? Optional.of(
                                g.unary(
                                        "Sigmoid",
                                        project(
                                                call,
                                                "_gate_dense",
                                                given.query(),
                                                1,
                                                List.of(heads, valueSize))))
                        : Optional.empty();
        KerasTensor value =
                project(call, "_value_dense", given.value(), 1, List.of(heads, valueSize));
        int rank = value.rank();
        List<Integer> axes =
                config.has("attention_axes")
                        ? config.at("attention_axes").integers().stream()
                                .map(axis -> Math.toIntExact(axis < 0 ? axis + rank - 1 : axis))
                                .toList()
                        : IntStream.range(1, rank - 2).boxed().toList();
        Equations equations = Equations.of(rank, axes);
        query = g.multiply(query, 1 / Math.sqrt((double) keySize));
        KerasTensor scores = g.einsum(equations.dot(), key, query);
        boolean both = flag(call, "return_attention_scores");
        boolean select = call.isKeras3() && config.real("dropout", 0) == 0 && !both && rank == 4;
        KerasTensor weights = softmax(call, scores, mask, axes.size(), select);
        KerasTensor mixed = g.einsum(equations.combine(), weights, value);
        if (gate.isPresent()) {
            mixed = g.multiply(mixed, gate.get());
        }
        Config shape = config.orNull("output_shape");
        List<Long> out =
                shape.isNull()
                        ? List.of(CoreLayers.known(call, given.query(), -1))
                        : shape.integers();
        KerasTensor result =
                project(call, "_output_dense", mixed, 2, out).withMask(given.query().mask());
        return both ? List.of(result, weights) : List.of(result);
    }

    /// The equations of scores and of their product with the values.
    private record Equations(String dot, String combine) {
        static Equations of(int rank, List<Integer> axes) {
            String letters = "abcdefghijklmnopqrstuvwxyz";
            String target = letters.substring(0, rank);
            StringBuilder source = new StringBuilder();
            int next = rank;
            for (int i = 0; i < rank; i++) {
                boolean same = !axes.contains(i) || i == rank - 1;
                source.append(same ? target.charAt(i) : letters.charAt(next++));
            }
            StringBuilder product = new StringBuilder();
            for (int i = 0; i < rank - 1; i++) {
                if (!axes.contains(i)) {
                    product.append(target.charAt(i));
                }
            }
            axes.forEach(axis -> product.append(target.charAt(axis)));
            axes.forEach(axis -> product.append(source.charAt(axis)));
            return new Equations(
                    source + "," + target + "->" + product, product + "," + source + "->" + target);
        }
    }

    private static KerasTensor softmax(
            LayerCall call,
            KerasTensor scores,
            Optional<KerasTensor> mask,
            int axes,
            boolean select) {
        KerasGraph g = call.graph();
        KerasTensor x = scores;
        if (mask.isPresent()) {
            // Between the batch and the pairs are the heads.
            KerasTensor pairs = widened(g, mask.get(), scores.rank(), 2 * axes);
            if (select) {
                double low = scores.type() == DataType.HALF ? -65504 * 0.7 : -3.4028235e38 * 0.7;
                x = g.select(pairs, scores, g.scalarLike(scores, low));
            } else {
                x = ActivationLayers.hidden(g, scores, pairs);
            }
        }
        return ActivationLayers.softmax(g, x, IntStream.range(-axes, 0).boxed().toList());
    }

    // GroupedQueryAttention

    private static List<KerasTensor> groupedQuery(LayerCall call) {
        KerasGraph g = call.graph();
        Config config = call.config();
        Given given = Given.of(call);
        long size = config.at("head_dim").integer();
        long queryHeads = config.at("num_query_heads").integer();
        long keyHeads = config.at("num_key_value_heads").integer();
        Optional<KerasTensor> mask = pairs(call, given);
        KerasTensor query =
                project(call, "_query_dense", given.query(), 1, List.of(queryHeads, size));
        KerasTensor key = project(call, "_key_dense", given.key(), 1, List.of(keyHeads, size));
        Optional<KerasTensor> gate =
                config.flag("use_gate", false)
                        ? Optional.of(
                                g.unary(
                                        "Sigmoid",
                                        project(
                                                call,
                                                "_gate_dense",
                                                given.query(),
                                                1,
                                                List.of(queryHeads, size))))
                        : Optional.empty();
        KerasTensor value =
                project(call, "_value_dense", given.value(), 1, List.of(keyHeads, size));
        int times = Math.toIntExact(queryHeads / keyHeads);
        key = g.repeat(key, 2, times);
        value = g.repeat(value, 2, times);
        query = g.multiply(query, 1 / Math.sqrt((double) size));
        KerasTensor scores = g.einsum("bquh,bkuh->buqk", query, key);
        boolean both = flag(call, "return_attention_scores");
        boolean select = config.real("dropout", 0) == 0 && !both;
        KerasTensor weights = softmax(call, scores, mask, 1, select);
        KerasTensor mixed = g.einsum("buqk,bkuh->bquh", weights, value);
        if (gate.isPresent()) {
            mixed = g.multiply(mixed, gate.get());
        }
        long features = CoreLayers.known(call, given.query(), -1);
        KerasTensor result = project(call, "_output_dense", mixed, 2, List.of(features));
        return both ? List.of(result, weights) : List.of(result);
    }
}
