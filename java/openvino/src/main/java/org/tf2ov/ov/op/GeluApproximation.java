package org.tf2ov.ov.op;

/// How exactly [Gelu] is computed.
public enum GeluApproximation implements IrWord {
    ERF,
    TANH;

    @Override
    public String irWord() {
        return name();
    }
}
