package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// A graph that runs again and again on what it has made.
///
/// Inputs: the number of trips, an integer scalar, -1 where only the condition ends the loop; the
/// condition of the first trip, a boolean scalar; the states before the first trip, `states` of
/// them; and what every trip takes as it is. Parameter `i` of the body is input `i + 2`. Results of
/// the body: whether there is another trip, then the states after the trip. Outputs: the states
/// after the last trip.
///
/// Source: OpenVINO `Loop-5`.
///
/// @param states how many of the body's parameters take what the trip before has made
@IrType(opset = "opset5")
public record Loop(Graph body, int states) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2 + body.parameters().size());
        Require.integer("the number of trips", inputs.getFirst());
        Require.bool("the condition", inputs.get(1));
        Require.that(
                body.results().size() == 1 + states,
                "its body has %s results for %s states",
                body.results().size(),
                states);
        List<Fact> outputs = new ArrayList<>();
        for (int i = 0; i < states; i++) {
            outputs.add(Fact.of(body.results().get(1 + i).type()));
        }
        return outputs;
    }
}
