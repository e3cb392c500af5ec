package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.CloseMatch;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfModel;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.TfTensor;

/// The values of a model's variables, as far as the model has them.
final class VariableValues {
    private static final int MOST_TOLD = 10;
    private static final int MOST_LISTED = 50;

    /// `weights/part_2` is the third part of `weights`: a partitioned variable of TensorFlow 1,
    /// whose value the checkpoint has in one piece.
    private static final Pattern PART = Pattern.compile("(.+)/part_(\\d{1,9})");

    private final TfModel model;
    private final Findings findings;
    private final boolean none;
    private final List<TfNode> missing = new ArrayList<>();
    private final Map<String, Optional<TfTensor>> known = new HashMap<>();
    private final Map<String, Map<Integer, TfNode>> parts = new HashMap<>();

    VariableValues(TfModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
        this.none = model.variables().keys().isEmpty();
        for (TfNode node : model.graph().nodes()) {
            if (VariableOps.isVariable(node)) {
                Matcher part = PART.matcher(sharedName(node));
                if (part.matches()) {
                    parts.computeIfAbsent(part.group(1), _ -> new HashMap<>())
                            .put(Integer.parseInt(part.group(2)), node);
                }
            }
        }
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
            if (key != null) {
                Optional<TfTensor> value = model.variables().value(key);
                if (value.isPresent()) {
                    return part(variable, shared, value.get());
                }
            }
        }
        Optional<TfTensor> value =
                model.variables().value(shared).or(() -> model.variables().value(variable.name()));
        if (value.isPresent()) {
            return value;
        }
        Matcher part = PART.matcher(shared);
        return part.matches()
                ? model.variables()
                        .value(part.group(1))
                        .flatMap(whole -> part(variable, shared, whole))
                : Optional.empty();
    }

    // Partitioned variables

    /// A variable's own part of a value, if the value is that of several variables.
    private Optional<TfTensor> part(TfNode variable, String shared, TfTensor whole) {
        Matcher name = PART.matcher(shared);
        PartialShape shape = shape(variable);
        if (!name.matches()
                || !shape.isStatic()
                || shape.equals(whole.shape())
                || shape.rank() != whole.shape().rank()) {
            return Optional.of(whole);
        }
        int axis = -1;
        for (int i = 0; i < shape.rank(); i++) {
            if (!shape.dimension(i).equals(whole.shape().dimension(i))) {
                if (axis >= 0) {
                    return Optional.of(whole); // cut along two axes: told as a wrong shape
                }
                axis = i;
            }
        }
        long start = 0;
        for (int i = 0; i < Integer.parseInt(name.group(2)); i++) {
            TfNode before = parts.getOrDefault(name.group(1), Map.of()).get(i);
            if (before == null || !shape(before).isStatic() || shape(before).rank() <= axis) {
                return Optional.of(whole);
            }
            start += shape(before).dimension(axis).value();
        }
        return Optional.of(slice(whole, shape, axis, start));
    }

    /// Consecutive indices of a tensor along an axis. Along the first one this is a part of the
    /// file.
    private static TfTensor slice(TfTensor whole, PartialShape shape, int axis, long start) {
        if (!(whole.contents() instanceof TfTensor.Numbers(Bytes bytes))
                || start + shape.dimension(axis).value() > whole.shape().dimension(axis).value()) {
            return whole;
        }
        long inner = whole.type().bytes();
        for (int i = axis + 1; i < shape.rank(); i++) {
            inner *= shape.dimension(i).value();
        }
        long outer = 1;
        for (int i = 0; i < axis; i++) {
            outer *= shape.dimension(i).value();
        }
        long row = shape.dimension(axis).value() * inner;
        long wholeRow = whole.shape().dimension(axis).value() * inner;
        if (bytes.size() != outer * wholeRow) {
            return whole;
        }
        if (outer == 1 && bytes instanceof Bytes.InFile(var file, long offset, _)) {
            return TfTensor.of(
                    whole.type(), shape, new Bytes.InFile(file, offset + start * inner, row));
        }
        if (outer * row > Integer.MAX_VALUE) {
            return whole;
        }
        byte[] copy = new byte[(int) (outer * row)];
        for (long i = 0; i < outer; i++) {
            java.lang.foreign.MemorySegment.copy(
                    bytes.segment(),
                    java.lang.foreign.ValueLayout.JAVA_BYTE,
                    i * wholeRow + start * inner,
                    copy,
                    (int) (i * row),
                    (int) row);
        }
        return TfTensor.of(whole.type(), shape, new Bytes.InMemory(copy));
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
                    none
                            ? "the variable has no value: there is no checkpoint"
                            : "the variable "
                                    + (key.equals(variable.name()) ? "" : "'" + key + "' ")
                                    + "is not in "
                                    + place;
            String remedy =
                    none
                            ? "Name the checkpoint by --input_checkpoint."
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
