package org.tf2ov.convert.ops;

import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.FloorMod;
import org.tf2ov.ov.op.LogicalXor;
import org.tf2ov.tensor.ElementType;

/// The exact division of integers, rounded down.
///
/// The CPU plug-in divides integers as `f32`: it loses what is beyond 24 bits, does not round down,
/// and rounds bytes to the nearest. Its quotient is therefore taken as a guess, which is corrected
/// by the remainder: multiplication and subtraction are exact.
///
/// @param quotient `floor(a / b)`
/// @param remainder `a - quotient * b`, with the sign of `b`
record IntegerDivision(Term quotient, Term remainder) {
    static IntegerDivision of(Term left, Term right) {
        ElementType type = left.type();
        if (isShape(left) && isShape(right)) {
            // Plain, so that both we and the runtime follow the dimensions through it.
            return new IntegerDivision(left.over(right), left.then(new FloorMod(), right));
        }
        Term a = left.convert(wide(type));
        Term b = right.convert(wide(type));
        Term guess = a.then(new Divide(false), b);
        Term better = guess.plus(a.minus(guess.times(b)).then(new Divide(false), b));
        Term rest = a.minus(better.times(b));
        Term isBelow = rest.equal(0).not().and(rest.less(0).then(new LogicalXor(), b.less(0)));
        Term isBeyond = rest.abs().atLeast(b.abs());
        Term correction = isBelow.choose(a.number(-1), isBeyond.choose(a.number(1), a.number(0)));
        Term quotient = better.plus(correction);
        return new IntegerDivision(
                quotient.convert(type), a.minus(quotient.times(b)).convert(type));
    }

    /// Whether it is a small tensor of numbers that are not negative, as shapes are.
    private static boolean isShape(Term term) {
        return term.value()
                .elements()
                .filter(elements -> elements.stream().allMatch(element -> element.min() >= 0))
                .isPresent();
    }

    /// A signed type of at least 32 bits, so that differences do not wrap around.
    private static ElementType wide(ElementType type) {
        return type.bits() < 32 ? ElementType.I32 : type.isSigned() ? type : ElementType.I64;
    }
}
