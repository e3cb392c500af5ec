package org.tf2ov.convert.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.ReduceMean;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Rewriting;
import org.tf2ov.tensor.TensorType;

class TransposeRewritesTest {
    private static final List<Integer> TO_FIRST = List.of(0, 3, 1, 2);
    private static final List<Integer> TO_LAST = List.of(0, 2, 3, 1);

    private final GraphBuilder g = new GraphBuilder();

    private Value parameter(String name, long... shape) {
        return g.add(name, new Parameter(TensorType.f32(shape)), List.of());
    }

    private static String rewrite(Value result, org.tf2ov.pass.Rewrite... rewrites) {
        return new Rewriting("test", rewrites).apply(new Graph(List.of(result))).toString();
    }

    @Test
    void transposesThatUndoEachOtherVanish() {
        Value x = parameter("x", 1, -1, 8, 3);
        Value nchw = g.add(new Transpose(TO_FIRST), x);
        Value nhwc = g.add(new Transpose(TO_LAST), nchw);
        Value y = g.add("y", new Relu(), List.of(nhwc));

        assertEquals(
                """
                x = Parameter[type=f32[1,?,8,3]]() : f32[1,?,8,3]
                y = Relu[](x) : f32[1,?,8,3]
                return [y]
                """,
                rewrite(y, new JoinTransposes()));
    }

    @Test
    void aTransposeSinksBelowBothKindsOfElementwiseOperations() {
        Value x = parameter("x", 1, 3, 4, 5);
        Value bias = g.constant(org.tf2ov.tensor.Weights.ofFloats(new long[] {3}, 1, 2, 3));
        Value turned = g.add(new Transpose(TO_LAST), x);
        Value sum = g.add("sum", new Add(), List.of(turned, bias));
        Value y = g.add("y", new Relu(), List.of(sum));

        assertEquals(
                """
                x = Parameter[type=f32[1,3,4,5]]() : f32[1,3,4,5]
                %1 = Constant[weights=f32[1,3,1,1](0x0000803f0000004000004040)]() : f32[1,3,1,1]
                sum = Add[](x, %1) : f32[1,3,4,5]
                y = Relu[](sum) : f32[1,3,4,5]
                y/Transpose = Transpose[order=[0, 2, 3, 1]](y) : f32[1,4,5,3]
                return [y/Transpose]
                """,
                rewrite(y, new SinkTranspose()));
    }

    @Test
    void theMeanOverTheImageNeedsNoTranspose() {
        Value x = parameter("x", -1, 3, 4, 5);
        Value turned = g.add(new Transpose(TO_LAST), x);
        Value y = g.add("y", new ReduceMean(false), List.of(turned, g.constant(1, 2)));

        assertEquals(
                """
                x = Parameter[type=f32[?,3,4,5]]() : f32[?,3,4,5]
                %1 = Constant[weights=i64[2][2, 3]]() : i64[2]
                y = ReduceMean[keepDims=false](x, %1) : f32[?,3]
                return [y]
                """,
                rewrite(y, new SinkTranspose()));
    }

    @Test
    void aTransposeStaysAboveAnAdditionOfSomethingElse() {
        Value x = parameter("x", 1, 3, 4, 5);
        Value other = parameter("other", 1, 4, 5, 3);
        Value turned = g.add("turned", new Transpose(TO_LAST), List.of(x));
        Value y = g.add("y", new Add(), List.of(turned, other));

        assertEquals(new Graph(List.of(y)).toString(), rewrite(y, new SinkTranspose()));
    }
}
