package org.tf2ov.ov.ir;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.tf2ov.file.NewFile;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Value;
import org.tf2ov.kernel.Kernels;
import org.tf2ov.problem.OutputException;

/// A model in OpenVINO's intermediate representation: the one door to the runtime, for files and
/// for inference in memory alike.
///
/// The weights are still expressions over the source files; they are evaluated when they are
/// written. The same graph gives the same bytes on any machine and with any number of threads.
public final class Ir {
    /// A `.bin` larger than this is given its room on the disk before it is written.
    private static final long WORTH_RESERVING = 4 << 20;

    private final String xml;
    private final WeightsFile weights;

    private Ir(String xml, WeightsFile weights) {
        this.xml = xml;
        this.weights = weights;
    }

    /// The IR of a graph.
    ///
    /// @param modelName the name that the runtime shows
    /// @param info what the model's `rt_info` shall tell, such as the version of the converter
    public static Ir of(Graph graph, String modelName, Map<String, String> info) {
        return of(graph, modelName, info, Map.of());
    }

    /// The same with what the dimensions of some values mean.
    ///
    /// @param layouts as the runtime writes them, `[N,C,H,W]`; those of inputs and of values that
    ///   are outputs can be asked for by `ov::layout::get_layout`
    public static Ir of(
            Graph graph, String modelName, Map<String, String> info, Map<Value, String> layouts) {
        WeightsFile weights = new WeightsFile();
        return new Ir(new IrWriter(graph, weights, layouts).write(modelName, info), weights);
    }

    /// The document that describes the operations.
    public String xml() {
        return xml;
    }

    /// Size of the `.bin` in bytes.
    public long weightsSize() {
        return weights.size();
    }

    /// Evaluates the weights, as they would stand in the `.bin`.
    ///
    /// @param target at least [#weightsSize] bytes, all zero
    public void writeWeights(MemorySegment target) {
        weights.write(target, Kernels.best(), Runtime.getRuntime().availableProcessors());
    }

    /// Writes `name.xml` and `name.bin`. Both appear whole or not at all, the `.xml` last, and
    /// files that stood there before are replaced only then.
    ///
    /// @param directory is made if it is not there
    /// @return the path of the `.xml`
    /// @throws OutputException if they cannot be written
    public Path write(Path directory, String name) {
        return write(directory, name, () -> {});
    }

    /// The same, with a last check between the moment when all sources have been read and the one
    /// when the files appear. If it throws, nothing appears.
    public Path write(Path directory, String name, Runnable check) {
        Path xmlFile = directory.resolve(name + ".xml");
        Path binFile = directory.resolve(name + ".bin");
        try (NewFile bin = NewFile.at(binFile);
                NewFile document = NewFile.at(xmlFile)) {
            if (weights.size() > WORTH_RESERVING) {
                Kernels.best().reserve(bin.path(), weights.size());
            }
            weights.write(
                    bin.channel(), Kernels.best(), Runtime.getRuntime().availableProcessors());
            ByteBuffer text = ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                document.channel().write(text);
            }
            check.run();
            bin.complete();
            document.complete();
            bin.publish();
            document.publish();
            return xmlFile;
        } catch (IOException e) {
            throw NewFile.failed(xmlFile, "the IR", e);
        }
    }
}
