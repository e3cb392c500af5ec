package org.tf2ov.ov.op;

/// An enum constant that the IR does not spell as its name in lower case.
public interface IrWord {
    /// The spelling in the IR.
    String irWord();
}
