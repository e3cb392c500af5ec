package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.ConvolutionBackpropData;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.tensor.ElementType;

/// `XlaConvV2(x, filter, strides, padding, x_dilation, filter_dilation, groups)`: convolutions of
/// any layout, which `dimension_numbers` tells. Where `x` is dilated, zeros lie between its
/// elements, and that is a transposed convolution with a filter turned round.
@TfOp({"XlaConv", "XlaConvV2"})
final class TfXlaConv implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        XlaNumbers numbers = XlaNumbers.of(node, "dimension_numbers");
        int spatial = numbers.all(11).size();
        List<Integer> strides = known(node, 2, "strides");
        List<Integer> padding = known(node, 3, "padding");
        List<Integer> spread = known(node, 4, "dilation of the image");
        List<Integer> dilations = known(node, 5, "dilation of the filter");
        long groups = node.knownNumber(6, "number of groups");
        if (node.attr("batch_group_count", 1L) != 1
                || padding.stream().anyMatch(pad -> pad < 0)
                || padding.size() != 2 * spatial
                || strides.size() != spatial
                || spread.size() != spatial
                || dilations.size() != spatial
                || spatial < 1
                || spatial > 3) {
            throw new UntranslatableException(
                    "it has groups in the batch, negative padding or dimensions that do not fit");
        }
        ElementType type =
                node.op().equals("XlaConvV2")
                        ? node.elementType("preferred_element_type")
                        : node.input(0).type().element();
        List<Integer> begin =
                IntStream.range(0, spatial).mapToObj(i -> padding.get(2 * i)).toList();
        List<Integer> end =
                IntStream.range(0, spatial).mapToObj(i -> padding.get(2 * i + 1)).toList();
        Value x =
                f.transpose(node.input(0), order(numbers.one(7), numbers.one(8), numbers.all(11)));
        x = f.convert(x, type);
        Value filter =
                f.transpose(node.input(1), order(numbers.one(4), numbers.one(3), numbers.all(6)));
        filter = f.convert(filter, type);
        Value y;
        if (spread.stream().anyMatch(step -> step != 1)) {
            y = transposed(f, x, filter, strides, begin, end, spread, dilations, groups);
        } else if (groups == 1) {
            y = g.add(new Convolution(strides, begin, end, dilations, AutoPad.EXPLICIT), x, filter);
        } else {
            Value shape = f.shapeOf(filter);
            Value grouped =
                    f.reshape(filter, f.concat(0, f.numbers(groups, -1), f.sliceFrom(shape, 1, 0)));
            y =
                    g.add(
                            new GroupConvolution(strides, begin, end, dilations, AutoPad.EXPLICIT),
                            x,
                            grouped);
        }
        List<Integer> result = order(numbers.one(9), numbers.one(10), numbers.all(12));
        List<Integer> back = IntStream.range(0, result.size()).mapToObj(result::indexOf).toList();
        return List.of(f.transpose(y, back));
    }

    private static List<Integer> order(int first, int second, List<Integer> others) {
        List<Integer> order = new ArrayList<>(List.of(first, second));
        order.addAll(others);
        if (order.stream()
                .sorted()
                .toList()
                .equals(IntStream.range(0, order.size()).boxed().toList())) {
            return order;
        }
        throw new UntranslatableException("its dimensions " + order + " are not all different");
    }

    private static List<Integer> known(OpNode node, int index, String what) {
        return Arrays.stream(node.known(index, what)).mapToObj(Math::toIntExact).toList();
    }

    private static Value transposed(
            Formula f,
            Value x,
            Value filter,
            List<Integer> strides,
            List<Integer> begin,
            List<Integer> end,
            List<Integer> spread,
            List<Integer> dilations,
            long groups) {
        int spatial = strides.size();
        if (groups != 1
                || strides.stream().anyMatch(stride -> stride != 1)
                || !filter.shape().isStatic()) {
            throw new UntranslatableException(
                    "its image is dilated and it has strides, groups or a filter of unknown size");
        }
        List<Integer> cutBegin = new ArrayList<>();
        List<Integer> cutEnd = new ArrayList<>();
        List<Integer> more = new ArrayList<>();
        List<Integer> order = new ArrayList<>(List.of(1, 0));
        long[] axes = new long[spatial];
        for (int i = 0; i < spatial; i++) {
            int reach =
                    Math.toIntExact(
                            (filter.shape().dimension(i + 2).value() - 1) * dilations.get(i));
            if (begin.get(i) > reach) {
                throw new UntranslatableException(
                        "its image is dilated and has more padding than the filter reaches");
            }
            cutBegin.add(reach - begin.get(i));
            cutEnd.add(Math.max(0, reach - end.get(i)));
            more.add(Math.max(0, end.get(i) - reach));
            order.add(i + 2);
            axes[i] = i + 2L;
        }
        long[] ends = new long[spatial];
        long[] steps = new long[spatial];
        long[] starts = new long[spatial];
        Arrays.fill(starts, Formula.END);
        Arrays.fill(ends, -Formula.END);
        Arrays.fill(steps, -1);
        Value turned =
                f.g().add(
                                new Slice(),
                                f.transpose(filter, order),
                                f.numbers(starts),
                                f.numbers(ends),
                                f.numbers(steps),
                                f.numbers(axes));
        return f.g().add(
                        new ConvolutionBackpropData(
                                spread, cutBegin, cutEnd, dilations, AutoPad.EXPLICIT, more),
                        x,
                        turned);
    }
}
