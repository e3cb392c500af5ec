package org.tf2ov.convert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Finds the parts of a TensorFlow graph whose tensors are images, channels-last or channels-first.
///
/// A region grows from a spatial operation (a convolution, a pool, a resize) over everything that
/// treats each dimension by itself; it ends where dimensions are merged or re-ordered (`Reshape`,
/// `MatMul`, `Transpose`). Inputs and outputs inside a channels-last region are those that become
/// channels-first by default. The Model Optimizer turned every tensor of rank 4, and so broke
/// channels-first and attention models.
final class LayoutRegions {
    /// Spatial operations, whose first input and first output are images.
    private static final Set<String> SPATIAL =
            Set.of(
                    "Conv2D",
                    "Conv3D",
                    "DepthwiseConv2dNative",
                    "MaxPool",
                    "MaxPoolV2",
                    "MaxPool3D",
                    "AvgPool",
                    "AvgPool3D",
                    "ResizeBilinear",
                    "ResizeNearestNeighbor",
                    "ResizeBicubic",
                    "FusedBatchNorm",
                    "FusedBatchNormV2",
                    "FusedBatchNormV3",
                    "LRN",
                    "DepthToSpace",
                    "SpaceToDepth",
                    "Dilation2D",
                    "ExtractImagePatches",
                    "FusedPadConv2D",
                    "FusedResizeAndPadConv2D",
                    "ResizeArea",
                    "_FusedBatchNormEx",
                    "_FusedConv2D",
                    "_FusedConv3D",
                    "_FusedDepthwiseConv2dNative");

    /// Spatial operations whose image is the third input.
    private static final Set<String> BACKPROP =
            Set.of(
                    "Conv2DBackpropInput",
                    "Conv3DBackpropInputV2",
                    "DepthwiseConv2dNativeBackpropInput");

    /// Operations that treat each dimension by itself.
    private static final Set<String> DIMENSION_WISE =
            Set.of(
                    "Abs",
                    "Add",
                    "AddN",
                    "AddV2",
                    "BatchToSpaceND",
                    "BiasAdd",
                    "Cast",
                    "Ceil",
                    "CheckNumerics",
                    "ClipByValue",
                    "Concat",
                    "ConcatV2",
                    "Div",
                    "DivNoNan",
                    "Elu",
                    "Erf",
                    "Exp",
                    "FakeQuantWithMinMaxArgs",
                    "FakeQuantWithMinMaxVars",
                    "FakeQuantWithMinMaxVarsPerChannel",
                    "Floor",
                    "Identity",
                    "IdentityN",
                    "LeakyRelu",
                    "Log",
                    "Max",
                    "Maximum",
                    "Mean",
                    "Min",
                    "Minimum",
                    "MirrorPad",
                    "Mul",
                    "Neg",
                    "Pad",
                    "PadV2",
                    "PlaceholderWithDefault",
                    "Pow",
                    "RealDiv",
                    "Relu",
                    "Relu6",
                    "Round",
                    "Rsqrt",
                    "Select",
                    "SelectV2",
                    "Selu",
                    "Sigmoid",
                    "Slice",
                    "Softmax",
                    "Softplus",
                    "SpaceToBatchND",
                    "Split",
                    "SplitV",
                    "Sqrt",
                    "Square",
                    "SquaredDifference",
                    "StopGradient",
                    "StridedSlice",
                    "Sub",
                    "Sum",
                    "Tanh",
                    "Tile");

    private final TfGraph graph;
    private final Map<String, List<String>> neighbours = new HashMap<>();

    /// A region that a tensor lies in.
    ///
    /// @param channelsLast whether the last dimension of its images are the channels, and not the
    ///   second
    /// @param origin a spatial operation of the region
    record Region(boolean channelsLast, TfNode origin) {
        /// The spatial operation, for people.
        String words() {
            return origin.op() + " '" + origin.name() + "'";
        }
    }

    private LayoutRegions(TfGraph graph) {
        this.graph = graph;
    }

    /// The regions of the nodes whose outputs are images, if their rank fits; inputs of the model
    /// included. Where both could be, it is channels-last.
    static Map<String, Region> of(TfGraph graph) {
        LayoutRegions regions = new LayoutRegions(graph);
        Map<String, Region> all = regions.grow(false);
        all.putAll(regions.grow(true));
        return all;
    }

    private Map<String, Region> grow(boolean channelsLast) {
        Map<String, Region> reached = new HashMap<>();
        Deque<String> next = new ArrayDeque<>();
        neighbours.clear();
        for (TfNode node : graph.nodes()) {
            boolean seed = isSpatial(node, channelsLast);
            if (seed) {
                reached.put(node.name(), new Region(channelsLast, node));
                next.add(node.name());
            }
        }
        if (next.isEmpty()) {
            return reached;
        }
        for (TfNode node : graph.nodes()) {
            if (isSpatial(node, channelsLast) || isDimensionWise(node)) {
                imageInputs(node).forEach(edge -> connect(node, edge, channelsLast));
            }
        }
        while (!next.isEmpty()) {
            String node = next.remove();
            for (String neighbour : neighbours.getOrDefault(node, List.of())) {
                if (reached.putIfAbsent(neighbour, reached.get(node)) == null) {
                    next.add(neighbour);
                }
            }
        }
        return reached;
    }

    private void connect(TfNode node, TfEdge edge, boolean channelsLast) {
        TfNode source = graph.node(edge.node()).orElse(null);
        boolean inRegion =
                source != null
                        && (isInput(source)
                                || isSpatial(source, channelsLast)
                                || isDimensionWise(source));
        if (inRegion) {
            neighbours.computeIfAbsent(node.name(), any -> new ArrayList<>()).add(source.name());
            // A region does not grow through an input of the model from one use of it to another.
            if (!isInput(source)) {
                neighbours
                        .computeIfAbsent(source.name(), any -> new ArrayList<>())
                        .add(node.name());
            }
        }
    }

    private static boolean isInput(TfNode node) {
        return node.op().equals("Placeholder");
    }

    private static List<TfEdge> imageInputs(TfNode node) {
        List<TfEdge> data = node.inputs().stream().filter(edge -> !edge.control()).toList();
        if (SPATIAL.contains(node.op())) {
            return data.subList(0, Math.min(1, data.size()));
        }
        return BACKPROP.contains(node.op())
                ? data.subList(Math.min(2, data.size()), data.size())
                : data;
    }

    private static boolean isSpatial(TfNode node, boolean channelsLast) {
        return (SPATIAL.contains(node.op()) || BACKPROP.contains(node.op()))
                && node.text("data_format", "NHWC").startsWith("NC") != channelsLast;
    }

    private static boolean isDimensionWise(TfNode node) {
        boolean keepsRank =
                switch (node.op()) {
                    case "Max", "Mean", "Min", "Sum" ->
                            node.flag("keep_dims", node.flag("keepdims", false));
                    case "StridedSlice" ->
                            node.integer("shrink_axis_mask", 0) == 0
                                    && node.integer("new_axis_mask", 0) == 0;
                    default -> true;
                };
        return keepsRank && DIMENSION_WISE.contains(node.op());
    }
}
