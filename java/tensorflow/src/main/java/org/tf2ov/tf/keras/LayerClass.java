package org.tf2ov.tf.keras;

import java.util.Set;
import org.tf2ov.problem.MalformedInputException;

/// A layer as a configuration has it: which class, made with what.
///
/// @param key what it is looked up by: `Dense`, `package>Class`, `ops>Add` for the operations that
///   Keras 3 records where users compute with tensors
/// @param className without the package
record LayerClass(String key, String className, String name, Config config, Config whole) {
    static LayerClass of(Config layer) {
        Config given = layer.at("class_name");
        Config config = layer.at("config");
        if (config.isList()) {
            // Keras 1 and the first of Keras 2 wrote a Sequential as the list of its layers.
            config =
                    new Config(
                            java.util.Map.of("name", "sequential", "layers", config.value()),
                            config.place());
        }
        if (!config.isMap()) {
            throw new MalformedInputException(config.place(), "this should be an object");
        }
        String className = given.text();
        String registered = layer.text("registered_name", "");
        String module = layer.text("module", "");
        String key = className;
        if (className.contains(">")) {
            className = className.substring(className.lastIndexOf('>') + 1);
        } else if (registered.contains(">")) {
            key = registered;
        } else if (module.startsWith("keras.src.ops.")
                || module.startsWith("keras.ops")
                || module.isEmpty() && !config.has("trainable") && isOperation(className, config)) {
            key = "ops>" + className;
        } else if (!module.isEmpty() && !isKeras(module)) {
            key = module + ">" + className;
        }
        String name = config.text("name", layer.text("name", className));
        return new LayerClass(key, className, name, config, layer);
    }

    private static boolean isKeras(String module) {
        return module.equals("builtins")
                || module.matches(
                        "(keras|keras_core|tf_keras|tensorflow\\.(python\\.)?keras)(\\..*)?");
    }

    /// Operations that are made with a type; other than that, only layers are.
    private static final Set<String> TYPED =
            Set.of(
                    "Arange",
                    "Array",
                    "Cast",
                    "ConvertToTensor",
                    "Cumprod",
                    "Cumsum",
                    "Full",
                    "FullLike",
                    "MultiHot",
                    "OneHot",
                    "OnesLike",
                    "Prod",
                    "SaturateCast",
                    "Sum",
                    "Trace",
                    "ZerosLike");

    /// In legacy files operations have no module, but all layers say whether they can be trained,
    /// or have a type.
    private static boolean isOperation(String className, Config config) {
        return !className.equals("InputLayer")
                && !className.equals("Functional")
                && !className.equals("Model")
                && !className.equals("Sequential")
                && config.has("name")
                && (!config.has("dtype") || TYPED.contains(className))
                && !config.has("layers")
                && !config.has("layer");
    }

    boolean isModel() {
        return key.equals("Functional") || key.equals("Model") || key.equals("Sequential");
    }

    boolean isSequential() {
        return key.equals("Sequential");
    }

    boolean isInput() {
        return key.equals("InputLayer");
    }

    boolean isOperation() {
        return key.startsWith("ops>");
    }

    /// Keras's name for it in the groups of `.keras` files.
    String snake() {
        return className
                .replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(java.util.Locale.ROOT);
    }
}
