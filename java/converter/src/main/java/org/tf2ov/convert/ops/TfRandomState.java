package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// What TensorFlow derives from a seed for random operations without state: a key and a counter
/// (`StatelessRandomGetKeyCounter`), and which algorithm uses them (1 is Philox). The key and the
/// counter are the seed itself here, since only the runtime's own generator takes them.
@TfOp({"StatelessRandomGetAlg", "StatelessRandomGetKeyCounter", "StatelessRandomGetKeyCounterAlg"})
final class TfRandomState implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value algorithm = g.constant(Weights.ofLongs(ElementType.I32, new long[0], 1));
        if (node.op().equals("StatelessRandomGetAlg")) {
            return List.of(algorithm);
        }
        Formula f = new Formula(g);
        Value seed = f.convert(node.input(0), ElementType.U64);
        Value key = f.gather(seed, f.numbers(0), 0);
        Value zero = g.constant(Weights.ofLongs(ElementType.U64, new long[] {1}, 0));
        Value counter = f.concat(0, zero, f.gather(seed, f.numbers(1), 0));
        return node.op().endsWith("Alg") ? List.of(key, counter, algorithm) : List.of(key, counter);
    }
}
