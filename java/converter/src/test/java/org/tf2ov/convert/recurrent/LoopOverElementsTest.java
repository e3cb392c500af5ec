package org.tf2ov.convert.recurrent;

import java.util.List;
import org.tf2ov.convert.pass.Applies;
import org.tf2ov.convert.pass.RandomGraph;
import org.tf2ov.convert.pass.RewriteContract;
import org.tf2ov.convert.pass.StaysAway;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Sin;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Rewrite;

class LoopOverElementsTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of(new LoopOverElements());
    }

    @Override
    protected void draw(RandomGraph r) {
        long size = r.between(1, 4);
        // A length that is known lets the results be collected; another only the steps be sliced.
        boolean known = r.chance(0.5);
        long[] shape = {r.between(2, 5), r.between(1, 3), size};
        Value x = known ? r.fixed(shape) : r.input(shape);
        DrawnLoop d = new DrawnLoop(r.builder(), x, size);
        Value sum = d.zeros();
        Value made = d.body.add(new Sin(), d.body.add(new Multiply(), d.step, r.constant(size)));
        Value next = d.body.add(new Add(), sum, made);
        d.after.add(next);
        Value given = r.chance(0.5) ? made : next;
        // A near miss is a loop that stops before the array does.
        Value trips =
                r.chance(0.85)
                        ? d.count()
                        : r.builder().add(new Subtract(), d.count(), r.builder().scalar(1));
        d.loop(given, trips, List.of(), List.of()).forEach(r::result);
    }

    @Override
    protected double share() {
        return 0.6;
    }

    private DrawnLoop sines(Value x) {
        DrawnLoop d = new DrawnLoop(g, x, 1);
        d.after.add(d.body.add(new Sin(), d.step));
        return d;
    }

    @Applies
    void theElementsBecomeSlices() {
        DrawnLoop d = sines(parameter("x", -1, 2, 1));

        assertBecomes(
"""
x = Parameter[type=f32[?,2,1]]() : f32[?,2,1]
%1 = ShapeOf[outputType=i64](x) : i64[3]
%2 = Constant[weights=i64[][0]]() : i64[]
%3 = Constant[weights=i64[][0]]() : i64[]
%4 = Gather[batchDims=0](%1, %2, %3) : i64[]
%5 = Constant[weights=i64[][0]]() : i64[]
loop/Maximum = Maximum[](%4, %5) : i64[]
%7 = Constant[weights=i64[][0]]() : i64[]
%8 = Less[](%7, %4) : boolean[]
%9 = Constant[weights=i64[][0]]() : i64[]
%10 = Constant[weights=f32[](0x00000000)]() : f32[]
%11 = ShapeOf[outputType=i64](x) : i64[3]
%12 = Constant[weights=i64[2][0, 1]]() : i64[2]
%13 = Constant[weights=i64[][0]]() : i64[]
%14 = Gather[batchDims=0](%11, %12, %13) : i64[2]
%15 = Constant[weights=i64[1][1]]() : i64[1]
%16 = Concat[axis=0](%14, %15) : i64[3]
%17 = Broadcast[mode=NUMPY](%10, %16) : f32[?,2,1]
loop = Loop[body={s0 = Parameter[type=i64[]]() : i64[]; s1 = Parameter[type=f32[?,2,1]]() : f32[?,2,1]; x = Parameter[type=f32[1,2,1]]() : f32[1,2,1]; x#2 = Parameter[type=f32[?,2,1]]() : f32[?,2,1]; trips = Parameter[type=i64[]]() : i64[]; %5 = Constant[weights=boolean[](0x01)]() : boolean[]; %6 = Constant[weights=i64[][1]]() : i64[]; %7 = Add[](s0, %6) : i64[]; %8 = Constant[weights=i64[1][0]]() : i64[1]; %9 = Unsqueeze[](s0, %8) : i64[1]; %10 = Constant[weights=i64[1][0]]() : i64[1]; %11 = Squeeze[](x, %10) : f32[2,1]; %12 = Sin[](%11) : f32[2,1]; %13 = Constant[weights=i64[1][0]]() : i64[1]; %14 = Unsqueeze[](%12, %13) : f32[1,2,1]; %15 = Constant[weights=i64[][0]]() : i64[]; %16 = ScatterUpdate[](s1, %9, %14, %15) : f32[?,2,1]; return [%5, %7, %16]}, states=2, sliced=1, collected=0](loop/Maximum, %8, %9, %17, x, x, %4) : i64[], f32[?,2,1]
return [loop:1]
""",
                d.loop(d.after.removeFirst(), d.count(), List.of(), List.of()).get(1));
    }

    @StaysAway
    void theLoopEndsBeforeTheArray() {
        DrawnLoop d = sines(parameter("x", -1, 2, 1));
        Value fewer = g.add(new Subtract(), d.count(), g.scalar(1));

        assertStays(d.loop(d.after.removeFirst(), fewer, List.of(), List.of()).get(1));
    }
}
