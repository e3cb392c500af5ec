package org.tf2ov.tf.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tf2ov.tf.pass.Graphs.function;
import static org.tf2ov.tf.pass.Graphs.graph;
import static org.tf2ov.tf.pass.Graphs.model;
import static org.tf2ov.tf.pass.Graphs.text;
import static org.tf2ov.tf.pass.Graphs.withSignature;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfModel;
import org.tf2ov.tf.TfNode;

class FreezingTest {
    @Test
    void whatAGraphReadsByItselfBecomesItsInputs() {
        TfGraph graph =
                graph(
                        """
                        it = IteratorV2() output_types=float,int32
                        next = IteratorGetNext(it) output_types=float,int32
                        size = Const() dtype=int32 value=tensor:8
                        queue = FIFOQueueV2() component_types=float,
                        batch = QueueDequeueManyV2(queue, size) component_types=float,
                        label = Cast(next:1)
                        y = Add(next, batch) T=float
                        """);
        TfModel model =
                withSignature(
                        model(
                                graph.withNodes(
                                        graph.nodes().stream()
                                                .map(node ->
                                                        node.name().equals("queue")
                                                                ? node.withAttributes(
                                                                        shapes("shapes"))
                                                                : node)
                                                .toList()),
                                Map.of()),
                        List.of(),
                        List.of("y:0"));
        FrozenModel frozen = Freezing.freeze(model);
        assertEquals(
                """
                next/placeholder_out_port_0 = Placeholder()
                batch/placeholder_out_port_0 = Placeholder()
                y = Add(next/placeholder_out_port_0, batch/placeholder_out_port_0)
                """,
                text(frozen));
        assertEquals(
                PartialShape.of(8, 4),
                frozen.graph().node("batch/placeholder_out_port_0").orElseThrow().shape("shape"));
        assertEquals(
                List.of(
                        "'batch' reads from a queue; in its place the model has the input"
                                + " 'batch/placeholder_out_port_0'.",
                        "'next' reads from a data set; in its place the model has the input"
                                + " 'next/placeholder_out_port_0'."),
                frozen.remarks());
        FrozenModel named =
                Freezing.freeze(
                        model,
                        Cut.NONE
                                .withInput(Cut.Input.named("next"))
                                .withInput(Cut.Input.named("batch:0")));
        assertEquals("IteratorGetNext", named.graph().node("next").orElseThrow().op());
        assertEquals("QueueDequeueManyV2", named.graph().node("batch").orElseThrow().op());
    }

    private static Map<String, TfAttribute> shapes(String name) {
        return Map.of(name, TfAttribute.Items.shapes(List.of(PartialShape.of(4))));
    }

    @Test
    void whatIsPrintedIsNotComputed() {
        assertEquals(
                """
                x = Placeholder()
                say = Identity(x)
                y = Relu(say)
                """,
                text(
                        freeze(
                                """
                                x = Placeholder() dtype=float
                                shape = Shape(x) T=float
                                say = Print(x, shape) T=float
                                y = Relu(say) T=float
                                """)));
    }

    @Test
    void dropoutOfRateZeroGoesAwayAndNoOther() {
        String old =
                """
                x = Placeholder() dtype=float
                keep = Const() dtype=float value=tensor:%s
                zero = Const() dtype=float value=tensor:0.0
                one = Const() dtype=float value=tensor:1.0
                shape = Shape(x) T=float
                draw = RandomUniform(shape) dtype=float
                range = Sub(one, zero) T=float
                scaled = Mul(draw, range) T=float
                random = Add(scaled, zero) T=float
                above = Add(keep, random) T=float
                mask = Floor(above) T=float
                div = RealDiv(x, keep) T=float
                y = Mul(div, mask) T=float
                """;
        assertEquals(
                """
                x = Placeholder()
                keep = Const()
                div = RealDiv(x, keep)
                y = Identity(div)
                """,
                text(freeze(old.formatted("1.0"))));
        assertEquals(13, freeze(old.formatted("0.5")).graph().nodes().size());
        String recent =
                """
                x = Placeholder() dtype=float
                keep = Placeholder() dtype=float
                one = Const() dtype=float value=tensor:1.0
                rate = Sub(one, keep) T=float
                shape = Shape(x) T=float
                draw = RandomUniform(shape) dtype=float
                mask = GreaterEqual(draw, rate) T=float
                cast = Cast(mask) SrcT=bool DstT=float
                y = Mul(x, cast) T=float
                z = SelectV2(mask, x, one) T=float
                both = Add(y, z) T=float
                """;
        Cut.Input keep = Cut.Input.named("keep").withValue(new Cut.Numbers(List.of("1.0"), false));
        assertEquals(
                """
                x = Placeholder()
                keep = Placeholder()
                y = Identity(x)
                z = Identity(x)
                both = Add(y, z)
                """,
                text(
                        Freezing.freeze(
                                model(graph(recent), Map.of()),
                                Cut.NONE.withFrozen(List.of(keep)))));
        assertEquals(11, freeze(recent).graph().nodes().size());
    }

