package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// Which [KerasLayer] knows which class: Keras's own, and those that users plug in.
final class LayerClasses {
    private final Map<String, KerasLayer> byName = new HashMap<>();

    private LayerClasses() {}

    static LayerClasses all() {
        LayerClasses classes = new LayerClasses();
        for (KerasLayer layer : builtIn()) {
            layer.classNames().forEach(name -> classes.byName.put(name, layer));
        }
        ServiceLoader.load(KerasLayer.class)
                .forEach(layer ->
                        layer.classNames().forEach(name -> classes.byName.put(name, layer)));
        return classes;
    }

    private static List<KerasLayer> builtIn() {
        return new ArrayList<>(
                List.of(
                        new CoreLayers(),
                        new ActivationLayers(),
                        new ConvolutionLayers(),
                        new PoolingLayers(),
                        new NormalizationLayers(),
                        new RegularizationLayers(),
                        new MergingLayers(),
                        new ReshapingLayers(),
                        new AttentionLayers(),
                        new RecurrentLayers(),
                        new PreprocessingLayers(),
                        new OperationLayers()));
    }

    Optional<KerasLayer> find(LayerClass layer) {
        KerasLayer exact = byName.get(layer.key());
        if (exact == null && layer.key().contains(">") && !layer.isOperation()) {
            // Users may name the class alone, but never get Keras's own layer of that name.
            KerasLayer plain = byName.get(layer.className());
            exact = plain instanceof LayerFamily ? null : plain;
        }
        return Optional.ofNullable(exact);
    }
}
