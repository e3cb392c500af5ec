package org.tf2ov.tf.keras;

import java.util.Locale;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tf.DataType;

/// The two element types of a layer: that of its arithmetic, and that of its weights.
///
/// Source: `DTypePolicy` in `keras/src/dtype_policies/dtype_policy.py`.
record Types(DataType compute, DataType variable) {
    static final Types FLOAT = new Types(DataType.FLOAT, DataType.FLOAT);

    /// The policy in a layer's configuration: a name, or an object with a name.
    static Types of(Config layer) {
        Config dtype = layer.orNull("dtype");
        if (dtype.isNull()) {
            return FLOAT;
        }
        if (dtype.isMap()) {
            String kind = dtype.text("class_name", "");
            if (!kind.equals("DTypePolicy") && !kind.equals("Policy") && !kind.isEmpty()) {
                throw new UnsupportedModelException(
                        dtype.place(),
                        "the policy '"
                                + kind
                                + "' keeps weights as small integers, which is not read yet; save"
                                + " the model before it is quantized");
            }
            Config name = dtype.orNull("config").orNull("name");
            return name.isNull() ? FLOAT : named(name);
        }
        return named(dtype);
    }

    private static Types named(Config dtype) {
        return switch (dtype.text().toLowerCase(Locale.ROOT)) {
            case "mixed_float16" -> new Types(DataType.HALF, DataType.FLOAT);
            case "mixed_bfloat16" -> new Types(DataType.BFLOAT16, DataType.FLOAT);
            // A policy of Keras 2 that takes its type from the first input.
            case "_infer" -> FLOAT;
            case String name -> {
                DataType type = DataType.ofName(name).orElseThrow(() -> unknown(dtype));
                yield new Types(type, type);
            }
        };
    }

    /// The type of a name such as `float32`.
    static DataType type(Config name) {
        return DataType.ofName(name.text().replaceFirst("^<dtype: '(.*)'>$", "$1"))
                .orElseThrow(() -> unknown(name));
    }

    private static UnsupportedModelException unknown(Config dtype) {
        return new UnsupportedModelException(
                dtype.place(), "there is no element type '" + dtype.text() + "'");
    }
}
