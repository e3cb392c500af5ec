package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.tf2ov.convert.InputArithmetic;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Pass;
import org.tf2ov.tensor.Weights;

/// Puts arithmetic behind the inputs, so that callers need not do it.
///
///     x = Parameter
///     x' = Gather(Multiply(Add(Parameter, Constant(-mean)), Constant(1 / scale)), [2, 1, 0])
///
/// The user's order is to reverse the channels first. Here they are reversed last, and the constants with them, which gives the
/// same numbers: so it stands where the weights of the first convolution take it. Whole numbers are changed behind the casts that
/// the model begins with.
public final class PreprocessInputs implements Pass {
    /// For a graph whose inputs enter as they are.
    public static final PreprocessInputs NONE = new PreprocessInputs(List.of());

    private final List<Optional<InputArithmetic>> inputs;

    private PreprocessInputs(List<Optional<InputArithmetic>> inputs) {
        this.inputs = List.copyOf(inputs);
    }

    /// The pass for a graph.
    ///
    /// @param inputs what is done to each input, in the order of the graph
    public static PreprocessInputs of(List<Optional<InputArithmetic>> inputs) {
        return inputs.stream().allMatch(Optional::isEmpty) ? NONE : new PreprocessInputs(inputs);
    }

    @Override
    public Graph apply(Graph graph) {
        if (inputs.isEmpty()) {
            return graph;
        }
        GraphBuilder g = new GraphBuilder();
        Rebuilding rebuilding = new Rebuilding(graph, g);
        Map<Value, UnaryOperator<Value>> behind = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            Value parameter = graph.parameters().get(i);
            rebuilding.rename(parameter, parameter);
            inputs.get(i)
                    .ifPresent(arithmetic -> {
                        List<Value> places =
                                InputArithmetic.places(graph, parameter)
                                        .orElse(List.of(parameter)); // to be reversed only
                        for (Value place : places) {
                            if (place.equals(parameter)) {
                                rebuilding.replace(parameter, apply(arithmetic, parameter, g));
                            } else {
                                behind.put(place, value -> apply(arithmetic, value, g));
                            }
                        }
                    });
        }
        rebuilding.nodes(behind);
        graph.tensorNames()
                .keySet()
                .forEach(old -> {
                    if (!(old.op() instanceof Parameter)) {
                        rebuilding.rename(old, rebuilding.now(old));
                    }
                });
        return g.build(graph.parameters(), graph.results().stream().map(rebuilding::now).toList());
    }

    private static Value apply(InputArithmetic arithmetic, Value x, GraphBuilder g) {
        Value value = x;
        if (!arithmetic.mean().isEmpty()) {
            value =
                    g.add(
                            new Add(),
                            value,
                            constant(arithmetic, x, arithmetic.mean(), mean -> -mean, g));
        }
        if (!arithmetic.scale().isEmpty()) {
            value =
                    g.add(
                            new Multiply(),
                            value,
                            constant(arithmetic, x, arithmetic.scale(), scale -> 1 / scale, g));
        }
        return arithmetic.reverse()
                ? g.add(new Gather(0), value, g.constant(2, 1, 0), g.scalar(arithmetic.axis()))
                : value;
    }

    /// A scalar, or numbers along the channels in the order in which they enter.
    private static Value constant(
            InputArithmetic arithmetic,
            Value x,
            List<Double> numbers,
            DoubleUnaryOperator function,
            GraphBuilder g) {
        List<Double> all = new ArrayList<>(numbers);
        if (all.size() == 1) {
            return g.scalar(x.type().element(), function.applyAsDouble(all.getFirst()));
        }
        List<Double> entering = arithmetic.reverse() ? all.reversed() : all;
        long[] shape = new long[x.shape().rank() - arithmetic.axis()];
        Arrays.fill(shape, 1);
        shape[0] = all.size();
        return g.constant(
                Weights.ofReals(
                        x.type().element(),
                        shape,
                        entering.stream().mapToDouble(function::applyAsDouble).toArray()));
    }
}
