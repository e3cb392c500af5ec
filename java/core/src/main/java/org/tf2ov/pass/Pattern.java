package org.tf2ov.pass;

import java.util.List;
import java.util.function.Predicate;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// A picture of a node and what feeds it. Patterns are compared by identity: the object that drew a
/// place in the picture is the key under which [Match] tells what was found there.
public final class Pattern {
    private final Class<? extends Op> op;
    private final List<Pattern> inputs;
    private final Predicate<Value> condition;
    private final boolean commutative;

    private Pattern(
            Class<? extends Op> op,
            List<Pattern> inputs,
            Predicate<Value> condition,
            boolean commutative) {
        this.op = op;
        this.inputs = inputs;
        this.condition = condition;
        this.commutative = commutative;
    }

    /// Any value.
    public static Pattern any() {
        return new Pattern(Op.class, null, value -> true, false);
    }

    /// Any constant.
    public static Pattern constant() {
        return op(Constant.class);
    }

    /// An output of such an operation, whatever feeds it. The class may be an interface that
    /// several operations share.
    public static Pattern op(Class<? extends Op> type) {
        return new Pattern(type, null, value -> true, false);
    }

    /// The first output of such an operation whose inputs look like these, in number too.
    public static Pattern op(Class<? extends Op> type, Pattern first, Pattern... others) {
        List<Pattern> inputs = new java.util.ArrayList<>(List.of(first));
        inputs.addAll(List.of(others));
        return new Pattern(type, List.copyOf(inputs), value -> true, false);
    }

    /// The output of a commutative operation with two inputs that look like these, in either order.
    public static Pattern either(Class<? extends Op> type, Pattern one, Pattern other) {
        return new Pattern(type, List.of(one, other), value -> true, true);
    }

    /// The same picture for values that satisfy a condition too.
    public Pattern where(Predicate<Value> more) {
        return new Pattern(op, inputs, condition.and(more), commutative);
    }

    /// What the root of the picture is.
    Class<? extends Op> op() {
        return op;
    }

    /// Looks for the picture at a value and tells the match where its places are.
    boolean matches(Value value, Match match) {
        if (!op.isInstance(value.op()) || !condition.test(value)) {
            return false;
        }
        if (inputs != null) {
            List<Value> found = value.node().inputs();
            if (found.size() != inputs.size()) {
                return false;
            }
            boolean inOrder = matchInputs(found, match);
            boolean crossed =
                    !inOrder && commutative && matchInputs(List.copyOf(found.reversed()), match);
            if (!inOrder && !crossed) {
                return false;
            }
        }
        match.put(this, value);
        return true;
    }

    private boolean matchInputs(List<Value> found, Match match) {
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.get(i).matches(found.get(i), match)) {
                return false;
            }
        }
        return true;
    }
}
