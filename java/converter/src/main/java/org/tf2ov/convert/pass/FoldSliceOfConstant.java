package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Box;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.Split;
import org.tf2ov.ov.op.StridedSlice;
import org.tf2ov.ov.op.VariadicSplit;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.NodeRewrite;
import org.tf2ov.pass.Pattern;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.TiledBytes;
import org.tf2ov.tensor.Weights;

/// A part of a constant is a constant that stays where the whole is stored.
///
///     y, z = Split(Constant(w))
///     y, z = Constant(first half of w), Constant(second half of w)
public final class FoldSliceOfConstant implements NodeRewrite {
    private static final Pattern PART =
            Pattern.op(Op.class).where(value -> isPart(value.op()) && isStored(value.input(0)));

    private static boolean isPart(Op op) {
        return op instanceof Split
                || op instanceof VariadicSplit
                || op instanceof Slice
                || op instanceof StridedSlice;
    }

    private static boolean isStored(Value value) {
        return value.constant().filter(Weights.Stored.class::isInstance).isPresent()
                && value.type().element().isWholeBytes();
    }

    @Override
    public Pattern pattern() {
        return PART;
    }

    @Override
    public Optional<List<Value>> replaceAll(Match match, GraphBuilder g) {
        Value root = match.value(PART);
        Weights.Stored whole = (Weights.Stored) root.input(0).constant().orElseThrow();
        List<Value> parts = new ArrayList<>();
        Optional<List<Box>> boxes = boxes(root);
        if (boxes.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < boxes.get().size(); i++) {
            PartialShape shape = root.node().output(i).shape();
            parts.add(g.constant(part(whole, boxes.get().get(i), shape)));
        }
        return Optional.of(parts);
    }

    /// What each output takes of the tensor.
    private static Optional<List<Box>> boxes(Value root) {
        List<Value> inputs = root.node().inputs();
        return switch (root.op()) {
            case Slice slice -> slice.box(inputs).map(List::of);
            case StridedSlice slice -> slice.box(inputs).map(List::of);
            default -> inputs.get(1).longs().flatMap(axis -> splits(root, axis[0]));
        };
    }

    private static Optional<List<Box>> splits(Value root, long axis) {
        int rank = root.input(0).shape().rank();
        int along = Math.toIntExact(axis < 0 ? axis + rank : axis);
        List<Box> boxes = new ArrayList<>();
        long start = 0;
        for (Value output : root.node().outputs()) {
            if (!output.shape().isStatic()) {
                return Optional.empty();
            }
            List<Long> from = new ArrayList<>(Collections.nCopies(rank, 0L));
            from.set(along, start);
            List<Long> lengths = Arrays.stream(output.shape().toArray()).boxed().toList();
            boxes.add(new Box(from, lengths));
            start += lengths.get(along);
        }
        return Optional.of(boxes);
    }

    private static Weights part(Weights.Stored whole, Box box, PartialShape shape) {
        TensorType type = whole.type();
        int rank = type.shape().rank();
        TiledBytes.Tile tile =
                new TiledBytes.Tile(
                        whole.bytes(),
                        Arrays.stream(type.shape().toArray()).boxed().toList(),
                        box.from(),
                        Collections.nCopies(rank, 0L),
                        box.lengths());
        return new Weights.Stored(
                TiledBytes.of(
                        Math.toIntExact(type.element().bytes(1)), box.lengths(), List.of(tile)),
                type.withShape(shape));
    }
}
