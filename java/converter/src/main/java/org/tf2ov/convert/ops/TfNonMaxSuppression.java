package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.BoxEncoding;
import org.tf2ov.ov.op.NonMaxSuppression;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;
import org.tf2ov.tensor.ElementType;

/// `NonMaxSuppression(boxes, scores, count, overlap, score, sigma)`: the best boxes that do not
/// overlap too much, by their places in falling order of their scores.
///
/// `NonMaxSuppression` has the overlap as an attribute, up to `V2` there is no lowest score. From
/// `V4` on the places may be filled up with zeros to `count`, and how many are valid is an output
/// too; `V5` also gives the scores.
@TfOp({
    "NonMaxSuppression",
    "NonMaxSuppressionV2",
    "NonMaxSuppressionV3",
    "NonMaxSuppressionV4",
    "NonMaxSuppressionV5"
})
final class TfNonMaxSuppression implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        int version = Character.digit(node.op().charAt(node.op().length() - 1), 10);
        ElementType type = node.input(1).type().element();
        Value boxes = f.reshape(f.convert(node.input(0), ElementType.F32), 1, -1, 4);
        Value scores = f.unsqueeze(f.convert(node.input(1), ElementType.F32), 0, 1);
        Value count = f.i64(node.input(2));
        Value overlap =
                version < 2
                        ? g.scalar(ElementType.F32, node.attr("iou_threshold", 0.5f))
                        : f.convert(node.input(3), ElementType.F32);
        Value lowest =
                version < 3
                        ? g.scalar(ElementType.F32, -Float.MAX_VALUE)
                        : f.convert(node.input(4), ElementType.F32);
        List<Value> inputs =
                new ArrayList<>(List.of(boxes, scores, count, above(f, overlap), lowest));
        if (version == 5) {
            inputs.add(f.convert(node.input(5), ElementType.F32));
        }
        List<Value> found =
                g.addAll(
                        "",
                        new NonMaxSuppression(BoxEncoding.CORNER, true, ElementType.I32),
                        inputs);
        Value valid = f.reshape(found.get(2));
        Value places = f.column(found.get(0), 2);
        Value ranks = f.column(found.get(1), 2);
        if (version > 3 && node.attr("pad_to_max_output_size", false)) {
            places = filled(f, places, count);
            ranks = filled(f, ranks, count);
        }
        return switch (version) {
            case 4 -> List.of(places, valid);
            case 5 -> List.of(places, f.convert(ranks, type), valid);
            default -> List.of(places);
        };
    }

    /// The next larger number: TensorFlow drops boxes that overlap more than this, OpenVINO also
    /// those that overlap as much. Not so small that it counts as zero.
    static Value above(Formula f, Value overlap) {
        return overlap.constant()
                .map(weights ->
                        f.g().scalar(
                                        ElementType.F32,
                                        Math.max(
                                                Math.nextUp(weights.floats()[0]),
                                                Float.MIN_NORMAL)))
                .orElseGet(() ->
                        new Term(f.g(), overlap)
                                .times(Math.nextUp(1f))
                                .max(Float.MIN_NORMAL)
                                .value());
    }

    /// With zeros behind, so that there are `count`.
    private static Value filled(Formula f, Value found, Value count) {
        Value more = f.subtract(f.unsqueeze(count, 0), f.shapeOf(found));
        Value padded =
                f.g().add(new Pad(PadMode.CONSTANT), found, f.numbers(0), more, f.like(found, 0));
        return f.reshape(padded, f.unsqueeze(count, 0));
    }
}
