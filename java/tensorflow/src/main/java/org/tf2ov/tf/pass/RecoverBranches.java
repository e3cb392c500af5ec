package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Makes the branches of TensorFlow 1 those of TensorFlow 2.
///
///     s = Switch(x, p)
///     m = Merge(Infer(s), Train(s:1))
///
///     m = StatelessIf(p, x) {then: Train, else: Infer}
///
/// What a node needs to run is a chain of [Literal]s: the condition holds, or does not, for each
/// `Switch` on the way to it. A `Merge` takes two values that one condition tells apart, and comes
/// whether it holds or not. Those of one condition become the outputs of one `If`. Inner branches
/// are in the functions of outer ones, and done next.
final class RecoverBranches {
    private final TfGraph graph;
    private final Names functions;
    private final List<Body> done = new ArrayList<>();
    private final Deque<Body> open = new ArrayDeque<>();

    /// @param graph where attributes tell types
    RecoverBranches(TfGraph graph, Names functions) {
        this.graph = graph;
        this.functions = functions;
    }

    /// The same function, and all that its branches become, without `Switch` and `Merge`.
    List<Body> run(Body body) {
        done.clear();
        open.add(body);
        while (!open.isEmpty()) {
            Body next = open.remove();
            boolean branches = next.nodes().stream().anyMatch(node -> Flow.of(node) != Flow.NONE);
            done.add(branches ? new Work(next).run() : next);
        }
        return List.copyOf(done);
    }

    /// What a node needs to run: that a condition holds or does not, and the literals around it.
    private static final class Literal {
        private final Literal outer;
        private final TfEdge condition;
        private final boolean holds;
        private final int depth;
        private final Map<TfEdge, Literal> then = new HashMap<>(2);
        private final Map<TfEdge, Literal> otherwise = new HashMap<>(2);

        private Literal(Literal outer, TfEdge condition, boolean holds) {
            this.outer = outer;
            this.condition = condition;
            this.holds = holds;
            this.depth = outer == null ? 0 : outer.depth + 1;
        }

        private Literal and(TfEdge other, boolean value) {
            if (value(other).isPresent()) {
                return this;
            }
            return (value ? then : otherwise)
                    .computeIfAbsent(other, _ -> new Literal(this, other, value));
        }

        private Literal and(Literal other) {
            Literal deep = depth >= other.depth ? this : other;
            Literal around = deep == this ? other : this;
            Literal found = deep;
            while (found.depth > around.depth) {
                found = found.outer;
            }
            if (found == around) {
                return deep;
            }
            Literal both = deep;
            for (Literal each : around.chain()) {
                both = both.and(each.condition, each.holds);
            }
            return both;
        }

        /// Whether the condition has to hold, if it matters.
        private Optional<Boolean> value(TfEdge other) {
            for (Literal each = this; each.outer != null; each = each.outer) {
                if (each.condition.equals(other)) {
                    return Optional.of(each.holds);
                }
            }
            return Optional.empty();
        }

        /// From the outermost.
        private List<Literal> chain() {
            List<Literal> chain = new ArrayList<>(depth);
            for (Literal each = this; each.outer != null; each = each.outer) {
                chain.add(each);
            }
            return chain.reversed();
        }
    }

    /// How the inputs of a merge are told apart.
    ///
    /// @param around what the merge itself needs
    private record Choice(
            TfEdge condition, List<TfEdge> then, List<TfEdge> otherwise, Literal around) {}

    /// What becomes one `If`.
    ///
    /// @param scope that of the names of the merges: two branches may have one condition
    private record Group(TfEdge condition, String scope, int depth) {}

    private final class Work {
        private final Body body;
        private final Literal always = new Literal(null, null, true);

        /// What takes values of both sides of a condition never runs.
        private final Literal never = new Literal(null, null, false);

        private final Map<String, TfNode> nodes = new HashMap<>();
        private final List<TfNode> order = new ArrayList<>();
        private final Map<String, Literal> needs = new HashMap<>();
        private final Map<String, Choice> choices = new HashMap<>();

        /// How many merges that always come are one behind the other up to a node.
        private final Map<String, Integer> depths = new HashMap<>();

        private final Names added;

