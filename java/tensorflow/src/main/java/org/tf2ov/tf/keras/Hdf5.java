package org.tf2ov.tf.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OpaqueDataType;
import io.jhdf.object.datatype.VariableLength;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.TfTensor;

/// An HDF5 file, or one inside another file, read by jhdf behind a guard.
///
/// jhdf follows links out of the file and believes what sizes it finds. Here every way is walked by
/// name, links other than hard ones are refused, no dataset may have more bytes than the file can
/// hold (or, compressed, could have grown from), and whatever jhdf throws is told with the file and
/// the place in it. Data that stands in the file in one piece is not read: it becomes a slice.
final class Hdf5 implements AutoCloseable {
    /// What compressed data may grow to beyond the size that is always allowed, as a multiple of
    /// the whole file; weights barely compress.
    private static final long MOST_GROWTH = 100;

    private static final long ALWAYS_ALLOWED = 64L << 20;
    private static final long MOST_DECODED = 1L << 31;

    static {
        // jhdf logs by SLF4J, which complains on the error stream where an application has no
        // logging.
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
    }

    private final MappedFile file;
    private final long offset;
    private final long size;
    private final String place;
    private final HdfFile hdf;

    /// @param offset where it begins in the file
    /// @param place for messages
    Hdf5(MappedFile file, long offset, long size, String place) {
        this.file = file;
        this.offset = offset;
        this.size = size;
        this.place = place;
        this.hdf = guarded("", () -> open(file, offset, size));
        checkEnd();
    }

    /// The superblock tells where the file ends; what is shorter has lost something, perhaps in the
    /// middle of weights that nobody would miss. HDF5 itself refuses such a file, too.
    ///
    /// Source: "HDF5 File Format Specification", II.A, format signature and superblock.
    private void checkEnd() {
        long block = guarded("", hdf::getUserBlockSize);
        if (block < 0 || size - block < 64) {
            return; // all of a file so small is looked at
        }
        MemorySegment superblock = file.segment().asSlice(offset + block, 64);
        int version = superblock.get(ValueLayout.JAVA_BYTE, 8);
        int width = superblock.get(ValueLayout.JAVA_BYTE, version < 2 ? 13 : 9);
        if (version > 3 || width != 8) {
            return; // nobody writes others
        }
        int addresses = version == 0 ? 24 : version == 1 ? 28 : 12;
        long end =
                superblock
                        .asSlice(addresses + 2L * width)
                        .get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
        if (end > size) {
            throw new MalformedInputException(
                    place,
                    "the file is truncated: it has "
                            + size
                            + " bytes, and its superblock says that there were "
                            + end);
        }
    }

    private static HdfFile open(MappedFile file, long offset, long size) {
        if (size <= Integer.MAX_VALUE) {
            return HdfFile.fromByteBuffer(file.segment().asSlice(offset, size).asByteBuffer());
        }
        return new HdfFile(new WindowChannel(file, offset, size));
    }

    @Override
    public void close() {
        hdf.close();
    }

    String place() {
        return place;
    }

    /// Whether there is a group or dataset at this way, `a/b/c`.
    boolean has(String path) {
        return find(path).isPresent();
    }

    /// The names of what is in a group.
    List<String> names(String group) {
        Node node = find(group).orElseThrow(() -> missing(group));
        return guarded(
                group,
                () ->
                        node instanceof Group children
                                ? List.copyOf(children.getChildren().keySet())
                                : List.of());
    }

    /// A text that is attached to a group.
    Optional<String> text(String group, String name) {
        return attribute(group, name)
                .map(attribute -> guarded(group + "@" + name, () -> text(attribute)));
    }

    /// Texts that are attached to a group; long lists are in several attributes, `name0`, `name1`,
    /// …
    Optional<List<String>> texts(String group, String name) {
        Optional<Attribute> whole = attribute(group, name);
        if (whole.isPresent()) {
            return whole.map(it -> guarded(group + "@" + name, () -> texts(it)));
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; ; i++) {
            String part = name + i;
            Optional<Attribute> attribute = attribute(group, part);
            if (attribute.isEmpty()) {
                return i == 0 ? Optional.empty() : Optional.of(all);
            }
            all.addAll(guarded(group + "@" + part, () -> texts(attribute.get())));
        }
    }

