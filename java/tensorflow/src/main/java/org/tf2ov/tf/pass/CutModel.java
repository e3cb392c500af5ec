package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.tf.TfGraph;

/// A frozen model of which it is decided where it begins and ends.
///
/// @param graph what the outputs need, and the inputs, each a `Placeholder` that holds its type and
///   its shape
/// @param inputs in the order in which users see them
/// @param outputs in the order in which users see them
/// @param remarks what the user should know, each a sentence
public record CutModel(
        TfGraph graph, List<Input> inputs, List<Output> outputs, List<String> remarks) {
    /// An input.
    ///
    /// @param node the name of its placeholder
    /// @param names what else it is called: keys of the signature, the tensor that it stands for
    public record Input(String node, List<String> names) {
        public Input {
            names = List.copyOf(names);
        }
    }

    /// An output.
    ///
    /// @param index which output of the node, or -1 for all that it has
    /// @param names what else it is called: the key of the signature
    public record Output(String node, int index, List<String> names) {
        public Output {
            names = List.copyOf(names);
        }
    }

    public CutModel {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        remarks = List.copyOf(remarks);
    }

    /// The names of the nodes that are wanted: those of outputs, then those of inputs.
    public List<String> ends() {
        List<String> ends = new ArrayList<>();
        outputs.forEach(output -> ends.add(output.node()));
        inputs.forEach(input -> ends.add(input.node()));
        return ends;
    }

    public CutModel withGraph(TfGraph other) {
        return new CutModel(other, inputs, outputs, remarks);
    }
}
