package org.tf2ov.tf.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.tf2ov.tf.pass.Graphs.function;
import static org.tf2ov.tf.pass.Graphs.graph;
import static org.tf2ov.tf.pass.Graphs.model;
import static org.tf2ov.tf.pass.Graphs.nodes;
import static org.tf2ov.tf.pass.Graphs.text;
import static org.tf2ov.tf.pass.Graphs.withSignature;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfModel;

class InlineFunctionsTest {
    private static final TfFunction DENSE =
            function(
                    """
                    dense(x:float, w:float) -> (y:float = m:product:0)
                    m = MatMul(x, w) T=float
                    """);

    @Test
    void aCallBecomesTheBodyUnderItsName() {
        assertEquals(
                """
                x = Placeholder()
                w = Const()
                y/m = MatMul(x, w)
                y = Identity(y/m)
                """,
                frozen(
                        """
                        x = Placeholder() dtype=float
                        w = Const() dtype=float value=tensor:float[2,2]
                        y = StatefulPartitionedCall(x, w) f=@dense
                        """,
                        DENSE));
    }

    @Test
    void callsInCallsGetBothNamesAndFunctionsMayBeShared() {
        assertEquals(
                """
                x = Placeholder()
                w = Const()
                call/inner/m = MatMul(x, w)
                call/inner = Identity(call/inner/m)
                call/again/m = MatMul(call/inner, w)
                call/again = Identity(call/again/m)
                call = IdentityN(call/again, call/inner)
                z = AddV2(call, call:1)
                """,
                frozen(
                        """
                        x = Placeholder() dtype=float
                        w = Const() dtype=float value=tensor:float[2,2]
                        call = PartitionedCall(x, w) f=@two
                        z = AddV2(call, call:1) T=float
                        """,
                        DENSE,
                        function(
                                """
                                two(a:float, b:float) -> (y:float = again:output:0, z:float = inner:output:0)
                                inner = PartitionedCall(a, b) f=@dense
                                again = StatefulPartitionedCall(inner:output:0, b) f=@dense
                                """)));
    }

    @Test
    void outputsAreCountedByTheDefinitionsOfOperations() {
        assertEquals(
                """
                x = Placeholder()
                k = Const()
                call/top = TopKV2(x, k)
                call/parts = Split(k, x)
                call/batch = Batch(x, call/top:1)
                call = IdentityN(call/top:1, call/parts:1, call/batch:3, call/batch:1)
                """,
                frozen(
                        """
                        x = Placeholder() dtype=float
                        k = Const() dtype=int32 value=tensor:2
                        call = PartitionedCall(x, k) f=@many
                        """,
                        function(
                                """
                                many(a:float, k:int32) -> (i:int32 = top:indices:0, s:float = parts:output:1, n:int64 = batch:id:0, b:int32 = batch:batched_tensors:1)
                                top = TopKV2(a, k) T=float
                                parts = Split(k, a) num_split=2 T=float
                                batch = Batch(a, top:indices:0) T=float,int32
                                """)));
    }

    @Test
    void aFunctionMayBeCalledByItsNameAndHaveListsAndTypesFromTheCaller() {
        TfGraph graph =
                graph(
                        """
                        x = Placeholder() dtype=half
                        call = sum(x, x, x) T=half N=2
                        y = Identity(call:1) T=half
                        """,
                        function(
                                """
                                sum(parts*N:$T, last:$T) -> (all:$T = add:z:0, first:$T = parts:0)
                                both = AddN(parts:0, parts:1) T=$T N=$N
                                add = AddV2(both:sum:0, last) T=$T
                                """));
        FrozenModel frozen = Freezing.freeze(model(graph, Map.of()));

        assertEquals(
                """
                x = Placeholder()
                call/both = AddN(x, x)
                call/add = AddV2(call/both, x)
                call = IdentityN(call/add, x)
                y = Identity(call:1)
                """,
                text(frozen));
        assertEquals(DataType.HALF, frozen.graph().node("call/add").orElseThrow().type("T"));
        assertEquals(2, frozen.graph().node("call/both").orElseThrow().integer("N"));
        assertEquals(
                List.of(DataType.HALF, DataType.HALF),
                frozen.graph().node("call").orElseThrow().types("T"));
    }

