package org.tf2ov.tensor;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The contents of a constant, as an expression over bytes that stay where they are until the IR is
/// made.
///
/// Expressions are kept in a normal form: permutations stand directly on stored bytes and scaling
/// on top, so that most constants are evaluated in one pass from the mapped source into the mapped
/// target. Use the methods ([#permute], [#reshape], [#scale], [#convert]), not the constructors of
/// the forms.
public sealed interface Weights {
    /// Element type and shape, which is static.
    TensorType type();

    /// The bits of the element at a row-major index. It is the definition of each form, and good
    /// enough for small constants; evaluating large ones is the business of `WeightsEvaluator`.
    double at(long index);

    /// Bytes as they are stored: row-major, little-endian.
    record Stored(Bytes bytes, TensorType type) implements Weights {
        public Stored {
            if (bytes.size() != type.bytes()) {
                throw new IllegalArgumentException(bytes.size() + " bytes do not make a " + type);
            }
        }

        @Override
        public double at(long index) {
            return Elements.real(bytes.segment(), type.element(), index);
        }

        @Override
        public String toString() {
            boolean small = bytes instanceof Bytes.InMemory && type.element() == ElementType.I64;
            return type + (small ? Arrays.toString(longs()) : "(" + bytes + ")");
        }
    }

    /// One element, repeated.
    record Splat(Bytes element, TensorType type) implements Weights {
        @Override
        public double at(long index) {
            return Elements.real(element.segment(), type.element(), 0);
        }

        @Override
        public String toString() {
            return "splat(" + type + ", " + element + ")";
        }
    }

    /// Dimension `order.get(i)` of the inner becomes dimension `i`.
    record Permuted(Weights inner, List<Integer> order) implements Weights {
        @Override
        public TensorType type() {
            return inner.type().withShape(inner.type().shape().permute(order));
        }

        @Override
        public double at(long index) {
            long[] from = inner.type().shape().toArray();
            long[] strides = new long[from.length];
            long stride = 1;
            for (int i = from.length - 1; i >= 0; i--) {
                strides[i] = stride;
                stride *= from[i];
            }
            long rest = index;
            long source = 0;
            for (int i = from.length - 1; i >= 0; i--) {
                int axis = order.get(i);
                source += rest % from[axis] * strides[axis];
                rest /= from[axis];
            }
            return inner.at(source);
        }

        @Override
        public String toString() {
            return "permute(" + inner + ", " + order + ")";
        }
    }

    /// The same elements in another shape.
    record Reshaped(Weights inner, PartialShape shape) implements Weights {
        @Override
        public TensorType type() {
            return inner.type().withShape(shape);
        }

        @Override
        public double at(long index) {
            return inner.at(index);
        }

        @Override
        public String toString() {
            return "reshape(" + inner + ", [" + shape + "])";
        }
    }

    /// The same numbers in another element type.
    record Converted(Weights inner, ElementType element) implements Weights {
        @Override
        public TensorType type() {
            return inner.type().withElement(element);
        }

        @Override
        public double at(long index) {
            return Elements.rounded(inner.at(index), element);
        }

        @Override
        public String toString() {
            return "convert(" + inner + ", " + element + ")";
        }
    }

    /// Each slice of an `f32` tensor along an axis, multiplied by its factor.
    record Scaled(Weights inner, int axis, List<Float> factors) implements Weights {
        @Override
        public TensorType type() {
            return inner.type();
        }

        @Override
        public double at(long index) {
            long[] shape = inner.type().shape().toArray();
            long behind = 1;
            for (int i = axis + 1; i < shape.length; i++) {
                behind *= shape[i];
            }
            return (float) inner.at(index) * factors.get((int) (index / behind % shape[axis]));
        }

        @Override
        public String toString() {
            return "scale(" + inner + ", " + axis + ", " + factors + ")";
        }
    }

