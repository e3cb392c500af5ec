package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;

/// What users compute with tensors between layers: `x * 2`, `x[:, 0]`, `keras.ops.mean(x, 1)`.
/// Keras 3 records operations of its own, Keras 2 names of TensorFlow's functions.
///
/// Source: `keras/src/ops`; `keras/layers/core/tf_op_layer.py` of Keras 2.
final class OperationLayers extends LayerFamily {
    /// Elementwise functions of one tensor: Keras's name to TensorFlow's operation.
    private static final Map<String, String> UNARY =
            Map.ofEntries(
                    Map.entry("Absolute", "Abs"),
                    Map.entry("Arccos", "Acos"),
                    Map.entry("Arccosh", "Acosh"),
                    Map.entry("Arcsin", "Asin"),
                    Map.entry("Arcsinh", "Asinh"),
                    Map.entry("Arctan", "Atan"),
                    Map.entry("Arctanh", "Atanh"),
                    Map.entry("Ceil", "Ceil"),
                    Map.entry("Cos", "Cos"),
                    Map.entry("Cosh", "Cosh"),
                    Map.entry("Erf", "Erf"),
                    Map.entry("Exp", "Exp"),
                    Map.entry("Expm1", "Expm1"),
                    Map.entry("Floor", "Floor"),
                    Map.entry("Log", "Log"),
                    Map.entry("Log1p", "Log1p"),
                    Map.entry("Negative", "Neg"),
                    Map.entry("Reciprocal", "Reciprocal"),
                    Map.entry("Rsqrt", "Rsqrt"),
                    Map.entry("Sign", "Sign"),
                    Map.entry("Sin", "Sin"),
                    Map.entry("Sinh", "Sinh"),
                    Map.entry("Sqrt", "Sqrt"),
                    Map.entry("Square", "Square"),
                    Map.entry("Tan", "Tan"),
                    Map.entry("Tanh", "Tanh"),
                    Map.entry("ZerosLike", "ZerosLike"),
                    Map.entry("OnesLike", "OnesLike"),
                    Map.entry("StopGradient", "Identity"),
                    Map.entry("Copy", "Identity"),
                    Map.entry("ConvertToTensor", "Identity"));

    /// Functions that make real numbers of integers.
    private static final List<String> FOR_INTEGERS =
            List.of(
                    "Absolute",
                    "Negative",
                    "Sign",
                    "Square",
                    "ZerosLike",
                    "OnesLike",
                    "StopGradient",
                    "Copy",
                    "ConvertToTensor",
                    "Ceil",
                    "Floor");

    private static final Map<String, String> BINARY =
            Map.ofEntries(
                    Map.entry("Add", "AddV2"),
                    Map.entry("Subtract", "Sub"),
                    Map.entry("Multiply", "Mul"),
                    Map.entry("Maximum", "Maximum"),
                    Map.entry("Minimum", "Minimum"),
                    Map.entry("Power", "Pow"),
                    Map.entry("FloorDivide", "FloorDiv"),
                    Map.entry("Mod", "FloorMod"),
                    Map.entry("Arctan2", "Atan2"));

    private static final Map<String, String> COMPARE =
            Map.of(
                    "Equal", "Equal",
                    "NotEqual", "NotEqual",
                    "Greater", "Greater",
                    "GreaterEqual", "GreaterEqual",
                    "Less", "Less",
                    "LessEqual", "LessEqual");

    private static final Map<String, String> REDUCE =
            Map.ofEntries(
                    Map.entry("Sum", "Sum"),
                    Map.entry("Mean", "Mean"),
                    Map.entry("Max", "Max"),
                    Map.entry("Amax", "Max"),
                    Map.entry("Min", "Min"),
                    Map.entry("Amin", "Min"),
                    Map.entry("Prod", "Prod"),
                    Map.entry("All", "All"),
                    Map.entry("Any", "Any"));

