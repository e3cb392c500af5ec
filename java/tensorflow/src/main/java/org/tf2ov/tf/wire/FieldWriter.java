package org.tf2ov.tf.wire;

import java.util.function.Consumer;
import org.tf2ov.tensor.Bytes;

/// Takes the fields of a protocol buffer message, one after the other, and writes them in one of
/// the two forms that messages have: [WireWriter], [TextWriter].
///
/// A field is always written, whether it has its default value or not.
public sealed interface FieldWriter permits WireWriter, TextWriter {
    /// A field of the message.
    ///
    /// @param number in the binary form
    /// @param name in the text form
    record Field(int number, String name) {}

    /// A field of type `int32`, `int64` or `uint32`.
    void whole(Field field, long value);

    /// A field of type `uint64`.
    void unsigned(Field field, long value);

    void flag(Field field, boolean value);

    /// A field of an enumeration.
    ///
    /// @param word its name in the text form
    void choice(Field field, int value, String word);

    void real(Field field, float value);

    void real(Field field, double value);

    /// A field of type `string`.
    void text(Field field, String value);

    /// A field of type `bytes`, short.
    void bytes(Field field, byte[] value);

    /// A field of type `bytes`, which may be a slice of a file; it is copied when everything is
    /// written.
    void bytes(Field field, Bytes value);

    /// A message in the message.
    void message(Field field, Consumer<FieldWriter> content);

    /// Whether people are to read it, so that numbers should be numbers.
    boolean isText();
}
