package org.tf2ov.convert.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.If;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Tanh;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Rewriting;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;

class OptimizeBodiesTest {
    private final GraphBuilder g = new GraphBuilder();
    private final OptimizeBodies pass =
            new OptimizeBodies(new Rewriting("join", new JoinTransposes())::apply);

    /// Turns twice, which is nothing, and then does something.
    private static Graph turning(Op last) {
        GraphBuilder inner = new GraphBuilder();
        Value x = inner.add("x", new Parameter(TensorType.f32(2, 3)), List.of());
        Value turned = inner.add(new Transpose(List.of(1, 0)), x);
        Value back = inner.add(new Transpose(List.of(1, 0)), turned);
        Value y = inner.add(last, back);
        // The same value twice: the runtime would fill only one of the two.
        return new Graph(List.of(x), List.of(y, y), Map.of());
    }

    @Test
    void bothBranchesAreOptimizedAndTheirResultsStayDistinct() {
        Value condition = g.add("c", new Parameter(TensorType.of(ElementType.BOOLEAN)), List.of());
        Value x = g.add("x", new Parameter(TensorType.f32(2, 3)), List.of());
        Value y =
                g.add("y", new If(turning(new Tanh()), turning(new Relu())), List.of(condition, x));

        assertEquals(
"""
c = Parameter[type=boolean[]]() : boolean[]
x = Parameter[type=f32[2,3]]() : f32[2,3]
y = If[thenBody={x = Parameter[type=f32[2,3]]() : f32[2,3]; %1 = Tanh[](x) : f32[2,3]; %2 = Maximum[](%1, %1) : f32[2,3]; return [%1, %2]}, elseBody={x = Parameter[type=f32[2,3]]() : f32[2,3]; %1 = Relu[](x) : f32[2,3]; %2 = Maximum[](%1, %1) : f32[2,3]; return [%1, %2]}](c, x) : f32[2,3], f32[2,3]
return [y]
""",
                pass.apply(new Graph(List.of(y))).toString());
    }

    @Test
    void aGraphWithoutBodiesStays() {
        Value x = g.add("x", new Parameter(TensorType.f32(2, 3)), List.of());
        Graph graph = new Graph(List.of(g.add(new Tanh(), x)));

        assertSame(graph, pass.apply(graph));
    }
}
