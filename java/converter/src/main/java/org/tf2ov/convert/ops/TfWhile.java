package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tf2ov.convert.FunctionBody;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.Stages;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Bodies;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tf.DataType;

/// `While(inputs...; cond, body)` calls `body` on what it has made, as long as `cond` of that holds.
///
///     y = While(x, w; cond, body)        where body gives w as it came
///     y = Loop[body](-1, cond(x, w), x, w), w
///
/// What a trip only hands on is an input that every trip takes as it is, and a constant in the body
/// if it is one. The condition of the next trip is computed at the end of a trip. A state whose
/// shape a trip changes has those dimensions open.
@TfOp({"StatelessWhile", "While"})
final class TfWhile implements OpTranslator {
    private static final int MOST_ROUNDS = 8;

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        return new Work(node, g).run();
    }

    private static final class Work {
        private final OpNode node;
        private final GraphBuilder g;
        private final FunctionBody condition;
        private final FunctionBody body;
        private final List<Value> arguments;
        private final List<Integer> states = new ArrayList<>();
        private final List<Integer> invariants = new ArrayList<>();

        Work(OpNode node, GraphBuilder g) {
            this.node = node;
            this.g = g;
            this.condition = node.body("cond");
            this.body = node.body("body");
            this.arguments = new ArrayList<>(node.inputs());
            if (body.results() != arguments.size() || condition.results() != 1) {
                throw new UntranslatableException(
                        "it has "
                                + arguments.size()
                                + " inputs, its body returns "
                                + body.results()
                                + " values and its condition "
                                + condition.results());
            }
            for (int i = 0; i < arguments.size(); i++) {
                boolean handedOn =
                        body.argumentThatIs(i).filter(Integer.valueOf(i)::equals).isPresent();
                (handedOn ? invariants : states).add(i);
            }
        }

        List<Value> run() {
            Value first = Branches.truth(condition.call(arguments, g).getFirst(), g);
            if (Branches.known(first).filter(holds -> !holds).isPresent()) {
                return arguments;
            }
            if (states.isEmpty()) {
                throw new UntranslatableException(
                        "nothing changes in it, so that it ends at once or never");
            }
            List<TensorType> types =
                    new ArrayList<>(states.stream().map(i -> arguments.get(i).type()).toList());
            Trip trip = new Trip(types);
            if (trip.tellsRanks()) {
                for (int i = 0; i < types.size(); i++) {
                    types.set(i, arguments.get(states.get(i)).type());
                }
                trip = new Trip(types);
            }
            for (int round = 1; !trip.changes().equals(types); round++) {
                List<TensorType> changes = trip.changes();
                for (int i = 0; i < types.size(); i++) {
                    if (!changes.get(i).equals(types.get(i))) {
                        types.set(
                                i,
                                round < MOST_ROUNDS
                                        ? changes.get(i)
                                        : changes.get(i).withShape(PartialShape.DYNAMIC));
                    }
                }
                trip = new Trip(types);
            }
            List<Value> inputs = new ArrayList<>();
            inputs.add(g.scalar(-1));
            inputs.add(first);
            states.forEach(i -> inputs.add(arguments.get(i)));
            trip.taken().forEach(i -> inputs.add(arguments.get(i)));
            List<Value> after =
                    g.addAll(node.name(), new Loop(trip.graph(), states.size()), inputs);
            List<Value> outputs = new ArrayList<>(arguments);
            for (int i = 0; i < states.size(); i++) {
                outputs.set(states.get(i), after.get(i));
            }
            return outputs;
        }

        /// The body and the condition for certain types of the states.
        private final class Trip {
            private final GraphBuilder inner = new GraphBuilder();
            private final List<TensorType> types;
            private final List<Value> before =
                    new ArrayList<>(Collections.nCopies(arguments.size(), null));
            private final List<Value> after;

            Trip(List<TensorType> types) {
                this.types = List.copyOf(types);
                for (int i = 0; i < types.size(); i++) {
                    Value argument = arguments.get(states.get(i));
                    before.set(
                            states.get(i),
                            inner.add(
                                    argument.node().name(),
                                    new Parameter(types.get(i)),
                                    List.of()));
                }
                invariants.forEach(i -> before.set(i, Branches.inside(arguments.get(i), inner)));
                after = new ArrayList<>(body.call(before, inner));
                invariants.forEach(i -> after.set(i, before.get(i)));
            }

            /// Lets lists that do not know the rank of their elements learn it from what a trip
            /// puts into them.
            ///
            /// @return whether there are any
            boolean tellsRanks() {
                boolean told = false;
                List<DataType> kinds = node.tf().types("T");
                for (int state : states) {
                    PartialShape made = after.get(state).shape();
                    Value argument = arguments.get(state);
                    if (state < kinds.size()
                            && kinds.get(state) == DataType.VARIANT
                            && argument.shape().hasRank(1)
                            && made.hasRank()
                            && made.rank() > 1) {
                        arguments.set(
                                state,
                                new ListOfTensors(g, node.name())
                                        .ofRank(argument, made.rank() - 1));
                        told = true;
                    }
                }
                return told;
            }

            /// The types that the states may have when a trip is over or has not been made.
            List<TensorType> changes() {
                List<TensorType> changes = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                    TensorType made = after.get(states.get(i)).type();
                    ElementType element = types.get(i).element();
                    if (made.element() != element) {
                        throw new UntranslatableException(
                                "its state "
                                        + states.get(i)
                                        + " is "
                                        + types.get(i)
                                        + " before a trip and "
                                        + made
                                        + " after it");
                    }
                    changes.add(
                            new TensorType(
                                    element, Bodies.either(types.get(i).shape(), made.shape())));
                }
                return changes;
            }

            /// The invariants that are not constants.
            List<Integer> taken() {
                return invariants.stream()
                        .filter(i -> before.get(i).op() instanceof Parameter)
                        .toList();
            }

            Graph graph() {
                List<Value> results = new ArrayList<>();
                results.add(Branches.truth(condition.call(after, inner).getFirst(), inner));
                states.forEach(i -> results.add(after.get(i)));
                List<Value> parameters = new ArrayList<>();
                states.forEach(i -> parameters.add(before.get(i)));
                taken().forEach(i -> parameters.add(before.get(i)));
                return Stages.translated(inner.build(parameters, results));
            }
        }
    }
}
