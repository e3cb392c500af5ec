package org.tf2ov.tf.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.Signature;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.pass.Cut.Input;

/// Parts of a small graph:
///
///     x -> conv(w) -> relu -> split -> y (split:0 + z), end (split:1)
class CuttingTest {
    private static final TfGraph GRAPH =
            new TfGraph(
                    List.of(
                            placeholder("x", DataType.FLOAT, PartialShape.of(-1, 8, 8, 3)),
                            placeholder("z", DataType.FLOAT, PartialShape.of(1, 4)),
                            node("w", "Const"),
                            node("conv", "Conv2D", "x", "w"),
                            node("relu", "Relu", "conv"),
                            node("axis", "Const"),
                            node("split", "Split", "axis", "relu", "^w"),
                            node("y", "AddV2", "split", "z"),
                            node("end", "Neg", "split:1")));

    private static TfNode placeholder(String name, DataType type, PartialShape shape) {
        return new TfNode(
                name,
                "Placeholder",
                List.of(),
                Map.of("dtype", new TfAttribute.Type(type), "shape", new TfAttribute.Shape(shape)));
    }

    private static TfNode node(String name, String op, String... inputs) {
        return new TfNode(
                name,
                op,
                Arrays.stream(inputs).map(TfEdge::parse).toList(),
                Map.of("T", new TfAttribute.Type(DataType.FLOAT)));
    }

    private static FrozenModel model() {
        return new FrozenModel(GRAPH, Optional.empty(), List.of());
    }

    private static FrozenModel signed(Map<String, String> inputs, Map<String, String> outputs) {
        Signature signature = new Signature("serving_default", "", ports(inputs), ports(outputs));
        return new FrozenModel(GRAPH, Optional.of(signature), List.of());
    }

    private static Map<String, Signature.Port> ports(Map<String, String> tensors) {
        Map<String, Signature.Port> ports = new LinkedHashMap<>();
        tensors.forEach((key, tensor) ->
                ports.put(key, new Signature.Port(tensor, DataType.FLOAT, PartialShape.DYNAMIC)));
        return ports;
    }

    /// Inputs, operations and outputs in one line each.
    private static String show(CutModel part) {
        String inputs =
                part.inputs().stream()
                        .map(input -> {
                            TfNode node = part.graph().node(input.node()).orElseThrow();
                            return input.node()
                                    + input.names()
                                    + " "
                                    + node.type("dtype")
                                    + "["
                                    + node.shape("shape")
                                    + "]";
                        })
                        .collect(Collectors.joining(", "));
        String nodes =
                part.graph().nodes().stream()
                        .filter(node -> !node.op().equals("Placeholder"))
                        .map(node -> node.name() + node.inputs())
                        .collect(Collectors.joining(" "));
        String outputs =
                part.outputs().stream()
                        .map(output -> output.node() + ":" + output.index() + output.names())
                        .collect(Collectors.joining(", "));
        return inputs + "\n" + nodes + "\n" + outputs + "\n";
    }

    private static String refusal(Cut cut) {
        Tf2ovException refused =
                assertThrows(Tf2ovException.class, () -> Cutting.cut(model(), cut));
        return refused.getMessage();
    }

    private static Input value(String name, String... words) {
        return Input.named(name).withValue(new Cut.Numbers(List.of(words), words.length > 1));
    }

    @Test
    void everythingThatHasAnEnd() {
        assertEquals(
                """
                x[] float[?,8,8,3], z[] float[1,4]
                w[] conv[x, w] relu[conv] axis[] split[axis, relu, ^w] y[split, z] end[split:1]
                y:-1[], end:-1[]
                """,
                show(Cutting.cut(model(), Cut.NONE)));
    }

    @Test
    void inFrontOfAnInputPort() {
        Cut cut =
                Cut.NONE
                        .withInput(Input.named("1:split").withShape(PartialShape.of(1, 8)))
                        .withOutputs(List.of("end"));
        assertEquals(
                """
                split/placeholder_port_1[1:split] float[1,8]
                axis[] split[axis, split/placeholder_port_1] end[split:1]
                end:0[]
                """,
                show(Cutting.cut(model(), cut)));
        // A node with one input needs no port.
        assertTrue(
                show(Cutting.cut(model(), Cut.NONE.withInput("relu").withOutputs(List.of("relu"))))
                        .startsWith("relu/placeholder_port_0[0:relu] float[...]"));
    }

    @Test
    void behindAnOutputPort() {
        Cut cut =
                Cut.NONE
                        .withInput(Input.named("split:1").withShape(PartialShape.of(2)))
                        .withOutputs(List.of("end", "split:1", "0:end"));
        assertEquals(
                """
                split/placeholder_out_port_1[split:1] float[2]
                end[split/placeholder_out_port_1]
                end:0[], split/placeholder_out_port_1:0[], split/placeholder_out_port_1:0[]
                """,
                show(Cutting.cut(model(), cut)));
    }

    @Test
    void anotherTypeIsCast() {
        Cut cut =
                Cut.NONE
                        .withInput(Input.named("x").withType(ElementType.U8))
                        .withOutputs(List.of("relu"));
        assertEquals(
                """
                x[] uint8[?,8,8,3]
                w[] conv[x/cast, w] relu[conv] x/cast[x]
                relu:0[]
                """,
                show(Cutting.cut(model(), cut)));
    }

