package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.convert.Translators;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// Operations that do to the real and to the imaginary parts of complex numbers what they do to
/// real numbers: those that move elements, and those that add them.
@TfComplexOp({
    "AccumulateNV2",
    "Add",
    "AddN",
    "AddV2",
    "BatchToSpaceND",
    "BiasAdd",
    "BroadcastTo",
    "Concat",
    "ConcatV2",
    "Cumsum",
    "Diag",
    "DiagPart",
    "DynamicPartition",
    "DynamicStitch",
    "ExpandDims",
    "Fill",
    "Gather",
    "GatherNd",
    "GatherV2",
    "MatrixBandPart",
    "MatrixDiag",
    "MatrixDiagPart",
    "MatrixDiagPartV2",
    "MatrixDiagPartV3",
    "MatrixDiagV2",
    "MatrixDiagV3",
    "MatrixSetDiag",
    "MatrixSetDiagV2",
    "MatrixSetDiagV3",
    "Mean",
    "MirrorPad",
    "Neg",
    "Pack",
    "Pad",
    "Reshape",
    "Reverse",
    "ReverseSequence",
    "ReverseV2",
    "Roll",
    "ScatterNd",
    "SegmentMean",
    "SegmentSum",
    "Select",
    "SelectV2",
    "Slice",
    "SpaceToBatchND",
    "Split",
    "SplitV",
    "Squeeze",
    "StridedSlice",
    "Sub",
    "Sum",
    "TensorScatterAdd",
    "TensorScatterSub",
    "TensorScatterUpdate",
    "Tile",
    "Transpose",
    "Unpack",
    "UnsortedSegmentSum",
    "ZerosLike"
})
final class ComplexByParts implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        List<Value> re = new ArrayList<>();
        List<Value> im = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            Value input = node.input(i);
            if (node.isComplex(i)) {
                Pairs pairs = Pairs.of(g, input);
                re.add(pairs.re().value());
                im.add(pairs.im().value());
            } else {
                re.add(input);
                im.add(input);
            }
        }
        OpTranslator onReal = Translators.builtIn().of(node.op()).orElseThrow();
        List<Value> realParts = onReal.translate(node.withInputs(re), g);
        List<Value> imaginaryParts = onReal.translate(node.withInputs(im), g);
        List<Value> joined = new ArrayList<>();
        for (int i = 0; i < realParts.size(); i++) {
            joined.add(
                    new Pairs(new Term(g, realParts.get(i)), new Term(g, imaginaryParts.get(i)))
                            .joined(node));
        }
        return joined;
    }
}
