/// The commands of `tf2ov`: arguments enter, files and lines of text leave.
///
/// [Tf2ov] is the root. A command says what it does as lines for people, or as one JSON document
/// with `--json`. What goes wrong is thrown as a `Tf2ovException` and told in one place,
/// [Failures].
package org.tf2ov.cli;