    /// Activation functions without knobs.
    private static final Map<String, String> ACTIVATIONS =
            Map.ofEntries(
                    Map.entry("Relu", "relu"),
                    Map.entry("Relu6", "relu6"),
                    Map.entry("Sigmoid", "sigmoid"),
                    Map.entry("Softplus", "softplus"),
                    Map.entry("Softsign", "softsign"),
                    Map.entry("Silu", "silu"),
                    Map.entry("LogSigmoid", "log_sigmoid"),
                    Map.entry("HardSigmoid", "hard_sigmoid"),
                    Map.entry("HardSilu", "hard_silu"),
                    Map.entry("HardTanh", "hard_tanh"),
                    Map.entry("Selu", "selu"),
                    Map.entry("SparsePlus", "sparse_plus"),
                    Map.entry("SparseSigmoid", "sparse_sigmoid"),
                    Map.entry("TanhShrink", "tanh_shrink"),
                    Map.entry("Mish", "mish"));

    OperationLayers() {
        UNARY.forEach((name, op) -> ops(name, (call, in) -> unary(call, in, name, op)));
        BINARY.forEach((name, op) -> ops(name, (call, in) -> binary(call, in, op)));
        COMPARE.forEach((name, op) -> ops(name, (call, in) -> compare(call, in, op)));
        REDUCE.forEach((name, op) -> ops(name, (call, in) -> reduce(call, in, op)));
        ACTIVATIONS.forEach((name, function) ->
                ops(name, (call, in) -> Activations.named(call, function, real(call, in, "x"))));
        ops("Divide", OperationLayers::divide);
        ops("TrueDivide", OperationLayers::divide);
        ops("LogicalAnd", (call, in) -> logical(call, in, "LogicalAnd"));
        ops("LogicalOr", (call, in) -> logical(call, in, "LogicalOr"));
        ops(
                "LogicalNot",
                (call, in) ->
                        call.graph().not(call.graph().cast(in.tensor(0, "x"), DataType.BOOL)));
        knobs();
        shapes();
        layers("TFOpLambda", TfFunctions::call);
        layers("SlicingOpLambda", TfFunctions::slice);
        layers("ClassMethod", TfFunctions::call);
    }

    private void ops(String name, BiFunction<LayerCall, Operands, KerasTensor> operation) {
        layer("ops>" + name, call -> operation.apply(call, new Operands(call)));
    }

    private static KerasTensor real(LayerCall call, Operands in, String name) {
        KerasTensor x = in.tensor(0, name);
        return x.isFloat() ? x : call.graph().cast(x, DataType.FLOAT);
    }

    private static KerasTensor unary(LayerCall call, Operands in, String name, String op) {
        KerasTensor x = in.tensor(0, "x", "variable");
        return call.graph()
                .unary(
                        op,
                        FOR_INTEGERS.contains(name) || x.isFloat()
                                ? x
                                : call.graph().cast(x, DataType.FLOAT));
    }

    private static KerasTensor binary(LayerCall call, Operands in, String op) {
        List<KerasTensor> both = in.pair(in.required(0, "x1", "x"), in.required(1, "x2", "y"));
        return call.graph().binary(op, both.get(0), both.get(1));
    }

    private static KerasTensor divide(LayerCall call, Operands in) {
        List<KerasTensor> both = in.pair(in.required(0, "x1", "x"), in.required(1, "x2", "y"));
        return divide(call.graph(), both);
    }

    static KerasTensor divide(KerasGraph g, List<KerasTensor> both) {
        KerasTensor x = both.get(0);
        KerasTensor y = both.get(1);
        return x.isFloat()
                ? g.divide(x, y)
                : g.divide(g.cast(x, DataType.FLOAT), g.cast(y, DataType.FLOAT));
    }

    private static KerasTensor compare(LayerCall call, Operands in, String op) {
        List<KerasTensor> both = in.pair(in.required(0, "x1", "x"), in.required(1, "x2", "y"));
        return call.graph().compare(op, both.get(0), both.get(1));
    }

