package org.tf2ov.convert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tf.TfNode;

/// What the user says about a conversion. Values do not change; each method gives another one.
///
/// @param inputs what is said of the inputs that are named, by node name, in the user's order
/// @param outputs the nodes (`name`) or tensors (`name:1`) that shall be the model's outputs, in
///   the user's order; none means all that nothing takes
/// @param channelsFirst whether inputs and outputs of channels-last networks become channels-first,
///   as with the Model Optimizer; `--disable_nhwc_to_nchw` turns it off
public record ConvertOptions(
        Map<String, Input> inputs, List<String> outputs, boolean channelsFirst) {
    /// What is said of one input.
    ///
    /// @param shape in the layout of the TensorFlow graph
    /// @param type the element type that the user will give
    public record Input(Optional<PartialShape> shape, Optional<ElementType> type) {
        public static final Input AS_IT_IS = new Input(Optional.empty(), Optional.empty());
    }

    public static final ConvertOptions DEFAULT = new ConvertOptions(Map.of(), List.of(), true);

    public ConvertOptions {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = List.copyOf(outputs);
    }

    /// The same with something said of one more input.
    public ConvertOptions withInput(String node, Input input) {
        Map<String, Input> all = new LinkedHashMap<>(inputs);
        all.put(node, input);
        return new ConvertOptions(all, outputs, channelsFirst);
    }

    /// The same with the shape of an input.
    public ConvertOptions withInputShape(String node, PartialShape shape) {
        return withInput(node, new Input(Optional.of(shape), Optional.empty()));
    }

    public ConvertOptions withOutputs(List<String> others) {
        return new ConvertOptions(inputs, others, channelsFirst);
    }

    public ConvertOptions withChannelsFirst(boolean other) {
        return new ConvertOptions(inputs, outputs, other);
    }

    /// Whether a node becomes an input of the model.
    boolean isInput(TfNode node) {
        return node.op().equals("Placeholder") || inputs.containsKey(node.name());
    }

    /// The type of a node that becomes an input. Complex numbers get a last dimension of two.
    TensorType inputType(TfNode node) {
        Input said = inputs.getOrDefault(node.name(), Input.AS_IT_IS);
        TensorType written = Translation.typeOf(node);
        PartialShape shape = said.shape().orElse(written.shape());
        return new TensorType(
                said.type().orElse(written.element()),
                node.type("dtype").isComplex() ? shape.followedBy(Dimension.of(2)) : shape);
    }
}
