package org.tf2ov.tf;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.PartialShape;

/// The values that a model keeps beside its graph.
///
/// Values stay in their files, which are mapped, as long as nobody asks for their bytes.
public interface Variables {
    /// The values of a model that keeps none.
    Variables NONE =
            new Variables() {
                @Override
                public Collection<String> keys() {
                    return Set.of();
                }

                @Override
                public Optional<TfTensor> value(String key) {
                    return Optional.empty();
                }

                @Override
                public String place() {
                    return "the model, which has no checkpoint";
                }
            };

    /// What there is, in a stable order. In checkpoints of graphs a key is the name of a variable,
    /// in those of objects a path such as `layer/kernel/.ATTRIBUTES/VARIABLE_VALUE`.
    Collection<String> keys();

    /// A value, or nothing if there is no such key.
    ///
    /// @throws MalformedInputException if its bytes are damaged
    Optional<TfTensor> value(String key);

    /// A part of a value, as `RestoreV2` asks for the parts of partitioned variables.
    ///
    /// @param slice what `RestoreV2` calls `shape_and_slice`: the shape of the whole, a blank, and
    ///   a start and a length or `-` for each dimension, as in `7 3 0,3:-`; empty for all of it
    /// @return nothing if there is no such key
    /// @throws MalformedInputException if the value is damaged, or has no such part
    default Optional<TfTensor> part(String key, String slice) {
        if (slice.isEmpty()) {
            return value(key);
        }
        throw new MalformedInputException(
                place(),
                "the part '" + slice + "' of '" + key + "' is asked for; there are no parts");
    }

    /// What a value is, without looking at its bytes.
    record Kind(DataType type, PartialShape shape) {}

    /// What the value of a key is, or nothing if there is no such key.
    default Optional<Kind> kind(String key) {
        return value(key).map(value -> new Kind(value.type(), value.shape()));
    }

    /// Checks the bytes of all values, which takes a pass over them at the speed of memory. Whoever
    /// converts a model calls it before anything is written; whoever only looks does not. Without
    /// it, [#value] checks what it gives.
    ///
    /// @throws Tf2ovException if some are damaged; it tells all of them
    default void verify() {}

    /// Begins what [#verify] ends: large values are from now on given unchecked, and summed while
    /// they are read for other reasons, so that they are read once. `verify` then takes only what
    /// nobody read. It has to be called before anybody sees what was made of the values, or is told
    /// that nothing can be made of them.
    ///
    /// @throws Tf2ovException if some of the small ones are damaged; it tells all of them
    default void verifyAlongside() {
        verify();
    }

    /// The file or files, for messages.
    String place();
}
