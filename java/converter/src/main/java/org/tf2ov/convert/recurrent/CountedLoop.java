package org.tf2ov.convert.recurrent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.GreaterEqual;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.LogicalAnd;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Minimum;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// A loop whose condition only counts: states that begin at 0 and grow by 1 must stay below numbers
/// that are known before the first trip.
final class CountedLoop {
    private final Node node;
    private final Loop loop;
    private final Map<Value, Integer> places = new HashMap<>();
    private final Set<Value> counters = new HashSet<>();

    /// What the counters must stay below, outside of the loop; one or more.
    private final List<Value> bounds = new ArrayList<>();

    private CountedLoop(Node node, Loop loop) {
        this.node = node;
        this.loop = loop;
        List<Value> parameters = loop.body().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            places.put(parameters.get(i), i);
        }
        for (int i = 0; i < loop.states(); i++) {
            Value counter = parameters.get(i);
            Value next = loop.body().results().get(1 + i);
            if (isNumber(outside(counter), 0) && isOneMore(next, counter)) {
                counters.add(counter);
            }
        }
    }

    /// The loop, if it is such a one.
    static Optional<CountedLoop> of(Value value) {
        if (!(value.op() instanceof Loop loop)
                || loop.sliced() + loop.collected() > 0
                || !isNumber(value.input(0), -1)) {
            return Optional.empty();
        }
        CountedLoop counted = new CountedLoop(value.node(), loop);
        return counted.findBounds() ? Optional.of(counted) : Optional.empty();
    }

    private boolean findBounds() {
        for (Value part : conjuncts(loop.body().results().getFirst())) {
            if (!(part.op() instanceof Less)) {
                return false;
            }
            boolean counts =
                    counters.stream().anyMatch(counter -> isOneMore(part.input(0), counter));
            Optional<Value> bound = before(part.input(1));
            if (!counts || bound.isEmpty()) {
                return false;
            }
            bounds.add(bound.get());
        }
        // The first trip is made when 0 is below the same numbers.
        List<Value> asked = new ArrayList<>();
        for (Value part : conjuncts(node.inputs().get(1))) {
            if (part.constant().filter(known -> known.at(0) != 0).isPresent()) {
                continue;
            }
            if (!(part.op() instanceof Less) || !isNumber(part.input(0), 0)) {
                return false;
            }
            asked.add(part.input(1));
        }
        return asked.stream().allMatch(number -> isAmong(number, bounds))
                && bounds.stream().allMatch(bound -> isPositive(bound) || isAmong(bound, asked));
    }

    private static boolean isAmong(Value number, List<Value> others) {
        return others.stream().anyMatch(other -> isSameNumber(number, other));
    }

    private static boolean isPositive(Value number) {
        return number.longs().filter(known -> known[0] > 0).isPresent();
    }

    private static List<Value> conjuncts(Value condition) {
        List<Value> parts = new ArrayList<>();
        Deque<Value> open = new ArrayDeque<>(List.of(condition));
        while (!open.isEmpty()) {
            Value part = open.pop();
            if (part.op() instanceof LogicalAnd) {
                open.push(part.input(1));
                open.push(part.input(0));
            } else {
                parts.add(part);
            }
        }
        return parts;
    }

    private static boolean isSameNumber(Value a, Value b) {
        return a.equals(b)
                || a.longs().isPresent()
                        && b.longs().isPresent()
                        && Arrays.equals(a.longs().get(), b.longs().get());
    }

    private static boolean isNumber(Value value, long number) {
        return value.longs().filter(all -> all.length == 1 && all[0] == number).isPresent();
    }

    private static boolean isOneMore(Value next, Value counter) {
        return next.op() instanceof Add
                && (next.input(0).equals(counter) && isNumber(next.input(1), 1)
                        || next.input(1).equals(counter) && isNumber(next.input(0), 1));
    }

    // What is in it

    Graph body() {
        return loop.body();
    }

    int states() {
        return loop.states();
    }

    Node node() {
        return node;
    }

    /// The states of the body, each before a trip.
    List<Value> statesBefore() {
        return loop.body().parameters().subList(0, loop.states());
    }

    /// What a trip makes of a state.
    Value after(int state) {
        return loop.body().results().get(1 + state);
    }

    /// What enters the loop as a parameter of the body.
    Value outside(Value parameter) {
        return node.inputs().get(2 + places.get(parameter));
    }

    boolean isInvariant(Value inBody) {
        Integer place = places.get(inBody);
        return place != null && place >= loop.states();
    }

    boolean isCounter(Value inBody) {
        return counters.contains(inBody);
    }

    /// What a value of the body is before the loop, if no trip changes it.
    private Optional<Value> before(Value inBody) {
        return inBody.op() instanceof Constant
                ? Optional.of(inBody)
                : Optional.of(inBody).filter(this::isInvariant).map(this::outside);
    }

    /// The contents of a value of the body that is a constant, there or outside.
    Optional<Weights> constant(Value inBody) {
        return before(inBody).flatMap(Value::constant);
    }

    /// The array outside whose element along dimension 0 a value of the body is, the first in the
    /// first trip and so on.
    Optional<Value> sliced(Value inBody) {
        boolean reads =
                inBody.op() instanceof Gather(int batchDims)
                        && batchDims == 0
                        && isNumber(inBody.input(2), 0)
                        && inBody.input(1).shape().hasRank(0)
                        && isTripNumber(inBody.input(1))
                        && inBody.input(0).op() instanceof Parameter;
        return reads ? before(inBody.input(0)) : Optional.empty();
    }

    /// Whether a value of the body holds how many trips came before, in one element.
    boolean isTripNumber(Value inBody) {
        Value at = inBody;
        while (at.op() instanceof Convert
                || at.op() instanceof Unsqueeze
                || at.op() instanceof Squeeze
                || at.op() instanceof Reshape) {
            at = at.input(0);
        }
        return counters.contains(at);
    }

    /// The lengths `[batch]`, outside of the loop, of which a condition in the body says that the
    /// trip lies behind them.
    Optional<Value> endedAfter(Value condition) {
        Value at = condition;
        while (at.op() instanceof Unsqueeze) {
            at = at.input(0);
        }
        return at.op() instanceof GreaterEqual
                        && isTripNumber(at.input(0))
                        && isInvariant(at.input(1))
                        && at.input(1).shape().hasRank(1)
                ? Optional.of(outside(at.input(1)))
                : Optional.empty();
    }

    /// Whether there are as many trips as a tensor outside has elements along dimension 0, or as
    /// many as change anything.
    ///
    /// @param lengths of sequences behind whose end a trip changes nothing
    boolean tripsOver(Value tensor, Optional<Value> lengths) {
        return tensor.shape().hasRank()
                && tensor.shape().rank() > 0
                && bounds.stream().allMatch(bound -> reaches(bound, tensor, lengths));
    }

    /// size, min(size, max(1, size)), min(size, max(1, max(lengths)))
    private static boolean reaches(Value bound, Value tensor, Optional<Value> lengths) {
        if (Extent.isSizeOf(bound, tensor, 0)) {
            return true;
        }
        if (!(bound.op() instanceof Minimum)) {
            return false;
        }
        List<Value> operands = bound.node().inputs();
        return operands.stream().anyMatch(operand -> Extent.isSizeOf(operand, tensor, 0))
                && operands.stream()
                        .allMatch(operand ->
                                Extent.isSizeOf(operand, tensor, 0)
                                        || isNotBelow(operand, tensor, lengths));
    }

    private static boolean isNotBelow(Value number, Value tensor, Optional<Value> lengths) {
        List<Value> operands =
                number.op() instanceof Maximum ? number.node().inputs() : List.of(number);
        return operands.stream()
                .anyMatch(operand ->
                        Extent.isSizeOf(operand, tensor, 0)
                                || lengths.isPresent()
                                        && operand.op() instanceof ReduceMax
                                        && operand.input(0).equals(lengths.get()));
    }

    /// How many trips are made, in a scalar.
    Value trips(ElementType element, GraphBuilder g) {
        Value least = null;
        for (Value bound : bounds) {
            Value number =
                    bound.type().element() == element ? bound : g.add(new Convert(element), bound);
            least = least == null ? number : g.add(new Minimum(), least, number);
        }
        return least;
    }
}
