package org.tf2ov.convert.pass;

import java.util.List;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Abs;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.MVN;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.MvnEpsMode;
import org.tf2ov.ov.op.PRelu;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;
import org.tf2ov.ov.op.ReduceMean;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.ov.op.ShuffleChannels;
import org.tf2ov.ov.op.Sigmoid;
import org.tf2ov.ov.op.Softmax;
import org.tf2ov.ov.op.SpaceToBatch;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.ov.op.StridedSlice;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.ov.op.Tile;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.ov.op.VariadicSplit;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

class SinkTransposeTest extends RewriteContract {
    private static final List<Integer> TO_LAST = List.of(0, 2, 3, 1);

    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new SinkTranspose());
    }

    @Override
    protected void draw(RandomGraph r) {
        GraphBuilder g = r.builder();
        long[] shape = r.shape(4, 4);
        List<Integer> order = r.oneOf(TO_LAST, List.of(0, 3, 1, 2), List.of(2, 1, 3, 0));
        long[] turned = order.stream().mapToLong(axis -> shape[axis]).toArray();
        Value x = r.add(new Transpose(order), r.input(shape));
        int axis = r.between(0, 3);
        Value y =
                switch (r.between(0, 17)) {
                    case 0 -> r.add(r.oneOf(new Relu(), new Sigmoid(), new Clamp(-1, 1)), x);
                    case 1 -> r.either(new Add(), x, r.constant(r.broadcastable(turned)));
                    case 2 ->
                            r.either(
                                    new Multiply(), x, r.add(new Transpose(order), r.input(shape)));
                    case 3 -> r.either(new Subtract(), x, r.input(r.broadcastable(turned)));
                    case 4 -> r.add(new Softmax(r.chance(0.5) ? axis : axis - 4), x);
                    case 5 ->
                            r.add(
                                    new ReduceMean(r.chance(0.5)),
                                    x,
                                    g.constant(axis, (axis + 1) % 4));
                    case 6 -> r.add(new Unsqueeze(), x, g.constant(axis, 5));
                    case 7 ->
                            r.add(
                                    new Pad(PadMode.CONSTANT),
                                    x,
                                    g.constant(0, 1, 0, 2),
                                    g.constant(1, 0, 0, 1),
                                    r.add(
                                            new Squeeze(),
                                            r.builder()
                                                    .constant(Weights.ofFloats(new long[] {1}, 2)),
                                            g.constant(0)));
                    // OpenVINO 2026.4.1 tiles wrongly what it has transposed, if a dimension is
                    // open.
                    case 8 ->
                            r.add(
                                    new Tile(),
                                    r.add(new Transpose(order), r.fixed(shape)),
                                    g.constant(1, 2, 1, 3));
                    case 9 ->
                            r.add(new Concat(axis), x, r.add(new Transpose(order), r.input(shape)));
                    case 10 ->
                            g.addAll(
                                            "s",
                                            new VariadicSplit(),
                                            List.of(x, g.scalar(axis), g.constant(1, -1)))
                                    .get(r.between(0, 1));
                    case 11 ->
                            r.add(
                                    new StridedSlice(
                                            List.of(0, 1),
                                            List.of(1, 0),
                                            List.of(0, 0),
                                            List.of(r.between(0, 1), 0),
                                            List.of(0, 0)),
                                    x,
                                    g.constant(r.between(-1, 0), 0),
                                    g.constant(1, 3),
                                    g.constant(1, r.between(1, 2)));
                    case 12 -> r.add(new PRelu(), x, r.constant(1));
                    case 13 ->
                            r.add(new MVN(1e-3, true, MvnEpsMode.INSIDE_SQRT), x, g.constant(axis));
                    case 14 -> {
                        boolean last = r.chance(0.5);
                        Value matrix = last ? r.constant(2, turned[3]) : r.constant(turned[3], 2);
                        yield r.add(new MatMul(false, last), x, matrix);
                    }
                    case 15 -> r.add(new ShuffleChannels(axis, (int) turned[axis]), x);
                    case 16 ->
                            r.add(
                                    new SpaceToBatch(),
                                    r.add(new Transpose(order), r.fixed(shape)),
                                    g.constant(1, 2, 1, 1),
                                    g.constant(0, turned[1], 0, 2),
                                    g.constant(0, 0, 1, 0));
                    default ->
                            r.add(
                                    new Convert(ElementType.F32),
                                    r.add(new ShapeOf(ElementType.I64), x));
                };
        r.result(r.add(new Abs(), r.maybeUsed(y)));
    }

    @Applies
    void aTransposeSinksBelowBothKindsOfElementwiseOperations() {
        Value x = parameter("x", 1, 3, 4, 5);
        Value turned = node(new Transpose(TO_LAST), x);
        Value sum = named("sum", new Add(), turned, counted(3));

        assertBecomes(
"""
x = Parameter[type=f32[1,3,4,5]]() : f32[1,3,4,5]
%1 = Constant[weights=f32[1,3,1,1](0x0000803f0000004000004040)]() : f32[1,3,1,1]
sum = Add[](x, %1) : f32[1,3,4,5]
y = Relu[](sum) : f32[1,3,4,5]
y/Transpose = Transpose[order=[0, 2, 3, 1]](y) : f32[1,4,5,3]
return [y/Transpose]
""",
                named("y", new Relu(), sum));
    }

    @Applies
    void theMeanOverTheImageNeedsNoTranspose() {
        Value x = parameter("x", -1, 3, 4, 5);
        Value turned = node(new Transpose(TO_LAST), x);

        assertBecomes(
"""
x = Parameter[type=f32[?,3,4,5]]() : f32[?,3,4,5]
%1 = Constant[weights=i64[2][2, 3]]() : i64[2]
y = ReduceMean[keepDims=false](x, %1) : f32[?,3]
return [y]
""",
                named("y", new ReduceMean(false), turned, g.constant(1, 2)));
    }

    @StaysAway
    void aTransposeStaysAboveAnAdditionOfSomethingElse() {
        Value turned = named("turned", new Transpose(TO_LAST), parameter("x", 1, 3, 4, 5));

        assertStays(named("y", new Add(), turned, parameter("other", 1, 4, 5, 3)));
    }

    @Applies
    void aMatrixForTheChannelsIsAConvolutionOfSinglePixels() {
        Value turned = node(new Transpose(TO_LAST), parameter("x", 1, 2, 4, 5));
        Value matrix = g.constant(Weights.ofFloats(new long[] {2, 1}, 1, 2));

        assertBecomes(
                """
                x = Parameter[type=f32[1,2,4,5]]() : f32[1,2,4,5]
                %1 = Constant[weights=f32[1,2,1,1](0x0000803f00000040)]() : f32[1,2,1,1]
                y = Convolution[strides=[1, 1], padsBegin=[0, 0], padsEnd=[0, 0], dilations=[1, 1], autoPad=VALID](x, %1) : f32[1,1,4,5]
                y/Transpose = Transpose[order=[0, 2, 3, 1]](y) : f32[1,4,5,1]
                return [y/Transpose]
                """,
                named("y", new MatMul(false, false), turned, matrix));
    }
}