        /// The nodes whose output 1 somebody takes: of a merge, that is which input has come.
        private final Set<String> indexed = new HashSet<>();

        Work(Body body) {
            this.body = body;
            body.nodes().forEach(node -> nodes.put(node.name(), node));
            this.added = new Names(nodes.keySet());
            for (TfNode node : body.nodes()) {
                for (TfEdge edge : node.inputs()) {
                    if (!edge.control() && edge.index() == 1) {
                        indexed.add(edge.node());
                    }
                }
            }
        }

        Body run() {
            sort();
            for (TfNode node : order) {
                Literal need = needsOf(node);
                if (need.depth > Nesting.DEEPEST) {
                    throw Nesting.limit(
                            node.withName(body.prefix() + node.name()),
                            "it is in more than "
                                    + Nesting.DEEPEST
                                    + " branches within each other");
                }
                needs.put(node.name(), need);
            }
            for (TfEdge result : body.results()) {
                TfNode node = nodes.get(result.node());
                if (node != null && needOf(result) != always) {
                    throw body.problem(node, "it is an output, but " + comes(needOf(result)));
                }
            }
            List<Body> before = List.copyOf(open);
            Optional<Body> rewritten = rewritten(grouped(false));
            if (rewritten.isEmpty()) {
                open.clear();
                open.addAll(before);
                rewritten = rewritten(grouped(true));
            }
            return rewritten.orElseThrow();
        }

        private void sort() {
            record Visit(TfNode node, int next) {}

            Set<String> seen = new HashSet<>();
            Deque<Visit> stack = new ArrayDeque<>();
            for (TfEdge result : body.results()) {
                TfNode end = nodes.get(result.node());
                if (end != null && seen.add(end.name())) {
                    stack.push(new Visit(end, 0));
                }
                while (!stack.isEmpty()) {
                    Visit visit = stack.pop();
                    List<TfEdge> inputs = visit.node().inputs();
                    int next = visit.next();
                    while (next < inputs.size()
                            && (!nodes.containsKey(inputs.get(next).node())
                                    || !seen.add(inputs.get(next).node()))) {
                        next++;
                    }
                    if (next == inputs.size()) {
                        order.add(visit.node());
                    } else {
                        stack.push(new Visit(visit.node(), next + 1));
                        stack.push(new Visit(nodes.get(inputs.get(next).node()), 0));
                    }
                }
            }
        }

        // What a node needs

        private Literal needOf(TfEdge edge) {
            TfNode node = nodes.get(edge.node());
            if (node == null) {
                return always;
            }
            Literal need = needs.get(edge.node());
            if (edge.control() || need == never || !isSwitch(node)) {
                return need;
            }
            TfEdge condition = condition(node);
            boolean holds = edge.index() == 1;
            return need.value(condition).orElse(holds) == holds
                    ? need.and(condition, holds)
                    : never;
        }

        private static boolean isSwitch(TfNode node) {
            return Flow.SWITCH.is(node) && node.dataInputs().size() == 2;
        }

        /// The condition of a switch: TensorFlow puts an identity before that of all but one.
        private TfEdge condition(TfNode node) {
            TfEdge condition = node.dataInputs().get(1);
            while (true) {
                TfNode from = nodes.get(condition.node());
                if (from == null || !from.op().equals("Identity") || from.dataInputs().isEmpty()) {
                    return condition;
                }
                condition = from.dataInputs().getFirst();
            }
        }

        private Literal needsOf(TfNode node) {
            if (Flow.MERGE.is(node) && !node.dataInputs().isEmpty()) {
                return needsOfMerge(node);
            }
            Literal need = always;
            for (TfEdge edge : node.inputs()) {
                Literal other = needOf(edge);
                if (need == never || other == never) {
                    return never;
                }
                for (Literal each : other == need ? List.<Literal>of() : other.chain()) {
                    if (need.value(each.condition).orElse(each.holds) != each.holds) {
                        return never;
                    }
                }
                need = need.and(other);
            }
            return need;
        }