    private static KerasTensor logical(LayerCall call, Operands in, String op) {
        KerasGraph g = call.graph();
        return g.logical(
                op,
                g.cast(in.tensor(0, "x1", "x"), DataType.BOOL),
                g.cast(in.tensor(1, "x2", "y"), DataType.BOOL));
    }

    /// The axes of a reduction: a number, a list, or nothing for all.
    static List<Integer> axes(Optional<Config> axis, KerasTensor x) {
        return axis.filter(it -> !it.isNull())
                .map(it -> it.integers().stream().map(each -> place(each, x.rank())).toList())
                .orElseGet(() -> IntStream.range(0, x.rank()).boxed().toList());
    }

    static int place(long axis, int rank) {
        int place = Math.toIntExact(axis < 0 ? axis + rank : axis);
        if (place < 0 || place >= Math.max(rank, 1)) {
            throw new org.tf2ov.problem.UnsupportedModelException(
                    "the axis " + axis, "there are " + rank + " dimensions");
        }
        return place;
    }

    private static boolean flag(Operands in, String name) {
        return in.value(-1, name).map(it -> !it.isNull() && it.flag()).orElse(false);
    }

    private static KerasTensor reduce(LayerCall call, Operands in, String op) {
        KerasGraph g = call.graph();
        KerasTensor x = in.tensor(0, "x");
        if (op.equals("Mean") && !x.isFloat()) {
            x = g.cast(x, DataType.FLOAT);
        }
        if (op.equals("All") || op.equals("Any")) {
            x = g.cast(x, DataType.BOOL);
        }
        return g.reduce(op, x, axes(in.value(1, "axis"), x), flag(in, "keepdims"));
    }

    private void knobs() {
        ops(
                "LeakyRelu",
                (call, in) ->
                        Activations.leakyRelu(
                                call.graph(),
                                real(call, in, "x"),
                                in.value(1, "negative_slope").map(Config::real).orElse(0.2)));
        ops(
                "Elu",
                (call, in) ->
                        Activations.elu(
                                call.graph(),
                                real(call, in, "x"),
                                in.value(1, "alpha").map(Config::real).orElse(1.0)));
        ops(
                "Celu",
                (call, in) ->
                        Activations.celu(
                                call.graph(),
                                real(call, in, "x"),
                                in.value(1, "alpha").map(Config::real).orElse(1.0)));
        ops(
                "Gelu",
                (call, in) ->
                        Activations.gelu(
                                call.graph(),
                                real(call, in, "x"),
                                in.value(1, "approximate").map(Config::flag).orElse(true)));
        ops(
                "Glu",
                (call, in) ->
                        Activations.glu(
                                call.graph(),
                                real(call, in, "x"),
                                Math.toIntExact(
                                        in.value(1, "axis").map(Config::integer).orElse(-1L))));
        ops(
                "SoftShrink",
                (call, in) ->
                        Activations.softShrink(
                                call.graph(),
                                real(call, in, "x"),
                                in.value(1, "threshold").map(Config::real).orElse(0.5)));
        ops(
                "HardShrink",
                (call, in) ->
                        Activations.hardShrink(
                                call.graph(),
                                real(call, in, "x"),
                                in.value(1, "threshold").map(Config::real).orElse(0.5)));
        for (String name : List.of("Softmax", "LogSoftmax")) {
            ops(
                    name,
                    (call, in) ->
                            call.graph()
                                    .softmax(
                                            name,
                                            real(call, in, "x"),
                                            Math.toIntExact(
                                                    in.value(1, "axis")
                                                            .map(Config::integer)
                                                            .orElse(-1L))));
        }
        ops("Clip", OperationLayers::clip);
        ops("Cast", OperationLayers::cast);
        ops("Round", (call, in) -> call.graph().unary("Rint", real(call, in, "x")));
        ops(
                "Logsumexp",
                (call, in) -> {
                    KerasGraph g = call.graph();
                    KerasTensor x = real(call, in, "x");
                    List<Integer> axes = axes(in.value(1, "axis"), x);
                    KerasTensor most = g.reduce("Max", x, axes, true);
                    KerasTensor sum =
                            g.reduce("Sum", g.unary("Exp", g.subtract(x, most)), axes, true);
                    KerasTensor y = g.add(g.unary("Log", sum), most);
                    return flag(in, "keepdims")
                            ? y
                            : g.squeeze(y, axes.stream().mapToInt(Integer::intValue).toArray());
                });
        ops("Var", (call, in) -> deviation(call, in, false));
        ops("Std", (call, in) -> deviation(call, in, true));
        ops("Where", OperationLayers::where);
        ops("Normalize", OperationLayers::normalize);
    }

