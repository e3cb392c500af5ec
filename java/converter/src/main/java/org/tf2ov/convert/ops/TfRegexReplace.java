package org.tf2ov.convert.ops;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.CumSum;
import org.tf2ov.ov.op.Roll;
import org.tf2ov.tensor.ElementType;

/// `StaticRegexReplace(x; pattern, rewrite, replace_global)` and `RegexReplace(x, pattern,
/// rewrite)`, where the pattern is one set of bytes, or one or more of it (`[aeiou]`, `\\s+`), and
/// the rewrite at most one byte. OpenVINO has no regular expressions.
@TfStringOp({"RegexReplace", "StaticRegexReplace"})
final class TfRegexReplace implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        boolean isStatic = node.op().startsWith("Static");
        String pattern = isStatic ? node.attr("pattern", "") : known(node, 1, "pattern", g);
        String rewrite = isStatic ? node.attr("rewrite", "") : known(node, 2, "rewrite", g);
        Optional<ByteClass> set = ByteClass.of(pattern);
        String rest = set.map(found -> pattern.substring(found.length())).orElse("");
        boolean isSimple = set.isPresent() && (rest.isEmpty() || rest.equals("+"));
        boolean isByte =
                rewrite.isEmpty()
                        || rewrite.length() == 1
                                && rewrite.charAt(0) < 128
                                && !rewrite.equals("\\");
        if (!isSimple || !isByte) {
            throw new UntranslatableException(
                    "OpenVINO has no regular expressions; of '"
                            + pattern
                            + "' replaced by '"
                            + rewrite
                            + "' only a set of bytes replaced by at most one byte could be translated");
        }
        Texts texts = Texts.input(node, 0, g);
        Formula f = texts.f();
        Value width = f.add(texts.longest(), f.number(1));
        Term bytes = new Term(g, texts.table(width));
        Term matches = set.get().contains(bytes);
        Term begins = rest.isEmpty() ? matches : begins(f, matches);
        Term changed = matches;
        if (!node.attr("replace_global", true)) {
            Value count =
                    g.add(
                            new CumSum(false, false),
                            begins.convert(ElementType.I32).value(),
                            f.number(-1));
            changed = matches.and(new Term(g, count).equal(1));
            begins = begins.and(changed);
        }
        Term gone = bytes.number(-1);
        Term inPlace = rewrite.isEmpty() ? gone : bytes.number(rewrite.charAt(0));
        Term result = begins.choose(inPlace, changed.choose(gone, bytes));
        return List.of(Texts.ofTable(f, result.value()).packed(node.name()));
    }

    /// The first of each run of matches along the last dimension.
    private static Term begins(Formula f, Term matches) {
        GraphBuilder g = f.g();
        Value numbers = matches.convert(ElementType.I32).value();
        Value shifted = g.add(new Roll(), numbers, f.numbers(1), f.numbers(-1));
        // The last place of a row is behind its string, so that nothing comes round.
        return matches.and(new Term(g, shifted).equal(0));
    }

    private static String known(OpNode node, int index, String what, GraphBuilder g) {
        return new String(Texts.input(node, index, g).known(what), StandardCharsets.UTF_8);
    }
}
