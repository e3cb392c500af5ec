package org.tf2ov.convert.pass;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.MVN;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.MvnEpsMode;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Power;
import org.tf2ov.ov.op.ReduceMean;
import org.tf2ov.ov.op.Sqrt;
import org.tf2ov.ov.op.SquaredDifference;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Layer, instance and group normalization, however they are written.
///
///     m = ReduceMean(x, axes)
///     s = 1 / Sqrt(ReduceMean(SquaredDifference(x, m), axes) + eps)
///
///     y = (x - m) * s                                          also with (x - m) / Sqrt(...)
///     y = MVN(x, axes)
///
///     y = x * (s * gamma) + (beta - m * (s * gamma))           as tf.nn.batch_normalization writes it
///     y = MVN(x, axes) * gamma + beta
///
/// The statistics may have lost their reduced dimensions and got them back by a change of shape, as a batch normalization in
/// training form has them. OpenVINO's own rule for this took the epsilon for one outside of the root.
public final class FuseNormalization implements Rewrite {
    /// The CPU plug-in computes larger ranks by other operations.
    private static final int MOST_DIMENSIONS = 5;

    private static final Pattern ROOT =
            Pattern.op(ElementwiseBinary.class)
                    .where(value ->
                            (value.op() instanceof Add
                                            || value.op() instanceof Subtract
                                            || value.op() instanceof Multiply
                                            || value.op() instanceof Divide)
                                    && value.type().element().isFloat()
                                    && value.shape().hasRank()
                                    && value.shape().rank() <= MOST_DIMENSIONS);

    @Override
    public Pattern pattern() {
        return ROOT;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value root = match.value(ROOT);
        Value a = root.input(0);
        Value b = root.input(1);
        Normal normal = new Normal(root, g);
        return switch (root.op()) {
            case Multiply _ -> normal.scaled(a, b).or(() -> normal.scaled(b, a));
            case Divide _ -> normal.divided(a, b);
            case Add _ -> normal.shifted(a, b).or(() -> normal.shifted(b, a));
            default -> normal.shifted(a, b, true);
        };
    }

    /// What the formula divides by.
    ///
    /// @param variance the mean of the squares
    private record Deviation(Value value, Value variance, double eps, MvnEpsMode mode) {
        static Optional<Deviation> of(Value value) {
            if (value.op() instanceof Sqrt && value.input(0).op() instanceof Add) {
                return of(value, value.input(0), sum -> sum, MvnEpsMode.INSIDE_SQRT);
            }
            if (value.op() instanceof Add) {
                return of(
                        value,
                        value,
                        root -> root.op() instanceof Sqrt ? root.input(0) : null,
                        MvnEpsMode.OUTSIDE_SQRT);
            }
            return Optional.empty();
        }

        private static Optional<Deviation> of(
                Value value, Value sum, UnaryOperator<Value> variance, MvnEpsMode mode) {
            for (int i = 0; i < 2; i++) {
                Value inner = variance.apply(sum.input(i));
                Optional<Double> eps = Polynomial.number(sum.input(1 - i)).filter(e -> e > 0);
                if (inner != null && eps.isPresent()) {
                    return Optional.of(new Deviation(value, inner, eps.get(), mode));
                }
            }
            return Optional.empty();
        }
    }

    /// What the formula multiplies by: `gamma / deviation`.
    private record Scale(Deviation deviation, Optional<Value> gamma) {
        static Optional<Scale> of(Value value) {
            if (value.op() instanceof Divide) {
                return quotient(value);
            }
            if (value.op() instanceof Multiply) {
                for (int i = 0; i < 2; i++) {
                    Value gamma = value.input(1 - i);
                    Optional<Scale> inverse =
                            quotient(value.input(i)).filter(each -> each.gamma().isEmpty());
                    if (inverse.isPresent()) {
                        return Optional.of(
                                new Scale(inverse.get().deviation(), Optional.of(gamma)));
                    }
                }
            }
            return Optional.empty();
        }

