package org.tf2ov.tf.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.tf2ov.tf.pass.Graphs.function;
import static org.tf2ov.tf.pass.Graphs.graph;
import static org.tf2ov.tf.pass.Graphs.model;
import static org.tf2ov.tf.pass.Graphs.tensor;
import static org.tf2ov.tf.pass.Graphs.text;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.TfTensor;

class VariablesToConstantsTest {
    private static final Map<String, TfTensor> W = Map.of("w", tensor("float[2,3]"));

    @Test
    void aResourceVariableBecomesAConstantOfItsName() {
        FrozenModel frozen =
                freeze(
                        """
                        x = Placeholder() dtype=float
                        w = VarHandleOp() dtype=float shape=[2,3] shared_name='w'
                        read = ReadVariableOp(w) dtype=float
                        y = MatMul(x, read) T=float
                        """,
                        W);
        assertEquals(
                """
                x = Placeholder()
                w = Const()
                read = Identity(w)
                y = MatMul(x, read)
                """,
                text(frozen));
        assertSame(W.get("w"), frozen.graph().node("w").orElseThrow().tensor("value"));
    }

    @Test
    void aReferenceVariableBecomesAConstantAndReferencesBecomeValues() {
        assertEquals(
                """
                w = Const()
                w/read = Identity(w)
                on = Placeholder()
                s = Switch(w, on)
                m = Merge(s, s:1)
                y = Add(w/read, m)
                """,
                text(
                        freeze(
                                """
                                w = VariableV2() dtype=float shape=[2,3]
                                w/read = Identity(w) T=float
                                on = Placeholder() dtype=bool
                                s = RefSwitch(w, on) T=float
                                m = RefMerge(s, s:1) T=float
                                y = Add(w/read, m) T=float
                                save = SaveV2(on, w)
                                """,
                                W)));
    }

    @Test
    void gathersAndQuestionsAreAnsweredByOrdinaryOperations() {
        FrozenModel frozen =
                freeze(
                        """
                        i = Placeholder() dtype=int32
                        w = VarHandleOp() dtype=float shape=[2,3]
                        h = Identity(w) T=resource
                        g = ResourceGather(h, i) dtype=float Tindices=int32 batch_dims=1
                        n = ResourceGatherNd(h, i) dtype=float Tindices=int32
                        s = VariableShape(h) out_type=int32
                        b = VarIsInitializedOp(w)
                        y = IdentityN(g, n, s, b) T=float,float,int32,bool
                        """,
                        W);
        assertEquals(
                """
                i = Placeholder()
                w = Const()
                h = Identity(w)
                g/axis = Const()
                g = GatherV2(h, i, g/axis)
                n = GatherNd(h, i)
                s = Shape(h)
                b = Const()
                y = IdentityN(g, n, s, b)
                """,
                text(frozen));
        assertEquals(DataType.FLOAT, frozen.graph().node("h").orElseThrow().type("T"));
        assertEquals(DataType.FLOAT, frozen.graph().node("s").orElseThrow().type("T"));
        assertEquals(1, frozen.graph().node("g").orElseThrow().integer("batch_dims"));
        assertEquals(1, frozen.graph().node("g/axis").orElseThrow().weights("value").at(0));
    }

