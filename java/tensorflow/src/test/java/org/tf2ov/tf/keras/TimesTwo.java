package org.tf2ov.tf.keras;

import java.util.List;
import java.util.Set;

/// A layer that a user plugs in: like Dense without an activation, and then twice that.
public final class TimesTwo implements KerasLayer {
    @Override
    public Set<String> classNames() {
        return Set.of("tests>TimesTwo");
    }

    @Override
    public List<KerasTensor> call(LayerCall call) {
        KerasGraph g = call.graph();
        KerasTensor x = call.input();
        long units = call.config().at("units").integer();
        LayerWeights weights = call.weights();
        KerasTensor kernel = weights.trainable("kernel", x.dimension(-1).value(), units);
        KerasTensor sum = g.add(g.matMul(x, kernel), weights.trainable("bias", units));
        return List.of(g.multiply(sum, 2));
    }
}
