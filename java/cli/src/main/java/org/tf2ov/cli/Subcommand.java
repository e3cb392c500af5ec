package org.tf2ov.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One command of `tf2ov`.
interface Subcommand {
    /// What it takes, and what its help says.
    CommandSpec spec();

    /// Does it.
    ///
    /// @throws org.tf2ov.problem.Tf2ovException with all that is wrong
    void run(ParseResult given, Terminal terminal);
}