    private static KerasTensor deviation(LayerCall call, Operands in, boolean root) {
        KerasGraph g = call.graph();
        KerasTensor x = real(call, in, "x");
        List<Integer> axes = axes(in.value(1, "axis"), x);
        KerasTensor mean = g.reduce("Mean", x, axes, true);
        KerasTensor variance =
                g.reduce(
                        "Mean", g.binary("SquaredDifference", x, mean), axes, flag(in, "keepdims"));
        return root ? g.unary("Sqrt", variance) : variance;
    }

    private static KerasTensor clip(LayerCall call, Operands in) {
        KerasGraph g = call.graph();
        KerasTensor x = in.tensor(0, "x");
        KerasTensor low = in.tensor(in.required(1, "x_min"), Optional.of(x.type()));
        KerasTensor high = in.tensor(in.required(2, "x_max"), Optional.of(x.type()));
        return g.binary("Minimum", g.binary("Maximum", x, low), high);
    }

    private static KerasTensor cast(LayerCall call, Operands in) {
        Object type = in.required(1, "dtype");
        return call.graph().cast(in.tensor(0, "x"), Types.type((Config) type));
    }

    private static KerasTensor where(LayerCall call, Operands in) {
        KerasTensor condition = call.graph().cast(in.tensor(0, "condition"), DataType.BOOL);
        Object first = in.required(1, "x1");
        Object second = in.required(2, "x2");
        List<KerasTensor> both =
                first instanceof KerasTensor || second instanceof KerasTensor
                        ? in.pair(first, second)
                        : List.of(
                                in.tensor(first, Optional.of(DataType.FLOAT)),
                                in.tensor(second, Optional.of(DataType.FLOAT)));
        return call.graph().select(condition, both.get(0), both.get(1));
    }

    private static KerasTensor normalize(LayerCall call, Operands in) {
        KerasGraph g = call.graph();
        KerasTensor x = real(call, in, "x");
        double order = in.value(2, "order").map(Config::real).orElse(2.0);
        if (order != 2) {
            throw call.refuse("it normalizes by the norm of order " + order);
        }
        double epsilon = in.value(3, "epsilon").map(Config::real).orElse(1e-7);
        List<Integer> axes =
                axes(in.value(1, "axis").or(() -> Optional.of(new Config(-1L, "axis"))), x);
        KerasTensor square = g.reduce("Sum", g.unary("Square", x), axes, true);
        return g.multiply(
                x,
                g.unary(
                        "Rsqrt",
                        g.binary("Maximum", square, g.scalarLike(square, epsilon * epsilon))));
    }

