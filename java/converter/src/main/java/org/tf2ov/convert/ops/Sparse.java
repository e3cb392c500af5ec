package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ScatterNDReduce;
import org.tf2ov.ov.op.ScatterReduction;
import org.tf2ov.ov.op.TopK;
import org.tf2ov.ov.op.TopKMode;
import org.tf2ov.ov.op.TopKSort;
import org.tf2ov.tensor.ElementType;

/// Sparse tensors, which are three tensors: a row of coordinates for each value, the values, and
/// the shape.
///
/// @param places `i64[count, rank]`
/// @param values `[count]`
/// @param shape `i64[rank]`
record Sparse(Formula f, Value places, Value values, Value shape) {
    static Sparse of(Formula f, OpNode node, int first) {
        Value places = f.i64(node.input(first));
        Value shape = f.i64(node.input(first + 2));
        boolean open = !places.shape().hasRank(2) || !places.shape().dimension(1).isStatic();
        if (open && shape.shape().isStatic()) {
            places = f.reshape(places, -1, rank(places, shape));
        }
        return new Sparse(f, places, node.input(first + 1), shape);
    }

    /// How many dimensions the tensor has.
    int rank() {
        return rank(places, shape);
    }

    static int rank(Value places, Value shape) {
        if (shape.shape().isStatic()) {
            return (int) shape.shape().elementCount().value();
        }
        if (places.shape().hasRank(2) && places.shape().dimension(1).isStatic()) {
            return (int) places.shape().dimension(1).value();
        }
        throw new UntranslatableException(
                "the rank of its sparse tensor is not known; give --input_shape for the model's inputs");
    }

    /// A tensor with the values added to it.
    Value addTo(Value dense) {
        return f.g().add(new ScatterNDReduce(ScatterReduction.SUM), dense, places, values);
    }

    /// The number of each place in row-major order, as a vector.
    Value numbers() {
        return f.sum(f.multiply(places, steps(f, shape, rank())), 1);
    }

    /// How many elements lie between neighbours along each dimension.
    static Value steps(Formula f, Value shape, int rank) {
        Value[] steps = new Value[rank];
        Value step = f.numbers(1);
        for (int i = rank - 1; i >= 0; i--) {
            steps[i] = step;
            step = f.multiply(step, f.slice(shape, i, i + 1, 0));
        }
        return f.concat(0, steps);
    }

    /// The same tensor with its values in row-major order.
    Sparse sorted() {
        Value numbers = numbers();
        Value order =
                f.g().addAll(
                                "",
                                new TopK(0, TopKMode.MIN, TopKSort.VALUE, ElementType.I64, true),
                                List.of(numbers, f.squeeze(f.shapeOf(numbers), 0)))
                        .get(1);
        return new Sparse(f, f.gather(places, order, 0), f.gather(values, order, 0), shape);
    }
}
