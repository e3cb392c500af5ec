package org.tf2ov.tf.pass;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;

final class NestingTest {
    /// Functions of which each names the next one in both branches, or in one of them.
    private static TfGraph chain(int length, String other) {
        List<TfFunction> functions = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            String next = "f" + (i + 1);
            functions.add(
                    Graphs.function(
                            "f%d(x:float) -> (y:float = i:output:0)\ni = If(x, x) then_branch=@%s else_branch=@%s\n"
                                    .formatted(i, next, other.isEmpty() ? next : other)));
        }
        functions.add(Graphs.function("f" + length + "(x:float) -> (y:float = x)\n"));
        functions.add(Graphs.function("end(x:float) -> (y:float = x)\n"));
        return new TfGraph(
                Graphs.nodes("x = Placeholder()\ny = If(x, x) then_branch=@f0 else_branch=@end\n"),
                functions,
                TfGraph.Versions.UNKNOWN);
    }

    private static String refused(TfGraph graph, Code code) {
        Tf2ovException refused = assertThrows(Tf2ovException.class, () -> Nesting.check(graph));
        assertEquals(code, refused.problems().getFirst().code());
        return refused.getMessage();
    }

    @Test
    void whatPeopleWriteIsNotRefused() {
        assertDoesNotThrow(() -> Nesting.check(chain(10, "")));
        assertDoesNotThrow(() -> Nesting.check(chain(Nesting.DEEPEST - 1, "end")));
    }

    @Test
    void aChainThatDoublesIsRefusedWithoutWritingItOut() {
        assertTrue(
                refused(chain(40, ""), Code.LIMIT_EXCEEDED)
                        .contains("node 'y' (If): its loops and branches are named in each other"));
    }

    @Test
    void whatIsTooDeepIsRefused() {
        assertTrue(
                refused(chain(Nesting.DEEPEST, "end"), Code.LIMIT_EXCEEDED)
                        .contains("more than 60 levels"));
        assertTrue(
                refused(chain(100_000, "end"), Code.LIMIT_EXCEEDED)
                        .contains("more than 60 levels"));
    }

    @Test
    void aCircleIsNamed() {
        TfGraph graph =
                new TfGraph(
                        Graphs.nodes(
                                "x = Placeholder()\ny = If(x, x) then_branch=@a else_branch=@b\n"),
                        List.of(
                                Graphs.function(
                                        "a(x:float) -> (y:float = i:output:0)\ni = If(x, x) then_branch=@b else_branch=@b\n"),
                                Graphs.function(
                                        "b(x:float) -> (y:float = i:output:0)\ni = While(x) cond=@a body=@a\n")),
                        TfGraph.Versions.UNKNOWN);

        assertTrue(
                refused(graph, Code.NOT_SUPPORTED)
                        .contains("the function calls itself: b -> a -> b"));
    }
}
