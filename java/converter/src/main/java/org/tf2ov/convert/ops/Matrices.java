package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Inverse;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Sqrt;
import org.tf2ov.tensor.Dimension;

/// Linear algebra on the matrices that the last two dimensions hold.
record Matrices(Formula f, Value value) {
    /// The largest matrices that are taken apart column by column.
    private static final int LARGEST = 16;

    static Matrices input(OpNode node, int index, GraphBuilder g) {
        if (node.rank(index) < 2) {
            throw new UntranslatableException("input " + index + " holds no matrices");
        }
        return new Matrices(new Formula(g), node.input(index));
    }

    Matrices transposed() {
        int rank = value.shape().rank();
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.swap(order, rank - 2, rank - 1);
        return new Matrices(f, f.transpose(value, order));
    }

    Matrices transposedIf(boolean adjoint) {
        return adjoint ? transposed() : this;
    }

    Matrices inverse() {
        return new Matrices(f, f.g().add(new Inverse(false), value));
    }

    Value times(Value other) {
        return f.g().add(new MatMul(false, false), value, other);
    }

    /// The determinants of matrices of at most four rows.
    Term determinants() {
        Dimension width = value.shape().dimension(-1);
        Dimension height = value.shape().dimension(-2);
        Dimension size = width.isStatic() ? width : height;
        return switch (size.isStatic() ? (int) size.value() : 0) {
            case 1 -> element(0, 0);
            case 2 -> minor(0, 0, 1);
            case 3 ->
                    element(2, 0)
                            .times(minor(0, 1, 2))
                            .plus(element(2, 1).times(minor(0, 2, 0)))
                            .plus(element(2, 2).times(minor(0, 0, 1)));
            case 4 ->
                    // Laplace: the minors of the first two rows and those of the last two.
                    minor(0, 0, 1)
                            .times(minor(2, 2, 3))
                            .plus(minor(0, 2, 0).times(minor(2, 1, 3)))
                            .plus(minor(0, 0, 3).times(minor(2, 1, 2)))
                            .plus(minor(0, 1, 2).times(minor(2, 0, 3)))
                            .plus(minor(0, 3, 1).times(minor(2, 0, 2)))
                            .plus(minor(0, 2, 3).times(minor(2, 0, 1)));
            default ->
                    throw new UntranslatableException(
                            "OpenVINO has no determinants; only those of matrices that are known to have at"
                                    + " most four rows can be written as a formula");
        };
    }

    /// The determinant of what a row and the next one have in two columns.
    private Term minor(int row, int left, int right) {
        return element(row, left)
                .times(element(row + 1, right))
                .minus(element(row, right).times(element(row + 1, left)));
    }

    private Term element(int row, int column) {
        Value rows = f.gather(value, f.number(row), -2);
        return new Term(f.g(), f.gather(rows, f.number(column), -1));
    }

    /// The lower triangles whose products with their transposes the matrices are. One column after
    /// the other:
    ///
    ///     column j of L = (column j of A - L row j of L) / its element j
    Value cholesky() {
        GraphBuilder g = f.g();
        Dimension size = value.shape().dimension(-1);
        if (!size.isStatic() || size.value() > LARGEST) {
            throw new UntranslatableException(
                    "only matrices of a known size of at most "
                            + LARGEST
                            + " are decomposed, which OpenVINO itself does not do");
        }
        List<Value> columns = new ArrayList<>();
        for (int j = 0; j < size.value(); j++) {
            Value column = f.slice(value, j, j + 1, -1);
            if (j > 0) {
                Value before = f.concat(-1, columns.toArray(Value[]::new));
                Value row = f.slice(before, j, j + 1, -2);
                column = f.subtract(column, g.add(new MatMul(false, true), before, row));
            }
            Value lower = f.sliceFrom(column, j, -2);
            Value root = g.add(new Sqrt(), f.slice(lower, 0, 1, -2));
            Value scaled = f.divide(lower, root);
            if (j > 0) {
                Value zeros = f.multiply(f.slice(value, 0, j, -2), f.like(value, 0));
                scaled = f.concat(-2, f.slice(zeros, j, j + 1, -1), scaled);
            }
            columns.add(scaled);
        }
        return f.concat(-1, columns.toArray(Value[]::new));
    }
}
