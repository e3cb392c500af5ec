package org.tf2ov.tf.keras;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.TfTensor;

/// Finds the values of the weights that the layers have asked for, in either of the two layouts.
///
/// Legacy: a group a layer, whose attribute `weight_names` lists the datasets in it; for a nested
/// model that is a single list, with the trainable weights of all its layers before the others.
/// Since Keras 3 (and 2.13's `.keras`): a group for each Python object by its attribute's name,
/// with datasets `vars/0`, `vars/1`, …
final class WeightFile {
    private static final int MOST_TOLD = 20;

    private final Hdf5 hdf5;
    private final Map<LayerWeights.Slot, TfTensor> found = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private WeightFile(Hdf5 hdf5) {
        this.hdf5 = hdf5;
    }

    /// The values in a legacy file.
    ///
    /// @param layers the weights of the model's layers by the layers' names
    static Map<LayerWeights.Slot, TfTensor> legacy(Hdf5 hdf5, Map<String, LayerWeights> layers) {
        WeightFile file = new WeightFile(hdf5);
        String root = hdf5.has("model_weights") ? "model_weights/" : "";
        layers.forEach((name, weights) -> file.readLegacy(root + name, name, weights));
        return file.result();
    }

    /// The values in a file that follows the structure of the Python objects.
    static Map<LayerWeights.Slot, TfTensor> byObject(Hdf5 hdf5, LayerWeights model) {
        WeightFile file = new WeightFile(hdf5);
        record Place(LayerWeights weights, String path) {}
        Deque<Place> rest = new ArrayDeque<>();
        rest.add(new Place(model, ""));
        while (!rest.isEmpty()) {
            Place place = rest.poll();
            file.readObject(place.path(), place.weights());
            place.weights()
                    .children()
                    .forEach((attribute, child) ->
                            rest.add(new Place(child, place.path() + attribute + "/")));
        }
        return file.result();
    }

    private Map<LayerWeights.Slot, TfTensor> result() {
        if (!problems.isEmpty()) {
            throw new Tf2ovException(problems.subList(0, Math.min(problems.size(), MOST_TOLD)));
        }
        return found;
    }

    private void readLegacy(String group, String name, LayerWeights weights) {
        List<LayerWeights.Slot> slots = weights.all();
        if (slots.isEmpty()) {
            return;
        }
        if (!hdf5.has(group)) {
            tell(group, "there are no weights for the layer '" + name + "'");
            return;
        }
        List<String> names = hdf5.texts(group, "weight_names").orElse(List.of());
        if (names.size() != slots.size()) {
            tell(
                    group,
                    "the layer '"
                            + name
                            + "' has "
                            + slots.size()
                            + " weights, "
                            + slots.stream().map(LayerWeights.Slot::name).toList()
                            + ", and the file has "
                            + names.size()
                            + ", "
                            + names);
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            read(group + "/" + names.get(i), slots.get(i));
        }
    }

    private void readObject(String path, LayerWeights weights) {
        List<LayerWeights.Slot> slots = weights.own();
        for (int i = 0; i < slots.size(); i++) {
            String dataset = "vars/" + (i + weights.aliases());
            Optional<String> place =
                    spellings(path).stream()
                            .filter(spelling -> hdf5.has(spelling + dataset))
                            .findFirst();
            if (place.isEmpty()) {
                tell(
                        path + dataset,
                        "the weight '"
                                + slots.get(i).name()
                                + "' of '"
                                + weights.path()
                                + "' is missing");
                continue;
            }
            read(place.get() + dataset, slots.get(i));
        }
    }

    /// Keras 2.13 had another name for the layers of a model, and some attributes have lost or won
    /// an underscore since.
    private static List<String> spellings(String path) {
        List<String> all = new ArrayList<>(List.of(path));
        String whole = path.substring(0, Math.max(0, path.length() - 1));
        String start = whole.substring(0, whole.lastIndexOf('/') + 1);
        String last = whole.substring(start.length());
        all.add(start + (last.startsWith("_") ? last.substring(1) : "_" + last) + "/");
        all.add(path.replace("layers/", "_layer_checkpoint_dependencies/"));
        return all;
    }

    private void read(String dataset, LayerWeights.Slot slot) {
        if (!hdf5.has(dataset)) {
            tell(dataset, "the weight '" + slot.node() + "' is missing");
            return;
        }
        TfTensor value = hdf5.tensor(dataset);
        PartialShape wanted =
                PartialShape.of(slot.shape().stream().mapToLong(Long::longValue).toArray());
        if (!value.shape().equals(wanted)) {
            tell(
                    dataset,
                    "the weight '"
                            + slot.node()
                            + "' has the shape ["
                            + value.shape()
                            + "] in the file; the layer's configuration means ["
                            + wanted
                            + "]");
            return;
        }
        found.put(slot, value);
    }

    private void tell(String path, String what) {
        problems.add(Problem.of(Code.MALFORMED_INPUT, hdf5.place() + ": /" + path, what));
    }
}
