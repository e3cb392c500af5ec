package org.tf2ov.convert.ops;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.CumSum;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.GreaterEqual;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.NonZero;
import org.tf2ov.ov.op.ReduceLogicalAnd;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.StringTensorPack;
import org.tf2ov.ov.op.StringTensorUnpack;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;
import org.tf2ov.tf.TfTensor;

/// Strings: where each begins and ends among the bytes of all.
///
/// @param begins `i32`, of the shape of the strings
/// @param ends `i32`, of the same shape
/// @param bytes `u8`, a vector
record Texts(Formula f, Value begins, Value ends, Value bytes) {
    static Texts of(GraphBuilder g, Value strings) {
        Formula f = new Formula(g);
        if (strings.op() instanceof StringTensorPack) {
            // What has just been packed need not be unpacked.
            return new Texts(f, strings.input(0), strings.input(1), strings.input(2));
        }
        List<Value> parts = g.addAll("", new StringTensorUnpack(), List.of(strings));
        return new Texts(f, parts.get(0), parts.get(1), parts.get(2));
    }

    static Texts input(OpNode node, int index, GraphBuilder g) {
        return of(g, node.input(index));
    }

    /// Strings that the model carries. A byte that belongs to none stands behind them, since the
    /// runtime has no constants without elements.
    static Texts constant(GraphBuilder g, TfTensor tensor) {
        List<byte[]> strings = tensor.strings();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long[] begins = new long[strings.size()];
        long[] ends = new long[strings.size()];
        for (int i = 0; i < begins.length; i++) {
            begins[i] = all.size();
            all.writeBytes(strings.get(i));
            ends[i] = all.size();
        }
        all.write(0);
        byte[] bytes = all.toByteArray();
        long[] shape = tensor.shape().toArray();
        Weights packed =
                new Weights.Stored(
                        new Bytes.InMemory(bytes), TensorType.of(ElementType.U8, bytes.length));
        return new Texts(
                new Formula(g),
                g.constant(Weights.ofLongs(ElementType.I32, shape, begins)),
                g.constant(Weights.ofLongs(ElementType.I32, shape, ends)),
                g.constant(packed));
    }

    /// The bytes of a string that is known when the model is converted.
    ///
    /// @param what what the string is, for the message
    byte[] known(String what) {
        if (bytes.constant().isEmpty()
                || begins.longs().filter(all -> all.length == 1).isEmpty()
                || ends.longs().isEmpty()) {
            throw new UntranslatableException(
                    "its " + what + " is not known when the model is converted");
        }
        Weights all = bytes.constant().get();
        byte[] string = new byte[(int) (ends.longs().get()[0] - begins.longs().get()[0])];
        for (int i = 0; i < string.length; i++) {
            string[i] = (byte) all.at(begins.longs().get()[0] + i);
        }
        return string;
    }

    Value packed(String name) {
        return f.g().add(name, new StringTensorPack(), List.of(begins, ends, bytes));
    }

    Value packed() {
        return f.g().add(new StringTensorPack(), begins, ends, bytes);
    }

    /// The same strings with their bytes one behind the other. The runtime packs only what it finds
    /// in this order, with or without gaps.
    Texts inOrder() {
        return ofTable(f, table(longest()));
    }

    /// How many bytes each string has, `i32`.
    Value lengths() {
        return f.subtract(ends, begins);
    }

    /// The length of the longest string, a scalar `i64`.
    Value longest() {
        return f.i64(f.g().add(new ReduceMax(false), f.flat(lengths()), f.number(0)));
    }

    /// The bytes of each string along a new last dimension of a given width, `i32`; -1 behind the
    /// end.
    Value table(Value width) {
        Value places = f.convert(f.range(width), ElementType.I32);
        Value isInside = f.g().add(new Less(), places, f.unsqueeze(lengths(), -1));
        Value from = f.add(f.unsqueeze(begins, -1), places);
        Value zero = f.g().constant(Weights.ofLongs(ElementType.U8, new long[] {1}, 0));
        // Behind all strings stands a byte, so that there is one even where there are no others.
        Value read =
                f.gather(
                        f.concat(0, zero, bytes),
                        f.select(isInside, f.add(from, one()), from(0)),
                        0);
        return f.select(isInside, f.convert(read, ElementType.I32), from(-1));
    }

    private Value one() {
        return from(1);
    }

    private Value from(long number) {
        return f.g().constant(Weights.ofLongs(ElementType.I32, new long[0], number));
    }

    /// Strings of the bytes of a table that are not negative, in their order along the last
    /// dimension.
    static Texts ofTable(Formula f, Value table) {
        GraphBuilder g = f.g();
        Value isByte = g.add(new GreaterEqual(), table, f.like(table, 0));
        Value counts = f.sum(f.convert(isByte, ElementType.I32), -1);
        Value flatCounts = f.flat(counts);
        Value flatEnds = g.add(new CumSum(false, false), flatCounts, f.number(0));
        Value shape = f.shapeOf(counts);
        boolean isScalar = counts.shape().hasRank(0);
        Value ends = isScalar ? f.reshape(flatEnds) : f.reshape(flatEnds, shape);
        Value chosen = f.squeeze(g.add(new NonZero(ElementType.I64), f.flat(isByte)), 0);
        Value bytes = f.convert(f.gather(f.flat(table), chosen, 0), ElementType.U8);
        return new Texts(f, f.subtract(ends, counts), ends, bytes);
    }

    /// Whether strings are equal to others, to which they broadcast.
    Value equal(Texts other) {
        Value width = f.g().add(new Maximum(), longest(), other.longest());
        Value same = f.g().add(new Equal(), table(width), other.table(width));
        return f.g().add(new ReduceLogicalAnd(false), same, f.numbers(-1));
    }
}