        private static Optional<Scale> quotient(Value value) {
            if (!(value.op() instanceof Divide)) {
                return Optional.empty();
            }
            boolean one =
                    Polynomial.number(value.input(0)).filter(number -> number == 1).isPresent();
            return Deviation.of(value.input(1))
                    .map(deviation ->
                            new Scale(
                                    deviation,
                                    one ? Optional.empty() : Optional.of(value.input(0))));
        }
    }

    /// The formulas at one node.
    private record Normal(Value root, GraphBuilder g) {
        /// `(x - m) * (gamma / deviation)`.
        Optional<Value> scaled(Value difference, Value factor) {
            if (!(difference.op() instanceof Subtract)) {
                return Optional.empty();
            }
            Value x = difference.input(0);
            return Scale.of(factor)
                    .filter(scale -> isAligned(scale.deviation().value(), x, scale.deviation()))
                    .filter(scale -> isMean(difference.input(1), x, scale.deviation()))
                    .flatMap(
                            scale -> result(x, scale.deviation(), scale.gamma(), Optional.empty()));
        }

        /// `(x - m) / deviation`.
        Optional<Value> divided(Value difference, Value divisor) {
            if (!(difference.op() instanceof Subtract)) {
                return Optional.empty();
            }
            Value x = difference.input(0);
            return Deviation.of(divisor)
                    .filter(deviation -> isAligned(divisor, x, deviation))
                    .filter(deviation -> isMean(difference.input(1), x, deviation))
                    .flatMap(deviation -> result(x, deviation, Optional.empty(), Optional.empty()));
        }

        /// `x * s + (beta - m * s)`.
        Optional<Value> shifted(Value product, Value shift) {
            return shifted(product, shift, false);
        }

        /// @param isNegative whether the shift is subtracted: `x * s - m * s`
        Optional<Value> shifted(Value product, Value shift, boolean isNegative) {
            if (!(product.op() instanceof Multiply)) {
                return Optional.empty();
            }
            for (int i = 0; i < 2; i++) {
                Value x = product.input(i);
                Value factor = product.input(1 - i);
                Value inner = Reshapes.is(factor.op()) ? factor.input(0) : factor;
                Optional<Scale> scale = Scale.of(inner);
                if (scale.isEmpty()) {
                    continue;
                }
                Optional<Value> all =
                        inner.equals(factor)
                                ? flat(x, factor, scale.get(), shift, isNegative)
                                : reshaped(x, factor, scale.get(), shift);
                if (all.isPresent()) {
                    return all;
                }
            }
            return Optional.empty();
        }

        private Optional<Value> flat(
                Value x, Value factor, Scale scale, Value shift, boolean isNegative) {
            Deviation deviation = scale.deviation();
            if (!isAligned(deviation.value(), x, deviation)) {
                return Optional.empty();
            }
            Optional<Shift> rest =
                    isNegative ? Shift.product(shift, factor) : Shift.of(shift, factor);
            return rest.filter(each -> isMean(each.mean(), x, deviation))
                    .flatMap(each -> result(x, deviation, scale.gamma(), each.beta()));
        }

        /// The same where scale and shift were computed without the reduced dimensions.
        private Optional<Value> reshaped(Value x, Value factor, Scale scale, Value shift) {
            Deviation deviation = scale.deviation();
            Value inner = factor.input(0);
            boolean alike =
                    shift.op().equals(factor.op())
                            && Reshapes.is(shift.op())
                            && factor.node().inputs().size() == 2
                            && target(shift).isPresent()
                            && Arrays.equals(
                                    target(shift).get(), target(factor).orElse(new long[0]))
                            && inner.shape().equals(deviation.value().shape())
                            && inner.shape().equals(shift.input(0).shape())
                            && isAligned(factor, x, deviation);
            if (!alike) {
                return Optional.empty();
            }
            return Shift.of(shift.input(0), inner)
                    .filter(each -> isMeanWithout(each.mean(), x, deviation))
                    .filter(each ->
                            each.beta().stream().allMatch(beta -> isLike(beta, inner))
                                    && scale.gamma().stream()
                                            .allMatch(gamma -> isLike(gamma, inner)))
                    .flatMap(each ->
                            result(
                                    x,
                                    deviation,
                                    scale.gamma().map(gamma -> turned(gamma, factor)),
                                    each.beta().map(beta -> turned(beta, factor))));
        }

