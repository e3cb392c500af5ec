package org.tf2ov.convert.ops;

import java.util.List;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.NonZero;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.tensor.ElementType;

/// `ReverseV2(x, axes)` and `Reverse(x, mask)` turn dimensions round: slices with the step -1.
@TfOp({"Reverse", "ReverseV2"})
final class TfReverse implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value x = node.input(0);
        Formula f = new Formula(g);
        Value axes = node.input(1);
        if (axes.type().element() == ElementType.BOOLEAN) {
            Value places = g.add(new NonZero(ElementType.I64), axes);
            axes = places.longs().isPresent() ? places : f.reshape(places, -1);
            if (axes.constant().isEmpty() && node.input(1).constant().isPresent()) {
                long[] mask = node.input(1).constant().orElseThrow().longs();
                axes =
                        f.numbers(
                                LongStream.range(0, mask.length)
                                        .filter(axis -> mask[(int) axis] != 0)
                                        .toArray());
            }
        }
        if (axes.shape().elementCount().is(0)) {
            return List.of(x);
        }
        axes = f.i64(axes);
        Value shape = f.shapeOf(axes);
        return List.of(
                g.add(
                        node.name(),
                        new Slice(),
                        List.of(
                                x,
                                f.broadcast(f.number(Formula.END), shape),
                                f.broadcast(f.number(-Formula.END), shape),
                                f.broadcast(f.number(-1), shape),
                                axes)));
    }
}
