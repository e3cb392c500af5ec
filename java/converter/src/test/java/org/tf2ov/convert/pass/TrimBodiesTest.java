package org.tf2ov.convert.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.If;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Tanh;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

final class TrimBodiesTest {
    private static final TensorType F32 = TensorType.f32(2);
    private static final TensorType I64 = new TensorType(ElementType.I64, PartialShape.SCALAR);

    private final GraphBuilder g = new GraphBuilder();
    private final Value x = g.add("x", new Parameter(F32), List.of());
    private final Value w = g.add("w", new Parameter(F32), List.of());
    private final Value n = g.add("n", new Parameter(I64), List.of());

    /// `i, a, b, c = i + 1, tanh(a), relu(c), relu(w)` until n trips.
    private List<Value> loop() {
        GraphBuilder b = new GraphBuilder();
        Value i = b.add("i", new Parameter(I64), List.of());
        Value first = b.add("a", new Parameter(F32), List.of());
        Value second = b.add("b", new Parameter(F32), List.of());
        Value third = b.add("c", new Parameter(F32), List.of());
        Value limit = b.add("n", new Parameter(I64), List.of());
        Value weight = b.add("w", new Parameter(F32), List.of());
        Value next = b.add(new Add(), i, b.scalar(1));
        Graph body =
                b.build(
                        List.of(i, first, second, third, limit, weight),
                        List.of(
                                b.add(new Less(), next, limit),
                                next,
                                b.add(new Tanh(), first),
                                b.add(new Relu(), third),
                                b.add(new Relu(), weight)));
        return g.addAll(
                "loop",
                new Loop(body, 4),
                List.of(
                        g.scalar(-1),
                        g.add(new Less(), g.scalar(0), n),
                        g.scalar(0),
                        x,
                        x,
                        x,
                        n,
                        w));
    }

    private Graph trimmed(Value result) {
        return new TrimBodies().apply(g.build(List.of(x, w, n), List.of(result)));
    }

    @Test
    void statesThatNobodyNeedsVanish() {
        Value result = trimmed(loop().get(1)).results().getFirst();

        Loop loop = assertInstanceOf(Loop.class, result.op());
        assertEquals(2, loop.states());
        assertEquals(
                List.of("i", "a", "n"),
                loop.body().parameters().stream().map(value -> value.node().name()).toList());
        assertEquals(1, result.index());
    }

    @Test
    void aStateThatAnotherOneNeedsStays() {
        Value result = trimmed(loop().get(2)).results().getFirst();

        // What `b` was is of no use to any trip; so the loop does not tell it if there is none.
        assertInstanceOf(If.class, result.op());
        Loop loop = assertInstanceOf(Loop.class, result.input(1).op());
        assertEquals(
                List.of("i", "b", "c", "n", "w"),
                loop.body().parameters().stream().map(value -> value.node().name()).toList());
        assertEquals(x, result.input(2));
    }

    @Test
    void aGraphWithoutBodiesIsTheSame() {
        Graph graph = g.build(List.of(x), List.of(g.add(new Relu(), x)));

        assertEquals(graph, new TrimBodies().apply(graph));
    }
}
