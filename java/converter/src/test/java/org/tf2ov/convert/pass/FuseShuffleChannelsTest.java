package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Rewrite;

class FuseShuffleChannelsTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FuseShuffleChannels());
    }

    @Override
    protected void draw(RandomGraph r) {
        int rank = r.between(1, 4);
        int axis = r.between(0, rank - 1);
        long[] shape = r.shape(rank, 4);
        long groups = r.between(2, 3);
        long size = shape[axis];
        shape[axis] = groups * size;
        Value x = r.chance(0.7) ? r.fixed(shape) : r.input(shape);
        List<Long> parts =
                new ArrayList<>(IntStream.range(0, rank).mapToObj(i -> shape[i]).toList());
        parts.set(axis, groups);
        parts.add(axis + 1, size);
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank + 1).boxed().toList());
        Collections.swap(order, axis, r.chance(0.8) ? axis + 1 : rank);
        Value cut = r.maybeUsed(r.add(new Reshape(false), x, r.builder().constant(parts)));
        Value turned = r.add(new Transpose(order), cut);
        r.result(r.add(new Reshape(false), turned, r.builder().constant(shape)));
    }

    private Value joined(List<Integer> order, long... shape) {
        Value x = parameter("x", 1, -1, 8, 6);
        Value cut = g.add("c", new Reshape(false), List.of(x, g.constant(1, -1, 8, 2, 3)));
        Value turned = g.add("t", new Transpose(order), List.of(cut));
        return g.add("y", new Reshape(false), List.of(turned, g.constant(shape)));
    }

    @Applies
    void groupsAreInterleaved() {
        assertBecomes(
                """
                x = Parameter[type=f32[1,?,8,6]]() : f32[1,?,8,6]
                y = ShuffleChannels[axis=3, group=2](x) : f32[1,?,8,6]
                return [y]
                """,
                joined(List.of(0, 1, 2, 4, 3), 1, -1, 8, 6));
    }

    @StaysAway
    void otherTransposesStay() {
        assertStays(joined(List.of(0, 1, 3, 2, 4), 1, -1, 8, 6));
    }

    @StaysAway
    void otherShapesStay() {
        assertStays(joined(List.of(0, 1, 2, 4, 3), 1, -1, 6, 8));
    }
}
