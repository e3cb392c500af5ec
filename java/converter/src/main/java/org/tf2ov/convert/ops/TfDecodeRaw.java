package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// `DecodeRaw(x; out_type)`: the bytes of strings, which are all of one length, as numbers of one
/// byte.
@TfStringOp("DecodeRaw")
final class TfDecodeRaw implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        ElementType type = node.elementType("out_type");
        if (type != ElementType.U8 && type != ElementType.I8) {
            throw new UntranslatableException(
                    "its numbers are "
                            + type.irName()
                            + "; only single bytes are taken from strings");
        }
        Texts texts = Texts.input(node, 0, g);
        Term bytes = new Term(g, texts.table(texts.longest()));
        if (type == ElementType.I8) {
            bytes = bytes.atLeast(128).choose(bytes.minus(256), bytes);
        }
        return List.of(bytes.convert(type).value());
    }
}
