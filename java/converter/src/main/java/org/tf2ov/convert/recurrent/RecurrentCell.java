package org.tf2ov.convert.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.convert.recurrent.LinearForm.Block;
import org.tf2ov.convert.recurrent.LinearForm.Columns;
import org.tf2ov.convert.recurrent.LinearForm.Reader;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Select;
import org.tf2ov.ov.op.Sigmoid;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.ov.op.Tanh;
import org.tf2ov.tensor.Weights;

/// A cell that the body of a loop computes, with its weights as OpenVINO's operations take them.
///
/// @param hidden the place of the hidden state among the states of the loop
/// @param memory the place of the cell state of an LSTM
/// @param made the hidden state after a trip, for sequences that have not ended
/// @param input what it takes in each trip, `[batch, input]`
/// @param lengths how many trips change its states, outside of the loop, `[batch]`; nothing if all
///   do
/// @param w `[gates * hidden, input]`; of an LSTM with lengths it has one more feature, which keeps
///   the cell state where it is 1
/// @param r `[gates * hidden, hidden]`
/// @param b `[gates * hidden]`, of a GRU that resets after the product `[4 * hidden]`
record RecurrentCell(
        Kind kind,
        int hidden,
        Optional<Integer> memory,
        Value made,
        Value input,
        Optional<Value> lengths,
        Weights w,
        Weights r,
        Weights b,
        List<String> activations) {
    /// What steps the state.
    enum Kind {
        LSTM,
        GRU,
        /// A GRU that multiplies with the reset gate behind the product of the state.
        GRU_RESET_AFTER,
        RNN
    }

    /// The first cell that the body of a loop holds.
    static Optional<RecurrentCell> in(CountedLoop loop) {
        for (int state = 0; state < loop.states(); state++) {
            Value before = loop.statesBefore().get(state);
            if (before.shape().hasRank(2) && before.shape().dimension(1).isStatic()) {
                Optional<RecurrentCell> cell = new Finder(loop, state).find();
                if (cell.isPresent()) {
                    return cell;
                }
            }
        }
        return Optional.empty();
    }

    private record Finder(CountedLoop loop, int state) {
        Optional<RecurrentCell> find() {
            Kept next = kept(loop.after(state), before(state));
            return lstm(next).or(() -> gru(next)).or(() -> rnn(next));
        }

        private Value before(int place) {
            return loop.statesBefore().get(place);
        }

        private Value hiddenBefore() {
            return before(state);
        }

        private int size() {
            return Math.toIntExact(hiddenBefore().shape().dimension(1).value());
        }

        private Optional<LinearForm> read(Columns columns) {
            return new Reader(loop, hiddenBefore()).read(columns);
        }

        // Sequences that end early keep their states from then on

        /// A state after a trip, and how many trips change it if not all do.
        private record Kept(Value made, Optional<Value> lengths) {}

        /// Select(trip >= lengths, before, made)
        private Kept kept(Value after, Value before) {
            Optional<Value> ended =
                    after.op() instanceof Select && after.input(1).equals(before)
                            ? loop.endedAfter(after.input(0))
                            : Optional.empty();
            return ended.isPresent() ? new Kept(after.input(2), ended) : new Kept(after, ended);
        }

        // The cells

        /// h = sigmoid(o) · tanh(c), c = sigmoid(f) · c + sigmoid(i) · tanh(g)
        private Optional<RecurrentCell> lstm(Kept next) {
            for (Pair product : Pair.of(next.made(), Multiply.class)) {
                Optional<Columns> o = activated(product.a(), Sigmoid.class);
                if (o.isEmpty() || !(product.b().op() instanceof Tanh)) {
                    continue;
                }
                Value memoryMade = product.b().input(0);
                for (int place = 0; place < loop.states(); place++) {
                    Kept memory = kept(loop.after(place), before(place));
                    if (place != state
                            && memory.made().equals(memoryMade)
                            && memory.lengths().equals(next.lengths())) {
                        Optional<RecurrentCell> cell = lstm(next, o.get(), memoryMade, place);
                        if (cell.isPresent()) {
                            return cell;
                        }
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<RecurrentCell> lstm(Kept next, Columns o, Value memoryMade, int memory) {
            for (Pair sum : Pair.of(memoryMade, Add.class)) {
                Optional<Columns> f =
                        factorOf(sum.a(), before(memory))
                                .flatMap(factor -> activated(factor, Sigmoid.class));
                for (Pair added : Pair.of(sum.b(), Multiply.class)) {
                    Optional<Columns> i = activated(added.a(), Sigmoid.class);
                    Optional<Columns> c = activated(added.b(), Tanh.class);
                    if (f.isPresent() && i.isPresent() && c.isPresent()) {
                        return cell(
                                Kind.LSTM,
                                Optional.of(memory),
                                next,
                                List.of(f.get(), i.get(), c.get(), o),
                                List.of("sigmoid", "tanh", "tanh"));
                    }
                }
            }
            return Optional.empty();
        }

        /// h = z · h + (1 - z) · tanh(…)
        private Optional<RecurrentCell> gru(Kept next) {
            for (Pair sum : Pair.of(next.made(), Add.class)) {
                Optional<Value> z = factorOf(sum.a(), hiddenBefore());
                Optional<Columns> zSum = z.flatMap(gate -> activated(gate, Sigmoid.class));
                if (zSum.isEmpty()) {
                    continue;
                }
                for (Pair added : Pair.of(sum.b(), Multiply.class)) {
                    if (isOneMinus(added.a(), z.get()) && added.b().op() instanceof Tanh) {
                        Columns candidate = Columns.all(added.b().input(0));
                        return resetBefore(next, zSum.get(), candidate)
                                .or(() -> resetAfter(next, zSum.get(), candidate));
                    }
                }
            }
            return Optional.empty();
        }

        /// The reset gate multiplies the state: it is in the linear form of the candidate.
        private Optional<RecurrentCell> resetBefore(Kept next, Columns zSum, Columns candidate) {
            return read(candidate)
                    .flatMap(LinearForm::reset)
                    .flatMap(reset -> activated(reset, Sigmoid.class))
                    .flatMap(reset ->
                            cell(
                                    Kind.GRU,
                                    Optional.empty(),
                                    next,
                                    List.of(zSum, reset, candidate),
                                    List.of("sigmoid", "tanh")));
        }

        /// x · W + b + sigmoid(r) · (h · R + bR)
        private Optional<RecurrentCell> resetAfter(Kept next, Columns zSum, Columns candidate) {
            for (Pair sum : Pair.of(candidate.value(), Add.class)) {
                for (Pair product : Pair.of(sum.b(), Multiply.class)) {
                    Optional<LinearForm> z = read(zSum);
                    Optional<LinearForm> reset =
                            activated(product.a(), Sigmoid.class).flatMap(this::read);
                    Optional<LinearForm> ofInput = read(Columns.all(sum.a()));
                    Optional<LinearForm> ofState = read(Columns.all(product.b()));
                    if (z.isEmpty()
                            || reset.isEmpty()
                            || ofInput.filter(form -> form.r().isEmpty()).isEmpty()
                            || ofState.filter(form -> form.w().isEmpty()).isEmpty()) {
                        continue;
                    }
                    LinearForm whole =
                            new LinearForm(
                                    ofInput.get().input(),
                                    ofInput.get().w(),
                                    ofState.get().r(),
                                    ofState.get().reset(),
                                    ofInput.get().bias());
                    return cell(
                            Kind.GRU_RESET_AFTER,
                            Optional.empty(),
                            next,
                            List.of(z.get(), reset.get(), whole),
                            List.of("sigmoid", "tanh"),
                            ofState.get().biasOrZeros(size()));
                }
            }
            return Optional.empty();
        }

        /// h = tanh(…)
        private Optional<RecurrentCell> rnn(Kept next) {
            Value made = next.made();
            Optional<String> activation =
                    switch (made.op()) {
                        case Tanh _ -> Optional.of("tanh");
                        case Sigmoid _ -> Optional.of("sigmoid");
                        case Relu _ -> Optional.of("relu");
                        default -> Optional.empty();
                    };
            return activation.flatMap(name ->
                    cell(
                            Kind.RNN,
                            Optional.empty(),
                            next,
                            List.of(Columns.all(made.input(0))),
                            List.of(name)));
        }

        private Optional<RecurrentCell> cell(
                Kind kind,
                Optional<Integer> memory,
                Kept next,
                List<Columns> sums,
                List<String> activations) {
            List<LinearForm> forms = new ArrayList<>();
            for (int i = 0; i < sums.size(); i++) {
                Optional<LinearForm> form = read(sums.get(i));
                // Only the candidate of a GRU has its state reset.
                boolean resets = kind == Kind.GRU && i == 2;
                if (form.filter(read -> read.reset().isPresent() == resets).isEmpty()) {
                    return Optional.empty();
                }
                forms.add(form.get());
            }
            return cell(kind, memory, next, forms, activations, List.of());
        }

        private Optional<RecurrentCell> cell(
                Kind kind,
                Optional<Integer> memory,
                Kept next,
                List<LinearForm> forms,
                List<String> activations,
                List<Float> moreBias) {
            List<Block> w = new ArrayList<>();
            List<Block> r = new ArrayList<>();
            List<Float> b = new ArrayList<>();
            Optional<Value> input = forms.getFirst().input();
            for (LinearForm form : forms) {
                if (form.w().isEmpty()
                        || form.r().isEmpty()
                        || !form.input().equals(input)
                        || form.w().get().columns() != size()
                        || form.r().get().columns() != size()
                        || form.r().get().rows() != size()) {
                    return Optional.empty();
                }
                w.add(form.w().get());
                r.add(form.r().get());
                b.addAll(form.biasOrZeros(size()));
            }
            b.addAll(moreBias);
            float[] bias = new float[b.size()];
            for (int i = 0; i < bias.length; i++) {
                bias[i] = b.get(i);
            }
            // Gates f, i, c, o: what was there is kept as it is, and nothing comes to it.
            List<Float> keeping =
                    kind == Kind.LSTM && next.lengths().isPresent()
                            ? List.of(Ends.SATURATING, -Ends.SATURATING, 0f, 0f)
                            : List.of();
            Optional<Weights> allW = Block.stacked(w, keeping);
            Optional<Weights> allR = Block.stacked(r);
            return allW.isEmpty() || allR.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new RecurrentCell(
                                    kind,
                                    state,
                                    memory,
                                    next.made(),
                                    input.get(),
                                    next.lengths(),
                                    allW.get(),
                                    allR.get(),
                                    Weights.ofFloats(new long[] {bias.length}, bias),
                                    activations));
        }

        /// What a gate is computed from, whether it was split before or behind its activation.
        private static Optional<Columns> activated(Value gate, Class<? extends Op> activation) {
            return activation.isInstance(gate.op())
                    ? Optional.of(Columns.all(gate.input(0)))
                    : Columns.partOf(gate)
                            .filter(part -> activation.isInstance(part.value().op()))
                            .map(part ->
                                    new Columns(part.value().input(0), part.from(), part.count()));
        }

        private static Optional<Value> factorOf(Value product, Value factor) {
            for (Pair pair : Pair.of(product, Multiply.class)) {
                if (pair.b().equals(factor)) {
                    return Optional.of(pair.a());
                }
            }
            return Optional.empty();
        }

        private boolean isOneMinus(Value value, Value subtracted) {
            return value.op() instanceof Subtract
                    && value.input(1).equals(subtracted)
                    && loop.constant(value.input(0))
                            .filter(one -> one.count() == 1 && one.at(0) == 1)
                            .isPresent();
        }
    }

    /// The operands of a commutative operation, in one of the two orders.
    private record Pair(Value a, Value b) {
        static List<Pair> of(Value value, Class<? extends Op> op) {
            return op.isInstance(value.op())
                    ? List.of(
                            new Pair(value.input(0), value.input(1)),
                            new Pair(value.input(1), value.input(0)))
                    : List.of();
        }
    }
}
