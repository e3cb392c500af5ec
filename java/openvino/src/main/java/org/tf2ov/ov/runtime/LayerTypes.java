package org.tf2ov.ov.runtime;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.tensor.TensorType;

/// What the runtime infers for every layer of an IR, to compare with what we inferred.
///
/// The C API shows nothing but the inputs and outputs of a model. So a copy of the IR is read in
/// which every output of every layer feeds one more Result. The runtime keeps the order of Results.
public final class LayerTypes {
    /// An output of a layer: which one of the layer's, and the number of its port.
    private record Output(String layer, String layerId, int index, String port) {}

    private final List<Output> outputs = new ArrayList<>();
    private int results;

    private LayerTypes() {}

    /// The type of every output of every layer of the outermost graph, by the name of the layer and
    /// the number of the output: `conv1:0`. The order is that of the IR. Layers in the bodies of
    /// loops and branches are left out, since nothing outside can see them.
    public static Map<String, TensorType> of(Core core, String xml) {
        LayerTypes layers = parse(xml);
        try (Model model = core.readModel(layers.withResults(xml))) {
            return layers.types(model);
        }
    }

    /// The same for an IR with weights.
    public static Map<String, TensorType> of(Core core, String xml, Tensor weights) {
        LayerTypes layers = parse(xml);
        try (Model model = core.readModel(layers.withResults(xml), weights)) {
            return layers.types(model);
        }
    }

    private static LayerTypes parse(String xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        LayerTypes layers = new LayerTypes();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            layers.read(reader);
            reader.close();
        } catch (XMLStreamException e) {
            throw new MalformedInputException("the IR", "is not XML: " + e.getMessage(), e);
        }
        return layers;
    }

    /// Layers of the outermost graph are at depth 3: `net`, `layers`, `layer`; their ports at depth
    /// 5.
    private void read(XMLStreamReader reader) throws XMLStreamException {
        String layer = "";
        String layerId = "";
        boolean inOutput = false;
        int index = 0;
        int depth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                String element = reader.getLocalName();
                if (depth == 3 && element.equals("layer")) {
                    layer = reader.getAttributeValue(null, "name");
                    layerId = reader.getAttributeValue(null, "id");
                    index = 0;
                    if ("Result".equals(reader.getAttributeValue(null, "type"))) {
                        results++;
                    }
                } else if (depth == 4) {
                    inOutput = element.equals("output");
                } else if (depth == 5 && inOutput && element.equals("port")) {
                    outputs.add(
                            new Output(
                                    layer, layerId, index++, reader.getAttributeValue(null, "id")));
                }
            }
        }
    }

    /// Sections of bodies end before those of the net do, so the last ends are those of the net.
    private String withResults(String xml) {
        int layersEnd = xml.lastIndexOf("</layers>");
        int edgesEnd = xml.lastIndexOf("</edges>");
        if (layersEnd < 0 || edgesEnd < layersEnd) {
            throw new MalformedInputException("the IR", "has no layers, or no edges after them");
        }
        StringBuilder layers = new StringBuilder();
        StringBuilder edges = new StringBuilder();
        long id = 1L << 40; // beyond those in use
        for (Output output : outputs) {
            layers.append("<layer id=\"")
                    .append(id)
                    .append("\" name=\"result ")
                    .append(id)
                    .append(
                            "\" type=\"Result\" version=\"opset1\"><input><port id=\"0\" precision=\"FP32\"/></input></layer>\n");
            edges.append("<edge from-layer=\"")
                    .append(output.layerId())
                    .append("\" from-port=\"")
                    .append(output.port())
                    .append("\" to-layer=\"")
                    .append(id)
                    .append("\" to-port=\"0\"/>\n");
            id++;
        }
        return xml.substring(0, layersEnd)
                + layers
                + xml.substring(layersEnd, edgesEnd)
                + edges
                + xml.substring(edgesEnd);
    }

    private Map<String, TensorType> types(Model model) {
        Map<String, TensorType> types = new LinkedHashMap<>();
        List<Port> ports = model.outputs();
        for (int i = 0; i < outputs.size(); i++) {
            String key = outputs.get(i).layer() + ":" + outputs.get(i).index();
            if (types.put(key, ports.get(results + i).type()) != null) {
                throw new MalformedInputException(
                        "the IR", "has two layers with the name '" + outputs.get(i).layer() + "'");
            }
        }
        return types;
    }
}
