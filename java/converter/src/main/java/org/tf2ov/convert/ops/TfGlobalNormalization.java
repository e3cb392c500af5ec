package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `BatchNormWithGlobalNormalization(x, mean, variance, beta, gamma; variance_epsilon,
/// scale_after_normalization)`: a batch normalization of old graphs, channels last.
@TfOp("BatchNormWithGlobalNormalization")
final class TfGlobalNormalization implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value x = node.input(0);
        Value scale =
                node.attr("scale_after_normalization", true)
                        ? node.input(4)
                        : g.scalar(x.type().element(), 1);
        return List.of(
                TfFusedBatchNorm.normalize(
                        g,
                        x,
                        scale,
                        node.input(3),
                        node.input(1),
                        node.input(2),
                        node.attr("variance_epsilon", 1e-3f),
                        false));
    }
}
