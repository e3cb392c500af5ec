package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.tf.TfAttribute;

/// The numbers of a serialized protocol buffer message that has only numbers: the dimensions of
/// XLA's products and convolutions.
///
/// Source: `xla_data.proto`, `DotDimensionNumbers` and `ConvolutionDimensionNumbers`.
///
/// @param fields the numbers of each field
record XlaNumbers(Map<Integer, List<Integer>> fields) {
    static XlaNumbers of(OpNode node, String attribute) {
        if (!(node.tf().attribute(attribute).orElse(null) instanceof TfAttribute.Text text)) {
            throw new UntranslatableException("it has no " + attribute);
        }
        return new Reader(text.bytes(), attribute).read();
    }

    List<Integer> all(int field) {
        return fields.getOrDefault(field, List.of());
    }

    /// The number of a field that may be given once; 0 without it.
    int one(int field) {
        List<Integer> all = all(field);
        return all.isEmpty() ? 0 : all.getLast();
    }

    private static final class Reader {
        private final byte[] bytes;
        private final String attribute;
        private final Map<Integer, List<Integer>> fields = new HashMap<>();
        private int at;

        Reader(byte[] bytes, String attribute) {
            this.bytes = bytes;
            this.attribute = attribute;
        }

        XlaNumbers read() {
            while (at < bytes.length) {
                int tag = number();
                List<Integer> numbers = fields.computeIfAbsent(tag >> 3, any -> new ArrayList<>());
                switch (tag & 7) {
                    case 0 -> numbers.add(number());
                    case 2 -> {
                        int end = number() + at;
                        while (at < end) {
                            numbers.add(number());
                        }
                    }
                    default -> throw malformed();
                }
            }
            return new XlaNumbers(fields);
        }

        /// Dimensions are small.
        private int number() {
            int value = 0;
            for (int shift = 0; shift < 28; shift += 7) {
                if (at >= bytes.length) {
                    throw malformed();
                }
                int next = bytes[at++];
                value |= (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw malformed();
        }

        private UntranslatableException malformed() {
            return new UntranslatableException("its " + attribute + " cannot be read");
        }
    }
}
