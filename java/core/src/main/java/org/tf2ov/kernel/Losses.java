package org.tf2ov.kernel;

/// What became of numbers that a narrower type, or a product, can't hold.
///
/// @param overflows finite numbers that became infinite
/// @param underflows numbers other than zero that became zero
public record Losses(long overflows, long underflows) {
    public static final Losses NONE = new Losses(0, 0);

    public Losses plus(Losses other) {
        return new Losses(overflows + other.overflows, underflows + other.underflows);
    }
}