    @Test
    void aLookUpComesAfterWhatFillsItsTable() {
        TfFunction fill =
                function(
                        """
                        fill(t:resource, k:int32, v:int32) -> (done:int32 = k, ok = ^init)
                        init = LookupTableImportV2(t, k, v)
                        """);
        TfModel model =
                withSignature(
                        model(
                                graph(
                                        """
                                        x = Placeholder() dtype=int32
                                        table = HashTableV2() key_dtype=int32 value_dtype=int32
                                        other = HashTableV2() key_dtype=int32 value_dtype=int32
                                        k = Const() dtype=int32 value=tensor:int32[2]
                                        v = Const() dtype=int32 value=tensor:int32[2]
                                        call = StatefulPartitionedCall(table, k, v) f=@fill
                                        call2 = StatefulPartitionedCall(other, k, v) f=@fill
                                        y = LookupTableFindV2(table, x, k) Tin=int32 Tout=int32
                                        """,
                                        fill),
                                Map.of()),
                        List.of("x:0"),
                        List.of("y:0"));
        FrozenModel frozen = Freezing.freeze(model);
        assertEquals(
                """
                x = Placeholder()
                table = HashTableV2()
                k = Const()
                v = Const()
                call/init = LookupTableImportV2(table, k, v)
                y = LookupTableFindV2(table, x, k, ^call/init)
                """,
                text(frozen));
        assertEquals(
                List.of(TfEdge.of("k", 0), TfEdge.of("x", 0), TfEdge.of("k", 0), TfEdge.of("v", 0)),
                InlineTables.in(frozen.graph()).node("y").orElseThrow().inputs());
    }

    @Test
    void trainingIsNoEndOfAGraph() {
        assertEquals(
                """
                x = Placeholder()
                w = Const()
                y = MatMul(x, w)
                """,
                text(
                        Freezing.freeze(
                                model(
                                        graph(
                                                """
                                                x = Placeholder() dtype=float
                                                w = VariableV2() dtype=float shape=[2,2]
                                                init = RandomUniform()
                                                assign = Assign(w, init) T=float
                                                y = MatMul(x, w) T=float
                                                grad = MatMul(x, x) T=float
                                                rate = Const() dtype=float value=tensor:0.5
                                                train = ApplyGradientDescent(w, rate, grad) T=float
                                                group = NoOp(^train)
                                                file = Placeholder() dtype=string
                                                save = SaveV2(file, w)
                                                saved = Identity(file, ^save) T=string
                                                """),
                                        new TreeMap<>(Map.of("w", Graphs.tensor("float[2,2]")))))));
    }

    @Test
    void onlyBranchesAndLoopsKeepWhatRunsBefore() {
        assertEquals(
                """
                x = Placeholder()
                p = Placeholder()
                pivot = Switch(p, p)
                on = Identity(pivot:1)
                in = Const(^on)
                out = Switch(x, p)
                m = Merge(out, in)
                c = Const()
                y = Add(m, c)
                """,
                text(
                        freeze(
                                """
                                x = Placeholder() dtype=float
                                p = Placeholder() dtype=bool
                                pivot = Switch(p, p) T=bool
                                on = Identity(pivot:1) T=bool
                                in = Const(^on) dtype=float value=tensor:1.0
                                out = Switch(x, p) T=float
                                m = Merge(out, in) T=float N=2
                                checked = Merge(pivot, pivot:1) T=bool N=2
                                c = Const(^checked) dtype=float value=tensor:2.0
                                y = Add(m, c) T=float
                                """)));
    }

