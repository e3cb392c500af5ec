package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.convert.Translators;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// Operations that move strings: they move where each begins and ends, and the bytes stay.
@TfStringOp({
    "BroadcastTo",
    "Concat",
    "ConcatV2",
    "DynamicPartition",
    "DynamicStitch",
    "ExpandDims",
    "Fill",
    "Gather",
    "GatherNd",
    "GatherV2",
    "Pack",
    "ParallelDynamicStitch",
    "RaggedTensorToTensor",
    "Reshape",
    "Reverse",
    "ReverseSequence",
    "ReverseV2",
    "Roll",
    "Select",
    "SelectV2",
    "Slice",
    "Split",
    "SplitV",
    "Squeeze",
    "StridedSlice",
    "Tile",
    "Transpose",
    "Unpack",
    "ZerosLike"
})
final class StringsByPlaces implements OpTranslator {
    /// Operations that take one tensor and do not change the order of strings.
    private static final Set<String> ORDERLY =
            Set.of(
                    "DynamicPartition",
                    "ExpandDims",
                    "Reshape",
                    "Slice",
                    "Split",
                    "SplitV",
                    "Squeeze",
                    "Unpack",
                    "ZerosLike");

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        List<Value> begins = new ArrayList<>();
        List<Value> ends = new ArrayList<>();
        List<Value> bytes = new ArrayList<>();
        Value before = null;
        for (Value input : node.inputs()) {
            if (input.type().element() != ElementType.STRING) {
                begins.add(input);
                ends.add(input);
                continue;
            }
            Texts texts = Texts.of(g, input);
            begins.add(before == null ? texts.begins() : f.add(texts.begins(), before));
            ends.add(before == null ? texts.ends() : f.add(texts.ends(), before));
            bytes.add(texts.bytes());
            Value size = f.convert(f.squeeze(f.shapeOf(texts.bytes()), 0), ElementType.I32);
            before = before == null ? size : f.add(before, size);
        }
        OpTranslator onNumbers = Translators.builtIn().of(node.op()).orElseThrow();
        List<Value> movedBegins = onNumbers.translate(node.withInputs(begins), g);
        List<Value> movedEnds = onNumbers.translate(node.withInputs(ends), g);
        Value all = f.concat(0, bytes.toArray(Value[]::new));
        List<Value> packed = new ArrayList<>();
        for (int i = 0; i < movedBegins.size(); i++) {
            Texts moved = new Texts(f, movedBegins.get(i), movedEnds.get(i), all);
            packed.add((ORDERLY.contains(node.op()) ? moved : moved.inOrder()).packed());
        }
        return packed;
    }
}
