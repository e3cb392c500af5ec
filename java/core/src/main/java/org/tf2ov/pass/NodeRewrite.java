package org.tf2ov.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// A [Rewrite] of operations that may have several outputs: it says what stands in place of all of
/// them at once.
public interface NodeRewrite extends Rewrite {
    @Override
    Optional<List<Value>> replaceAll(Match match, GraphBuilder g);

    /// The only one, of an operation that has only one.
    @Override
    default Optional<Value> replace(Match match, GraphBuilder g) {
        return replaceAll(match, g).filter(all -> all.size() == 1).map(List::getFirst);
    }
}
