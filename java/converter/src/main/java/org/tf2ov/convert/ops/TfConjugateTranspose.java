package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `ConjugateTranspose(x, perm)`: of real numbers it is their `Transpose`.
@TfOp("ConjugateTranspose")
@TfComplexOp("ConjugateTranspose")
final class TfConjugateTranspose implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        TfTranspose transpose = new TfTranspose();
        if (!node.isComplex(0)) {
            return transpose.translate(node, g);
        }
        Pairs x = Pairs.input(node, 0, g).conjugate();
        Value order = node.input(1);
        Value re =
                transpose.translate(node.withInputs(List.of(x.re().value(), order)), g).getFirst();
        Value im =
                transpose.translate(node.withInputs(List.of(x.im().value(), order)), g).getFirst();
        return List.of(new Pairs(new Term(g, re), new Term(g, im)).joined(node));
    }
}
