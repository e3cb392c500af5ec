package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Abs;
import org.tf2ov.ov.op.ReduceL2;
import org.tf2ov.ov.op.ReduceLogicalAnd;
import org.tf2ov.ov.op.ReduceLogicalOr;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.ReduceMean;
import org.tf2ov.ov.op.ReduceMin;
import org.tf2ov.ov.op.ReduceProd;
import org.tf2ov.ov.op.ReduceSum;

/// Reductions along axes, with `keep_dims`. Without axes nothing is reduced.
@TfOp({"All", "Any", "EuclideanNorm", "Max", "Mean", "Min", "Prod", "Sum"})
final class Reductions implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        if (node.known(1, "axes").length == 0) {
            Value x = node.input(0);
            return List.of(node.op().equals("EuclideanNorm") ? g.add(new Abs(), x) : x);
        }
        boolean keep = node.attr("keep_dims", node.attr("keepdims", false));
        Op reduction =
                switch (node.op()) {
                    case "All" -> new ReduceLogicalAnd(keep);
                    case "Any" -> new ReduceLogicalOr(keep);
                    case "EuclideanNorm" -> new ReduceL2(keep);
                    case "Max" -> new ReduceMax(keep);
                    case "Mean" -> new ReduceMean(keep);
                    case "Min" -> new ReduceMin(keep);
                    case "Prod" -> new ReduceProd(keep);
                    case "Sum" -> new ReduceSum(keep);
                    default -> throw new IllegalArgumentException(node.op());
                };
        return List.of(g.add(node.name(), reduction, List.of(node.input(0), node.input(1))));
    }
}
