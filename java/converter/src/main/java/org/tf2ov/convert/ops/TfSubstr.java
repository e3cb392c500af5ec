package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// `Substr(x, pos, len; unit)`: a part of each string, in bytes; a negative place counts from the
/// end. Strings of ASCII are the same in characters, but which strings these are is not known
/// before.
@TfStringOp("Substr")
final class TfSubstr implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        if (!node.attr("unit", "BYTE").equals("BYTE")) {
            throw new UntranslatableException(
                    "it counts characters of UTF-8; only bytes are counted");
        }
        Texts texts = Texts.input(node, 0, g);
        Formula f = texts.f();
        Term begins = new Term(g, texts.begins());
        Term ends = new Term(g, texts.ends());
        Term place = new Term(g, f.convert(node.input(1), ElementType.I32));
        Term length = new Term(g, f.convert(node.input(2), ElementType.I32));
        Term from =
                place.less(0).choose(ends.plus(place), begins.plus(place)).max(begins).min(ends);
        Term until = from.plus(length).max(from).min(ends);
        return List.of(
                new Texts(f, from.value(), until.value(), texts.bytes()).packed(node.name()));
    }
}