    @Test
    void bodiesGetTensorsForHandles() {
        TfFunction cond =
                function(
                        """
                        cond(i:int32, v:resource) -> (more:bool = no:output:0)
                        no = Const() dtype=bool value=tensor:false
                        """);
        TfFunction body =
                function(
                        """
                        body(i:int32, v:resource) -> (i:int32 = next:z:0, v:resource = same:output:0)
                        r = ReadVariableOp(v) dtype=float
                        c = Cast(r:value:0) SrcT=float DstT=int32
                        next = AddV2(i, c:y:0) T=int32
                        same = Identity(v) T=resource
                        """);
        FrozenModel frozen =
                freeze(
                        """
                        i = Placeholder() dtype=int32
                        w = VarHandleOp() dtype=float shape=[2,3]
                        n = VarHandleOp() dtype=int32 shape=[]
                        loop = While(i, w) cond=@cond body=@body T=int32,resource
                        again = While(loop, n) cond=@cond body=@body T=int32,resource
                        y = ReadVariableOp(loop:1) dtype=float
                        """,
                        Map.of("w", tensor("float[2,3]"), "n", tensor("3")),
                        cond,
                        body);
        assertEquals(
                """
                i = Placeholder()
                w = Const()
                n = Const()
                loop = While(i, w)
                again = While(loop, n)
                y = Identity(loop:1)
                body:{i=next:z:0, v=same:output:0}
                  r = Identity(v)
                  c = Cast(r:output:0)
                  next = AddV2(i, c:y:0)
                  same = Identity(v)
                cond:{more=no:output:0}
                  no = Const()
                body_1:{i=next:z:0, v=same:output:0}
                  r = Identity(v)
                  c = Cast(r:output:0)
                  next = AddV2(i, c:y:0)
                  same = Identity(v)
                cond_1:{more=no:output:0}
                  no = Const()
                """,
                text(frozen));
        TfNode loop = frozen.graph().node("loop").orElseThrow();
        assertEquals(List.of(DataType.INT32, DataType.FLOAT), loop.types("T"));
        TfFunction written = frozen.graph().functions().get("body");
        assertEquals(DataType.FLOAT.number(), written.inputs().get(1).type());
        assertEquals(DataType.FLOAT.number(), written.outputs().get(1).type());
        assertEquals(
                DataType.INT32.number(),
                frozen.graph().functions().get("body_1").outputs().get(1).type());
    }

    @Test
    void aCheckpointThatLacksVariablesIsAProblemForEach() {
        assertEquals(
                """
                node 'weights' (VarHandleOp): the variable is not in model.index. There is 'weight'.
                node 'other' (VariableV2): the variable is not in model.index. Is it the checkpoint of this model?\
                """,
                refused(
                        """
                        weights = VarHandleOp() dtype=float shape=[2]
                        other = VariableV2() dtype=float shape=[2]
                        r = ReadVariableOp(weights) dtype=float
                        y = Add(r, other) T=float
                        """,
                        Map.of("weight", tensor("float[2]"))));
    }

    @Test
    void manyMissingVariablesAreListed() {
        StringBuilder nodes = new StringBuilder();
        StringBuilder sum = new StringBuilder("y = AddN(");
        for (int i = 0; i < 13; i++) {
            nodes.append("v").append(i).append(" = VariableV2() dtype=float shape=[2]\n");
            sum.append(i == 0 ? "" : ", ").append("v").append(i);
        }
        String message = refused(nodes + "" + sum + ") T=float", W);
        assertEquals(11, message.lines().count());
        assertEquals(
                "the model: 3 more variables have no values: 'v10', 'v11', 'v12'",
                message.lines().toList().getLast());
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        assertEquals(
                """
                node 'w' (VarHandleOp): the variable has the shape [3,2], but in model.index it is float[2,3]. Take the checkpoint of this model.\
                """,
                refused("w = VarHandleOp() dtype=float shape=[3,2]\ny = ReadVariableOp(w)", W));
        assertEquals(
                """
                node 'w' (VarHandleOp): the variable is of type half, but in model.index it is float[2,3]. Take the checkpoint of this model.\
                """,
                refused("w = VarHandleOp() dtype=half shape=[2,3]\ny = ReadVariableOp(w)", W));
    }

