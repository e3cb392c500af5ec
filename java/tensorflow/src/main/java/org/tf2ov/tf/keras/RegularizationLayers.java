package org.tf2ov.tf.keras;

import java.util.List;

/// Layers that do something in training only.
///
/// Source: `keras/src/layers/regularization`, and the random ones of
/// `keras/src/layers/preprocessing/image_preprocessing`.
final class RegularizationLayers extends LayerFamily {
    RegularizationLayers() {
        for (String name :
                List.of(
                        "Dropout",
                        "SpatialDropout1D",
                        "SpatialDropout2D",
                        "SpatialDropout3D",
                        "GaussianNoise",
                        "GaussianDropout",
                        "AlphaDropout",
                        "StochasticDepth",
                        "ActivityRegularization")) {
            masked(name, RegularizationLayers::unchanged);
        }
    }

    private static KerasTensor unchanged(LayerCall call) {
        if (call.isTraining() && !call.className().equals("ActivityRegularization")) {
            throw call.refuse(
                    "it is called with training=True, so that its output is random at inference too");
        }
        return call.input();
    }
}
