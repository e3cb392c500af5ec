package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.CTCGreedyDecoderSeqLen;
import org.tf2ov.ov.op.GatherND;
import org.tf2ov.ov.op.NonZero;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.ReduceSum;
import org.tf2ov.tensor.ElementType;

/// `CTCGreedyDecoder(logits, lengths; merge_repeated, blank_index)`: the most probable class of
/// each step of `[time, batch, classes]`, without blanks and if wanted without repetitions. The
/// results are a sparse tensor (places, values, shape) and the negative sum of the largest logits.
@TfOp("CTCGreedyDecoder")
final class TfCTCGreedyDecoder implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value byBatch = f.transpose(node.input(0), List.of(1, 0, 2));
        Value lengths = f.convert(node.input(1), ElementType.I32);
        long blank = node.attr("blank_index", -1L);
        Value last = f.subtract(f.dimension(byBatch, 2), f.number(1));
        Value blankClass = blank < 0 ? f.add(last, f.number(blank + 1)) : f.number(blank);
        List<Value> found =
                g.addAll(
                        "",
                        new CTCGreedyDecoderSeqLen(
                                node.attr("merge_repeated", false),
                                ElementType.I32,
                                ElementType.I32),
                        List.of(
                                f.convert(byBatch, ElementType.F32),
                                lengths,
                                f.convert(blankClass, ElementType.I32)));
        Term classes = new Term(g, found.get(0));
        Value places =
                f.transpose(
                        g.add(
                                new NonZero(ElementType.I64),
                                classes.atLeast(0).convert(ElementType.I32).value()),
                        List.of(1, 0));
        Value values = f.i64(g.add(new GatherND(0), classes.value(), places));
        Value longest = f.i64(g.add(new ReduceMax(false), found.get(1), f.numbers(0)));
        Value shape = f.concat(0, f.unsqueeze(f.dimension(byBatch, 0), 0), f.unsqueeze(longest, 0));
        Term largest = new Term(g, g.add(new ReduceMax(false), byBatch, f.numbers(2)));
        Term steps = new Term(g, f.unsqueeze(f.range(f.dimension(byBatch, 1)), 0));
        Term counts = steps.less(new Term(g, f.unsqueeze(f.i64(lengths), 1)));
        Value sum =
                g.add(
                        new ReduceSum(true),
                        counts.choose(largest, largest.number(0)).value(),
                        f.numbers(1));
        return List.of(places, values, shape, f.negative(sum));
    }
}