    @Test
    void initialValuesServeOnlyWhereThereIsNoCheckpoint() {
        String nodes =
                """
                zero = Const() dtype=float value=tensor:float[2,3]
                begin = Identity(zero) T=float
                w = VarHandleOp() dtype=float shape=[2,3]
                w/Assign = AssignVariableOp(w, begin) dtype=float
                y = ReadVariableOp(w) dtype=float
                """;
        FrozenModel frozen = freeze(nodes, Map.of());
        assertEquals(
                """
                zero = Const()
                begin = Identity(zero)
                w = Identity(begin)
                y = Identity(w)
                """,
                text(frozen));
        assertEquals(
                List.of("The model has no checkpoint: the variable 'w' has its initial value."),
                frozen.remarks());
        assertEquals(
                "node 'w' (VarHandleOp): the variable is not in model.index. Is it the checkpoint of"
                        + " this model?",
                refused(nodes, Map.of("other", tensor("float[2,3]"))));
        assertEquals(
                "node 'w' (VarHandleOp): the variable is not in the model, which has no checkpoint."
                        + " Name the checkpoint by --input_checkpoint.",
                refused(
                        nodes.replace(
                                "Const() dtype=float value=tensor:float[2,3]", "RandomUniform()"),
                        Map.of()));
    }

    @Test
    void whatIsReadAfterAChangeIsRefused() {
        assertEquals(
                "node 'second' (ReadVariableOp): it reads the variable 'n' after node 'add'"
                        + " (AssignAddVariableOp) has changed it. Models that keep a state are not"
                        + " translated: cut the model before it with --input, or export it for"
                        + " inference.",
                refused(
                        """
                        n = VarHandleOp() dtype=int32 shape=[]
                        one = Const() dtype=int32 value=tensor:1
                        first = ReadVariableOp(n) dtype=int32
                        add = AssignAddVariableOp(n, one, ^first) dtype=int32
                        second = ReadVariableOp(n, ^add) dtype=int32
                        y = Add(first, second) T=int32
                        """,
                        Map.of("n", tensor("7"))));
        assertEquals(
                """
                n = Const()
                first = Identity(n)
                y = Neg(first)
                """,
                text(
                        freeze(
                                """
                                n = VarHandleOp() dtype=int32 shape=[]
                                one = Const() dtype=int32 value=tensor:1
                                first = ReadVariableOp(n) dtype=int32
                                add = AssignAddVariableOp(n, one, ^first) dtype=int32
                                y = Neg(first, ^add) T=int32
                                """,
                                Map.of("n", tensor("7")))));
        assertEquals(
                "node 'count' (AssignAdd): it changes the variable 'n' while the model runs, and its"
                        + " result is needed. Models that keep a state are not translated: cut the"
                        + " model before it with --input, or export it for inference.",
                refused(
                        """
                        n = VariableV2() dtype=int32 shape=[]
                        one = Const() dtype=int32 value=tensor:1
                        count = AssignAdd(n, one) T=int32
                        y = Neg(count) T=int32
                        """,
                        Map.of("n", tensor("7"))));
    }

    @Test
    void capturedVariablesGoIntoFunctions() {
        assertEquals(
                """
                x = Placeholder()
                w = Const()
                call/read = Identity(w)
                call/y = MatMul(x, call/read)
                call = Identity(call/y)
                """,
                text(
                        freeze(
                                """
                                x = Placeholder() dtype=float
                                w = VarHandleOp() dtype=float shape=[2,3]
                                call = StatefulPartitionedCall(x, w) f=@dense
                                """,
                                W,
                                function(
                                        """
                                        dense(x:float, w:resource) -> (y:float = y:product:0)
                                        read = ReadVariableOp(w) dtype=float
                                        y = MatMul(x, read:value:0) T=float
                                        """))));
    }