    /// Real numbers as whole ones of 8 bits: all alike, or each slice along an axis in its own way.
    ///
    /// @param channels one for all, or one for each index of the axis
    /// @param element `i8` or `u8`
    record Quantized(Weights inner, int axis, List<Quantization> channels, ElementType element)
            implements Weights {
        @Override
        public TensorType type() {
            return inner.type().withElement(element);
        }

        @Override
        public double at(long index) {
            int whole = channel(index).whole((float) inner.at(index));
            return element.isSigned() ? (byte) whole : whole & 0xff;
        }

        private Quantization channel(long index) {
            if (channels.size() == 1) {
                return channels.getFirst();
            }
            long[] shape = inner.type().shape().toArray();
            long behind = 1;
            for (int i = axis + 1; i < shape.length; i++) {
                behind *= shape[i];
            }
            return channels.get((int) (index / behind % shape[axis]));
        }

        @Override
        public String toString() {
            return "quantize(%s, %d, %s, %s)".formatted(inner, axis, channels, element);
        }
    }

    // Making them

    /// A one-dimensional `i64` tensor.
    static Weights of(long... elements) {
        return ofLongs(ElementType.I64, new long[] {elements.length}, elements);
    }

    /// An integer (or boolean) tensor of the given type and shape.
    static Weights ofLongs(ElementType type, long[] shape, long... elements) {
        byte[] bytes = new byte[Math.toIntExact(type.bytes(elements.length))];
        MemorySegment segment = MemorySegment.ofArray(bytes);
        for (int i = 0; i < elements.length; i++) {
            Elements.setLong(segment, type, i, elements[i]);
        }
        return new Stored(new Bytes.InMemory(bytes), TensorType.of(type, shape));
    }

    /// An `f32` tensor of the given shape.
    static Weights ofFloats(long[] shape, float... elements) {
        byte[] bytes = new byte[elements.length * Float.BYTES];
        Elements.copyFloats(
                MemorySegment.ofArray(elements), MemorySegment.ofArray(bytes), elements.length);
        return new Stored(new Bytes.InMemory(bytes), TensorType.f32(shape));
    }

    /// A tensor of the given type and shape; each number is rounded to the type.
    static Weights ofReals(ElementType type, long[] shape, double... elements) {
        if (type == ElementType.F32) { // by far the most frequent, and worth one bulk copy
            float[] floats = new float[elements.length];
            for (int i = 0; i < elements.length; i++) {
                floats[i] = (float) elements[i];
            }
            return ofFloats(shape, floats);
        }
        byte[] bytes = new byte[Math.toIntExact(type.bytes(elements.length))];
        MemorySegment segment = MemorySegment.ofArray(bytes);
        for (int i = 0; i < elements.length; i++) {
            Elements.setReal(segment, type, i, elements[i]);
        }
        return new Stored(new Bytes.InMemory(bytes), TensorType.of(type, shape));
    }

    /// A scalar; the number is rounded to the type.
    static Weights scalar(ElementType type, double number) {
        return ofReals(type, new long[0], number);
    }

    /// An `i64` scalar.
    static Weights scalar(long number) {
        return ofLongs(ElementType.I64, new long[0], number);
    }

    /// Dimension `order.get(i)` becomes dimension `i`.
    default Weights permute(List<Integer> order) {
        PartialShape shape = type().shape();
        if (keepsElementOrder(shape, order)) {
            return reshape(shape.permute(order));
        }
        return switch (this) {
            case Splat(Bytes element, TensorType type) ->
                    new Splat(element, type.withShape(shape.permute(order)));
            case Permuted(Weights inner, List<Integer> first) ->
                    inner.permute(order.stream().map(first::get).toList());
            case Scaled(Weights inner, int axis, List<Float> factors) ->
                    new Scaled(inner.permute(order), order.indexOf(axis), factors);
            case Converted(Weights inner, ElementType element) ->
                    new Converted(inner.permute(order), element);
            case Quantized(Weights inner, int axis, var channels, ElementType element) ->
                    new Quantized(
                            inner.permute(order),
                            channels.size() == 1 ? 0 : order.indexOf(axis),
                            channels,
                            element);
            case Stored _, Reshaped _ -> new Permuted(this, List.copyOf(order));
        };
    }

