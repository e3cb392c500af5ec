package org.tf2ov.ov.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Decompress;
import org.tf2ov.ov.op.ForeignOp;
import org.tf2ov.ov.op.If;
import org.tf2ov.ov.op.IrWord;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// Writes a graph as the XML of IR version 11. Constants are given their places in the `.bin`.
///
/// A record is written from its components: the class name is the type, `padsBegin` is the
/// attribute `pads_begin`; [org.tf2ov.ov.op.IrType] and [org.tf2ov.ov.op.IrName] say where OpenVINO
/// spells differently. Components marked [org.tf2ov.ov.op.AsInput] become constants of their own.
final class IrWriter {
    private final XmlText xml;
    private final WeightsFile weights;
    private final Graph graph;
    private final Map<Value, String> layouts;
    private final Map<Node, Integer> ids = new HashMap<>();
    private final Set<String> takenNames = new HashSet<>();

    /// How many times each name was wanted again, so that the next number is found at once.
    private final Map<String, Integer> repetitions = new HashMap<>();

    private final List<Edge> edges = new ArrayList<>();
    private int nextId;

    private record Edge(int fromLayer, int fromPort, int toLayer, int toPort) {}

    /// @param layouts what the dimensions of values mean, where that is known
    IrWriter(Graph graph, WeightsFile weights, Map<Value, String> layouts) {
        this(graph, weights, layouts, new XmlText());
    }

    private IrWriter(Graph graph, WeightsFile weights, Map<Value, String> layouts, XmlText xml) {
        this.graph = graph;
        this.layouts = layouts;
        this.weights = weights;
        this.xml = xml;
    }

    /// The XML document.
    ///
    /// @param modelName the name that the runtime shows
    /// @param info key and value pairs for the model's `rt_info`
    String write(String modelName, Map<String, String> info) {
        xml.element("net").attribute("name", modelName).attribute("version", 11);
        layersAndEdges();
        xml.element("rt_info");
        info.forEach((key, value) -> xml.element(key).attribute("value", value).end(key));
        xml.end("rt_info");
        return xml.end("net").toString();
    }

    private void layersAndEdges() {
        xml.element("layers");
        // The order of Parameter layers is the order of the model's inputs.
        graph.parameters().forEach(parameter -> layer(parameter.node()));
        for (Node node : graph.nodes()) {
            if (!ids.containsKey(node)) {
                layer(node);
            }
        }
        for (int i = 0; i < graph.results().size(); i++) {
            result(graph.results().get(i));
        }
        xml.end("layers");
        xml.element("edges");
        for (Edge edge : edges) {
            xml.element("edge")
                    .attribute("from-layer", edge.fromLayer())
                    .attribute("from-port", edge.fromPort())
                    .attribute("to-layer", edge.toLayer())
                    .attribute("to-port", edge.toPort())
                    .end("edge");
        }
        xml.end("edges");
    }

    // Operations that hold graphs. Ids in a body begin at 0 again; its constants lie in the same
    // .bin.

    /// @param element what the body is called
    private void body(String element, Graph body) {
        xml.element(element);
        new IrWriter(body, weights, Map.of(), xml).layersAndEdges();
        xml.element("rt_info").end("rt_info").end(element);
    }

    /// The ports of the layer stand before the bodies in the XML, and the maps before them, so that
    /// the ids of parameters and results have to be known beforehand: parameters are numbered first
    /// and results last.
    private void ifMap(String element, Graph body, int inputs) {
        xml.element(element);
        for (int i = 0; i < body.parameters().size(); i++) {
            mapped("input", i + 1, i);
        }
        int firstResult = numberOfLayers(body) - body.results().size();
        for (int i = 0; i < body.results().size(); i++) {
            mapped("output", inputs + i, firstResult + i);
        }
        xml.end(element);
    }

