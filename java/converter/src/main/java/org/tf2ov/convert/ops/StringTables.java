package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.tensor.ElementType;

/// Look-ups in tables whose keys or values are strings (see [TfLookupTable]): each key is compared
/// with all that are known.
@TfStringOp({"LookupTableFind", "LookupTableFindV2", "LookupTableSize", "LookupTableSizeV2"})
final class StringTables implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        OpTranslator onNumbers = new TfLookupTable();
        if (node.op().startsWith("LookupTableSize")) {
            return onNumbers.translate(
                    node.withInputs(List.of(Texts.input(node, 0, g).begins())), g);
        }
        if (node.inputs().size() != 4) {
            throw new UntranslatableException("its table is not filled once and from tensors");
        }
        Value known = node.input(0);
        Value keys = node.input(1);
        Value otherwise = node.input(2);
        Value values = node.input(3);
        if (values.type().element() == ElementType.STRING) {
            Texts texts = Texts.of(g, values);
            Texts other = Texts.of(g, otherwise);
            Value size = f.convert(f.squeeze(f.shapeOf(texts.bytes()), 0), ElementType.I32);
            Value begins = find(node, g, known, keys, f.add(other.begins(), size), texts.begins());
            Value ends = find(node, g, known, keys, f.add(other.ends(), size), texts.ends());
            Value bytes = f.concat(0, texts.bytes(), other.bytes());
            return List.of(new Texts(f, begins, ends, bytes).inOrder().packed(node.name()));
        }
        return List.of(find(node, g, known, keys, otherwise, values));
    }

    private static Value find(
            OpNode node, GraphBuilder g, Value known, Value keys, Value otherwise, Value values) {
        if (known.type().element() != ElementType.STRING) {
            return new TfLookupTable()
                    .translate(node.withInputs(List.of(known, keys, otherwise, values)), g)
                    .getFirst();
        }
        Formula f = new Formula(g);
        Texts table = Texts.of(g, known);
        Texts asked = Texts.of(g, keys);
        Texts each =
                new Texts(
                        f,
                        f.unsqueeze(asked.begins(), -1),
                        f.unsqueeze(asked.ends(), -1),
                        asked.bytes());
        // The number of the key that is equal, counted from 1; 0 where there is none.
        Value equal = f.convert(each.equal(table), ElementType.I32);
        Value numbers = f.convert(f.range(f.dimension(table.begins(), 0)), ElementType.I32);
        Value counted = f.multiply(equal, f.add(numbers, f.like(numbers, 1)));
        Value place = g.add(new ReduceMax(false), counted, f.numbers(-1));
        Value all = f.concat(0, f.unsqueeze(otherwise, 0), values);
        return f.gather(all, place, 0);
    }
}
