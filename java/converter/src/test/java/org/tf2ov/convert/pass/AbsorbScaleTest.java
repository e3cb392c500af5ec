package org.tf2ov.convert.pass;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;
import org.tf2ov.pass.Rewrite;

class AbsorbScaleTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new AbsorbScale());
    }

    @Override
    protected void draw(RandomGraph r) {
        Products products = new Products(r);
        Value x = r.input(products.shape());
        Value factors = products.perChannel(0.5, 2);
        Value scaled = r.maybeUsed(r.either(new Multiply(), x, factors));
        if (r.chance(0.4)) {
            scaled = r.either(new Add(), scaled, products.perChannel(-2, 2));
        }
        r.result(products.of(r.chance(0.3) ? products.padded(scaled) : scaled));
    }

    @Applies
    void aFactorForEachChannelEntersTheFilters() {
        Value x = parameter("x", 1, 2, 4, 4);
        Value scaled = node(new Multiply(), x, floats(new long[] {1, 2, 1, 1}, 2, 3));

        assertBecomes(
                """
                x = Parameter[type=f32[1,2,4,4]]() : f32[1,2,4,4]
                %1 = Constant[weights=scale(f32[1,2,1,1](0x0000803f00000040), 1, [2.0, 3.0])]() : f32[1,2,1,1]
                y = Convolution[strides=[1, 1], padsBegin=[1, 1], padsEnd=[1, 1], dilations=[1, 1], autoPad=EXPLICIT](x, %1) : f32[1,1,6,6]
                return [y]
                """,
                named("y", convolution(1), scaled, counted(1, 2, 1, 1)));
    }

    @Test
    void aShiftBehindTheFactorIsDividedByIt() {
        Value x = parameter("x", 1, 2, 4, 4);
        Value scaled = node(new Multiply(), x, floats(new long[] {1, 2, 1, 1}, 2, 4));
        Value shifted = named("shifted", new Add(), scaled, number(-1));

        assertBecomes(
                """
                x = Parameter[type=f32[1,2,4,4]]() : f32[1,2,4,4]
                %1 = Constant[weights=f32[2,1,1](0x000000bf000080be)]() : f32[2,1,1]
                shifted = Add[](x, %1) : f32[1,2,4,4]
                %3 = Constant[weights=scale(f32[1,2,1,1](0x0000803f00000040), 1, [2.0, 4.0])]() : f32[1,2,1,1]
                y = Convolution[strides=[1, 1], padsBegin=[1, 1], padsEnd=[1, 1], dilations=[1, 1], autoPad=EXPLICIT](shifted, %3) : f32[1,1,6,6]
                return [y]
                """,
                named("y", convolution(1), shifted, counted(1, 2, 1, 1)));
    }

    @StaysAway
    void aFactorForEachRowStays() {
        Value x = parameter("x", 1, 2, 4, 4);
        Value scaled = node(new Multiply(), x, counted(4, 1));
        assertStays(node(convolution(0), scaled, counted(1, 2, 1, 1)));
    }

    @StaysAway
    void whatIsUsedElsewhereStays() {
        Value scaled = node(new Multiply(), parameter("x", 1, 2, 4, 4), number(2));
        assertStays(node(convolution(0), scaled, counted(1, 2, 1, 1)), scaled);
    }

    @StaysAway
    void weightsThatAreUsedTwiceAreNotStoredTwice() {
        Value weights = counted(1, 2, 1, 1);
        Value x = parameter("x", 1, 2, 4, 4);
        Value scaled = node(new Multiply(), x, number(2));
        assertStays(node(convolution(0), scaled, weights), node(convolution(0), x, weights));
    }

    @StaysAway
    void onlyZerosAroundTheDataStayWhatTheyAre() {
        Value scaled = node(new Multiply(), parameter("x", 1, 2, 4, 4), number(2));
        Value pads = g.constant(0, 0, 1, 1);
        Value padded = node(new Pad(PadMode.CONSTANT), scaled, pads, pads, number(1));
        assertStays(node(convolution(0), padded, counted(1, 2, 1, 1)));
    }

    static Convolution convolution(int pad) {
        return new Convolution(
                List.of(1, 1),
                List.of(pad, pad),
                List.of(pad, pad),
                List.of(1, 1),
                AutoPad.EXPLICIT);
    }

    /// Products of every kind that take channels, drawn at random.
    static final class Products {
        private final RandomGraph r;
        private final int kind;
        private final int dimensions;
        private final long[] shape;
        private final boolean padded;

        Products(RandomGraph r) {
            this.r = r;
            this.kind = r.between(0, 2);
            this.dimensions = r.between(1, 3);
            this.shape = r.shape(kind == 2 ? r.between(2, 4) : 2 + dimensions, 5);
            this.padded = r.chance(0.5);
            for (int i = 2; i < shape.length; i++) {
                shape[i] += 2;
            }
        }

        long[] shape() {
            return shape;
        }

        boolean isPadded() {
            return padded && kind < 2;
        }

        int axis() {
            return kind == 2 ? shape.length - 1 : 1;
        }

        /// Numbers along the channels, or one for all.
        Value perChannel(double least, double most) {
            if (r.chance(0.3)) {
                return r.constant(least, most);
            }
            long[] along = new long[shape.length - axis()];
            Arrays.fill(along, 1);
            along[0] = shape[axis()];
            return r.constant(least, most, along);
        }

        Value padded(Value x) {
            if (kind == 2) {
                return x;
            }
            long[] pads = new long[shape.length];
            for (int i = 2; i < pads.length; i++) {
                pads[i] = r.between(0, 2);
            }
            Value around = r.builder().constant(pads);
            return r.add(
                    new Pad(PadMode.CONSTANT),
                    x,
                    around,
                    around,
                    r.builder().constant(org.tf2ov.tensor.Weights.ofFloats(new long[0], 0)));
        }

        Value of(Value x) {
            List<Integer> ones = Collections.nCopies(dimensions, 1);
            List<Integer> pads = Collections.nCopies(dimensions, isPadded() ? 1 : 0);
            long channels = shape[axis()];
            long[] filters = new long[dimensions + (kind == 1 ? 3 : 2)];
            Arrays.fill(filters, r.between(1, 2));
            return switch (kind) {
                case 0 -> {
                    filters[0] = r.between(1, 4);
                    filters[1] = channels;
                    yield r.add(
                            new Convolution(ones, pads, pads, ones, AutoPad.EXPLICIT),
                            x,
                            r.constant(filters));
                }
                case 1 -> {
                    filters[0] = channels;
                    filters[1] = r.between(1, 3);
                    filters[2] = 1;
                    yield r.add(
                            new GroupConvolution(ones, pads, pads, ones, AutoPad.EXPLICIT),
                            x,
                            r.constant(filters));
                }
                default -> {
                    boolean transposed = r.chance(0.5);
                    long outputs = r.between(1, 4);
                    yield r.add(
                            new MatMul(false, transposed),
                            x,
                            transposed
                                    ? r.constant(outputs, channels)
                                    : r.constant(channels, outputs));
                }
            };
        }
    }
}