    @Test
    void valuesBecomeConstants() {
        CutModel part =
                Cutting.cut(
                        model(), Cut.NONE.withFrozen(List.of(value("z", "1", "2", "3", "-4e0"))));
        TfNode z = part.graph().node("z").orElseThrow();
        assertEquals("Const", z.op());
        assertEquals(PartialShape.of(1, 4), z.tensor("value").shape());
        assertEquals(List.of("x"), part.inputs().stream().map(CutModel.Input::node).toList());

        assertTrue(
                refusal(Cut.NONE.withFrozen(List.of(value("z", "1", "2"))))
                        .contains(
                                "the value of 'z' has 2 elements, which do not fill the shape [1,4]"));
        assertTrue(
                refusal(Cut.NONE.withFrozen(List.of(value("z", "1", "2", "3", "four"))))
                        .contains("'four', which is no number"));
        assertTrue(
                refusal(Cut.NONE.withFrozen(List.of(value("z", "1"), value("z", "2"))))
                        .contains("'z' gets two values"));
        // A list of all inputs does not contradict it.
        Cut listed =
                Cut.NONE
                        .withInput(Input.named("x"))
                        .withInput(Input.named("z"))
                        .withFrozen(List.of(value("z", "1", "2", "3", "4")));
        assertEquals(1, Cutting.cut(model(), listed).inputs().size());
    }

    @Test
    void batch() {
        Cut cut = Cut.NONE.withBatch(16).withOutputs(List.of("relu"));
        assertTrue(show(Cutting.cut(model(), cut)).startsWith("x[] float[16,8,8,3]\n"));
        FrozenModel fixed =
                new FrozenModel(
                        new TfGraph(
                                List.of(
                                        placeholder("x", DataType.FLOAT, PartialShape.of(3, 2)),
                                        node("y", "Neg", "x"))),
                        Optional.empty(),
                        List.of());
        Tf2ovException refused =
                assertThrows(Tf2ovException.class, () -> Cutting.cut(fixed, Cut.NONE.withBatch(2)));
        assertTrue(refused.getMessage().contains("'x' [3,2] is not the size of a batch"));
        assertTrue(
                refusal(cut.withInput(Input.named("x").withShape(PartialShape.of(1, 8, 8, 3))))
                        .contains("shapes are given, too"));
    }

    @Test
    void signatureDecidesAndItsKeysAreNames() {
        FrozenModel model =
                signed(
                        new LinkedHashMap<>(Map.of("image", "x:0")),
                        new LinkedHashMap<>(Map.of("features", "relu:0")));
        assertEquals(
                """
                x[image] float[?,8,8,3]
                w[] conv[x, w] relu[conv]
                relu:0[features]
                """,
                show(Cutting.cut(model, Cut.NONE)));
        assertEquals(
                show(Cutting.cut(model, Cut.NONE)),
                show(
                        Cutting.cut(
                                model,
                                Cut.NONE.withInput("image").withOutputs(List.of("features")))));
        assertEquals(
                """
                x[image] float[1,8,8,3]
                w[] conv[x, w] relu[conv]
                relu:0[features]
                """,
                show(
                        Cutting.cut(
                                model, Cut.NONE.withShapes(List.of(PartialShape.of(1, 8, 8, 3))))));
    }

    @Test
    void declaredInputsStayAndEveryKeyAppears() {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("b", "relu:0");
        outputs.put("a", "relu:0");
        outputs.put("same", "x:0");
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("unused", "z:0");
        inputs.put("image", "x:0");
        CutModel part = Cutting.cut(signed(inputs, outputs), Cut.NONE);
        assertEquals(
                """
                z[unused] float[1,4], x[image] float[?,8,8,3]
                w[] conv[x, w] relu[conv]
                relu:0[b], relu:0[a], x:0[same]
                """,
                show(part));
        assertTrue(part.remarks().getFirst().contains("no output needs the input 'z'"));
    }

    @Test
    void anOldPlaceholderIsOne() {
        TfNode x = placeholder("x", DataType.FLOAT, PartialShape.of(2));
        TfGraph graph =
                new TfGraph(
                        List.of(
                                new TfNode("x", "PlaceholderV2", List.of(), x.attributes()),
                                node("y", "Neg", "x")));
        assertEquals(
                "x[] float[2]\ny[x]\ny:-1[]\n",
                show(Cutting.cut(new FrozenModel(graph, Optional.empty(), List.of()), Cut.NONE)));
    }

    @Test
    void misuse() {
        Map<Cut, String> refusals = new LinkedHashMap<>();
        refusals.put(Cut.NONE.withInput("con"), "no node 'con'. Did you mean 'conv'?");
        refusals.put(Cut.NONE.withOutputs(List.of("rel")), "no node 'rel'. Did you mean 'relu'?");
        refusals.put(
                Cut.NONE.withInput("0:x"),
                "names an input port, but node 'x' (Placeholder) has none");
        refusals.put(Cut.NONE.withInput("x:1"), "there is only output 0");
        refusals.put(Cut.NONE.withInput("2:conv"), "has inputs 0 to 1");
        refusals.put(Cut.NONE.withInput("split:7"), "only these outputs are used: 0, 1");
        refusals.put(Cut.NONE.withOutputs(List.of("9:y")), "has inputs 0 to 1");
        refusals.put(
                Cut.NONE.withInput(Input.named("conv").withShape(PartialShape.of(1))),
                "has 2 inputs, so it is not clear which is meant. Say which: 0:conv");
        refusals.put(
                Cut.NONE.withInput("relu").withOutputs(List.of("y")),
                "the outputs need the Placeholder 'z', too");
        refusals.put(
                Cut.NONE.withShapes(List.of(PartialShape.of(1))),
                "not clear for which of the inputs: x, z");
        refusals.put(
                Cut.NONE.withShapes(List.of(PartialShape.of(1), PartialShape.of(2))),
                "there are 2 shapes and no names");
        refusals.forEach(
                (cut, words) -> assertTrue(refusal(cut).contains(words), () -> refusal(cut)));
    }
}
