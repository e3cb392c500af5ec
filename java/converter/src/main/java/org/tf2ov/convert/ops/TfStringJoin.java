package org.tf2ov.convert.ops;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// `StringJoin(strings...; separator)`: the strings at each place one behind the other; a scalar
/// stands at all places.
@TfStringOp("StringJoin")
final class TfStringJoin implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        byte[] separator = node.attr("separator", "").getBytes(StandardCharsets.UTF_8);
        List<Texts> all = node.inputs().stream().map(input -> Texts.of(g, input)).toList();
        Value shape = null;
        for (Texts texts : all) {
            if (!texts.begins().shape().hasRank()) {
                throw new UntranslatableException("the rank of one of its inputs is not known");
            }
            if (texts.begins().shape().rank() > 0) {
                shape = f.shapeOf(texts.begins());
            }
        }
        List<Value> tables = new ArrayList<>();
        for (Texts texts : all) {
            if (!tables.isEmpty() && separator.length > 0) {
                long[] codes = new long[separator.length];
                for (int i = 0; i < codes.length; i++) {
                    codes[i] = separator[i] & 0xff;
                }
                Value between =
                        g.constant(
                                Weights.ofLongs(ElementType.I32, new long[] {codes.length}, codes));
                tables.add(atAllPlaces(f, between, shape));
            }
            Value table = texts.table(texts.longest());
            tables.add(texts.begins().shape().rank() > 0 ? table : atAllPlaces(f, table, shape));
        }
        Value joined = f.concat(-1, tables.toArray(Value[]::new));
        return List.of(Texts.ofTable(f, joined).packed(node.name()));
    }

    /// The bytes of one string at each place of a shape.
    private static Value atAllPlaces(Formula f, Value bytes, Value shape) {
        return shape == null ? bytes : f.broadcast(bytes, f.concat(0, shape, f.shapeOf(bytes)));
    }
}
