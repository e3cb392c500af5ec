package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// A sparse matrix in which each row that is empty gets one element.
///
/// Inputs: the values, the dense shape `[2]`, the indices `[values, 2]`, and the element to put in.
/// Outputs: indices and values of the result, and which rows were empty. Source: OpenVINO
/// `SparseFillEmptyRows-16`.
@IrType(opset = "opset16")
public record SparseFillEmptyRows() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 4);
        Value values = inputs.get(0);
        Value shape = inputs.get(1);
        Value indices = inputs.get(2);
        ElementType index = Require.sameElement(shape, indices);
        Require.indexType("the indices", index);
        Require.rank("the values", values.shape(), 1);
        Require.rank("the shape", shape.shape(), 1);
        Require.rank("the indices", indices.shape(), 2);
        Require.rank("what to fill with", inputs.get(3).shape(), 0);
        Require.that(
                !shape.shape().hasRank() || shape.shape().dimension(0).contains(2),
                "the matrix must have 2 dimensions");
        if (indices.shape().hasRank()) {
            Require.that(
                    indices.shape().dimension(1).contains(2)
                            && (!values.shape().hasRank()
                                    || values.shape()
                                            .dimension(0)
                                            .overlaps(indices.shape().dimension(0))),
                    "%s are no indices of the values %s",
                    indices.type(),
                    values.type());
        }
        Dimension rows = shape.longs().map(known -> Dimension.of(known[0])).orElse(Dimension.ANY);
        PartialShape some = PartialShape.of(List.of(Dimension.ANY));
        return List.of(
                Fact.of(new TensorType(index, PartialShape.of(-1, 2))),
                Fact.of(values.type().withShape(some)),
                Fact.of(new TensorType(ElementType.BOOLEAN, PartialShape.of(List.of(rows)))));
    }
}
