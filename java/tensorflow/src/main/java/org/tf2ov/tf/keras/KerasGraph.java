package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Weights;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.TfTensor;

/// The graph that layers add their operations to. Each method adds one operation of TensorFlow, or
/// the few that TensorFlow's Python function of that name adds, and knows the shape of its output.
///
/// Names are those that TensorFlow gives: `model/dense/MatMul`, the next one
/// `model/dense/MatMul_1`.
public final class KerasGraph {
    private static final long MOST_PARTS = 4096;

    private final GraphBody whole = new GraphBody(this::reserve);
    private final List<TfFunction> functions = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> used = new HashMap<>();
    private String scope = "";
    private GraphBody body = whole;

    /// The nodes outside of all functions.
    List<TfNode> nodes() {
        return whole.nodes();
    }

    /// The library.
    List<TfFunction> functions() {
        return functions;
    }

    /// Where the operations that follow belong; gives the scope before.
    String enter(String other) {
        String before = scope;
        scope = other;
        return before;
    }

    String scope() {
        return scope;
    }

    /// A name that nothing else has: the given one, or the given one with a number.
    String reserve(String name) {
        String free = name;
        int number = used.getOrDefault(name, 0);
        while (!names.add(free)) {
            number++;
            free = name + "_" + number;
        }
        used.put(name, number);
        return free;
    }

    void add(TfNode node) {
        body.add(node);
    }

    // Any operation

    /// Adds an operation with one output.
    ///
    /// @param op of TensorFlow's vocabulary
    public KerasTensor add(
            String op,
            DataType type,
            PartialShape shape,
            List<KerasTensor> inputs,
            Map<String, TfAttribute> attributes) {
        return addAll(op, List.of(type), List.of(shape), inputs, attributes).getFirst();
    }

    /// Adds an operation with several outputs.
    public List<KerasTensor> addAll(
            String op,
            List<DataType> types,
            List<PartialShape> shapes,
            List<KerasTensor> inputs,
            Map<String, TfAttribute> attributes) {
        return addAll(reserve(scoped(op)), op, types, shapes, inputs, attributes);
    }

    private String scoped(String name) {
        return scope.isEmpty() ? name : scope + "/" + name;
    }

    private List<KerasTensor> addAll(
            String name,
            String op,
            List<DataType> types,
            List<PartialShape> shapes,
            List<KerasTensor> inputs,
            Map<String, TfAttribute> attributes) {
        body.add(new TfNode(name, op, inputs.stream().map(body::edge).toList(), attributes));
        return IntStream.range(0, shapes.size())
                .mapToObj(i ->
                        new KerasTensor(
                                TfEdge.of(name, i), types.get(i), shapes.get(i), Optional.empty()))
                .toList();
    }

