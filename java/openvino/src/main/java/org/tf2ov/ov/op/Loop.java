package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// A graph that runs again and again on what it has made.
///
/// Inputs: the number of trips, an integer scalar, -1 where only the condition ends the loop; the
/// condition of the first trip, a boolean scalar; the states before the first trip, `states` of
/// them; `sliced` arrays of which each trip takes the next element; and what every trip takes as it
/// is. Parameter `i` of the body is input `i + 2`; that of an array has 1 in the place of the
/// array's first dimension. Results of the body: whether there is another trip, then the states
/// after the trip, then `collected` values whose first dimension is 1. Outputs: the states after
/// the last trip, and the collected values of all trips, along their first dimension.
///
/// Source: OpenVINO `Loop-5`.
///
/// @param states how many of the body's parameters take what the trip before has made
/// @param sliced how many parameters behind these take one element
/// @param collected how many results behind the states are put together
@IrType(opset = "opset5")
public record Loop(Graph body, int states, int sliced, int collected) implements Op {
    public Loop(Graph body, int states) {
        this(body, states, 0, 0);
    }

    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2 + body.parameters().size());
        Require.integer("the number of trips", inputs.getFirst());
        Require.bool("the condition", inputs.get(1));
        Require.that(
                body.results().size() == 1 + states + collected
                        && states + sliced <= body.parameters().size(),
                "its body has %s results for %s states",
                body.results().size(),
                states);
        List<Fact> outputs = new ArrayList<>();
        for (int i = 0; i < states; i++) {
            outputs.add(Fact.of(body.results().get(1 + i).type()));
        }
        for (int i = 0; i < collected; i++) {
            TensorType one = body.results().get(1 + states + i).type();
            outputs.add(
                    Fact.of(
                            one.shape().hasRank() && one.shape().rank() > 0
                                    ? one.withShape(one.shape().with(0, trips(inputs.getFirst())))
                                    : one.withShape(PartialShape.DYNAMIC)));
        }
        return outputs;
    }

    /// The number of trips, if it is given and nothing ends the loop before.
    private Dimension trips(Value count) {
        boolean always =
                body.results().getFirst().constant().filter(more -> more.at(0) != 0).isPresent();
        return count.longs()
                .filter(known -> always && known[0] >= 0)
                .map(known -> Dimension.of(known[0]))
                .orElse(Dimension.ANY);
    }
}
