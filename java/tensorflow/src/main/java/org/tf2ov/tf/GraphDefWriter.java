package org.tf2ov.tf;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tf2ov.file.NewFile;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.OutputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.wire.FieldWriter;
import org.tf2ov.tf.wire.FieldWriter.Field;
import org.tf2ov.tf.wire.TextWriter;
import org.tf2ov.tf.wire.WireWriter;

/// Writes a graph as a `GraphDef` that TensorFlow reads, and this reader too: what it reads is
/// equal to what was written.
///
/// The same graph gives the same bytes. Tensors are copied from where they lie, one at a time.
///
/// Source: the same `.proto` files as those of `GraphDecoder`.
public final class GraphDefWriter {
    /// Protocol buffers can't be larger; an event around the graph takes a few bytes more.
    private static final long MOST_BYTES = Integer.MAX_VALUE - 1024;

    /// Tensors of at most so many elements are written as numbers that people can read.
    private static final int READABLE = 64;

    private static final Field KEY = new Field(1, "key");
    private static final Field VALUE = new Field(2, "value");

    private final TfGraph graph;

    private GraphDefWriter(TfGraph graph) {
        this.graph = graph;
    }

    /// Writes a graph to a file, which appears whole or not at all.
    ///
    /// @param text whether in the text form (`.pbtxt`)
    /// @throws OutputException if the file can't be written
    /// @throws Tf2ovException if the graph can't be: it is too large, or holds a tensor of handles
    public static void write(TfGraph graph, Path file, boolean text) {
        GraphDefWriter writer = new GraphDefWriter(graph);
        writer.size();
        NewFile.write(
                file,
                "the graph",
                out -> {
                    if (text) {
                        writer.graph(new TextWriter(out));
                    } else {
                        writer.writeTo(out);
                    }
                });
    }

    /// How many bytes the binary form of a graph has.
    ///
    /// @throws Tf2ovException if it is too large, or holds a tensor of handles
    public static long size(TfGraph graph) {
        return new GraphDefWriter(graph).size();
    }

    /// Writes the binary form of a graph.
    ///
    /// @throws Tf2ovException if it holds a tensor of handles
    public static void writeTo(TfGraph graph, OutputStream out) throws IOException {
        new GraphDefWriter(graph).writeTo(out);
    }

