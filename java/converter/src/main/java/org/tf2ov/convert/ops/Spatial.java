package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;

/// What convolutions and pools share: which dimensions slide, and how their borders are padded.
///
/// Source: TensorFlow `Conv2D`, attributes `data_format`, `padding`, `explicit_paddings`.
///
/// @param rank rank of the data, 4 or 5
/// @param channelsLast whether the data is `NHWC`/`NDHWC`
/// @param padding the rule for borders
/// @param padsBegin explicit padding before each spatial dimension; zeros unless `padding` is
///   explicit
/// @param padsEnd explicit padding behind each spatial dimension
record Spatial(
        OpNode node,
        int rank,
        boolean channelsLast,
        AutoPad padding,
        List<Integer> padsBegin,
        List<Integer> padsEnd) {

    static Spatial of(OpNode node, int rank) {
        String format = node.attr("data_format", rank == 4 ? "NHWC" : "NDHWC");
        boolean channelsLast =
                switch (format) {
                    case "NHWC", "NDHWC", "CHANNELS_LAST" -> true;
                    case "NCHW", "NCDHW", "CHANNELS_FIRST" -> false;
                    default ->
                            throw new UntranslatableException(
                                    "its data_format is '"
                                            + format
                                            + "'; NHWC, NCHW, NDHWC and NCDHW are known");
                };
        if (format.length() != rank && !format.startsWith("CHANNELS")) {
            throw new UntranslatableException(
                    "its data_format " + format + " does not fit data of rank " + rank);
        }
        List<Integer> none = Collections.nCopies(rank - 2, 0);
        String padding = node.attr("padding", "");
        return switch (padding) {
            case "SAME" -> new Spatial(node, rank, channelsLast, AutoPad.SAME_UPPER, none, none);
            case "VALID" -> new Spatial(node, rank, channelsLast, AutoPad.VALID, none, none);
            case "EXPLICIT" -> explicit(node, rank, channelsLast);
            default ->
                    throw new UntranslatableException(
                            "its padding is '" + padding + "'; SAME, VALID and EXPLICIT are known");
        };
    }

    private static Spatial explicit(OpNode node, int rank, boolean channelsLast) {
        List<Long> pads = node.integers("explicit_paddings");
        if (pads.size() != 2 * rank || pads.stream().anyMatch(pad -> pad < 0)) {
            throw new UntranslatableException(
                    "its explicit_paddings are "
                            + pads
                            + "; "
                            + 2 * rank
                            + " numbers that are not negative are needed");
        }
        List<Long> begin = IntStream.range(0, rank).mapToObj(i -> pads.get(2 * i)).toList();
        List<Long> end = IntStream.range(0, rank).mapToObj(i -> pads.get(2 * i + 1)).toList();
        Spatial unpadded =
                new Spatial(node, rank, channelsLast, AutoPad.EXPLICIT, List.of(), List.of());
        return new Spatial(
                node,
                rank,
                channelsLast,
                AutoPad.EXPLICIT,
                unpadded.slidingOnly("explicit_paddings", begin, 0),
                unpadded.slidingOnly("explicit_paddings", end, 0));
    }

    /// An attribute with one number a dimension, for the spatial dimensions; ones if the attribute
    /// is absent.
    List<Integer> perSpatialDimension(String attribute) {
        List<Long> all = node.integers(attribute);
        if (all.isEmpty()) {
            return Collections.nCopies(rank - 2, 1);
        }
        if (all.size() != rank || Collections.min(all) < 1) {
            throw new UntranslatableException(
                    "its "
                            + attribute
                            + " are "
                            + all
                            + "; "
                            + rank
                            + " positive numbers are needed");
        }
        return slidingOnly(attribute, all, 1);
    }

    /// The numbers of the spatial dimensions; those of batch and channels must be neutral.
    List<Integer> slidingOnly(String what, List<Long> perDimension, long neutral) {
        int channels = channelsLast ? rank - 1 : 1;
        if (perDimension.size() != rank
                || Collections.min(perDimension) < neutral
                || Collections.max(perDimension) > Integer.MAX_VALUE) {
            throw new UntranslatableException(
                    "its "
                            + what
                            + " are "
                            + perDimension
                            + "; "
                            + rank
                            + " numbers from "
                            + neutral
                            + " on are needed");
        }
        if (perDimension.get(0) != neutral || perDimension.get(channels) != neutral) {
            throw new UntranslatableException(
                    "its "
                            + what
                            + " "
                            + perDimension
                            + " reach over the batch or the channels, which OpenVINO cannot do");
        }
        List<Integer> spatial = new ArrayList<>();
        for (int i = channelsLast ? 1 : 2; i < (channelsLast ? rank - 1 : rank); i++) {
            spatial.add(Math.toIntExact(perDimension.get(i)));
        }
        return spatial;
    }

    /// The data in channels-first layout.
    Value toFirst(GraphBuilder g, Value x) {
        return channelsLast ? ChannelsLast.toFirst(g, rank, x) : x;
    }

    /// A channels-first result in the layout of the data.
    Value fromFirst(GraphBuilder g, Value y) {
        return channelsLast ? ChannelsLast.toLast(g, rank, y) : y;
    }
}
