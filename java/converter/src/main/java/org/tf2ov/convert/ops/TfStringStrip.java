package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.ReduceMin;
import org.tf2ov.tensor.ElementType;

/// `StringStrip(x)` drops white space at both ends.
@TfStringOp("StringStrip")
final class TfStringStrip implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Texts texts = Texts.input(node, 0, g);
        Formula f = texts.f();
        Value width = f.add(texts.longest(), f.number(1));
        Term bytes = new Term(g, texts.table(width));
        Term isSpace = bytes.equal(' ').or(bytes.atLeast('\t').and(bytes.atMost('\r')));
        Term isKept = bytes.atLeast(0).and(isSpace.not());
        Term places = new Term(g, f.convert(f.range(width), ElementType.I32));
        Term first =
                new Term(
                        g,
                        g.add(
                                new ReduceMin(false),
                                isKept.choose(places, bytes.number(Integer.MAX_VALUE)).value(),
                                f.numbers(-1)));
        Term last =
                new Term(
                        g,
                        g.add(
                                new ReduceMax(false),
                                isKept.choose(places, bytes.number(-1)).value(),
                                f.numbers(-1)));
        Term isEmpty = last.less(0);
        Term begins = new Term(g, texts.begins());
        Term from = isEmpty.choose(begins, begins.plus(first));
        Term until = isEmpty.choose(begins, begins.plus(last).plus(1));
        return List.of(
                new Texts(f, from.value(), until.value(), texts.bytes()).packed(node.name()));
    }
}
