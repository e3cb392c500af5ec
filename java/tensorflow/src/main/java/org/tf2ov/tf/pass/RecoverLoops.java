package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Makes the loops of TensorFlow 1 those of TensorFlow 2.
///
///     m = Merge(Enter(x), NextIteration(body(Switch(m, c):1)))    where c = LoopCond(cond(m))
///     y = Exit(Switch(m, c))
///
///     y = StatelessWhile(x) {cond, body}
///
/// What enters a loop but does not change in it is an argument that the body hands on. Inner loops
/// come first, so that they are nodes of the bodies of outer ones.
final class RecoverLoops {
    private final TfGraph graph;
    private final Frames frames;
    private final Names names;
    private final Names functions;
    private final Map<String, TfNode> nodes;
    private final Map<String, Frames.Frame> places = new HashMap<>();
    private final Set<TfEdge> lists;
    private final List<Body> bodies = new ArrayList<>();

    /// @param functions the names of functions
    RecoverLoops(TfGraph graph, Frames frames, Names functions) {
        this.graph = graph;
        this.frames = frames;
        this.functions = functions;
        this.nodes = new LinkedHashMap<>(frames.nodes());
        this.names = new Names(nodes.keySet());
        this.lists = ArraysOfTensors.in(nodes.values());
        nodes.keySet().forEach(name -> places.put(name, frames.of(name)));
    }

    /// The nodes of the graph, with loops as nodes.
    List<TfNode> run() {
        frames.loops().forEach(frame -> new Loop(frame).recover());
        return nodes.values().stream()
                .filter(node -> places.get(node.name()).outer() == null)
                .toList();
    }

    /// The conditions and bodies of the loops.
    List<Body> bodies() {
        return bodies;
    }

    private final class Loop {
        private final Frames.Frame frame;
        private final String scope;
        private final Map<String, Integer> heads = new LinkedHashMap<>();
        private final List<TfEdge> before = new ArrayList<>();
        private final List<TfEdge> next = new ArrayList<>();
        private TfNode condition;

        Loop(Frames.Frame frame) {
            this.frame = frame;
            int slash = frame.name().lastIndexOf('/');
            this.scope = slash > 0 ? frame.name().substring(0, slash) : frame.name();
        }

        void recover() {
            frame.members().forEach(this::findPart);
            if (condition == null || heads.isEmpty()) {
                throw new UnsupportedModelException(
                        List.of(
                                Problem.of(
                                        Code.NOT_SUPPORTED,
                                        "loop '" + frame.name() + "'",
                                        (condition == null
                                                        ? "it has no condition"
                                                        : "nothing changes in it")
                                                + "; it has "
                                                + frame.members().size()
                                                + " nodes, among them '"
                                                + frame.members().getFirst().name()
                                                + "'",
                                        "Cut the graph before or behind it with --input and"
                                                + " --output.")));
            }
            Extraction.Captures captures = new Extraction.Captures();
            heads.keySet().forEach(head -> captures.number(TfEdge.of(head, 0)));
            UnaryOperator<TfEdge> origin = this::origin;
            Extraction condition =
                    new Extraction(nodes, origin, this::isInside, this::steers, captures)
                            .want(this.condition.dataInputs().getFirst());
            Extraction body = new Extraction(nodes, origin, this::isInside, this::steers, captures);
            next.forEach(body::want);
            Extraction after =
                    new Extraction(nodes, origin, this::isInside, this::steers, captures);
            frame.exits().forEach(exit -> after.want(exit.dataInputs().getFirst()));

            List<Optional<DataType>> types = new ArrayList<>();
            List<TfEdge> inputs = new ArrayList<>(before);
            for (TfEdge tensor : captures.tensors()) {
                types.add(type(tensor));
                if (types.size() > heads.size()) {
                    inputs.add(outside(tensor));
                }
            }
            String name = names.unique(scope);
            String prefix = scope + "/";
            Body conditionBody =
                    condition.function(
                            functions.unique(scope + "_cond"),
                            prefix,
                            name + "/",
                            types,
                            heads.size(),
                            false);
            Body loopBody =
                    body.function(
                            functions.unique(scope + "_body"),
                            prefix,
                            name + "/",
                            types,
                            heads.size(),
                            true);
            bodies.add(conditionBody);
            bodies.add(loopBody);
            place(loop(name, inputs, types, conditionBody, loopBody));

            List<TfEdge> left = new ArrayList<>();
            for (int i = 0; i < captures.tensors().size(); i++) {
                left.add(i < heads.size() ? TfEdge.of(name, i) : captures.tensors().get(i));
            }
            after.members(left).forEach(this::place);
            for (TfNode exit : frame.exits()) {
                TfEdge from = origin(exit.dataInputs().getFirst());
                int number = captures.tensors().indexOf(from);
                place(identity(exit, number < 0 ? from : left.get(number)));
            }
        }

        private void findPart(TfNode node) {
            switch (Flow.of(node)) {
                case LOOP_COND -> {
                    if (condition != null) {
                        throw new UnsupportedModelException(
                                node.place(),
                                "the loop '"
                                        + frame.name()
                                        + "' has another condition, '"
                                        + condition.name()
                                        + "'; two loops may not have one name");
                    }
                    condition = node;
                }
                case MERGE -> findHead(node);
                default -> {}
            }
            if (Flow.of(node) == Flow.LOOP_COND && node.dataInputs().isEmpty()) {
                throw new UnsupportedModelException(node.place(), "it has no input");
            }
        }

