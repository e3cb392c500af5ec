package org.tf2ov.tf.keras;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Layers of Keras that have much in common.
abstract class LayerFamily implements KerasLayer {
    private final Map<String, Function<LayerCall, List<KerasTensor>>> calls = new HashMap<>();
    private final Set<String> passing = new HashSet<>();

    /// A class with one output that keeps no mask.
    final void layer(String className, Function<LayerCall, KerasTensor> call) {
        layers(className, call.andThen(List::of));
    }

    /// A class with one output, whose mask is that of its input.
    final void masked(String className, Function<LayerCall, KerasTensor> call) {
        layer(className, call);
        passing.add(className);
    }

    /// A class with several outputs.
    final void layers(String className, Function<LayerCall, List<KerasTensor>> call) {
        calls.put(className, call);
    }

    @Override
    public Set<String> classNames() {
        return calls.keySet();
    }

    @Override
    public boolean passesMask(String className) {
        return passing.contains(className);
    }

    @Override
    public List<KerasTensor> call(LayerCall call) {
        return calls.get(call.className()).apply(call);
    }
}
