package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// A tensor with something around it; negative padding cuts off.
///
/// Inputs: the tensor, how much to put in front and behind for each dimension, and the value to pad
/// with (zero without it). Source: OpenVINO `Pad-12`.
@IrType(opset = "opset12")
public record Pad(PadMode padMode) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3, 4);
        Value x = inputs.get(0);
        Value begin = inputs.get(1);
        Value end = inputs.get(2);
        for (Value pads : List.of(begin, end)) {
            Require.integer("padding", pads);
            Require.rank("padding", pads.shape(), 1);
        }
        if (inputs.size() == 4 && padMode == PadMode.CONSTANT) {
            Require.sameElement(x, inputs.get(3));
            Require.rank("the value to pad with", inputs.get(3).shape(), 0);
        }
        if (!x.shape().hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        int rank = x.shape().rank();
        boolean known = begin.elements().isPresent() && end.elements().isPresent();
        for (Value pads : List.of(begin, end)) {
            Require.that(
                    !pads.shape().hasRank()
                            || pads.shape().dimension(0).contains(rank)
                            || !known && pads.shape().dimension(0).min() <= rank,
                    "padding must have %s elements and is %s",
                    rank,
                    pads.type());
        }
        if (!known) {
            return List.of(Fact.of(x.type().withShape(PartialShape.ofRank(rank))));
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            dimensions.add(
                    padded(
                            x.shape().dimension(i),
                            begin.elements().orElseThrow().get(i),
                            end.elements().orElseThrow().get(i)));
        }
        TensorType type = x.type().withShape(PartialShape.of(dimensions));
        return List.of(elements(type, inputs).map(all -> Fact.of(type, all)).orElse(Fact.of(type)));
    }

    private Dimension padded(Dimension size, Dimension begin, Dimension end) {
        // Both must lie inside: what is reflected is the tensor itself.
        long most =
                switch (padMode) {
                    case REFLECT -> size.max() - 1;
                    case SYMMETRIC -> size.max();
                    case CONSTANT, EDGE -> Dimension.UNBOUNDED;
                };
        Require.that(
                !size.isStatic() || begin.min() <= most && end.min() <= most,
                "padding of %s and %s is more than a dimension of %s can be reflected by",
                begin,
                end,
                size);
        Dimension padded = size.plus(begin).plus(end);
        return padded.max() < 0 ? Dimension.ANY : padded.atLeastZero();
    }

    private Optional<List<Dimension>> elements(TensorType type, List<Value> inputs) {
        Value x = inputs.getFirst();
        Optional<long[]> begin = inputs.get(1).longs();
        Optional<Dimension> filling =
                inputs.size() == 3
                        ? Optional.of(Dimension.of(0))
                        : inputs.get(3).elements().map(List::getFirst);
        boolean followed =
                padMode == PadMode.CONSTANT && x.elements().isPresent() && begin.isPresent();
        if (!followed || filling.isEmpty() || !Contents.isSmall(type.shape())) {
            return Optional.empty();
        }
        long[] shape = x.shape().toArray();
        List<Dimension> elements = new ArrayList<>();
        for (long[] place : Contents.places(type.shape())) {
            boolean inside = true;
            for (int i = 0; i < place.length; i++) {
                place[i] -= begin.get()[i];
                inside &= 0 <= place[i] && place[i] < shape[i];
            }
            elements.add(
                    inside
                            ? x.elements().orElseThrow().get((int) Contents.index(shape, place))
                            : filling.get());
        }
        return Optional.of(elements);
    }
}