    /// A dataset as a tensor; its data stays in the file where that is possible.
    TfTensor tensor(String path) {
        Node node = find(path).orElseThrow(() -> missing(path));
        if (!(node instanceof Dataset dataset)) {
            throw new MalformedInputException(where(path), "this is a group, not a dataset");
        }
        return guarded(path, () -> tensor(path, dataset));
    }

    private TfTensor tensor(String path, Dataset dataset) {
        DataType stored = dataset.getDataType();
        org.tf2ov.tf.DataType type = type(path, dataset, stored);
        long[] dimensions = dataset.isScalar() ? new long[0] : dataset.getDimensionsAsLong();
        long count = 1;
        for (long dimension : dimensions) {
            if (dimension < 0 || dimension != 0 && count > Long.MAX_VALUE / 16 / dimension) {
                throw bomb(path, Arrays.toString(dimensions), size);
            }
            count *= dimension;
        }
        long bytes = count * stored.getSize();
        boolean swapped = order(stored) == ByteOrder.BIG_ENDIAN && stored.getSize() > 1;
        PartialShape shape = PartialShape.of(dimensions);
        if (bytes == 0) {
            return TfTensor.of(type, shape, new Bytes.InMemory(new byte[0]));
        }
        if (dataset instanceof ContiguousDataset contiguous) {
            long address = contiguous.getDataAddress();
            if (address < 0) {
                throw new UnsupportedModelException(
                        where(path),
                        "the data of this dataset is not in the file: it was never written, or is"
                                + " stored in another file, which is never opened");
            }
            long begin = address + hdf.getUserBlockSize();
            if (begin > size || bytes > size - begin) {
                throw bomb(path, Arrays.toString(dimensions), size);
            }
            Bytes slice = new Bytes.InFile(file, offset + begin, bytes);
            return TfTensor.of(type, shape, swapped ? swap(slice, stored.getSize()) : slice);
        }
        if (bytes > MOST_DECODED || bytes > Math.max(ALWAYS_ALLOWED, MOST_GROWTH * size)) {
            throw bomb(path, Arrays.toString(dimensions), size);
        }
        Bytes decoded = Decoded.keep(decode(path, dataset, dimensions, bytes, stored.getSize()));
        return TfTensor.of(type, shape, swapped ? swap(decoded, stored.getSize()) : decoded);
    }

    /// The data of a chunked, and perhaps compressed, or compact dataset.
    private byte[] decode(
            String path, Dataset dataset, long[] dimensions, long bytes, int elementSize) {
        byte[] target = new byte[Math.toIntExact(bytes)];
        if (!(dataset instanceof ChunkedDataset chunked)) {
            ByteBuffer data =
                    ((io.jhdf.dataset.DatasetBase) dataset).getDataBuffer().duplicate().rewind();
            data.get(target);
            return target;
        }
        int[] chunk = chunked.getChunkDimensions();
        long chunkBytes = elementSize;
        for (int dimension : chunk) {
            chunkBytes = Math.multiplyExact(chunkBytes, dimension);
        }
        if (chunkBytes > Math.max(bytes * 4, 1 << 20)) {
            throw bomb(path, Arrays.toString(chunk) + " of a chunk", size);
        }
        List<String> filters =
                chunked.getFilters().stream().map(filter -> filter.getName()).toList();
        if (filters.stream().distinct().count() < filters.size()) {
            throw new UnsupportedModelException(
                    where(path), "its data is compressed twice, " + filters);
        }
        int[] count = new int[dimensions.length];
        long chunks = 1;
        for (int i = 0; i < count.length; i++) {
            count[i] = Math.toIntExact(Math.ceilDiv(dimensions[i], chunk[i]));
            chunks = Math.multiplyExact(chunks, count[i]);
        }
        int[] at = new int[count.length];
        for (long number = 0; number < chunks; number++) {
            int[] corner = new int[at.length];
            for (int i = 0; i < at.length; i++) {
                corner[i] = at[i] * chunk[i];
            }
            if (filters.contains("deflate")) {
                checkInflated(path, chunked.getRawChunkBuffer(corner).duplicate(), chunkBytes);
            }
            ByteBuffer data = ByteBuffer.wrap(chunked.getDecompressedChunk(corner));
            copy(data, chunk, target, dimensions, corner, elementSize);
            for (int i = at.length - 1; i >= 0 && ++at[i] == count[i]; i--) {
                at[i] = 0;
            }
        }
        return target;
    }

