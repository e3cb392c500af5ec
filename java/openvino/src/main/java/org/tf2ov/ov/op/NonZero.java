package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The places of the elements that are not zero, one in each column.
///
/// Source: OpenVINO `NonZero-3`.
@IrType(opset = "opset3")
public record NonZero(ElementType outputType) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        Require.indexType("the element type of the places", outputType);
        PartialShape shape = x.shape();
        Dimension rank = Dimension.ANY;
        Dimension count = Dimension.ANY;
        if (shape.hasRank() && shape.rank() > 0) {
            rank = Dimension.of(shape.rank());
            count = new Dimension(0, shape.elementCount().max());
        }
        Optional<List<Dimension>> places = places(x);
        if (places.isPresent()) {
            count = Dimension.of(places.get().size() / shape.rank());
        }
        return List.of(
                Contents.fact(
                        new TensorType(outputType, PartialShape.of(List.of(rank, count))), places));
    }

    /// The places in a small tensor that is known.
    private static Optional<List<Dimension>> places(Value x) {
        Optional<long[]> elements = Contents.elements(x).flatMap(Contents::exact);
        if (elements.isEmpty() || x.shape().rank() == 0) {
            return Optional.empty();
        }
        List<long[]> all = Contents.places(x.shape());
        List<Dimension> places = new ArrayList<>();
        for (int axis = 0; axis < x.shape().rank(); axis++) {
            for (int i = 0; i < all.size(); i++) {
                if (elements.get()[i] != 0) {
                    places.add(Dimension.of(all.get(i)[axis]));
                }
            }
        }
        return Optional.of(places);
    }
}
