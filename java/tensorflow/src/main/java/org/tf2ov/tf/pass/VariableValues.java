package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.CloseMatch;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.Format;
import org.tf2ov.tf.TfModel;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.TfTensor;

/// The values of a model's variables, as far as the model has them.
final class VariableValues {
    private static final int MOST_TOLD = 10;
    private static final int MOST_LISTED = 50;

    private final TfModel model;
    private final Findings findings;
    private final boolean none;
    private final List<TfNode> missing = new ArrayList<>();
    private final Map<String, Optional<TfTensor>> known = new HashMap<>();

    VariableValues(TfModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
        this.none = model.variables().keys().isEmpty();
    }

    /// Whether the model has no values at all.
    boolean none() {
        return none;
    }

    /// The name by which a variable is known while a graph runs.
    static String sharedName(TfNode variable) {
        String shared = variable.text("shared_name", "");
        return shared.isEmpty() ? variable.name() : shared;
    }

    /// The value of a variable. Where it has none, or one that does not fit, that has been noted.
    Optional<TfTensor> of(TfNode variable) {
        String shared = sharedName(variable);
        Optional<TfTensor> value = known.get(shared);
        if (value == null) {
            value = find(variable, shared);
            known.put(shared, value);
        }
        if (value.isEmpty()) {
            missing.add(variable);
            return value;
        }
        return value.filter(tensor -> fits(variable, tensor));
    }

    private Optional<TfTensor> find(TfNode variable, String shared) {
        for (String name : List.of(shared, variable.name())) {
            String key = model.variableKeys().get(name);
            Optional<TfTensor> value =
                    key == null ? Optional.empty() : model.variables().value(key);
            if (value.isPresent()) {
                return value;
            }
        }
        return model.variables().value(shared).or(() -> model.variables().value(variable.name()));
    }

    // What is wrong

    private static PartialShape shape(TfNode variable) {
        return variable.shape("shape", PartialShape.DYNAMIC);
    }

    private boolean fits(TfNode variable, TfTensor value) {
        DataType type = variable.type("dtype", value.type());
        if (type != value.type()) {
            findings.problem(
                    variable,
                    Code.MALFORMED_INPUT,
                    "the variable is of type "
                            + type
                            + ", but in "
                            + model.variables().place()
                            + " it is "
                            + value,
                    "Take the checkpoint of this model.");
            return false;
        }
        if (!shape(variable).overlaps(value.shape())) {
            findings.problem(
                    variable,
                    Code.MALFORMED_INPUT,
                    "the variable has the shape ["
                            + shape(variable)
                            + "], but in "
                            + model.variables().place()
                            + " it is "
                            + value,
                    "Take the checkpoint of this model.");
            return false;
        }
        return true;
    }

    /// A value of a variable that a file has, or a note that it is damaged.
    Optional<TfTensor> checked(TfNode variable) {
        try {
            return of(variable);
        } catch (Tf2ovException e) {
            e.problems().forEach(problem -> findings.problem(variable.name(), problem));
            return Optional.empty();
        }
    }

    /// Notes those variables that have no value: the first few each for itself, with names that are
    /// close, and the others together.
    void tellMissing() {
        String place = model.variables().place();
        Collection<String> keys = model.variables().keys();
        for (int i = 0; i < missing.size(); i++) {
            TfNode variable = missing.get(i);
            if (i == MOST_TOLD) {
                tellOthers(missing.subList(i, missing.size()));
                return;
            }
            String name = sharedName(variable);
            String key = model.variableKeys().getOrDefault(name, name);
            String what =
                    "the variable "
                            + (key.equals(variable.name()) ? "" : "'" + key + "' ")
                            + "is not in "
                            + place;
            String remedy =
                    none
                            ? model.format() == Format.SAVED_MODEL
                                    ? "Copy the model again, with all its files."
                                    : "Name the checkpoint by --input_checkpoint."
                            : CloseMatch.of(key, keys)
                                    .map(match -> "There is '" + match + "'.")
                                    .orElse("Is it the checkpoint of this model?");
            findings.problem(variable, Code.MALFORMED_INPUT, what, remedy);
        }
    }

    private void tellOthers(List<TfNode> others) {
        List<String> names =
                others.stream()
                        .limit(MOST_LISTED)
                        .map(variable -> "'" + sharedName(variable) + "'")
                        .toList();
        Problem problem =
                Problem.of(
                        Code.MALFORMED_INPUT,
                        "the model",
                        (others.size() == 1
                                        ? "one more variable has no value: "
                                        : others.size() + " more variables have no values: ")
                                + String.join(", ", names)
                                + (names.size() < others.size() ? ", …" : ""));
        others.forEach(variable -> findings.problem(variable.name(), problem));
    }
}