    /// The same elements in another shape of as many elements.
    default Weights reshape(PartialShape shape) {
        if (shape.equals(type().shape())) {
            return this;
        }
        return switch (this) {
            case Stored(Bytes bytes, TensorType type) -> new Stored(bytes, type.withShape(shape));
            case Splat(Bytes element, TensorType type) -> new Splat(element, type.withShape(shape));
            case Reshaped(Weights inner, PartialShape _) -> inner.reshape(shape);
            case Converted(Weights inner, ElementType element) ->
                    new Converted(inner.reshape(shape), element);
            case Quantized(Weights inner, int axis, var channels, ElementType element)
                    when channels.size() == 1 ->
                    new Quantized(inner.reshape(shape), axis, channels, element);
            case Permuted _, Scaled _, Quantized _ -> new Reshaped(this, shape);
        };
    }

    /// The same numbers in another element type, rounded as TensorFlow's `Cast` does.
    default Weights convert(ElementType element) {
        return element == type().element() ? this : new Converted(this, element);
    }

    /// Each slice along `axis` multiplied by its factor, in `f32` arithmetic.
    default Weights scale(int axis, float[] factors) {
        List<Float> list = new ArrayList<>(factors.length);
        for (float factor : factors) {
            list.add(factor);
        }
        return new Scaled(this, axis, Collections.unmodifiableList(list));
    }

    /// Real numbers as whole ones of 8 bits.
    ///
    /// @param channels one for all, or one for each index along `axis`
    default Weights quantize(int axis, List<Quantization> channels, ElementType element) {
        return new Quantized(this, channels.size() == 1 ? 0 : axis, List.copyOf(channels), element);
    }

    // Reading small ones

    /// The elements as whole numbers; for constants that are small.
    default long[] longs() {
        int count = Math.toIntExact(type().shape().elementCount().value());
        long[] elements = new long[count];
        if (this instanceof Stored(Bytes bytes, TensorType type) && !type.element().isFloat()) {
            MemorySegment segment = bytes.segment();
            for (int i = 0; i < count; i++) {
                elements[i] = Elements.whole(segment, type.element(), i);
            }
        } else {
            for (int i = 0; i < count; i++) {
                elements[i] = (long) at(i);
            }
        }
        return elements;
    }

    /// The elements as `f32`; for constants that are small.
    default float[] floats() {
        int count = Math.toIntExact(type().shape().elementCount().value());
        float[] elements = new float[count];
        if (this instanceof Stored(Bytes bytes, TensorType type)
                && type.element() == ElementType.F32) {
            Elements.copyFloats(bytes.segment(), MemorySegment.ofArray(elements), count);
        } else {
            for (int i = 0; i < count; i++) {
                elements[i] = (float) at(i);
            }
        }
        return elements;
    }

    /// The elements as `double`, which holds every number of at most 32 bits; for constants that
    /// are small.
    default double[] reals() {
        int count = Math.toIntExact(count());
        double[] elements = new double[count];
        if (this instanceof Stored && type().element() == ElementType.F32) {
            float[] floats = floats();
            for (int i = 0; i < count; i++) {
                elements[i] = floats[i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                elements[i] = at(i);
            }
        }
        return elements;
    }

    /// The number of elements.
    default long count() {
        return type().shape().elementCount().value();
    }

    /// Whether a permutation only moves dimensions of size 1, so that the elements keep their
    /// order.
    static boolean keepsElementOrder(PartialShape shape, List<Integer> order) {
        int last = -1;
        for (int axis : order) {
            if (!shape.dimension(axis).is(1)) {
                if (axis < last) {
                    return false;
                }
                last = axis;
            }
        }
        return true;
    }
}
