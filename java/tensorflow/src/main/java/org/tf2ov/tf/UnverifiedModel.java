package org.tf2ov.tf;

import org.tf2ov.problem.Tf2ovException;

/// A model of which the checksums of large values have not been compared yet. What is made of it
/// must not be seen by anybody before [#verify] returned.
///
/// @param variables where its values come from
public record UnverifiedModel(FrozenModel model, Variables variables) {
    /// Compares the checksums of all values. Those that have been read on the way cost nothing.
    ///
    /// @throws Tf2ovException if some are damaged; it tells all of them
    public void verify() {
        variables.verify();
    }
}
