package org.tf2ov.convert.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Range;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.ScatterUpdate;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.ov.op.StridedSlice;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// Lists of tensors of one shape, `TensorList…` of TensorFlow 2 and `TensorArray…` of TensorFlow 1,
/// are one tensor, whose first dimension is the length of the list.
///
/// Dimensions of the elements that a list does not know when it is made are 1 until the first
/// element is put into it, which stretches all. A list that does not even know their rank is a
/// vector until then.
record ListOfTensors(GraphBuilder g, Formula f, String name) {
    ListOfTensors(GraphBuilder g, String name) {
        this(g, new Formula(g), name);
    }

    /// A list of a length whose elements have a shape, and are 0 so far.
    ///
    /// @param length a whole number, scalar
    Value made(ElementType type, Value length, PartialShape elements) {
        if (type == ElementType.STRING) {
            throw new UntranslatableException("lists of strings are not translated");
        }
        Value[] sizes = new Value[1 + (elements.hasRank() ? elements.rank() : 0)];
        sizes[0] = oneDimensional(length);
        for (int i = 1; i < sizes.length; i++) {
            Dimension size = elements.dimension(i - 1);
            sizes[i] = f.numbers(size.isStatic() ? size.value() : 1);
        }
        return named(
                new Broadcast(org.tf2ov.ov.op.BroadcastMode.NUMPY),
                g.scalar(type, 0),
                f.concat(0, sizes));
    }

    /// One element, or several as the tensor of indices has dimensions.
    Value at(Value list, Value indices) {
        return isAllOf(indices, list) ? list : named(new Gather(0), list, indices, f.number(0));
    }

    /// The list with another element at a place.
    ///
    /// @param grows whether the place may be behind the end of the list, which then becomes longer
    Value with(Value given, Value index, Value element, boolean grows) {
        Value list = stretched(given, element.shape(), () -> f.shapeOf(element));
        Value places = oneDimensional(index);
        Value long1 = grows ? longEnough(list, places) : list;
        return named(new ScatterUpdate(), long1, places, f.unsqueeze(element, 0), f.number(0));
    }

    /// The list with other elements at several places.
    Value with(Value given, Value indices, Value elements, boolean grows, boolean mayBeWhole) {
        if (mayBeWhole
                && isAllOf(indices, elements)
                && isFresh(given)
                && hasLengthOf(given, elements)) {
            return elements;
        }
        PartialShape element =
                elements.shape().hasRank()
                        ? PartialShape.of(
                                elements.shape().dimensions().subList(1, elements.shape().rank()))
                        : PartialShape.DYNAMIC;
        Value list = stretched(given, element, () -> f.sliceFrom(f.shapeOf(elements), 1, 0));
        Value places = f.i64(indices);
        Value long1 = grows ? longEnough(list, places) : list;
        return named(new ScatterUpdate(), long1, places, elements, f.number(0));
    }

    /// The list with one more element at its end.
    Value push(Value given, Value element) {
        Value list = stretched(given, element.shape(), () -> f.shapeOf(element));
        return named(new Concat(0), list, f.unsqueeze(element, 0));
    }

    /// The list and its last element, without it.
    List<Value> pop(Value list) {
        return List.of(f.slice(list, 0, -1, 0), f.gather(list, f.number(-1), 0));
    }

    /// The list cut, or with zeros at its end.
    Value resized(Value list, Value size) {
        Value wanted = oneDimensional(size);
        Value cut = g.add(new Slice(), list, f.numbers(0), wanted, f.numbers(1), f.numbers(0));
        return extended(cut, wanted);
    }

    /// The elements behind one another along their first dimension, and how long each is there.
    List<Value> joined(Value list) {
        if (list.shape().hasRank() && list.shape().rank() < 2) {
            throw new UntranslatableException(
                    "it joins elements whose rank is not known, or that are scalars");
        }
        Value shape = f.shapeOf(list);
        Value length = f.slice(shape, 0, 1, 0);
        Value each = f.slice(shape, 1, 2, 0);
        Value joined =
                named(
                        new Reshape(false),
                        list,
                        f.concat(0, f.multiply(length, each), f.sliceFrom(shape, 2, 0)));
        return List.of(joined, f.broadcast(each, length));
    }

    /// A tensor cut into elements along its first dimension.
    ///
    /// @param lengths of the elements, all the same: a list has elements of one shape
    Value cut(Value tensor, Value lengths) {
        long[] known =
                lengths.longs()
                        .orElseThrow(() ->
                                new UntranslatableException(
                                        "the lengths of the elements that it cuts are not known"));
        if (known.length == 0 || Arrays.stream(known).anyMatch(length -> length != known[0])) {
            throw new UntranslatableException(
                    "it cuts a tensor into elements of the lengths "
                            + Arrays.toString(known)
                            + ", but only lists of elements of one shape are translated");
        }
        return named(
                new Reshape(false),
                tensor,
                f.concat(
                        0,
                        f.numbers(known.length, known[0]),
                        f.sliceFrom(f.shapeOf(tensor), 1, 0)));
    }

    /// How many elements there are, as a scalar `i32`.
    Value length(Value list) {
        Value shape = g.add(new ShapeOf(ElementType.I32), list);
        return named(new Gather(0), shape, f.number(0), f.number(0));
    }

    /// The shape of the elements.
    Value elementShape(Value list, ElementType type) {
        return f.sliceFrom(g.add(new ShapeOf(type), list), 1, 0);
    }

