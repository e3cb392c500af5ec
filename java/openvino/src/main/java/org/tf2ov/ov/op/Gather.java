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

/// The slices of a tensor along an axis that indices name; a negative index counts from the end.
///
/// Inputs: the tensor, the indices, and the axis as a scalar. The result has the dimensions of the
/// tensor in front of the axis, those of the indices behind the batch, and those of the tensor
/// behind the axis. Source: OpenVINO `Gather-8`.
///
/// @param batchDims how many dimensions in front the tensor and the indices have in common; a
///   negative number counts from the end of the indices
@IrType(opset = "opset8")
public record Gather(int batchDims) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        Value x = inputs.get(0);
        Value indices = inputs.get(1);
        Value axis = inputs.get(2);
        Require.integer("the indices", indices);
        Require.integer("the axis", axis);
        PartialShape from = x.shape();
        PartialShape by = indices.shape();
        Require.minimumRank("the tensor", from, 1);
        Optional<Long> knownAxis = axis.longs().map(all -> all[0]);
        if (from.hasRank()) {
            knownAxis.ifPresent(known -> Axes.normalize(known, from.rank()));
        }
        int batch = batchDims < 0 && by.hasRank() ? batchDims + by.rank() : batchDims;
        Require.that(
                !by.hasRank() || batch <= by.rank(),
                "batch_dims %s does not fit %s",
                batchDims,
                indices.type());
        Require.that(
                knownAxis.isEmpty()
                        || knownAxis.get() < 0 && !from.hasRank()
                        || batch
                                <= Axes.normalize(
                                        knownAxis.get(),
                                        from.hasRank() ? from.rank() : Integer.MAX_VALUE),
                "batch_dims %s must not be behind the axis %s",
                batch,
                knownAxis.orElse(null));
        if (!from.hasRank() || !by.hasRank()) {
            return List.of(Fact.of(x.type().withShape(PartialShape.DYNAMIC)));
        }
        Require.that(
                0 <= batch && batch <= from.rank(),
                "batch_dims %s does not fit %s",
                batchDims,
                x.type());
        int rank = from.rank() - 1 + by.rank() - batch;
        int place = knownAxis.map(known -> Axes.normalize(known, from.rank())).orElse(from.rank());
        Require.that(batch <= place, "batch_dims %s must not be behind the axis %s", batch, place);
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            Require.that(
                    from.dimension(i).overlaps(by.dimension(i)),
                    "%s and %s have not the same batch",
                    x.type(),
                    indices.type());
            dimensions.add(from.dimension(i).intersect(by.dimension(i)));
        }
        if (knownAxis.isEmpty()) {
            dimensions.addAll(PartialShape.ofRank(rank - batch).dimensions());
            return List.of(Fact.of(x.type().withShape(PartialShape.of(dimensions))));
        }
        dimensions.addAll(from.dimensions().subList(batch, place));
        dimensions.addAll(by.dimensions().subList(batch, by.rank()));
        dimensions.addAll(from.dimensions().subList(place + 1, from.rank()));
        TensorType type = x.type().withShape(PartialShape.of(dimensions));
        if (indices.longs().isEmpty() || x.elements().isEmpty()) {
            return List.of(Fact.of(type));
        }
        long[] chosen = indices.longs().orElseThrow();
        long size = from.dimension(place).value();
        for (long index : chosen) {
            if (index < -size || index >= size) {
                return List.of(Fact.of(type));
            }
        }
        long[] byShape = by.toArray();
        return List.of(
                Contents.pick(
                        type,
                        x,
                        at -> {
                            long[] index = new long[byShape.length];
                            System.arraycopy(at, 0, index, 0, batch);
                            System.arraycopy(at, place, index, batch, byShape.length - batch);
                            long where = chosen[(int) Contents.index(byShape, index)];
                            long[] source = new long[from.rank()];
                            System.arraycopy(at, 0, source, 0, place);
                            source[place] = where < 0 ? where + size : where;
                            int behind = place + 1;
                            System.arraycopy(
                                    at,
                                    place + byShape.length - batch,
                                    source,
                                    behind,
                                    source.length - behind);
                            return source;
                        }));
    }
}