        private void findHead(TfNode merge) {
            List<TfEdge> inputs = merge.dataInputs();
            List<TfEdge> back =
                    inputs.stream()
                            .filter(edge ->
                                    nodes.containsKey(edge.node())
                                            && Frames.closesLoop(merge, nodes.get(edge.node())))
                            .toList();
            if (back.isEmpty()) {
                return;
            }
            TfNode nextIteration = nodes.get(back.getFirst().node());
            if (back.size() != 1
                    || inputs.size() != 2
                    || frames.of(nextIteration.name()) != frame
                    || nextIteration.dataInputs().isEmpty()) {
                throw new UnsupportedModelException(
                        merge.place(),
                        "it takes "
                                + inputs
                                + ", which is no beginning of a loop: that takes what enters, and"
                                + " what the trip before has made in the same loop");
            }
            TfEdge enter = inputs.get(inputs.getFirst().equals(back.getFirst()) ? 1 : 0);
            heads.put(merge.name(), heads.size());
            before.add(entering(enter));
            next.add(nextIteration.dataInputs().getFirst());
        }

        private TfEdge entering(TfEdge edge) {
            TfNode node = nodes.get(edge.node());
            return outside(
                    node != null && Flow.ENTER.is(node) && !node.dataInputs().isEmpty()
                            ? node.dataInputs().getFirst()
                            : edge);
        }

        private TfEdge outside(TfEdge edge) {
            TfNode node = nodes.get(edge.node());
            if (node != null && places.get(node.name()) == frame) {
                throw new UnsupportedModelException(
                        node.place(),
                        "it is in the loop '"
                                + frame.name()
                                + "', and is used as if it were before the loop");
            }
            return edge;
        }

        /// Past what only steers the loop: an output of `Switch` is what was switched, and what
        /// enters is what is outside.
        private TfEdge origin(TfEdge edge) {
            TfEdge from = edge;
            while (true) {
                TfNode node = nodes.get(from.node());
                if (node == null || places.get(node.name()) != frame) {
                    return from;
                }
                if (heads.containsKey(node.name()) && from.index() != 0) {
                    throw new UnsupportedModelException(
                            node.place(), "which of the inputs of a loop came is asked for");
                }
                List<TfEdge> inputs = node.dataInputs();
                boolean passes =
                        switch (Flow.of(node)) {
                            case ENTER, LOOP_COND -> !inputs.isEmpty();
                            case SWITCH ->
                                    inputs.size() == 2
                                            && inputs.get(1).node().equals(condition.name());
                            default -> false;
                        };
                if (!passes) {
                    return from;
                }
                from = inputs.getFirst();
            }
        }

        /// Whether a node runs in the trips; not those that only steer.
        private boolean isInside(TfNode node) {
            return places.get(node.name()) == frame
                    && !heads.containsKey(node.name())
                    && switch (Flow.of(node)) {
                        case ENTER, LOOP_COND, NEXT_ITERATION -> false;
                        case SWITCH ->
                                node.dataInputs().size() != 2
                                        || !node.dataInputs()
                                                .get(1)
                                                .node()
                                                .equals(condition.name());
                        default -> true;
                    };
        }

        /// Whether a node is, past identities, a `Switch` of a branch.
        private boolean steers(TfNode node) {
            TfNode from = node;
            while (from != null
                    && from.op().equals("Identity")
                    && !from.dataInputs().isEmpty()
                    && isInside(from)) {
                from = nodes.get(origin(from.dataInputs().getFirst()).node());
            }
            return from != null && Flow.SWITCH.is(from) && isInside(from);
        }

        private void place(TfNode node) {
            nodes.put(node.name(), node);
            places.put(node.name(), frame.outer());
        }

        private TfNode loop(
                String name,
                List<TfEdge> inputs,
                List<Optional<DataType>> types,
                Body condition,
                Body body) {
            Map<String, TfAttribute> attributes = new TreeMap<>();
            attributes.put("cond", new TfAttribute.Function(condition.name(), Map.of()));
            attributes.put("body", new TfAttribute.Function(body.name(), Map.of()));
            List<DataType> known = new ArrayList<>();
            for (Optional<DataType> type : types) {
                if (type.isEmpty()) {
                    break;
                }
                known.add(type.get());
            }
            attributes.put("T", TfAttribute.Items.types(known));
            List<TfEdge> all = new ArrayList<>(inputs);
            for (TfNode member : frame.members()) {
                if (Flow.ENTER.is(member)) {
                    all.addAll(member.controlInputs());
                }
            }
            return new TfNode(name, "StatelessWhile", all, attributes);
        }

        private TfNode identity(TfNode exit, TfEdge from) {
            return new TfNode(
                    exit.name(), "Identity", List.of(from), exit.attributes(), exit.device());
        }

        private Optional<DataType> type(TfEdge tensor) {
            return lists.contains(tensor)
                    ? Optional.of(DataType.VARIANT)
                    : TensorTypes.of(graph, tensor);
        }
    }
}
