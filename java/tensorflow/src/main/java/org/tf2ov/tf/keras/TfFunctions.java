package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;

/// Functions of TensorFlow that Keras 2 has recorded between layers, by the name of the function
/// and with its arguments: `TFOpLambda` with `math.multiply`, `SlicingOpLambda` for `x[:, 0]`.
final class TfFunctions {
    private static final Map<String, String> UNARY =
            Map.ofEntries(
                    Map.entry("math.abs", "Abs"),
                    Map.entry("abs", "Abs"),
                    Map.entry("math.exp", "Exp"),
                    Map.entry("exp", "Exp"),
                    Map.entry("math.log", "Log"),
                    Map.entry("math.log1p", "Log1p"),
                    Map.entry("math.expm1", "Expm1"),
                    Map.entry("math.negative", "Neg"),
                    Map.entry("negative", "Neg"),
                    Map.entry("math.reciprocal", "Reciprocal"),
                    Map.entry("math.rsqrt", "Rsqrt"),
                    Map.entry("math.sqrt", "Sqrt"),
                    Map.entry("sqrt", "Sqrt"),
                    Map.entry("math.square", "Square"),
                    Map.entry("square", "Square"),
                    Map.entry("math.sign", "Sign"),
                    Map.entry("math.sin", "Sin"),
                    Map.entry("math.cos", "Cos"),
                    Map.entry("math.tan", "Tan"),
                    Map.entry("math.tanh", "Tanh"),
                    Map.entry("tanh", "Tanh"),
                    Map.entry("nn.tanh", "Tanh"),
                    Map.entry("math.sigmoid", "Sigmoid"),
                    Map.entry("sigmoid", "Sigmoid"),
                    Map.entry("nn.sigmoid", "Sigmoid"),
                    Map.entry("nn.relu", "Relu"),
                    Map.entry("nn.relu6", "Relu6"),
                    Map.entry("nn.elu", "Elu"),
                    Map.entry("nn.selu", "Selu"),
                    Map.entry("math.softplus", "Softplus"),
                    Map.entry("nn.softplus", "Softplus"),
                    Map.entry("nn.softsign", "Softsign"),
                    Map.entry("math.floor", "Floor"),
                    Map.entry("floor", "Floor"),
                    Map.entry("math.ceil", "Ceil"),
                    Map.entry("math.round", "Round"),
                    Map.entry("round", "Round"),
                    Map.entry("math.erf", "Erf"),
                    Map.entry("identity", "Identity"),
                    Map.entry("stop_gradient", "Identity"),
                    Map.entry("zeros_like", "ZerosLike"),
                    Map.entry("ones_like", "OnesLike"));

    private static final Map<String, String> BINARY =
            Map.ofEntries(
                    Map.entry("math.add", "AddV2"),
                    Map.entry("add", "AddV2"),
                    Map.entry("__operators__.add", "AddV2"),
                    Map.entry("math.subtract", "Sub"),
                    Map.entry("subtract", "Sub"),
                    Map.entry("math.multiply", "Mul"),
                    Map.entry("multiply", "Mul"),
                    Map.entry("math.maximum", "Maximum"),
                    Map.entry("maximum", "Maximum"),
                    Map.entry("math.minimum", "Minimum"),
                    Map.entry("minimum", "Minimum"),
                    Map.entry("math.pow", "Pow"),
                    Map.entry("pow", "Pow"),
                    Map.entry("math.floordiv", "FloorDiv"),
                    Map.entry("floordiv", "FloorDiv"),
                    Map.entry("floor_div", "FloorDiv"),
                    Map.entry("math.floormod", "FloorMod"),
                    Map.entry("math.mod", "FloorMod"),
                    Map.entry("math.squared_difference", "SquaredDifference"));

    private static final Map<String, String> COMPARE =
            Map.of(
                    "math.equal", "Equal",
                    "math.not_equal", "NotEqual",
                    "math.greater", "Greater",
                    "math.greater_equal", "GreaterEqual",
                    "math.less", "Less",
                    "math.less_equal", "LessEqual");

