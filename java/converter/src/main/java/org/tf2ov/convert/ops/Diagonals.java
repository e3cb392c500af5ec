package org.tf2ov.convert.ops;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Greater;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.LessEqual;
import org.tf2ov.ov.op.LogicalAnd;
import org.tf2ov.ov.op.LogicalOr;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Minimum;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// The diagonals of matrices from one number to another: 0 is the main one, positive ones lie above
/// it. They are kept as the rows of a table, the highest first, each as long as the longest of
/// them; what a shorter one leaves free lies behind it or, where it is aligned right, before it.
///
/// Source: TensorFlow `MatrixDiagV3`, `MatrixDiagPartV3`, `MatrixSetDiagV3`.
///
/// @param lowest the number of the lowest diagonal
/// @param highest that of the highest one
/// @param height of the matrices, a scalar
/// @param width of the matrices, a scalar
/// @param rightAbove whether the diagonals above the main one are aligned right
/// @param rightBelow whether those below are
record Diagonals(
        Formula f,
        long lowest,
        long highest,
        Value height,
        Value width,
        boolean rightAbove,
        boolean rightBelow) {

    /// The diagonals that a node speaks of.
    ///
    /// @param k the input that tells their numbers; -1 for the main one
    static Diagonals of(OpNode node, Formula f, int k, Value height, Value width) {
        long[] numbers = k < 0 ? new long[] {0} : numbers(node, k);
        String align = node.op().endsWith("V3") ? node.attr("align", "RIGHT_LEFT") : "LEFT_LEFT";
        return new Diagonals(
                f,
                numbers[0],
                numbers[numbers.length - 1],
                height,
                width,
                align.startsWith("RIGHT"),
                align.endsWith("RIGHT"));
    }

    /// The number of the lowest diagonal and that of the highest one, or the only number.
    static long[] numbers(OpNode node, int input) {
        long[] numbers = node.known(input, "diagonals");
        if (numbers.length < 1
                || numbers.length > 2
                || numbers[0] > numbers[numbers.length - 1]
                || Math.abs(numbers[0]) > Integer.MAX_VALUE
                || Math.abs(numbers[numbers.length - 1]) > Integer.MAX_VALUE) {
            throw new UntranslatableException(
                    "its diagonals (input "
                            + input
                            + ") are "
                            + Arrays.toString(numbers)
                            + "; one number or the lowest and the highest one are possible");
        }
        return numbers;
    }

    int count() {
        return Math.toIntExact(highest - lowest + 1);
    }

    /// The length of the longest diagonal.
    private Value longest() {
        return minimum(
                f.add(height, f.number(Math.min(highest, 0))),
                f.subtract(width, f.number(Math.max(lowest, 0))));
    }

    /// The length of each of some diagonals.
    private Value lengths(Value diagonals) {
        return minimum(f.subtract(height, below(diagonals)), f.subtract(width, right(diagonals)));
    }

    /// What is free before each of some diagonals in the table.
    private Value offsets(Value diagonals) {
        GraphBuilder g = f.g();
        Value free = f.subtract(longest(), lengths(diagonals));
        Value isRight =
                g.add(
                        new LogicalOr(),
                        g.add(new LogicalAnd(), greater(diagonals, 0), flag(rightAbove)),
                        g.add(
                                new LogicalAnd(),
                                greater(f.negative(diagonals), 0),
                                flag(rightBelow)));
        if (rightAbove && rightBelow) {
            isRight = flag(true);
        }
        return f.select(isRight, free, f.number(0));
    }

    /// The table of the diagonals of matrices; of a single diagonal it has no rows.
    Value part(Value matrices, Value padding) {
        GraphBuilder g = f.g();
        Value diagonals =
                f.reshape(
                        f.numbers(LongStream.range(0, count()).map(i -> highest - i).toArray()),
                        -1,
                        1);
        Value along = f.subtract(f.unsqueeze(f.range(longest()), 0), offsets(diagonals));
        Value row = f.add(along, below(diagonals));
        Value column = f.add(along, right(diagonals));
        Value flat = flatMatrices(matrices);
        if (count() == 1) {
            Value place = f.add(f.multiply(row, width), column);
            return f.gather(flat, f.squeeze(place, 0), -1);
        }
        Value inside =
                g.add(
                        new LogicalAnd(),
                        greater(along, -1),
                        g.add(new Less(), along, lengths(diagonals)));
        Value place = f.select(inside, f.add(f.multiply(row, width), column), f.number(0));
        return f.choose(inside, f.gather(flat, place, -1), padding);
    }

    /// Matrices that hold a table of diagonals, and something else beside them.
    Value onto(Value table, Value beside) {
        GraphBuilder g = f.g();
        Value rows = f.unsqueeze(f.range(height), 1);
        Value columns = f.unsqueeze(f.range(width), 0);
        Value diagonal = f.subtract(columns, rows);
        Value inside =
                g.add(
                        new LogicalAnd(),
                        greater(diagonal, lowest - 1),
                        g.add(new LessEqual(), diagonal, f.number(highest)));
        Value along = f.add(minimum(rows, columns), offsets(diagonal));
        Value fromTop = f.subtract(f.number(highest), diagonal);
        Value place = f.add(f.multiply(fromTop, longest()), along);
        Value flat = count() == 1 ? table : flatMatrices(table);
        Value picked = f.gather(flat, f.select(inside, place, f.number(0)), -1);
        return f.choose(inside, picked, beside);
    }

    /// The last two dimensions joined.
    private Value flatMatrices(Value matrices) {
        Value batch = f.slice(f.shapeOf(matrices), 0, -2, 0);
        return f.reshape(matrices, f.concat(0, batch, f.numbers(-1)));
    }

    private Value below(Value diagonals) {
        return f.g().add(new Maximum(), f.negative(diagonals), f.number(0));
    }

    private Value right(Value diagonals) {
        return f.g().add(new Maximum(), diagonals, f.number(0));
    }

    private Value minimum(Value a, Value b) {
        return f.g().add(new Minimum(), a, b);
    }

    private Value greater(Value a, long b) {
        return f.g().add(new Greater(), a, f.number(b));
    }

    private Value flag(boolean is) {
        return f.g().constant(Weights.ofLongs(ElementType.BOOLEAN, new long[0], is ? 1 : 0));
    }
}