        private Literal needsOfMerge(TfNode merge) {
            List<TfEdge> coming =
                    merge.dataInputs().stream().filter(edge -> needOf(edge) != never).toList();
            if (coming.isEmpty()) {
                return never;
            }
            if (coming.size() == 1) {
                nodes.put(merge.name(), identity(merge, coming.getFirst()));
                if (indexed.contains(merge.name())) {
                    throw body.problem(
                            merge, "only one of its inputs ever comes, and which is asked for");
                }
                return needOf(coming.getFirst());
            }
            Choice choice = choice(merge, coming);
            choices.put(merge.name(), choice);
            return choice.around();
        }

        private Choice choice(TfNode merge, List<TfEdge> inputs) {
            List<Literal> all = inputs.stream().map(this::needOf).toList();
            Set<TfEdge> candidates = new LinkedHashSet<>();
            for (Literal each : all) {
                each.chain().forEach(literal -> candidates.add(literal.condition));
            }
            for (TfEdge condition : candidates) {
                List<TfEdge> then = new ArrayList<>();
                List<TfEdge> otherwise = new ArrayList<>();
                List<TfEdge> open = new ArrayList<>();
                for (int i = 0; i < all.size(); i++) {
                    Optional<Boolean> value = all.get(i).value(condition);
                    (value.isEmpty() ? open : value.get() ? then : otherwise).add(inputs.get(i));
                }
                // A constant may have lost the control input that said in which branch it is.
                if (inputs.size() == 2 && open.size() == 1) {
                    (then.isEmpty() ? then : otherwise).addAll(open);
                    open.clear();
                }
                if (open.isEmpty() && !then.isEmpty() && !otherwise.isEmpty()) {
                    Literal around = around(condition, all);
                    boolean plain =
                            isPlain(then, condition, around)
                                    && isPlain(otherwise, condition, around);
                    if (plain) {
                        return new Choice(condition, then, otherwise, around);
                    }
                }
            }
            throw body.problem(
                    merge,
                    "no condition tells which of its inputs "
                            + inputs
                            + " comes, so that it belongs to no branch");
        }

        /// Whether a value that is the only one on its side comes whenever the condition says so.
        private boolean isPlain(List<TfEdge> values, TfEdge condition, Literal around) {
            return values.size() > 1
                    || needOf(values.getFirst()).chain().stream()
                            .allMatch(literal ->
                                    literal.condition.equals(condition)
                                            || around.value(literal.condition).isPresent());
        }

        private String comes(Literal need) {
            return need == never
                    ? "it takes values of both branches of a condition, so that it never comes"
                    : "it comes only if '"
                            + body.prefix()
                            + need.condition
                            + "' "
                            + (need.holds ? "holds" : "does not hold");
        }

        /// What all of them need, apart from the condition that tells them apart.
        private Literal around(TfEdge condition, List<Literal> all) {
            Literal around = always;
            for (Literal literal : all.getFirst().chain()) {
                boolean common =
                        !literal.condition.equals(condition)
                                && all.stream()
                                        .allMatch(each ->
                                                each.value(literal.condition)
                                                        .filter(value -> value == literal.holds)
                                                        .isPresent());
                if (common) {
                    around = around.and(literal.condition, literal.holds);
                }
            }
            return around;
        }

        // What becomes an If

        /// The merges that always come, by their conditions.
        ///
        /// @param byDepth whether none of a group may need another one in any way
        private Map<Group, List<TfNode>> grouped(boolean byDepth) {
            Map<Group, List<TfNode>> groups = new LinkedHashMap<>();
            for (TfNode node : order) {
                int depth = 0;
                for (TfEdge edge : node.inputs()) {
                    depth = Math.max(depth, depths.getOrDefault(edge.node(), 0));
                }
                Choice choice = choices.get(node.name());
                if (choice != null && choice.around() == always) {
                    depth++;
                    String scope = scope(node.name());
                    groups.computeIfAbsent(
                                    new Group(choice.condition(), scope, byDepth ? depth : 0),
                                    _ -> new ArrayList<>())
                            .add(node);
                }
                depths.put(node.name(), depth);
            }
            return groups;
        }

