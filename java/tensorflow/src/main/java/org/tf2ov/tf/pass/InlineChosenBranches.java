package org.tf2ov.tf.pass;

import java.util.Optional;
import org.tf2ov.tf.TfGraph;

/// Chooses branches and inlines them, which shows the conditions of the branches within them, and
/// so on. Branches that are nested deeper than anybody writes are left to whoever translates them.
final class InlineChosenBranches implements FreezeStep {
    private static final int DEEPEST = 100;

    private final FreezeStep inline = new InlineFunctions();

    @Override
    public TfGraph apply(TfGraph graph, Task task) {
        TfGraph done = graph;
        for (int i = 0; i < DEEPEST; i++) {
            Optional<TfGraph> chosen = ChooseBranches.in(done, task);
            if (chosen.isEmpty()) {
                return done;
            }
            done = inline.apply(chosen.get(), task);
        }
        return done;
    }
}
