package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.PartialShape;

/// Blocks of an image moved into the channels, in the order of YOLO.
///
/// Input: `[batch, channels, height, width]`. Source: OpenVINO `ReorgYolo-2`.
@IrType(opset = "opset2")
public record ReorgYolo(List<Integer> stride) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        Require.that(
                stride.size() == 1 && stride.getFirst() > 0,
                "stride must be one positive number, not %s",
                stride);
        long step = stride.getFirst();
        PartialShape shape = x.shape();
        Require.rank("its input", shape, 4);
        if (!shape.hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        PartialShape result = shape.with(1, shape.dimension(1).times(step * step));
        for (int i = 2; i < 4; i++) {
            result = result.with(i, shape.dimension(i).floorDivide(step));
        }
        return List.of(Fact.of(x.type().withShape(result)));
    }
}