    /// jhdf inflates whatever is there. Where that could be far more than the chunk has room for,
    /// it is counted first.
    private void checkInflated(String path, ByteBuffer compressed, long expected) {
        if (compressed.remaining() * 1032L <= Math.max(ALWAYS_ALLOWED, 4 * expected)) {
            return;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            int count = 1;
            while (count > 0 && !inflater.finished()) {
                count = inflater.inflate(buffer);
                total += count;
                if (total > expected + 4) {
                    throw new Tf2ovException(
                            Problem.of(
                                    Code.LIMIT_EXCEEDED,
                                    where(path),
                                    "a compressed part is larger than the "
                                            + expected
                                            + " bytes that it should have"));
                }
            }
        } catch (DataFormatException e) {
            throw new MalformedInputException(
                    where(path), "a compressed part is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /// Copies the part of a chunk that is inside the dataset, row by row.
    private static void copy(
            ByteBuffer from,
            int[] chunk,
            byte[] to,
            long[] dimensions,
            int[] corner,
            int elementSize) {
        int last = chunk.length - 1;
        int row =
                Math.toIntExact(Math.min(chunk[last], dimensions[last] - corner[last]))
                        * elementSize;
        int[] at = new int[chunk.length];
        while (true) {
            long source = 0;
            long target = 0;
            boolean inside = true;
            for (int i = 0; i < chunk.length; i++) {
                long there = corner[i] + (long) at[i];
                inside &= there < dimensions[i];
                source = source * chunk[i] + at[i];
                target = target * dimensions[i] + there;
            }
            if (inside) {
                from.get(
                        Math.toIntExact(source * elementSize),
                        to,
                        Math.toIntExact(target * elementSize),
                        row);
            }
            int i = last - 1;
            while (i >= 0 && ++at[i] == chunk[i]) {
                at[i] = 0;
                i--;
            }
            if (i < 0) {
                return;
            }
        }
    }

    private org.tf2ov.tf.DataType type(String path, Dataset dataset, DataType stored) {
        boolean marked =
                attribute(path, "dtype")
                        .map(attribute -> text(attribute).equals("bfloat16"))
                        .orElse(false);
        int bytes = stored.getSize();
        return switch (stored) {
            case FloatingPoint _ when bytes == 2 -> org.tf2ov.tf.DataType.HALF;
            case FloatingPoint _ when bytes == 4 -> org.tf2ov.tf.DataType.FLOAT;
            case FloatingPoint _ when bytes == 8 -> org.tf2ov.tf.DataType.DOUBLE;
            case OpaqueDataType _ when bytes == 2 && marked -> org.tf2ov.tf.DataType.BFLOAT16;
            case FixedPoint fixed -> {
                String name = (fixed.isSigned() ? "int" : "uint") + 8 * bytes;
                yield org.tf2ov.tf.DataType.ofName(name).orElseThrow();
            }
            case io.jhdf.object.datatype.EnumDataType _ when bytes == 1 ->
                    org.tf2ov.tf.DataType.BOOL;
            default ->
                    throw new UnsupportedModelException(
                            where(path),
                            "the elements are of a type that weights do not have: "
                                    + stored.getClass().getSimpleName()
                                    + " of "
                                    + bytes
                                    + " bytes, "
                                    + dataset.getJavaType().getSimpleName());
        };
    }

    private static ByteOrder order(DataType type) {
        return type instanceof io.jhdf.object.datatype.OrderedDataType ordered
                ? ordered.getByteOrder()
                : ByteOrder.LITTLE_ENDIAN;
    }

    private static Bytes swap(Bytes bytes, int elementSize) {
        byte[] all = bytes.segment().toArray(ValueLayout.JAVA_BYTE);
        for (int i = 0; i + elementSize <= all.length; i += elementSize) {
            for (int a = i, b = i + elementSize - 1; a < b; a++, b--) {
                byte octet = all[a];
                all[a] = all[b];
                all[b] = octet;
            }
        }
        return Decoded.keep(all);
    }

    private Optional<Attribute> attribute(String path, String name) {
        return find(path)
                .flatMap(node ->
                        guarded(
                                path + "@" + name,
                                () -> Optional.ofNullable(node.getAttributes().get(name))));
    }

    private static String text(Attribute attribute) {
        List<String> texts = texts(attribute);
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    private static List<String> texts(Attribute attribute) {
        Object data = attribute.isEmpty() ? null : attribute.getData();
        List<String> texts = new ArrayList<>();
        collect(data, attribute.getDataType(), texts);
        return texts;
    }

    private static void collect(Object data, DataType type, List<String> texts) {
        switch (data) {
            case null -> {}
            case String text -> texts.add(text);
            case byte[] bytes when type instanceof VariableLength ->
                    texts.add(new String(bytes, StandardCharsets.UTF_8));
            case Object[] elements -> {
                for (Object element : elements) {
                    collect(element, type, texts);
                }
            }
            // An empty list has no texts, and numbers as its type.
            default -> {}
        }
    }

    /// Walks from group to group, along hard links only.
    private Optional<Node> find(String path) {
        Node node = hdf;
        StringBuilder way = new StringBuilder();
        for (String name : path.split("/", -1)) {
            if (name.isEmpty()) {
                continue;
            }
            way.append('/').append(name);
            if (!(node instanceof Group group)) {
                return Optional.empty();
            }
            Map<String, Node> children = guarded(path, group::getChildren);
            node = children.get(name);
            if (node == null) {
                return Optional.empty();
            }
            if (node.isLink()) {
                throw new UnsupportedModelException(
                        where(way.substring(1)),
                        (node instanceof io.jhdf.links.ExternalLink
                                        ? "this is a link to another file, which is never opened"
                                        : "this is a symbolic link, which Keras never writes")
                                + "; the file has been made by something else");
            }
        }
        return Optional.of(node);
    }

    private String where(String path) {
        return path.isEmpty() ? place : place + ": /" + path;
    }

    private MalformedInputException missing(String path) {
        return new MalformedInputException(
                where(path), "there is no such group or dataset in the file");
    }

    private Tf2ovException bomb(String path, String shape, long bytes) {
        return new Tf2ovException(
                Problem.of(
                        Code.LIMIT_EXCEEDED,
                        where(path),
                        "the shape "
                                + shape
                                + " cannot be true: the whole file has "
                                + bytes
                                + " bytes"));
    }

    /// Runs what calls jhdf, and puts its failures into words.
    private <T> T guarded(String path, Supplier<T> action) {
        try {
            return action.get();
        } catch (Tf2ovException e) {
            throw e;
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new MalformedInputException(
                    where(path),
                    "the structure of the HDF5 file runs in circles or claims more than the file"
                            + " can hold",
                    e);
        } catch (UnsupportedHdfException e) {
            throw unread(path, e);
        } catch (RuntimeException | InternalError e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof UnsupportedHdfException unsupported) {
                    throw unread(path, unsupported);
                }
            }
            throw new MalformedInputException(
                    where(path), "the HDF5 file is damaged here: " + innermost(e), e);
        }
    }

    private UnsupportedModelException unread(String path, UnsupportedHdfException e) {
        return new UnsupportedModelException(
                where(path),
                "this is stored in a way that is not read, such as in other files, which are never"
                        + " opened: "
                        + e.getMessage());
    }

    private static String innermost(Throwable e) {
        Throwable cause = e;
        for (int i = 0; i < 20 && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
