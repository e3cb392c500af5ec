package org.tf2ov.convert.ops;

import java.util.Arrays;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.convert.Translators;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// Products of complex tensors that are sums of products of elements: four products of real ones.
/// An adjoint matrix is also conjugate.
@TfComplexOp({"BatchMatMul", "BatchMatMulV2", "BatchMatMulV3", "Einsum", "MatMul"})
final class ComplexProducts implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        if (node.inputs().size() == 1) {
            Pairs x = Pairs.input(node, 0, g);
            Term re = product(node, g, x.re());
            return List.of(new Pairs(re, product(node, g, x.im())).joined(node));
        }
        if (node.inputs().size() != 2) {
            throw new UntranslatableException(
                    "it multiplies " + node.inputs().size() + " complex tensors; two are possible");
        }
        Pairs x = Pairs.input(node, 0, g);
        Pairs y = Pairs.input(node, 1, g);
        if (node.attr("adj_x", false)) {
            x = x.conjugate();
        }
        if (node.attr("adj_y", false)) {
            y = y.conjugate();
        }
        Term re = product(node, g, x.re(), y.re()).minus(product(node, g, x.im(), y.im()));
        Term im = product(node, g, x.re(), y.im()).plus(product(node, g, x.im(), y.re()));
        return List.of(new Pairs(re, im).joined(node));
    }

    private static Term product(OpNode node, GraphBuilder g, Term... factors) {
        List<Value> inputs = Arrays.stream(factors).map(Term::value).toList();
        OpTranslator onReal = Translators.builtIn().of(node.op()).orElseThrow();
        return new Term(g, onReal.translate(node.withInputs(inputs), g).getFirst());
    }
}
