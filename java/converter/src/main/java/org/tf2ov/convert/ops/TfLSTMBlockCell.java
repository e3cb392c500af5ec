package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `LSTMBlockCell(x, state, hidden, weights, peepholes, bias)`: one step; see [LstmStep].
@TfOp("LSTMBlockCell")
final class TfLSTMBlockCell implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        boolean peephole = node.attr("use_peephole", false);
        LstmStep step =
                new LstmStep(
                        node.input(3),
                        node.input(7),
                        peephole ? node.input(4) : null,
                        peephole ? node.input(5) : null,
                        peephole ? node.input(6) : null,
                        false,
                        node.attr("forget_bias", 1f),
                        node.attr("cell_clip", 3f));
        return step.run(new Formula(g), node.input(0), node.input(2), node.input(1)).values();
    }
}
