package org.tf2ov.convert.pass;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Abs;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.ElementwiseUnary;
import org.tf2ov.ov.op.Exp;
import org.tf2ov.ov.op.Log;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Minimum;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Power;
import org.tf2ov.ov.op.Sqrt;
import org.tf2ov.ov.op.SquaredDifference;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// Arithmetic on small floating point constants is done once, here: the scale and shift of a batch normalization become
/// constants.
///
///     y = Multiply(Constant(a), Constant(b))
///     y = Constant(a * b)
///
/// Each step is rounded to the element type, as TensorFlow rounds. The result is never larger than its operands together.
public final class FoldArithmeticOfConstants implements Rewrite {
    /// Statistics and biases are this small; weights are not, and their expressions stay lazy.
    private static final long MOST_ELEMENTS = 1 << 16;

    private static final Pattern VALUE =
            Pattern.op(Op.class).where(FoldArithmeticOfConstants::isFoldable);

    @Override
    public Pattern pattern() {
        return VALUE;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        return fold(match.value(VALUE), g);
    }

    /// A constant that may stand for a value, if it is arithmetic on small constants.
    public static Optional<Value> of(Value value, GraphBuilder g) {
        return isFoldable(value) ? fold(value, g) : Optional.empty();
    }

    private static boolean isFoldable(Value value) {
        if (!(value.op() instanceof ElementwiseUnary || value.op() instanceof ElementwiseBinary)
                || !isReal(value) && !isWhole(value)) {
            return false;
        }
        for (Value input : value.node().inputs()) {
            if (!isSmall(input)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Value> fold(Value value, GraphBuilder g) {
        TensorType type = value.type();
        long count = type.shape().elementCount().value();
        long operands =
                value.node().inputs().stream()
                        .mapToLong(input -> input.constant().orElseThrow().count())
                        .sum();
        if (count > operands) {
            return Optional.empty();
        }
        long[] shape = type.shape().toArray();
        Optional<double[]> elements = compute(value, shape, (int) count);
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        double[] result = elements.get();
        if (isReal(value)) {
            return Optional.of(g.constant(Weights.ofReals(type.element(), shape, result)));
        }
        // The fractions are cut off; what does not fit is left to the runtime.
        double most = Math.pow(2, Math.min(type.element().bits() - 1, 53));
        double least = type.element().isSigned() ? -most : 0;
        boolean fits =
                Arrays.stream(result).allMatch(element -> least <= element && element < most);
        return fits
                ? Optional.of(
                        g.constant(
                                Weights.ofLongs(
                                        type.element(),
                                        shape,
                                        Arrays.stream(result)
                                                .mapToLong(element -> (long) element)
                                                .toArray())))
                : Optional.empty();
    }

    private static boolean isReal(Value value) {
        return value.type().element().isFloat() && value.type().element().bits() >= 16;
    }

    /// Whether it makes whole numbers of others, as sizes that were computed from scales.
    private static boolean isWhole(Value value) {
        return value.op() instanceof Convert
                && value.type().element().isInteger()
                && value.type().element().isWholeBytes();
    }

    private static boolean isSmall(Value value) {
        return value.op() instanceof Constant(Weights weights)
                && weights.type().element().isWholeBytes()
                && weights.count() <= MOST_ELEMENTS;
    }

    /// The elements, before they are rounded to the type; nothing for operations that are not known
    /// here.
    ///
    /// Batch normalizations bring tens of thousands of elements along, mostly before the JVM has
    /// compiled anything; one plain loop an operation takes a tenth of the time of a general one.
    private static Optional<double[]> compute(Value value, long[] shape, int count) {
        double[] a = spread(value.input(0).constant().orElseThrow(), shape, count);
        return value.node().inputs().size() == 1
                ? unary(value.op())
                        .map(function -> {
                            double[] result = new double[count];
                            for (int i = 0; i < count; i++) {
                                result[i] = function.applyAsDouble(a[i]);
                            }
                            return result;
                        })
                : binary(value.op())
                        .map(function -> {
                            double[] b =
                                    spread(value.input(1).constant().orElseThrow(), shape, count);
                            double[] result = new double[count];
                            for (int i = 0; i < count; i++) {
                                result[i] = function.applyAsDouble(a[i], b[i]);
                            }
                            return result;
                        });
    }

    private static Optional<DoubleUnaryOperator> unary(Op op) {
        return Optional.ofNullable(
                switch (op) {
                    case Abs _ -> Math::abs;
                    case Exp _ -> Math::exp;
                    case Log _ -> Math::log;
                    case Negative _ -> x -> -x;
                    case Sqrt _ -> Math::sqrt;
                    case Convert _ -> x -> x;
                    default -> null;
                });
    }

    private static Optional<DoubleBinaryOperator> binary(Op op) {
        return Optional.ofNullable(
                switch (op) {
                    case Add _ -> (a, b) -> a + b;
                    case Divide _ -> (a, b) -> a / b;
                    case Maximum _ -> Math::max;
                    case Minimum _ -> Math::min;
                    case Multiply _ -> (a, b) -> a * b;
                    case Power _ -> Math::pow;
                    case SquaredDifference _ -> (a, b) -> (a - b) * (a - b);
                    case Subtract _ -> (a, b) -> a - b;
                    default -> null;
                });
    }

    /// The elements of an operand, broadcast to `count` elements of `shape`.
    private static double[] spread(Weights operand, long[] shape, int count) {
        double[] elements = operand.reals();
        if (elements.length == count) { // broadcasting only adds elements
            return elements;
        }
        double[] all = new double[count];
        if (elements.length == 1) {
            Arrays.fill(all, elements[0]);
            return all;
        }
        long[] own = operand.type().shape().toArray();
        for (int i = 0; i < count; i++) {
            all[i] = elements[broadcast(own, shape, i)];
        }
        return all;
    }

    /// Where the element at `index` of a tensor of `shape` comes from in an operand of the shape
    /// `own` that is broadcast to it.
    private static int broadcast(long[] own, long[] shape, int index) {
        long source = 0;
        long stride = 1;
        long rest = index;
        for (int i = shape.length - 1; i >= 0; i--) {
            long place = rest % shape[i];
            rest /= shape[i];
            int axis = i - (shape.length - own.length);
            if (axis >= 0 && own[axis] != 1) {
                source += place * stride;
            }
            if (axis >= 0) {
                stride *= own[axis];
            }
        }
        return (int) source;
    }
}
