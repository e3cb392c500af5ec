package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// `StringLength(x; unit)` in bytes, or in the characters of UTF-8: all bytes but those that
/// continue one, which are 128 to 191.
@TfStringOp("StringLength")
final class TfStringLength implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Texts texts = Texts.input(node, 0, g);
        if (node.attr("unit", "BYTE").equals("BYTE")) {
            return List.of(texts.lengths());
        }
        Formula f = texts.f();
        Term bytes = new Term(g, texts.table(texts.longest()));
        Term begins = bytes.atLeast(0).and(bytes.less(128).or(bytes.atLeast(192)));
        return List.of(f.sum(begins.convert(ElementType.I32).value(), -1));
    }
}
