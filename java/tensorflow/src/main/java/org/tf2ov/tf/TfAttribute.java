package org.tf2ov.tf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tf2ov.tensor.PartialShape;

/// The value of a node's attribute. [TfNode] has the accessors that most code wants.
///
/// Source: `tensorflow/core/framework/attr_value.proto`.
public sealed interface TfAttribute {
    record Whole(long value) implements TfAttribute {}

    record Real(float value) implements TfAttribute {}

    record Flag(boolean value) implements TfAttribute {}

    /// Text, which need not be UTF-8: some attributes hold messages of their own.
    final class Text implements TfAttribute {
        private final byte[] content;

        /// The array is not copied and must not change any more.
        public Text(byte[] content) {
            this.content = content;
        }

        public Text(String value) {
            this(value.getBytes(StandardCharsets.UTF_8));
        }

        /// The text; what is not UTF-8 in it is replaced by U+FFFD.
        public String value() {
            return new String(content, StandardCharsets.UTF_8);
        }

        public byte[] bytes() {
            return content.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && Arrays.equals(content, text.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return "Text[" + value() + "]";
        }
    }

    /// An element type, by its number in the file; see [DataType#ofNumber].
    record Type(int number) implements TfAttribute {
        public Type(DataType type) {
            this(type.number());
        }
    }

    record Shape(PartialShape value) implements TfAttribute {}

    record Tensor(TfTensor value) implements TfAttribute {}

    /// A function of the library, or an operation, with values for its attributes.
    record Function(String name, Map<String, TfAttribute> attributes) implements TfAttribute {
        public Function {
            attributes = inOrder(attributes);
        }
    }

    /// In the body of a function: the value that the caller's attribute `name` has.
    record Placeholder(String name) implements TfAttribute {}

    /// Several values. A file does not say of what kind an empty list is, so there is room for
    /// each; at most one of the lists holds something.
    record Items(
            List<Text> texts,
            List<Long> integers,
            List<Float> reals,
            List<Boolean> flags,
            List<Integer> types,
            List<PartialShape> shapes,
            List<TfTensor> tensors,
            List<Function> functions)
            implements TfAttribute {
        public static final Items EMPTY =
                new Items(
                        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                        List.of());

        public static Items integers(List<Long> values) {
            return new Items(
                    List.of(),
                    List.copyOf(values),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }

        public static Items reals(List<Float> values) {
            return new Items(
                    List.of(),
                    List.of(),
                    List.copyOf(values),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }

        public static Items types(List<DataType> values) {
            return new Items(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    values.stream().map(DataType::number).toList(),
                    List.of(),
                    List.of(),
                    List.of());
        }

        public static Items shapes(List<PartialShape> values) {
            return new Items(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.copyOf(values),
                    List.of(),
                    List.of());
        }

        public int size() {
            return texts.size()
                    + integers.size()
                    + reals.size()
                    + flags.size()
                    + types.size()
                    + shapes.size()
                    + tensors.size()
                    + functions.size();
        }

        /// What the list holds, in words.
        private String kind() {
            return !texts.isEmpty()
                    ? "a list of texts"
                    : !integers.isEmpty() || !reals.isEmpty()
                            ? "a list of numbers"
                            : !types.isEmpty() ? "a list of types" : "a list of something else";
        }
    }

    /// What it is, in words for a message.
    default String description() {
        return switch (this) {
            case Whole _ -> "a whole number";
            case Real _ -> "a real number";
            case Flag _ -> "a flag";
            case Text _ -> "a text";
            case Type _ -> "a type";
            case Shape _ -> "a shape";
            case Tensor _ -> "a tensor";
            case Function _ -> "a function";
            case Placeholder _ -> "a placeholder";
            case Items items -> items.size() == 0 ? "an empty list" : items.kind();
        };
    }

    /// The same attributes, sorted by name, so that everything made from them is reproducible.
    static Map<String, TfAttribute> inOrder(Map<String, TfAttribute> attributes) {
        return attributes.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
}
