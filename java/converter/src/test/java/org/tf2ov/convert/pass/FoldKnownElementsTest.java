package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.BroadcastMode;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;

class FoldKnownElementsTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new FoldKnownElements());
    }

    @Override
    protected void draw(RandomGraph r) {
        int rank = r.between(1, 4);
        Value x = r.input(r.shape(rank, 5));
        Value shape = r.maybeUsed(r.add(new ShapeOf(r.oneOf(ElementType.I32, ElementType.I64)), x));
        Value part =
                r.add(
                        new Gather(0),
                        shape,
                        r.builder().constant(r.between(0, rank - 1), -1),
                        r.builder().scalar(0));
        ElementType element = part.type().element();
        Value number = r.builder().scalar(element, r.between(1, 3));
        Value computed = r.maybeUsed(r.either(r.oneOf(new Add(), new Multiply()), part, number));
        Value wide = r.add(new Convert(ElementType.F32), computed);
        r.result(r.add(new Multiply(), wide, r.constant(2)));
        r.result(r.add(new Broadcast(BroadcastMode.BIDIRECTIONAL), x, shape));
    }

    @Applies
    void shapesThatAreKnownAreConstants() {
        Value x = parameter("x", 2, -1, 3);
        Value shape = node(new ShapeOf(ElementType.I64), x);
        Value last = node(new Gather(0), shape, g.constant(2, 0), g.scalar(0));
        Value doubled = named("doubled", new Multiply(), last, g.scalar(2));

        assertBecomes(
"""
x = Parameter[type=f32[2,?,3]]() : f32[2,?,3]
%1 = Constant[weights=i64[2][6, 4]]() : i64[2]
%2 = ShapeOf[outputType=i64](x) : i64[3]
return [%1, %2]
""",
                doubled, shape);
    }

    @StaysAway
    void whatIsKnownInPartIsComputed() {
        Value x = parameter("x", 2, -1, 3);

        assertStays(named("shape", new ShapeOf(ElementType.I64), x));
    }
}
