package org.tf2ov.ov.op;

/// Where [MVN] adds its small number.
public enum MvnEpsMode implements IrWord {
    /// To the variance.
    INSIDE_SQRT,
    /// To the standard deviation.
    OUTSIDE_SQRT;

    @Override
    public String irWord() {
        return name();
    }
}
