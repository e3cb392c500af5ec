package org.tf2ov.tf.pass;

import java.util.Map;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfTensor;

/// Constants that rewrites put into graphs.
final class Constants {
    private Constants() {}

    static TfTensor of(boolean value) {
        byte[] bytes = {(byte) (value ? 1 : 0)};
        return TfTensor.of(DataType.BOOL, PartialShape.SCALAR, new Bytes.InMemory(bytes));
    }

    static TfTensor of(int value) {
        byte[] bytes = {
            (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
        };
        return TfTensor.of(DataType.INT32, PartialShape.SCALAR, new Bytes.InMemory(bytes));
    }

    /// The attributes of a `Const`.
    static Map<String, TfAttribute> attributes(TfTensor value) {
        return Map.of(
                "dtype",
                new TfAttribute.Type(value.type()),
                "value",
                new TfAttribute.Tensor(value));
    }
}