    private static final Map<String, String> REDUCE =
            Map.of(
                    "math.reduce_sum", "Sum",
                    "math.reduce_mean", "Mean",
                    "math.reduce_max", "Max",
                    "math.reduce_min", "Min",
                    "math.reduce_prod", "Prod",
                    "math.reduce_all", "All",
                    "math.reduce_any", "Any");

    private TfFunctions() {}

    static List<KerasTensor> slice(LayerCall call) {
        Config spec =
                call.value(1, "slice_spec")
                        .orElseThrow(() ->
                                call.refuse("it takes elements by indices that are" + " tensors"));
        List<Config> items = spec.isList() && !isEllipsis(spec) ? spec.list() : List.of(spec);
        return List.of(
                call.graph()
                        .slice(
                                call.input(),
                                items.stream().map(it -> OperationLayers.item(call, it)).toList()));
    }

    private static boolean isEllipsis(Config spec) {
        return spec.list().size() == 2 && spec.list().getFirst().isText();
    }

    static List<KerasTensor> call(LayerCall call) {
        Operands in = new Operands(call);
        KerasGraph g = call.graph();
        String function = call.config().at("function").text().replaceFirst("^compat\\.v1\\.", "");
        if (function.startsWith("reduce_")) {
            function = "math." + function;
        }
        if (UNARY.containsKey(function)) {
            return List.of(g.unary(UNARY.get(function), first(in)));
        }
        if (BINARY.containsKey(function)) {
            List<KerasTensor> both = both(in);
            return List.of(g.binary(BINARY.get(function), both.get(0), both.get(1)));
        }
        if (COMPARE.containsKey(function)) {
            List<KerasTensor> both = both(in);
            return List.of(g.compare(COMPARE.get(function), both.get(0), both.get(1)));
        }
        if (REDUCE.containsKey(function)) {
            KerasTensor x = in.tensor(0, "input_tensor");
            List<Integer> axes = OperationLayers.axes(in.value(1, "axis"), x);
            boolean keep =
                    in.value(2, "keepdims").map(it -> !it.isNull() && it.flag()).orElse(false);
            return List.of(g.reduce(REDUCE.get(function), x, axes, keep));
        }
        return switch (function) {
            case "split" -> split(call, in);
            case "unstack" -> unstack(call, in);
            case "shape" -> List.of(g.shapeOf(in.tensor(0, "input")));
            default -> List.of(one(call, in, function));
        };
    }

    private static KerasTensor first(Operands in) {
        return in.tensor(0, "x", "features", "input", "tensor");
    }

    private static List<KerasTensor> both(Operands in) {
        return in.pair(in.required(0, "x"), in.required(1, "y"));
    }

