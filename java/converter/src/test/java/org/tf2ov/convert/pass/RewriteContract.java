package org.tf2ov.convert.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tf2ov.convert.Stages;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.pass.Pass;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.pass.Rewriting;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// What every rewrite has to show: a graph before and after ([Applies]), one that it leaves alone
/// ([StaysAway]), and random graphs for which the runtime computes the same before and after.
///
/// `-Dtf2ov.seed` begins with other random graphs, `-Dtf2ov.seeds` takes more of them. The test of
/// `FusePRelu` is `FusePReluTest`; `EveryRewriteIsTestedTest` looks for it.
public abstract class RewriteContract {
    private static final double TOLERANCE = 1e-5;

    /// For drawing pictures by hand.
    protected final GraphBuilder g = new GraphBuilder();

    /// What is tested: the rewrites that share the file.
    protected abstract List<Rewrite> rewrites();

    /// Draws a graph that mostly contains what the rewrite looks for, and sometimes something near.
    protected abstract void draw(RandomGraph r);

    /// In how many of the graphs the rewrite applies at least.
    protected double share() {
        return 0.4;
    }

    /// The pass that applies the rewrites and nothing else.
    protected Pass pass() {
        return new Rewriting("test", rewrites().toArray(Rewrite[]::new));
    }

    @Test
    void randomGraphsComputeTheSameAfterwards() {
        long first = Long.getLong("tf2ov.seed", 20261124);
        long count = Long.getLong("tf2ov.seeds", 24);
        System.out.println(getClass().getSimpleName() + ": seeds from " + first);
        int applied = 0;
        for (long seed = first; seed < first + count; seed++) {
            Graph before = null;
            Graph now = null;
            try {
                RandomGraph drawn = new RandomGraph(seed);
                draw(drawn);
                before = drawn.graph();
                now = pass().apply(before);
                boolean changed = !now.toString().equals(before.toString());
                applied += changed ? 1 : 0;
                List<Tensor> inputs = drawn.tensors();
                try {
                    RuntimeAnswers expected = RuntimeAnswers.of(before, inputs);
                    if (changed) {
                        assertSame(expected, RuntimeAnswers.of(now, inputs));
                        now = Stages.body(before);
                        assertSame(expected, RuntimeAnswers.of(now, inputs));
                    }
                } finally {
                    inputs.forEach(Tensor::close);
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "fails with -Dtf2ov.seed=%s: %s%nbefore:%n%s%nafter:%n%s"
                                .formatted(seed, e.getMessage(), before, now),
                        e);
            }
        }
        assertTrue(
                applied >= share() * count,
                "it applied to " + applied + " of " + count + " random graphs only");
    }

    private static void assertSame(RuntimeAnswers expected, RuntimeAnswers actual) {
        Optional<String> difference = expected.difference(actual, TOLERANCE);
        assertTrue(difference.isEmpty(), () -> difference.orElseThrow());
    }

    // Pictures

    /// What the rewrites make of a graph, as text.
    protected final void assertBecomes(String after, Value... results) {
        assertEquals(after, pass().apply(new Graph(List.of(results))).toString());
    }

    /// The rewrites leave a graph as it is.
    protected final void assertStays(Value... results) {
        Graph before = new Graph(List.of(results));
        assertEquals(before.toString(), pass().apply(before).toString());
    }

    /// An `f32` input; -1 is a dimension that isn't known.
    protected final Value parameter(String name, long... shape) {
        return g.add(name, new Parameter(TensorType.f32(shape)), List.of());
    }

    protected final Value named(String name, Op op, Value... inputs) {
        return g.add(name, op, List.of(inputs));
    }

    protected final Value node(Op op, Value... inputs) {
        return g.add(op, inputs);
    }

    /// An `f32` scalar.
    protected final Value number(double number) {
        return g.scalar(ElementType.F32, number);
    }

    /// An `f32` constant.
    protected final Value floats(long[] shape, float... elements) {
        return g.constant(Weights.ofFloats(shape, elements));
    }

    /// An `f32` constant that counts 1, 2, 3, …
    protected final Value counted(long... shape) {
        float[] all = new float[(int) TensorType.f32(shape).shape().elementCount().value()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i + 1;
        }
        return floats(shape, all);
    }
}
