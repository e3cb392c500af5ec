package org.tf2ov.graph;

/// An operation cannot be applied to its inputs. The message says why, without naming the node:
/// whoever adds the node knows its name.
public final class InferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InferenceException(String message) {
        super(message);
    }
}
