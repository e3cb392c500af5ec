package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Minimum;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.PRelu;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Weights;

/// A parametric ReLU that was written out becomes one operation.
///
///     y = Add(Relu(x), Multiply(s, Negative(Relu(Negative(x)))))
///     y = Add(Relu(x), Multiply(-s, Relu(Negative(x))))               as Keras writes it
///     y = PRelu(x, s)                                 if s is one number, or one a channel (axis 1)
///     y = Add(Relu(x), Multiply(s, Minimum(x, 0)))    else
///
/// The second form is there for more than speed: OpenVINO 2026.4's CPU plug-in makes a PRelu of the
/// written-out form itself, whatever the axis of `s` is, and where the dimensions of `x` are not
/// known that one gives no output and damages memory.
public final class FusePRelu implements Rewrite {
    private static final int MOST_CHANNELS = 1 << 16;

    private static final Pattern X = Pattern.any();
    private static final Pattern SAME_X = Pattern.any();
    private static final Pattern POSITIVE = Pattern.op(Relu.class, X);
    private static final Pattern MIRRORED =
            Pattern.op(Relu.class, Pattern.op(Negative.class, SAME_X));
    private static final Pattern SLOPE = Pattern.any();

    private final Pattern negative;
    private final boolean slopeIsNegated;
    private final Pattern root;

    private FusePRelu(Pattern negative, boolean slopeIsNegated) {
        this.negative = negative;
        this.slopeIsNegated = slopeIsNegated;
        this.root =
                Pattern.either(
                        Add.class, POSITIVE, Pattern.either(Multiply.class, negative, SLOPE));
    }

    /// The form with the slope itself.
    public static FusePRelu ofSlope() {
        return new FusePRelu(Pattern.op(Negative.class, MIRRORED), false);
    }

    /// The form with the negative of the slope.
    public static FusePRelu ofNegatedSlope() {
        return new FusePRelu(MIRRORED, true);
    }

    @Override
    public Pattern pattern() {
        return root;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value x = match.value(X);
        Value sum = match.value(root);
        boolean applies =
                x.equals(match.value(SAME_X))
                        && x.type().element().isFloat()
                        && match.usedOnce(match.value(negative));
        if (!applies) {
            return Optional.empty();
        }
        Value given = match.value(SLOPE);
        String name = sum.node().name();
        if (sum.shape().equals(x.shape()) && isOneAChannel(given, x.shape())) {
            Weights slopes = given.constant().orElseThrow();
            double[] all = new double[Math.toIntExact(slopes.count())];
            for (int i = 0; i < all.length; i++) {
                all[i] = slopeIsNegated ? -slopes.at(i) : slopes.at(i);
            }
            Value flat =
                    g.constant(
                            Weights.ofReals(slopes.type().element(), new long[] {all.length}, all));
            return Optional.of(g.add(name, new PRelu(), List.of(x, flat)));
        }
        Value slope = slopeIsNegated ? g.add(new Negative(), given) : given;
        Value below = g.add(new Minimum(), x, g.scalar(x.type().element(), 0));
        return Optional.of(
                g.add(
                        name,
                        new Add(),
                        List.of(match.value(POSITIVE), g.add(new Multiply(), slope, below))));
    }

    /// Whether it is a constant of one element, or of one for each place along axis 1, which has to
    /// be as long as that.
    private static boolean isOneAChannel(Value slope, PartialShape x) {
        if (slope.constant().isEmpty() || !x.hasRank() || slope.shape().rank() > x.rank()) {
            return false;
        }
        long[] sizes = slope.shape().toArray();
        long count = slope.constant().get().count();
        int axis = 1 - (x.rank() - sizes.length);
        return count == 1
                || axis >= 0
                        && axis < sizes.length
                        && count == sizes[axis]
                        && count <= MOST_CHANNELS
                        && x.dimension(1).is(count);
    }
}
