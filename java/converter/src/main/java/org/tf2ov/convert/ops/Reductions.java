package org.tf2ov.convert.ops;

import java.util.List;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Abs;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.LogicalNot;
import org.tf2ov.ov.op.NonZero;
import org.tf2ov.ov.op.ReduceL2;
import org.tf2ov.ov.op.ReduceLogicalAnd;
import org.tf2ov.ov.op.ReduceLogicalOr;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.ReduceMean;
import org.tf2ov.ov.op.ReduceMin;
import org.tf2ov.ov.op.ReduceProd;
import org.tf2ov.ov.op.ReduceSum;
import org.tf2ov.ov.op.TransposeBy;
import org.tf2ov.tensor.ElementType;

/// Reductions along axes, with `keep_dims`. Without axes nothing is reduced.
///
/// Axes that show when the model runs are brought behind the others, and what they span is joined
/// into one dimension.
@TfOp({"All", "Any", "EuclideanNorm", "Max", "Mean", "Min", "Prod", "Sum"})
final class Reductions implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        if (node.input(1).longs().isEmpty() && node.input(0).shape().hasRank()) {
            return List.of(along(node, new Formula(g)));
        }
        if (node.known(1, "axes").length == 0) {
            Value x = node.input(0);
            return List.of(node.op().equals("EuclideanNorm") ? g.add(new Abs(), x) : x);
        }
        boolean keep = node.attr("keep_dims", node.attr("keepdims", false));
        Op reduction = reduction(node.op(), keep);
        return List.of(g.add(node.name(), reduction, List.of(node.input(0), node.input(1))));
    }

    private static Value along(OpNode node, Formula f) {
        GraphBuilder g = f.g();
        Value x = node.input(0);
        int rank = x.shape().rank();
        boolean keep = node.attr("keep_dims", node.attr("keepdims", false));
        Value axes = f.flat(node.input(1));
        if (!keep && !axes.shape().isStatic()) {
            throw new UntranslatableException(
                    "neither its axes (input 1) nor their number is known when the model is converted");
        }
        Value fromFront =
                f.select(
                        g.add(new Less(), f.i64(axes), f.number(0)),
                        f.add(f.i64(axes), f.number(rank)),
                        f.i64(axes));
        Value all = g.constant(LongStream.range(0, rank).toArray());
        Value isAxis =
                g.add(
                        new ReduceLogicalOr(false),
                        g.add(new Equal(), f.unsqueeze(all, 1), f.unsqueeze(fromFront, 0)),
                        f.number(1));
        Value reduced = places(f, isAxis);
        Value kept = places(f, g.add(new LogicalNot(), isAxis));
        Value ordered = g.add(new TransposeBy(), x, f.reshape(f.concat(0, kept, reduced), rank));
        Value shape = f.shapeOf(x);
        Value sizes = f.gather(shape, kept, 0);
        Value span = f.unsqueeze(f.product(f.gather(shape, reduced, 0), 0), 0);
        Value count = f.unsqueeze(f.product(sizes, 0), 0);
        Value joined = f.reshape(ordered, f.concat(0, count, span));
        Value result = g.add(reduction(node.op(), false), joined, f.numbers(1));
        if (keep) {
            return f.reshape(result, f.select(isAxis, f.number(1), shape));
        }
        long left = rank - axes.shape().elementCount().value();
        return f.reshape(result, left == 0 ? f.numbers() : f.reshape(sizes, left));
    }

    private static Value places(Formula f, Value flags) {
        return f.squeeze(f.g().add(new NonZero(ElementType.I64), flags), 0);
    }

    private static Op reduction(String op, boolean keep) {
        return switch (op) {
            case "All" -> new ReduceLogicalAnd(keep);
            case "Any" -> new ReduceLogicalOr(keep);
            case "EuclideanNorm" -> new ReduceL2(keep);
            case "Max" -> new ReduceMax(keep);
            case "Mean" -> new ReduceMean(keep);
            case "Min" -> new ReduceMin(keep);
            case "Prod" -> new ReduceProd(keep);
            case "Sum" -> new ReduceSum(keep);
            default -> throw new IllegalArgumentException(op);
        };
    }
}