        /// The body with an `If` for each group, or nothing if an `If` would have to be before
        /// itself: because its condition tells values apart that are needed for each other.
        private Optional<Body> rewritten(Map<Group, List<TfNode>> groups) {
            Names names = new Names(nodes.keySet());
            Map<TfEdge, TfEdge> moved = new HashMap<>();
            List<TfNode> ifs = new ArrayList<>();
            Set<String> merges = new HashSet<>();
            groups.forEach((group, members) -> {
                TfNode branch = branch(group.condition(), members, names, moved);
                ifs.add(branch);
                members.forEach(member -> merges.add(member.name()));
            });
            List<TfNode> left = new ArrayList<>();
            for (TfNode node : order) {
                if (needs.get(node.name()) != always || isSwitch(node)) {
                    continue;
                }
                left.add(
                        merges.contains(node.name())
                                ? identity(node, moved.get(TfEdge.of(node.name(), 0)))
                                : nodes.get(node.name())
                                        .withInputs(nodes.get(node.name()).dataInputs()));
            }
            left.addAll(ifs);
            List<TfNode> done =
                    left.stream()
                            .map(node ->
                                    node.withInputs(
                                            node.inputs().stream()
                                                    .map(edge ->
                                                            edge.index() == 0
                                                                    ? edge
                                                                    : moved.getOrDefault(
                                                                            edge, edge))
                                                    .toList()))
                            .toList();
            if (!isOrdered(done)) {
                return Optional.empty();
            }
            List<TfEdge> results =
                    body.results().stream()
                            .map(edge -> edge.index() == 0 ? edge : moved.getOrDefault(edge, edge))
                            .toList();
            return Optional.of(body.with(done, results));
        }

        private static TfNode identity(TfNode merge, TfEdge from) {
            return new TfNode(
                    merge.name(),
                    "Identity",
                    List.of(from),
                    Attributes.without(merge.attributes(), "N"),
                    merge.device());
        }

        /// @param moved receives where the outputs of the merges are now
        private TfNode branch(
                TfEdge condition, List<TfNode> merges, Names names, Map<TfEdge, TfEdge> moved) {
            String first = merges.getFirst().name();
            String scope = scope(first);
            String name = names.unique(scope.isEmpty() ? first + "/If" : scope);
            Extraction.Captures captures = new Extraction.Captures();
            Extraction then = new Side(condition, true).extraction(captures);
            Extraction otherwise = new Side(condition, false).extraction(captures);
            int outputs = 0;
            for (TfNode merge : merges) {
                Choice choice = choices.get(merge.name());
                then.want(one(merge, choice.then()));
                otherwise.want(one(merge, choice.otherwise()));
                moved.put(TfEdge.of(merge.name(), 0), TfEdge.of(name, outputs++));
            }
            for (TfNode merge : merges) {
                if (indexed.contains(merge.name())) {
                    Choice choice = choices.get(merge.name());
                    then.want(number(merge, choice.then(), always.and(condition, true)));
                    otherwise.want(number(merge, choice.otherwise(), always.and(condition, false)));
                    moved.put(TfEdge.of(merge.name(), 1), TfEdge.of(name, outputs++));
                }
            }
            List<Optional<DataType>> types =
                    captures.tensors().stream()
                            .map(tensor -> TensorTypes.of(graph, tensor))
                            .toList();
            String prefix = scope.isEmpty() ? "" : scope + "/";
            Body thenBody =
                    then.function(
                            functions.unique(body.prefix() + name + "_true"),
                            prefix,
                            body.prefix() + name + "/",
                            types,
                            0,
                            false);
            Body elseBody =
                    otherwise.function(
                            functions.unique(body.prefix() + name + "_false"),
                            prefix,
                            body.prefix() + name + "/",
                            types,
                            0,
                            false);
            open.add(thenBody);
            open.add(elseBody);
            List<TfEdge> inputs = new ArrayList<>(List.of(condition));
            for (TfEdge captured : captures.tensors()) {
                if (needOf(captured) != always) {
                    throw body.problem(
                            nodes.get(captured.node()),
                            "a branch of '"
                                    + body.prefix()
                                    + condition
                                    + "' takes it, but "
                                    + comes(needOf(captured)));
                }
                inputs.add(captured);
            }
            Map<String, TfAttribute> attributes = new TreeMap<>();
            attributes.put("then_branch", new TfAttribute.Function(thenBody.name(), Map.of()));
            attributes.put("else_branch", new TfAttribute.Function(elseBody.name(), Map.of()));
            return new TfNode(name, "StatelessIf", inputs, attributes);
        }

