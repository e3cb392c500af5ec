package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// Two constants in a row become one.
///
///     y = Add(Add(x, Constant(a)), Constant(b))           also Multiply
///     y = Add(x, Constant(a + b))
public final class JoinConstantOperands implements Rewrite {
    private final Class<? extends ElementwiseBinary> operation;
    private final Pattern x = Pattern.any().where(value -> value.constant().isEmpty());
    private final Pattern first = Pattern.constant();
    private final Pattern second = Pattern.constant();
    private final Pattern inner;
    private final Pattern outer;

    private JoinConstantOperands(Class<? extends ElementwiseBinary> operation) {
        this.operation = operation;
        this.inner = Pattern.either(operation, x, first);
        this.outer = Pattern.either(operation, inner, second);
    }

    public static JoinConstantOperands ofAdd() {
        return new JoinConstantOperands(Add.class);
    }

    public static JoinConstantOperands ofMultiply() {
        return new JoinConstantOperands(Multiply.class);
    }

    @Override
    public Pattern pattern() {
        return outer;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value root = match.value(outer);
        boolean applies = match.usedOnce(match.value(inner)) && root.type().element().isFloat();
        if (!applies) {
            return Optional.empty();
        }
        ElementwiseBinary op = operation.cast(root.op());
        Value constants = g.add(op, match.value(first), match.value(second));
        return Optional.of(g.add(root.node().name(), op, List.of(match.value(x), constants)));
    }
}
