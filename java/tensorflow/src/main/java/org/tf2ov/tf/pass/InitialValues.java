package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// What the variables of a graph hold at the beginning, where that is computed from constants
/// alone.
final class InitialValues {
    private static final int MOST_NODES = 1_000;

    /// What gives the same value whenever it is computed.
    private static final Set<String> COMPUTED =
            Set.of(
                    "Const",
                    "Identity",
                    "Snapshot",
                    "Fill",
                    "Cast",
                    "Reshape",
                    "ZerosLike",
                    "OnesLike",
                    "Pack",
                    "ConcatV2",
                    "Concat",
                    "Shape",
                    "Size",
                    "Rank",
                    "Add",
                    "AddV2",
                    "Sub",
                    "Mul",
                    "RealDiv",
                    "Div",
                    "FloorDiv",
                    "Neg",
                    "Sqrt",
                    "Rsqrt",
                    "Square",
                    "Exp",
                    "Log",
                    "Pow",
                    "Maximum",
                    "Minimum",
                    "Range",
                    "LinSpace",
                    "Transpose",
                    "ExpandDims",
                    "Squeeze",
                    "Tile",
                    "BroadcastTo",
                    "StridedSlice",
                    "Slice",
                    "Sum",
                    "Prod",
                    "Mean",
                    "Max",
                    "Min",
                    "MatrixDiag",
                    "MatrixDiagV2",
                    "MatrixDiagV3",
                    "MatrixSetDiag",
                    "MatrixSetDiagV2",
                    "MatrixSetDiagV3",
                    "Eye",
                    "OneHot",
                    "Sin",
                    "Cos",
                    "Select",
                    "SelectV2",
                    "GatherV2",
                    "Gather");

    private final TfGraph graph;
    private final Map<String, List<TfNode>> assigned = new HashMap<>();

    InitialValues(TfGraph graph) {
        this.graph = graph;
        for (TfNode node : graph.nodes()) {
            boolean assigns = node.op().equals("Assign") || node.op().equals("AssignVariableOp");
            if (assigns && node.dataInputs().size() == 2) {
                assigned.computeIfAbsent(
                                node.dataInputs().getFirst().node(), _ -> new ArrayList<>())
                        .add(node);
            }
        }
    }

    /// The tensor that a variable begins with.
    Optional<TfEdge> of(TfNode variable) {
        List<TfNode> assignments = assigned.getOrDefault(variable.name(), List.of());
        Optional<TfNode> first =
                assignments.size() == 1
                        ? Optional.of(assignments.getFirst())
                        : assignments.stream()
                                .filter(node -> node.name().equals(variable.name() + "/Assign"))
                                .findFirst();
        return first.map(node -> node.dataInputs().get(1)).filter(this::isComputed);
    }

    private boolean isComputed(TfEdge value) {
        Set<String> met = new HashSet<>(Set.of(value.node()));
        Deque<String> open = new ArrayDeque<>(met);
        while (!open.isEmpty()) {
            TfNode node = graph.node(open.pop()).orElse(null);
            if (node == null || !COMPUTED.contains(node.op()) || met.size() > MOST_NODES) {
                return false;
            }
            for (TfEdge edge : node.dataInputs()) {
                if (met.add(edge.node())) {
                    open.push(edge.node());
                }
            }
        }
        return true;
    }
}
