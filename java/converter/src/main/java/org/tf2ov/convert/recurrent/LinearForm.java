package org.tf2ov.convert.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.Split;
import org.tf2ov.ov.op.StridedSlice;
import org.tf2ov.ov.op.VariadicSplit;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.TiledBytes;
import org.tf2ov.tensor.Weights;

/// Columns of a matrix in the body of a loop, as `x · W + h · R + b`: what goes into a gate.
///
/// @param input what W is multiplied with, if anything
/// @param w rows and columns of a constant
/// @param r the same for the state, if it takes part
/// @param reset what the state is multiplied with before R, if anything
/// @param bias one element a column, if there is a bias
record LinearForm(
        Optional<Value> input,
        Optional<Block> w,
        Optional<Block> r,
        Optional<Value> reset,
        Optional<Bias> bias) {
    /// How deep sums and parts may be nested; cells of any framework are shallower.
    private static final int MOST_DEPTH = 16;

    private static final LinearForm NOTHING =
            new LinearForm(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /// Part of a stored matrix `[in, out]`, or of one `[out, in]` if it is transposed.
    record Block(
            Weights.Stored stored,
            ElementType element,
            boolean transposed,
            long row,
            long rows,
            long column,
            long columns) {
        private Block columns(long from, long count) {
            return new Block(stored, element, transposed, row, rows, column + from, count);
        }

        private Block rows(long from, long count) {
            return new Block(stored, element, transposed, row + from, count, column, columns);
        }

        /// Blocks with the same rows, side by side, as `[out, in]`.
        static Optional<Weights> stacked(List<Block> blocks) {
            return stacked(blocks, List.of());
        }

        /// The same with one more row behind the others.
        ///
        /// @param last one number for all columns of each block, or nothing
        static Optional<Weights> stacked(List<Block> blocks, List<Float> last) {
            Block first = blocks.getFirst();
            long out = 0;
            List<TiledBytes.Tile> tiles = new ArrayList<>();
            for (Block block : blocks) {
                if (block.transposed != first.transposed
                        || block.rows != first.rows
                        || block.element != first.element
                        || block.stored.type().element() != first.stored.type().element()) {
                    return Optional.empty();
                }
                tiles.add(
                        new TiledBytes.Tile(
                                block.stored.bytes(),
                                LongStream.of(block.stored.type().shape().toArray())
                                        .boxed()
                                        .toList(),
                                block.ordered(block.row, block.column),
                                block.ordered(0, out),
                                block.ordered(block.rows, block.columns)));
                out += block.columns;
            }
            ElementType stored = first.stored.type().element();
            List<Long> shape = first.ordered(first.rows + (last.isEmpty() ? 0 : 1), out);
            if (!last.isEmpty()) {
                List<Double> row = new ArrayList<>();
                for (int i = 0; i < last.size(); i++) {
                    row.addAll(
                            Collections.nCopies(
                                    Math.toIntExact(blocks.get(i).columns),
                                    last.get(i).doubleValue()));
                }
                Weights numbers =
                        Weights.ofReals(
                                stored,
                                new long[] {row.size()},
                                row.stream().mapToDouble(Double::doubleValue).toArray());
                List<Long> all = first.ordered(1, out);
                tiles.add(
                        new TiledBytes.Tile(
                                ((Weights.Stored) numbers).bytes(),
                                all,
                                List.of(0L, 0L),
                                first.ordered(first.rows, 0),
                                all));
            }
            Weights whole =
                    new Weights.Stored(
                            TiledBytes.of(Math.toIntExact(stored.bytes(1)), shape, tiles),
                            TensorType.of(
                                    stored, shape.stream().mapToLong(Long::longValue).toArray()));
            Weights inRows = first.transposed ? whole : whole.permute(List.of(1, 0));
            return Optional.of(inRows.convert(first.element));
        }

        private List<Long> ordered(long ofRows, long ofColumns) {
            return transposed ? List.of(ofColumns, ofRows) : List.of(ofRows, ofColumns);
        }
    }

    /// Elements that are added, one a column.
    record Bias(List<Float> elements) {
        private Bias plus(Bias other) {
            List<Float> sums = new ArrayList<>();
            for (int i = 0; i < elements.size(); i++) {
                sums.add(elements.get(i) + other.elements.get(i));
            }
            return new Bias(sums);
        }
    }

    /// Some columns of a matrix.
    record Columns(Value value, long from, long count) {
        /// All of them; none if their number isn't known.
        static Columns all(Value value) {
            boolean known = value.shape().hasRank(2) && value.shape().dimension(1).isStatic();
            return new Columns(value, 0, known ? value.shape().dimension(1).value() : 0);
        }

        static boolean along(long axis) {
            return axis == 1 || axis == -1;
        }

        /// The matrix that a value is a part of, if it is cut out of one with all its rows.
        static Optional<Columns> partOf(Value part) {
            if (!part.shape().hasRank(2) || !part.shape().dimension(1).isStatic()) {
                return Optional.empty();
            }
            long count = part.shape().dimension(1).value();
            return start(part).map(from -> new Columns(part.input(0), from, count));
        }

        private static Optional<Long> start(Value part) {
            List<Value> inputs = part.node().inputs();
            return switch (part.op()) {
                case Split _, VariadicSplit _ ->
                        inputs.get(1)
                                .longs()
                                .filter(axis -> along(axis[0]))
                                .flatMap(_ -> before(part));
                case StridedSlice slice -> start(slice, inputs);
                case Slice _ ->
                        inputs.size() == 5
                                        && inputs.get(4)
                                                .longs()
                                                .filter(it -> it.length == 1 && along(it[0]))
                                                .isPresent()
                                        && isOnes(inputs.get(3))
                                ? inputs.get(1)
                                        .longs()
                                        .map(begin -> begin[0])
                                        .filter(begin -> begin >= 0)
                                : Optional.empty();
                default -> Optional.empty();
            };
        }

        /// The columns of the parts in front of one.
        private static Optional<Long> before(Value part) {
            long before = 0;
            for (int i = 0; i < part.index(); i++) {
                PartialShape shape = part.node().output(i).shape();
                if (!shape.hasRank(2) || !shape.dimension(1).isStatic()) {
                    return Optional.empty();
                }
                before += shape.dimension(1).value();
            }
            return Optional.of(before);
        }

        private static Optional<Long> start(StridedSlice slice, List<Value> inputs) {
            boolean keepsRows =
                    Stream.of(slice.newAxisMask(), slice.shrinkAxisMask(), slice.ellipsisMask())
                                    .flatMap(List::stream)
                                    .allMatch(bit -> bit == 0)
                            && slice.beginMask().size() == 2
                            && slice.beginMask().getFirst() == 1
                            && slice.endMask().getFirst() == 1
                            && inputs.size() == 4
                            && isOnes(inputs.get(3));
            return !keepsRows
                    ? Optional.empty()
                    : slice.beginMask().get(1) == 1
                            ? Optional.of(0L)
                            : inputs.get(1)
                                    .longs()
                                    .map(begin -> begin[1])
                                    .filter(begin -> begin >= 0);
        }

        private static boolean isOnes(Value value) {
            return value.longs()
                    .filter(all -> LongStream.of(all).allMatch(it -> it == 1))
                    .isPresent();
        }
    }

    /// Reads values of the body of a loop that way.
    ///
    /// @param state the hidden state before a trip
    record Reader(CountedLoop loop, Value state) {
        Optional<LinearForm> read(Columns columns) {
            return columns.value().shape().hasRank(2)
                    ? read(columns.value(), columns.from(), columns.count(), MOST_DEPTH)
                    : Optional.empty();
        }

        private Optional<LinearForm> read(Value value, long from, long count, int depth) {
            if (depth == 0) {
                return Optional.empty();
            }
            Optional<Weights> constant = loop.constant(value);
            if (constant.isPresent()) {
                return bias(constant.get(), from, count);
            }
            List<Value> inputs = value.node().inputs();
            return switch (value.op()) {
                case Add _ -> {
                    Optional<LinearForm> a = read(inputs.get(0), from, count, depth - 1);
                    yield a.isEmpty()
                            ? a
                            : read(inputs.get(1), from, count, depth - 1)
                                    .flatMap(b -> a.get().plus(b));
                }
                case MatMul product -> product(product, inputs, from, count);
                default ->
                        Columns.partOf(value)
                                .flatMap(part ->
                                        read(part.value(), part.from() + from, count, depth - 1));
            };
        }

        private Optional<LinearForm> product(
                MatMul product, List<Value> inputs, long from, long count) {
            Optional<Block> block = block(inputs.get(1), product.transposeB());
            if (product.transposeA() || block.isEmpty()) {
                return Optional.empty();
            }
            Block columns = block.get().columns(from, count);
            Value factor = inputs.getFirst();
            if (!(factor.op() instanceof Concat(int axis)) || !Columns.along(axis)) {
                return term(factor, columns);
            }
            Optional<LinearForm> sum = Optional.of(NOTHING);
            long row = 0;
            for (Value part : factor.node().inputs()) {
                if (!part.shape().hasRank(2) || !part.shape().dimension(1).isStatic()) {
                    return Optional.empty();
                }
                long rows = part.shape().dimension(1).value();
                Optional<LinearForm> term = term(part, columns.rows(row, rows));
                sum = sum.flatMap(so -> term.flatMap(so::plus));
                row += rows;
            }
            return sum;
        }

        private Optional<LinearForm> term(Value factor, Block block) {
            if (factor.equals(state)) {
                return Optional.of(
                        new LinearForm(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(block),
                                Optional.empty(),
                                Optional.empty()));
            }
            if (factor.op() instanceof Multiply && factor.node().inputs().contains(state)) {
                Value gate = factor.input(factor.input(0).equals(state) ? 1 : 0);
                return Optional.of(
                        new LinearForm(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(block),
                                Optional.of(gate),
                                Optional.empty()));
            }
            return Optional.of(
                    new LinearForm(
                            Optional.of(factor),
                            Optional.of(block),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }

        private Optional<Block> block(Value weights, boolean transposed) {
            PartialShape shape = weights.shape();
            Optional<Weights> constant = loop.constant(weights);
            if (constant.isEmpty() || !shape.hasRank(2) || !shape.isStatic()) {
                return Optional.empty();
            }
            ElementType element = weights.type().element();
            Weights inner =
                    constant.get() instanceof Weights.Converted(Weights from, ElementType _)
                            ? from
                            : constant.get();
            long[] sizes = shape.toArray();
            return inner instanceof Weights.Stored stored
                    ? Optional.of(
                            new Block(
                                    stored,
                                    element,
                                    transposed,
                                    0,
                                    sizes[transposed ? 1 : 0],
                                    0,
                                    sizes[transposed ? 0 : 1]))
                    : Optional.empty();
        }

        private static Optional<LinearForm> bias(Weights constant, long from, long count) {
            PartialShape shape = constant.type().shape();
            long elements = constant.count();
            boolean alongColumns =
                    elements == 1 || shape.rank() > 0 && shape.dimension(-1).is(elements);
            if (!alongColumns || constant.type().element() != ElementType.F32) {
                return Optional.empty();
            }
            float[] all = constant.floats();
            List<Float> some = new ArrayList<>();
            for (long i = from; i < from + count; i++) {
                some.add(all[elements == 1 ? 0 : (int) i]);
            }
            return Optional.of(
                    new LinearForm(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new Bias(some))));
        }
    }

    /// The sum, unless both have the input or the state in them.
    private Optional<LinearForm> plus(LinearForm other) {
        boolean twice =
                w.isPresent() && other.w.isPresent() || r.isPresent() && other.r.isPresent();
        if (twice) {
            return Optional.empty();
        }
        Optional<Bias> sum =
                bias.isPresent() && other.bias.isPresent()
                        ? Optional.of(bias.get().plus(other.bias.get()))
                        : bias.or(other::bias);
        return Optional.of(
                new LinearForm(
                        input.or(other::input),
                        w.or(other::w),
                        r.or(other::r),
                        reset.or(other::reset),
                        sum));
    }

    /// The bias, or zeros.
    List<Float> biasOrZeros(int size) {
        return bias.map(Bias::elements).orElse(Collections.nCopies(size, 0f));
    }
}
