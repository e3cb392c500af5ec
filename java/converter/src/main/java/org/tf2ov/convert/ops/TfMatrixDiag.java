package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.Maximum;

/// `MatrixDiag(x)` and its later versions make matrices of diagonals. Of the number of rows and
/// that of columns one or both may be left open (-1): they are as few as the diagonals need, and
/// equal where both are open.
@TfOp({"MatrixDiag", "MatrixDiagV2", "MatrixDiagV3"})
final class TfMatrixDiag implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(0);
        Value longest = f.dimension(x, -1);
        if (node.op().equals("MatrixDiag")) {
            Value places = f.range(longest);
            Value onDiagonal = g.add(new Equal(), f.unsqueeze(places, 1), f.unsqueeze(places, 0));
            return List.of(f.choose(onDiagonal, f.unsqueeze(x, -1), f.like(x, 0)));
        }
        long[] numbers = Diagonals.numbers(node, 1);
        long lowest = numbers[0];
        long highest = numbers[numbers.length - 1];
        long rows = node.knownNumber(2, "number of rows");
        long columns = node.knownNumber(3, "number of columns");
        Value fewestRows = f.subtract(longest, f.number(Math.min(highest, 0)));
        Value fewestColumns = f.add(longest, f.number(Math.max(lowest, 0)));
        Value height = rows >= 0 ? f.number(rows) : fewestRows;
        Value width = columns >= 0 ? f.number(columns) : fewestColumns;
        if (rows < 0 && columns < 0) {
            height = g.add(new Maximum(), fewestRows, fewestColumns);
            width = height;
        }
        return List.of(Diagonals.of(node, f, 1, height, width).onto(x, node.input(4)));
    }
}
