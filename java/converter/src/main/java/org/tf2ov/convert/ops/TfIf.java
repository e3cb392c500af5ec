package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.FunctionBody;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `If(cond, inputs...; then_branch, else_branch)` calls one of two functions. A number counts as
/// true unless it is 0, a tensor with a shape if it has elements.
@TfOp({"If", "StatelessIf"})
final class TfIf implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        FunctionBody then = node.body("then_branch");
        FunctionBody otherwise = node.body("else_branch");
        Value condition = Branches.truth(node.input(0), g);
        return Branches.choose(
                node.name(),
                condition,
                then::call,
                otherwise::call,
                node.inputs().subList(1, node.inputs().size()),
                g);
    }
}
