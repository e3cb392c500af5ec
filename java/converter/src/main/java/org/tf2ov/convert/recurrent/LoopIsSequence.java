package org.tf2ov.convert.recurrent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tf2ov.convert.pass.Reversal;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.BroadcastMode;
import org.tf2ov.ov.op.GRUSequence;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.LSTMSequence;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.ov.op.RNNSequence;
import org.tf2ov.ov.op.RecurrentDirection;
import org.tf2ov.ov.op.ScatterUpdate;
import org.tf2ov.ov.op.Select;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.NodeRewrite;
import org.tf2ov.pass.Pattern;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// A loop that steps a cell through an array becomes one operation for the whole sequence.
///
///     y, h, c = Loop[body](x, h0, c0)         where a trip makes h, c = cell(x[i], h, c), y[i] = h
///     y, h, c = LSTMSequence(x, h0, c0, W, R, B)
///
/// One cell is taken out at a time. What is left of the loop reads the states of that cell from the
/// result of the sequence, so that the next cell, which takes them, can go the same way; when
/// nothing but counting and copying is left, the loop goes.
public final class LoopIsSequence implements NodeRewrite {
    private static final Pattern LOOP = Pattern.op(Loop.class);

    @Override
    public Pattern pattern() {
        return LOOP;
    }

    @Override
    public Optional<List<Value>> replaceAll(Match match, GraphBuilder g) {
        Value loop = match.value(LOOP);
        return CountedLoop.of(loop).flatMap(counted -> new Work(counted, g).run());
    }

    /// What became of one loop.
    private static final class Work {
        private static final List<Integer> SWAP = List.of(1, 0, 2);

        private final CountedLoop loop;
        private final GraphBuilder g;

        Work(CountedLoop loop, GraphBuilder g) {
            this.loop = loop;
            this.g = g;
        }

        Optional<List<Value>> run() {
            Optional<RecurrentCell> cell = RecurrentCell.in(loop);
            if (cell.isEmpty() || !isMaskedEverywhere(cell.get())) {
                return Optional.empty();
            }
            Optional<Value> sequence =
                    loop.sliced(cell.get().input())
                            .filter(array -> loop.tripsOver(array, cell.get().lengths()));
            if (sequence.isEmpty() || !sequence.get().shape().hasRank(3)) {
                return Optional.empty();
            }
            return Optional.of(without(cell.get(), sequence.get()));
        }

        /// Whether nothing that the cell makes behind the end of a sequence comes out of the loop:
        /// it is 0 in the result.
        private boolean isMaskedEverywhere(RecurrentCell cell) {
            if (cell.lengths().isEmpty()) {
                return true;
            }
            Set<Value> open = new HashSet<>(List.of(cell.made()));
            for (Node node : loop.body().nodes()) {
                List<Value> inputs = node.inputs();
                boolean masks =
                        node.op() instanceof Select
                                && loop.endedAfter(inputs.get(0)).equals(cell.lengths())
                                && !open.contains(inputs.get(1));
                if (!masks && inputs.stream().anyMatch(open::contains)) {
                    open.addAll(node.outputs());
                }
            }
            return loop.body().results().stream().noneMatch(open::contains);
        }

        /// The outputs of the loop, with the cell taken out of it.
        private List<Value> without(RecurrentCell cell, Value sequence) {
            // A sequence that ends early has its own last step, so that the whole must not turn.
            Optional<Reversal> reversal =
                    Reversal.of(sequence)
                            .filter(found -> found.axis() == 0 && cell.lengths().isEmpty());
            Value x = g.add(new Transpose(SWAP), reversal.map(Reversal::tensor).orElse(sequence));
            Optional<Ends> ends = cell.lengths().map(lengths -> new Ends(x, lengths, g));
            boolean marks = ends.isPresent() && cell.kind() == RecurrentCell.Kind.LSTM;
            Value input = marks ? ends.get().marked() : x;
            List<Value> inputs = new ArrayList<>();
            inputs.add(input);
            inputs.add(outside(cell.hidden()));
            cell.memory().ifPresent(memory -> inputs.add(outside(memory)));
            inputs.add(allOf(input));
            inputs.add(g.constant(cell.w().reshape(oneDirection(cell.w().type()))));
            inputs.add(g.constant(cell.r().reshape(oneDirection(cell.r().type()))));
            inputs.add(g.constant(cell.b().reshape(oneDirection(cell.b().type()))));
            int hidden = Math.toIntExact(cell.r().type().shape().dimension(-1).value());
            String name = loop.node().name();
            RecurrentDirection direction =
                    reversal.isPresent() ? RecurrentDirection.REVERSE : RecurrentDirection.FORWARD;
            List<Value> made = g.addAll(name, operation(cell, hidden, direction), inputs);
            Value steps = g.add(new Squeeze(), made.get(0), g.constant(1));
            Value inOrder =
                    g.add(
                            new Transpose(SWAP),
                            ends.map(known -> known.masked(steps)).orElse(steps));
            Value states = reversal.isPresent() ? Reversal.reverse(inOrder, 0, g) : inOrder;
            Value last =
                    ends.map(known -> known.last(steps, stateBefore(cell.hidden())))
                            .orElseGet(() -> g.add(new Squeeze(), made.get(1), g.constant(1)));
            Optional<Value> lastMemory =
                    cell.memory().map(_ -> g.add(new Squeeze(), made.get(2), g.constant(1)));
            return new Rest(loop, cell, states, last, lastMemory, g).outputs();
        }

