package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tf2ov.ov.ir.Ir;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.LayerTypes;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.TensorType;

/// Compares the types that we wrote into an IR with those that the runtime infers when it reads the
/// IR.
final class InferredTypes {
    private InferredTypes() {}

    /// Each output of each layer has the element type and the dimensions that we said.
    static void assertEqualToRuntime(Core core, Ir ir, Tensor weights) throws XMLStreamException {
        Map<String, TensorType> runtime = LayerTypes.of(core, ir.xml(), weights);
        SequencedMap<String, String> ours = written(ir.xml());
        List<String> differences = new ArrayList<>();
        ours.forEach((output, type) -> {
            String theirs = describe(runtime.get(output));
            if (!type.equals(theirs)) {
                differences.add(output + ": ours " + type + ", runtime " + theirs);
            }
        });
        assertEquals(List.of(), differences);
        assertEquals(runtime.keySet(), ours.keySet());
    }

    private static String describe(TensorType type) {
        if (type == null) {
            return "nothing";
        }
        // The IR's ports do not tell a dynamic rank from a scalar, nor bounds from unknown
        // dimensions.
        return type.element().precision()
                + type.shape().known().orElse(List.of()).stream()
                        .map((Dimension d) -> d.isStatic() ? Long.toString(d.value()) : "-1")
                        .collect(Collectors.joining(",", "[", "]"));
    }

    private static SequencedMap<String, String> written(String xml) throws XMLStreamException {
        SequencedMap<String, String> types = new java.util.LinkedHashMap<>();
        XMLStreamReader in =
                XMLInputFactory.newDefaultFactory()
                        .createXMLStreamReader(new java.io.StringReader(xml));
        String layer = "";
        boolean output = false;
        int index = 0;
        String precision = "";
        List<String> dimensions = new ArrayList<>();
        int bodies = 0; // what is in them, nobody outside sees
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT && in.getLocalName().endsWith("body")) {
                bodies++;
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && in.getLocalName().endsWith("body")) {
                bodies--;
            } else if (bodies == 0 && event == XMLStreamConstants.START_ELEMENT) {
                switch (in.getLocalName()) {
                    case "layer" -> {
                        layer = in.getAttributeValue(null, "name");
                        index = 0;
                    }
                    case "output" -> output = true;
                    case "port" -> {
                        precision = in.getAttributeValue(null, "precision");
                        dimensions.clear();
                    }
                    case "dim" -> dimensions.add(in.getElementText());
                    default -> {}
                }
            } else if (bodies == 0 && event == XMLStreamConstants.END_ELEMENT) {
                if (in.getLocalName().equals("port") && output) {
                    types.put(
                            layer + ":" + index++,
                            precision + "[" + String.join(",", dimensions) + "]");
                } else if (in.getLocalName().equals("output")) {
                    output = false;
                }
            }
        }
        return types;
    }
}
