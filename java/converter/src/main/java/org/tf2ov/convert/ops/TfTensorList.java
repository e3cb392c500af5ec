package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.BroadcastMode;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.ScatterUpdate;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;

/// Lists of tensors of one shape are one tensor, whose first dimension is the length of the list.
///
/// Dimensions of the elements that a list does not know when it is made are 1 until the first
/// element is put into it, which stretches all.
@TfOp({
    "EmptyTensorList",
    "TensorListFromTensor",
    "TensorListGather",
    "TensorListGetItem",
    "TensorListLength",
    "TensorListPopBack",
    "TensorListPushBack",
    "TensorListReserve",
    "TensorListScatterIntoExistingList",
    "TensorListSetItem",
    "TensorListStack"
})
final class TfTensorList implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        return switch (node.op()) {
            case "TensorListFromTensor", "TensorListStack" -> List.of(node.input(0));
            case "TensorListReserve" ->
                    List.of(made(node, node.input(0), oneDimensional(node.input(1), g), g));
            case "EmptyTensorList" -> List.of(made(node, node.input(0), g.constant(0), g));
            case "TensorListGetItem", "TensorListGather" ->
                    List.of(
                            g.add(
                                    node.name(),
                                    new Gather(0),
                                    List.of(node.input(0), node.input(1), g.scalar(0))));
            case "TensorListLength" -> List.of(length(node.input(0), ElementType.I32, g, true));
            case "TensorListSetItem" -> {
                Value item = node.input(2);
                Value list = stretched(node.input(0), item, g);
                Value slice = g.add(new Unsqueeze(), item, g.constant(0));
                yield List.of(
                        g.add(
                                node.name(),
                                new ScatterUpdate(),
                                List.of(
                                        list,
                                        oneDimensional(node.input(1), g),
                                        slice,
                                        g.scalar(0))));
            }
            case "TensorListScatterIntoExistingList" ->
                    List.of(
                            g.add(
                                    node.name(),
                                    new ScatterUpdate(),
                                    List.of(
                                            node.input(0),
                                            node.input(2),
                                            node.input(1),
                                            g.scalar(0))));
            case "TensorListPushBack" -> {
                Value item = node.input(1);
                Value list = stretched(node.input(0), item, g);
                yield List.of(
                        g.add(
                                node.name(),
                                new Concat(0),
                                List.of(list, g.add(new Unsqueeze(), item, g.constant(0)))));
            }
            case "TensorListPopBack" -> {
                Value list = node.input(0);
                Value rest =
                        g.add(
                                new Slice(),
                                list,
                                g.constant(0),
                                g.constant(-1),
                                g.constant(1),
                                g.constant(0));
                Value last = g.add(new Gather(0), list, g.scalar(-1), g.scalar(0));
                yield List.of(rest, last);
            }
            default -> throw new IllegalStateException(node.op());
        };
    }

    /// A list of a length whose elements have a shape, and are 0 so far.
    private static Value made(OpNode node, Value shape, Value length, GraphBuilder g) {
        List<Value> sizes = new ArrayList<>();
        sizes.add(length);
        if (!shape.shape()
                .hasRank(0)) { // a scalar, -1, says that nothing is known, not even a rank
            List<Dimension> known =
                    shape.elements()
                            .orElseThrow(() ->
                                    new UntranslatableException(
                                            "the shape of the elements of the list that it makes"
                                                    + " is not known"));
            for (Dimension size : known) {
                sizes.add(g.constant(size.isStatic() && size.value() >= 0 ? size.value() : 1));
            }
        }
        return g.add(
                node.name(),
                new Broadcast(BroadcastMode.NUMPY),
                List.of(
                        g.scalar(node.elementType("element_dtype"), 0),
                        g.add(new Concat(0), sizes.toArray(Value[]::new))));
    }

    /// A list that does not know the rank of its elements, for elements of a rank.
    static Value ofRank(Value list, int rank, GraphBuilder g) {
        boolean knowsNothing = list.shape().hasRank(1) && rank > 0;
        return knowsNothing
                ? g.add(
                        new Unsqueeze(),
                        list,
                        g.constant(LongStream.rangeClosed(1, rank).toArray()))
                : list;
    }

    /// The list with its elements as large as one that comes to it.
    private static Value stretched(Value given, Value item, GraphBuilder g) {
        Value list = item.shape().hasRank() ? ofRank(given, item.shape().rank(), g) : given;
        if (list.shape().hasRank()
                && list.shape().rank() > 0
                && item.shape().isStatic()
                && item.shape()
                        .dimensions()
                        .equals(list.shape().dimensions().subList(1, list.shape().rank()))) {
            return list;
        }
        if (!list.shape().hasRank() || !item.shape().hasRank(list.shape().rank() - 1)) {
            throw new UntranslatableException(
                    "its list is "
                            + list.type()
                            + " and what it puts there is "
                            + item.type()
                            + ", whose ranks do not fit");
        }
        Value shape =
                g.add(
                        new Concat(0),
                        length(list, ElementType.I64, g, false),
                        g.add(new ShapeOf(ElementType.I64), item));
        return g.add(new Broadcast(BroadcastMode.NUMPY), list, shape);
    }

    private static Value length(Value list, ElementType type, GraphBuilder g, boolean scalar) {
        Value shape = g.add(new ShapeOf(type), list);
        return g.add(new Gather(0), shape, scalar ? g.scalar(0) : g.constant(0), g.scalar(0));
    }

    /// A scalar as a vector of one `i64`.
    private static Value oneDimensional(Value scalar, GraphBuilder g) {
        Value number =
                scalar.type().element() == ElementType.I64
                        ? scalar
                        : g.add(new Convert(ElementType.I64), scalar);
        return g.add(new Unsqueeze(), number, g.constant(0));
    }
}
