package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The numbers from start until before stop.
///
/// Inputs: the scalars start, stop and step. Source: OpenVINO `Range-4`.
@IrType(opset = "opset4")
public record Range(ElementType outputType) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        double[] bounds = new double[3];
        boolean known = true;
        for (int i = 0; i < 3; i++) {
            Value bound = inputs.get(i);
            Require.number("start, stop and step", bound);
            Require.rank("start, stop and step", bound.shape(), 0);
            if (bound.longs().isPresent()) {
                bounds[i] = bound.longs().orElseThrow()[0];
            } else if (bound.constant().isPresent()) {
                bounds[i] = bound.constant().orElseThrow().at(0);
            } else {
                known = false;
            }
        }
        Require.that(!isZero(inputs.get(2)), "the step is 0");
        if (!known) {
            return List.of(
                    Fact.of(new TensorType(outputType, PartialShape.of(List.of(Dimension.ANY)))));
        }
        if (outputType.isInteger()) {
            bounds = Arrays.stream(bounds).map(bound -> (long) bound).toArray();
        }
        long count =
                (long)
                        (bounds[2] == 0
                                ? 0
                                : Math.max(0, Math.ceil((bounds[1] - bounds[0]) / bounds[2])));
        TensorType type = TensorType.of(outputType, count);
        if (!Contents.isSmall(type.shape())) {
            return List.of(Fact.of(type));
        }
        List<Dimension> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(Dimension.of((long) (bounds[0] + i * bounds[2])));
        }
        return List.of(Fact.of(type, elements));
    }

    private static boolean isZero(Value step) {
        return step.constant().isPresent() && step.constant().orElseThrow().at(0) == 0;
    }
}
