package org.tf2ov.convert;

/// A node uses its operation in a way that has no translation. The message says in what way,
/// without naming the node: whoever translates the graph knows its name.
public final class UntranslatableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UntranslatableException(String message) {
        super(message);
    }
}
