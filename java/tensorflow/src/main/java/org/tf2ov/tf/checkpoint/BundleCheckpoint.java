package org.tf2ov.tf.checkpoint;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Problems;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfTensor;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// A checkpoint of version 2: an index, which is a table, and shards with the bytes of tensors.
///
/// Source: `tensorflow/core/util/tensor_bundle/tensor_bundle.h`.
final class BundleCheckpoint implements Checkpoint {
    private static final int NEWEST_VERSION = 1;

    /// Tensors of so many bytes are not read twice if that can be avoided.
    private static final long LARGE = 64 << 10;

    /// A tensor with bytes of its own, or a part of one.
    private static final class Stored {
        private final String name;
        private final BundleEntry entry;
        private final long place;

        /// Whether the checksum has been found right.
        private volatile boolean checked;

        /// What has been summed of it while it was read, if that is being done.
        private Optional<PartialSums> watched = Optional.empty();

        private Stored(String name, BundleEntry entry, long place) {
            this.name = name;
            this.entry = entry;
            this.place = place;
        }
    }

    private final Path prefix;
    private final MappedFile index;
    private final Map<String, Stored> tensors = new LinkedHashMap<>();

    /// The parts of those tensors that are stored in parts, in the order of their slices.
    private final Map<String, List<Stored>> parts = new HashMap<>();

    private final Map<Integer, MappedFile> shards = new TreeMap<>();
    private final Problems problems;
    private int shardCount;

    private BundleCheckpoint(Path prefix, MappedFile index) {
        this.prefix = prefix;
        this.index = index;
        this.problems = new Problems(index.path().toString());
    }

    static BundleCheckpoint open(Path prefix, Path indexPath) {
        BundleCheckpoint checkpoint = new BundleCheckpoint(prefix, MappedFile.open(indexPath));
        List<Table.Entry> entries = Table.entries(checkpoint.index);
        checkpoint.readHeader(entries);
        checkpoint.readEntries(entries);
        checkpoint.problems.throwIfAny();
        checkpoint.openShards();
        checkpoint.problems.throwIfAny();
        checkpoint.checkOverlaps();
        checkpoint.problems.throwIfAny();
        return checkpoint;
    }

    // The index

