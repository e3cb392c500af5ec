package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.BroadcastMode;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Range;
import org.tf2ov.ov.op.ReduceProd;
import org.tf2ov.ov.op.ReduceSum;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Select;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.tensor.ElementType;

/// Writes an operation that OpenVINO lacks as a formula of operations that it has.
///
/// Numbers that describe shapes and places are `i64` throughout. What they are computed from is
/// often known when the model is converted, and then nothing of the formula is left in the IR.
record Formula(GraphBuilder g) {
    /// A place beyond the end of any dimension; the CPU plug-in computes places as `i32`.
    static final long END = Integer.MAX_VALUE;

    Value numbers(long... elements) {
        return g.constant(elements);
    }

    Value number(long element) {
        return g.scalar(element);
    }

    /// A scalar of the element type of another value.
    Value like(Value other, double number) {
        return g.scalar(other.type().element(), number);
    }

    Value add(Value a, Value b) {
        return g.add(new Add(), a, b);
    }

    Value subtract(Value a, Value b) {
        return g.add(new Subtract(), a, b);
    }

    Value multiply(Value a, Value b) {
        return g.add(new Multiply(), a, b);
    }

    /// `a / b`, of whole numbers rounded down.
    Value divide(Value a, Value b) {
        return g.add(new Divide(true), a, b);
    }

    Value negative(Value x) {
        return g.add(new Negative(), x);
    }

    Value select(Value condition, Value yes, Value no) {
        return g.add(new Select(), condition, yes, no);
    }

    Value convert(Value x, ElementType type) {
        return x.type().element() == type ? x : g.add(new Convert(type), x);
    }

    Value i64(Value x) {
        return convert(x, ElementType.I64);
    }

    Value shapeOf(Value x) {
        return g.add(new ShapeOf(ElementType.I64), x);
    }

    /// How many dimensions a tensor has, as a vector of one element.
    Value rankOf(Value x) {
        return shapeOf(shapeOf(x));
    }

    /// One dimension of a tensor, as a scalar.
    Value dimension(Value x, long axis) {
        return g.add(new Gather(0), shapeOf(x), number(axis), number(0));
    }

    Value gather(Value x, Value indices, long axis) {
        return g.add(new Gather(0), x, indices, number(axis));
    }

    /// Column `index` of a matrix, as a vector.
    Value column(Value matrix, long index) {
        return gather(matrix, number(index), 1);
    }

    /// The slices from one place until before another along an axis; places beyond the end mean the
    /// end, negative ones count from there.
    Value slice(Value x, long from, long to, long axis) {
        return g.add(new Slice(), x, numbers(from), numbers(to), numbers(1), numbers(axis));
    }

    /// All slices from one place on.
    Value sliceFrom(Value x, long from, long axis) {
        return slice(x, from, END, axis);
    }

    Value concat(int axis, Value... values) {
        return values.length == 1 ? values[0] : g.add(new Concat(axis), values);
    }

    Value reshape(Value x, Value shape) {
        return g.add(new Reshape(false), x, shape);
    }

    Value reshape(Value x, long... shape) {
        return reshape(x, numbers(shape));
    }

    Value unsqueeze(Value x, long... axes) {
        return g.add(new Unsqueeze(), x, numbers(axes));
    }

    Value squeeze(Value x, long... axes) {
        return g.add(new Squeeze(), x, numbers(axes));
    }

    Value transpose(Value x, List<Integer> order) {
        return g.add(new Transpose(order), x);
    }

    /// A tensor repeated to a shape, which may have no dimensions.
    Value broadcast(Value x, Value shape) {
        if (shape.shape().elementCount().is(0)) {
            // The CPU plug-in ends the process when it shall broadcast to no dimensions.
            return x;
        }
        return g.add(new Broadcast(BroadcastMode.NUMPY), x, shape);
    }

    /// The numbers from 0 until before a scalar.
    Value range(Value count) {
        return g.add(new Range(ElementType.I64), number(0), count, number(1));
    }

    Value sum(Value x, long... axes) {
        return g.add(new ReduceSum(false), x, numbers(axes));
    }

    Value product(Value x, long... axes) {
        return g.add(new ReduceProd(false), x, numbers(axes));
    }

    Value zerosLike(Value x) {
        return broadcast(like(x, 0), shapeOf(x));
    }

    /// A tensor of one number.
    Value filled(ElementType type, double number, Value shape) {
        return broadcast(g.scalar(type, number), shape);
    }

    /// All dimensions joined into one.
    Value flat(Value x) {
        return x.shape().hasRank(1) ? x : reshape(x, -1);
    }

    /// The first `count` dimensions joined into one.
    Value joinFirst(Value x, int count) {
        if (count == 1) {
            return x;
        }
        return reshape(x, concat(0, numbers(-1), sliceFrom(shapeOf(x), count, 0)));
    }

    /// How many elements a tensor has, as a vector of one element.
    Value sizeOf(Value x) {
        return unsqueeze(product(shapeOf(x), 0), 0);
    }

    /// As [#select], but exact for large integers too, which the CPU plug-in selects as `f32`.
    Value choose(Value condition, Value yes, Value no) {
        ElementType type = yes.type().element();
        if (!type.isInteger() || type.bits() < 32) {
            return select(condition, yes, no);
        }
        return add(no, multiply(subtract(yes, no), convert(condition, type)));
    }
}
