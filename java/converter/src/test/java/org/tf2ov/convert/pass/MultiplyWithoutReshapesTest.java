package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Weights;

class MultiplyWithoutReshapesTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new MultiplyWithoutReshapes());
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(r.between(3, 4), 4);
        long inner = shape[shape.length - 1];
        long outputs = r.between(1, 4);
        boolean transposed = r.chance(0.5);
        Value x = r.chance(0.8) ? r.fixed(shape) : r.input(shape);
        Value rows = r.maybeUsed(r.add(new Reshape(false), x, g.constant(-1, inner)));
        Value matrix = transposed ? r.constant(outputs, inner) : r.constant(inner, outputs);
        Value product = r.maybeUsed(r.add(new MatMul(false, transposed), rows, matrix));
        long[] result = shape.clone();
        result[result.length - 1] = outputs;
        if (r.chance(0.2)) {
            result = new long[] {outputs, -1};
        }
        r.result(r.add(new Reshape(false), product, g.constant(result)));
    }

    private Value reshaped(long... shape) {
        Value x = parameter("x", 2, -1, 2);
        Value rows = g.add("r", new Reshape(false), List.of(x, g.constant(-1, 2)));
        Value matrix = g.constant(Weights.ofFloats(new long[] {2, 1}, 1, 2));
        Value product = g.add("m", new MatMul(false, false), List.of(rows, matrix));
        return g.add("y", new Reshape(false), List.of(product, g.constant(shape)));
    }

    @Applies
    void theTensorIsMultipliedAsItIs() {
        assertBecomes(
                """
                x = Parameter[type=f32[2,?,2]]() : f32[2,?,2]
                %1 = Constant[weights=f32[2,1](0x0000803f00000040)]() : f32[2,1]
                m = MatMul[transposeA=false, transposeB=false](x, %1) : f32[2,?,1]
                return [m]
                """,
                reshaped(2, -1, 1));
    }

    @StaysAway
    void otherShapesStay() {
        assertStays(reshaped(-1, 2, 1));
    }
}