    private void shapes() {
        ops("GetItem", (call, in) -> getItem(call, in.tensor(0, "x"), in.required(1, "key")));
        ops("Reshape", OperationLayers::reshape);
        ops("Transpose", OperationLayers::transpose);
        ops(
                "ExpandDims",
                (call, in) -> {
                    KerasTensor x = in.tensor(0, "x");
                    for (long axis : ((Config) in.required(1, "axis")).integers()) {
                        x = call.graph().expandDims(x, Math.toIntExact(axis));
                    }
                    return x;
                });
        ops(
                "Squeeze",
                (call, in) -> {
                    KerasTensor x = in.tensor(0, "x");
                    Optional<Config> axis = in.value(1, "axis");
                    int[] gone =
                            axis.isPresent() && !axis.get().isNull()
                                    ? axes(axis, x).stream().mapToInt(Integer::intValue).toArray()
                                    : IntStream.range(0, x.rank())
                                            .filter(i -> x.dimension(i).is(1))
                                            .toArray();
                    return call.graph().squeeze(x, gone);
                });
        ops("Concatenate", (call, in) -> joined(call, in, false));
        ops("Stack", (call, in) -> joined(call, in, true));
        layers("ops>Split", OperationLayers::split);
        layers("ops>Unstack", OperationLayers::unstack);
        ops("Matmul", OperationLayers::matmul);
        ops("Dot", OperationLayers::matmul);
        ops(
                "Einsum",
                (call, in) -> {
                    String subscripts =
                            in.value(-1, "subscripts")
                                    .orElseGet(() -> (Config) in.required(0, "subscripts"))
                                    .text();
                    List<KerasTensor> all = new ArrayList<>();
                    call.positional().forEach(it -> LayerCaller.collect(it, all));
                    return call.graph().einsum(subscripts, all.toArray(KerasTensor[]::new));
                });
        ops("Tile", OperationLayers::tile);
        ops("Repeat", OperationLayers::repeat);
        ops("Flip", OperationLayers::flip);
        ops("Pad", OperationLayers::pad);
        ops("Take", OperationLayers::take);
        ops("Swapaxes", OperationLayers::swap);
        ops("Moveaxis", OperationLayers::move);
        ops(
                "Ravel",
                (call, in) ->
                        call.graph()
                                .reshape(
                                        in.tensor(0, "x"),
                                        List.of(-1L),
                                        PartialShape.of(
                                                List.of(
                                                        in.tensor(0, "x")
                                                                .shape()
                                                                .elementCount()))));
        ops("Argmax", (call, in) -> argument(call, in, "ArgMax"));
        ops("Argmin", (call, in) -> argument(call, in, "ArgMin"));
        ops(
                "Cumsum",
                (call, in) -> {
                    KerasTensor x = in.tensor(0, "x");
                    return Activations.cumsum(
                            call.graph(),
                            x,
                            place(((Config) in.required(1, "axis")).integer(), x.rank()));
                });
        ops("OneHot", OperationLayers::oneHot);
        ops("BroadcastTo", OperationLayers::broadcast);
    }

    private static KerasTensor oneHot(LayerCall call, Operands in) {
        KerasTensor x = in.tensor(0, "x");
        if (x.type() != DataType.INT32 && x.type() != DataType.INT64) {
            x = call.graph().cast(x, DataType.INT32);
        }
        long axis = in.value(2, "axis").map(Config::integer).orElse(-1L);
        if (axis != -1 && axis != x.rank()) {
            throw call.refuse("its new axis is not the last one");
        }
        DataType type = in.value(3, "dtype").map(Types::type).orElse(DataType.FLOAT);
        long classes = ((Config) in.required(1, "num_classes")).integer();
        return call.graph().oneHot(x, classes, type);
    }

    private static KerasTensor broadcast(LayerCall call, Operands in) {
        KerasTensor x = in.tensor(0, "x");
        Config shape = (Config) in.required(1, "shape");
        List<Long> sizes = shape.integers();
        List<Dimension> dimensions =
                sizes.stream().map(size -> size < 0 ? Dimension.ANY : Dimension.of(size)).toList();
        if (sizes.stream().anyMatch(size -> size < 0)) {
            throw call.refuse("it broadcasts to an open shape, " + sizes);
        }
        return call.graph()
                .add(
                        "BroadcastTo",
                        x.type(),
                        PartialShape.of(dimensions),
                        List.of(x, call.graph().ints(sizes)),
                        KerasGraph.attributes("T", x.type(), "Tidx", DataType.INT32));
    }