    private long size() {
        long[] size = new long[1];
        parts(part -> {
            WireWriter writer = new WireWriter();
            part.accept(writer);
            size[0] += writer.size();
        });
        if (size[0] > MOST_BYTES) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.LIMIT_EXCEEDED,
                            "the frozen graph",
                            "it takes "
                                    + size[0]
                                    + " bytes, and a GraphDef can hold 2 GiB at most, as all"
                                    + " protocol buffers",
                            "Convert the model to IR, which has no such limit."));
        }
        return size[0];
    }

    private void writeTo(OutputStream out) throws IOException {
        try {
            parts(part -> {
                WireWriter writer = new WireWriter();
                part.accept(writer);
                try {
                    writer.writeTo(out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void graph(FieldWriter out) {
        parts(part -> part.accept(out));
    }

    /// The graph, one node or function after the other, so that only one is kept at a time.
    private void parts(Consumer<Consumer<FieldWriter>> sink) {
        for (TfNode node : graph.nodes()) {
            sink.accept(out -> out.message(new Field(1, "node"), fields -> node(fields, node)));
        }
        if (!graph.functions().isEmpty()) {
            sink.accept(out ->
                    out.message(
                            new Field(2, "library"),
                            library -> {
                                for (TfFunction function : graph.functions().values()) {
                                    library.message(
                                            new Field(1, "function"),
                                            fields -> function(fields, function));
                                }
                            }));
        }
        if (!graph.versions().equals(TfGraph.Versions.UNKNOWN)) {
            sink.accept(out ->
                    out.message(
                            new Field(4, "versions"),
                            fields -> versions(fields, graph.versions())));
        }
    }

    private static void versions(FieldWriter out, TfGraph.Versions versions) {
        out.whole(new Field(1, "producer"), versions.producer());
        if (versions.minConsumer() != 0) {
            out.whole(new Field(2, "min_consumer"), versions.minConsumer());
        }
        for (int bad : versions.badConsumers()) {
            out.whole(new Field(3, "bad_consumers"), bad);
        }
    }

    // Nodes

    private static void node(FieldWriter out, TfNode node) {
        out.text(new Field(1, "name"), node.name());
        out.text(new Field(2, "op"), node.op());
        for (TfEdge edge : node.inputs()) {
            out.text(new Field(3, "input"), edge.toString());
        }
        if (!node.device().isEmpty()) {
            out.text(new Field(4, "device"), node.device());
        }
        try {
            attributes(out, new Field(5, "attr"), node.attributes());
        } catch (HandlesException e) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.NOT_SUPPORTED,
                            node.place(),
                            "it holds a tensor of handles of resources, which mean nothing outside"
                                    + " of the process that wrote them"),
                    e);
        }
    }

    private static void attributes(
            FieldWriter out, Field field, Map<String, TfAttribute> attributes) {
        attributes.forEach((name, value) ->
                out.message(
                        field,
                        entry -> {
                            entry.text(KEY, name);
                            entry.message(VALUE, fields -> attribute(fields, value));
                        }));
    }

    private static void attribute(FieldWriter out, TfAttribute value) {
        switch (value) {
            case TfAttribute.Items items ->
                    out.message(new Field(1, "list"), fields -> items(fields, items));
            case TfAttribute.Text text -> out.bytes(new Field(2, "s"), text.bytes());
            case TfAttribute.Whole(long number) -> out.whole(new Field(3, "i"), number);
            case TfAttribute.Real(float number) -> out.real(new Field(4, "f"), number);
            case TfAttribute.Flag(boolean flag) -> out.flag(new Field(5, "b"), flag);
            case TfAttribute.Type(int number) -> type(out, new Field(6, "type"), number);
            case TfAttribute.Shape(PartialShape shape) ->
                    out.message(new Field(7, "shape"), fields -> shape(fields, shape));
            case TfAttribute.Tensor(TfTensor tensor) ->
                    out.message(new Field(8, "tensor"), fields -> tensor(fields, tensor));
            case TfAttribute.Placeholder(String name) ->
                    out.text(new Field(9, "placeholder"), name);
            case TfAttribute.Function function ->
                    out.message(new Field(10, "func"), fields -> function(fields, function));
        }
    }

    private static void items(FieldWriter out, TfAttribute.Items items) {
        items.texts().forEach(text -> out.bytes(new Field(2, "s"), text.bytes()));
        items.integers().forEach(number -> out.whole(new Field(3, "i"), number));
        items.reals().forEach(number -> out.real(new Field(4, "f"), (float) number));
        items.flags().forEach(flag -> out.flag(new Field(5, "b"), flag));
        items.types().forEach(number -> type(out, new Field(6, "type"), number));
        items.shapes()
                .forEach(shape ->
                        out.message(new Field(7, "shape"), fields -> shape(fields, shape)));
        items.tensors()
                .forEach(tensor ->
                        out.message(new Field(8, "tensor"), fields -> tensor(fields, tensor)));
        items.functions()
                .forEach(function ->
                        out.message(new Field(9, "func"), fields -> function(fields, function)));
    }

    private static void function(FieldWriter out, TfAttribute.Function function) {
        out.text(new Field(1, "name"), function.name());
        attributes(out, new Field(2, "attr"), function.attributes());
    }

    private static void type(FieldWriter out, Field field, int number) {
        String word =
                DataType.ofNumber(number)
                        .map(type ->
                                "DT_" + type.name() + (DataType.isReference(number) ? "_REF" : ""))
                        .orElse(number == 0 ? "DT_INVALID" : Integer.toString(number));
        out.choice(field, number, word);
    }

    private static void shape(FieldWriter out, PartialShape shape) {
        if (!shape.hasRank()) {
            out.flag(new Field(3, "unknown_rank"), true);
            return;
        }
        for (Dimension dimension : shape.dimensions()) {
            out.message(
                    new Field(2, "dim"),
                    fields ->
                            fields.whole(
                                    new Field(1, "size"),
                                    dimension.isStatic() ? dimension.min() : -1));
        }
    }

    // Tensors

    private static final class HandlesException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private HandlesException() {
            super(null, null, false, false);
        }
    }

    private static void tensor(FieldWriter out, TfTensor tensor) {
        type(out, new Field(1, "dtype"), tensor.type().number());
        out.message(new Field(2, "tensor_shape"), fields -> shape(fields, tensor.shape()));
        switch (tensor.contents()) {
            case TfTensor.Texts(List<byte[]> texts) ->
                    texts.forEach(text -> out.bytes(new Field(8, "string_val"), text));
            case TfTensor.Numbers(Bytes bytes) -> {
                boolean whole = bytes.size() == tensor.count() * tensor.type().bytes();
                if (bytes.size() > 0
                        && whole
                        && (!out.isText() || !isReadable(tensor.type(), bytes))) {
                    out.bytes(new Field(4, "tensor_content"), bytes);
                } else if (bytes.size() > 0) {
                    numbers(out, tensor.type(), bytes);
                }
            }
            case TfTensor.Handles _ -> throw new HandlesException();
        }
    }

    /// The text of what is no number, or no flag, does not tell its bits.
    private static boolean isReadable(DataType type, Bytes bytes) {
        if (bytes.size() / type.bytes() > READABLE) {
            return false;
        }
        ByteBuffer numbers = buffer(bytes);
        return switch (type) {
            case FLOAT, COMPLEX64 -> {
                boolean readable = true;
                while (numbers.hasRemaining()) {
                    int bits = numbers.getInt();
                    readable &= bits == Float.floatToIntBits(Float.intBitsToFloat(bits));
                }
                yield readable;
            }
            case DOUBLE, COMPLEX128 -> {
                boolean readable = true;
                while (numbers.hasRemaining()) {
                    long bits = numbers.getLong();
                    readable &= bits == Double.doubleToLongBits(Double.longBitsToDouble(bits));
                }
                yield readable;
            }
            case BOOL -> {
                boolean readable = true;
                while (numbers.hasRemaining()) {
                    readable &= (numbers.get() & ~1) == 0;
                }
                yield readable;
            }
            default -> true;
        };
    }

    /// The elements in the list for their type; that the list ends before the tensor does means
    /// that its last element is repeated.
    private static void numbers(FieldWriter out, DataType type, Bytes bytes) {
        ByteBuffer in = buffer(bytes);
        while (in.hasRemaining()) {
            switch (type) {
                case FLOAT -> out.real(new Field(5, "float_val"), in.getFloat());
                case DOUBLE -> out.real(new Field(6, "double_val"), in.getDouble());
                case COMPLEX64 -> out.real(new Field(9, "scomplex_val"), in.getFloat());
                case COMPLEX128 -> out.real(new Field(12, "dcomplex_val"), in.getDouble());
                case INT32, QINT32 -> out.whole(new Field(7, "int_val"), in.getInt());
                case INT16, QINT16 -> out.whole(new Field(7, "int_val"), in.getShort());
                case UINT16, QUINT16 -> out.whole(new Field(7, "int_val"), in.getShort() & 0xffff);
                case INT8, QINT8, INT4, INT2 -> out.whole(new Field(7, "int_val"), in.get());
                case UINT8, QUINT8, UINT4, UINT2 ->
                        out.whole(new Field(7, "int_val"), in.get() & 0xff);
                case INT64 -> out.whole(new Field(10, "int64_val"), in.getLong());
                case BOOL -> out.flag(new Field(11, "bool_val"), in.get() != 0);
                case HALF, BFLOAT16 -> out.whole(new Field(13, "half_val"), in.getShort() & 0xffff);
                case UINT32 ->
                        out.whole(new Field(16, "uint32_val"), Integer.toUnsignedLong(in.getInt()));
                case UINT64 -> out.unsigned(new Field(17, "uint64_val"), in.getLong());
                case FLOAT8_E5M2,
                        FLOAT8_E4M3FN,
                        FLOAT8_E4M3FNUZ,
                        FLOAT8_E4M3B11FNUZ,
                        FLOAT8_E5M2FNUZ -> {
                    byte[] all = new byte[in.remaining()];
                    in.get(all);
                    out.bytes(new Field(18, "float8_val"), all);
                }
                case STRING, RESOURCE, VARIANT -> throw new HandlesException();
            }
        }
    }

    private static ByteBuffer buffer(Bytes bytes) {
        return ByteBuffer.wrap(bytes.segment().toArray(ValueLayout.JAVA_BYTE))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    // Functions

    private static void function(FieldWriter out, TfFunction function) {
        out.message(new Field(1, "signature"), fields -> signature(fields, function));
        for (TfNode node : function.nodes()) {
            out.message(new Field(3, "node_def"), fields -> node(fields, node));
        }
        function.returns()
                .forEach((name, edge) -> entry(out, new Field(4, "ret"), name, edge.toString()));
        attributes(out, new Field(5, "attr"), function.attributes());
        function.controlReturns()
                .forEach((name, node) -> entry(out, new Field(6, "control_ret"), name, node));
        function.argumentAttributes()
                .forEach((index, attributes) ->
                        out.message(
                                new Field(7, "arg_attr"),
                                entry -> {
                                    entry.whole(KEY, index);
                                    entry.message(
                                            VALUE,
                                            fields ->
                                                    attributes(
                                                            fields,
                                                            new Field(1, "attr"),
                                                            attributes));
                                }));
    }

    private static void entry(FieldWriter out, Field field, String key, String value) {
        out.message(
                field,
                entry -> {
                    entry.text(KEY, key);
                    entry.text(VALUE, value);
                });
    }

    private static void signature(FieldWriter out, TfFunction function) {
        out.text(new Field(1, "name"), function.name());
        for (TfFunction.Argument argument : function.inputs()) {
            out.message(new Field(2, "input_arg"), fields -> argument(fields, argument));
        }
        for (TfFunction.Argument argument : function.outputs()) {
            out.message(new Field(3, "output_arg"), fields -> argument(fields, argument));
        }
        for (TfFunction.Parameter parameter : function.parameters()) {
            out.message(
                    new Field(4, "attr"),
                    fields -> {
                        fields.text(new Field(1, "name"), parameter.name());
                        fields.text(new Field(2, "type"), parameter.kind());
                        parameter
                                .otherwise()
                                .ifPresent(value ->
                                        fields.message(
                                                new Field(3, "default_value"),
                                                inner -> attribute(inner, value)));
                    });
        }
        if (function.stateful()) {
            out.flag(new Field(17, "is_stateful"), true);
        }
        for (String name : function.controlOutputs()) {
            out.text(new Field(20, "control_output"), name);
        }
    }

    private static void argument(FieldWriter out, TfFunction.Argument argument) {
        out.text(new Field(1, "name"), argument.name());
        if (argument.type() != 0) {
            type(out, new Field(3, "type"), argument.type());
        }
        word(out, new Field(4, "type_attr"), argument.typeAttribute());
        word(out, new Field(5, "number_attr"), argument.numberAttribute());
        word(out, new Field(6, "type_list_attr"), argument.typeListAttribute());
        if (argument.reference()) {
            out.flag(new Field(16, "is_ref"), true);
        }
    }

    private static void word(FieldWriter out, Field field, String value) {
        if (!value.isEmpty()) {
            out.text(field, value);
        }
    }
}
