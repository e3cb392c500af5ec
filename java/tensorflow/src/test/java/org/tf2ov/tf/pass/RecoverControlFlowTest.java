package org.tf2ov.tf.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

final class RecoverControlFlowTest {
    private static final String LOOP =
            """
            n = Placeholder()
            zero = Const()
            loop/Enter = Enter(zero) frame_name='loop/while_context'
            loop/Enter_n = Enter(n) frame_name='loop/while_context'
            loop/Merge = Merge(loop/Enter, loop/NextIteration)
            loop/Less = Less(loop/Merge, loop/Enter_n)
            loop/LoopCond = LoopCond(loop/Less)
            loop/Switch = Switch(loop/Merge, loop/LoopCond)
            loop/Identity = Identity(loop/Switch:1)
            loop/one = Const(^loop/Identity)
            loop/Add = Add(loop/Identity, loop/one)
            loop/NextIteration = NextIteration(loop/Add)
            loop/Exit = Exit(loop/Switch)
            """;

    @Test
    void aForkBecomesAnIf() {
        TfGraph graph =
                recovered(
                        """
                        x = Placeholder()
                        p = Placeholder()
                        cond/Switch = Switch(p, p)
                        cond/switch_t = Identity(cond/Switch:1)
                        cond/pred_id = Identity(p)
                        cond/s = Switch(x, cond/pred_id)
                        cond/two = Const(^cond/switch_t)
                        cond/mul = Mul(cond/s:1, cond/two)
                        cond/exp = Exp(cond/s)
                        cond/Merge = Merge(cond/exp, cond/mul)
                        y = Abs(cond/Merge)
                        """,
                        "y");

        assertEquals(
                """
                x = Placeholder[]
                p = Placeholder[]
                cond/pred_id = Identity[p]
                cond/Merge = Identity[cond]
                y = Abs[cond/Merge]
                cond = StatelessIf[p, x]
                cond_true(x): mul = Mul[x, two]; two = Const[]; return [mul]
                cond_false(x): exp = Exp[x]; return [exp]
                """,
                text(graph));
    }

    @Test
    void aCycleBecomesAWhile() {
        TfGraph graph = recovered(LOOP + "y = Abs(loop/Exit)\n", "y");

        assertEquals(
                """
                zero = Const[]
                n = Placeholder[]
                loop/Exit = Identity[loop]
                y = Abs[loop/Exit]
                loop = StatelessWhile[zero, n]
                loop_cond(Merge, n): Less = Less[Merge, n]; return [Less]
                loop_body(Merge, n): Add = Add[Identity, one]; one = Const[]; Identity = Identity[Merge]; return [Add, n]
                """,
                text(graph));
    }

    @Test
    void whatIsInALoopIsNoOutput() {
        UnsupportedModelException refused =
                assertThrows(UnsupportedModelException.class, () -> recovered(LOOP, "loop/Add"));
        assertTrue(refused.getMessage().contains("node 'loop/Add' (Add): it is inside the loop"));
    }

    @Test
    void aCycleThatIsNoLoopIsNamed() {
        List<TfNode> nodes = new ArrayList<>();
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            nodes.add(
                    new TfNode(
                            "n" + i,
                            "Identity",
                            List.of(TfEdge.of("n" + (i + 1) % count, 0)),
                            Map.of()));
        }
        nodes.add(new TfNode("m", "Merge", List.of(TfEdge.of("n0", 0)), Map.of()));
        TfGraph graph = new TfGraph(nodes);

        UnsupportedModelException refused =
                assertTimeout(
                        Duration.ofSeconds(5),
                        () ->
                                assertThrows(
                                        UnsupportedModelException.class,
                                        () -> RecoverControlFlow.in(graph, List.of("m"))));
        assertTrue(
                refused.getMessage()
                        .contains("a cycle that is no loop of TensorFlow: n99999 -> n99998 -> "),
                refused.getMessage());
    }

    private static TfGraph recovered(String nodes, String end) {
        return RecoverControlFlow.in(new TfGraph(Graphs.nodes(nodes)), List.of(end));
    }

    private static String text(TfGraph graph) {
        StringBuilder text = new StringBuilder();
        for (TfNode node : graph.nodes()) {
            text.append(node.name()).append(" = ").append(node.op()).append(node.inputs());
            text.append('\n');
        }
        for (TfFunction function : graph.functions().values()) {
            text.append(function.name())
                    .append(
                            function.inputs().stream()
                                    .map(TfFunction.Argument::name)
                                    .toList()
                                    .toString()
                                    .replace('[', '(')
                                    .replace(']', ')'))
                    .append(": ");
            for (TfNode node : function.nodes()) {
                text.append(node.name()).append(" = ").append(node.op()).append(node.inputs());
                text.append("; ");
            }
            text.append("return ").append(function.returns().values()).append('\n');
        }
        return text.toString();
    }
}