    private static KerasTensor argument(LayerCall call, Operands in, String op) {
        KerasTensor x = in.tensor(0, "x");
        Optional<Config> axis = in.value(1, "axis").filter(it -> !it.isNull());
        if (axis.isEmpty()) {
            throw call.refuse("it searches all dimensions at once");
        }
        int at = place(axis.get().integer(), x.rank());
        KerasTensor y = call.graph().argument(op, x, at, DataType.INT32);
        return flag(in, "keepdims") ? call.graph().expandDims(y, at) : y;
    }

    // Shapes

    /// One index or slice of `x[…]`, as the file has it.
    static KerasGraph.SliceItem item(LayerCall call, Config item) {
        if (item.isNull()) {
            return new KerasGraph.SliceItem.NewAxis();
        }
        if (item.isNumber()) {
            return new KerasGraph.SliceItem.Index(item.integer());
        }
        if (item.isMap()) {
            String kind = item.text("class_name", "");
            if (kind.equals("__ellipsis__")) {
                return new KerasGraph.SliceItem.Ellipsis();
            }
            Config bounds = kind.equals("__slice__") ? item.at("config") : item;
            return new KerasGraph.SliceItem.Range(
                    bounds.find("start").map(Config::integer),
                    bounds.find("stop").map(Config::integer),
                    bounds.integer("step", 1));
        }
        if (item.isText() && item.text().equals("...")) {
            return new KerasGraph.SliceItem.Ellipsis();
        }
        if (item.isList() && item.list().size() == 2 && item.list().getFirst().isText()) {
            return new KerasGraph.SliceItem.Ellipsis();
        }
        throw call.refuse("the index at " + item.place() + " is not a number or a slice");
    }

    private static KerasTensor getItem(LayerCall call, KerasTensor x, Object key) {
        if (!(key instanceof Config given)) {
            throw call.refuse("it takes elements by indices that are tensors");
        }
        List<Config> items = given.isList() ? given.list() : List.of(given);
        return call.graph().slice(x, items.stream().map(it -> item(call, it)).toList());
    }

    private static KerasTensor reshape(LayerCall call, Operands in) {
        Object shape = in.value(-1, "newshape").map(Object.class::cast).orElse(null);
        if (shape == null) {
            shape = in.required(1, "newshape", "shape");
        }
        return reshape(call, in.tensor(0, "x"), shape);
    }

    /// @param shape numbers, one of which may be -1 or open, and scalars of the graph
    static KerasTensor reshape(LayerCall call, KerasTensor x, Object shape) {
        KerasGraph g = call.graph();
        List<Object> given = new ArrayList<>();
        switch (shape) {
            case Config config when config.isList() -> given.addAll(config.list());
            case Config config -> given.add(config);
            case List<?> list -> given.addAll(list);
            case KerasTensor tensor when tensor.rank() == 1 && tensor.knows(0) -> {
                return g.add(
                        "Reshape",
                        x.type(),
                        PartialShape.ofRank(Math.toIntExact(tensor.dimension(0).value())),
                        List.of(x, tensor),
                        KerasGraph.attributes("T", x.type(), "Tshape", tensor.type()));
            }
            default -> throw call.refuse("its new shape cannot be read");
        }
        List<Object> parts = new ArrayList<>();
        List<Dimension> dimensions = new ArrayList<>();
        long known = 1;
        int open = -1;
        for (Object each : given) {
            if (each instanceof KerasTensor scalar) {
                parts.add(g.cast(scalar, DataType.INT32));
                dimensions.add(Dimension.ANY);
                known = -1;
                continue;
            }
            Config size = (Config) each;
            long value = size.isNull() ? -1 : size.integer();
            if (value == -1) {
                open = parts.size();
                dimensions.add(Dimension.ANY);
            } else {
                dimensions.add(Dimension.of(value));
                known = known < 0 ? known : known * value;
            }
            parts.add(value);
        }
        Dimension count = x.shape().elementCount();
        if (open >= 0 && known > 0 && count.isStatic()) {
            dimensions.set(open, Dimension.of(count.value() / known));
        }
        return g.reshape(x, parts, PartialShape.of(dimensions));
    }

