package org.tf2ov.tf.checkpoint;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Problems;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfTensor;
import org.tf2ov.tf.wire.ShapeParts;
import org.tf2ov.tf.wire.TensorParts;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// A checkpoint of version 1: tables that hold the tensors themselves. The first entry of each says
/// what is in it, and each other one is a part of a tensor, or a whole one.
///
/// The checksums of a table speak for the tensors too, so opening such a checkpoint checks all.
///
/// Source: `tensorflow/core/util/saved_tensor_slice.proto`, `tensor_slice_reader.cc`.
final class TableCheckpoint implements Checkpoint {
    private static final int NEWEST_VERSION = 1;

    /// A message in a table with a part of a tensor.
    private record Stored(TensorSlice slice, MappedFile file, Table.Entry entry) {}

    private static final class Variable {
        private final String name;
        private final DataType type;
        private final PartialShape shape;
        private final List<Stored> parts = new ArrayList<>();

        private Variable(String name, DataType type, PartialShape shape) {
            this.name = name;
            this.type = type;
            this.shape = shape;
        }

        @Override
        public String toString() {
            return type + "[" + shape + "]";
        }
    }

    private final List<Path> files;
    private final Problems problems;
    private final Map<String, Variable> variables = new TreeMap<>();

    private TableCheckpoint(List<Path> files) {
        this.files = files;
        this.problems = new Problems(place());
    }

    static TableCheckpoint open(List<Path> files) {
        TableCheckpoint checkpoint = new TableCheckpoint(files);
        for (Path path : files) {
            checkpoint.read(MappedFile.open(path));
        }
        checkpoint.problems.throwIfAny();
        checkpoint.checkParts();
        checkpoint.problems.throwIfAny();
        return checkpoint;
    }

    private void read(MappedFile file) {
        List<Table.Entry> entries = Table.entries(file);
        if (entries.isEmpty() || entries.getFirst().key().length > 0) {
            throw new MalformedInputException(
                    file.path().toString(),
                    "its first entry does not say which tensors it has, as in a checkpoint of"
                            + " version 1");
        }
        Map<ByteBuffer, Table.Entry> parts = new HashMap<>();
        for (Table.Entry entry : entries.subList(1, entries.size())) {
            parts.put(ByteBuffer.wrap(entry.key()), entry);
        }
        Table.Entry first = entries.getFirst();
        WireReader in = reader(file, first);
        try {
            boolean has = false;
            while (in.next()) {
                if (in.tag() == (1 << 3 | WireReader.BYTES)) {
                    has = true;
                    contents(in, file, first, parts);
                } else {
                    in.skip();
                }
            }
            if (!has) {
                throw new MalformedInputException(
                        place(file, first),
                        "the first entry does not say which tensors the file has, as in a"
                                + " checkpoint of version 1");
            }
        } catch (WireException e) {
            throw new MalformedInputException(
                    place(file, first), "the list of tensors is malformed: " + e.getMessage(), e);
        }
        if (!problems.isEmpty()) {
            // Then parts are left over because of what has been told.
            return;
        }
        for (Table.Entry entry : parts.values()) {
            problems.add(
                    place(file, entry), "there is a part of a tensor that the list does not have");
        }
    }