    private static KerasTensor one(LayerCall call, Operands in, String function) {
        KerasGraph g = call.graph();
        return switch (function) {
            case "math.divide", "divide", "math.truediv", "truediv", "__operators__.truediv" ->
                    divide(g, both(in));
            case "math.logical_and" ->
                    g.logical("LogicalAnd", in.tensor(0, "x"), in.tensor(1, "y"));
            case "math.logical_or" -> g.logical("LogicalOr", in.tensor(0, "x"), in.tensor(1, "y"));
            case "math.logical_not" -> g.not(in.tensor(0, "x"));
            case "nn.softmax" -> g.softmax("Softmax", in.tensor(0, "logits"), axis(in, -1));
            case "nn.log_softmax" -> g.softmax("LogSoftmax", in.tensor(0, "logits"), axis(in, -1));
            case "nn.leaky_relu" ->
                    Activations.leakyRelu(
                            g,
                            in.tensor(0, "features"),
                            in.value(1, "alpha").map(Config::real).orElse(0.2));
            case "nn.gelu" ->
                    Activations.gelu(
                            g,
                            in.tensor(0, "features"),
                            in.value(1, "approximate").map(Config::flag).orElse(false));
            case "nn.silu", "nn.swish" ->
                    g.multiply(
                            in.tensor(0, "features"), g.unary("Sigmoid", in.tensor(0, "features")));
            case "clip_by_value" -> clip(call, in, "clip_value_min", "clip_value_max");
            case "cast" -> g.cast(in.tensor(0, "x"), Types.type((Config) in.required(1, "dtype")));
            case "reshape" ->
                    OperationLayers.reshape(call, in.tensor(0, "tensor"), in.required(1, "shape"));
            case "transpose" ->
                    g.transpose(
                            in.tensor(0, "a"),
                            OperationLayers.order(
                                    in.value(1, "perm").filter(it -> !it.isNull()),
                                    in.tensor(0, "a")));
            case "expand_dims" -> g.expandDims(in.tensor(0, "input"), axis(in, -1));
            case "squeeze" -> squeeze(call, in);
            case "concat" ->
                    g.concat(OperationLayers.sameType(call, in.required(0, "values")), axis(in, 0));
            case "stack" ->
                    g.pack(OperationLayers.sameType(call, in.required(0, "values")), axis(in, 0));
            case "linalg.matmul", "matmul" -> matmul(call, in);
            case "tile" ->
                    g.tile(
                            in.tensor(0, "input"),
                            ((Config) in.required(1, "multiples")).integers());
            case "gather" -> g.gather(in.tensor(0, "params"), in.tensor(1, "indices"), axis(in, 0));
            case "pad" -> pad(call, in);
            case "where" -> where(call, in);
            case "math.argmax", "argmax" ->
                    g.argument("ArgMax", in.tensor(0, "input"), axis(in, 0), DataType.INT64);
            case "math.l2_normalize", "nn.l2_normalize", "linalg.l2_normalize" -> {
                KerasTensor x = in.tensor(0, "x");
                KerasTensor square =
                        g.reduce(
                                "Sum",
                                g.unary("Square", x),
                                OperationLayers.axes(in.value(1, "axis"), x),
                                true);
                double least = in.value(2, "epsilon").map(Config::real).orElse(1e-12);
                yield g.multiply(
                        x,
                        g.unary("Rsqrt", g.binary("Maximum", square, g.scalarLike(square, least))));
            }
            case "one_hot" ->
                    g.oneHot(
                            in.tensor(0, "indices"),
                            ((Config) in.required(1, "depth")).integer(),
                            DataType.FLOAT);
            case "image.resize" -> imageResize(call, in);
            default ->
                    throw call.refuse(
                            "the function tf."
                                    + function
                                    + " is not known here. Export the model as a SavedModel");
        };
    }

    /// Quotients of integers are `double` in TensorFlow.
    private static KerasTensor divide(KerasGraph g, List<KerasTensor> both) {
        KerasTensor x = both.get(0);
        boolean wide = x.type() == DataType.INT32 || x.type() == DataType.INT64;
        return wide
                ? g.divide(g.cast(x, DataType.DOUBLE), g.cast(both.get(1), DataType.DOUBLE))
                : OperationLayers.divide(g, both);
    }

    private static int axis(Operands in, int otherwise) {
        return Math.toIntExact(
                in.value(-1, "axis")
                        .filter(it -> !it.isNull())
                        .or(() -> in.value(1, "axis").filter(it -> !it.isNull() && it.isNumber()))
                        .map(Config::integer)
                        .orElse((long) otherwise));
    }

    private static KerasTensor clip(LayerCall call, Operands in, String low, String high) {
        KerasGraph g = call.graph();
        KerasTensor x = in.tensor(0, "t");
        return g.binary(
                "Minimum",
                g.binary("Maximum", x, in.tensor(in.required(1, low), Optional.of(x.type()))),
                in.tensor(in.required(2, high), Optional.of(x.type())));
    }