        private static Optional<long[]> target(Value reshape) {
            return reshape.input(1).longs();
        }

        private static boolean isLike(Value value, Value inner) {
            return value.shape().equals(inner.shape());
        }

        private Value turned(Value value, Value reshape) {
            return g.add(reshape.op(), value, reshape.input(1));
        }

        private Optional<Value> result(
                Value x, Deviation deviation, Optional<Value> gamma, Optional<Value> beta) {
            Optional<Set<Integer>> axes = variance(deviation, x);
            if (axes.isEmpty()) {
                return Optional.empty();
            }
            long[] sorted = axes.get().stream().mapToLong(axis -> axis).sorted().toArray();
            List<Value> factors = gamma.stream().toList();
            List<Value> terms = beta.stream().toList();
            Op mvn = new MVN(deviation.eps(), true, deviation.mode());
            String name = root.node().name();
            List<Value> inputs = List.of(x, g.constant(sorted));
            if (factors.isEmpty() && terms.isEmpty()) {
                return same(g.add(name, mvn, inputs));
            }
            Value y = g.add(mvn, inputs.get(0), inputs.get(1));
            if (terms.isEmpty()) {
                return same(g.add(name, new Multiply(), List.of(y, factors.getFirst())));
            }
            if (!factors.isEmpty()) {
                y = g.add(new Multiply(), y, factors.getFirst());
            }
            return same(g.add(name, new Add(), List.of(y, terms.getFirst())));
        }

        private Optional<Value> same(Value y) {
            return Optional.of(y).filter(value -> value.type().equals(root.type()));
        }
    }

    /// What is added to the scaled value: `beta - m * s`.
    private record Shift(Value mean, Optional<Value> beta) {
        static Optional<Shift> of(Value shift, Value factor) {
            if (shift.op() instanceof Subtract) {
                Value beta = shift.input(0);
                return product(shift.input(1), factor)
                        .map(product -> new Shift(product.mean(), Optional.of(beta)));
            }
            if (shift.op() instanceof Add) {
                for (int i = 0; i < 2; i++) {
                    Optional<Shift> negative = negative(shift.input(i), factor);
                    Value beta = shift.input(1 - i);
                    if (negative.isPresent()) {
                        return negative.map(each -> new Shift(each.mean(), Optional.of(beta)));
                    }
                }
            }
            return negative(shift, factor);
        }

        /// `-(m * s)` or `(-m) * s`.
        private static Optional<Shift> negative(Value value, Value factor) {
            if (value.op() instanceof Negative) {
                return product(value.input(0), factor);
            }
            return product(value, factor)
                    .filter(product -> product.mean().op() instanceof Negative)
                    .map(product -> new Shift(product.mean().input(0), Optional.empty()));
        }

        static Optional<Shift> product(Value value, Value factor) {
            if (!(value.op() instanceof Multiply)) {
                return Optional.empty();
            }
            return value.input(1).equals(factor)
                    ? Optional.of(new Shift(value.input(0), Optional.empty()))
                    : value.input(0).equals(factor)
                            ? Optional.of(new Shift(value.input(1), Optional.empty()))
                            : Optional.empty();
        }
    }

    // Statistics