    /// Whatever a file says, freezing ends, with a frozen graph or with words.
    @Test
    void damagedModelsAreRefusedOrFrozen() {
        long seed = Long.getLong("tf2ov.fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> operations =
                List.of(
                        "Identity",
                        "IdentityN",
                        "Switch",
                        "Merge",
                        "Enter",
                        "NextIteration",
                        "While",
                        "If",
                        "Case",
                        "PartitionedCall",
                        "f",
                        "g",
                        "VarHandleOp",
                        "VariableV2",
                        "ReadVariableOp",
                        "ResourceGather",
                        "VariableShape",
                        "AssignVariableOp",
                        "Assign",
                        "Const",
                        "TopKV2",
                        "HashTableV2",
                        "LookupTableFindV2",
                        "InitializeTableV2",
                        "IteratorGetNext",
                        "QueueDequeueManyV2",
                        "Print",
                        "RandomUniform",
                        "GreaterEqual",
                        "Mul",
                        "Floor",
                        "LogicalNot",
                        "PlaceholderWithDefault",
                        "RefSwitch",
                        "Exit",
                        "NoOp");
        List<String> attributes =
                List.of(
                        "T=float",
                        "T=resource",
                        "T=float,resource",
                        "f=@f",
                        "f=@g<T=int32>",
                        "then_branch=@f",
                        "else_branch=@g",
                        "branches=[@f,@g]",
                        "cond=@f",
                        "body=@g",
                        "value=tensor:true",
                        "value=tensor:2",
                        "dtype=float",
                        "dtype=resource",
                        "shape=[2]",
                        "N=2",
                        "N=-1",
                        "Tin=float,resource",
                        "Tout=float,",
                        "f=@lost",
                        "output_types=float,int32",
                        "T=$T",
                        "shared_name='n1'",
                        "f=3",
                        "T=[2]");
        int frozen = 0;
        for (int i = 0; i < 4_000; i++) {
            TfGraph graph =
                    new TfGraph(
                            body(random, operations, attributes, List.of(), false),
                            List.of(
                                    damaged(random, "f", operations, attributes),
                                    damaged(random, "g", operations, attributes)),
                            TfGraph.Versions.UNKNOWN);
            TfModel model =
                    model(
                            graph,
                            random.nextBoolean()
                                    ? Map.of()
                                    : new TreeMap<>(Map.of("n1", Graphs.tensor("float[2]"))));
            if (random.nextBoolean()) {
                model = withSignature(model, List.of("n0:0"), List.of("n5:" + random.nextInt(3)));
            }
            try {
                FrozenModel done = Freezing.freeze(model);
                frozen++;
                for (TfNode node : done.graph().nodes()) {
                    for (TfEdge edge : node.inputs()) {
                        assertEquals(
                                Optional.of(edge.node()),
                                done.graph().node(edge.node()).map(TfNode::name),
                                () -> "seed " + seed + ": " + node);
                    }
                }
            } catch (Tf2ovException e) {
                assertEquals(false, e.problems().isEmpty());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + i + "\n" + graph, e);
            }
        }
        int wanted = 100;
        assertEquals(true, frozen > wanted, "only " + frozen + " were frozen, seed " + seed);
    }

    private static TfFunction damaged(
            Random random, String name, List<String> operations, List<String> attributes) {
        TfFunction plain =
                function(
                        name
                                + "(a:float, b:resource, c*N:$T) -> (y:float = n3:output:0)\nn3 = NoOp()");
        return plain.withNodes(body(random, operations, attributes, List.of("a", "b", "c"), true));
    }

    private static List<TfNode> body(
            Random random,
            List<String> operations,
            List<String> attributes,
            List<String> arguments,
            boolean inFunction) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            StringBuilder inputs = new StringBuilder();
            for (int k = random.nextInt(4); k > 0; k--) {
                boolean argument = !arguments.isEmpty() && random.nextInt(3) == 0;
                String from =
                        argument
                                ? arguments.get(random.nextInt(arguments.size()))
                                : "n"
                                        + random.nextInt(
                                                random.nextInt(10) == 0 ? 8 : Math.max(1, i));
                boolean control = random.nextInt(6) == 0;
                inputs.append(inputs.isEmpty() ? "" : ", ").append(control ? "^" : "").append(from);
                if (!control && !argument) {
                    String output =
                            inFunction
                                    ? List.of(":output", ":value", ":indices")
                                            .get(random.nextInt(3))
                                    : "";
                    inputs.append(output).append(":").append(random.nextInt(2));
                }
            }
            text.append("n")
                    .append(i)
                    .append(" = ")
                    .append(operations.get(random.nextInt(operations.size())))
                    .append('(')
                    .append(inputs)
                    .append(')');
            for (int k = random.nextInt(6); k > 0; k--) {
                text.append(' ').append(attributes.get(random.nextInt(attributes.size())));
            }
            text.append('\n');
        }
        return Graphs.nodes(text.toString(), inFunction);
    }

    private static FrozenModel freeze(String nodes) {
        return Freezing.freeze(model(graph(nodes), Map.of()));
    }
}
