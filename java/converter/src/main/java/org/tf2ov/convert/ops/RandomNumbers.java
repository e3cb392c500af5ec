package org.tf2ov.convert.ops;

import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ErfInv;
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

    /// Normal numbers between -2 and 2: the quantiles `sqrt 2 erfinv(u)` of uniform ones.
    ///
    /// One chain of operations, since the CPU plug-in reuses the memory of random numbers too early
    /// where several operations take them.
    Value truncatedNormal() {
        double within = 0.954499736103642;
        Term u = new Term(f.g(), draw(operationSeed, -within, within));
        Term numbers = u.then(new ErfInv()).times(Math.sqrt(2));
        return f.convert(numbers.value(), type);
    }

    /// Whole numbers from one until before another.
    Value whole(Value from, Value until) {
        RandomUniform draw =
                new RandomUniform(type, operationSeed, seed, RandomAlignment.TENSORFLOW);
        return f.g().add(draw, shape, from, until);
    }

    private Term draw(long operation) {
        return new Term(f.g(), draw(operation, 0, 1));
    }

    private Value draw(long operation, double from, double until) {
        GraphBuilder g = f.g();
        return g.add(
                new RandomUniform(ElementType.F32, operation, seed, RandomAlignment.TENSORFLOW),
                shape,
                g.scalar(ElementType.F32, from),
                g.scalar(ElementType.F32, until));
    }
}
