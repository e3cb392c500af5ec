package org.tf2ov.tensor;

/// A whole number that is known, known within bounds, or not known: `3`, `2..8`, `3..`, `?`.
///
/// It is a dimension of a shape (then never negative) and also an element of a small integer tensor
/// whose value is partly known, such as the result of `ShapeOf`. Bounds are inclusive; [#UNBOUNDED]
/// stands for no upper bound and `Long.MIN_VALUE` for no lower one.
///
/// @param min the smallest value that it may have
/// @param max the largest value that it may have
public record Dimension(long min, long max) {
    public static final long UNBOUNDED = Long.MAX_VALUE;

    /// A dimension of which nothing is known: zero or more.
    public static final Dimension ANY = new Dimension(0, UNBOUNDED);

    /// A number of which nothing is known, not even its sign.
    public static final Dimension ANY_NUMBER = new Dimension(Long.MIN_VALUE, UNBOUNDED);

    public Dimension {
        if (min > max) {
            throw new IllegalArgumentException(
                    "the bounds " + min + ".." + max + " leave no value");
        }
    }

    public static Dimension of(long value) {
        return new Dimension(value, value);
    }

    /// As in a shape that is written with numbers only: -1 means unknown.
    public static Dimension ofSigned(long value) {
        return value == -1 ? ANY : of(value);
    }

    public boolean isStatic() {
        return min == max;
    }

    public boolean is(long value) {
        return min == value && max == value;
    }

    /// The value of a known dimension.
    ///
    /// @throws IllegalStateException if it is not known
    public long value() {
        if (!isStatic()) {
            throw new IllegalStateException("dimension " + this + " is not known");
        }
        return min;
    }

    public boolean isUnbounded() {
        return max == UNBOUNDED;
    }

    public boolean contains(long value) {
        return min <= value && value <= max;
    }

    /// Whether some value satisfies both.
    public boolean overlaps(Dimension other) {
        return Math.max(min, other.min) <= Math.min(max, other.max);
    }

    /// What satisfies both.
    public Dimension intersect(Dimension other) {
        return new Dimension(Math.max(min, other.min), Math.min(max, other.max));
    }

    /// What satisfies one of the two.
    public Dimension union(Dimension other) {
        return new Dimension(Math.min(min, other.min), Math.max(max, other.max));
    }

    public Dimension plus(Dimension other) {
        return new Dimension(add(min, other.min), add(max, other.max));
    }

    public Dimension plus(long other) {
        return plus(of(other));
    }

    public Dimension minus(Dimension other) {
        return plus(other.negate());
    }

    public Dimension negate() {
        return new Dimension(opposite(max), opposite(min));
    }

    public Dimension times(Dimension other) {
        long a = multiply(min, other.min);
        long b = multiply(min, other.max);
        long c = multiply(max, other.min);
        long d = multiply(max, other.max);
        return new Dimension(
                Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }

    public Dimension times(long other) {
        return times(of(other));
    }

    /// Division that rounds down; the divisor is known and positive.
    public Dimension floorDivide(long divisor) {
        return new Dimension(divide(min, divisor), divide(max, divisor));
    }

    /// Division that rounds up; the divisor is known and positive.
    public Dimension ceilDivide(long divisor) {
        return negate().floorDivide(divisor).negate();
    }

    /// The larger of the two.
    public Dimension max(Dimension other) {
        return new Dimension(Math.max(min, other.min), Math.max(max, other.max));
    }

    /// The smaller of the two.
    public Dimension min(Dimension other) {
        return new Dimension(Math.min(min, other.min), Math.min(max, other.max));
    }

    /// The same with everything below zero cut off, as a dimension of a shape must be.
    public Dimension atLeastZero() {
        return new Dimension(Math.max(min, 0), Math.max(max, 0));
    }

    /// `3`, `?`, `2..8`, `3..`, `..8`: the spelling of an IR's `shape` attribute.
    @Override
    public String toString() {
        if (isStatic()) {
            return Long.toString(min);
        }
        if (max == UNBOUNDED) {
            return min <= 0 ? "?" : min + "..";
        }
        return (min <= 0 ? "" : Long.toString(min)) + ".." + max;
    }

    private static boolean isInfinite(long value) {
        return value == UNBOUNDED || value == Long.MIN_VALUE;
    }

    private static long opposite(long value) {
        return value == UNBOUNDED ? Long.MIN_VALUE : value == Long.MIN_VALUE ? UNBOUNDED : -value;
    }

    private static long add(long a, long b) {
        if (isInfinite(a)) {
            return a;
        }
        if (isInfinite(b)) {
            return b;
        }
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        return overflow ? (a > 0 ? UNBOUNDED : Long.MIN_VALUE) : sum;
    }

    private static long multiply(long a, long b) {
        if (a == 0 || b == 0) {
            return 0;
        }
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        boolean overflow =
                isInfinite(a)
                        || isInfinite(b)
                        || (high != 0 || low < 0) && (high != -1 || low >= 0);
        return overflow ? ((a < 0) == (b < 0) ? UNBOUNDED : Long.MIN_VALUE) : low;
    }

    private static long divide(long a, long divisor) {
        return isInfinite(a) ? a : Math.floorDiv(a, divisor);
    }
}
