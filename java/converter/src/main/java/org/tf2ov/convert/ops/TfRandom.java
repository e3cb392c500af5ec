package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// `RandomUniform(shape; seed, seed2)` and its kind, and those without state, whose seed is an
/// input: `StatelessRandomUniform(shape, seed)`, `StatelessRandomUniformV2(shape, key, counter,
/// algorithm)`. The numbers are others than TensorFlow's.
@TfOp({
    "RandomStandardNormal",
    "RandomUniform",
    "RandomUniformInt",
    "StatelessRandomNormal",
    "StatelessRandomNormalV2",
    "StatelessRandomUniform",
    "StatelessRandomUniformInt",
    "StatelessRandomUniformIntV2",
    "StatelessRandomUniformV2",
    "StatelessTruncatedNormal",
    "StatelessTruncatedNormalV2",
    "TruncatedNormal"
})
final class TfRandom implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value shape = node.input(0);
        Seeds seeds = Seeds.of(node, 1);
        String distribution = node.op().replaceAll("Stateless|Random|V2", "");
        // Where the bounds of whole numbers begin: behind the shape, the seed, or key and counter.
        int from = node.op().endsWith("V2") ? 4 : node.op().startsWith("Stateless") ? 2 : 1;
        ElementType type =
                distribution.equals("UniformInt")
                        ? node.input(from).type().element()
                        : node.tf().has("dtype") ? node.elementType("dtype") : ElementType.F32;
        RandomNumbers numbers = new RandomNumbers(f, shape, type, seeds.first(), seeds.second());
        return List.of(
                switch (distribution) {
                    case "Normal", "StandardNormal" -> numbers.normal();
                    case "TruncatedNormal" -> numbers.truncatedNormal();
                    case "Uniform" -> numbers.uniform();
                    case "UniformInt" -> numbers.whole(node.input(from), node.input(from + 1));
                    default -> throw new IllegalArgumentException(node.op());
                });
    }
}
