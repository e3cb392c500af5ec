package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// Joins two transposes that follow each other, and drops the pair when they undo each other.
///
///     y = Transpose[q](Transpose[p](x))
///     y = Transpose[p then q](x)          or x itself
public final class JoinTransposes implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern INNER = Pattern.op(Transpose.class, X);
    private static final Pattern OUTER = Pattern.op(Transpose.class, INNER);

    @Override
    public Pattern pattern() {
        return OUTER;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        if (match.value(INNER).op() instanceof Transpose(List<Integer> first)
                && match.value(OUTER).op() instanceof Transpose(List<Integer> second)) {
            List<Integer> joined = second.stream().map(first::get).toList();
            boolean identity = IntStream.range(0, joined.size()).allMatch(i -> joined.get(i) == i);
            Value x = match.value(X);
            return Optional.of(identity ? x : g.add(new Transpose(joined), x));
        }
        return Optional.empty();
    }
}