        /// A state before the loop, `[batch, hidden]`, as `[batch, 1, hidden]`.
        private Value outside(int state) {
            return g.add(new Unsqueeze(), stateBefore(state), g.constant(1));
        }

        private Value stateBefore(int state) {
            return loop.outside(loop.statesBefore().get(state));
        }

        /// As many steps as `x` has, for each sequence. The runtime knows this form, and that no
        /// step has to be masked then.
        private Value allOf(Value x) {
            Value shape = g.add(new ShapeOf(ElementType.I64), x);
            Value steps = g.add(new Gather(0), shape, g.constant(1), g.scalar(0));
            Value batch = g.add(new Gather(0), shape, g.constant(0), g.scalar(0));
            return g.add(new Broadcast(BroadcastMode.NUMPY), steps, batch);
        }

        private static PartialShape oneDirection(TensorType type) {
            long[] shape = type.shape().toArray();
            long[] more = new long[shape.length + 1];
            more[0] = 1;
            System.arraycopy(shape, 0, more, 1, shape.length);
            return PartialShape.of(more);
        }

        private static Op operation(RecurrentCell cell, int hidden, RecurrentDirection direction) {
            List<String> names = cell.activations();
            return switch (cell.kind()) {
                case LSTM -> new LSTMSequence(direction, hidden, names, List.of(), List.of(), 0);
                case GRU, GRU_RESET_AFTER ->
                        new GRUSequence(
                                direction,
                                cell.kind() == RecurrentCell.Kind.GRU_RESET_AFTER,
                                hidden,
                                names,
                                List.of(),
                                List.of(),
                                0);
                case RNN -> new RNNSequence(direction, hidden, names, List.of(), List.of(), 0);
            };
        }
    }

    /// The loop without a cell.
    private static final class Rest {
        private final CountedLoop loop;
        private final RecurrentCell cell;
        private final Value sequence;
        private final Value last;
        private final Optional<Value> lastMemory;
        private final GraphBuilder g;

        private final GraphBuilder inner = new GraphBuilder();
        private final Map<Value, Value> now = new HashMap<>();
        private final Value sequenceInside;

        /// @param sequence the hidden states of all trips, `[time, batch, hidden]`
        /// @param last that of the last trip
        Rest(
                CountedLoop loop,
                RecurrentCell cell,
                Value sequence,
                Value last,
                Optional<Value> lastMemory,
                GraphBuilder g) {
            this.loop = loop;
            this.cell = cell;
            this.sequence = sequence;
            this.last = last;
            this.lastMemory = lastMemory;
            this.g = g;
            sequenceInside =
                    inner.add(loop.node().name(), new Parameter(sequence.type()), List.of());
        }

        List<Value> outputs() {
            rebuild();
            Map<Integer, Value> known = new HashMap<>();
            known.put(cell.hidden(), last);
            cell.memory().ifPresent(memory -> known.put(memory, lastMemory.orElseThrow()));
            List<Integer> left = new ArrayList<>();
            for (int state = 0; state < loop.states(); state++) {
                if (!known.containsKey(state)) {
                    Optional<Value> copied = copied(state);
                    if (copied.isPresent()) {
                        known.put(state, copied.get());
                    } else {
                        left.add(state);
                    }
                }
            }
            // A state that only counts ends with the number of trips.
            left.removeIf(state -> {
                if (loop.isCounter(loop.statesBefore().get(state))) {
                    known.put(
                            state, loop.trips(loop.statesBefore().get(state).type().element(), g));
                    return true;
                }
                return false;
            });
            if (!left.isEmpty()) {
                known.putAll(smaller(known.keySet()));
            }
            List<Value> outputs = new ArrayList<>();
            for (int state = 0; state < loop.states(); state++) {
                outputs.add(known.get(state));
            }
            return outputs;
        }

        /// The body, in which the cell's hidden state is read from the sequence.
        private void rebuild() {
            Graph body = loop.body();
            for (Node node : body.nodes()) {
                if (node.equals(cell.made().node())) {
                    Value counter =
                            now.get(
                                    loop.statesBefore().stream()
                                            .filter(loop::isCounter)
                                            .findFirst()
                                            .orElseThrow());
                    now.put(
                            node.output(0),
                            inner.add(
                                    node.name(),
                                    new Gather(0),
                                    List.of(sequenceInside, counter, inner.scalar(0))));
                    continue;
                }
                List<Value> inputs = node.inputs().stream().map(now::get).toList();
                List<Value> outputs =
                        inputs.equals(node.inputs())
                                ? node.outputs()
                                : inner.addAll(node.name(), node.op(), inputs);
                for (int i = 0; i < outputs.size(); i++) {
                    now.put(node.output(i), outputs.get(i));
                }
            }
        }