    @Test
    void variablesOfFunctionsAreTheirOwn() {
        FrozenModel frozen =
                freeze(
                        """
                        x = Placeholder() dtype=float
                        w = VarHandleOp() dtype=float shape=[2,3]
                        r = ReadVariableOp(w) dtype=float
                        loop = While(x) cond=@cond body=@body T=float,
                        y = Add(r, loop) T=float
                        """,
                        Map.of("w", tensor("float[2,3]"), "v", tensor("float[1]")),
                        function(
                                """
                                cond(a:float) -> (more:bool = b:is_initialized:0)
                                w = VarHandleOp() dtype=float shape=[1] shared_name='v'
                                b = VarIsInitializedOp(w:resource:0)
                                """),
                        function(
                                """
                                body(a:float) -> (a:float = r:value:0)
                                w = VarHandleOp() dtype=float shape=[1] shared_name='v'
                                r = ReadVariableOp(w:resource:0) dtype=float
                                """));
        assertEquals(
                """
                x = Placeholder()
                w = Const()
                r = Identity(w)
                loop = While(x)
                y = Add(r, loop)
                body:{a=r:output:0}
                  w = Const()
                  r = Identity(w:output:0)
                cond:{more=b:output:0}
                  w = Const()
                  b = Const()
                """,
                text(frozen));
        assertEquals(
                PartialShape.of(1),
                frozen.graph().functions().get("body").nodes().getFirst().tensor("value").shape());
    }

    @Test
    void keysLeadToValues() {
        TfGraph graph =
                graph(
                        "w = VarHandleOp() dtype=float shape=[2,3] shared_name='v'\ny = ReadVariableOp(w)");
        var plain = model(graph, Map.of("layer/kernel", tensor("float[2,3]")));
        var model =
                new org.tf2ov.tf.TfModel(
                        plain.path(),
                        plain.format(),
                        graph,
                        plain.variables(),
                        Map.of("v", "layer/kernel"),
                        plain.tags(),
                        plain.signatures(),
                        plain.chosen(),
                        plain.collections(),
                        plain.remarks());
        assertEquals("w = Const()\ny = Identity(w)\n", text(Freezing.freeze(model)));
    }

    @Test
    void trainingBranchesDisappearWithTheirVariables() {
        assertEquals(
                """
                x = Placeholder()
                s = Identity(x)
                b = Relu(s)
                m/value_index = Const()
                m = Identity(b)
                z = Cast(m/value_index)
                y = IdentityN(m, z)
                """,
                text(
                        freeze(
                                """
                                x = Placeholder() dtype=float
                                no = Const() dtype=bool value=tensor:false
                                training = PlaceholderWithDefault(no) dtype=bool
                                p = Identity(training) T=bool
                                s = Switch(x, p) T=float
                                pivot = Switch(p, p) T=bool
                                on = Identity(pivot:1) T=bool
                                c = Const(^on) dtype=float value=tensor:2.0
                                v = VariableV2() dtype=float shape=[2]
                                vs = Switch(v, p) T=float
                                a = Mul(c, vs:1) T=float
                                b = Relu(s) T=float
                                m = Merge(a, b, ^on) T=float N=2
                                z = Cast(m:1) SrcT=int32 DstT=float
                                y = IdentityN(m, z) T=float,float
                                """,
                                Map.of())));
    }

    @Test
    void aLoopInADeadBranchIsDead() {
        assertEquals(
                """
                x = Placeholder()
                s = Identity(x)
                m = Identity(s)
                """,
                text(
                        freeze(
                                """
                                x = Placeholder() dtype=float
                                yes = Const() dtype=bool value=tensor:true
                                s = Switch(x, yes) T=float
                                enter = Enter(s) T=float frame_name='f'
                                head = Merge(enter, next) T=float N=2
                                more = LoopCond(head)
                                turn = Switch(head, more) T=float
                                out = Exit(turn) T=float
                                next = NextIteration(turn:1) T=float
                                m = Merge(out, s:1) T=float N=2
                                """,
                                Map.of())));
    }

    private static FrozenModel freeze(
            String nodes, Map<String, TfTensor> values, TfFunction... functions) {
        return Freezing.freeze(model(graph(nodes, functions), new TreeMap<>(values)));
    }

    private static String refused(String nodes, Map<String, TfTensor> values) {
        return assertThrows(
                        Tf2ovException.class,
                        () -> Freezing.freeze(model(graph(nodes), new TreeMap<>(values))))
                .getMessage();
    }
}
