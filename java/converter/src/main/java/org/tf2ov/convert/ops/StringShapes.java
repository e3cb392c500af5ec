package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.convert.Translators;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// What is asked of the shape of strings is that of the places where they begin.
@TfStringOp({"Rank", "Shape", "ShapeN", "Size"})
final class StringShapes implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        List<Value> places =
                node.inputs().stream()
                        .map(input ->
                                input.type().element() == ElementType.STRING
                                        ? Texts.of(g, input).begins()
                                        : input)
                        .toList();
        return Translators.builtIn()
                .of(node.op())
                .orElseThrow()
                .translate(node.withInputs(places), g);
    }
}
