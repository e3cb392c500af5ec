package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.ShuffleChannels;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// A dimension that is cut into groups, which are interleaved by a transpose, is shuffled.
///
///     y = Reshape(Transpose[.., a+1, a, ..](Reshape(x : [.., g*c, ..], [.., g, c, ..])), [.., g*c, ..])
///     y = ShuffleChannels[axis=a, group=g](x)
///
/// The shuffle knows the layouts of convolutions, where the transpose of five dimensions would first have its input reordered.
public final class FuseShuffleChannels implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern GROUPS = Pattern.op(Reshape.class, X, Pattern.any());
    private static final Pattern TURNED = Pattern.op(Transpose.class, GROUPS);
    private static final Pattern JOINED = Pattern.op(Reshape.class, TURNED, Pattern.any());

    @Override
    public Pattern pattern() {
        return JOINED;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value x = match.value(X);
        Value joined = match.value(JOINED);
        PartialShape groups = match.value(GROUPS).shape();
        boolean alike =
                x.shape().hasRank()
                        && groups.hasRank(x.shape().rank() + 1)
                        && x.shape().equals(joined.shape())
                        && Reshapes.hasFixedTarget(x.shape());
        if (!alike) {
            return Optional.empty();
        }
        List<Integer> order = ((Transpose) match.value(TURNED).op()).order();
        return IntStream.range(0, x.shape().rank())
                .filter(axis -> isCut(x.shape(), groups, axis) && swaps(order, axis))
                .boxed()
                .findFirst()
                .map(axis -> {
                    int count = Math.toIntExact(groups.dimension(axis).value());
                    String name = joined.node().name();
                    return g.add(name, new ShuffleChannels(axis, count), List.of(x));
                });
    }

    private static boolean isCut(PartialShape whole, PartialShape parts, int axis) {
        List<Dimension> expected = new ArrayList<>(parts.dimensions());
        Dimension inner = expected.remove(axis + 1);
        boolean known = inner.isStatic() && expected.get(axis).isStatic();
        expected.set(axis, expected.get(axis).times(inner));
        return known && expected.equals(whole.dimensions());
    }

    private static boolean swaps(List<Integer> order, int axis) {
        List<Integer> expected = new ArrayList<>(IntStream.range(0, order.size()).boxed().toList());
        Collections.swap(expected, axis, axis + 1);
        return order.equals(expected);
    }
}
