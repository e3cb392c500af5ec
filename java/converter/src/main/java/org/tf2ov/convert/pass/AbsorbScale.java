package org.tf2ov.convert.pass;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Weights;

/// Weights take a factor for each channel that enters, or one for all; zeros around the data stay zeros.
///
///     y = Convolution(Multiply(x, Constant(s : [1,C,1,1])), Constant(w))
///     y = Convolution(x, Constant(w * s))
///
///     y = Convolution(Add(Multiply(x, Constant(s)), Constant(b)), Constant(w))
///     y = Convolution(Add(x, Constant(b / s)), Constant(w * s))
///
/// A `Pad` with zeros may stand in front of the convolution. It stays away when something else uses the product, or the weights,
/// which would then be there twice.
public final class AbsorbScale implements Rewrite {
    private static final Pattern PRODUCT =
            Pattern.op(Op.class, Pattern.any(), Pattern.constant())
                    .where(value -> Product.of(value).isPresent());

    @Override
    public Pattern pattern() {
        return PRODUCT;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Product product = Product.of(match.value(PRODUCT)).orElseThrow();
        Value x = product.x();
        Optional<Value> pad = pad(product, x).filter(match::usedOnce);
        Value inner = pad.isPresent() ? x.input(0) : x;
        if (!match.usedOnce(inner)
                || !match.usedOnce(x)
                || !match.usedOnce(product.value().input(1))) {
            return Optional.empty();
        }
        return unscaled(product, inner, match, g)
                .map(found -> {
                    Value entering = pad.isPresent() ? padded(x, found.value(), g) : found.value();
                    return product.with(entering, product.scaled(found.factors()), g);
                });
    }

    /// A value without its factors, and the factors.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Unscaled(Value value, float[] factors) {}

    private static Optional<Unscaled> unscaled(
            Product product, Value value, Match match, GraphBuilder g) {
        if (value.op() instanceof Multiply) {
            return operands(value)
                    .flatMap(operands ->
                            factors(product, value, operands)
                                    .map(factors -> new Unscaled(operands.x(), factors)));
        }
        if (!(value.op() instanceof Add)) {
            return Optional.empty();
        }
        Optional<Operands> shifted = operands(value);
        Optional<Unscaled> scaled =
                shifted.filter(operands ->
                                operands.x().op() instanceof Multiply
                                        && match.usedOnce(operands.x()))
                        .flatMap(operands -> unscaled(product, operands.x(), match, g));
        if (scaled.isEmpty()) {
            return Optional.empty();
        }
        float[] factors = scaled.get().factors();
        Optional<float[]> shifts =
                FuseScaleIntoWeights.perChannel(
                        shifted.get().constant(),
                        product.x().shape().rank(),
                        product.axis(),
                        product.count());
        if (shifts.isEmpty() || !value.shape().equals(scaled.get().value().shape())) {
            return Optional.empty();
        }
        float[] divided = new float[factors.length];
        for (int i = 0; i < divided.length; i++) {
            divided[i] = (float) ((double) shifts.get()[i] / factors[i]);
            if (!Float.isFinite(divided[i])) {
                return Optional.empty();
            }
        }
        long[] shape = new long[product.x().shape().rank() - product.axis()];
        Arrays.fill(shape, 1);
        shape[0] = divided.length;
        Value sum =
                g.add(
                        value.node().name(),
                        new Add(),
                        List.of(
                                scaled.get().value(),
                                g.constant(Weights.ofFloats(shape, divided))));
        return Optional.of(new Unscaled(sum, factors));
    }

    private static Optional<float[]> factors(Product product, Value value, Operands operands) {
        // Something smaller that is broadcast by its factors is no longer what entered.
        if (!value.shape().equals(operands.x().shape())) {
            return Optional.empty();
        }
        return FuseScaleIntoWeights.perChannel(
                        operands.constant(),
                        product.x().shape().rank(),
                        product.axis(),
                        product.count())
                .filter(factors ->
                        IntStream.range(0, factors.length)
                                .allMatch(i -> factors[i] != 0 && Float.isFinite(factors[i])));
    }

    /// The operand that is computed, and the constant one.
    record Operands(Value x, Value constant) {}

    /// The operands of a sum or product with one constant.
    static Optional<Operands> operands(Value value) {
        Value a = value.input(0);
        Value b = value.input(1);
        boolean first = a.constant().isPresent();
        return first == b.constant().isPresent()
                ? Optional.empty()
                : Optional.of(first ? new Operands(b, a) : new Operands(a, b));
    }

    /// The value if it is padded with zeros, and along no channels.
    private static Optional<Value> pad(Product product, Value x) {
        if (!(x.op() instanceof Pad(PadMode mode)) || mode != PadMode.CONSTANT) {
            return Optional.empty();
        }
        boolean zeros =
                x.node().inputs().size() < 4
                        || x.input(3).constant().filter(value -> value.at(0) == 0).isPresent();
        return zeros && isZeroAt(x.input(1), product.axis()) && isZeroAt(x.input(2), product.axis())
                ? Optional.of(x)
                : Optional.empty();
    }

    private static boolean isZeroAt(Value pads, int axis) {
        return pads.longs().filter(all -> axis < all.length && all[axis] == 0).isPresent();
    }

    private static Value padded(Value pad, Value x, GraphBuilder g) {
        List<Value> inputs = new java.util.ArrayList<>(pad.node().inputs());
        inputs.set(0, x);
        return g.add(pad.node().name(), pad.op(), inputs);
    }
}
