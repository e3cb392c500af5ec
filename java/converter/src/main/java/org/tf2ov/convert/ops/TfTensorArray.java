package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// Lists of tensors as TensorFlow 1 has them: a handle that operations change, and a scalar, the
/// flow, that goes from one to the next so that they do so in this order; see [ListOfTensors].
///
/// Here the flow is the list, and the handle a constant that says whether the list may grow.
@TfOp({
    "TensorArrayCloseV3",
    "TensorArrayConcatV3",
    "TensorArrayGatherV3",
    "TensorArrayReadV3",
    "TensorArrayScatterV3",
    "TensorArraySizeV3",
    "TensorArraySplitV3",
    "TensorArrayV3",
    "TensorArrayWriteV3"
})
final class TfTensorArray implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        ListOfTensors lists = new ListOfTensors(g, node.name());
        return switch (node.op()) {
            case "TensorArrayV3" ->
                    List.of(
                            g.scalar(ElementType.I32, node.attr("dynamic_size", false) ? 1 : 0),
                            lists.made(
                                    node.elementType("dtype"),
                                    node.input(0),
                                    node.tf().shape("element_shape", PartialShape.DYNAMIC)));
            case "TensorArrayReadV3", "TensorArrayGatherV3" ->
                    List.of(lists.at(node.input(2), node.input(1)));
            case "TensorArrayWriteV3" ->
                    List.of(lists.with(node.input(3), node.input(1), node.input(2), grows(node)));
            case "TensorArrayScatterV3" ->
                    List.of(
                            lists.with(
                                    node.input(3),
                                    node.input(1),
                                    node.input(2),
                                    grows(node),
                                    true));
            case "TensorArraySplitV3" -> List.of(lists.cut(node.input(1), node.input(2)));
            case "TensorArrayConcatV3" -> lists.joined(node.input(1));
            case "TensorArraySizeV3" -> List.of(lists.length(node.input(1)));
            case "TensorArrayCloseV3" -> List.of();
            default -> throw new IllegalStateException(node.op());
        };
    }

    private static boolean grows(OpNode node) {
        return node.input(0).longs().filter(handle -> handle[0] == 0).isEmpty();
    }
}