    private static KerasTensor squeeze(LayerCall call, Operands in) {
        KerasTensor x = in.tensor(0, "input");
        Optional<Config> axis = in.value(1, "axis").filter(it -> !it.isNull());
        int[] gone =
                axis.isPresent()
                        ? OperationLayers.axes(axis, x).stream()
                                .mapToInt(Integer::intValue)
                                .toArray()
                        : IntStream.range(0, x.rank()).filter(i -> x.dimension(i).is(1)).toArray();
        return call.graph().squeeze(x, gone);
    }

    private static KerasTensor matmul(LayerCall call, Operands in) {
        KerasTensor a = in.tensor(0, "a");
        KerasTensor b = in.tensor(1, "b");
        boolean turnA = in.value(-1, "transpose_a").map(Config::flag).orElse(false);
        boolean turnB = in.value(-1, "transpose_b").map(Config::flag).orElse(false);
        return call.graph().matMul(a, b, turnA, turnB);
    }

    private static KerasTensor pad(LayerCall call, Operands in) {
        KerasTensor x = in.tensor(0, "tensor");
        List<long[]> pads = new ArrayList<>();
        for (Config each : ((Config) in.required(1, "paddings")).list()) {
            List<Long> both = each.integers();
            pads.add(new long[] {both.getFirst(), both.getLast()});
        }
        String mode = in.value(2, "mode").map(Config::text).orElse("CONSTANT");
        if (!mode.equalsIgnoreCase("CONSTANT")) {
            return call.graph().mirrorPad(x, pads, mode.toUpperCase(java.util.Locale.ROOT));
        }
        double value = in.value(3, "constant_values").map(Config::real).orElse(0.0);
        return value == 0
                ? call.graph().pad(x, pads)
                : call.graph().pad(x, pads, call.graph().scalarLike(x, value));
    }

    private static KerasTensor where(LayerCall call, Operands in) {
        List<KerasTensor> both = in.pair(in.required(1, "x"), in.required(2, "y"));
        return call.graph().select(in.tensor(0, "condition"), both.get(0), both.get(1));
    }

    private static KerasTensor imageResize(LayerCall call, Operands in) {
        List<Long> size = ((Config) in.required(1, "size")).integers();
        String method = in.value(2, "method").map(Config::text).orElse("bilinear");
        if (in.value(4, "antialias").map(Config::flag).orElse(false)) {
            throw call.refuse("it resizes with antialias=True, which has no operation here");
        }
        return PreprocessingLayers.resize(
                call, in.tensor(0, "images"), size.get(0), size.get(1), method);
    }

    private static List<KerasTensor> split(LayerCall call, Operands in) {
        KerasGraph g = call.graph();
        KerasTensor x = in.tensor(0, "value");
        int axis =
                OperationLayers.place(
                        in.value(2, "axis").map(Config::integer).orElse(0L), x.rank());
        Config sizes = (Config) in.required(1, "num_or_size_splits");
        if (!sizes.isList()) {
            return g.split(x, Math.toIntExact(sizes.integer()), axis);
        }
        List<DataType> types = new ArrayList<>();
        List<PartialShape> shapes = new ArrayList<>();
        for (long size : sizes.integers()) {
            types.add(x.type());
            shapes.add(x.shape().with(axis, size < 0 ? Dimension.ANY : Dimension.of(size)));
        }
        return g.addAll(
                "SplitV",
                types,
                shapes,
                List.of(x, g.ints(sizes.integers()), g.scalar(DataType.INT32, (long) axis)),
                KerasGraph.attributes(
                        "T", x.type(), "Tlen", DataType.INT32, "num_split", types.size()));
    }

    private static List<KerasTensor> unstack(LayerCall call, Operands in) {
        KerasTensor x = in.tensor(0, "value");
        int axis =
                OperationLayers.place(
                        in.value(2, "axis").map(Config::integer).orElse(0L), x.rank());
        CoreLayers.known(call, x, axis);
        return call.graph().unpack(x, axis);
    }
}
