package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.Split;
import org.tf2ov.ov.op.StridedSlice;
import org.tf2ov.ov.op.VariadicSplit;
import org.tf2ov.pass.Rewrite;

class FoldSliceOfConstantTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FoldSliceOfConstant());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(r.between(1, 4), 4);
        int axis = r.between(0, shape.length - 1);
        shape[axis] = 2L * r.between(1, 3);
        // A near miss is a tensor that isn't a constant.
        Value x = r.chance(0.85) ? r.constant(shape) : r.input(shape);
        List<Value> parts =
                switch (r.between(0, 3)) {
                    case 0 ->
                            r.builder()
                                    .addAll("", new Split(2), List.of(x, r.builder().scalar(axis)));
                    case 1 ->
                            r.builder()
                                    .addAll(
                                            "",
                                            new VariadicSplit(),
                                            List.of(
                                                    x,
                                                    r.builder().scalar(axis - shape.length),
                                                    r.builder().constant(1, -1)));
                    case 2 ->
                            List.of(
                                    r.add(
                                            new Slice(),
                                            x,
                                            r.builder().constant(r.between(-3, 1)),
                                            r.builder().constant(r.between(0, 9)),
                                            r.builder().constant(r.chance(0.8) ? 1 : 2),
                                            r.builder().constant(axis)));
                    default ->
                            List.of(
                                    r.add(
                                            new StridedSlice(
                                                    List.of(r.between(0, 1)),
                                                    List.of(r.between(0, 1)),
                                                    List.of(0),
                                                    List.of(r.between(0, 1)),
                                                    List.of(0)),
                                            x,
                                            r.builder().constant(r.between(0, (int) shape[0] - 1)),
                                            r.builder().constant(r.between(0, (int) shape[0])),
                                            r.builder().constant(1)));
                };
        for (Value part : parts) {
            r.result(r.add(new Add(), part, r.input(1)));
        }
    }

    @Override
    protected double share() {
        return 0.6;
    }

    @Applies
    void partsOfConstantsAreConstants() {
        Value x = counted(2, 2);
        List<Value> parts = g.addAll("y", new Split(2), List.of(x, g.scalar(1)));

        assertBecomes(
"""
%0 = Constant[weights=f32[2,1](0x0000803f00004040)]() : f32[2,1]
%1 = Constant[weights=f32[2,1](0x0000004000008040)]() : f32[2,1]
return [%0, %1]
""",
                parts.toArray(Value[]::new));
    }

    @StaysAway
    void everySecondRowIsNoPart() {
        assertStays(
                node(
                        new Slice(),
                        counted(4, 2),
                        g.constant(0),
                        g.constant(4),
                        g.constant(2),
                        g.constant(0)));
    }
}
