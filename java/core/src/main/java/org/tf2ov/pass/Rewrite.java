package org.tf2ov.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// A small rule: what a node and its surroundings look like, and what may stand there instead.
///
/// The replacement has to compute the same values. Rules are applied by [Rewriting].
public interface Rewrite {
    /// The picture; its root is the value to replace.
    Pattern pattern();

    /// What may stand in place of the root, or nothing when the rule does not apply after all.
    Optional<Value> replace(Match match, GraphBuilder g);

    /// The same for nodes with several outputs: as many values as the root's node has outputs.
    default Optional<List<Value>> replaceAll(Match match, GraphBuilder g) {
        return replace(match, g).map(List::of);
    }
}
