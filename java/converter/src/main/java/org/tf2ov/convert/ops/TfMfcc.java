package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// `Mfcc(spectrogram, sample_rate)`: what a spectrogram holds in bands of the mel scale, its
/// logarithm, and the cosine transform of that. Both sums are products with constant matrices.
///
/// Source: TensorFlow `Mfcc`; the bands are triangles as in HTK.
@TfOp("Mfcc")
final class TfMfcc implements OpTranslator {
    private static final double FLOOR = 1e-12;
    private static final int MOST = 65536;

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value spectrogram = node.input(0);
        node.rank(0);
        Dimension bins = spectrogram.shape().dimension(-1);
        if (!bins.isStatic()) {
            throw new UntranslatableException(
                    "the number of frequencies of its spectrogram is not known");
        }
        double rate = (double) node.knownNumber(1, "sample rate");
        int bands = node.number("filterbank_channel_count", 40);
        int kept = node.number("dct_coefficient_count", 13);
        if (bands < 1
                || bands > MOST
                || kept < 1
                || kept > bands
                || bins.value() < 2
                || bins.value() > MOST
                || rate < 1) {
            throw new UntranslatableException(
                    "with "
                            + bins
                            + " frequencies, "
                            + bands
                            + " bands, "
                            + kept
                            + " coefficients and the sample rate "
                            + rate
                            + " nothing can be computed");
        }
        Value toBands =
                g.constant(
                        bands(
                                (int) Math.min(bins.value(), MOST),
                                bands,
                                rate,
                                node.attr("lower_frequency_limit", 20f),
                                node.attr("upper_frequency_limit", 4000f)));
        MatMul product = new MatMul(false, false);
        Term sums = new Term(g, spectrogram).sqrt().then(product, new Term(g, toBands));
        Term logarithms = sums.max(FLOOR).log();
        return List.of(
                logarithms.then(product, new Term(g, g.constant(cosines(bands, kept)))).value());
    }

    /// What each frequency adds to each band. A band is a triangle over the mel scale from the
    /// centre of the band before to that of the next one.
    private static Weights bands(int bins, int bands, double rate, double lowest, double highest) {
        double melLowest = mel(lowest);
        double spacing = (mel(highest) - melLowest) / (bands + 1);
        double hertz = 0.5 * rate / (bins - 1);
        int first = (int) (1.5 + lowest / hertz);
        int last = Math.min((int) (highest / hertz), bins - 1);
        double[] shares = new double[bins * bands];
        int next = 0;
        for (int bin = first; bin <= last; bin++) {
            double at = mel(bin * hertz);
            while (next < bands && melLowest + spacing * (next + 1) < at) {
                next++;
            }
            double falling = (melLowest + spacing * (next + 1) - at) / spacing;
            if (next > 0) {
                shares[bin * bands + next - 1] = falling;
            }
            if (next < bands) {
                shares[bin * bands + next] = 1 - falling;
            }
        }
        return Weights.ofReals(ElementType.F32, new long[] {bins, bands}, shares);
    }

    private static double mel(double hertz) {
        return 1127 * Math.log1p(hertz / 700);
    }

    private static Weights cosines(int bands, int kept) {
        double[] cosines = new double[bands * kept];
        for (int band = 0; band < bands; band++) {
            for (int i = 0; i < kept; i++) {
                cosines[band * kept + i] =
                        Math.sqrt(2.0 / bands) * Math.cos(i * Math.PI / bands * (band + 0.5));
            }
        }
        return Weights.ofReals(ElementType.F32, new long[] {bands, kept}, cosines);
    }
}
