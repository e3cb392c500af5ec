package org.tf2ov.convert;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.pass.AbsorbChannelOrder;
import org.tf2ov.convert.pass.AbsorbScale;
import org.tf2ov.convert.pass.AbsorbShift;
import org.tf2ov.convert.pass.ActivateProductBeforeReshape;
import org.tf2ov.convert.pass.ChannelsFirstInterface;
import org.tf2ov.convert.pass.DivideByConstantIsMultiply;
import org.tf2ov.convert.pass.DropClampBeforeFakeQuantize;
import org.tf2ov.convert.pass.DropNeutral;
import org.tf2ov.convert.pass.FoldArithmeticOfConstants;
import org.tf2ov.convert.pass.FoldEmptyValues;
import org.tf2ov.convert.pass.FoldKnownElements;
import org.tf2ov.convert.pass.FoldReshapeOfConstant;
import org.tf2ov.convert.pass.FoldScaleOfConstant;
import org.tf2ov.convert.pass.FoldSliceOfConstant;
import org.tf2ov.convert.pass.FoldTransposeOfConstant;
import org.tf2ov.convert.pass.FuseDilation;
import org.tf2ov.convert.pass.FuseGelu;
import org.tf2ov.convert.pass.FuseHSigmoid;
import org.tf2ov.convert.pass.FuseMish;
import org.tf2ov.convert.pass.FuseNormalization;
import org.tf2ov.convert.pass.FusePRelu;
import org.tf2ov.convert.pass.FusePadIntoWindow;
import org.tf2ov.convert.pass.FuseScaleIntoSteps;
import org.tf2ov.convert.pass.FuseScaleIntoWeights;
import org.tf2ov.convert.pass.FuseShuffleChannels;
import org.tf2ov.convert.pass.FuseSlopedMaximum;
import org.tf2ov.convert.pass.FuseSoftPlus;
import org.tf2ov.convert.pass.FuseSwish;
import org.tf2ov.convert.pass.IfIsSelect;
import org.tf2ov.convert.pass.JoinClamps;
import org.tf2ov.convert.pass.JoinConstantOperands;
import org.tf2ov.convert.pass.JoinReshapes;
import org.tf2ov.convert.pass.JoinReversals;
import org.tf2ov.convert.pass.JoinTransposes;
import org.tf2ov.convert.pass.MoveBatchToSpaceUp;
import org.tf2ov.convert.pass.MoveScaleAboveShift;
import org.tf2ov.convert.pass.MoveSpaceToBatchDown;
import org.tf2ov.convert.pass.MoveZeroPointBehindProduct;
import org.tf2ov.convert.pass.MultiplyWithoutReshapes;
import org.tf2ov.convert.pass.OptimizeBodies;
import org.tf2ov.convert.pass.PoolBeforePointwise;
import org.tf2ov.convert.pass.PreprocessInputs;
import org.tf2ov.convert.pass.ReluOfFewRowsIsMaximum;
import org.tf2ov.convert.pass.ReorderBeforeFakeQuantize;
import org.tf2ov.convert.pass.ShareEqualNodes;
import org.tf2ov.convert.pass.SinkChannelOrder;
import org.tf2ov.convert.pass.SinkTranspose;
import org.tf2ov.convert.pass.StoreQuantizedWeights;
import org.tf2ov.convert.pass.SubtractConstantIsAdd;
import org.tf2ov.convert.pass.TransposeInputFirst;
import org.tf2ov.convert.pass.TransposeOfUnitDimensions;
import org.tf2ov.convert.pass.TrimBodies;
import org.tf2ov.convert.pass.WholeImageConvolutionIsMatMul;
import org.tf2ov.convert.recurrent.DropLoopWithoutTrips;
import org.tf2ov.convert.recurrent.LoopIsSequence;
import org.tf2ov.convert.recurrent.LoopOverElements;
import org.tf2ov.graph.Graph;
import org.tf2ov.pass.Pass;
import org.tf2ov.pass.Rewriting;

/// The optimizing middle: which passes there are, and in which order they run.
///
/// Each rewrite has its test: a `RewriteContract` of its name, with pictures and random graphs.
public final class Stages {
    private Stages() {}

    /// The body of a loop or branch as it is translated; [OptimizeBodies] does the rest later.
    public static Graph translated(Graph body) {
        return fold().apply(body);
    }

    /// A graph whose inputs and outputs stay as they are: the body of a loop or branch.
    public static Graph body(Graph body) {
        Graph graph = body;
        for (Pass pass : of(PreprocessInputs.NONE, ChannelsFirstInterface.NONE)) {
            graph = pass.apply(graph);
        }
        return graph;
    }

    /// The passes for a translated model; those of [#of] for its loops and branches have run
    /// already.
    static List<Pass> ofModel(PreprocessInputs preprocess, ChannelsFirstInterface boundary) {
        List<Pass> all = new ArrayList<>(of(preprocess, boundary));
        // Last: only now it is known of all outputs whether anybody needs them.
        all.add(new TrimBodies());
        return all;
    }