    private void loopMaps(Loop loop, int inputs) {
        Graph body = loop.body();
        int firstResult = numberOfLayers(body) - body.results().size();
        xml.element("port_map");
        for (int i = 0; i < body.parameters().size(); i++) {
            boolean sliced = i >= loop.states() && i < loop.states() + loop.sliced();
            mapped("input", i + 2, i, sliced);
        }
        xml.element("output")
                .attribute("external_port_id", -1)
                .attribute("internal_layer_id", firstResult)
                .attribute("purpose", "execution_condition")
                .end("output");
        for (int i = 0; i < loop.states() + loop.collected(); i++) {
            mapped("output", inputs + i, firstResult + 1 + i, i >= loop.states());
        }
        xml.end("port_map");
        xml.element("back_edges");
        for (int i = 0; i < loop.states(); i++) {
            xml.element("edge")
                    .attribute("from-layer", firstResult + 1 + i)
                    .attribute("to-layer", i)
                    .end("edge");
        }
        xml.end("back_edges");
    }

    /// @param byElements whether a trip takes or gives one element along the first dimension
    private void mapped(String direction, int port, int layer, boolean byElements) {
        xml.element(direction)
                .attribute("external_port_id", port)
                .attribute("internal_layer_id", layer);
        if (byElements) {
            xml.attribute("axis", 0)
                    .attribute("start", 0)
                    .attribute("end", -1)
                    .attribute("stride", 1)
                    .attribute("part_size", 1);
        }
        xml.end(direction);
    }

    private void mapped(String direction, int port, int layer) {
        mapped(direction, port, layer, false);
    }

    /// How many layers a graph becomes.
    private static int numberOfLayers(Graph graph) {
        int count = graph.results().size();
        for (Node node : graph.nodes()) {
            count += 1 + IrForm.of(node.op()).operands().size();
        }
        return count;
    }

    private void layer(Node node) {
        switch (node.op()) {
            case Constant(Weights contents) ->
                    ids.put(node, constant(name(node), contents, graph.namesOf(node.output(0))));
            case Parameter(TensorType type) -> {
                int id = startLayer(name(node), "Parameter", "opset1");
                ids.put(node, id);
                xml.element("data")
                        .attribute("shape", type.shape())
                        .attribute("element_type", type.element())
                        .end("data");
                outputPorts(node, 0);
                xml.end("layer");
            }
            default -> operation(node);
        }
    }

    private void operation(Node node) {
        Op op = node.op();
        // Components that are inputs in the IR come first, as constants of their own.
        List<Integer> operands = new ArrayList<>();
        List<TensorType> operandTypes = new ArrayList<>();
        IrForm form = IrForm.of(op);
        for (IrForm.Part part : form.operands()) {
            Weights contents = operand(part.of(op));
            operandTypes.add(contents.type());
            operands.add(constant(name(node) + "/" + part.name(), contents, Set.of()));
        }
        int id;
        if (op instanceof ForeignOp foreign) {
            id = startLayer(name(node), foreign.type(), "extension");
            foreignData(foreign);
        } else {
            id = startLayer(name(node), form.type(), form.opset());
            switch (op) {
                case If(Graph thenBody, Graph elseBody) -> {
                    ifMap("then_port_map", thenBody, node.inputs().size());
                    ifMap("else_port_map", elseBody, node.inputs().size());
                }
                case Loop loop -> loopMaps(loop, node.inputs().size());
                default -> data(op, form);
            }
            if (op instanceof Decompress) {
                mark("decompression");
            }
        }
        ids.put(node, id);
        List<Value> inputs = node.inputs();
        if (inputs.size() + operands.size() > 0) {
            xml.element("input");
            for (int i = 0; i < inputs.size(); i++) {
                port(i, inputs.get(i).type(), Set.of());
                edges.add(
                        new Edge(ids.get(inputs.get(i).node()), outputPort(inputs.get(i)), id, i));
            }
            for (int i = 0; i < operands.size(); i++) {
                port(inputs.size() + i, operandTypes.get(i), Set.of());
                edges.add(new Edge(operands.get(i), 0, id, inputs.size() + i));
            }
            xml.end("input");
        }
        outputPorts(node, inputs.size() + operands.size());
        switch (op) {
            case If(Graph thenBody, Graph elseBody) -> {
                body("then_body", thenBody);
                body("else_body", elseBody);
            }
            case Loop loop -> body("body", loop.body());
            default -> {}
        }
        xml.end("layer");
    }

