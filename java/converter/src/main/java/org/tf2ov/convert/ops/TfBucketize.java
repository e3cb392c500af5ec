package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Bucketize;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// `Bucketize(x; boundaries)`: how many of the boundaries, which rise, are not above each element.
@TfOp("Bucketize")
final class TfBucketize implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        List<Float> all = node.tf().reals("boundaries", List.of());
        if (all.isEmpty()) {
            Value zero = g.scalar(ElementType.I32, 0);
            return List.of(f.broadcast(zero, f.shapeOf(node.input(0))));
        }
        float[] boundaries = new float[all.size()];
        for (int i = 0; i < boundaries.length; i++) {
            boundaries[i] = all.get(i);
        }
        Value limits = g.constant(Weights.ofFloats(new long[] {boundaries.length}, boundaries));
        Value x = f.convert(node.input(0), ElementType.F32);
        return List.of(
                g.add(node.name(), new Bucketize(ElementType.I32, false), List.of(x, limits)));
    }
}