    static Map<String, TfAttribute> attributes(Object... namesAndValues) {
        Map<String, TfAttribute> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(
                    (String) namesAndValues[i],
                    switch (namesAndValues[i + 1]) {
                        case TfAttribute attribute -> attribute;
                        case DataType type -> new TfAttribute.Type(type);
                        case Boolean flag -> new TfAttribute.Flag(flag);
                        case Integer number -> new TfAttribute.Whole(number);
                        case Long number -> new TfAttribute.Whole(number);
                        case Float number -> new TfAttribute.Real(number);
                        case Double number -> new TfAttribute.Real((float) (double) number);
                        case String text -> new TfAttribute.Text(text);
                        case PartialShape shape -> new TfAttribute.Shape(shape);
                        case Collection<?> numbers ->
                                TfAttribute.Items.integers(
                                        numbers.stream()
                                                .map(number -> ((Number) number).longValue())
                                                .toList());
                        default -> throw new IllegalArgumentException();
                    });
        }
        return all;
    }

    // Loops

    /// What `tf.while_loop` makes: states that a function changes as long as another one says so.
    ///
    /// @param most no more trips than this `int32` says
    /// @param condition gives a `bool` of the states
    /// @param trip gives the states after it, of the same types
    /// @return the states in the end
    List<KerasTensor> whileLoop(
            KerasTensor most,
            List<KerasTensor> states,
            Function<List<KerasTensor>, KerasTensor> condition,
            UnaryOperator<List<KerasTensor>> trip) {
        List<KerasTensor> inputs = new ArrayList<>(List.of(scalar(DataType.INT32, 0L), most));
        inputs.addAll(states);
        String name = reserve(scoped("while"));
        GraphBody outside = body;
        GraphBody test = outside.inner();
        GraphBody step = outside.inner();
        String before = enter(name);
        try {
            body = test;
            List<KerasTensor> tested = inputs.stream().map(test::argument).toList();
            KerasTensor counted = compare("Less", tested.get(0), tested.get(1));
            KerasTensor more =
                    logical(
                            "LogicalAnd",
                            counted,
                            condition.apply(tested.subList(2, tested.size())));
            body = step;
            List<KerasTensor> stepped = inputs.stream().map(step::argument).toList();
            List<KerasTensor> after =
                    new ArrayList<>(trip.apply(stepped.subList(2, stepped.size())));
            after.add(0, add(stepped.get(0), scalar(DataType.INT32, 1L)));
            after.add(1, stepped.get(1));
            // Both functions have all that either of them takes.
            Map<TfEdge, KerasTensor> taken = new LinkedHashMap<>();
            Stream.of(test, step)
                    .flatMap(function -> function.taken().stream())
                    .forEach(it -> taken.putIfAbsent(it.edge(), it));
            List<KerasTensor> all = List.copyOf(taken.values());
            inputs.addAll(all);
            after.addAll(all);
            functions.add(test.function(reserve(functionName("cond")), all, List.of(more)));
            functions.add(step.function(reserve(functionName("body")), all, after));
        } finally {
            body = outside;
            enter(before);
        }
        List<DataType> types = inputs.stream().map(KerasTensor::type).toList();
        List<PartialShape> shapes = inputs.stream().map(KerasTensor::shape).toList();
        int made = functions.size();
        return addAll(
                        name,
                        "StatelessWhile",
                        types,
                        shapes,
                        inputs,
                        attributes(
                                "T",
                                TfAttribute.Items.types(types),
                                "cond",
                                new TfAttribute.Function(functions.get(made - 2).name(), Map.of()),
                                "body",
                                new TfAttribute.Function(functions.get(made - 1).name(), Map.of()),
                                "output_shapes",
                                TfAttribute.Items.shapes(shapes),
                                "parallel_iterations",
                                32))
                .subList(2, 2 + states.size());
    }

    /// `model_lstm_while_body`: names of functions have no slashes.
    private String functionName(String role) {
        return scoped(role).replaceAll("[^A-Za-z0-9_]", "_");
    }

    /// A list of the slices along the first axis.
    KerasTensor listOf(KerasTensor x) {
        PartialShape slice = PartialShape.of(x.dimensions().subList(1, x.rank()));
        return add(
                "TensorListFromTensor",
                DataType.VARIANT,
                PartialShape.SCALAR,
                List.of(x, listedShape(slice)),
                attributes("element_dtype", x.type(), "shape_type", DataType.INT32));
    }

    /// A list of so many tensors of a shape, none of which is set yet.
    KerasTensor newList(KerasTensor size, DataType type, PartialShape slice) {
        return add(
                "TensorListReserve",
                DataType.VARIANT,
                PartialShape.SCALAR,
                List.of(listedShape(slice), size),
                attributes("element_dtype", type, "shape_type", DataType.INT32));
    }

    /// One of a list.
    KerasTensor listed(KerasTensor list, KerasTensor index, DataType type, PartialShape slice) {
        return add(
                "TensorListGetItem",
                type,
                slice,
                List.of(list, index, listedShape(slice)),
                attributes("element_dtype", type));
    }

    /// The list with another tensor at one place.
    KerasTensor withListed(KerasTensor list, KerasTensor index, KerasTensor x) {
        return add(
                "TensorListSetItem",
                DataType.VARIANT,
                PartialShape.SCALAR,
                List.of(list, index, x),
                attributes("element_dtype", x.type(), "resize_if_index_out_of_bounds", false));
    }

    /// All of a list along a new first axis.
    KerasTensor stackOf(KerasTensor list, DataType type, Dimension size, PartialShape slice) {
        List<Dimension> dimensions = new ArrayList<>(slice.dimensions());
        dimensions.add(0, size);
        return add(
                "TensorListStack",
                type,
                PartialShape.of(dimensions),
                List.of(list, listedShape(slice)),
                attributes(
                        "element_dtype",
                        type,
                        "num_elements",
                        size.isStatic() ? size.value() : -1L));
    }

    private KerasTensor listedShape(PartialShape slice) {
        return ints(
                slice.dimensions().stream()
                        .map(dimension -> dimension.isStatic() ? dimension.value() : -1L)
                        .toList());
    }

    // Constants

    /// A constant of a given type; each number is rounded to it.
    public KerasTensor constant(DataType type, List<Long> shape, double... values) {
        ElementType element = type.element().orElseThrow();
        long[] dimensions = shape.stream().mapToLong(Long::longValue).toArray();
        Weights weights =
                element.isFloat()
                        ? Weights.ofReals(element, dimensions, values)
                        : Weights.ofLongs(
                                element,
                                dimensions,
                                Arrays.stream(values).mapToLong(value -> (long) value).toArray());
        return constant(
                TfTensor.of(type, PartialShape.of(dimensions), ((Weights.Stored) weights).bytes()));
    }

    KerasTensor constant(TfTensor tensor) {
        return add(
                "Const",
                tensor.type(),
                tensor.shape(),
                List.of(),
                attributes("dtype", tensor.type(), "value", new TfAttribute.Tensor(tensor)));
    }

    public KerasTensor scalar(DataType type, double value) {
        return constant(type, List.of(), value);
    }

    /// A whole number.
    public KerasTensor scalar(DataType type, long value) {
        return constant(type, List.of(), (double) value);
    }

    /// A number of the type of another tensor.
    public KerasTensor scalarLike(KerasTensor x, double value) {
        return scalar(x.type(), value);
    }

    /// An `int32` vector.
    public KerasTensor ints(long... values) {
        return constant(
                DataType.INT32,
                List.of((long) values.length),
                Arrays.stream(values).mapToDouble(value -> value).toArray());
    }

    KerasTensor ints(List<? extends Number> values) {
        return ints(values.stream().mapToLong(Number::longValue).toArray());
    }

    // Elementwise

    /// An operation of one input whose output is like it: `Relu`, `Exp`, …
    public KerasTensor unary(String op, KerasTensor x) {
        return add(op, x.type(), x.shape(), List.of(x), attributes("T", x.type()));
    }

    KerasTensor identity(KerasTensor x) {
        return unary("Identity", x);
    }

    /// An operation of two inputs of the same type that broadcasts: `AddV2`, `Maximum`, …
    public KerasTensor binary(String op, KerasTensor x, KerasTensor y) {
        return add(
                op,
                x.type(),
                broadcast(x.shape(), y.shape()),
                List.of(x, y),
                attributes("T", x.type()));
    }

    public KerasTensor add(KerasTensor x, KerasTensor y) {
        return binary("AddV2", x, y);
    }

    public KerasTensor subtract(KerasTensor x, KerasTensor y) {
        return binary("Sub", x, y);
    }

    public KerasTensor multiply(KerasTensor x, KerasTensor y) {
        return binary("Mul", x, y);
    }

    public KerasTensor multiply(KerasTensor x, double y) {
        return multiply(x, scalarLike(x, y));
    }

    public KerasTensor add(KerasTensor x, double y) {
        return add(x, scalarLike(x, y));
    }

    public KerasTensor divide(KerasTensor x, KerasTensor y) {
        return binary("RealDiv", x, y);
    }

    /// `Equal`, `Less`, …
    KerasTensor compare(String op, KerasTensor x, KerasTensor y) {
        return add(
                op,
                DataType.BOOL,
                broadcast(x.shape(), y.shape()),
                List.of(x, y),
                attributes("T", x.type()));
    }

    KerasTensor logical(String op, KerasTensor x, KerasTensor y) {
        return add(op, DataType.BOOL, broadcast(x.shape(), y.shape()), List.of(x, y), Map.of());
    }

    KerasTensor not(KerasTensor x) {
        return add("LogicalNot", DataType.BOOL, x.shape(), List.of(x), Map.of());
    }

    KerasTensor select(KerasTensor condition, KerasTensor x, KerasTensor y) {
        return add(
                "SelectV2",
                x.type(),
                broadcast(condition.shape(), broadcast(x.shape(), y.shape())),
                List.of(condition, x, y),
                attributes("T", x.type()));
    }

    public KerasTensor cast(KerasTensor x, DataType type) {
        return x.type() == type
                ? x
                : add(
                                "Cast",
                                type,
                                x.shape(),
                                List.of(x),
                                attributes("SrcT", x.type(), "DstT", type, "Truncate", false))
                        .withMask(x.mask());
    }

    /// What broadcasting makes of two shapes.
    static PartialShape broadcast(PartialShape a, PartialShape b) {
        int rank = Math.max(a.rank(), b.rank());
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            Dimension x = i < rank - a.rank() ? Dimension.of(1) : a.dimension(i - rank + a.rank());
            Dimension y = i < rank - b.rank() ? Dimension.of(1) : b.dimension(i - rank + b.rank());
            if (x.is(1)) {
                dimensions.add(y);
            } else if (y.is(1)) {
                dimensions.add(x);
            } else if (x.isStatic() && y.isStatic() && !x.equals(y)) {
                throw new UnsupportedModelException(
                        "the shapes [" + a + "] and [" + b + "]",
                        "these cannot be broadcast to each other");
            } else {
                dimensions.add(x.isStatic() ? x : y.isStatic() ? y : Dimension.ANY);
            }
        }
        return PartialShape.of(dimensions);
    }

    // Matrices

    /// The product of the last two dimensions. With a matrix on the right, all before the last
    /// dimension of the left are rows.
    public KerasTensor matMul(KerasTensor x, KerasTensor y) {
        return matMul(x, y, false, false);
    }

    KerasTensor matMul(KerasTensor x, KerasTensor y, boolean turnX, boolean turnY) {
        List<Dimension> dimensions = new ArrayList<>();
        if (x.rank() > 2 || y.rank() > 2) {
            dimensions.addAll(
                    broadcast(
                                    PartialShape.of(x.dimensions().subList(0, x.rank() - 2)),
                                    PartialShape.of(y.dimensions().subList(0, y.rank() - 2)))
                            .dimensions());
        }
        dimensions.add(x.dimension(turnX ? -1 : -2));
        dimensions.add(y.dimension(turnY ? -2 : -1));
        boolean plain = x.rank() == 2 && y.rank() == 2;
        return add(
                plain ? "MatMul" : "BatchMatMulV2",
                x.type(),
                PartialShape.of(dimensions),
                List.of(x, y),
                plain
                        ? attributes("T", x.type(), "transpose_a", turnX, "transpose_b", turnY)
                        : attributes("T", x.type(), "adj_x", turnX, "adj_y", turnY));
    }

    KerasTensor biasAdd(KerasTensor x, KerasTensor bias, boolean channelsFirst) {
        return add(
                "BiasAdd",
                x.type(),
                x.shape(),
                List.of(x, bias),
                attributes("T", x.type(), "data_format", channelsFirst ? "NCHW" : "NHWC"));
    }

    /// `tf.einsum` of an equation without dots.
    public KerasTensor einsum(String equation, KerasTensor... inputs) {
        Map<Character, Dimension> sizes = new HashMap<>();
        String[] sides = equation.replace(" ", "").split("->", -1);
        String[] terms = sides[0].split(",", -1);
        for (int i = 0; i < terms.length; i++) {
            if (terms[i].length() != inputs[i].rank()) {
                throw new UnsupportedModelException(
                        "the equation '" + equation + "'",
                        "operand " + i + " has the shape [" + inputs[i].shape() + "]");
            }
            for (int k = 0; k < terms[i].length(); k++) {
                sizes.merge(
                        terms[i].charAt(k),
                        inputs[i].dimension(k),
                        (a, b) -> a.isStatic() && !a.is(1) ? a : b);
            }
        }
        return add(
                "Einsum",
                inputs[0].type(),
                PartialShape.of(sides[1].chars().mapToObj(c -> sizes.get((char) c)).toList()),
                List.of(inputs),
                attributes(
                        "T",
                        inputs[0].type(),
                        "N",
                        inputs.length,
                        "equation",
                        String.join(",", terms) + "->" + sides[1]));
    }

    // Shapes

    /// The shape of a tensor, as `int32`.
    KerasTensor shapeOf(KerasTensor x) {
        return add(
                "Shape",
                DataType.INT32,
                PartialShape.of(x.rank()),
                List.of(x),
                attributes("T", x.type(), "out_type", DataType.INT32));
    }

    /// A dimension as an `int32` scalar: a constant where it is known.
    KerasTensor dimension(KerasTensor x, int axis) {
        int at = axis < 0 ? axis + x.rank() : axis;
        Dimension dimension = x.dimension(at);
        if (dimension.isStatic()) {
            return scalar(DataType.INT32, dimension.value());
        }
        KerasTensor shape = shapeOf(x);
        return add(
                "StridedSlice",
                DataType.INT32,
                PartialShape.SCALAR,
                List.of(shape, ints(at), ints(at + 1), ints(1)),
                attributes(
                        "T",
                        DataType.INT32,
                        "Index",
                        DataType.INT32,
                        "shrink_axis_mask",
                        1,
                        "begin_mask",
                        0,
                        "end_mask",
                        0,
                        "ellipsis_mask",
                        0,
                        "new_axis_mask",
                        0));
    }

    /// A shape as an `int32` vector, of numbers and of scalars of the graph.
    KerasTensor shape(List<?> parts) {
        if (parts.stream().allMatch(part -> part instanceof Long)) {
            return ints(parts.stream().map(Long.class::cast).toList());
        }
        List<KerasTensor> scalars = new ArrayList<>();
        for (Object part : parts) {
            scalars.add(
                    part instanceof KerasTensor scalar
                            ? scalar
                            : scalar(DataType.INT32, (Long) part));
        }
        return pack(scalars, 0);
    }

    /// Another shape of the same elements. A dimension that is not known may be one of `x` at the
    /// same place, or what is left over.
    public KerasTensor reshape(KerasTensor x, PartialShape shape) {
        List<Object> parts = new ArrayList<>();
        long unknown =
                shape.dimensions().stream().filter(dimension -> !dimension.isStatic()).count();
        for (int i = 0; i < shape.rank(); i++) {
            Dimension dimension = shape.dimension(i);
            if (dimension.isStatic()) {
                parts.add(dimension.value());
            } else if (unknown == 1) {
                parts.add(-1L);
            } else if (i < x.rank() && !x.knows(i)) {
                parts.add(dimension(x, i));
                unknown--;
            } else {
                throw new UnsupportedModelException(
                        "the shape [" + x.shape() + "]",
                        "it cannot be told how to make [" + shape + "] of it");
            }
        }
        return reshape(x, parts, shape);
    }

    /// Another shape of the same elements.
    ///
    /// @param parts `Long`s, one of which may be -1, and scalars of the graph
    KerasTensor reshape(KerasTensor x, List<?> parts, PartialShape shape) {
        return add(
                "Reshape",
                x.type(),
                shape,
                List.of(x, shape(parts)),
                attributes("T", x.type(), "Tshape", DataType.INT32));
    }

    /// Dimension `order.get(i)` becomes dimension `i`.
    public KerasTensor transpose(KerasTensor x, List<Integer> order) {
        return IntStream.range(0, order.size()).allMatch(i -> order.get(i) == i)
                ? x
                : add(
                        "Transpose",
                        x.type(),
                        x.shape().permute(order),
                        List.of(x, ints(order)),
                        attributes("T", x.type(), "Tperm", DataType.INT32));
    }

    public KerasTensor expandDims(KerasTensor x, int axis) {
        int at = axis < 0 ? axis + x.rank() + 1 : axis;
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        dimensions.add(at, Dimension.of(1));
        return add(
                "ExpandDims",
                x.type(),
                PartialShape.of(dimensions),
                List.of(x, scalar(DataType.INT32, axis)),
                attributes("T", x.type(), "Tdim", DataType.INT32));
    }

    public KerasTensor squeeze(KerasTensor x, int... axes) {
        List<Integer> gone =
                Arrays.stream(axes).mapToObj(axis -> axis < 0 ? axis + x.rank() : axis).toList();
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            if (!gone.contains(i)) {
                dimensions.add(x.dimension(i));
            }
        }
        return add(
                "Squeeze",
                x.type(),
                PartialShape.of(dimensions),
                List.of(x),
                attributes("T", x.type(), "squeeze_dims", gone));
    }

    public KerasTensor concat(List<KerasTensor> parts, int axis) {
        KerasTensor first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        int at = axis < 0 ? axis + first.rank() : axis;
        PartialShape shape = first.shape();
        for (KerasTensor part : parts.subList(1, parts.size())) {
            List<Dimension> dimensions = new ArrayList<>();
            for (int i = 0; i < shape.rank(); i++) {
                Dimension a = shape.dimension(i);
                Dimension b = part.dimension(i);
                dimensions.add(i == at ? a.plus(b) : a.isStatic() ? a : b);
            }
            shape = PartialShape.of(dimensions);
        }
        List<KerasTensor> inputs = new ArrayList<>(parts);
        inputs.add(scalar(DataType.INT32, axis));
        return add(
                "ConcatV2",
                first.type(),
                shape,
                inputs,
                attributes("T", first.type(), "N", parts.size(), "Tidx", DataType.INT32));
    }

    /// Stacks tensors of the same shape along a new dimension.
    KerasTensor pack(List<KerasTensor> parts, int axis) {
        KerasTensor first = parts.getFirst();
        List<Dimension> dimensions = new ArrayList<>(first.dimensions());
        dimensions.add(axis < 0 ? axis + first.rank() + 1 : axis, Dimension.of(parts.size()));
        return add(
                "Pack",
                first.type(),
                PartialShape.of(dimensions),
                parts,
                attributes("T", first.type(), "N", parts.size(), "axis", axis));
    }

    /// How many parts something is taken apart into, if that is a number to believe.
    private static int parts(KerasTensor x, long count) {
        if (count < 1 || count > MOST_PARTS) {
            throw new UnsupportedModelException(
                    "a tensor of the shape [" + x.shape() + "]",
                    "it cannot be taken apart into "
                            + count
                            + " parts; 1 to "
                            + MOST_PARTS
                            + " are possible");
        }
        return (int) count;
    }

    /// The slices along an axis, without that axis; its size is known.
    List<KerasTensor> unpack(KerasTensor x, int axis) {
        int count = parts(x, x.dimension(axis).value());
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        dimensions.remove(axis);
        return addAll(
                "Unpack",
                Collections.nCopies(count, x.type()),
                Collections.nCopies(count, PartialShape.of(dimensions)),
                List.of(x),
                attributes("T", x.type(), "num", count, "axis", axis));
    }

    /// Parts of equal size.
    List<KerasTensor> split(KerasTensor x, int count, int axis) {
        parts(x, count);
        int at = axis < 0 ? axis + x.rank() : axis;
        PartialShape part =
                x.shape()
                        .with(
                                at,
                                x.knows(at)
                                        ? Dimension.of(x.dimension(at).value() / count)
                                        : Dimension.ANY);
        return addAll(
                "Split",
                Collections.nCopies(count, x.type()),
                Collections.nCopies(count, part),
                List.of(scalar(DataType.INT32, axis), x),
                attributes("T", x.type(), "num_split", count));
    }

    /// From `begin` to before `end` along an axis; `end` may be open (null), both may count from
    /// the end.
    KerasTensor slice(KerasTensor x, int axis, long begin, Long end, long step) {
        int at = axis < 0 ? axis + x.rank() : axis;
        List<SliceItem> items = new ArrayList<>();
        for (int i = 0; i < at; i++) {
            items.add(SliceItem.ALL);
        }
        items.add(new SliceItem.Range(Optional.of(begin), Optional.ofNullable(end), step));
        return slice(x, items);
    }

    /// One item of a Python slice `x[1, 2:3, None, ...]`.
    sealed interface SliceItem {
        SliceItem ALL = new Range(Optional.empty(), Optional.empty(), 1);

        record Range(Optional<Long> begin, Optional<Long> end, long step) implements SliceItem {}

        record Index(long at) implements SliceItem {}

        record NewAxis() implements SliceItem {}

        record Ellipsis() implements SliceItem {}
    }

    KerasTensor slice(KerasTensor x, List<SliceItem> given) {
        List<SliceItem> items = new ArrayList<>();
        int taken = 0;
        for (SliceItem item : given) {
            taken += item instanceof SliceItem.Range || item instanceof SliceItem.Index ? 1 : 0;
        }
        if (taken > x.rank()) {
            throw new UnsupportedModelException(
                    "a slice of the shape [" + x.shape() + "]",
                    "it has " + taken + " indices, which is too many");
        }
        boolean open = true;
        for (SliceItem item : given) {
            if (item instanceof SliceItem.Ellipsis) {
                items.addAll(Collections.nCopies(open ? x.rank() - taken : 0, SliceItem.ALL));
                open = false;
            } else {
                items.add(item);
            }
        }
        if (open) {
            items.addAll(Collections.nCopies(x.rank() - taken, SliceItem.ALL));
        }
        List<Long> begins = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        List<Dimension> dimensions = new ArrayList<>();
        int beginMask = 0;
        int endMask = 0;
        int newMask = 0;
        int shrinkMask = 0;
        int axis = 0;
        for (int i = 0; i < items.size(); i++) {
            switch (items.get(i)) {
                case SliceItem.Range(Optional<Long> begin, Optional<Long> end, long step) -> {
                    beginMask |= begin.isEmpty() ? 1 << i : 0;
                    endMask |= end.isEmpty() ? 1 << i : 0;
                    begins.add(begin.orElse(0L));
                    ends.add(end.orElse(0L));
                    steps.add(step);
                    dimensions.add(sliced(x.dimension(axis++), begin, end, step));
                }
                case SliceItem.Index(long at) -> {
                    shrinkMask |= 1 << i;
                    begins.add(at);
                    ends.add(at + 1);
                    steps.add(1L);
                    axis++;
                }
                case SliceItem.NewAxis _ -> {
                    newMask |= 1 << i;
                    begins.add(0L);
                    ends.add(0L);
                    steps.add(1L);
                    dimensions.add(Dimension.of(1));
                }
                case SliceItem.Ellipsis _ -> throw new IllegalStateException();
            }
        }
        return add(
                "StridedSlice",
                x.type(),
                PartialShape.of(dimensions),
                List.of(x, ints(begins), ints(ends), ints(steps)),
                attributes(
                        "T",
                        x.type(),
                        "Index",
                        DataType.INT32,
                        "begin_mask",
                        beginMask,
                        "end_mask",
                        endMask,
                        "ellipsis_mask",
                        0,
                        "new_axis_mask",
                        newMask,
                        "shrink_axis_mask",
                        shrinkMask));
    }

    private static Dimension sliced(
            Dimension size, Optional<Long> begin, Optional<Long> end, long step) {
        if (!size.isStatic()) {
            return begin.isEmpty() && end.isEmpty() && step == 1 ? size : Dimension.ANY;
        }
        long n = size.value();
        long low = step > 0 ? 0 : -1;
        long high = step > 0 ? n : n - 1;
        long from =
                begin.map(it -> Math.clamp(it < 0 ? it + n : it, low, high))
                        .orElse(step > 0 ? low : high);
        long to =
                end.map(it -> Math.clamp(it < 0 ? it + n : it, low, high))
                        .orElse(step > 0 ? high : low);
        return Dimension.of(Math.max(0, Math.ceilDiv(to - from, step)));
    }

    /// @param pads before and after, for each dimension
    KerasTensor pad(KerasTensor x, List<long[]> pads, KerasTensor value) {
        return pad(x, pads, "PadV2", Optional.of(value), Map.of());
    }

    KerasTensor pad(KerasTensor x, List<long[]> pads) {
        return pad(x, pads, "Pad", Optional.empty(), Map.of());
    }

    /// @param mode `REFLECT` or `SYMMETRIC`
    KerasTensor mirrorPad(KerasTensor x, List<long[]> pads, String mode) {
        return pad(x, pads, "MirrorPad", Optional.empty(), attributes("mode", mode));
    }

    private KerasTensor pad(
            KerasTensor x,
            List<long[]> pads,
            String op,
            Optional<KerasTensor> value,
            Map<String, TfAttribute> more) {
        List<Dimension> dimensions = new ArrayList<>();
        double[] numbers = new double[2 * pads.size()];
        for (int i = 0; i < pads.size(); i++) {
            numbers[2 * i] = pads.get(i)[0];
            numbers[2 * i + 1] = pads.get(i)[1];
            dimensions.add(x.dimension(i).plus(pads.get(i)[0] + pads.get(i)[1]));
        }
        List<KerasTensor> inputs = new ArrayList<>(List.of(x));
        inputs.add(constant(DataType.INT32, List.of((long) pads.size(), 2L), numbers));
        value.ifPresent(inputs::add);
        Map<String, TfAttribute> all = attributes("T", x.type(), "Tpaddings", DataType.INT32);
        all.putAll(more);
        return add(op, x.type(), PartialShape.of(dimensions), inputs, all);
    }

    KerasTensor tile(KerasTensor x, List<Long> times) {
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            dimensions.add(x.dimension(i).times(times.get(i)));
        }
        return add(
                "Tile",
                x.type(),
                PartialShape.of(dimensions),
                List.of(x, ints(times)),
                attributes("T", x.type(), "Tmultiples", DataType.INT32));
    }

    /// Each slice along an axis several times, as `np.repeat`.
    KerasTensor repeat(KerasTensor x, int axis, int times) {
        if (times == 1) {
            return x;
        }
        int at = axis < 0 ? axis + x.rank() : axis;
        KerasTensor wide = expandDims(x, at + 1);
        List<Long> multiples = new ArrayList<>(Collections.nCopies(x.rank() + 1, 1L));
        multiples.set(at + 1, (long) times);
        KerasTensor tiled = tile(wide, multiples);
        return reshape(
                tiled, mergedParts(tiled, at), x.shape().with(at, x.dimension(at).times(times)));
    }

    /// The parts of a shape in which axes `at` and `at + 1` are one.
    private List<Object> mergedParts(KerasTensor x, int at) {
        List<Object> parts = new ArrayList<>();
        long open = 0;
        for (int i = 0; i < x.rank(); i++) {
            if (i == at + 1) {
                continue;
            }
            if (i == at) {
                if (x.knows(at) && x.knows(at + 1)) {
                    parts.add(x.dimension(at).value() * x.dimension(at + 1).value());
                } else {
                    parts.add(-1L);
                    open++;
                }
            } else {
                parts.add(x.knows(i) ? (Object) x.dimension(i).value() : null);
            }
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) == null) {
                if (open == 0) {
                    parts.set(i, -1L);
                    open++;
                } else {
                    parts.set(i, dimension(x, i < at ? i : i + 1));
                }
            }
        }
        return parts;
    }

    KerasTensor gather(KerasTensor x, KerasTensor indices, int axis) {
        int at = axis < 0 ? axis + x.rank() : axis;
        List<Dimension> dimensions = new ArrayList<>(x.dimensions().subList(0, at));
        dimensions.addAll(indices.dimensions());
        dimensions.addAll(x.dimensions().subList(at + 1, x.rank()));
        return add(
                "GatherV2",
                x.type(),
                PartialShape.of(dimensions),
                List.of(x, indices, scalar(DataType.INT32, axis)),
                attributes(
                        "Tparams",
                        x.type(),
                        "Tindices",
                        indices.type(),
                        "Taxis",
                        DataType.INT32,
                        "batch_dims",
                        0));
    }

    KerasTensor oneHot(KerasTensor x, long depth, DataType type) {
        return add(
                "OneHot",
                type,
                x.shape().followedBy(Dimension.of(depth)),
                List.of(x, scalar(DataType.INT32, depth), scalar(type, 1), scalar(type, 0)),
                attributes("T", type, "TI", x.type(), "axis", -1));
    }

    KerasTensor range(KerasTensor limit) {
        return add(
                "Range",
                limit.type(),
                PartialShape.of(List.of(Dimension.ANY)),
                List.of(scalarLike(limit, 0), limit, scalarLike(limit, 1)),
                attributes("Tidx", limit.type()));
    }

    KerasTensor zerosLike(KerasTensor x) {
        return unary("ZerosLike", x);
    }

    KerasTensor onesLike(KerasTensor x) {
        return unary("OnesLike", x);
    }

    KerasTensor fill(List<?> parts, PartialShape shape, KerasTensor value) {
        return add(
                "Fill",
                value.type(),
                shape,
                List.of(shape(parts), value),
                attributes("T", value.type(), "index_type", DataType.INT32));
    }

    KerasTensor reverse(KerasTensor x, int axis) {
        return add(
                "ReverseV2",
                x.type(),
                x.shape(),
                List.of(x, ints(axis < 0 ? axis + x.rank() : axis)),
                attributes("T", x.type(), "Tidx", DataType.INT32));
    }

    // Reductions

    /// `Sum`, `Mean`, `Max`, `Min`, `Prod`, `All`, `Any`.
    public KerasTensor reduce(String op, KerasTensor x, List<Integer> axes, boolean keep) {
        List<Integer> gone = axes.stream().map(axis -> axis < 0 ? axis + x.rank() : axis).toList();
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            if (!gone.contains(i)) {
                dimensions.add(x.dimension(i));
            } else if (keep) {
                dimensions.add(Dimension.of(1));
            }
        }
        boolean logical = op.equals("All") || op.equals("Any");
        Map<String, TfAttribute> attributes = attributes("keep_dims", keep, "Tidx", DataType.INT32);
        if (!logical) {
            attributes.put("T", new TfAttribute.Type(x.type()));
        }
        return add(op, x.type(), PartialShape.of(dimensions), List.of(x, ints(gone)), attributes);
    }

    /// `ArgMax` or `ArgMin`.
    KerasTensor argument(String op, KerasTensor x, int axis, DataType type) {
        int at = axis < 0 ? axis + x.rank() : axis;
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        dimensions.remove(at);
        return add(
                op,
                type,
                PartialShape.of(dimensions),
                List.of(x, scalar(DataType.INT32, axis)),
                attributes("T", x.type(), "Tidx", DataType.INT32, "output_type", type));
    }

    /// `Softmax` or `LogSoftmax` along any axis: TensorFlow's own are along the last.
    public KerasTensor softmax(String op, KerasTensor x, int axis) {
        int at = axis < 0 ? axis + x.rank() : axis;
        if (at == x.rank() - 1) {
            return unary(op, x);
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
        Collections.swap(order, at, x.rank() - 1);
        return transpose(unary(op, transpose(x, order)), order);
    }

    // Spatial

    /// A convolution: `Conv2D`, `Conv3D`.
    ///
    /// @param strides and dilations, of the spatial dimensions
    /// @param padding `SAME` or `VALID`
    KerasTensor convolution(
            KerasTensor x,
            KerasTensor kernel,
            List<Long> strides,
            List<Long> dilations,
            String padding,
            boolean channelsFirst) {
        String op = x.rank() == 4 ? "Conv2D" : "Conv3D";
        Dimension channels = kernel.dimension(-1);
        return convolution(op, x, kernel, strides, dilations, padding, channelsFirst, channels);
    }

    KerasTensor depthwise(
            KerasTensor x,
            KerasTensor kernel,
            List<Long> strides,
            List<Long> dilations,
            String padding,
            boolean channelsFirst) {
        String op = "DepthwiseConv2dNative";
        Dimension channels = kernel.dimension(2).times(kernel.dimension(3));
        return convolution(op, x, kernel, strides, dilations, padding, channelsFirst, channels);
    }

    private KerasTensor convolution(
            String op,
            KerasTensor x,
            KerasTensor kernel,
            List<Long> strides,
            List<Long> dilations,
            String padding,
            boolean channelsFirst,
            Dimension channels) {
        int spatial = x.rank() - 2;
        return add(
                op,
                x.type(),
                slid(
                        x.shape(),
                        kernel.dimensions().subList(0, spatial),
                        strides,
                        dilations,
                        padding,
                        channelsFirst,
                        channels),
                List.of(x, kernel),
                attributes(
                        "T",
                        x.type(),
                        "strides",
                        framed(strides, channelsFirst),
                        "dilations",
                        framed(dilations, channelsFirst),
                        "padding",
                        padding,
                        "data_format",
                        format(spatial, channelsFirst)));
    }

    /// `MaxPool`, `AvgPool`, `MaxPool3D` or `AvgPool3D`.
    KerasTensor pool(
            String kind,
            KerasTensor x,
            List<Long> size,
            List<Long> strides,
            String padding,
            boolean channelsFirst) {
        int spatial = x.rank() - 2;
        return add(
                kind + (spatial == 3 ? "3D" : ""),
                x.type(),
                slid(
                        x.shape(),
                        size.stream().map(Dimension::of).toList(),
                        strides,
                        Collections.nCopies(spatial, 1L),
                        padding,
                        channelsFirst,
                        x.dimension(channelsFirst ? 1 : -1)),
                List.of(x),
                attributes(
                        "T",
                        x.type(),
                        "ksize",
                        framed(size, channelsFirst),
                        "strides",
                        framed(strides, channelsFirst),
                        "padding",
                        padding,
                        "data_format",
                        format(spatial, channelsFirst)));
    }

    /// The shape of what a window makes that is slid over images, or over what else has a shape.
    static PartialShape slid(
            PartialShape x,
            List<Dimension> window,
            List<Long> strides,
            List<Long> dilations,
            String padding,
            boolean channelsFirst,
            Dimension channels) {
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        for (int i = 0; i < window.size(); i++) {
            int axis = channelsFirst ? i + 2 : i + 1;
            Dimension size = x.dimension(axis);
            if (!size.isStatic()) {
                dimensions.set(axis, Dimension.ANY);
                continue;
            }
            long reach = (window.get(i).value() - 1) * dilations.get(i) + 1;
            long stride = strides.get(i);
            long out =
                    padding.equals("SAME")
                            ? Math.ceilDiv(size.value(), stride)
                            : Math.floorDiv(size.value() - reach, stride) + 1;
            if (out <= 0) {
                throw new UnsupportedModelException(
                        "an input of the shape [" + x + "]",
                        "the window of " + reach + " does not fit into it");
            }
            dimensions.set(axis, Dimension.of(out));
        }
        dimensions.set(channelsFirst ? 1 : dimensions.size() - 1, channels);
        return PartialShape.of(dimensions);
    }

    static List<Long> framed(List<Long> spatial, boolean channelsFirst) {
        List<Long> all = new ArrayList<>();
        all.add(1L);
        if (channelsFirst) {
            all.add(1L);
        }
        all.addAll(spatial);
        if (!channelsFirst) {
            all.add(1L);
        }
        return all;
    }

    static String format(int spatial, boolean channelsFirst) {
        return spatial == 3 ? channelsFirst ? "NCDHW" : "NDHWC" : channelsFirst ? "NCHW" : "NHWC";
    }

    /// Batch normalization of images by given statistics.
    KerasTensor fusedBatchNorm(
            KerasTensor x,
            KerasTensor gamma,
            KerasTensor beta,
            KerasTensor mean,
            KerasTensor variance,
            double epsilon,
            boolean channelsFirst) {
        DataType statistics = mean.type();
        PartialShape each = mean.shape();
        return addAll(
                        "FusedBatchNormV3",
                        List.of(
                                x.type(),
                                statistics,
                                statistics,
                                statistics,
                                statistics,
                                statistics),
                        List.of(x.shape(), each, each, each, each, each),
                        List.of(x, gamma, beta, mean, variance),
                        attributes(
                                "T",
                                x.type(),
                                "U",
                                statistics,
                                "epsilon",
                                epsilon,
                                "data_format",
                                format(2, channelsFirst),
                                "is_training",
                                false,
                                "exponential_avg_factor",
                                1.0f))
                .getFirst();
    }

    /// `ResizeBilinear`, `ResizeNearestNeighbor`, `ResizeBicubic` or `ResizeArea` of channels-last
    /// images.
    KerasTensor resize(
            String op, KerasTensor x, long height, long width, boolean alignCorners, boolean half) {
        DataType type = op.equals("ResizeNearestNeighbor") ? x.type() : DataType.FLOAT;
        Map<String, TfAttribute> attributes =
                attributes("T", x.type(), "align_corners", alignCorners);
        if (!op.equals("ResizeArea")) {
            attributes.put("half_pixel_centers", new TfAttribute.Flag(half));
        }
        return add(
                op,
                type,
                x.shape().with(1, Dimension.of(height)).with(2, Dimension.of(width)),
                List.of(x, ints(height, width)),
                attributes);
    }
}
