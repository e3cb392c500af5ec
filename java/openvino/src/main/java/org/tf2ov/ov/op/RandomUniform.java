package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;

/// Random numbers, all of a range equally likely.
///
/// Inputs: the shape, and the bounds of the range, the upper one excluded. Source: OpenVINO
/// `RandomUniform-8`.
@IrType(opset = "opset8")
public record RandomUniform(
        ElementType outputType, long opSeed, long globalSeed, RandomAlignment alignment)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        Value shape = inputs.get(0);
        Require.integer("the shape", shape);
        Require.rank("the shape", shape.shape(), 1);
        for (Value bound : inputs.subList(1, 3)) {
            Require.scalarOrOne("a bound", bound);
            Require.that(
                    bound.type().element() == outputType,
                    "the bounds must be %s and one is %s",
                    outputType,
                    bound.type());
        }
        Require.that(
                outputType.isFloat()
                        || outputType == ElementType.I32
                        || outputType == ElementType.I64,
                "random numbers are floating point, i32 or i64, not %s",
                outputType);
        Optional<Double> low = inputs.get(1).constant().map(weights -> weights.at(0));
        Optional<Double> high = inputs.get(2).constant().map(weights -> weights.at(0));
        Require.that(
                low.isEmpty() || high.isEmpty() || low.get() < high.get(),
                "there is nothing between the bounds %s and %s",
                low.orElse(null),
                high.orElse(null));
        return List.of(Fact.of(new TensorType(outputType, Contents.asShape(shape))));
    }
}
