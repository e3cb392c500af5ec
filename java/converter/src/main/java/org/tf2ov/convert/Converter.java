package org.tf2ov.convert;

import java.nio.file.Path;
import org.tf2ov.graph.Graph;
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
        return convert(ModelReader.read(model), options);
    }

    /// Translates and optimizes a graph.
    public static Conversion convert(TfGraph source, ConvertOptions options) {
        Translation.Translated translated = Translation.of(source, Translators.builtIn(), options);
        Graph optimized = Stages.apply(Stages.of(translated.channelsLast()), translated.graph());
        return new Conversion(source, optimized);
    }
}
