package org.tf2ov.tf.keras;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.Format;
import org.tf2ov.tf.ModelSource;
import org.tf2ov.tf.Signature;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfModel;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.TfTensor;
import org.tf2ov.tf.Variables;
import org.tf2ov.tf.pass.Cut;

/// Reads whole Keras models, `.h5` of Keras 1 to 3 and `.keras` of Keras 2.12 and later.
public final class KerasModel {
    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    private KerasModel() {}

    /// Reads a model. Its weights stay in the file, which is mapped, where they are not compressed.
    ///
    /// @throws Tf2ovException if the file is damaged, or has layers that cannot be converted: all
    ///   of these are in there
    public static TfModel read(Path path) {
        return read(ModelSource.of(path), Cut.NONE);
    }

    /// Reads a model.
    ///
    /// @param cut where it says shapes of inputs, these are taken where the model leaves them open:
    ///   some layers have to know them
    public static TfModel read(ModelSource source, Cut cut) {
        Path path = source.path();
        MappedFile file = MappedFile.open(path);
        try {
            return isZip(file) ? readArchive(file, cut) : readHdf5(file, cut);
        } catch (InternalError e) {
            throw new MalformedInputException(
                    path.toString(), "the file changed while it was read", e);
        }
    }

    private static boolean isZip(MappedFile file) {
        return starts(file, 0, new byte[] {'P', 'K', 3, 4});
    }

