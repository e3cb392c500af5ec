package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.Greater;
import org.tf2ov.ov.op.GreaterEqual;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.LessEqual;
import org.tf2ov.ov.op.LogicalAnd;
import org.tf2ov.ov.op.LogicalOr;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Minimum;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.NotEqual;
import org.tf2ov.ov.op.Power;
import org.tf2ov.ov.op.SquaredDifference;
import org.tf2ov.ov.op.Subtract;

/// Operations on two tensors that broadcast as numpy does, which OpenVINO has too.
@TfOp({
    "Add",
    "AddV2",
    "Equal",
    "Greater",
    "GreaterEqual",
    "Less",
    "LessEqual",
    "LogicalAnd",
    "LogicalOr",
    "Maximum",
    "Minimum",
    "Mul",
    "NotEqual",
    "Pow",
    "RealDiv",
    "SquaredDifference",
    "Sub"
})
final class BinaryOperations implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        return List.of(
                g.add(node.name(), operation(node.op()), List.of(node.input(0), node.input(1))));
    }

    private static Op operation(String name) {
        return switch (name) {
            case "Add", "AddV2" -> new Add();
            case "Equal" -> new Equal();
            case "Greater" -> new Greater();
            case "GreaterEqual" -> new GreaterEqual();
            case "Less" -> new Less();
            case "LessEqual" -> new LessEqual();
            case "LogicalAnd" -> new LogicalAnd();
            case "LogicalOr" -> new LogicalOr();
            case "Maximum" -> new Maximum();
            case "Minimum" -> new Minimum();
            case "Mul" -> new Multiply();
            case "NotEqual" -> new NotEqual();
            case "Pow" -> new Power();
            case "RealDiv" -> new Divide(true);
            case "SquaredDifference" -> new SquaredDifference();
            case "Sub" -> new Subtract();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
