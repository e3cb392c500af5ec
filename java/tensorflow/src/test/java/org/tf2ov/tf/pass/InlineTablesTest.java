package org.tf2ov.tf.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

class InlineTablesTest {
    private static final TfNode TABLE = node("table", "HashTableV2");
    private static final TfNode HANDLE = node("handle", "Identity", "table");
    private static final TfNode FILL =
            node("fill", "InitializeTableV2", "handle", "known", "values");
    private static final TfNode FIND =
            node("find", "LookupTableFindV2", "table", "keys", "default", "^fill");

    @Test
    void aLookUpGetsWhatFillsItsTable() {
        assertEquals(
                List.of(
                        TfEdge.parse("known"),
                        TfEdge.parse("keys"),
                        TfEdge.parse("default"),
                        TfEdge.parse("values")),
                find(TABLE, HANDLE, FILL, FIND).inputs());
    }

    @Test
    void aTableThatIsFilledTwiceOrFromAFileStays() {
        TfNode again = node("again", "LookupTableImportV2", "table", "more", "others");
        assertEquals(FIND, find(TABLE, HANDLE, FILL, again, FIND));
        TfNode file = node("fill", "InitializeTableFromTextFileV2", "table", "name");
        assertEquals(FIND, find(TABLE, file, FIND));
    }

    private static TfNode find(TfNode... nodes) {
        List<TfNode> all = new ArrayList<>(Arrays.asList(nodes));
        for (String name :
                List.of("known", "values", "keys", "default", "more", "others", "name")) {
            all.add(node(name, "Const"));
        }
        return InlineTables.in(new TfGraph(all)).node("find").orElseThrow();
    }

    private static TfNode node(String name, String op, String... inputs) {
        return new TfNode(name, op, Arrays.stream(inputs).map(TfEdge::parse).toList(), Map.of());
    }
}