    /// The signature may follow a block for the user's own data, of 512 bytes or a doubling of it.
    private static boolean isHdf5(MappedFile file) {
        for (long at = 0; at < file.size(); at = at == 0 ? 512 : 2 * at) {
            if (starts(file, at, HDF5)) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(MappedFile file, long at, byte[] signature) {
        if (at + signature.length > file.size()) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if (file.segment().get(java.lang.foreign.ValueLayout.JAVA_BYTE, at + i)
                    != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private static TfModel readHdf5(MappedFile file, Cut cut) {
        String place = file.path().toString();
        if (!isHdf5(file)) {
            throw new MalformedInputException(
                    place, "this is neither an HDF5 file nor a .keras archive");
        }
        try (Hdf5 hdf5 = new Hdf5(file, 0, file.size(), place)) {
            String config =
                    hdf5.text("", "model_config")
                            .orElseThrow(() ->
                                    new MalformedInputException(
                                            place,
                                            "the file has no 'model_config'; it holds"
                                                    + " weights only, without the model",
                                            "Save the whole model with"
                                                    + " model.save('name.h5')."));
            Config model =
                    ConfigParser.parse(
                            config.getBytes(StandardCharsets.UTF_8), place + ", model_config");
            return build(
                    file.path(),
                    Format.KERAS_H5,
                    model,
                    Optional.of(hdf5),
                    false,
                    hdf5.text("", "keras_version").orElse("1"),
                    cut);
        }
    }

    private static TfModel readArchive(MappedFile file, Cut cut) {
        String place = file.path().toString();
        KerasArchive archive = new KerasArchive(file);
        if (!archive.has(KerasArchive.CONFIG)) {
            throw new MalformedInputException(
                    place, "the archive has no 'config.json', so it is not a Keras model");
        }
        Config model =
                ConfigParser.parse(
                        archive.small(KerasArchive.CONFIG), place + ", " + KerasArchive.CONFIG);
        Bytes.InFile weights = archive.weights();
        try (Hdf5 hdf5 =
                new Hdf5(
                        weights.file(),
                        weights.offset(),
                        weights.size(),
                        place + ", " + KerasArchive.WEIGHTS)) {
            return build(
                    file.path(),
                    Format.KERAS_ZIP,
                    model,
                    Optional.of(hdf5),
                    true,
                    version(archive, place),
                    cut);
        }
    }

    private static TfModel build(
            Path path,
            Format format,
            Config model,
            Optional<Hdf5> hdf5,
            boolean byObject,
            String version,
            Cut cut) {
        LayerClasses classes = LayerClasses.all();
        LayerClass top = LayerClass.of(model);
        refuseUnknown(top, classes);
        KerasGraph graph = new KerasGraph();
        LayerCaller caller = new LayerCaller(graph, classes, major(version));
        LayerWeights weights =
                new LayerWeights(
                        graph,
                        top.name(),
                        true,
                        org.tf2ov.tf.DataType.FLOAT,
                        org.tf2ov.tf.DataType.FLOAT);
        ModelState state = ModelState.of(top, weights, caller);
        weights.setModel(state);
        if (state.inputs().isEmpty()) {
            throw new UnsupportedModelException(
                    model.place(),
                    "the model has no inputs: it was saved before it was called or built, so that the"
                            + " shape of its input is not known");
        }
        List<KerasTensor> inputs = new ArrayList<>();
        Map<String, Signature.Port> inputPorts = new LinkedHashMap<>();
        for (ModelState.Input declared : state.inputs()) {
            ModelState.Input input = declared.withShape(shape(declared, inputs.size(), cut));
            String name = graph.reserve(input.name());
            graph.add(
                    new TfNode(
                            name,
                            "Placeholder",
                            List.of(),
                            KerasGraph.attributes("dtype", input.type(), "shape", input.shape())));
            inputs.add(
                    new KerasTensor(
                            TfEdge.of(name, 0), input.type(), input.shape(), Optional.empty()));
            inputPorts.put(
                    input.name(), new Signature.Port(name + ":0", input.type(), input.shape()));
        }
        Optional<List<KerasTensor>> outputs =
                caller.tryCall(top, weights, List.of(inputs), Map.of());
        if (!caller.problems().isEmpty() || outputs.isEmpty()) {
            throw new UnsupportedModelException(
                    caller.problems().stream()
                            .map(problem ->
                                    new Problem(
                                            problem.code(),
                                            Optional.of(path + ": " + problem.where().orElse("")),
                                            problem.what(),
                                            problem.remedy()))
                            .toList());
        }
        Map<String, Signature.Port> outputPorts = outputPorts(graph, state, outputs.get());
        if (hdf5.isPresent()) {
            Map<LayerWeights.Slot, TfTensor> values =
                    byObject
                            ? WeightFile.byObject(hdf5.get(), weights)
                            : WeightFile.legacy(hdf5.get(), state.layers());
            values.forEach((slot, value) -> addWeight(graph, slot, value));
        }
        Signature signature =
                new Signature(
                        "serving_default", "tensorflow/serving/predict", inputPorts, outputPorts);
        return new TfModel(
                path,
                format,
                new TfGraph(graph.nodes(), graph.functions(), TfGraph.Versions.UNKNOWN),
                Variables.NONE,
                Map.of(),
                Set.of("serve"),
                Map.of(signature.name(), signature),
                Optional.of(signature.name()),
                Map.of(),
                List.of());
    }

    /// The shape of an input, with what the user says of its open dimensions. Shapes that do not
    /// fit are left to the one who checks them all.
    private static PartialShape shape(ModelState.Input input, int index, Cut cut) {
        Optional<PartialShape> said =
                cut.inputs().stream()
                        .filter(each -> each.name().replaceFirst(":0$", "").equals(input.name()))
                        .findFirst()
                        .flatMap(Cut.Input::shape);
        if (said.isEmpty() && cut.inputs().isEmpty() && index < cut.shapes().size()) {
            said = Optional.of(cut.shapes().get(index));
        }
        return said.filter(given -> given.hasRank() && given.overlaps(input.shape()))
                .map(input.shape()::intersect)
                .orElse(input.shape());
    }

    private static String version(KerasArchive archive, String place) {
        return archive.has(KerasArchive.METADATA)
                ? ConfigParser.parse(
                                archive.small(KerasArchive.METADATA),
                                place + ", " + KerasArchive.METADATA)
                        .text("keras_version", "3")
                : "3";
    }

    /// The first number of a version such as `2.15.0` or `2.2.4-tf`.
    private static int major(String version) {
        return version.startsWith("1") ? 1 : version.startsWith("2") ? 2 : 3;
    }

    /// An output that is an input, or another output, becomes a node of its own.
    private static Map<String, Signature.Port> outputPorts(
            KerasGraph graph, ModelState state, List<KerasTensor> outputs) {
        Map<String, Signature.Port> ports = new LinkedHashMap<>();
        Set<TfEdge> taken = new HashSet<>();
        Set<String> placeholders = new HashSet<>();
        graph.nodes().stream()
                .filter(node -> node.op().equals("Placeholder"))
                .forEach(node -> placeholders.add(node.name()));
        for (int i = 0; i < outputs.size(); i++) {
            KerasTensor output = outputs.get(i);
            if (placeholders.contains(output.edge().node()) || !taken.add(output.edge())) {
                output = graph.identity(output);
            }
            String name =
                    i < state.outputNames().size() ? state.outputNames().get(i) : "output_" + i;
            ports.put(
                    name,
                    new Signature.Port(
                            output.edge().node() + ":" + output.edge().index(),
                            output.type(),
                            output.shape()));
        }
        return ports;
    }

    private static void addWeight(KerasGraph graph, LayerWeights.Slot slot, TfTensor value) {
        boolean same = value.type() == slot.type();
        String constant = same ? slot.node() : graph.reserve(slot.node() + "/stored");
        graph.add(
                new TfNode(
                        constant,
                        "Const",
                        List.of(),
                        KerasGraph.attributes(
                                "dtype", value.type(), "value", new TfAttribute.Tensor(value))));
        if (!same) {
            graph.add(
                    new TfNode(
                            slot.node(),
                            "Cast",
                            List.of(TfEdge.of(constant, 0)),
                            KerasGraph.attributes(
                                    "SrcT", value.type(), "DstT", slot.type(), "Truncate", false)));
        }
    }

    /// Names all layers that nothing knows, before any is built.
    private static void refuseUnknown(LayerClass top, LayerClasses classes) {
        if (!top.isModel()) {
            throw new UnsupportedModelException(
                    top.whole().place(),
                    "the model is of the class '"
                            + top.key()
                            + "', whose code is in Python and not in the file; functional and"
                            + " sequential models can be read. Export it as a SavedModel instead,"
                            + " with model.export('folder')");
        }
        List<Problem> unknown = new ArrayList<>();
        record Place(LayerClass layer, String path) {}
        List<Place> rest = new ArrayList<>(List.of(new Place(top, top.name())));
        while (!rest.isEmpty()) {
            Place place = rest.removeLast();
            LayerClass layer = place.layer();
            List<Config> inner = new ArrayList<>();
            if (layer.isModel()) {
                inner.addAll(layer.config().at("layers").list());
            } else {
                if (!layer.isInput() && classes.find(layer).isEmpty()) {
                    unknown.add(unknown(place.path(), layer));
                }
                for (String member : List.of("layer", "backward_layer", "cell", "cells")) {
                    Config part = layer.config().orNull(member);
                    if (part.isList()) {
                        inner.addAll(part.list());
                    } else {
                        inner.add(part);
                    }
                }
            }
            for (Config part : inner.reversed()) {
                if (part.isMap() && part.has("class_name") && part.has("config")) {
                    LayerClass child = LayerClass.of(part);
                    rest.add(new Place(child, place.path() + "/" + child.name()));
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new UnsupportedModelException(unknown);
        }
    }

    private static Problem unknown(String path, LayerClass layer) {
        String where = "layer '" + path + "' (" + layer.key() + ")";
        if (layer.className().equals("Lambda")) {
            return Problem.of(
                    Code.NOT_SUPPORTED,
                    where,
                    "a Lambda layer holds Python code, and code from a file is never run",
                    "Write the function with Keras layers or keras.ops, or export the model as a"
                            + " SavedModel.");
        }
        if (layer.isOperation()) {
            return Problem.of(
                    Code.NOT_SUPPORTED,
                    where,
                    "the operation keras.ops '" + layer.className() + "' is not known",
                    "Export the model as a SavedModel, or plug the operation in: a class that"
                            + " implements org.tf2ov.tf.keras.KerasLayer and names 'ops>"
                            + layer.className()
                            + "', as a provider for ServiceLoader.");
        }
        return Problem.of(
                Code.NOT_SUPPORTED,
                where,
                "this class of layers is not known, and code from a file is never loaded",
                "Export the model as a SavedModel, or plug the layer in: a class that implements"
                        + " org.tf2ov.tf.keras.KerasLayer and names '"
                        + layer.key()
                        + "', as a provider for ServiceLoader.");
    }
}
