package org.tf2ov.convert;

/// Which tf2ov this is.
public final class Version {
    /// The version, as in the Maven coordinates.
    public static final String NUMBER = "0.1.0";

    private Version() {}
}
