package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// Lists of tensors as TensorFlow 2 has them: values that operations take and give; see
/// [ListOfTensors].
@TfOp({
    "EmptyTensorList",
    "TensorListConcat",
    "TensorListConcatLists",
    "TensorListConcatV2",
    "TensorListElementShape",
    "TensorListFromTensor",
    "TensorListGather",
    "TensorListGetItem",
    "TensorListLength",
    "TensorListPopBack",
    "TensorListPushBack",
    "TensorListReserve",
    "TensorListResize",
    "TensorListScatter",
    "TensorListScatterIntoExistingList",
    "TensorListScatterV2",
    "TensorListSetItem",
    "TensorListSplit",
    "TensorListStack"
})
final class TfTensorList implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        ListOfTensors lists = new ListOfTensors(g, node.name());
        return switch (node.op()) {
            case "EmptyTensorList" ->
                    List.of(lists.made(type(node), g.scalar(0), elements(node.input(0))));
            case "TensorListReserve" ->
                    List.of(lists.made(type(node), node.input(1), elements(node.input(0))));
            case "TensorListFromTensor", "TensorListStack" -> List.of(node.input(0));
            case "TensorListGetItem", "TensorListGather" ->
                    List.of(lists.at(node.input(0), node.input(1)));
            case "TensorListLength" -> List.of(lists.length(node.input(0)));
            case "TensorListElementShape" ->
                    List.of(
                            lists.elementShape(
                                    node.input(0),
                                    node.tf().has("shape_type")
                                            ? node.elementType("shape_type")
                                            : ElementType.I32));
            case "TensorListSetItem" ->
                    List.of(
                            lists.with(
                                    node.input(0),
                                    node.input(1),
                                    node.input(2),
                                    node.attr("resize_if_index_out_of_bounds", false)));
            case "TensorListScatterIntoExistingList" ->
                    List.of(lists.with(node.input(0), node.input(2), node.input(1), true, false));
            case "TensorListScatter", "TensorListScatterV2" -> List.of(scattered(node, lists));
            case "TensorListPushBack" -> List.of(lists.push(node.input(0), node.input(1)));
            case "TensorListPopBack" -> lists.pop(node.input(0));
            case "TensorListResize" -> List.of(lists.resized(node.input(0), node.input(1)));
            case "TensorListConcatLists" ->
                    List.of(
                            g.add(
                                    node.name(),
                                    new Concat(0),
                                    List.of(node.input(0), node.input(1))));
            case "TensorListConcat", "TensorListConcatV2" -> lists.joined(node.input(0));
            case "TensorListSplit" -> List.of(lists.cut(node.input(0), node.input(2)));
            default -> throw new IllegalStateException(node.op());
        };
    }

    private static Value scattered(OpNode node, ListOfTensors lists) {
        Value tensor = node.input(0);
        Value indices = node.input(1);
        PartialShape elements = elements(node.input(2));
        ElementType type = tensor.type().element();
        long[] count =
                node.op().endsWith("V2")
                        ? node.input(3).longs().orElse(new long[] {0})
                        : new long[] {-1};
        Value list =
                count[0] < 0
                        ? lists.reaching(type, indices, elements)
                        : lists.made(type, node.input(3), elements);
        return lists.with(list, indices, tensor, false, true);
    }

    private static ElementType type(OpNode node) {
        return node.elementType("element_dtype");
    }

    /// The shape of the elements of a list that is made; a scalar, -1, says that nothing is known,
    /// not even a rank.
    private static PartialShape elements(Value shape) {
        if (shape.shape().hasRank(0)) {
            return PartialShape.DYNAMIC;
        }
        return PartialShape.of(
                shape
                        .elements()
                        .orElseThrow(() ->
                                new UntranslatableException(
                                        "the shape of the elements of the list that it makes is not"
                                                + " known"))
                        .stream()
                        .map(size -> size.isStatic() && size.value() < 0 ? Dimension.ANY : size)
                        .toList());
    }
}
