package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.BatchToSpace;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.PartialShape;

/// Brings back the blocks of the batch right behind the convolution that they were made for.
///
///     y = BatchToSpace(Transpose(Convolution))        also Squeeze, which a convolution along one dimension has
///     y = Transpose(BatchToSpace(Convolution))
///
/// The batch has to stay the first dimension.
public final class MoveBatchToSpaceUp implements Rewrite {
    private static final Pattern SPACE =
            Pattern.op(BatchToSpace.class)
                    .where(value ->
                            value.input(0).op() instanceof Transpose
                                    || value.input(0).op() instanceof Squeeze);

    @Override
    public Pattern pattern() {
        return SPACE;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value space = match.value(SPACE);
        Value turned = space.input(0);
        Value x = turned.input(0);
        if (!match.usedOnce(turned) || !x.shape().hasRank() || !isConvolved(x)) {
            return Optional.empty();
        }
        Optional<List<Value>> numbers =
                turned.op() instanceof Transpose(List<Integer> order)
                        ? order.getFirst() == 0
                                ? BatchBlocks.permuted(space, inverse(order), g)
                                : Optional.empty()
                        : squeezed(space, turned, g);
        return numbers.map(all -> {
            List<Value> inputs = new ArrayList<>(List.of(x));
            inputs.addAll(all);
            Value moved = g.add(space.node().name(), new BatchToSpace(), inputs);
            List<Value> behind = new ArrayList<>(turned.node().inputs());
            behind.set(0, moved);
            return g.add(turned.node().name(), turned.op(), behind);
        });
    }

    /// The squeezed dimensions have to be 1 for sure, or they would stay.
    private static Optional<List<Value>> squeezed(Value space, Value squeeze, GraphBuilder g) {
        PartialShape whole = squeeze.input(0).shape();
        return squeeze.node().inputs().size() < 2
                ? Optional.empty()
                : squeeze.input(1)
                        .longs()
                        .filter(axes ->
                                Arrays.stream(axes)
                                        .allMatch(axis -> whole.dimension((int) axis).is(1)))
                        .flatMap(axes -> BatchBlocks.widened(space, axes, g));
    }

    private static boolean isConvolved(Value value) {
        Value source = value;
        while (source.op() instanceof Transpose || source.op() instanceof Squeeze) {
            source = source.input(0);
        }
        return source.op() instanceof Convolution || source.op() instanceof GroupConvolution;
    }

    private static List<Integer> inverse(List<Integer> order) {
        return IntStream.range(0, order.size()).mapToObj(order::indexOf).toList();
    }
}