    @Test
    void namesThatAreTakenGetANumber() {
        assertEquals(
                """
                x = Placeholder()
                y/m = Const()
                y/m_1 = MatMul(x, y/m)
                y = Identity(y/m_1)
                """,
                frozen(
                        """
                        x = Placeholder() dtype=float
                        y/m = Const() dtype=float value=tensor:float[2,2]
                        y = PartitionedCall(x, y/m) f=@dense
                        """,
                        DENSE));
    }

    @Test
    void bodiesOfLoopsStayFunctionsWithoutCalls() {
        assertEquals(
                """
                x = Placeholder()
                loop = While(x)
                body:{y=next:output:0}
                  next/m = MatMul(a, a)
                  next = Identity(next/m:product:0)
                cond:{y=yes:output:0}
                  yes = Const()
                """,
                frozen(
                        """
                        x = Placeholder() dtype=float
                        loop = While(x) cond=@cond body=@body T=float,
                        """,
                        DENSE,
                        function(
                                """
                                cond(a:float) -> (y:bool = yes:output:0)
                                yes = Const() dtype=bool value=tensor:true
                                """),
                        function(
                                """
                                body(a:float) -> (y:float = next:output:0)
                                next = PartitionedCall(a, a) f=@dense
                                """)));
    }

    @Test
    void onlyTheBranchThatIsTakenIsLeft() {
        assertEquals(
                """
                x = Placeholder()
                y/m = MatMul(x, x)
                y = Identity(y/m)
                """,
                frozen(
                        """
                        x = Placeholder() dtype=float
                        no = Const() dtype=bool value=tensor:false
                        training = PlaceholderWithDefault(no) dtype=bool
                        y = If(training, x) then_branch=@train else_branch=@infer
                        """,
                        DENSE,
                        function(
                                """
                                train(a:float) -> (y:float = call:output:0)
                                call = Missing(a)
                                """),
                        function(
                                """
                                infer(a:float) -> (y:float = m:product:0)
                                m = MatMul(a, a)
                                """)));
    }

    @Test
    void whatIsWrongNamesTheNodeAndTheFunction() {
        assertEquals(
                "node 'y' (PartitionedCall): it calls the function 'danse', which the model does not"
                        + " have. Did its author mean 'dense'?",
                refused("x = Placeholder()\ny = PartitionedCall(x) f=@danse", DENSE));
        assertEquals(
                "node 'y' (PartitionedCall): it has 1 input, but the function 'dense' takes 2. The"
                        + " model is damaged; export it again.",
                refused("x = Placeholder()\ny = PartitionedCall(x) f=@dense", DENSE));
        assertEquals(
                "function 'f': the tensor 'm:nothing:0' is used, but there is no such output of node"
                        + " 'm' (TopKV2)",
                refused(
                        "x = Placeholder()\ny = PartitionedCall(x) f=@f",
                        function("f(a:float) -> (y:float = m:nothing:0)\nm = TopKV2(a, a)")));
        assertEquals(
                "node 'y' (RemoteCall): it calls a function on another machine. Export the model"
                        + " without RemoteCall, or cut it with --output.",
                refused("x = Placeholder()\ny = RemoteCall(x, x) f=@dense", DENSE));
    }

    @Test
    void functionsThatCallThemselvesAreNamed() {
        TfFunction first =
                function("f(a:float) -> (y:float = c:output:0)\nc = PartitionedCall(a) f=@g");
        TfFunction second = function("g(a:float) -> (y:float = c:output:0)\nc = f(a)");
        assertEquals(
                "function 'f': the function calls itself: f -> g -> f. Functions that call themselves"
                        + " cannot be translated: cut the model before or behind with --input or"
                        + " --output.",
                refused("x = Placeholder()\ny = PartitionedCall(x) f=@f", first, second));
        assertEquals(
                "function 'f': the function calls itself: f -> f. Functions that call themselves"
                        + " cannot be translated: cut the model before or behind with --input or"
                        + " --output.",
                refused(
                        "x = Placeholder()\ny = While(x) cond=@f body=@f",
                        function("f(a:float) -> (y:float = c:y:0)\nc = f(a)")));
    }

    @Test
    void whatIsNotNeededMayBeWrong() {
        TfModel model =
                withSignature(
                        model(
                                graph(
                                        """
                                        x = Placeholder() dtype=float
                                        bad = PartitionedCall(x) f=@nothing
                                        y = Relu(x) T=float
                                        """),
                                Map.of()),
                        List.of("x:0"),
                        List.of("y:0"));
        assertEquals("x = Placeholder()\ny = Relu(x)\n", text(Freezing.freeze(model)));
        assertEquals(
                "x = Placeholder()\nbad = PartitionedCall(x)\n",
                text(
                        Freezing.freeze(
                                model,
                                Cut.NONE
                                        .withInput(Cut.Input.named("bad"))
                                        .withOutputs(List.of("bad:0")))));
    }