    /// Something that the runtime knows an operation by.
    private void mark(String name) {
        xml.element("rt_info")
                .element("attribute")
                .attribute("name", name)
                .attribute("version", 0)
                .end("attribute")
                .end("rt_info");
    }

    private void foreignData(ForeignOp op) {
        if (!op.attributes().isEmpty()) {
            xml.element("data");
            op.attributes().forEach(xml::attribute);
            xml.end("data");
        }
    }

    private void data(Op op, IrForm form) {
        if (!form.attributes().isEmpty()) {
            xml.element("data");
            for (IrForm.Part part : form.attributes()) {
                xml.attribute(part.name(), word(part.of(op)));
            }
            xml.end("data");
        }
    }

    private int constant(String name, Weights contents, Set<String> tensorNames) {
        int id = startLayer(name, "Const", "opset1");
        xml.element("data")
                .attribute("element_type", contents.type().element())
                .attribute("shape", contents.type().shape())
                .attribute("offset", weights.place(contents))
                .attribute("size", contents.type().bytes())
                .end("data");
        xml.element("output");
        port(0, contents.type(), tensorNames);
        xml.end("output").end("layer");
        return id;
    }

    private void result(Value value) {
        String base = value.node().name().isEmpty() ? "result" : value.node().name();
        int id = startLayer(unique(base + "/sink_port_" + value.index()), "Result", "opset1");
        xml.element("input");
        port(0, value.type(), Set.of());
        xml.end("input").end("layer");
        edges.add(new Edge(ids.get(value.node()), outputPort(value), id, 0));
    }

    private int startLayer(String name, String type, String opset) {
        int id = nextId++;
        xml.element("layer")
                .attribute("id", id)
                .attribute("name", name)
                .attribute("type", type)
                .attribute("version", opset);
        return id;
    }

    private void outputPorts(Node node, int firstPort) {
        xml.element("output");
        for (Value output : node.outputs()) {
            port(
                    firstPort + output.index(),
                    output.type(),
                    graph.namesOf(output),
                    Optional.ofNullable(layouts.get(output)));
        }
        xml.end("output");
    }

    private void port(int id, TensorType type, Set<String> tensorNames) {
        port(id, type, tensorNames, Optional.empty());
    }

    private void port(int id, TensorType type, Set<String> tensorNames, Optional<String> layout) {
        xml.element("port").attribute("id", id).attribute("precision", type.element().precision());
        if (!tensorNames.isEmpty()) {
            xml.attribute(
                    "names",
                    tensorNames.stream()
                            .map(name -> name.replace(",", "\\,"))
                            .collect(Collectors.joining(",")));
        }
        for (Dimension dimension : type.shape().known().orElse(List.of())) {
            xml.number("dim", dimension.isStatic() ? dimension.value() : -1);
        }
        layout.ifPresent(text ->
                xml.element("rt_info")
                        .element("attribute")
                        .attribute("name", "layout")
                        .attribute("version", 0)
                        .attribute("layout", text)
                        .end("attribute")
                        .end("rt_info"));
        xml.end("port");
    }

    /// Port numbers of a layer count its inputs first and go on with its outputs.
    private static int outputPort(Value value) {
        int operands = IrForm.of(value.op()).operands().size();
        return value.node().inputs().size() + operands + value.index();
    }

    private String name(Node node) {
        return unique(node.name().isEmpty() ? node.op().typeName() : node.name());
    }

    private String unique(String name) {
        String candidate = name;
        while (!takenNames.add(candidate)) {
            candidate = name + "_" + repetitions.merge(name, 1, Integer::sum);
        }
        return candidate;
    }

    private static Weights operand(Object list) {
        return Weights.of(
                ((List<?>) list).stream().mapToLong(each -> ((Number) each).longValue()).toArray());
    }

    private static String word(Object value) {
        return switch (value) {
            case List<?> list ->
                    list.stream().map(IrWriter::word).collect(Collectors.joining(", "));
            case IrWord constant -> constant.irWord();
            case ElementType type -> type.irName();
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            default -> value.toString();
        };
    }
}
