package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.ElementwiseUnary;
import org.tf2ov.ov.op.FloorMod;
import org.tf2ov.ov.op.If;
import org.tf2ov.ov.op.Mod;
import org.tf2ov.ov.op.Select;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.NodeRewrite;
import org.tf2ov.pass.Pattern;
import org.tf2ov.tensor.ElementType;

/// A choice between a few element-wise operations is a choice between elements.
///
///     y = If(condition, x){then: x, else: Broadcast(1, ShapeOf(x))}
///     y = Select(condition, x, Broadcast(1, ShapeOf(x)))
///
/// Both branches are computed then, so neither may hold anything that could fail or take long, and
/// what they give has to have the same shape. It must not be boolean: the CPU plug-in stores boolean
/// constants as bytes, and then finds that both have not the same type.
///
/// Besides being slow, an `If` of tensors whose shapes are open makes the CPU plug-in of OpenVINO
/// 2026.4 give wrong numbers where it needs more memory than in the inference before.
public final class IfIsSelect implements NodeRewrite {
    private static final int MOST_NODES = 16;

    private static final Pattern IF =
            Pattern.op(If.class).where(value -> value.input(0).shape().hasRank(0));

    @Override
    public Pattern pattern() {
        return IF;
    }

    @Override
    public Optional<List<Value>> replaceAll(Match match, GraphBuilder g) {
        Value root = match.value(IF);
        if (!(root.op() instanceof If(Graph thenBody, Graph elseBody))
                || !isCheap(thenBody)
                || !isCheap(elseBody)) {
            return Optional.empty();
        }
        List<Value> arguments = root.node().inputs().subList(1, root.node().inputs().size());
        for (int i = 0; i < thenBody.results().size(); i++) {
            Value one = thenBody.results().get(i);
            Value other = elseBody.results().get(i);
            boolean same =
                    one.shape().isStatic() && one.shape().equals(other.shape())
                            || shapeOf(one, thenBody)
                                    .filter(place ->
                                            shapeOf(other, elseBody)
                                                    .filter(place::equals)
                                                    .isPresent())
                                    .isPresent();
            if (!same
                    || one.type().element() != other.type().element()
                    || one.type().element() == ElementType.BOOLEAN) {
                return Optional.empty();
            }
        }
        List<Value> yes = inlined(thenBody, arguments, g);
        List<Value> no = inlined(elseBody, arguments, g);
        List<Value> outputs = new ArrayList<>();
        for (int i = 0; i < yes.size(); i++) {
            outputs.add(g.add(new Select(), root.input(0), yes.get(i), no.get(i)));
        }
        return Optional.of(outputs);
    }

    private static boolean isCheap(Graph body) {
        List<Node> nodes = body.nodes();
        return nodes.size() <= MOST_NODES && nodes.stream().allMatch(IfIsSelect::cannotFail);
    }

    private static boolean cannotFail(Node node) {
        List<Value> inputs = node.inputs();
        return switch (node.op()) {
            case Parameter _, Constant _, ShapeOf _, Convert _, ElementwiseUnary _ -> true;
            case Broadcast _ -> isOne(inputs.get(0)) && inputs.get(1).op() instanceof ShapeOf;
            case ElementwiseBinary op ->
                    inputs.stream().anyMatch(IfIsSelect::isOne)
                            && (!divides(op) || node.output(0).type().element().isFloat());
            default -> false;
        };
    }

    /// A whole number can't be divided by 0.
    private static boolean divides(Op op) {
        return op instanceof Divide || op instanceof Mod || op instanceof FloorMod;
    }

    private static boolean isOne(Value value) {
        return value.shape().hasRank(0);
    }

    /// The parameter of a body whose shape a value has.
    private static Optional<Integer> shapeOf(Value value, Graph body) {
        Value at = value;
        while (!(at.op() instanceof Parameter)) {
            if (at.op() instanceof Broadcast) {
                at = at.input(1).input(0);
            } else if (at.op() instanceof ElementwiseBinary) {
                at = at.input(isOne(at.input(0)) ? 1 : 0);
            } else if (at.op() instanceof ElementwiseUnary || at.op() instanceof Convert) {
                at = at.input(0);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(body.parameters().indexOf(at));
    }

    private static List<Value> inlined(Graph body, List<Value> arguments, GraphBuilder g) {
        Map<Value, Value> now = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            now.put(body.parameters().get(i), arguments.get(i));
        }
        for (Node node : body.nodes()) {
            if (node.op() instanceof Parameter) {
                continue;
            }
            List<Value> inputs = node.inputs().stream().map(now::get).toList();
            List<Value> outputs = g.addAll(node.name(), node.op(), inputs);
            for (int i = 0; i < outputs.size(); i++) {
                now.put(node.output(i), outputs.get(i));
            }
        }
        return body.results().stream().map(now::get).toList();
    }
}
