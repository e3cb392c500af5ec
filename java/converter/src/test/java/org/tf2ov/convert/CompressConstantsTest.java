package org.tf2ov.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.If;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

class CompressConstantsTest {
    private static final Compression F16 = Compression.NONE.withF16(true);
    private static final Compression INT8 = Compression.NONE.withInt8(true);

    private final GraphBuilder g = new GraphBuilder();

    private Value sum(float... elements) {
        Value x = g.add("x", new Parameter(TensorType.f32(elements.length)), List.of());
        Value c = g.constant(Weights.ofFloats(new long[] {elements.length}, elements));
        return g.add("y", new Add(), List.of(x, c));
    }

    private static float[] numbers(int count) {
        float[] all = new float[count];
        Random random = new Random(count);
        for (int i = 0; i < count; i++) {
            all[i] = (float) random.nextGaussian();
        }
        return all;
    }

    private static CompressConstants.Compressed compress(Compression how, Value result) {
        return CompressConstants.in(new Graph(List.of(result)), how);
    }

    @Test
    void numbersAreStoredInHalfOfTheRoom() {
        float[] ones = new float[256];
        Arrays.fill(ones, 1);
        var compressed = compress(F16, sum(ones));

        assertTrue(
                compressed
                        .graph()
                        .toString()
                        .endsWith(
                                """
                                %2 = Decompress[destinationType=f32](%1) : f32[256]
                                y = Add[](x, %2) : f32[256]
                                return [y]
                                """),
                compressed.graph().toString());
        CompressionReport.Entry entry = compressed.report().stored(ElementType.F16).getFirst();
        assertEquals("y", entry.name());
        assertEquals(0, entry.error());
        assertEquals(512, compressed.report().bytes());
        assertEquals(1024, compressed.report().bytesBefore());
    }

    @Test
    void theErrorIsThatOfRounding() {
        float[] numbers = numbers(3000);
        var entry = compress(F16, sum(numbers)).report().stored(ElementType.F16).getFirst();

        double squares = 0;
        double errors = 0;
        double largest = 0;
        for (float each : numbers) {
            double error = each - Float.float16ToFloat(Float.floatToFloat16(each));
            squares += each * (double) each;
            errors += error * error;
            largest = Math.max(largest, Math.abs(error));
        }
        assertEquals(Math.sqrt(errors / squares), entry.error(), 1e-12);
        assertEquals(largest, entry.bound());
    }

    @Test
    void fewNumbersStay() {
        Value y = sum(numbers(255));
        var compressed = compress(F16, y);
        assertEquals(new Graph(List.of(y)).toString(), compressed.graph().toString());
        assertEquals(1, compressed.report().small());
    }

    @Test
    void aNumberThatIsTooLargeKeepsItsConstant() {
        float[] numbers = numbers(300);
        numbers[7] = 1e5f;
        var report = compress(F16, sum(numbers)).report();
        assertEquals(
                "1 number is too large for f16", report.kept().getFirst().kept().orElseThrow());
        assertEquals(report.bytesBefore(), report.bytes());
    }

    @Test
    void infinityIsStoredAsItIs() {
        float[] numbers = numbers(300);
        numbers[7] = Float.NEGATIVE_INFINITY;
        assertEquals(1, compress(F16, sum(numbers)).report().stored(ElementType.F16).size());
    }

    @Test
    void tinyNumbersKeepTheirDigits() {
        float[] numbers = numbers(300);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= 1e-7f;
        }
        String why = compress(F16, sum(numbers)).report().kept().getFirst().kept().orElseThrow();
        assertTrue(why.startsWith("its numbers are so small that f16 would change them by"), why);
    }

    @Test
    void constantsOfBranchesAreStoredLikewise() {
        Value x = g.add("x", new Parameter(TensorType.f32(300)), List.of());
        Value c = g.constant(Weights.ofFloats(new long[] {300}, numbers(300)));
        Graph body = g.build(List.of(x), List.of(g.add(new Add(), x, c)));
        Value condition = g.add("c", new Parameter(TensorType.of(ElementType.BOOLEAN)), List.of());
        Value outer = g.add("z", new Parameter(TensorType.f32(300)), List.of());
        Value y = g.add("y", new If(body, body), List.of(condition, outer));

        String text = compress(F16, y).graph().toString();
        assertEquals(2, text.split("Decompress", -1).length - 1, text);
    }

    @Test
    void aMatrixIsStoredAsBytesWithAStepForEachColumn() {
        float[] numbers = numbers(64 * 64);
        for (int i = 0; i < 64; i++) {
            numbers[i * 64] = 0; // a column of zeros
        }
        numbers[1] = -12.7f; // the largest of column 1
        Value x = g.add("x", new Parameter(TensorType.f32(2, 64)), List.of());
        Value w = g.constant(Weights.ofFloats(new long[] {64, 64}, numbers));
        var compressed = compress(INT8, g.add("y", new MatMul(false, false), List.of(x, w)));

        Value product = compressed.graph().results().getFirst().input(1);
        Weights bytes = product.input(0).input(0).constant().orElseThrow();
        Weights steps = product.input(1).constant().orElseThrow();
        assertEquals(TensorType.of(ElementType.I8, 64, 64), bytes.type());
        assertEquals(TensorType.f32(1, 64), steps.type());
        assertEquals(-127, bytes.at(1));
        assertEquals(0.1f, (float) steps.at(1), 1e-8);
        double largest = 0;
        for (int i = 0; i < numbers.length; i++) {
            double error = Math.abs(numbers[i] - bytes.at(i) * steps.at(i % 64));
            assertTrue(error <= steps.at(i % 64) * 0.50001, "element " + i);
            largest = Math.max(largest, error);
        }
        var entry = compressed.report().stored(ElementType.I8).getFirst();
        assertEquals(largest, entry.bound(), 1e-6);
        assertTrue(entry.error() > 0.003 && entry.error() < 0.02, entry.toString());
    }

    @Test
    void aDepthwiseConvolutionHasAStepForEachFilter() {
        Value x = g.add("x", new Parameter(TensorType.f32(1, 256, 8, 8)), List.of());
        Value w = g.constant(Weights.ofFloats(new long[] {256, 2, 1, 3, 3}, numbers(256 * 18)));
        List<Integer> ones = List.of(1, 1);
        List<Integer> zeros = List.of(0, 0);
        Value y =
                g.add(
                        "y",
                        new GroupConvolution(ones, zeros, zeros, ones, AutoPad.VALID),
                        List.of(x, w));

        Value product = compress(INT8, y).graph().results().getFirst().input(1);
        assertEquals(
                TensorType.of(ElementType.I8, 256, 2, 1, 3, 3), product.input(0).input(0).type());
        assertEquals(TensorType.f32(256, 2, 1, 1, 1), product.input(1).type());
    }

    @Test
    void whatIsNoWeightStays() {
        Value y = sum(numbers(5000));
        assertEquals(new Graph(List.of(y)).toString(), compress(INT8, y).graph().toString());
    }
}
