package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.BatchToSpace;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.SpaceToBatch;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Weights;

class FuseDilationTest extends RewriteContract {
    private static final List<Integer> NONE = List.of(0, 0);
    private static final List<Integer> ONE = List.of(1, 1);

    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FuseDilation());
    }

    @Override
    protected double share() {
        return 0.3;
    }

    @Override
    protected void draw(RandomGraph r) {
        int channels = r.between(1, 3);
        int[] block = {r.between(1, 3), r.between(1, 3)};
        int[] begin = {r.between(0, 3), r.between(0, 3)};
        int[] end = new int[2];
        int[] size = new int[2];
        for (int i = 0; i < 2; i++) {
            size[i] = r.between(2, 3) * block[i] + r.between(1, 3);
            end[i] = Math.floorMod(-size[i] - begin[i], block[i]);
        }
        Value x = r.fixed(r.between(1, 2), channels, size[0], size[1]);
        Value blocks = g.constant(1, 1, block[0], block[1]);
        Value dealt =
                r.maybeUsed(
                        r.add(
                                new SpaceToBatch(),
                                x,
                                blocks,
                                g.constant(0, 0, begin[0], begin[1]),
                                g.constant(0, 0, end[0], end[1])));
        List<Integer> strides = r.chance(0.9) ? ONE : List.of(2, 1);
        boolean grouped = r.chance(0.4);
        Value weights = grouped ? r.constant(channels, 1, 1, 2, 2) : r.constant(2, channels, 2, 2);
        Op op =
                grouped
                        ? new GroupConvolution(strides, NONE, NONE, ONE, AutoPad.EXPLICIT)
                        : new Convolution(strides, NONE, NONE, ONE, AutoPad.EXPLICIT);
        Value parts = r.maybeUsed(r.add(op, dealt, weights));
        long[] cut = {r.between(0, 1), r.between(0, 1)};
        r.result(
                r.add(
                        new BatchToSpace(),
                        parts,
                        blocks,
                        g.constant(0, 0, 0, 0),
                        g.constant(0, 0, cut[0], cut[1])));
    }

    private Value dilated(AutoPad auto, long crop) {
        Value x = parameter("x", 1, 1, 9, 9);
        Value blocks = g.constant(1, 1, 2, 2);
        Value around = g.constant(0, 0, 2, 2);
        Value dealt =
                g.add("d", new SpaceToBatch(), List.of(x, blocks, around, g.constant(0, 0, 3, 3)));
        Value weights = g.constant(Weights.ofFloats(new long[] {1, 1, 1, 1}, 7));
        Op convolution = new Convolution(ONE, NONE, NONE, ONE, auto);
        Value parts = g.add("c", convolution, List.of(dealt, weights));
        return g.add(
                "y",
                new BatchToSpace(),
                List.of(parts, blocks, g.constant(0, 0, crop, 0), g.constant(0, 0, 0, 1)));
    }

    @Applies
    void imagesThatAreDealtOutToTheBatchAreDilated() {
        assertBecomes(
                """
                x = Parameter[type=f32[1,1,9,9]]() : f32[1,1,9,9]
                %1 = Constant[weights=f32[1,1,1,1](0x0000e040)]() : f32[1,1,1,1]
                c = Convolution[strides=[1, 1], padsBegin=[1, 2], padsEnd=[3, 2], dilations=[2, 2], autoPad=EXPLICIT](x, %1) : f32[1,1,13,13]
                return [c]
                """,
                dilated(AutoPad.VALID, 1));
    }

    @StaysAway
    void morePixelsCannotBeCutOffThanWerePutAround() {
        assertStays(dilated(AutoPad.VALID, 3));
    }

    @StaysAway
    void paddingThatDependsOnTheSizeOfThePartsStays() {
        assertStays(dilated(AutoPad.SAME_UPPER, 1));
    }
}