        /// The value that comes, of several of which one comes.
        private TfEdge one(TfNode merge, List<TfEdge> values) {
            if (values.size() == 1) {
                return values.getFirst();
            }
            // The other conditions tell them apart in the function.
            String name = added.unique(merge.name());
            TfNode rest =
                    new TfNode(
                            name,
                            merge.op(),
                            values,
                            Attributes.with(
                                    merge.attributes(), "N", new TfAttribute.Whole(values.size())),
                            merge.device());
            nodes.put(name, rest);
            Literal need = needOf(values.getFirst());
            for (TfEdge value : values) {
                need = common(need, needOf(value));
            }
            needs.put(name, need);
            return TfEdge.of(name, 0);
        }

        private Literal common(Literal one, Literal other) {
            Literal common = always;
            for (Literal literal : one.chain()) {
                if (other.value(literal.condition)
                        .filter(value -> value == literal.holds)
                        .isPresent()) {
                    common = common.and(literal.condition, literal.holds);
                }
            }
            return common;
        }

        private TfEdge number(TfNode merge, List<TfEdge> values, Literal need) {
            if (values.size() > 1) {
                throw body.problem(
                        merge,
                        "which of its " + merge.dataInputs().size() + " inputs comes is asked for");
            }
            int index = merge.dataInputs().indexOf(values.getFirst());
            String name = added.unique(merge.name() + "/value_index");
            nodes.put(
                    name,
                    new TfNode(
                            name,
                            "Const",
                            List.of(),
                            Constants.attributes(Constants.of(index)),
                            merge.device()));
            needs.put(name, need);
            return TfEdge.of(name, 0);
        }

        private static String scope(String name) {
            return name.substring(0, Math.max(0, name.lastIndexOf('/')));
        }

        /// One of the two sides of a condition.
        private final class Side {
            private final TfEdge condition;
            private final boolean holds;

            Side(TfEdge condition, boolean holds) {
                this.condition = condition;
                this.holds = holds;
            }

            Extraction extraction(Extraction.Captures captures) {
                UnaryOperator<TfEdge> origin = this::origin;
                // What needs no other condition is as well in the function without a sign of it.
                return new Extraction(
                        nodes,
                        origin,
                        this::isInside,
                        node -> needs.get(node.name()).depth > 1,
                        captures);
            }

            /// What was switched, past each `Switch` of this condition.
            private TfEdge origin(TfEdge edge) {
                TfEdge from = edge;
                while (nodes.containsKey(from.node())
                        && isSwitch(nodes.get(from.node()))
                        && condition(nodes.get(from.node())).equals(condition)) {
                    from = nodes.get(from.node()).dataInputs().getFirst();
                }
                return from;
            }

            private boolean isInside(TfNode node) {
                return needs.containsKey(node.name())
                        && needs.get(node.name())
                                .value(condition)
                                .filter(value -> value == holds)
                                .isPresent();
            }
        }

        /// Whether no node needs itself.
        private boolean isOrdered(List<TfNode> all) {
            Map<String, Integer> missing = new HashMap<>();
            Map<String, List<String>> takers = new HashMap<>();
            Set<String> present = new HashSet<>();
            all.forEach(node -> present.add(node.name()));
            Deque<String> ready = new ArrayDeque<>();
            for (TfNode node : all) {
                int count = 0;
                for (TfEdge edge : node.inputs()) {
                    if (present.contains(edge.node())) {
                        takers.computeIfAbsent(edge.node(), _ -> new ArrayList<>())
                                .add(node.name());
                        count++;
                    }
                }
                missing.put(node.name(), count);
                if (count == 0) {
                    ready.add(node.name());
                }
            }
            int sorted = 0;
            while (!ready.isEmpty()) {
                String name = ready.remove();
                sorted++;
                for (String taker : takers.getOrDefault(name, List.of())) {
                    if (missing.merge(taker, -1, Integer::sum) == 0) {
                        ready.add(taker);
                    }
                }
            }
            return sorted == all.size();
        }
    }
}
