package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

class ReluOfFewRowsIsMaximumTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(ReluOfFewRowsIsMaximum.biased(), ReluOfFewRowsIsMaximum.unbiased());
    }

    @Override
    protected void draw(RandomGraph r) {
        Value x = r.fixed(r.chance(0.8) ? r.between(1, 8) : 9, 256);
        Value y = r.maybeUsed(r.add(new MatMul(false, false), x, r.constant(-0.1, 0.1, 256, 260)));
        if (r.chance(0.5)) {
            y = r.maybeUsed(r.either(new Add(), y, r.constant(260)));
        }
        r.result(r.add(new Relu(), y));
    }

    private Value product(long rows, long columns) {
        Weights weights =
                new Weights.Splat(new Bytes.InMemory(new byte[4]), TensorType.f32(256, columns));
        return g.add(
                "m",
                new MatMul(false, false),
                List.of(parameter("x", rows, 256), g.constant(weights)));
    }

    private Value relu(Value x) {
        return g.add("y", new Relu(), List.of(x));
    }

    @Applies
    void aRowIsComparedWithZero() {
        Value bias = g.constant(Weights.ofFloats(new long[] {1}, 3));

        assertBecomes(
                """
                x = Parameter[type=f32[1,256]]() : f32[1,256]
                %1 = Constant[weights=splat(f32[256,256], 0x00000000)]() : f32[256,256]
                m = MatMul[transposeA=false, transposeB=false](x, %1) : f32[1,256]
                %3 = Constant[weights=f32[1](0x00004040)]() : f32[1]
                s = Add[](m, %3) : f32[1,256]
                %5 = Constant[weights=f32[](0x00000000)]() : f32[]
                y = Maximum[](s, %5) : f32[1,256]
                return [y]
                """,
                relu(g.add("s", new Add(), List.of(product(1, 256), bias))));
    }

    @StaysAway
    void manyRowsKeepTheirRelu() {
        assertStays(relu(product(9, 256)));
    }

    @StaysAway
    void aNumberOfRowsThatIsNotKnownMayBeLarge() {
        assertStays(relu(product(-1, 256)));
    }

    @StaysAway
    void smallMatricesKeepTheirRelu() {
        assertStays(relu(product(1, 16)));
    }
}
