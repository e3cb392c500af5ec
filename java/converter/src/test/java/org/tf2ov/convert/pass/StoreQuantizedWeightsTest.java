package org.tf2ov.convert.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Weights;

class StoreQuantizedWeightsTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new StoreQuantizedWeights());
    }

    /// Bounds that are multiples of a step, as nudging makes them; where a number lies is decided
    /// by other steps of arithmetic, so that none may lie in the middle of two.
    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(r.between(1, 4), 4);
        int axis = r.between(0, shape.length - 1);
        long[] sizes = new long[r.chance(0.5) ? 0 : shape.length];
        Arrays.fill(sizes, 1);
        if (sizes.length > 0) {
            sizes[axis] = shape[axis];
        }
        int count = sizes.length > 0 ? (int) shape[axis] : 1;
        int steps = r.oneOf(255, 254, 15, 1);
        float[] lows = new float[count];
        float[] highs = new float[count];
        boolean symmetric = r.chance(0.4);
        for (int i = 0; i < count; i++) {
            float step = r.between(1, 99) / 64f / steps;
            int zero = symmetric ? (steps + 1) / 2 : r.between(0, steps);
            lows[i] = -zero * step;
            highs[i] = (steps - zero) * step;
        }
        Value low = r.builder().constant(Weights.ofFloats(sizes, lows));
        Value high = r.builder().constant(Weights.ofFloats(sizes, highs));
        Value weights = r.chance(0.85) ? r.constant(shape) : r.fixed(shape);
        Value rounded = r.add(new FakeQuantize(steps + 1), weights, low, high, low, high);
        r.result(r.add(new Add(), rounded, r.fixed(shape)));
    }

    private Value rounded(String name, Value weights, int levels, double low, double high) {
        return named(
                name,
                new FakeQuantize(levels),
                weights,
                number(low),
                number(high),
                number(low),
                number(high));
    }

    @Applies
    void aSymmetricRangeNeedsNoZeroPoint() {
        Value y = rounded("y", floats(new long[] {2}, 0.4f, -3), 255, -127 / 64.0, 127 / 64.0);

        assertBecomes(
                """
                %0 = Constant[weights=quantize(f32[2](0xcdcccc3e000040c0), 0, [-1.984375:1.984375:64.0:127.0:0.0], i8)]() : i8[2]
                y/Convert = Convert[destinationType=f32](%0) : f32[2]
                %2 = Constant[weights=f32[](0x0000803c)]() : f32[]
                y = Multiply[](y/Convert, %2) : f32[2]
                return [y]
                """,
                y);
    }

    @Test
    void anotherRangeHasAZeroPoint() {
        Value y = rounded("y", floats(new long[] {1}, 0.4f), 256, -0.5, 3.484375);

        assertBecomes(
                """
                %0 = Constant[weights=quantize(f32[1](0xcdcccc3e), 0, [-0.5:3.484375:64.0:32.0:-96.0], i8)]() : i8[1]
                y/Convert = Convert[destinationType=f32](%0) : f32[1]
                %2 = Constant[weights=f32[](0x0000c0c2)]() : f32[]
                y/Subtract = Subtract[](y/Convert, %2) : f32[1]
                %4 = Constant[weights=f32[](0x0000803c)]() : f32[]
                y = Multiply[](y/Subtract, %4) : f32[1]
                return [y]
                """,
                y);
    }

    @StaysAway
    void whatHasNoZeroOrTooManyValuesOrOtherResultsStays() {
        Value weights = counted(2);

        assertStays(
                rounded("y", weights, 256, 0.25, 2),
                rounded("z", weights, 256, -1.25, 2.1),
                rounded("u", weights, 65536, -32768, 32767),
                named(
                        "v",
                        new FakeQuantize(256),
                        weights,
                        number(0),
                        number(1),
                        number(0),
                        number(2)));
    }

    /// What TensorFlow computes, bit by bit: whole multiples of the nudged step.
    @Test
    void theStoredValuesAreThoseOfTensorFlow() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            float min = -random.nextFloat() * 4;
            float max = random.nextFloat() * 4 + 1e-3f;
            int lowest = random.nextInt(2);
            float step = (max - min) / (255 - lowest);
            float zero = Math.clamp(Math.round(lowest - min / step), lowest, 255);
            float low = (lowest - zero) * step;
            float high = (255 - zero) * step;
            float x = random.nextFloat() * 10 - 5;
            Value y = rounded("y", floats(new long[] {1}, x), 256 - lowest, low, high);

            Value stored = pass().apply(new Graph(List.of(y))).results().getFirst();

            float inverse = (255 - lowest) / (max - min);
            float clamped = Math.max(Math.min(x, high), low);
            float middle = (clamped - low) * inverse - (float) Math.floor(-low * inverse + 0.5f);
            float near = middle + 0.5f - (float) Math.floor(middle + 0.5f);
            if (near > 1e-3f && near < 1 - 1e-3f) {
                float expected = (float) Math.floor(middle + 0.5f) * step;
                assertEquals(expected, value(stored), Math.ulp(expected), "of " + x);
            }
        }
    }

    private static float value(Value value) {
        return switch (value.op()) {
            case Multiply _ -> value(value.input(0)) * value(value.input(1));
            case Subtract _ -> value(value.input(0)) - value(value.input(1));
            case Convert _ -> value(value.input(0));
            default -> (float) value.constant().orElseThrow().at(0);
        };
    }
}
