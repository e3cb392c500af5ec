package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.MatMul;

/// Products of complex matrices: four products of real ones. An adjoint matrix is also conjugate.
@TfComplexOp({"BatchMatMul", "BatchMatMulV2", "BatchMatMulV3", "MatMul"})
final class ComplexMatMul implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        boolean adjointX = node.attr("adj_x", false);
        boolean adjointY = node.attr("adj_y", false);
        Pairs x = Pairs.input(node, 0, g);
        Pairs y = Pairs.input(node, 1, g);
        if (adjointX) {
            x = x.conjugate();
        }
        if (adjointY) {
            y = y.conjugate();
        }
        MatMul product =
                new MatMul(
                        adjointX || node.attr("transpose_a", false),
                        adjointY || node.attr("transpose_b", false));
        Term re = x.re().then(product, y.re()).minus(x.im().then(product, y.im()));
        Term im = x.re().then(product, y.im()).plus(x.im().then(product, y.re()));
        return List.of(new Pairs(re, im).joined(node));
    }
}
