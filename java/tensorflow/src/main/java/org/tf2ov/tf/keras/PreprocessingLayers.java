package org.tf2ov.tf.keras;

/// Layers that prepare images, numbers and categories.
///
/// Source: `keras/src/layers/preprocessing`.
final class PreprocessingLayers extends LayerFamily {
    PreprocessingLayers() {}

    /// Another size of channels-last images, by one of Keras's interpolations.
    static KerasTensor resize(
            LayerCall call, KerasTensor x, long height, long width, String interpolation) {
        KerasGraph g = call.graph();
        return switch (interpolation) {
            case "nearest" -> g.resize("ResizeNearestNeighbor", x, height, width, false, true);
            case "bilinear" -> g.resize("ResizeBilinear", x, height, width, false, true);
            case "bicubic" -> g.resize("ResizeBicubic", x, height, width, false, true);
            case "area" -> g.resize("ResizeArea", x, height, width, false, false);
            default ->
                    throw call.refuse(
                            "the interpolation '"
                                    + interpolation
                                    + "' has no operation in TensorFlow");
        };
    }
}
