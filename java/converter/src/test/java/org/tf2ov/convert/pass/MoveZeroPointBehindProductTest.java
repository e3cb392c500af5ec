package org.tf2ov.convert.pass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

class MoveZeroPointBehindProductTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new MoveZeroPointBehindProduct());
    }

    private static final List<Integer> ONE = List.of(1, 1);

    @Override
    protected void draw(RandomGraph r) {
        int channels = r.between(1, 5);
        int filters = r.between(1, 4);
        int size = r.between(1, 3);
        Value x = r.fixed(1, channels, r.between(3, 6), 5);
        Value low = r.number(r.oneOf(0.0, -1.0));
        Value high = r.number(2);
        Value seen = r.chance(0.85) ? r.add(new FakeQuantize(256), x, low, high, low, high) : x;
        long[] shape = {filters, channels, size, size};
        double[] whole = new double[filters * channels * size * size];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = r.between(-128, 127);
        }
        Value bytes = r.builder().constant(Weights.ofReals(ElementType.I8, shape, whole));
        boolean alike = r.chance(0.5);
        long[] sizes = alike ? new long[0] : new long[] {filters, 1, 1, 1};
        double[] zeros = new double[alike ? 1 : filters];
        double[] steps = new double[zeros.length];
        for (int i = 0; i < zeros.length; i++) {
            zeros[i] = r.between(-128, 127);
            steps[i] = r.between(1, 50) / 4096.0;
        }
        Value zero = r.builder().constant(Weights.ofReals(ElementType.F32, sizes, zeros));
        Value step = r.builder().constant(Weights.ofReals(ElementType.F32, sizes, steps));
        Value real = r.add(new Convert(ElementType.F32), bytes);
        Value weights = r.add(new Multiply(), r.add(new Subtract(), real, zero), step);
        List<Integer> pads = List.of(r.between(0, 1), r.between(0, 1));
        r.result(
                r.add(
                        new Convolution(
                                List.of(r.between(1, 2), 1), pads, pads, ONE, AutoPad.EXPLICIT),
                        seen,
                        weights));
    }

    private Value product(Value x, Value zero, Value step) {
        Value bytes =
                g.add(
                        "w",
                        new Constant(
                                Weights.ofLongs(ElementType.I8, new long[] {2, 1, 1, 1}, 3, 4)),
                        List.of());
        Value real = named("c", new Convert(ElementType.F32), bytes);
        Value weights = named("s", new Multiply(), named("z", new Subtract(), real, zero), step);
        List<Integer> none = List.of(0, 0);
        return named("y", new Convolution(ONE, none, none, ONE, AutoPad.EXPLICIT), x, weights);
    }

    private Value rounded(Value x) {
        return named("r", new FakeQuantize(256), x, number(0), number(1), number(0), number(1));
    }

    @Applies
    void theZeroPointIsTakenFromTheSumUnderTheWindow() {
        Value x = named("p", new Relu(), rounded(parameter("x", 1, 1, 4, 4)));

        assertBecomes(
                """
                x = Parameter[type=f32[1,1,4,4]]() : f32[1,1,4,4]
                %1 = Constant[weights=f32[](0x00000000)]() : f32[]
                %2 = Constant[weights=f32[](0x0000803f)]() : f32[]
                %3 = Constant[weights=f32[](0x00000000)]() : f32[]
                %4 = Constant[weights=f32[](0x0000803f)]() : f32[]
                r = FakeQuantize[levels=256](x, %1, %2, %3, %4) : f32[1,1,4,4]
                p = Relu[](r) : f32[1,1,4,4]
                w = Constant[weights=i8[2,1,1,1](0x0304)]() : i8[2,1,1,1]
                c = Convert[destinationType=f32](w) : f32[2,1,1,1]
                %9 = Constant[weights=f32[](0x0000803e)]() : f32[]
                y/Multiply = Multiply[](c, %9) : f32[2,1,1,1]
                y = Convolution[strides=[1, 1], padsBegin=[0, 0], padsEnd=[0, 0], dilations=[1, 1], autoPad=EXPLICIT](p, y/Multiply) : f32[1,2,4,4]
                %12 = Constant[weights=splat(i8[1,1,1,1], 0x01)]() : i8[1,1,1,1]
                y/Convert = Convert[destinationType=f32](%12) : f32[1,1,1,1]
                %14 = Constant[weights=f32[](0x0000a03f)]() : f32[]
                y/Multiply#2 = Multiply[](y/Convert, %14) : f32[1,1,1,1]
                y/Convolution = Convolution[strides=[1, 1], padsBegin=[0, 0], padsEnd=[0, 0], dilations=[1, 1], autoPad=EXPLICIT](p, y/Multiply#2) : f32[1,1,4,4]
                y/Add = Add[](y, y/Convolution) : f32[1,2,4,4]
                return [y/Add]
                """,
                product(x, number(-5), number(0.25)));
    }

    @Test
    void filtersWithZeroPointsOfTheirOwnShareTheSum() {
        Value x = rounded(parameter("x", 1, 1, 4, 4));
        long[] filters = {2, 1, 1, 1};

        assertBecomes(
                """
                x = Parameter[type=f32[1,1,4,4]]() : f32[1,1,4,4]
                %1 = Constant[weights=f32[](0x00000000)]() : f32[]
                %2 = Constant[weights=f32[](0x0000803f)]() : f32[]
                %3 = Constant[weights=f32[](0x00000000)]() : f32[]
                %4 = Constant[weights=f32[](0x0000803f)]() : f32[]
                r = FakeQuantize[levels=256](x, %1, %2, %3, %4) : f32[1,1,4,4]
                w = Constant[weights=i8[2,1,1,1](0x0304)]() : i8[2,1,1,1]
                c = Convert[destinationType=f32](w) : f32[2,1,1,1]
                %8 = Constant[weights=f32[2,1,1,1](0x0000803e0000003f)]() : f32[2,1,1,1]
                y/Multiply = Multiply[](c, %8) : f32[2,1,1,1]
                y = Convolution[strides=[1, 1], padsBegin=[0, 0], padsEnd=[0, 0], dilations=[1, 1], autoPad=EXPLICIT](r, y/Multiply) : f32[1,2,4,4]
                %11 = Constant[weights=splat(i8[1,1,1,1], 0x01)]() : i8[1,1,1,1]
                y/Convert = Convert[destinationType=f32](%11) : f32[1,1,1,1]
                %13 = Constant[weights=f32[](0x0000003c)]() : f32[]
                y/Multiply#2 = Multiply[](y/Convert, %13) : f32[1,1,1,1]
                y/Convolution = Convolution[strides=[1, 1], padsBegin=[0, 0], padsEnd=[0, 0], dilations=[1, 1], autoPad=EXPLICIT](r, y/Multiply#2) : f32[1,1,4,4]
                %16 = Constant[weights=f32[1,2,1,1](0x000020430000c0c3)]() : f32[1,2,1,1]
                y/Multiply#3 = Multiply[](y/Convolution, %16) : f32[1,2,4,4]
                y/Add = Add[](y, y/Multiply#3) : f32[1,2,4,4]
                return [y/Add]
                """,
                product(x, floats(filters, -5, 6), floats(filters, 0.25f, 0.5f)));
    }

    @Test
    void matricesOfEitherOrderAreTakenAndStepsOfTheirOwn() {
        Value x = rounded(parameter("x", 2, 2));
        Value bytes =
                named(
                        "w",
                        new Constant(
                                Weights.ofLongs(
                                        ElementType.I8, new long[] {2, 3}, 1, 2, 3, 4, 5, 6)));
        Value real = named("c", new Convert(ElementType.F32), bytes);
        Value weights =
                named(
                        "s",
                        new Multiply(),
                        named("z", new Subtract(), real, number(-2)),
                        floats(new long[] {1, 3}, 0.5f, 0.25f, 0.125f));

        assertBecomes(
"""
x = Parameter[type=f32[2,2]]() : f32[2,2]
%1 = Constant[weights=f32[](0x00000000)]() : f32[]
%2 = Constant[weights=f32[](0x0000803f)]() : f32[]
%3 = Constant[weights=f32[](0x00000000)]() : f32[]
%4 = Constant[weights=f32[](0x0000803f)]() : f32[]
r = FakeQuantize[levels=256](x, %1, %2, %3, %4) : f32[2,2]
w = Constant[weights=i8[2,3](0x010203040506)]() : i8[2,3]
c = Convert[destinationType=f32](w) : f32[2,3]
%8 = Constant[weights=f32[1,3](0x0000003f0000803e0000003e)]() : f32[1,3]
y/Multiply = Multiply[](c, %8) : f32[2,3]
y = MatMul[transposeA=false, transposeB=false](r, y/Multiply) : f32[2,3]
%11 = Constant[weights=splat(i8[2,1], 0x01)]() : i8[2,1]
y/Convert = Convert[destinationType=f32](%11) : f32[2,1]
%13 = Constant[weights=f32[](0x0000003c)]() : f32[]
y/Multiply#2 = Multiply[](y/Convert, %13) : f32[2,1]
y/MatMul = MatMul[transposeA=false, transposeB=false](r, y/Multiply#2) : f32[2,1]
%16 = Constant[weights=f32[3](0x000000430000804200000042)]() : f32[3]
y/Multiply#3 = Multiply[](y/MatMul, %16) : f32[2,3]
y/Add = Add[](y, y/Multiply#3) : f32[2,3]
return [y/Add]
""",
                named("y", new MatMul(false, false), x, weights));
    }

    @StaysAway
    void dataThatIsNotRoundedStaysAndZeroPointsOfChannels() {
        Value x = parameter("x", 1, 1, 4, 4);

        assertStays(
                product(x, number(-5), number(0.25)),
                product(
                        rounded(parameter("u", 1, 2, 4, 4)),
                        floats(new long[] {1, 2, 1, 1}, 2, 3),
                        number(0.25)));
    }
}
