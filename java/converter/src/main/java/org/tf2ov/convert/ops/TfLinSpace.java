package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.Greater;
import org.tf2ov.ov.op.LogicalAnd;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Range;
import org.tf2ov.ov.op.Select;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.tensor.ElementType;

/// `LinSpace(start, stop, num)`: numbers at equal distances, the first and the last of them exact.
///
///     start + i * (stop - start) / (num - 1)   for i < num - 1, and stop behind them
@TfOp("LinSpace")
final class TfLinSpace implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value start = node.input(0);
        Value stop = node.input(1);
        ElementType type = start.type().element();
        Value count = g.add(new Convert(ElementType.I64), node.input(2));
        Value places = g.add(new Range(ElementType.I64), g.scalar(0), count, g.scalar(1));
        Value last = g.add(new Subtract(), count, g.scalar(1));
        Value steps = g.add(new Convert(type), g.add(new Maximum(), last, g.scalar(1)));
        Value step = g.add(new Divide(true), g.add(new Subtract(), stop, start), steps);
        Value run = g.add(new Multiply(), g.add(new Convert(type), places), step);
        Value even = g.add(new Add(), start, run);
        Value atEnd =
                g.add(
                        new LogicalAnd(),
                        g.add(new Equal(), places, last),
                        g.add(new Greater(), last, g.scalar(0)));
        return List.of(g.add(node.name(), new Select(), List.of(atEnd, stop, even)));
    }
}
