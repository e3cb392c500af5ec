package org.tf2ov.convert.pass;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Abs;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Exp;
import org.tf2ov.ov.op.HSigmoid;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Minimum;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.Power;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.ReduceMean;
import org.tf2ov.ov.op.ReduceMin;
import org.tf2ov.ov.op.ReduceProd;
import org.tf2ov.ov.op.ReduceSum;
import org.tf2ov.ov.op.Reduction;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Select;
import org.tf2ov.ov.op.Sigmoid;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.SoftPlus;
import org.tf2ov.ov.op.Softmax;
import org.tf2ov.ov.op.Split;
import org.tf2ov.ov.op.Sqrt;
import org.tf2ov.ov.op.StridedSlice;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.ov.op.Tile;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.VariadicSplit;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.PartialShape;

/// Leaves out what changes nothing.
///
///     y = x + 0, x - 0, x * 1, x / 1, x ^ 1, -(-x), Relu(Relu(x)), Abs(Relu(x)), Transpose[0, 1](x), a part that is the whole, ...
///     y = x
///
/// The type of the result has to be that of `x`: a neutral constant may repeat `x` all the same.
public final class DropNeutral implements Rewrite {
    private static final int MOST_ELEMENTS = 1 << 12;

    private static final Pattern VALUE =
            Pattern.op(Op.class)
                    .where(value ->
                            !value.node().inputs().isEmpty() && value.node().facts().size() == 1);

    @Override
    public Pattern pattern() {
        return VALUE;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value value = match.value(VALUE);
        return kept(value).filter(x -> x.type().equals(value.type()) && isSame(value, x));
    }

    /// The input that is handed on.
    private static Optional<Value> kept(Value value) {
        Value x = value.input(0);
        boolean first =
                switch (value.op()) {
                    case Add _, Subtract _ -> isAll(value.input(1), 0);
                    case Multiply _, Divide _, Power _ -> isAll(value.input(1), 1);
                    case Minimum _, Maximum _ -> x.equals(value.input(1));
                    case Relu _, Abs _ -> isNotNegative(x.op());
                    case Convert _ -> true;
                    case Transpose(List<Integer> order) ->
                            IntStream.range(0, order.size()).allMatch(i -> order.get(i) == i);
                    case Concat _ -> value.node().inputs().size() == 1;
                    case Split _, VariadicSplit _ -> true;
                    case Pad _ -> isAll(value.input(1), 0) && isAll(value.input(2), 0);
                    case Tile _ -> isAll(value.input(1), 1);
                    case Broadcast _ -> true;
                    case Slice _ -> isAll(value.input(3), 1);
                    case StridedSlice slice ->
                            value.node().inputs().size() < 4 || isAll(value.input(3), 1);
                    case ReduceMean _, ReduceSum _, ReduceMax _, ReduceMin _, ReduceProd _ -> true;
                    default -> false;
                };
        if (first) {
            return Optional.of(x);
        }
        return switch (value.op()) {
            case Add _ -> Optional.of(value.input(1)).filter(_ -> isAll(x, 0));
            case Multiply _ -> Optional.of(value.input(1)).filter(_ -> isAll(x, 1));
            case Negative _ ->
                    Optional.of(x).filter(v -> v.op() instanceof Negative).map(v -> v.input(0));
            case Select _ -> Optional.of(value.input(1)).filter(yes -> yes.equals(value.input(2)));
            default -> Optional.empty();
        };
    }

    /// Whether equal types mean equal elements. An open dimension of the one need not be that of
    /// the other where dimensions change.
    private static boolean isSame(Value value, Value x) {
        return switch (value.op()) {
            case Broadcast _, Slice _, StridedSlice _, Split _, VariadicSplit _ ->
                    x.shape().isStatic();
            case Reduction reduction ->
                    reduction.keepDims()
                            && x.shape().hasRank()
                            && value.input(1)
                                    .longs()
                                    .filter(axes ->
                                            Arrays.stream(axes)
                                                    .allMatch(axis ->
                                                            x.shape().dimension((int) axis).is(1)))
                                    .isPresent();
            case Add _, Subtract _, Multiply _, Divide _, Power _, Select _ ->
                    value.shape().isStatic() || onlyRepeatsOnes(value, x);
            default -> true;
        };
    }

    /// Whether no operand can repeat `x`: an open dimension may be 1, but not where the others are.
    private static boolean onlyRepeatsOnes(Value value, Value x) {
        return x.shape().hasRank()
                && value.node().inputs().stream()
                        .filter(operand -> !operand.equals(x))
                        .allMatch(operand -> {
                            PartialShape shape = operand.shape();
                            if (!shape.hasRank() || shape.rank() > x.shape().rank()) {
                                return false;
                            }
                            int shift = x.shape().rank() - shape.rank();
                            return IntStream.range(0, shape.rank())
                                    .allMatch(i ->
                                            shape.dimension(i).is(1)
                                                    || shape.dimension(i).isStatic()
                                                            && shape.dimension(i)
                                                                    .equals(
                                                                            x.shape()
                                                                                    .dimension(
                                                                                            i
                                                                                                    + shift)));
                        });
    }

    private static boolean isNotNegative(Op op) {
        return switch (op) {
            case Relu _, Abs _, Sigmoid _, Exp _, Softmax _, SoftPlus _, HSigmoid _, Sqrt _ -> true;
            case Clamp(double min, double _) -> min >= 0;
            default -> false;
        };
    }

    /// A constant that is one number throughout, or such a number repeated.
    private static boolean isAll(Value value, double number) {
        Value source = value;
        while (source.op() instanceof Broadcast || Reshapes.is(source.op())) {
            source = source.input(0);
        }
        return source.constant()
                .filter(weights ->
                        weights.type().element().isWholeBytes()
                                && weights.count() <= MOST_ELEMENTS
                                && LongStream.range(0, weights.count())
                                        .allMatch(i -> weights.at(i) == number))
                .isPresent();
    }
}