    private static KerasTensor transpose(LayerCall call, Operands in) {
        KerasTensor x = in.tensor(0, "x");
        Optional<Config> axes = in.value(1, "axes").filter(it -> !it.isNull());
        return call.graph().transpose(x, order(axes, x));
    }

    static List<Integer> order(Optional<Config> axes, KerasTensor x) {
        return axes.map(it -> it.integers().stream().map(axis -> place(axis, x.rank())).toList())
                .orElseGet(() -> IntStream.range(0, x.rank()).boxed().toList().reversed());
    }

    private static KerasTensor joined(LayerCall call, Operands in, boolean stack) {
        List<KerasTensor> parts = sameType(call, in.required(0, stack ? "x" : "xs", "arrays"));
        int axis = Math.toIntExact(in.value(1, "axis").map(Config::integer).orElse(0L));
        return stack ? call.graph().pack(parts, axis) : call.graph().concat(parts, axis);
    }

    static List<KerasTensor> sameType(LayerCall call, Object list) {
        List<KerasTensor> parts = new ArrayList<>();
        LayerCaller.collect(list, parts);
        if (parts.isEmpty()) {
            throw call.refuse("none of its arguments is a tensor");
        }
        DataType type =
                parts.stream().map(KerasTensor::type).reduce(Operands::common).orElseThrow();
        return parts.stream().map(part -> call.graph().cast(part, type)).toList();
    }

    private static List<KerasTensor> split(LayerCall call) {
        Operands in = new Operands(call);
        KerasTensor x = in.tensor(0, "x");
        int axis = place(in.value(2, "axis").map(Config::integer).orElse(0L), x.rank());
        Config sections = (Config) in.required(1, "indices_or_sections");
        KerasGraph g = call.graph();
        if (!sections.isList()) {
            return g.split(x, Math.toIntExact(sections.integer()), axis);
        }
        List<KerasTensor> all = new ArrayList<>();
        long begin = 0;
        for (long end : sections.integers()) {
            all.add(g.slice(x, axis, begin, end, 1));
            begin = end;
        }
        all.add(g.slice(x, axis, begin, null, 1));
        return all;
    }

    private static List<KerasTensor> unstack(LayerCall call) {
        Operands in = new Operands(call);
        KerasTensor x = in.tensor(0, "x");
        int axis = place(in.value(2, "axis").map(Config::integer).orElse(0L), x.rank());
        CoreLayers.known(call, x, axis);
        return call.graph().unpack(x, axis);
    }

    private static KerasTensor matmul(LayerCall call, Operands in) {
        List<KerasTensor> both = in.pair(in.required(0, "x1"), in.required(1, "x2"));
        if (both.get(0).rank() < 2 || both.get(1).rank() < 2) {
            throw call.refuse("it multiplies vectors");
        }
        return call.graph().matMul(both.get(0), both.get(1));
    }

    private static KerasTensor tile(LayerCall call, Operands in) {
        KerasTensor x = in.tensor(0, "x");
        List<Long> times = new ArrayList<>(((Config) in.required(1, "repeats")).integers());
        while (times.size() < x.rank()) {
            times.addFirst(1L);
        }
        while (x.rank() < times.size()) {
            x = call.graph().expandDims(x, 0);
        }
        return call.graph().tile(x, times);
    }

