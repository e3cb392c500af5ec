package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tf.DataType;

/// The arguments of an operation that a user has written in Python between layers: tensors and
/// numbers, which become tensors of the same type.
///
/// Types are promoted as NumPy and Keras 3 do it: a number without a point takes the type of the
/// tensor beside it, one with a point makes integers `float32`.
final class Operands {
    private final LayerCall call;
    private final KerasGraph g;

    Operands(LayerCall call) {
        this.call = call;
        this.g = call.graph();
    }

    /// An argument that has to be there.
    Object required(int index, String... names) {
        for (String name : names) {
            Object value = call.argument(index, name);
            if (value != null) {
                return value;
            }
        }
        Config own = own(names[0]);
        if (own != null) {
            return own;
        }
        throw call.refuse("its argument '" + names[0] + "' is missing");
    }

    /// Operations keep what is no tensor in their own configuration since some version of Keras.
    private Config own(String name) {
        Config value = call.config().orNull(name);
        return value.isNull() ? null : value;
    }

    /// A value among the arguments or in the operation's own configuration.
    Optional<Config> value(int index, String name) {
        return call.value(index, name).or(() -> Optional.ofNullable(own(name)));
    }

    KerasTensor tensor(int index, String... names) {
        return tensor(required(index, names), Optional.empty());
    }

    /// Two operands of the same type.
    List<KerasTensor> pair(Object first, Object second) {
        if (first instanceof KerasTensor x && second instanceof KerasTensor y) {
            DataType type = common(x.type(), y.type());
            return List.of(g.cast(x, type), g.cast(y, type));
        }
        if (first instanceof KerasTensor x) {
            DataType type = beside(x.type(), second);
            return List.of(g.cast(x, type), tensor(second, Optional.of(type)));
        }
        if (second instanceof KerasTensor y) {
            DataType type = beside(y.type(), first);
            return List.of(tensor(first, Optional.of(type)), g.cast(y, type));
        }
        throw call.refuse("none of its arguments is a tensor");
    }

    private static DataType beside(DataType type, Object value) {
        boolean point =
                value instanceof Config config
                        && (config.value() instanceof Double
                                || config.isList()
                                        && config.list().stream()
                                                .anyMatch(it -> it.value() instanceof Double));
        return point && !LayerCaller.isFloat(type) ? DataType.FLOAT : type;
    }

    static DataType common(DataType a, DataType b) {
        if (a == b) {
            return a;
        }
        boolean floatA = LayerCaller.isFloat(a);
        boolean floatB = LayerCaller.isFloat(b);
        if (floatA != floatB) {
            return floatA ? a : b;
        }
        if (floatA && a.bytes() == 2 && b.bytes() == 2) {
            return DataType.FLOAT;
        }
        if (a == DataType.BOOL || b == DataType.BOOL) {
            return a == DataType.BOOL ? b : a;
        }
        return a.bytes() >= b.bytes() ? a : b;
    }

    /// A tensor, or a constant of a number, a list, or an array in the file.
    KerasTensor tensor(Object argument, Optional<DataType> type) {
        return switch (argument) {
            case KerasTensor tensor -> type.map(it -> g.cast(tensor, it)).orElse(tensor);
            case Config value -> constant(value, type);
            case List<?> list -> {
                List<KerasTensor> parts = new ArrayList<>();
                list.forEach(it -> parts.add(tensor(it, type)));
                yield g.pack(parts, 0);
            }
            default -> throw call.refuse("one of its arguments cannot be read");
        };
    }

    private KerasTensor constant(Config value, Optional<DataType> type) {
        Config plain = value;
        Optional<DataType> own = type;
        if (value.isMap()) {
            plain = value.at("config").at("value");
            if (type.isEmpty() && value.at("config").has("dtype")) {
                own = Optional.of(Types.type(value.at("config").at("dtype")));
            }
        }
        List<Long> shape = new ArrayList<>();
        Config next = plain;
        while (next.isList()) {
            shape.add((long) next.list().size());
            if (next.list().isEmpty()) {
                break;
            }
            next = next.list().getFirst();
        }
        if (next.value() instanceof Boolean flag) {
            if (!shape.isEmpty()) {
                throw call.refuse("a list of truth values is among its arguments");
            }
            return g.scalar(own.orElse(DataType.BOOL), flag ? 1L : 0L);
        }
        double[] all = plain.reals().stream().mapToDouble(Double::doubleValue).toArray();
        boolean point = plain.reals().stream().anyMatch(it -> it != Math.rint(it));
        DataType chosen =
                own.orElse(
                        point || next.value() instanceof Double ? DataType.FLOAT : DataType.INT32);
        if (shape.stream().reduce(1L, (a, b) -> a * b) != all.length) {
            throw new UnsupportedModelException(value.place(), "the numbers are not a rectangle");
        }
        return g.constant(chosen, shape, all);
    }
}
