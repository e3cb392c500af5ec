package org.tf2ov.tf.wire;

/// Bytes that are not a protocol buffer message.
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    public WireException(long offset, String what) {
        super(what, null, false, false);
        this.offset = offset;
    }

    /// Where in the source it went wrong.
    public long offset() {
        return offset;
    }
}