    /// A list that reaches to the largest of some places.
    Value reaching(ElementType type, Value indices, PartialShape elements) {
        Value last = g.add(new ReduceMax(false), f.i64(indices), f.numbers(0));
        return made(type, f.add(last, f.number(1)), elements);
    }

    /// A list that does not know the rank of its elements, for elements of a rank.
    Value ofRank(Value list, int rank) {
        boolean knowsNothing = list.shape().hasRank(1) && rank > 0;
        return knowsNothing ? f.unsqueeze(list, LongStream.rangeClosed(1, rank).toArray()) : list;
    }

    private Value named(org.tf2ov.graph.Op op, Value... inputs) {
        return g.add(name, op, List.of(inputs));
    }

    /// The list with zeros at its end so that it reaches to all places.
    private Value longEnough(Value list, Value places) {
        Value last = g.add(new ReduceMax(true), places, f.numbers(0));
        return extended(list, f.add(last, f.numbers(1)));
    }

    /// The list with zeros at its end, if it is shorter.
    private Value extended(Value list, Value length) {
        Value shape = f.shapeOf(list);
        Value missing =
                g.add(new Maximum(), f.subtract(length, f.slice(shape, 0, 1, 0)), f.numbers(0));
        Value zeros = f.broadcast(f.like(list, 0), f.concat(0, missing, f.sliceFrom(shape, 1, 0)));
        return g.add(new Concat(0), list, zeros);
    }

    /// The list with its elements as large as one that comes to it.
    private Value stretched(
            Value given, PartialShape element, java.util.function.Supplier<Value> shapeOfElement) {
        Value list = element.hasRank() ? ofRank(given, element.rank()) : given;
        if (list.shape().hasRank()
                && list.shape().rank() > 0
                && element.isStatic()
                && element.dimensions()
                        .equals(list.shape().dimensions().subList(1, list.shape().rank()))) {
            return list;
        }
        if (!list.shape().hasRank() || !element.hasRank(list.shape().rank() - 1)) {
            throw new UntranslatableException(
                    "its list is "
                            + list.type()
                            + " and what it puts there has the shape "
                            + element
                            + ", whose ranks do not fit");
        }
        return f.broadcast(
                list, f.concat(0, f.slice(f.shapeOf(list), 0, 1, 0), shapeOfElement.get()));
    }

    /// A whole number as a vector of one `i64`.
    private Value oneDimensional(Value scalar) {
        return f.unsqueeze(f.i64(scalar), 0);
    }

    // What a whole list is

    /// Whether indices are those of all elements, in their order.
    private static boolean isAllOf(Value indices, Value list) {
        if (!list.shape().hasRank() || list.shape().rank() == 0 || !indices.shape().hasRank(1)) {
            return false;
        }
        Dimension length = list.shape().dimension(0);
        Optional<long[]> known = indices.longs();
        if (known.isPresent()) {
            long[] all = LongStream.range(0, known.get().length).toArray();
            return length.is(known.get().length) && Arrays.equals(known.get(), all);
        }
        Value range = unconverted(indices);
        return range.op() instanceof Range
                && isNumber(range.input(0), 0)
                && isNumber(range.input(2), 1)
                && isLengthOf(range.input(1), list);
    }

    /// Whether a list is as it was made: nothing has been put into it.
    private static boolean isFresh(Value list) {
        return list.op() instanceof Broadcast && list.input(0).constant().isPresent()
                || list.constant().isPresent();
    }

    private static boolean hasLengthOf(Value list, Value other) {
        if (list.shape().hasRank() && other.shape().hasRank()) {
            Dimension length = list.shape().dimension(0);
            if (length.isStatic() && length.equals(other.shape().dimension(0))) {
                return true;
            }
        }
        if (!(list.op() instanceof Broadcast)) {
            return false;
        }
        Value shape = list.input(1);
        return isLengthOf(shape.op() instanceof Concat ? shape.input(0) : shape, other);
    }

    /// Whether a number is the size of the first dimension of a tensor, as far as one can see.
    private static boolean isLengthOf(Value number, Value tensor) {
        if (number.longs().isPresent()) {
            return number.longs().get().length == 1
                    && tensor.shape().dimension(0).is(number.longs().get()[0]);
        }
        Value from = unconverted(number);
        while (from.op() instanceof Unsqueeze || from.op() instanceof Squeeze) {
            from = unconverted(from.input(0));
        }
        boolean first =
                switch (from.op()) {
                    case Gather _ -> isNumber(from.input(1), 0);
                    case StridedSlice slice ->
                            slice.beginMask().equals(List.of(0))
                                    && slice.ellipsisMask().equals(List.of(0))
                                    && slice.newAxisMask().equals(List.of(0))
                                    && isNumber(from.input(1), 0)
                                    && isNumber(from.input(2), 1);
                    case Slice _ -> isNumber(from.input(1), 0) && isNumber(from.input(2), 1);
                    default -> false;
                };
        return first
                && from.input(0).op() instanceof ShapeOf
                && from.input(0).input(0).equals(tensor);
    }

    private static boolean isNumber(Value value, long number) {
        return value.longs().filter(all -> all.length == 1 && all[0] == number).isPresent();
    }

    private static Value unconverted(Value value) {
        Value from = value;
        while (from.op() instanceof Convert && from.input(0).type().element().isInteger()) {
            from = from.input(0);
        }
        return from;
    }
}
