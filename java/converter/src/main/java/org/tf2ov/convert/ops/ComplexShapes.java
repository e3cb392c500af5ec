package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.convert.Translators;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// What is asked of the shape of complex numbers is that of their real parts.
@TfComplexOp({"Rank", "Shape", "ShapeN", "Size"})
final class ComplexShapes implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            parts.add(node.isComplex(i) ? Pairs.of(g, node.input(i)).re().value() : node.input(i));
        }
        return Translators.builtIn()
                .of(node.op())
                .orElseThrow()
                .translate(node.withInputs(parts), g);
    }
}
