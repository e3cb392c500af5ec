package org.tf2ov.convert;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.tf2ov.graph.Graph;
import org.tf2ov.pass.Pass;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.TfGraph;

/// The whole way from a TensorFlow model to an optimized graph of OpenVINO operations.
public final class Converter {
    private Converter() {}

    /// Reads, translates and optimizes a model. Nothing is written.
    ///
    /// @param model a frozen GraphDef
    /// @throws org.tf2ov.problem.MalformedInputException if the file is not what it claims to be
    /// @throws org.tf2ov.problem.UnsupportedModelException with all that cannot be translated
    public static Conversion convert(Path model, ConvertOptions options) {
        return convert(ModelReader.read(model).graph(), options);
    }

    /// Translates and optimizes a graph.
    public static Conversion convert(TfGraph source, ConvertOptions options) {
        return convert(source, options, (_, _) -> {});
    }

    /// The same, showing the graph after every stage.
    ///
    /// @param watcher is told the name of each stage and what it left
    public static Conversion stages(
            Path model, ConvertOptions options, BiConsumer<String, Graph> watcher) {
        return convert(ModelReader.read(model).graph(), options, watcher);
    }

    private static Conversion convert(
            TfGraph source, ConvertOptions options, BiConsumer<String, Graph> watcher) {
        Translation.Translated translated = Translation.of(source, Translators.builtIn(), options);
        Graph graph = translated.graph();
        watcher.accept("translate", graph);
        for (Pass pass : Stages.of(translated.channelsLast())) {
            graph = pass.apply(graph);
            watcher.accept(pass.name(), graph);
        }
        return new Conversion(source, graph);
    }
}