    private static KerasTensor repeat(LayerCall call, Operands in) {
        KerasTensor x = in.tensor(0, "x");
        Config times = (Config) in.required(1, "repeats");
        Optional<Config> axis = in.value(2, "axis").filter(it -> !it.isNull());
        if (axis.isEmpty() || times.isList()) {
            throw call.refuse(
                    "it repeats elements of a flattened tensor, or each by its own count");
        }
        return call.graph()
                .repeat(x, place(axis.get().integer(), x.rank()), Math.toIntExact(times.integer()));
    }

    private static KerasTensor flip(LayerCall call, Operands in) {
        KerasTensor x = in.tensor(0, "x");
        for (int axis : axes(in.value(1, "axis"), x)) {
            x = call.graph().reverse(x, axis);
        }
        return x;
    }

    private static KerasTensor pad(LayerCall call, Operands in) {
        KerasGraph g = call.graph();
        KerasTensor x = in.tensor(0, "x");
        Config width = (Config) in.required(1, "pad_width");
        List<long[]> pads = new ArrayList<>();
        for (Config each : width.isList() ? width.list() : List.of(width)) {
            List<Long> both = each.integers();
            pads.add(new long[] {both.getFirst(), both.getLast()});
        }
        if (!width.isList() || !width.list().getFirst().isList()) {
            List<Long> both = width.integers();
            pads =
                    new ArrayList<>(
                            Collections.nCopies(
                                    x.rank(), new long[] {both.getFirst(), both.getLast()}));
        } else if (pads.size() == 1) {
            pads = new ArrayList<>(Collections.nCopies(x.rank(), pads.getFirst()));
        }
        String mode = in.value(2, "mode").map(Config::text).orElse("constant");
        return switch (mode) {
            case "constant" ->
                    g.pad(
                            x,
                            pads,
                            g.scalarLike(
                                    x,
                                    in.value(3, "constant_values")
                                            .filter(it -> !it.isNull())
                                            .map(Config::real)
                                            .orElse(0.0)));
            case "reflect" -> g.mirrorPad(x, pads, "REFLECT");
            case "symmetric" -> g.mirrorPad(x, pads, "SYMMETRIC");
            default -> throw call.refuse("the mode '" + mode + "' is not known");
        };
    }

    private static KerasTensor take(LayerCall call, Operands in) {
        KerasTensor x = in.tensor(0, "x");
        KerasTensor indices = in.tensor(1, "indices");
        if (indices.type() != DataType.INT32 && indices.type() != DataType.INT64) {
            indices = call.graph().cast(indices, DataType.INT32);
        }
        Optional<Config> axis = in.value(2, "axis").filter(it -> !it.isNull());
        if (axis.isEmpty()) {
            throw call.refuse("it takes elements of a flattened tensor");
        }
        return call.graph().gather(x, indices, place(axis.get().integer(), x.rank()));
    }

    private static KerasTensor swap(LayerCall call, Operands in) {
        KerasTensor x = in.tensor(0, "x");
        List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
        Collections.swap(
                order,
                place(((Config) in.required(1, "axis1")).integer(), x.rank()),
                place(((Config) in.required(2, "axis2")).integer(), x.rank()));
        return call.graph().transpose(x, order);
    }

    private static KerasTensor move(LayerCall call, Operands in) {
        KerasTensor x = in.tensor(0, "x");
        List<Long> source = ((Config) in.required(1, "source")).integers();
        List<Long> destination = ((Config) in.required(2, "destination")).integers();
        List<Integer> from = source.stream().map(axis -> place(axis, x.rank())).toList();
        List<Integer> to = destination.stream().map(axis -> place(axis, x.rank())).toList();
        List<Integer> rest =
                new ArrayList<>(
                        IntStream.range(0, x.rank())
                                .filter(axis -> !from.contains(axis))
                                .boxed()
                                .toList());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            order.add(to.contains(i) ? from.get(to.indexOf(i)) : rest.removeFirst());
        }
        return call.graph().transpose(x, order);
    }
}