    private void contents(
            WireReader in, MappedFile file, Table.Entry first, Map<ByteBuffer, Table.Entry> parts) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | WireReader.BYTES -> tensor(in, file, first, parts);
                case 2 << 3 | WireReader.BYTES -> versions(in, file);
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    private static void versions(WireReader in, MappedFile file) {
        int producer = 0;
        int minConsumer = 0;
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | WireReader.VARINT -> producer = (int) in.varint();
                case 2 << 3 | WireReader.VARINT -> minConsumer = (int) in.varint();
                default -> in.skip();
            }
        }
        in.leave(outer);
        if (minConsumer > NEWEST_VERSION) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.NOT_SUPPORTED,
                            file.path().toString(),
                            "the checkpoint is of version "
                                    + producer
                                    + " of the format, which readers of version "
                                    + NEWEST_VERSION
                                    + " may not read"));
        }
    }

    private void tensor(
            WireReader in, MappedFile file, Table.Entry first, Map<ByteBuffer, Table.Entry> parts) {
        String name = "";
        ShapeParts shape = new ShapeParts();
        int type = 0;
        List<TensorSlice> slices = new ArrayList<>();
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | WireReader.BYTES -> name = in.text();
                case 2 << 3 | WireReader.BYTES -> shape.read(in);
                case 3 << 3 | WireReader.VARINT -> type = (int) in.varint();
                case 4 << 3 | WireReader.BYTES -> slices.add(TensorSlice.read(in));
                default -> in.skip();
            }
        }
        in.leave(outer);
        try {
            Variable variable = variable(name, type, shape.build());
            for (TensorSlice slice : slices) {
                Table.Entry entry = parts.remove(ByteBuffer.wrap(slice.key(name)));
                if (!slice.fits(variable.shape)) {
                    throw new IllegalArgumentException(
                            "has a part '" + slice + "', which is not within " + variable);
                }
                if (entry == null) {
                    throw new IllegalArgumentException(
                            "has a part '" + slice + "' that is not there, or is named twice");
                }
                variable.parts.add(new Stored(slice, file, entry));
            }
        } catch (IllegalArgumentException e) {
            problems.add(place(file, first), "the tensor '" + name + "' " + e.getMessage());
        }
    }

    /// Another file may have had other parts of the same variable.
    private Variable variable(String name, int number, PartialShape shape) {
        DataType type =
                DataType.ofNumber(number)
                        .filter(_ -> !DataType.isReference(number))
                        .filter(known -> known != DataType.RESOURCE && known != DataType.VARIANT)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "has the type number "
                                                + number
                                                + ", which TensorFlow does not store"));
        // The tensor checks its shape.
        Variable variable =
                new Variable(name, type, new TfTensor(type, shape, new TfTensor.Handles()).shape());
        Variable known = variables.putIfAbsent(name, variable);
        if (known != null && !known.toString().equals(variable.toString())) {
            throw new IllegalArgumentException("is both " + known + " and " + variable);
        }
        return known == null ? variable : known;
    }

    private void checkParts() {
        for (Variable variable : variables.values()) {
            SliceCover.complaint(
                            variable.shape, variable.parts.stream().map(Stored::slice).toList())
                    .ifPresent(what ->
                            problems.add(place(), "of the tensor '" + variable.name + "' " + what));
        }
    }

    // Values

    @Override
    public Collection<String> keys() {
        return Collections.unmodifiableSet(variables.keySet());
    }

    @Override
    public Optional<TfTensor> value(String key) {
        return part(key, "");
    }

    @Override
    public Optional<TfTensor> part(String key, String slice) {
        Variable variable = variables.get(key);
        if (variable == null) {
            return Optional.empty();
        }
        TensorSlice wanted =
                slice.isEmpty()
                        ? TensorSlice.all(variable.shape.rank())
                        : TensorSlice.of(place(), key, variable.shape, slice);
        List<Part> parts = new ArrayList<>();
        for (Stored stored : variable.parts) {
            if (stored.slice.meets(variable.shape, wanted)) {
                parts.add(new Part(stored.slice, tensor(variable, stored)));
            }
        }
        return Optional.of(Part.assemble(variable.type, variable.shape, wanted, parts));
    }

    private static TfTensor tensor(Variable variable, Stored stored) {
        TensorParts tensor = new TensorParts();
        PartialShape shape = PartialShape.of(stored.slice.lengths(variable.shape));
        String what = "the tensor '" + variable.name + "' ";
        try {
            WireReader in = reader(stored.file, stored.entry);
            while (in.next()) {
                if (in.tag() != (2 << 3 | WireReader.BYTES)) {
                    in.skip();
                    continue;
                }
                long outer = in.enter();
                while (in.next()) {
                    if (in.tag() == (3 << 3 | WireReader.BYTES)) {
                        tensor.read(in);
                    } else {
                        in.skip();
                    }
                }
                in.leave(outer);
            }
            TfTensor found = tensor.build(variable.type, shape);
            long missing =
                    found.count()
                            - switch (found.contents()) {
                                case TfTensor.Numbers(Bytes bytes) ->
                                        bytes.size() / variable.type.bytes();
                                case TfTensor.Texts(List<byte[]> texts) -> texts.size();
                                case TfTensor.Handles _ -> 0;
                            };
            if (missing != 0) {
                throw new IllegalArgumentException(
                        "lacks " + missing + " of its " + found.count() + " elements");
            }
            return found;
        } catch (WireException e) {
            throw new MalformedInputException(
                    place(stored.file, stored.entry), what + "is malformed: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new MalformedInputException(
                    place(stored.file, stored.entry), what + e.getMessage(), e);
        }
    }

    private static WireReader reader(MappedFile file, Table.Entry entry) {
        return switch (entry.value()) {
            case Bytes.InFile(var _, long offset, long size) -> WireReader.of(file, offset, size);
            case Bytes other -> WireReader.of(other.segment().toArray(ValueLayout.JAVA_BYTE));
        };
    }

    private static String place(MappedFile file, Table.Entry entry) {
        return file.path() + " at byte " + entry.offset();
    }

    @Override
    public String place() {
        return files.stream().limit(3).map(Path::toString).collect(Collectors.joining(", "))
                + (files.size() > 3 ? ", …" : "");
    }
}
