package org.tf2ov.tf.pass;

import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

final class FillTables {
    private FillTables() {}

    /// Whether an input of a node says that the node's table is filled before.
    static boolean isFilling(TfGraph graph, TfNode node, TfEdge input) {
        return input.control()
                && node.op().startsWith("LookupTable")
                && graph.node(input.node()).filter(FillTables::fills).isPresent();
    }

    private static boolean fills(TfNode node) {
        return node.op().startsWith("InitializeTable") || node.op().startsWith("LookupTableImport");
    }
}
