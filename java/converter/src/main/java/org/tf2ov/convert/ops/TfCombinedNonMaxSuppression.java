package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.BoxEncoding;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.NonMaxSuppression;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;
import org.tf2ov.ov.op.ScatterNDUpdate;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.TopK;
import org.tf2ov.ov.op.TopKMode;
import org.tf2ov.ov.op.TopKSort;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;

/// `CombinedNonMaxSuppression(boxes, scores, per_class, in_all, overlap, score; pad_per_class,
/// clip_boxes)`: the best boxes of each class that do not overlap too much, and of these the best
/// of each image, filled up with zeros. Boxes `[batch, boxes, classes or 1, 4]` are those of each
/// class or of all, scores are `[batch, boxes, classes]`.
///
/// The scores of what is selected are put into a matrix with a row for each image and a column for
/// each class and box; the largest of each row are the result.
@TfOp("CombinedNonMaxSuppression")
final class TfCombinedNonMaxSuppression implements OpTranslator {
    private static final double NOTHING = -Float.MAX_VALUE;

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value boxes = node.input(0);
        Value scores = f.transpose(node.input(1), List.of(0, 2, 1));
        Dimension sets = boxes.shape().hasRank(4) ? boxes.shape().dimension(2) : Dimension.ANY;
        Dimension known =
                node.input(1).shape().hasRank(3)
                        ? node.input(1).shape().dimension(2)
                        : Dimension.ANY;
        if (!sets.isStatic() || !known.isStatic()) {
            throw new UntranslatableException(
                    "whether each class has boxes of its own (input 0) is not known, or not how many"
                            + " classes there are (input 1)");
        }
        long perClass = node.knownNumber(2, "number of boxes of a class");
        long inAll = node.knownNumber(3, "number of boxes of an image");
        long classes = known.value();
        long wanted =
                node.attr("pad_per_class", false) ? Math.min(inAll, perClass * classes) : inAll;
        Value batch = f.dimension(boxes, 0);
        Value count = f.dimension(boxes, 1);
        Value columns = f.multiply(count, f.number(classes));
        boolean own = sets.value() > 1;
        // [batch * sets, boxes, 4], a set for each class or for all
        Value places =
                f.reshape(
                        f.transpose(boxes, List.of(0, 2, 1, 3)),
                        f.concat(0, f.numbers(-1), f.unsqueeze(count, 0), f.numbers(4)));
        Value marks =
                own
                        ? f.reshape(scores, f.concat(0, f.numbers(-1, 1), f.unsqueeze(count, 0)))
                        : scores;
        List<Value> found =
                g.addAll(
                        "",
                        new NonMaxSuppression(BoxEncoding.CORNER, true, ElementType.I64),
                        List.of(
                                places,
                                marks,
                                f.number(perClass),
                                TfNonMaxSuppression.above(f, node.input(4)),
                                node.input(5)));
        // Where what is selected stands among all rows and columns, one behind the other.
        Value set = f.column(found.get(0), own ? 0 : 1);
        Value box = f.column(found.get(0), 2);
        Value column = f.add(f.multiply(set, count), box);
        if (!own) {
            column = f.add(column, f.multiply(f.column(found.get(0), 0), columns));
        }
        Value cells = f.multiply(batch, columns);
        // One place more, which is always named, since nothing may be selected.
        Value flat =
                g.add(
                        new ScatterNDUpdate(),
                        f.broadcast(
                                g.scalar(ElementType.F32, NOTHING),
                                f.unsqueeze(f.add(cells, f.number(1)), 0)),
                        f.unsqueeze(f.concat(0, column, f.unsqueeze(cells, 0)), 1),
                        f.concat(
                                0,
                                f.column(found.get(1), 2),
                                f.unsqueeze(g.scalar(ElementType.F32, NOTHING), 0)));
        Value matrix =
                f.reshape(
                        g.add(new Slice(), flat, f.numbers(0), f.unsqueeze(cells, 0), f.numbers(1)),
                        f.concat(0, f.unsqueeze(batch, 0), f.numbers(-1)));
        Value filled =
                g.add(
                        new Pad(PadMode.CONSTANT),
                        matrix,
                        f.numbers(0, 0),
                        f.numbers(0, wanted),
                        g.scalar(ElementType.F32, NOTHING));
        List<Value> best =
                g.addAll(
                        "",
                        new TopK(1, TopKMode.MAX, TopKSort.VALUE, ElementType.I64, true),
                        List.of(filled, f.number(wanted)));
        Term score = new Term(g, best.get(0));
        Term valid = score.greater(NOTHING);
        Term column1 = valid.choose(new Term(g, best.get(1)), new Term(g, f.number(0)));
        Term boxCount = new Term(g, f.convert(count, ElementType.F32));
        Term kind = column1.convert(ElementType.F32).plus(0.5).over(boxCount).floor();
        Term kindPlace = kind.convert(ElementType.I64);
        Term boxPlace = column1.minus(kindPlace.times(new Term(g, count)));
        // The boxes of all images and sets one behind the other.
        Term row = new Term(g, f.unsqueeze(f.range(batch), 1));
        Term place =
                own
                        ? row.times(new Term(g, columns))
                                .plus(kindPlace.times(new Term(g, count)))
                                .plus(boxPlace)
                        : row.times(new Term(g, count)).plus(boxPlace);
        Term chosen = new Term(g, f.gather(f.reshape(places, -1, 4), place.value(), 0));
        if (node.attr("clip_boxes", true)) {
            chosen = chosen.then(new Clamp(0, 1));
        }
        Term zero = score.number(0);
        Value validCount = f.sum(valid.convert(ElementType.I32).value(), 1);
        return List.of(
                new Term(g, f.unsqueeze(valid.value(), 2)).choose(chosen, zero).value(),
                valid.choose(score, zero).value(),
                valid.choose(kind, zero).value(),
                validCount);
    }
}