    /// The passes for a translated graph.
    ///
    /// @param preprocess the arithmetic on the inputs
    /// @param boundary how the inputs and outputs lie
    static List<Pass> of(PreprocessInputs preprocess, ChannelsFirstInterface boundary) {
        return List.of(
                // What is known when converting need not be computed when running. First, because
                // what follows asks for
                // constant axes, pads and shapes.
                fold(),

                // While weights are as they are stored. Before the layout stage, which cancels the
                // transposes that this puts in.
                new Rewriting(
                        "control",
                        new DropLoopWithoutTrips(),
                        new LoopIsSequence(),
                        new IfIsSelect()),
                new Rewriting("elements", new LoopOverElements()),

                // After loops have become sequences, which are known by what their bodies hold.
                new OptimizeBodies(Stages::body),

                // Each consumer got its own transposes and constants.
                new ShareEqualNodes(),

                // Formulas that are one operation, before others take them apart.
                new Rewriting(
                        "recognize",
                        new FuseGelu(),
                        new FuseSoftPlus(),
                        new FuseMish(),
                        new FuseSwish(),
                        new FuseHSigmoid(),
                        new FuseSlopedMaximum(),
                        new FuseShuffleChannels(),
                        new MultiplyWithoutReshapes(),
                        new DropNeutral(),
                        new FuseNormalization(),
                        new JoinClamps(),
                        new MoveSpaceToBatchDown(),
                        new MoveBatchToSpaceUp(),
                        new FuseDilation()),

                // In TensorFlow's layout, and where the layout and fuse stages bring it to the
                // weights of the first convolution.
                preprocess,

                // Before the layout stage, which cancels the transposes that this puts in.
                boundary,

                // Translators wrapped each spatial operation in transposes; between two of them
                // nothing shall be left.
                new Rewriting(
                        "layout",
                        new JoinTransposes(),
                        new JoinReversals(),
                        new SinkTranspose(),
                        new ReorderBeforeFakeQuantize(),
                        new FoldTransposeOfConstant(),
                        new FoldReshapeOfConstant(),
                        new FoldKnownElements(),
                        new JoinReshapes()),

                // Not earlier: a transpose sinks and cancels, and what is a change of shape only
                // would
                // stay between a convolution of one pixel and its activation.
                new Rewriting(
                        "flatten",
                        new TransposeOfUnitDimensions(),
                        new TransposeInputFirst(),
                        new JoinTransposes(),
                        new FoldReshapeOfConstant(),
                        new JoinReshapes()),

                // Behind the layout stage constants stand along the channels of convolutions, where
                // weights can take them. What stands in front of a product first, because a scale
                // that moves above a shift, as the next stage has it, moves away from the product.
                new Rewriting(
                        "absorb",
                        new SubtractConstantIsAdd(),
                        new DivideByConstantIsMultiply(),
                        new SinkChannelOrder(),
                        new AbsorbChannelOrder(),
                        new AbsorbScale(),
                        new AbsorbShift(),
                        JoinConstantOperands.ofAdd(),
                        JoinConstantOperands.ofMultiply(),
                        new FoldArithmeticOfConstants()),
                new Rewriting(
                        "fuse",
                        new SubtractConstantIsAdd(),
                        new MoveScaleAboveShift(),
                        new FuseScaleIntoWeights(),
                        FusePRelu.ofSlope(),
                        FusePRelu.ofNegatedSlope(),
                        JoinConstantOperands.ofAdd(),
                        JoinConstantOperands.ofMultiply(),
                        new FoldArithmeticOfConstants(),
                        new FuseDilation(),
                        new FusePadIntoWindow(),
                        new DropClampBeforeFakeQuantize(),
                        new DropNeutral()),
                new ShareEqualNodes(),

                // The same in a form that the runtime computes faster. Last, as the other rewrites
                // don't know these forms.
                new Rewriting(
                        "hasten",
                        PoolBeforePointwise.unbiased(),
                        PoolBeforePointwise.biased(),
                        new WholeImageConvolutionIsMatMul(),
                        ActivateProductBeforeReshape.ofBias(),
                        ActivateProductBeforeReshape.ofFunction(),
                        ReluOfFewRowsIsMaximum.biased(),
                        ReluOfFewRowsIsMaximum.unbiased(),
                        new FoldReshapeOfConstant(),
                        new JoinReshapes()),

                // Last, because what folds constants would undo it.
                new Rewriting(
                        "quantize",
                        new StoreQuantizedWeights(),
                        new FuseScaleIntoSteps(),
                        new MoveZeroPointBehindProduct()));
    }

    private static Pass fold() {
        return new Rewriting(
                "fold",
                new FoldKnownElements(),
                new FoldEmptyValues(),
                new FoldReshapeOfConstant(),
                new FoldTransposeOfConstant(),
                new FoldSliceOfConstant(),
                new FoldArithmeticOfConstants(),
                new FoldScaleOfConstant(),
                new JoinReshapes());
    }
}
