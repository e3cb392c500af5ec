package org.tf2ov.convert;

import java.util.List;
import java.util.Set;
import org.tf2ov.convert.pass.ChannelsFirstInterface;
import org.tf2ov.convert.pass.FoldArithmeticOfConstants;
import org.tf2ov.convert.pass.FoldEmptyValues;
import org.tf2ov.convert.pass.FoldKnownElements;
import org.tf2ov.convert.pass.FoldReshapeOfConstant;
import org.tf2ov.convert.pass.FoldTransposeOfConstant;
import org.tf2ov.convert.pass.FusePRelu;
import org.tf2ov.convert.pass.FuseScaleIntoWeights;
import org.tf2ov.convert.pass.JoinConstantOperands;
import org.tf2ov.convert.pass.JoinReshapes;
import org.tf2ov.convert.pass.JoinTransposes;
import org.tf2ov.convert.pass.MoveScaleAboveShift;
import org.tf2ov.convert.pass.SinkTranspose;
import org.tf2ov.convert.pass.SubtractConstantIsAdd;
import org.tf2ov.convert.pass.TransposeOfUnitDimensions;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Value;
import org.tf2ov.pass.Pass;
import org.tf2ov.pass.Rewriting;

/// The optimizing middle: which passes there are, and in which order they run.
///
/// Each rewrite has its test: a `RewriteContract` of its name, with pictures and random graphs.
public final class Stages {
    private Stages() {}

    /// The body of a loop or branch, optimized on its own.
    public static Graph body(Graph body) {
        Graph graph = body;
        for (Pass pass : of(Set.of())) {
            graph = pass.apply(graph);
        }
        return graph;
    }

    /// The passes for a translated graph.
    ///
    /// @param channelsLast the inputs and outputs that shall become channels-first
    static List<Pass> of(Set<Value> channelsLast) {
        return List.of(
                // What is known when converting need not be computed when running. First, because
                // what follows asks for
                // constant axes, pads and shapes.
                new Rewriting(
                        "fold",
                        new FoldKnownElements(),
                        new FoldEmptyValues(),
                        new FoldReshapeOfConstant(),
                        new FoldTransposeOfConstant(),
                        new FoldArithmeticOfConstants(),
                        new JoinReshapes()),

                // Before the layout stage, which cancels the transposes that this puts in.
                new ChannelsFirstInterface(channelsLast),

                // Translators wrapped each spatial operation in transposes; between two of them
                // nothing shall be left.
                new Rewriting(
                        "layout",
                        new JoinTransposes(),
                        new TransposeOfUnitDimensions(),
                        new SinkTranspose(),
                        new FoldTransposeOfConstant(),
                        new FoldReshapeOfConstant(),
                        new FoldKnownElements(),
                        new JoinReshapes()),

                // Behind the layout stage constants stand along the channels of convolutions, where
                // weights can take them.
                new Rewriting(
                        "fuse",
                        new SubtractConstantIsAdd(),
                        new MoveScaleAboveShift(),
                        new FuseScaleIntoWeights(),
                        FusePRelu.ofSlope(),
                        FusePRelu.ofNegatedSlope(),
                        JoinConstantOperands.ofAdd(),
                        JoinConstantOperands.ofMultiply(),
                        new FoldArithmeticOfConstants()));
    }
}
