package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.FunctionBody;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;

/// `Case(branch_index, inputs...; branches)` calls the function of that number, and the last one
/// for numbers that there are none for. It becomes branches within branches.
@TfOp({"Case", "StatelessCase"})
final class TfCase implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        List<FunctionBody> branches = node.bodies("branches");
        if (branches.isEmpty()) {
            throw new UntranslatableException("it has no branches");
        }
        return from(0, branches, node.name()).call(node.inputs(), g);
    }

    /// The branches from one number on. Their first argument is the number that is looked for.
    private static Branches.Branch from(int number, List<FunctionBody> branches, String name) {
        return (arguments, g) -> {
            Value index = arguments.getFirst();
            if (number == branches.size() - 1) {
                return branches.get(number).call(arguments.subList(1, arguments.size()), g);
            }
            Value wanted = g.scalar(index.type().element(), number);
            Value holds = known(g.add(new Equal(), index, wanted), index, number, g);
            return Branches.choose(
                    name,
                    holds,
                    (values, body) ->
                            branches.get(number).call(values.subList(1, values.size()), body),
                    from(number + 1, branches, name),
                    new ArrayList<>(arguments),
                    g);
        };
    }

    private static Value known(Value comparison, Value index, int number, GraphBuilder g) {
        return index.longs()
                .map(all -> g.scalar(comparison.type().element(), all[0] == number ? 1 : 0))
                .orElse(comparison);
    }
}
