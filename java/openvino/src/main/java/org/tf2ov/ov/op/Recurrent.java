package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// What the cells and sequences of recurrent networks have in common.
///
/// Inputs of a cell: `x` `[batch, input]`, the states `[batch, hidden]`, W `[gates * hidden,
/// input]`, R `[gates * hidden, hidden]`, B `[biases * hidden]`. Those of a sequence have the
/// direction as dimension 1 of the states and 0 of W, R and B, the time as dimension 1 of `x`, and
/// the length of each sequence in front of W.
///
/// @param states one, or two for the LSTM
/// @param gates rows of W and R for each element of the state
/// @param biases elements of B for each element of the state
record Recurrent(int states, int gates, int biases) {
    /// The new states of a cell.
    ///
    /// @param hiddenSize what the state's size is if neither states nor weights tell
    List<Fact> cell(List<Value> inputs, Dimension hiddenSize) {
        Require.inputs(inputs, states + 4);
        List<PartialShape> shapes = shapes(inputs, 2, 2, List.of(2, 2, 1));
        ElementType element = Require.sameElement(inputs);
        Dimension batch = shapes.get(0).dimension(0);
        for (PartialShape state : shapes.subList(1, 1 + states)) {
            batch = Ranked.merge("the batch", batch, state.dimension(0));
        }
        Dimension hidden = hidden(shapes);
        hidden = hidden.equals(Dimension.ANY) ? hiddenSize : hidden;
        TensorType state = new TensorType(element, PartialShape.of(List.of(batch, hidden)));
        return Collections.nCopies(states, Fact.of(state));
    }

    /// The states of all steps, and the last ones.
    List<Fact> sequence(List<Value> inputs, RecurrentDirection direction) {
        Require.inputs(inputs, states + 5);
        List<Value> reals = new ArrayList<>(inputs);
        Value lengths = reals.remove(1 + states);
        Require.integer("the lengths", lengths);
        Require.rank("the lengths", lengths.shape(), 1);
        ElementType element = Require.sameElement(reals);
        List<PartialShape> shapes = shapes(reals, 3, 3, List.of(3, 3, 2));
        Dimension batch = shapes.get(0).dimension(0);
        Dimension directions = Dimension.of(direction == RecurrentDirection.BIDIRECTIONAL ? 2 : 1);
        for (PartialShape state : shapes.subList(1, 1 + states)) {
            batch = Ranked.merge("the batch", batch, state.dimension(0));
            Ranked.merge("the number of directions", directions, state.dimension(1));
        }
        if (lengths.shape().hasRank()) {
            batch = Ranked.merge("the batch", batch, lengths.shape().dimension(0));
        }
        for (PartialShape weights : shapes.subList(1 + states, shapes.size())) {
            Ranked.merge("the number of directions", directions, weights.dimension(0));
        }
        Dimension hidden = hidden(shapes);
        Dimension time = shapes.get(0).dimension(1);
        List<Fact> facts = new ArrayList<>();
        facts.add(
                Fact.of(
                        new TensorType(
                                element,
                                PartialShape.of(List.of(batch, directions, time, hidden)))));
        TensorType last =
                new TensorType(element, PartialShape.of(List.of(batch, directions, hidden)));
        facts.addAll(Collections.nCopies(states, Fact.of(last)));
        return facts;
    }

    /// The shapes of `x`, the states, W, R, B, each with its rank.
    private List<PartialShape> shapes(
            List<Value> inputs, int xRank, int stateRank, List<Integer> weightRanks) {
        List<Integer> ranks = new ArrayList<>();
        ranks.add(xRank);
        ranks.addAll(Collections.nCopies(states, stateRank));
        ranks.addAll(weightRanks);
        List<PartialShape> shapes = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            PartialShape shape = inputs.get(i).shape();
            Require.rank("input " + i, shape, ranks.get(i));
            shapes.add(shape.hasRank() ? shape : PartialShape.ofRank(ranks.get(i)));
        }
        return shapes;
    }

    private Dimension hidden(List<PartialShape> shapes) {
        PartialShape w = shapes.get(1 + states);
        PartialShape r = shapes.get(2 + states);
        PartialShape b = shapes.get(3 + states);
        Dimension hidden = r.dimension(-1);
        for (PartialShape state : shapes.subList(1, 1 + states)) {
            hidden = Ranked.merge("the size of the state", hidden, state.dimension(-1));
        }
        if (hidden.isStatic()) {
            Ranked.merge("the rows of W", hidden.times(gates), w.dimension(-2));
            Ranked.merge("the rows of R", hidden.times(gates), r.dimension(-2));
            Ranked.merge("the elements of B", hidden.times(biases), b.dimension(-1));
        }
        return hidden;
    }
}
