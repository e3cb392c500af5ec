package org.tf2ov.convert.ops;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.ReduceSum;
import org.tf2ov.tensor.Weights;

/// New elements along a dimension, each a weighted sum of some of the old ones.
///
/// @param places a row for each new element: which old ones it is made of
/// @param weights how much they count
record Resampling(Value places, Value weights) {
    /// From sums that may differ in length.
    static Resampling of(GraphBuilder g, long[][] places, float[][] weights) {
        int count = places.length;
        int terms = Math.max(1, Arrays.stream(places).mapToInt(row -> row.length).max().orElse(0));
        long[] flatPlaces = new long[count * terms];
        float[] flatWeights = new float[count * terms];
        for (int i = 0; i < count; i++) {
            System.arraycopy(places[i], 0, flatPlaces, i * terms, places[i].length);
            System.arraycopy(weights[i], 0, flatWeights, i * terms, weights[i].length);
        }
        Formula f = new Formula(g);
        long[] shape = {count, terms};
        return new Resampling(
                f.reshape(f.numbers(flatPlaces), shape),
                g.constant(Weights.ofFloats(shape, flatWeights)));
    }

    /// The tensor, of known rank, with its dimension `axis` made anew.
    Value along(Formula f, Value x, int axis) {
        GraphBuilder g = f.g();
        // [..., old, ...] becomes [..., new, terms, ...]
        Value taken = f.gather(x, places, axis);
        int behind = x.shape().rank() - axis - 1;
        Value factors =
                behind == 0
                        ? weights
                        : f.unsqueeze(weights, LongStream.range(2, 2 + behind).toArray());
        return g.add(new ReduceSum(false), f.multiply(taken, factors), f.numbers(axis + 1));
    }

    /// Height (axis 1) or width (axis 2) of a channels-last image, made anew by a matrix of weights
    /// with a row for each new pixel and a column for each old one.
    static Value byMatrix(Formula f, Value x, int axis, Value matrix) {
        GraphBuilder g = f.g();
        MatMul product = new MatMul(false, false);
        if (axis == 2) {
            return g.add(product, matrix, x);
        }
        Value shape = f.shapeOf(x);
        Value rows = f.reshape(x, f.concat(0, f.slice(shape, 0, 2, 0), f.numbers(-1)));
        Value made = g.add(product, matrix, rows);
        Value restored = f.concat(0, f.slice(f.shapeOf(made), 0, 2, 0), f.slice(shape, 2, 4, 0));
        return f.reshape(made, restored);
    }
}
