package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.If;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.pass.Pass;

/// Takes away what nobody needs of loops and branches: outputs, states that only such outputs and
/// they themselves need, and inputs.
///
///     y, _, _ = Loop[body](-1, c, x, n, unused)
///     y, _ = Loop[smaller body](-1, c, x, n)
///
/// The runtime would do the same, but the CPU plug-in of OpenVINO 2026.4 then forgets a state that
/// no trip needs when there is no trip: its value is not what it was before, but whatever is in
/// memory. Here such a state comes out of an `If` that asks whether there is a trip.
public final class TrimBodies implements Pass {
    /// Bodies within more bodies than this are left as they are.
    private static final int DEEPEST = 12;

    @Override
    public Graph apply(Graph graph) {
        boolean bodies =
                graph.nodes().stream()
                        .anyMatch(node -> node.op() instanceof Loop || node.op() instanceof If);
        if (!bodies) {
            return graph;
        }
        Need need = new Need(graph, 0);
        graph.results().forEach(need::want);
        need.run();
        return need.written(graph.parameters(), graph.results());
    }

    /// What of a graph is needed for some of its results.
    private static final class Need {
        private final Graph graph;
        private final int depth;
        private final List<Node> nodes;
        private final Set<Value> needed = new HashSet<>();
        private final Map<Node, LoopNeed> loops = new HashMap<>();
        private final Map<Node, IfNeed> ifs = new HashMap<>();

        Need(Graph graph, int depth) {
            this.graph = graph;
            this.depth = depth;
            this.nodes = graph.nodes();
        }

        void want(Value value) {
            needed.add(value);
        }

        boolean needs(Value value) {
            return needed.contains(value);
        }

        void run() {
            for (Node node : nodes.reversed()) {
                List<Integer> outputs = new ArrayList<>();
                for (Value output : node.outputs()) {
                    if (needed.contains(output)) {
                        outputs.add(output.index());
                    }
                }
                if (outputs.isEmpty()) {
                    continue;
                }
                switch (node.op()) {
                    case Loop loop when depth < DEEPEST ->
                            needed.addAll(
                                    loops.computeIfAbsent(
                                                    node, _ -> new LoopNeed(node, loop, depth))
                                            .inputs(outputs));
                    case If branch when depth < DEEPEST ->
                            needed.addAll(
                                    ifs.computeIfAbsent(node, _ -> new IfNeed(node, branch, depth))
                                            .inputs(outputs));
                    default -> needed.addAll(node.inputs());
                }
            }
        }

        /// The graph with only these parameters and results.
        Graph written(List<Value> parameters, List<Value> results) {
            GraphBuilder g = new GraphBuilder();
            Map<Value, Value> now = new HashMap<>();
            for (Node node : nodes) {
                if (node.op() instanceof Parameter) {
                    now.put(node.output(0), node.output(0));
                } else if (node.outputs().stream().anyMatch(needed::contains)) {
                    write(node, now, g);
                }
            }
            graph.tensorNames()
                    .forEach((value, names) -> {
                        if (now.containsKey(value)) {
                            names.forEach(name -> g.alias(now.get(value), name));
                        }
                    });
            return g.build(parameters, results.stream().map(now::get).toList());
        }

        private void write(Node node, Map<Value, Value> now, GraphBuilder g) {
            if (loops.containsKey(node)) {
                loops.get(node).write(now, g);
                return;
            }
            if (ifs.containsKey(node)) {
                ifs.get(node).write(now, g);
                return;
            }
            List<Value> inputs = node.inputs().stream().map(now::get).toList();
            Node same =
                    inputs.equals(node.inputs())
                            ? node
                            : g.add(node.name(), node.op(), inputs).node();
            for (Value output : node.outputs()) {
                now.put(output, same.output(output.index()));
            }
        }
    }

    private static final class LoopNeed {
        private static final int BEFORE_STATES = 2;

        private final Node node;
        private final Loop loop;
        private final int depth;
        private final Set<Integer> states = new HashSet<>();
        private final Set<Integer> collected = new TreeSet<>();
        private Need body;

        LoopNeed(Node node, Loop loop, int depth) {
            this.node = node;
            this.loop = loop;
            this.depth = depth;
        }

        /// The inputs that are needed for certain outputs.
        List<Value> inputs(List<Integer> outputs) {
            for (int output : outputs) {
                (output < loop.states() ? states : collected).add(output);
            }
            List<Value> parameters = loop.body().parameters();
            boolean more = true;
            while (more) {
                body = new Need(loop.body(), depth + 1);
                body.want(loop.body().results().getFirst());
                states.forEach(i -> body.want(loop.body().results().get(1 + i)));
                collected.forEach(i -> body.want(loop.body().results().get(1 + i)));
                body.run();
                more = false;
                for (int i = 0; i < loop.states(); i++) {
                    more |= body.needs(parameters.get(i)) && states.add(i);
                }
            }
            List<Value> inputs = new ArrayList<>(node.inputs().subList(0, BEFORE_STATES));
            for (int i = 0; i < parameters.size(); i++) {
                if (isKept(i)) {
                    inputs.add(node.inputs().get(BEFORE_STATES + i));
                }
            }
            return inputs;
        }

