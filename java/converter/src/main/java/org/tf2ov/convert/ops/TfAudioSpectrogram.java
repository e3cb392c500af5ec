package org.tf2ov.convert.ops;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.RDFT;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// `AudioSpectrogram(x; window_size, stride, magnitude_squared)` of samples `[samples, channels]`:
/// the sizes of the Fourier transforms of overlapping frames, each under a window of Hann and
/// padded to a power of two, `[channels, frames, frequencies]`.
@TfOp("AudioSpectrogram")
final class TfAudioSpectrogram implements OpTranslator {
    private static final int LARGEST = 1 << 20;

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        int window = node.number("window_size", 0);
        long stride = node.attr("stride", 0L);
        if (window < 2 || window > LARGEST || stride < 1 || stride > Integer.MAX_VALUE) {
            throw new UntranslatableException(
                    "its window_size " + window + " or its stride " + stride + " is not possible");
        }
        Value x = node.input(0);
        Value samples = f.dimension(x, 0);
        Value behindFirst =
                g.add(new Maximum(), f.subtract(samples, f.number(window - stride)), f.number(0));
        Value frames = f.divide(behindFirst, f.number(stride));
        Value starts = f.unsqueeze(f.multiply(f.range(frames), f.number(stride)), 1);
        Value within = f.numbers(LongStream.range(0, window).toArray());
        Value places = f.add(starts, f.unsqueeze(within, 0));
        Value framed = f.gather(f.transpose(x, List.of(1, 0)), places, 1);
        Value tapered = f.multiply(framed, g.constant(hann(window)));
        Value spectrum =
                g.add(
                        new RDFT(),
                        tapered,
                        f.numbers(-1),
                        f.numbers(Integer.highestOneBit(window - 1) * 2L));
        Pairs pairs = Pairs.of(g, spectrum);
        Term square = pairs.re().square().plus(pairs.im().square());
        boolean squared = node.attr("magnitude_squared", false);
        return List.of((squared ? square : square.sqrt()).value());
    }

    private static Weights hann(int size) {
        return Weights.ofReals(
                ElementType.F32,
                new long[] {size},
                IntStream.range(0, size)
                        .mapToDouble(i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size))
                        .toArray());
    }
}
