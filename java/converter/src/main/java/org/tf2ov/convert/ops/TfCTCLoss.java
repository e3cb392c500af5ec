package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.CTCLoss;
import org.tf2ov.ov.op.ScatterNDUpdate;
import org.tf2ov.tensor.ElementType;

/// `CTCLoss(logits, label_places, label_values, lengths)`: how improbable the label sequences are,
/// which are a sparse tensor; the blank is the last class. Only the loss is translated, not its
/// gradient.
@TfOp("CTCLoss")
final class TfCTCLoss implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        if (node.attr("ignore_longer_outputs_than_inputs", false)) {
            throw new UntranslatableException(
                    "it ignores labels that are longer than their sequence, which OpenVINO cannot do");
        }
        Formula f = new Formula(g);
        Value byBatch = f.transpose(node.input(0), List.of(1, 0, 2));
        Value places = node.input(1);
        Value values = f.convert(node.input(2), ElementType.I32);
        Value lengths = f.convert(node.input(3), ElementType.I32);
        Value shape = f.slice(f.shapeOf(byBatch), 0, 2, 0);
        Value labels = f.broadcast(g.scalar(ElementType.I32, 0), shape);
        labels = g.add(new ScatterNDUpdate(), labels, places, values);
        Value rows = f.unsqueeze(f.range(f.dimension(byBatch, 0)), 1);
        Term own = new Term(g, f.column(places, 0)).equal(new Term(g, rows));
        Value counts = f.sum(own.convert(ElementType.I32).value(), 1);
        Value blank = f.convert(f.subtract(f.dimension(byBatch, 2), f.number(1)), ElementType.I32);
        CTCLoss loss =
                new CTCLoss(
                        node.attr("preprocess_collapse_repeated", false),
                        node.attr("ctc_merge_repeated", true),
                        false);
        return List.of(g.add(node.name(), loss, List.of(byBatch, lengths, labels, counts, blank)));
    }
}
