package org.tf2ov.tf.keras;

import java.util.List;
import java.util.Set;

/// What one or several classes of Keras layers compute. Users bring their own by `ServiceLoader`: a
/// provider of this interface, in a jar on the path, is asked for the classes that it names.
///
/// ```java
/// public final class Swish2 implements KerasLayer {
///     public Set<String> classNames() {
///         return Set.of("my_package>Swish2");
///     }
///
///     public List<KerasTensor> call(LayerCall call) {
///         KerasGraph g = call.graph();
///         KerasTensor x = call.input();
///         KerasTensor slope = call.weights().trainable("slope", x.dimension(-1).value());
///         return List.of(g.multiply(x, g.unary("Sigmoid", g.multiply(x, slope))));
///     }
/// }
/// ```
public interface KerasLayer {
    /// `Dense`; of classes that a user has registered, `package>Class`, and `Class` for those whose
    /// registered name the file does not have.
    Set<String> classNames();

    /// Adds a layer's operations to the graph, and gives its outputs. It is called once for each
    /// use of the layer; the weights of a layer that is used several times are the same.
    List<KerasTensor> call(LayerCall call);

    /// Whether the mask of its first input is that of its outputs, too, unless it says another one.
    default boolean passesMask(String className) {
        return false;
    }
}
