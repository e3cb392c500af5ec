package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.LogSoftmax;
import org.tf2ov.ov.op.OneHot;
import org.tf2ov.ov.op.Softmax;

/// `SoftmaxCrossEntropyWithLogits(logits, labels)` gives the loss of each row,
///
///     ln(sum of e^x) * sum of labels - sum of labels * x
///
/// and its gradient, `softmax(logits) - labels`. The labels of the sparse form are classes.
@TfOp({"SoftmaxCrossEntropyWithLogits", "SparseSoftmaxCrossEntropyWithLogits"})
final class TfCrossEntropy implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value logits = node.input(0);
        Value labels = node.input(1);
        if (node.op().startsWith("Sparse")) {
            labels =
                    g.add(
                            new OneHot(-1),
                            f.i64(labels),
                            f.dimension(logits, 1),
                            f.like(logits, 1),
                            f.like(logits, 0));
        }
        Term logarithms = new Term(g, g.add(new LogSoftmax(1), logits));
        Term counted = new Term(g, labels);
        Term loss = new Term(g, f.sum(counted.times(logarithms).value(), 1)).negative();
        Term gradient = new Term(g, g.add(new Softmax(1), logits)).minus(counted);
        return List.of(loss.value(), gradient.value());
    }
}