        private boolean isKept(int parameter) {
            return states.contains(parameter)
                    || body.needs(loop.body().parameters().get(parameter));
        }

        void write(Map<Value, Value> now, GraphBuilder g) {
            List<Value> inputs = new ArrayList<>();
            for (Value input : node.inputs().subList(0, BEFORE_STATES)) {
                inputs.add(now.get(input));
            }
            List<Value> parameters = new ArrayList<>();
            List<Value> results = new ArrayList<>(List.of(loop.body().results().getFirst()));
            int sliced = 0;
            for (int i = 0; i < loop.body().parameters().size(); i++) {
                if (isKept(i)) {
                    parameters.add(loop.body().parameters().get(i));
                    inputs.add(now.get(node.inputs().get(BEFORE_STATES + i)));
                    if (i < loop.states()) {
                        results.add(loop.body().results().get(1 + i));
                    } else if (i < loop.states() + loop.sliced()) {
                        sliced++;
                    }
                }
            }
            collected.forEach(i -> results.add(loop.body().results().get(1 + i)));
            Loop smaller =
                    new Loop(
                            body.written(parameters, results),
                            states.size(),
                            sliced,
                            collected.size());
            List<Value> outputs = g.addAll(node.name(), smaller, inputs);
            int next = 0;
            for (int i = 0; i < loop.states(); i++) {
                if (states.contains(i)) {
                    Value before = inputs.get(BEFORE_STATES + next);
                    Value after = outputs.get(next++);
                    now.put(
                            node.output(i),
                            body.needs(loop.body().parameters().get(i))
                                    ? after
                                    : ifTrip(inputs.get(1), after, before, g));
                }
            }
            for (int i : collected) {
                now.put(node.output(i), outputs.get(next++));
            }
        }

        private Value ifTrip(Value first, Value after, Value before, GraphBuilder g) {
            if (first.constant().isPresent()) {
                return first.constant().get().at(0) != 0 ? after : before;
            }
            return g.add(
                    node.name() + "/If",
                    new If(one(after, before, 0), one(after, before, 1)),
                    List.of(first, after, before));
        }

        /// A body that is one of its arguments.
        private static Graph one(Value after, Value before, int which) {
            GraphBuilder g = new GraphBuilder();
            List<Value> parameters =
                    List.of(
                            g.add("after", new Parameter(after.type()), List.of()),
                            g.add("before", new Parameter(before.type()), List.of()));
            return g.build(parameters, List.of(parameters.get(which)));
        }
    }

    private static final class IfNeed {
        private final Node node;
        private final If branch;
        private final Need then;
        private final Need otherwise;
        private List<Integer> outputs = List.of();

        IfNeed(Node node, If branch, int depth) {
            this.node = node;
            this.branch = branch;
            this.then = new Need(branch.thenBody(), depth + 1);
            this.otherwise = new Need(branch.elseBody(), depth + 1);
        }

        List<Value> inputs(List<Integer> outputs) {
            this.outputs = outputs;
            for (int output : outputs) {
                then.want(branch.thenBody().results().get(output));
                otherwise.want(branch.elseBody().results().get(output));
            }
            then.run();
            otherwise.run();
            List<Value> inputs = new ArrayList<>(List.of(node.inputs().getFirst()));
            for (int i = 0; i < branch.thenBody().parameters().size(); i++) {
                if (isKept(i)) {
                    inputs.add(node.inputs().get(1 + i));
                }
            }
            return inputs;
        }

        private boolean isKept(int parameter) {
            return then.needs(branch.thenBody().parameters().get(parameter))
                    || otherwise.needs(branch.elseBody().parameters().get(parameter));
        }

        void write(Map<Value, Value> now, GraphBuilder g) {
            List<Value> inputs = new ArrayList<>(List.of(now.get(node.inputs().getFirst())));
            List<Value> thenParameters = new ArrayList<>();
            List<Value> elseParameters = new ArrayList<>();
            for (int i = 0; i < branch.thenBody().parameters().size(); i++) {
                if (isKept(i)) {
                    inputs.add(now.get(node.inputs().get(1 + i)));
                    thenParameters.add(branch.thenBody().parameters().get(i));
                    elseParameters.add(branch.elseBody().parameters().get(i));
                }
            }
            If smaller =
                    new If(
                            then.written(
                                    thenParameters,
                                    outputs.stream()
                                            .map(branch.thenBody().results()::get)
                                            .toList()),
                            otherwise.written(
                                    elseParameters,
                                    outputs.stream()
                                            .map(branch.elseBody().results()::get)
                                            .toList()));
            List<Value> values = g.addAll(node.name(), smaller, inputs);
            for (int i = 0; i < outputs.size(); i++) {
                now.put(node.output(outputs.get(i)), values.get(i));
            }
        }
    }
}