    @Test
    void doublingIsRefusedBeforeItIsDone() {
        for (int depth : new int[] {25, 60, 2_000}) {
            List<TfFunction> functions = new ArrayList<>();
            functions.add(function("f0(a:float) -> (y:float = r:activations:0)\nr = Relu(a)"));
            for (int i = 1; i <= depth; i++) {
                functions.add(
                        function(
                                "f"
                                        + i
                                        + "(a:float) -> (y:float = two:y:0)\none = f"
                                        + (i - 1)
                                        + "(a)\ntwo = f"
                                        + (i - 1)
                                        + "(one:y:0)"));
            }
            TfModel model =
                    model(
                            new TfGraph(
                                    nodes("x = Placeholder() dtype=float\ny = f" + depth + "(x)"),
                                    functions,
                                    TfGraph.Versions.UNKNOWN),
                            Map.of());
            Tf2ovException e =
                    assertTimeout(
                            Duration.ofSeconds(2),
                            () -> assertThrows(Tf2ovException.class, () -> Freezing.freeze(model)));
            assertEquals(Code.LIMIT_EXCEEDED, e.code());
            assertEquals(
                    "node 'y' (f"
                            + depth
                            + "): the functions of this model call each other so often that its"
                            + " graph would have more than 2000000 nodes. Cut the model before it"
                            + " with --output.",
                    e.getMessage());
        }
    }

    @Test
    void aLongChainOfCallsIsOneWalk() {
        List<TfFunction> functions = new ArrayList<>();
        functions.add(function("f0(a:float) -> (y:float = r:activations:0)\nr = Relu(a)"));
        for (int i = 1; i <= 3_000; i++) {
            functions.add(
                    function("f" + i + "(a:float) -> (y:float = c:y:0)\nc = f" + (i - 1) + "(a)"));
        }
        TfGraph graph =
                new TfGraph(
                        nodes("x = Placeholder() dtype=float\ny = f3000(x)"),
                        functions,
                        TfGraph.Versions.UNKNOWN);
        FrozenModel frozen = Freezing.freeze(model(graph, Map.of()));
        assertEquals(3_003, frozen.graph().nodes().size());
    }

    @Test
    void aFrozenGraphStaysAsItIs() {
        TfGraph graph =
                graph(
                        """
                        x = Placeholder() dtype=float
                        check = Assert(x)
                        y = Relu(x, ^check) T=float
                        unused = Const() dtype=float value=tensor:1.0
                        """);
        assertSame(graph, Freezing.freeze(TfModel.frozen(Path.of("m.pb"), graph)).graph());
    }

    @Test
    void controlOutputsRunBeforeWhateverComesAfterTheCall() {
        TfGraph graph =
                graph(
                        """
                        x = Placeholder() dtype=float
                        a = NoOp()
                        b = NoOp()
                        y = StatefulPartitionedCall(x, ^a, ^b) f=@f
                        """,
                        function(
                                """
                                f(a:float) -> (y:float = r:activations:0, done = ^say)
                                c = Const() dtype=float value=tensor:1.0
                                say = PrintV2(c:output:0)
                                r = Relu(a) T=float
                                """));
        FreezeStep.Task task = FreezeStep.Task.of(model(graph, Map.of()), Cut.NONE);
        assertEquals(
                """
                x = Placeholder()
                a = NoOp()
                b = NoOp()
                y/input_control_node = NoOp(^a, ^b)
                y/c = Const(^y/input_control_node)
                y/say = PrintV2(y/c)
                y/r = Relu(x, ^y/input_control_node)
                y = Identity(y/r, ^y/input_control_node, ^y/say)
                """,
                text(
                        new FrozenModel(
                                new InlineFunctions().apply(graph, task),
                                java.util.Optional.empty(),
                                List.of())));
    }

    private static String frozen(String nodes, TfFunction... functions) {
        return text(Freezing.freeze(model(graph(nodes, functions), Map.of())));
    }

    private static String refused(String nodes, TfFunction... functions) {
        return assertThrows(
                        Tf2ovException.class,
                        () -> Freezing.freeze(model(graph(nodes, functions), Map.of())))
                .getMessage();
    }
}