    /// The axes of the mean that the variance is, if it is that of `x`.
    private static Optional<Set<Integer>> variance(Deviation deviation, Value x) {
        Value mean = withoutReshape(deviation.variance());
        Optional<Set<Integer>> axes = axes(mean);
        if (axes.isEmpty() || !mean.input(0).shape().equals(x.shape())) {
            return Optional.empty();
        }
        Value square = mean.input(0);
        boolean fits =
                switch (square.op()) {
                    case SquaredDifference _ ->
                            isDifference(square.input(0), square.input(1), x, axes.get())
                                    || isDifference(
                                            square.input(1), square.input(0), x, axes.get());
                    case Multiply _ ->
                            square.input(0).equals(square.input(1))
                                    && isCentred(square.input(0), x, axes.get());
                    case Power _ ->
                            Polynomial.number(square.input(1)).filter(n -> n == 2).isPresent()
                                    && isCentred(square.input(0), x, axes.get());
                    default -> false;
                };
        return fits ? axes : Optional.empty();
    }

    private static boolean isCentred(Value value, Value x, Set<Integer> axes) {
        return value.op() instanceof Subtract
                && isDifference(value.input(0), value.input(1), x, axes);
    }

    private static boolean isDifference(Value a, Value b, Value x, Set<Integer> axes) {
        return a.equals(x) && isMean(b, x, axes) && isAligned(b, x, axes);
    }

    private static boolean isMean(Value value, Value x, Deviation deviation) {
        return axes(withoutReshape(deviation.variance()))
                .filter(axes -> isMean(value, x, axes) && isAligned(value, x, axes))
                .isPresent();
    }

    /// The mean, of which it need not be seen where its dimensions lie.
    private static boolean isMeanWithout(Value value, Value x, Deviation deviation) {
        return axes(withoutReshape(deviation.variance()))
                .filter(axes -> isMean(value, x, axes))
                .isPresent();
    }

    private static boolean isMean(Value value, Value x, Set<Integer> axes) {
        Value mean = withoutReshape(value);
        return axes(mean).filter(axes::equals).isPresent() && mean.input(0).equals(x);
    }

    private static boolean isAligned(Value value, Value x, Deviation deviation) {
        return axes(withoutReshape(deviation.variance()))
                .filter(axes -> isAligned(value, x, axes))
                .isPresent();
    }

    /// Whether a statistic meets the dimensions of `x` that it was not reduced over.
    private static boolean isAligned(Value value, Value x, Set<Integer> axes) {
        PartialShape shape = value.shape();
        PartialShape whole = x.shape();
        if (!shape.hasRank() || !whole.hasRank() || shape.rank() > whole.rank()) {
            return false;
        }
        int unknown = 0;
        for (int i = 0; i < whole.rank(); i++) {
            int place = i - (whole.rank() - shape.rank());
            Dimension own = place < 0 ? Dimension.of(1) : shape.dimension(place);
            if (axes.contains(i) ? !own.is(1) : !own.overlaps(whole.dimension(i))) {
                return false;
            }
            unknown += axes.contains(i) || own.isStatic() && own.equals(whole.dimension(i)) ? 0 : 1;
        }
        // The elements keep their order, so one dimension that isn't known is the one that is left.
        return unknown <= 1 || isKept(value);
    }

    /// Whether each dimension is still where it was before the reduction.
    private static boolean isKept(Value value) {
        return switch (value.op()) {
            case ReduceMean(boolean keepDims) -> keepDims;
            case Sqrt _ -> isKept(value.input(0));
            case Add _ -> isKept(value.input(0)) || isKept(value.input(1));
            default -> false;
        };
    }

    private static Value withoutReshape(Value value) {
        return Reshapes.is(value.op()) ? value.input(0) : value;
    }

    private static Optional<Set<Integer>> axes(Value mean) {
        return mean.op() instanceof ReduceMean && mean.input(0).shape().hasRank()
                ? mean.input(1)
                        .longs()
                        .map(all -> {
                            int rank = mean.input(0).shape().rank();
                            return Arrays.stream(all)
                                    .mapToObj(axis -> (int) (axis < 0 ? axis + rank : axis))
                                    .collect(Collectors.toSet());
                        })
                        .filter(all -> !all.isEmpty())
                : Optional.empty();
    }
}
