package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Split;
import org.tf2ov.tensor.Dimension;

/// `BlockLSTM(length, x, state, hidden, weights, peepholes, bias)` over whole sequences `[time,
/// batch, input]`, written out step by step; see [LstmStep]. What lies behind the length is zero.
@TfOp({"BlockLSTM", "BlockLSTMV2"})
final class TfBlockLSTM implements OpTranslator {
    /// A step is about fifteen operations.
    private static final long MOST_STEPS = 256;

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(1);
        Dimension time = x.shape().hasRank(3) ? x.shape().dimension(0) : Dimension.ANY;
        if (!time.isStatic() || time.is(0) || time.value() > MOST_STEPS) {
            throw new UntranslatableException(
                    "its number of steps is "
                            + time
                            + "; 1 to "
                            + MOST_STEPS
                            + " can be written out; give --input_shape for the model's inputs");
        }
        boolean second = node.op().equals("BlockLSTMV2");
        boolean peephole = node.attr("use_peephole", false);
        LstmStep step =
                new LstmStep(
                        node.input(4),
                        node.input(8),
                        peephole ? node.input(5) : null,
                        peephole ? node.input(6) : null,
                        peephole ? node.input(7) : null,
                        second,
                        second ? 0 : node.attr("forget_bias", 1f),
                        node.attr("cell_clip", second ? 0f : 3f));
        int steps = Math.toIntExact(time.value());
        List<Value> inputs = g.addAll("", new Split(steps), List.of(x, g.scalar(0)));
        Value state = node.input(2);
        Value hidden = node.input(3);
        List<List<Value>> results = new ArrayList<>();
        for (Value input : inputs) {
            LstmStep.Result result = step.run(f, f.squeeze(input, 0), hidden, state);
            state = result.state().value();
            hidden = result.h().value();
            results.add(result.values());
        }
        boolean whole =
                node.input(0)
                        .longs()
                        .filter(length -> length.length == 1 && length[0] >= time.value())
                        .isPresent();
        Term counts =
                new Term(g, f.unsqueeze(g.constant(LongStream.range(0, steps).toArray()), 1, 2))
                        .less(new Term(g, f.i64(node.input(0))));
        List<Value> outputs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            int output = i;
            Value[] all =
                    results.stream()
                            .map(result -> f.unsqueeze(result.get(output), 0))
                            .toArray(Value[]::new);
            Term joined = new Term(g, f.concat(0, all));
            outputs.add(whole ? joined.value() : counts.choose(joined, joined.number(0)).value());
        }
        return outputs;
    }
}
