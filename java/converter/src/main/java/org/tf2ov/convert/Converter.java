package org.tf2ov.convert;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.tf2ov.convert.pass.ChannelsFirstInterface;
import org.tf2ov.convert.pass.PreprocessInputs;
import org.tf2ov.graph.Graph;
import org.tf2ov.pass.Pass;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.ModelSource;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.pass.CutModel;
import org.tf2ov.tf.pass.Cutting;
import org.tf2ov.tf.pass.InlineTables;
import org.tf2ov.tf.pass.Nesting;
import org.tf2ov.tf.pass.RecoverControlFlow;

/// The whole way from a TensorFlow model to an optimized graph of OpenVINO operations.
public final class Converter {
    private Converter() {}

    /// Reads, freezes, translates and optimizes a model of any format. Nothing is written.
    ///
    /// @throws org.tf2ov.problem.MalformedInputException if the file is not what it claims to be
    /// @throws org.tf2ov.problem.UnsupportedModelException with all that cannot be translated
    public static Conversion convert(Path model, ConvertOptions options) {
        return convert(ModelReader.read(ModelSource.of(model), options.cut()), options);
    }

    /// Translates and optimizes a graph that declares no inputs and outputs.
    public static Conversion convert(TfGraph source, ConvertOptions options) {
        return convert(new FrozenModel(source, Optional.empty(), List.of()), options);
    }

    /// Translates and optimizes a model.
    public static Conversion convert(FrozenModel model, ConvertOptions options) {
        return stages(model, options, (_, _) -> {});
    }

    /// The same, showing the graph after every stage.
    ///
    /// @param watcher is told the name of each stage and what it left
    public static Conversion stages(
            FrozenModel model, ConvertOptions options, BiConsumer<String, Graph> watcher) {
        CutModel wanted = cut(model, options);
        CutModel part =
                wanted.withGraph(
                        RecoverControlFlow.in(InlineTables.in(wanted.graph()), wanted.ends()));
        Nesting.check(part.graph());
        Translation.Translated translated = Translation.of(part, options.translators());
        ModelInterface ports = ModelInterface.of(part, translated, options);
        InputArithmetic.Plan arithmetic =
                InputArithmetic.plan(translated.graph(), ports, options.preprocess());
        Graph graph = translated.graph();
        watcher.accept("translate", graph);
        for (Pass pass : passes(ports, arithmetic)) {
            graph = pass.apply(graph);
            watcher.accept(pass.name(), graph);
        }
        Optional<CompressionReport> compression = Optional.empty();
        if (!options.compression().equals(Compression.NONE)) {
            CompressConstants.Compressed compressed =
                    CompressConstants.in(graph, options.compression());
            graph = compressed.graph();
            compression = Optional.of(compressed.report());
            watcher.accept("compress", graph);
        }
        List<String> remarks = new ArrayList<>(model.remarks());
        remarks.addAll(part.remarks());
        remarks.addAll(ports.remarks());
        remarks.addAll(arithmetic.remarks());
        return new Conversion(part, graph, ports, compression, remarks);
    }

    /// The part of a model that is wanted, as a graph of TensorFlow. Nothing is translated.
    ///
    /// @throws org.tf2ov.problem.Tf2ovException with everything that makes no sense for this model
    public static CutModel cut(FrozenModel model, ConvertOptions options) {
        return Cutting.cut(
                model,
                options.cut(),
                (graph, tensors) -> Translation.types(graph, options.translators(), tensors));
    }

    private static List<Pass> passes(ModelInterface ports, InputArithmetic.Plan arithmetic) {
        PreprocessInputs preprocess = PreprocessInputs.of(arithmetic.inputs());
        ChannelsFirstInterface boundary =
                ChannelsFirstInterface.of(
                        ports.inputs().stream().map(ModelInterface.Port::order).toList(),
                        ports.outputs().stream().map(ModelInterface.Port::order).toList());
        return Stages.ofModel(preprocess, boundary).stream()
                .filter(pass ->
                        pass != PreprocessInputs.NONE && pass != ChannelsFirstInterface.NONE)
                .toList();
    }
}
