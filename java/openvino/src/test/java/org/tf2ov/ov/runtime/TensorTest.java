package org.tf2ov.ov.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;

final class TensorTest {
    /// Also that both sides number the types in the same way, and count bytes alike.
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DYNAMIC", "STRING"})
    void everyElementTypeHasItsBytes(ElementType element) {
        for (long count : new long[] {0, 1, 5, 8, 9}) {
            try (Tensor tensor = Tensor.allocate(element, count)) {
                assertEquals(element, tensor.elementType());
                assertEquals(element.bytes(count), tensor.byteSize());
                assertEquals(element.bytes(count), tensor.data().byteSize());
                byte[] bytes = new byte[(int) tensor.byteSize()];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (i * 37);
                }
                try (Tensor copy = Tensor.ofBytes(bytes, element, count)) {
                    assertArrayEquals(bytes, copy.toByteArray());
                }
            }
        }
    }

    @Test
    void arraysGoInAndComeOut() {
        try (Tensor floats = Tensor.of(new float[] {1, -2}, 2, 1);
                Tensor doubles = Tensor.of(new double[] {1, -2}, 2);
                Tensor longs = Tensor.of(new long[] {1, -2}, 2);
                Tensor ints = Tensor.of(new int[] {1, -2}, 2);
                Tensor shorts = Tensor.of(new short[] {1, -2}, 2);
                Tensor bytes = Tensor.of(new byte[] {1, -2}, 2);
                Tensor booleans = Tensor.of(new boolean[] {true, false}, 2);
                Tensor halves = Tensor.ofHalf(new float[] {1, -2, 65504, 1e-8f}, 4);
                Tensor scalar = Tensor.of(new float[] {3})) {
            assertArrayEquals(new float[] {1, -2}, floats.toFloatArray());
            assertArrayEquals(new double[] {1, -2}, doubles.toDoubleArray());
            assertArrayEquals(new long[] {1, -2}, longs.toLongArray());
            assertArrayEquals(new int[] {1, -2}, ints.toIntArray());
            assertEquals(TensorType.of(ElementType.I16, 2), shorts.type());
            assertArrayEquals(new byte[] {1, -2}, bytes.toByteArray());
            assertArrayEquals(new byte[] {1, 0}, booleans.toByteArray());
            assertArrayEquals(new float[] {1, -2, 65504, 0}, halves.toFloatArray());
            assertEquals(-2, floats.floats().get(1));
            assertEquals(-2, longs.longs().get(1));
            assertEquals(-2, ints.ints().get(1));
            assertEquals("f32[2,1]", floats.toString());
            assertEquals("f32[]", scalar.toString());
            assertEquals(1, scalar.size());
            assertThrows(IllegalStateException.class, ints::floats);
            assertThrows(IllegalStateException.class, floats::toLongArray);
        }
    }

    @Test
    void stringsGoInAndComeOut() {
        List<String> words =
                List.of(
                        "",
                        "short",
                        "Grüße, 世界",
                        "a string that is longer than any short form of one",
                        "\t\n");
        try (Tensor tensor = Tensor.of(words, 5, 1)) {
            assertEquals("string[5,1]", tensor.toString());
            assertEquals(words, tensor.toStrings());
            tensor.setStrings(words.reversed());
            assertEquals(words.reversed(), tensor.toStrings());
            assertThrows(IllegalStateException.class, tensor::data);
            assertThrows(IllegalArgumentException.class, () -> tensor.setStrings(List.of("one")));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> tensor.setStrings(List.of("a", "b", "c\0", "d", "e")));
        }
        try (Tensor empty = Tensor.allocate(ElementType.STRING, 3)) {
            assertEquals(List.of("", "", ""), empty.toStrings());
        }
        try (Tensor none = Tensor.of(List.<String>of(), 0)) {
            assertEquals(List.of(), none.toStrings());
        }
    }

    @Test
    void stringsPassThroughAModel() {
        String ir = TinyModels.relu("?").replace("f32", "string").replace("FP32", "STRING");
        String identity =
                ir.replaceAll("(?s)<layer id=\"1\".*?</layer>", "")
                        .replaceAll("<edge from-layer=\"1\".*?/>", "")
                        .replace("to-layer=\"1\"", "to-layer=\"2\"");
        try (Core core = new Core();
                Model model = core.readModel(identity);
                CompiledModel compiled = core.compile(model, "CPU");
                InferRequest request = compiled.newRequest();
                Tensor words =
                        Tensor.of(List.of("one", "a string that is longer than the others"), 2)) {
            request.setInput(words);
            request.infer();
            assertEquals(words.toStrings(), request.output().toStrings());
        }
    }
}