    private void readHeader(List<Table.Entry> entries) {
        if (entries.isEmpty() || entries.getFirst().key().length > 0) {
            throw new MalformedInputException(
                    index.path().toString(),
                    "its first entry is not the header of a checkpoint of version 2");
        }
        WireReader in = reader(entries.getFirst());
        boolean bigEndian = false;
        int producer = 0;
        int minConsumer = 0;
        List<Integer> badConsumers = new ArrayList<>();
        try {
            while (in.next()) {
                switch (in.tag()) {
                    case 1 << 3 | WireReader.VARINT -> shardCount = (int) in.varint();
                    case 2 << 3 | WireReader.VARINT -> bigEndian = in.varint() == 1;
                    case 3 << 3 | WireReader.BYTES -> {
                        long outer = in.enter();
                        while (in.next()) {
                            switch (in.tag()) {
                                case 1 << 3 | WireReader.VARINT -> producer = (int) in.varint();
                                case 2 << 3 | WireReader.VARINT -> minConsumer = (int) in.varint();
                                case 3 << 3 | WireReader.VARINT ->
                                        badConsumers.add((int) in.varint());
                                default -> in.skip();
                            }
                        }
                        in.leave(outer);
                    }
                    default -> in.skip();
                }
            }
        } catch (WireException e) {
            throw new MalformedInputException(
                    place(entries.getFirst().offset()),
                    "the header is malformed: " + e.getMessage(),
                    e);
        }
        if (bigEndian) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.NOT_SUPPORTED,
                            index.path().toString(),
                            "the checkpoint was written by a big-endian machine",
                            "Load and save it with TensorFlow on a little-endian one, such as any"
                                    + " x86."));
        }
        if (shardCount <= 0) {
            throw new MalformedInputException(
                    place(entries.getFirst().offset()),
                    "the header says that there are " + shardCount + " shards");
        }
        if (minConsumer > NEWEST_VERSION || badConsumers.contains(NEWEST_VERSION)) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.NOT_SUPPORTED,
                            index.path().toString(),
                            "the checkpoint is of version "
                                    + producer
                                    + " of the format, which readers of version "
                                    + NEWEST_VERSION
                                    + " may not read"));
        }
    }

    private void readEntries(List<Table.Entry> entries) {
        Map<ByteBuffer, Table.Entry> keys = new HashMap<>();
        for (Table.Entry entry : entries.subList(1, entries.size())) {
            if (entry.key()[0] == 0) {
                keys.put(ByteBuffer.wrap(entry.key()), entry);
            }
        }
        for (Table.Entry entry : entries.subList(1, entries.size())) {
            if (entry.key()[0] == 0) {
                continue;
            }
            Optional<String> name = name(entry);
            if (name.isEmpty()) {
                problems.add(place(entry.offset()), "the name of a tensor is not valid UTF-8");
                continue;
            }
            read(name.get(), entry)
                    .ifPresent(tensor -> {
                        tensors.put(tensor.name, tensor);
                        if (!tensor.entry.slices().isEmpty()) {
                            parts.put(tensor.name, readParts(tensor, keys));
                        }
                    });
        }
        if (!problems.isEmpty()) {
            // Then parts are left over because of what has been told.
            return;
        }
        keys.values().stream()
                .sorted(Comparator.comparingLong(Table.Entry::offset))
                .forEach(entry ->
                        problems.add(
                                place(entry.offset()),
                                "there is a part of a tensor of which no tensor of the index"
                                        + " knows"));
    }

    private static Optional<String> name(Table.Entry entry) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(entry.key()))
                            .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private Optional<Stored> read(String name, Table.Entry entry) {
        try {
            return Optional.of(new Stored(name, BundleEntry.read(reader(entry)), entry.offset()));
        } catch (WireException e) {
            problems.add(
                    place(entry.offset()),
                    "the entry of '" + name + "' is malformed: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            problems.add(place(entry.offset()), "the tensor '" + name + "' " + e.getMessage());
        }
        return Optional.empty();
    }

    private List<Stored> readParts(Stored tensor, Map<ByteBuffer, Table.Entry> keys) {
        List<Stored> found = new ArrayList<>();
        boolean fits = true;
        for (TensorSlice slice : tensor.entry.slices()) {
            String name = partName(tensor, slice);
            if (!slice.fits(tensor.entry.shape())) {
                problems.add(
                        place(tensor.place),
                        "the part '" + name + "' is not within " + tensor.entry);
                fits = false;
                continue;
            }
            Table.Entry entry = keys.remove(ByteBuffer.wrap(slice.key(tensor.name)));
            if (entry == null) {
                problems.add(
                        place(tensor.place),
                        "the part '" + name + "' is not in the index, or is named twice");
                fits = false;
                continue;
            }
            Optional<Stored> part = read(name, entry);
            if (part.isEmpty()) {
                fits = false;
                continue;
            }
            BundleEntry has = part.get().entry;
            if (has.type() != tensor.entry.type()
                    || !Arrays.equals(has.shape().toArray(), slice.lengths(tensor.entry.shape()))
                    || !has.slices().isEmpty()) {
                problems.add(
                        place(entry.offset()),
                        "the part '" + name + "' of " + tensor.entry + " is a " + has);
                fits = false;
            }
            found.add(part.get());
        }
        if (fits) {
            SliceCover.complaint(tensor.entry.shape(), tensor.entry.slices())
                    .ifPresent(what ->
                            problems.add(
                                    place(tensor.place),
                                    "of the tensor '" + tensor.name + "' " + what));
        }
        return found;
    }

    private static String partName(Stored tensor, TensorSlice slice) {
        return tensor.name + "[" + slice + "]";
    }

    private static WireReader reader(Table.Entry entry) {
        return WireReader.of(entry.value().segment().toArray(ValueLayout.JAVA_BYTE));
    }

    // The shards

    /// Every tensor that has bytes of its own.
    private List<Stored> stored() {
        List<Stored> all = new ArrayList<>();
        for (Stored tensor : tensors.values()) {
            List<Stored> own = parts.get(tensor.name);
            if (own == null) {
                all.add(tensor);
            } else {
                all.addAll(own);
            }
        }
        return all;
    }

    private void openShards() {
        for (Stored tensor : stored()) {
            int shard = tensor.entry.shard();
            if (shard < 0 || shard >= shardCount) {
                problems.add(
                        place(tensor.place),
                        "the tensor '"
                                + tensor.name
                                + "' is said to be in shard "
                                + shard
                                + ", but there are "
                                + shardCount);
            } else if (!shards.containsKey(shard)) {
                openShard(shard);
            }
        }
        for (Stored tensor : stored()) {
            MappedFile file = shards.get(tensor.entry.shard());
            if (file != null && tensor.entry.offset() > file.size() - tensor.entry.size()) {
                problems.add(
                        file.path().toString(),
                        "the file is cut short: the tensor '"
                                + tensor.name
                                + "' is at byte "
                                + tensor.entry.offset()
                                + " and has "
                                + tensor.entry.size()
                                + " bytes, but the file has only "
                                + file.size());
            }
        }
    }

    private void openShard(int shard) {
        try {
            shards.put(shard, MappedFile.open(CheckpointFiles.shard(prefix, shard, shardCount)));
        } catch (MalformedInputException e) {
            String others = CheckpointFiles.otherShardCounts(prefix, shardCount);
            e.problems()
                    .forEach(problem ->
                            problems.add(
                                    problem.where().orElse(""),
                                    problem.what()
                                            + ", but the index says that tensors are in it"
                                            + others));
            // Once is enough.
            shards.put(shard, null);
        }
    }

    /// Tensors never share bytes; that some do means that the index is not what was written.
    private void checkOverlaps() {
        List<Stored> all = new ArrayList<>(stored());
        all.removeIf(tensor -> tensor.entry.size() == 0);
        all.sort(
                Comparator.<Stored>comparingInt(tensor -> tensor.entry.shard())
                        .thenComparingLong(tensor -> tensor.entry.offset()));
        for (int i = 1; i < all.size(); i++) {
            Stored before = all.get(i - 1);
            Stored after = all.get(i);
            if (before.entry.shard() == after.entry.shard()
                    && after.entry.offset() < before.entry.offset() + before.entry.size()) {
                problems.add(
                        place(after.place),
                        "the tensors '"
                                + before.name
                                + "' and '"
                                + after.name
                                + "' are said to share bytes of "
                                + shards.get(after.entry.shard()).path()
                                + " (from byte "
                                + after.entry.offset()
                                + " on)");
            }
        }
    }

    // Values

    @Override
    public Collection<String> keys() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    @Override
    public Optional<TfTensor> value(String key) {
        Stored tensor = tensors.get(key);
        if (tensor == null) {
            return Optional.empty();
        }
        return Optional.of(
                parts.containsKey(key)
                        ? assembled(tensor, TensorSlice.all(tensor.entry.shape().rank()))
                        : whole(tensor));
    }

    @Override
    public Optional<TfTensor> part(String key, String slice) {
        Stored tensor = tensors.get(key);
        if (tensor == null || slice.isEmpty()) {
            return value(key);
        }
        return Optional.of(
                assembled(tensor, TensorSlice.of(place(), key, tensor.entry.shape(), slice)));
    }

    @Override
    public Optional<Kind> kind(String key) {
        return Optional.ofNullable(tensors.get(key))
                .map(tensor -> new Kind(tensor.entry.type(), tensor.entry.shape()));
    }

    @Override
    public void verify() {
        // What is read from now on is read for this alone.
        shards.values().forEach(MappedFile::unwatch);
        try {
            verify(stored());
        } finally {
            stored().forEach(tensor -> tensor.watched = Optional.empty());
        }
    }

    @Override
    public void verifyAlongside() {
        List<Stored> small = new ArrayList<>();
        List<Stretch> large = new ArrayList<>();
        for (Stored tensor : stored()) {
            if (tensor.entry.type().bytes() == 0 || tensor.entry.size() < LARGE) {
                small.add(tensor);
            } else if (!tensor.checked) {
                tensor.watched = Optional.of(new PartialSums());
                large.add(stretch(tensor));
            }
        }
        verify(small);
        Stretch.watch(large);
    }

    @Override
    public String place() {
        return index.path().toString();
    }

    private TfTensor whole(Stored tensor) {
        verifyUnwatched(List.of(tensor));
        BundleEntry entry = tensor.entry;
        MappedFile file = shards.get(entry.shard());
        return switch (entry.type()) {
            case STRING ->
                    new TfTensor(
                            entry.type(),
                            entry.shape(),
                            new TfTensor.Texts(
                                    StoredTexts.texts(
                                            entry.in(file).segment(),
                                            entry.shape().elementCount().value(),
                                            entry.crc())));
            case VARIANT -> new TfTensor(entry.type(), entry.shape(), new TfTensor.Handles());
            default -> TfTensor.of(entry.type(), entry.shape(), entry.in(file));
        };
    }

    private TfTensor assembled(Stored tensor, TensorSlice wanted) {
        BundleEntry entry = tensor.entry;
        List<Stored> own = parts.getOrDefault(tensor.name, List.of(tensor));
        List<TensorSlice> slices =
                parts.containsKey(tensor.name)
                        ? entry.slices()
                        : List.of(TensorSlice.all(entry.shape().rank()));
        List<Stored> needed = new ArrayList<>();
        List<Part> found = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            if (slices.get(i).meets(entry.shape(), wanted)) {
                needed.add(own.get(i));
            }
        }
        verifyUnwatched(needed);
        for (int i = 0; i < own.size(); i++) {
            if (slices.get(i).meets(entry.shape(), wanted)) {
                found.add(new Part(slices.get(i), whole(own.get(i))));
            }
        }
        return Part.assemble(entry.type(), entry.shape(), wanted, found);
    }

    /// Leaves out those whose turn comes later.
    private void verifyUnwatched(List<Stored> wanted) {
        verify(wanted.stream().filter(tensor -> tensor.watched.isEmpty()).toList());
    }

    private Stretch stretch(Stored tensor) {
        return new Stretch(
                shards.get(tensor.entry.shard()),
                tensor.entry.offset(),
                tensor.entry.size(),
                tensor.entry.crc(),
                tensor.watched.orElseGet(PartialSums::new));
    }

    private void verify(List<Stored> wanted) {
        Problems found = new Problems(index.path().toString());
        List<Stored> numbers = new ArrayList<>();
        for (Stored tensor : wanted) {
            if (tensor.checked) {
                continue;
            }
            if (tensor.entry.type().bytes() > 0) {
                numbers.add(tensor);
            } else {
                verifyTexts(tensor, found);
            }
        }
        List<Stretch> stretches = numbers.stream().map(this::stretch).toList();
        Set<Integer> damaged = Set.copyOf(Stretch.damaged(stretches));
        for (int i = 0; i < numbers.size(); i++) {
            if (damaged.contains(i)) {
                found.add(damaged(numbers.get(i), "is damaged: its checksum (CRC-32C) is wrong"));
            } else {
                numbers.get(i).checked = true;
            }
        }
        found.throwIfAny();
    }

    private void verifyTexts(Stored tensor, Problems found) {
        BundleEntry entry = tensor.entry;
        try {
            var bytes = entry.in(shards.get(entry.shard())).segment();
            long count = entry.shape().elementCount().value();
            if (entry.type() == DataType.VARIANT) {
                StoredTexts.checkVariants(bytes, count, entry.crc());
            } else {
                StoredTexts.texts(bytes, count, entry.crc());
            }
            tensor.checked = true;
        } catch (IllegalArgumentException e) {
            found.add(damaged(tensor, e.getMessage()));
        }
    }

    private Problem damaged(Stored tensor, String what) {
        BundleEntry entry = tensor.entry;
        return Problem.of(
                Code.MALFORMED_INPUT,
                shards.get(entry.shard()).path() + " at byte " + entry.offset(),
                "the tensor '" + tensor.name + "' (" + entry.size() + " bytes) " + what,
                "Copy or save the checkpoint again.");
    }

    // Problems

    private String place(long offset) {
        return index.path() + " at byte " + offset;
    }
}
