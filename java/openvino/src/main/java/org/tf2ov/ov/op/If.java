package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;

/// One of two graphs, as a condition tells when the model runs.
///
/// Inputs: the condition, a boolean scalar, and what the branches take: parameter `i` of either
/// branch is input `i + 1`. Outputs: the results of the branch, of which both have as many. Source:
/// OpenVINO `If-8`.
@IrType(opset = "opset8")
public record If(Graph thenBody, Graph elseBody) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1 + thenBody.parameters().size());
        Require.bool("the condition", inputs.getFirst());
        Require.that(
                thenBody.parameters().size() == elseBody.parameters().size()
                        && thenBody.results().size() == elseBody.results().size(),
                "its branches take %s and %s values and give %s and %s",
                thenBody.parameters().size(),
                elseBody.parameters().size(),
                thenBody.results().size(),
                elseBody.results().size());
        List<Fact> outputs = new ArrayList<>();
        for (int i = 0; i < thenBody.results().size(); i++) {
            TensorType one = thenBody.results().get(i).type();
            TensorType other = elseBody.results().get(i).type();
            Require.that(
                    one.element() == other.element()
                            || one.element() == ElementType.DYNAMIC
                            || other.element() == ElementType.DYNAMIC,
                    "its branches give %s and %s as output %s",
                    one,
                    other,
                    i);
            outputs.add(
                    Fact.of(
                            new TensorType(
                                    one.element(), Bodies.either(one.shape(), other.shape()))));
        }
        return outputs;
    }
}
