package org.tf2ov.tf.pass;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.tf.TfNode;

/// The operations on variables.
final class VariableOps {
    private static final Set<String> VARIABLES =
            Set.of("VarHandleOp", "VariableV2", "Variable", "AutoReloadVariable");

    private static final Set<String> READS =
            Set.of(
                    "ReadVariableOp",
                    "ResourceGather",
                    "ResourceGatherNd",
                    "VariableShape",
                    "VarIsInitializedOp",
                    "IsVariableInitialized");

    private static final List<String> ASSIGNMENTS_BEGIN =
            List.of(
                    "Assign",
                    "Apply",
                    "SparseApply",
                    "ResourceApply",
                    "ResourceSparseApply",
                    "ResourceScatter",
                    "ResourceStridedSliceAssign",
                    "ResourceCountUpTo",
                    "CountUpTo",
                    "StridedSliceAssign",
                    "ScatterAdd",
                    "ScatterSub",
                    "ScatterMul",
                    "ScatterDiv",
                    "ScatterMin",
                    "ScatterMax",
                    "ScatterUpdate",
                    "ScatterNdAdd",
                    "ScatterNdSub",
                    "ScatterNdUpdate");

    private VariableOps() {}

    /// Whether a node stands for a variable.
    static boolean isVariable(TfNode node) {
        return VARIABLES.contains(node.op());
    }

    /// Whether a node says something of a variable, and does nothing else.
    static boolean isRead(TfNode node) {
        return READS.contains(node.op());
    }

    /// Whether a node changes the variable that is its first input.
    static boolean isAssignment(TfNode node) {
        return ASSIGNMENTS_BEGIN.stream().anyMatch(node.op()::startsWith);
    }

    /// What an operation on references is called when it is about values.
    static Optional<String> withoutReference(String op) {
        return switch (op) {
            case "RefIdentity" -> Optional.of("Identity");
            case "RefSwitch" -> Optional.of("Switch");
            case "RefMerge" -> Optional.of("Merge");
            case "RefEnter" -> Optional.of("Enter");
            case "RefExit" -> Optional.of("Exit");
            case "RefNextIteration" -> Optional.of("NextIteration");
            default -> Optional.empty();
        };
    }

    /// Which of its data inputs a node hands on as its output `index`, or -1.
    static int handsOn(TfNode node, int index) {
        return switch (node.op()) {
            case "Identity",
                    "RefIdentity",
                    "StopGradient",
                    "Snapshot",
                    "Switch",
                    "RefSwitch",
                    "Enter",
                    "RefEnter",
                    "Exit",
                    "RefExit",
                    "NextIteration",
                    "RefNextIteration",
                    "Merge",
                    "RefMerge" ->
                    0;
            case "IdentityN", "While", "StatelessWhile" -> index;
            default -> -1;
        };
    }
}
