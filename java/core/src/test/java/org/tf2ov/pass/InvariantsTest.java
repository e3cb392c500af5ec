package org.tf2ov.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.TensorType;

class InvariantsTest {
    /// Infers something else each time, as an operation never may.
    private record Fickle(AtomicLong size) implements Op {
        @Override
        public List<Fact> infer(List<Value> inputs) {
            return List.of(Fact.of(TensorType.f32(size.incrementAndGet())));
        }
    }

    private final GraphBuilder g = new GraphBuilder();
    private final Value x = g.add("x", new Parameter(TensorType.f32(1)), List.of());

    private static String refusal(Runnable check) {
        return assertThrows(IllegalStateException.class, check::run).getMessage();
    }

    @Test
    void whatHoldsPasses() {
        Invariants.check("fold", new Graph(List.of(x)), new Graph(List.of(x)));
    }

    @Test
    void typesThatAreNotInferredAreFound() {
        Value y = g.add("y", new Fickle(new AtomicLong()), List.of(x));

        assertEquals(
                "after fold: the types of y = Fickle[size=2][x] are [f32[1]] and should be [f32[2]]",
                refusal(() -> Invariants.check("fold", g.build(List.of(x), List.of(y)))));
    }

    @Test
    void parametersAndResultsThatAreGoneAreFound() {
        assertEquals(
                "after fold: the graph lacks its parameter x = Parameter[type=f32[1]][]",
                refusal(() -> Invariants.check("fold", g.build(List.of(), List.of(x)))));
        assertEquals(
                "after fold: of 1 inputs and 1 outputs, 1 and 0 are left",
                refusal(() ->
                        Invariants.check(
                                "fold", new Graph(List.of(x)), g.build(List.of(x), List.of()))));
    }
}
