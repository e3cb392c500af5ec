package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.convert.Stages;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.If;
import org.tf2ov.ov.op.NotEqual;
import org.tf2ov.tensor.ElementType;

/// What `If` and `Case` have in common: one of several functions is called.
final class Branches {
    private Branches() {}

    /// A branch: its results for these arguments, added to a graph.
    @FunctionalInterface
    interface Branch {
        List<Value> call(List<Value> arguments, GraphBuilder g);
    }

    /// The results of one branch or the other.
    ///
    /// @param condition a boolean scalar; if it is known, the other branch does not become part of
    ///   the graph
    static List<Value> choose(
            String name,
            Value condition,
            Branch then,
            Branch otherwise,
            List<Value> arguments,
            GraphBuilder g) {
        Optional<Boolean> known = known(condition);
        if (known.isPresent()) {
            return (known.get() ? then : otherwise).call(arguments, g);
        }
        Body one = new Body(then, arguments);
        Body other = new Body(otherwise, arguments);
        List<Integer> needed = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (one.uses(i) || other.uses(i)) {
                needed.add(i);
            }
        }
        List<Value> inputs = new ArrayList<>();
        inputs.add(condition);
        needed.forEach(i -> inputs.add(arguments.get(i)));
        Graph thenBody = one.taking(needed);
        Graph elseBody = other.taking(needed);
        return thenBody.results().isEmpty()
                ? List.of()
                : g.addAll(name, new If(thenBody, elseBody), inputs);
    }

    /// A branch as a graph whose parameters are those arguments that are not constants.
    private static final class Body {
        private final GraphBuilder g = new GraphBuilder();
        private final List<Value> values = new ArrayList<>();
        private final List<Value> results;
        private final Map<Value, Integer> uses;

        Body(Branch branch, List<Value> arguments) {
            for (Value argument : arguments) {
                values.add(inside(argument, g));
            }
            this.results = branch.call(values, g);
            this.uses = new Graph(results).uses();
        }

        boolean uses(int argument) {
            Value value = values.get(argument);
            return value.op() instanceof Parameter && uses.containsKey(value);
        }

        Graph taking(List<Integer> arguments) {
            return Stages.translated(
                    g.build(arguments.stream().map(values::get).toList(), results));
        }
    }

    /// What stands for an outer value in a body: constants are constants there, too.
    static Value inside(Value outer, GraphBuilder body) {
        return outer.op() instanceof Constant(var weights)
                ? body.constant(weights)
                : body.add(outer.node().name(), new Parameter(outer.type()), List.of());
    }

    /// Whether a boolean scalar is true, if that is known when the model is converted.
    static Optional<Boolean> known(Value condition) {
        return condition
                .longs()
                .map(elements -> elements[0] != 0)
                .or(() -> condition.constant().map(weights -> weights.at(0) != 0));
    }

    /// Whether a value counts as true: a number that is not 0, a tensor that has elements.
    static Value truth(Value value, GraphBuilder g) {
        if (value.shape().hasRank() && value.shape().rank() > 0) {
            if (!value.shape().elementCount().isStatic()) {
                throw new UntranslatableException(
                        "its condition is a tensor whose number of elements is not known");
            }
            return g.scalar(ElementType.BOOLEAN, value.shape().elementCount().value() > 0 ? 1 : 0);
        }
        ElementType element = value.type().element();
        if (element == ElementType.STRING) {
            throw new UntranslatableException("its condition is a string");
        }
        return element == ElementType.BOOLEAN
                ? value
                : g.add(new NotEqual(), value, g.scalar(element, 0));
    }
}