        // States that copy

        /// What a state is after the loop that takes what the cell makes, and nothing else.
        private Optional<Value> copied(int state) {
            Value after = loop.after(state);
            Value before = loop.statesBefore().get(state);
            if (isStep(after)) {
                return Optional.of(last);
            }
            if (!(after.op() instanceof ScatterUpdate)
                    || after.input(3).longs().filter(axis -> axis[0] == 0).isEmpty()
                    || !(after.input(2).op() instanceof Unsqueeze)
                    || after.input(2).input(1).longs().filter(it -> it[0] == 0).isEmpty()
                    || !isStretched(after.input(0), before)
                    || !isStep(after.input(2).input(0))) {
                return Optional.empty();
            }
            Value list = loop.outside(before);
            if (loop.isTripNumber(after.input(1))
                    && loop.tripsOver(list, cell.lengths())
                    && (cell.lengths().isEmpty() || isZero(list))) {
                return Optional.of(sequence);
            }
            // All trips write into the same place of a list that has no other.
            boolean same =
                    after.input(1).longs().filter(it -> it.length == 1 && it[0] == 0).isPresent()
                            && list.shape().hasRank()
                            && list.shape().rank() > 0
                            && list.shape().dimension(0).is(1);
            return same
                    ? Optional.of(g.add(new Unsqueeze(), last, g.constant(0)))
                    : Optional.empty();
        }

        /// Whether a value of the body is what the cell makes in a trip, or 0 where sequences have
        /// ended.
        private boolean isStep(Value inBody) {
            return inBody.equals(cell.made()) && cell.lengths().isEmpty()
                    || cell.lengths().isPresent()
                            && inBody.op() instanceof Select
                            && inBody.input(2).equals(cell.made())
                            && loop.endedAfter(inBody.input(0)).equals(cell.lengths())
                            && isZero(inBody.input(1));
        }

        private boolean isZero(Value value) {
            Value at = value;
            while (at.op() instanceof Broadcast) {
                at = at.input(0);
            }
            Value outside = loop.isInvariant(at) ? loop.outside(at) : at;
            while (outside.op() instanceof Broadcast) {
                outside = outside.input(0);
            }
            return outside.constant()
                    .filter(zero -> zero.count() == 1 && zero.at(0) == 0)
                    .isPresent();
        }

        /// Whether a list is what it was before the trip, or that with longer elements.
        private static boolean isStretched(Value list, Value before) {
            return list.equals(before)
                    || list.op() instanceof Broadcast && list.input(0).equals(before);
        }

        // What is left of the loop

        /// The loop for the states that are not known yet, and what it makes of them.
        private Map<Integer, Value> smaller(Set<Integer> known) {
            Set<Integer> kept = needed(known);
            List<Value> parameters = new ArrayList<>();
            List<Value> results = new ArrayList<>();
            List<Value> inputs = new ArrayList<>(loop.node().inputs().subList(0, 2));
            results.add(now.get(loop.body().results().getFirst()));
            for (int state : kept) {
                Value before = loop.statesBefore().get(state);
                parameters.add(before);
                results.add(now.get(loop.after(state)));
                inputs.add(loop.outside(before));
            }
            for (Value invariant :
                    loop.body()
                            .parameters()
                            .subList(loop.states(), loop.body().parameters().size())) {
                parameters.add(invariant);
                inputs.add(loop.outside(invariant));
            }
            parameters.add(sequenceInside);
            inputs.add(sequence);
            Graph body = inner.build(parameters, results);
            List<Value> outputs = g.addAll(loop.node().name(), new Loop(body, kept.size()), inputs);
            Map<Integer, Value> made = new HashMap<>();
            int output = 0;
            for (int state : kept) {
                Value after = outputs.get(output++);
                if (!known.contains(state)) {
                    made.put(state, after);
                }
            }
            return made;
        }

        /// The states that stay in the loop, in their order: those that count, those that are not
        /// known, and those that these read.
        private Set<Integer> needed(Set<Integer> known) {
            Set<Integer> needed = new TreeSet<>();
            for (int state = 0; state < loop.states(); state++) {
                if (!known.contains(state) || loop.isCounter(loop.statesBefore().get(state))) {
                    needed.add(state);
                }
            }
            for (int before = 0; before < needed.size(); ) {
                before = needed.size();
                List<Value> ends = new ArrayList<>();
                ends.add(now.get(loop.body().results().getFirst()));
                needed.forEach(state -> ends.add(now.get(loop.after(state))));
                Set<Node> nodes = new HashSet<>(new Graph(List.of(), ends, Map.of()).nodes());
                for (int state = 0; state < loop.states(); state++) {
                    if (nodes.contains(loop.statesBefore().get(state).node())) {
                        needed.add(state);
                    }
                }
            }
            return needed;
        }
    }
}
