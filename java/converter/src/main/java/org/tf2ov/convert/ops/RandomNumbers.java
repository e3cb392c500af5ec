package org.tf2ov.convert.ops;

import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.RandomAlignment;
import org.tf2ov.ov.op.RandomUniform;
import org.tf2ov.tensor.ElementType;

/// Random numbers, drawn uniformly and then bent to other distributions.
///
/// @param shape of what is drawn
/// @param type of what is drawn; the runtime draws `f32`
/// @param seed of the graph; with that of the operation 0, each inference draws other numbers
/// @param operationSeed of the operation
record RandomNumbers(Formula f, Value shape, ElementType type, long seed, long operationSeed) {
    /// What separates the seeds of two draws for one operation.
    private static final long SECOND = 0x9E3779B9L;

    /// Numbers from 0 until before 1.
    Value uniform() {
        return f.convert(draw(operationSeed).value(), type);
    }

    /// Normal numbers, by Box and Muller: `sqrt(-2 ln u) cos(2 pi v)`.
    Value normal() {
        Term u = draw(operationSeed).negative().plus(1);
        long second = seed == 0 && operationSeed == 0 ? 0 : operationSeed + SECOND;
        Term angle = draw(second).times(2 * Math.PI);
        return f.convert(u.log().times(-2).sqrt().times(angle.cos()).value(), type);
    }

    /// Normal numbers of at most 2, by their quantiles.
    Value truncatedNormal() {
        double below = 0.022750131948179;
        Term p = draw(operationSeed).times(1 - 2 * below).plus(below);
        Term tail = p.min(p.negative().plus(1));
        Term numbers = Quantiles.of(p.minus(0.5), tail).max(-2).min(2);
        return f.convert(numbers.value(), type);
    }

    /// Whole numbers from one until before another.
    Value whole(Value from, Value until) {
        RandomUniform draw =
                new RandomUniform(type, operationSeed, seed, RandomAlignment.TENSORFLOW);
        return f.g().add(draw, shape, from, until);
    }

    private Term draw(long operation) {
        Value numbers =
                f.g().add(
                                new RandomUniform(
                                        ElementType.F32,
                                        operation,
                                        seed,
                                        RandomAlignment.TENSORFLOW),
                                shape,
                                f.g().scalar(ElementType.F32, 0),
                                f.g().scalar(ElementType.F32, 1));
        return new Term(f.g(), numbers);
    }
}
