package org.tf2ov.convert.ops;

import java.util.BitSet;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.CumSum;
import org.tf2ov.ov.op.GatherND;
import org.tf2ov.ov.op.NonZero;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.Roll;
import org.tf2ov.tensor.ElementType;

/// `StringSplitV2(x, separator; maxsplit)` and `StringSplit(x, separators; skip_empty)` cut strings
/// into pieces: a sparse matrix of the pieces of each string. Without a separator `StringSplitV2`
/// cuts at white space; what several of these enclose is then no piece.
@TfStringOp({"StringSplit", "StringSplitV2"})
final class TfStringSplit implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        boolean second = node.op().equals("StringSplitV2");
        if (second && node.attr("maxsplit", -1L) >= 0) {
            throw new UntranslatableException(
                    "its maxsplit is " + node.attr("maxsplit", -1L) + "; only all pieces are cut");
        }
        byte[] separators = Texts.input(node, 1, g).known("separator (input 1)");
        if (second ? separators.length > 1 : separators.length == 0) {
            throw new UntranslatableException(
                    second
                            ? "its separator has more than one byte"
                            : "it cuts into single characters");
        }
        boolean skip = second ? separators.length == 0 : node.attr("skip_empty", true);
        BitSet set = new BitSet();
        for (byte separator : separators) {
            set.set(separator & 0xff);
        }
        ByteClass separating =
                second && separators.length == 0
                        ? ByteClass.of("[\\s\u000b]").orElseThrow()
                        : new ByteClass(set, 1);
        Texts texts = Texts.input(node, 0, g);
        Formula f = texts.f();
        Value width = f.add(texts.longest(), f.number(1));
        Term bytes = new Term(g, texts.table(width));
        Term isSeparator = separating.contains(bytes);
        Term places = new Term(g, f.convert(f.range(width), ElementType.I32));
        Term lengths = new Term(g, f.unsqueeze(texts.lengths(), -1));
        Term begins;
        Term ends;
        if (skip) {
            Term isPiece = bytes.atLeast(0).and(isSeparator.not());
            begins = isPiece.and(moved(isPiece, 1).not());
            ends = isPiece.not().and(moved(isPiece, 1));
        } else {
            begins = places.equal(0).or(moved(isSeparator, 1));
            ends = isSeparator.or(places.equal(lengths));
            if (!second) {
                // A string without bytes has no pieces here.
                Term hasBytes = lengths.greater(0);
                begins = begins.and(hasBytes);
                ends = ends.and(hasBytes);
            }
        }
        Value first = g.add(new NonZero(ElementType.I64), begins.value());
        Value last = g.add(new NonZero(ElementType.I64), ends.value());
        Value rows = f.gather(first, f.number(0), 0);
        Value start = f.gather(f.i64(texts.begins()), rows, 0);
        Value from = f.add(start, f.gather(first, f.number(1), 0));
        Value until = f.add(start, f.gather(last, f.number(1), 0));
        Value counted = begins.convert(ElementType.I32).value();
        Value before = g.add(new CumSum(true, false), counted, f.number(1));
        Value columns = f.i64(g.add(new GatherND(0), before, f.transpose(first, List.of(1, 0))));
        Value most = f.i64(g.add(new ReduceMax(false), f.sum(counted, 1), f.number(0)));
        Value shape = f.concat(0, f.shapeOf(texts.begins()), f.unsqueeze(most, 0));
        Texts pieces =
                new Texts(
                        f,
                        f.convert(from, ElementType.I32),
                        f.convert(until, ElementType.I32),
                        texts.bytes());
        return List.of(
                f.concat(1, f.unsqueeze(rows, 1), f.unsqueeze(columns, 1)),
                pieces.packed(node.name()),
                shape);
    }

    /// Flags that stand one place further along the last dimension; the last place of a row holds
    /// no byte, so that nothing comes round.
    private static Term moved(Term flags, long by) {
        Formula f = new Formula(flags.g());
        Value numbers = flags.convert(ElementType.I32).value();
        Value turned = flags.g().add(new Roll(), numbers, f.numbers(by), f.numbers(-1));
        return new Term(flags.g(), turned).equal(1);
    }
}
