package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// `StringLower(x; encoding)` and `StringUpper`. Without an encoding only the letters of ASCII
/// change.
@TfStringOp({"StringLower", "StringUpper"})
final class TfStringCase implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        if (!node.attr("encoding", "").isEmpty()) {
            throw new UntranslatableException(
                    "its encoding is "
                            + node.attr("encoding", "")
                            + ", and OpenVINO has no table of the letters of Unicode");
        }
        boolean lower = node.op().equals("StringLower");
        Texts texts = Texts.input(node, 0, g);
        Term bytes = new Term(g, texts.bytes()).convert(ElementType.I32);
        Term isLetter = bytes.atLeast(lower ? 'A' : 'a').and(bytes.atMost(lower ? 'Z' : 'z'));
        Term shift = isLetter.convert(ElementType.I32).times(lower ? 32 : -32);
        Value changed = bytes.plus(shift).convert(ElementType.U8).value();
        return List.of(
                new Texts(texts.f(), texts.begins(), texts.ends(), changed).packed(node.name()));
    }
}
