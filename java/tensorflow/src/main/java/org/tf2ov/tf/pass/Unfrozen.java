package org.tf2ov.tf.pass;

import java.util.List;
import java.util.Set;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// The operations that freezing does away with. A graph without them is frozen, and stays as it is.
final class Unfrozen {
    private static final Set<String> OPERATIONS =
            Set.of(
                    "PartitionedCall",
                    "StatefulPartitionedCall",
                    "RemoteCall",
                    "SymbolicGradient",
                    "If",
                    "StatelessIf",
                    "Case",
                    "StatelessCase",
                    "Switch",
                    "RefSwitch",
                    "Print",
                    "VarHandleOp",
                    "VariableV2",
                    "Variable",
                    "AutoReloadVariable",
                    "ReadVariableOp",
                    "ResourceGather",
                    "ResourceGatherNd",
                    "VariableShape",
                    "VarIsInitializedOp",
                    "IsVariableInitialized",
                    "IteratorGetNext",
                    "IteratorGetNextSync",
                    "RandomUniform",
                    "StatelessRandomUniform",
                    "StatelessRandomUniformV2");

    private static final List<String> BEGINNINGS =
            List.of("Ref", "Assign", "Queue", "InitializeTable", "LookupTable", "HashTable");

    private Unfrozen() {}

    static boolean isIn(TfGraph graph) {
        return !graph.functions().isEmpty() || graph.nodes().stream().anyMatch(Unfrozen::is);
    }

    private static boolean is(TfNode node) {
        if (OPERATIONS.contains(node.op())) {
            return true;
        }
        for (String beginning : BEGINNINGS) { // asked of every node
            if (node.op().startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
