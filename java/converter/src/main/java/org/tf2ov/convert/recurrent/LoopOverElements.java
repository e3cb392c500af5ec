package org.tf2ov.convert.recurrent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.ScatterUpdate;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.NodeRewrite;
import org.tf2ov.pass.Pattern;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;

/// A counted loop that reads an array element by element takes slices of it, and one that fills an
/// array element by element, and certainly makes a trip, gives the elements, which the runtime puts
/// together. An array that is a state would be copied in every trip.
///
///     x = a[i]; ...; b = ScatterUpdate(b, i, y, 0); i < n       where a and b have n elements
///     x = Squeeze(slice of a); ...; y is collected
public final class LoopOverElements implements NodeRewrite {
    private static final Pattern LOOP = Pattern.op(Loop.class);

    @Override
    public Pattern pattern() {
        return LOOP;
    }

    @Override
    public Optional<List<Value>> replaceAll(Match match, GraphBuilder g) {
        return CountedLoop.of(match.value(LOOP)).flatMap(counted -> new Work(counted).rewritten(g));
    }

    private static final class Work {
        private final CountedLoop counted;
        private final List<Integer> filled = new ArrayList<>();

        /// The arrays outside, by what reads their elements in the body.
        private final Map<Value, Value> read = new HashMap<>();

        Work(CountedLoop counted) {
            this.counted = counted;
        }

        Optional<List<Value>> rewritten(GraphBuilder g) {
            for (int i = 0; hasTrips() && i < counted.states(); i++) {
                if (isFilled(i)) {
                    filled.add(i);
                }
            }
            for (Node node : counted.body().nodes()) {
                if (node.facts().size() == 1) {
                    Value element = node.output(0);
                    counted.sliced(element)
                            .filter(array -> counted.tripsOver(array, Optional.empty()))
                            .ifPresent(array -> read.put(element, array));
                }
            }
            return filled.isEmpty() && read.isEmpty() ? Optional.empty() : Optional.of(loop(g));
        }

        /// Whether there certainly is a trip. Without one, the CPU plug-in of OpenVINO 2026.4 gives
        /// again what it collected the last time.
        private boolean hasTrips() {
            return counted.node()
                    .inputs()
                    .get(1)
                    .constant()
                    .filter(first -> first.at(0) != 0)
                    .isPresent();
        }

        /// Whether every trip puts one element into a state, at its own place, so that all of the
        /// state is new in the end.
        private boolean isFilled(int state) {
            Value before = counted.statesBefore().get(state);
            Value after = counted.after(state);
            if (!(after.op() instanceof ScatterUpdate)
                    || after.input(3).longs().filter(axis -> axis[0] == 0).isEmpty()
                    || !after.input(1).shape().hasRank(1)
                    || !counted.isTripNumber(after.input(1))
                    || !after.input(2).shape().hasRank()
                    || !after.input(2).shape().dimension(0).is(1)) {
                return false;
            }
            Value list = after.input(0);
            if (list.op() instanceof Broadcast) {
                list = list.input(0); // elements that are larger than the list knew
            }
            if (!list.equals(before)
                    || !counted.tripsOver(counted.outside(before), Optional.empty())) {
                return false;
            }
            List<Value> others = new ArrayList<>(counted.body().results());
            others.set(1 + state, after.input(2));
            return !new Graph(others).uses().containsKey(before);
        }

        private List<Value> loop(GraphBuilder g) {
            GraphBuilder b = new GraphBuilder();
            Map<Value, Value> now = new HashMap<>();
            Map<Value, Value> slices = new HashMap<>();
            List<Value> arrays = new ArrayList<>();
            List<Value> sliceParameters = new ArrayList<>();
            for (Node node : counted.body().nodes()) {
                Value array = node.facts().size() == 1 ? read.get(node.output(0)) : null;
                if (array != null) {
                    Value slice = slices.get(array);
                    if (slice == null) {
                        Parameter one =
                                new Parameter(
                                        array.type()
                                                .withShape(array.shape().with(0, Dimension.of(1))));
                        Value parameter = b.add(array.node().name(), one, List.of());
                        slice =
                                b.add(
                                        node.name(),
                                        new Squeeze(),
                                        List.of(parameter, b.constant(0)));
                        slices.put(array, slice);
                        arrays.add(array);
                        sliceParameters.add(parameter);
                    }
                    now.put(node.output(0), slice);
                    continue;
                }
                List<Value> inputs = node.inputs().stream().map(now::get).toList();
                Node same =
                        inputs.equals(node.inputs())
                                ? node
                                : b.add(node.name(), node.op(), inputs).node();
                node.outputs().forEach(output -> now.put(output, same.output(output.index())));
            }
            return around(g, b, now, arrays, sliceParameters);
        }

        private List<Value> around(
                GraphBuilder g,
                GraphBuilder b,
                Map<Value, Value> now,
                List<Value> arrays,
                List<Value> sliceParameters) {
            List<Value> all = counted.body().parameters();
            List<Value> inputs = new ArrayList<>();
            inputs.add(trips(g));
            inputs.add(counted.node().inputs().get(1));
            List<Value> parameters = new ArrayList<>();
            List<Value> results = new ArrayList<>();
            results.add(b.scalar(ElementType.BOOLEAN, 1));
            for (int i = 0; i < counted.states(); i++) {
                if (!filled.contains(i)) {
                    parameters.add(all.get(i));
                    inputs.add(counted.outside(all.get(i)));
                    results.add(now.get(counted.after(i)));
                }
            }
            int states = parameters.size();
            parameters.addAll(sliceParameters);
            inputs.addAll(arrays);
            for (Value invariant : all.subList(counted.states(), all.size())) {
                parameters.add(invariant);
                inputs.add(counted.outside(invariant));
            }
            filled.forEach(i -> results.add(now.get(counted.after(i).input(2))));
            Graph body = b.build(parameters, results);
            List<Value> outputs =
                    g.addAll(
                            counted.node().name(),
                            new Loop(body, states, arrays.size(), filled.size()),
                            inputs);
            List<Value> replaced = new ArrayList<>();
            int next = 0;
            for (int i = 0; i < counted.states(); i++) {
                int place = filled.indexOf(i);
                replaced.add(outputs.get(place >= 0 ? states + place : next++));
            }
            return replaced;
        }

        /// The number of trips; a negative one would mean that there is no end.
        private Value trips(GraphBuilder g) {
            Value trips = counted.trips(ElementType.I64, g);
            return trips.longs().filter(known -> known[0] >= 0).isPresent()
                    ? trips
                    : g.add(new Maximum(), trips, g.scalar(0));
        }
    }
}
