package org.tf2ov.tf.checkpoint;

import java.nio.file.Path;
import java.util.Optional;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.TfTensor;
import org.tf2ov.tf.Variables;

/// A checkpoint of TensorFlow, of version 1 or 2.
public interface Checkpoint extends Variables {
    /// The key of a text tensor with a `TrackableObjectGraph`.
    String OBJECT_GRAPH = "_CHECKPOINTABLE_OBJECT_GRAPH";

    /// Opens a checkpoint. Everything that its index says is checked against its files; the
    /// checksums of the tensors of version 2 are checked when they are asked for, or by [#verify].
    ///
    /// @param path a prefix `X`, `X.index`, `X.data-00000-of-00001`, `X.meta`; a file of version 1,
    ///   or `X-?????-of-00004` for several; or a directory with a `checkpoint` file or a single
    ///   checkpoint
    /// @throws MalformedInputException if there is none, or it is damaged
    static Checkpoint open(Path path) {
        return CheckpointFiles.find(path).open();
    }

    /// The serialized `TrackableObjectGraph` that the checkpoints of objects have; see
    /// `tensorflow/core/protobuf/trackable_object_graph.proto`.
    default Optional<byte[]> objectGraph() {
        Optional<TfTensor> graph = value(OBJECT_GRAPH);
        if (graph.isEmpty()) {
            return Optional.empty();
        }
        if (!(graph.get().contents() instanceof TfTensor.Texts) || graph.get().count() != 1) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.MALFORMED_INPUT,
                            place(),
                            "its object graph is a tensor "
                                    + graph.get()
                                    + ", where one text is expected"));
        }
        return Optional.of(graph.get().strings().getFirst());
    }
}
