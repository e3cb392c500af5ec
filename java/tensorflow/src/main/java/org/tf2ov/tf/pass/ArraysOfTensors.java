package org.tf2ov.tf.pass;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfNode;

/// Where the contents of the `TensorArray`s of TensorFlow 1 go: by the scalars called flow, which
/// say what happens to an array after what.
final class ArraysOfTensors {
    private ArraysOfTensors() {}

    /// The tensors that are the flow of an array.
    ///
    /// @param nodes each after those that feed it, except where a loop is closed
    static Set<TfEdge> in(Collection<TfNode> nodes) {
        Set<TfEdge> flows = new HashSet<>();
        for (TfNode node : nodes) {
            switch (node.op()) {
                case "TensorArrayV3" -> flows.add(TfEdge.of(node.name(), 1));
                case "TensorArrayWriteV3",
                        "TensorArrayScatterV3",
                        "TensorArraySplitV3",
                        "TensorArrayWriteV2",
                        "TensorArrayScatterV2",
                        "TensorArraySplitV2",
                        "TensorArrayWrite",
                        "TensorArrayScatter",
                        "TensorArraySplit",
                        "TensorArrayUnpack" ->
                        flows.add(TfEdge.of(node.name(), 0));
                case "Identity",
                        "Enter",
                        "RefEnter",
                        "Exit",
                        "RefExit",
                        "Switch",
                        "RefSwitch",
                        "Merge",
                        "RefMerge",
                        "NextIteration",
                        "RefNextIteration" -> {
                    if (!node.dataInputs().isEmpty()
                            && flows.contains(node.dataInputs().getFirst())) {
                        flows.add(TfEdge.of(node.name(), 0));
                        if (Flow.SWITCH.is(node)) {
                            flows.add(TfEdge.of(node.name(), 1));
                        }
                    }
                }
                default -> {}
            }
        }
        return flows;
    }
}
