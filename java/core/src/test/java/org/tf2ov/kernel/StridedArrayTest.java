package org.tf2ov.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tf2ov.tensor.ElementType;

class StridedArrayTest {
    private final MemorySegment bytes = Arena.ofAuto().allocate(24);
    private final StridedArray array = StridedArray.dense(bytes, ElementType.U8, 2, 3, 4);

    private static String text(StridedArray array) {
        return "offset %d shape %s strides %s"
                .formatted(array.offset(), array.shape(), array.strides());
    }

    @Test
    void aViewIsOnlyAnotherWayToCount() {
        assertEquals("offset 0 shape [2, 3, 4] strides [12, 4, 1]", text(array));
        assertEquals("offset 0 shape [4, 2, 3] strides [1, 12, 4]", text(array.permute(2, 0, 1)));
        assertEquals("offset 4 shape [2, 1, 4] strides [12, 4, 1]", text(array.slice(1, 1, 2)));
        assertEquals("offset 3 shape [2, 3, 4] strides [12, 4, -1]", text(array.reverse(2)));
        assertEquals(
                "offset 4 shape [2, 9, 4] strides [12, 0, 1]",
                text(array.slice(1, 1, 2).repeat(1, 9)));
        assertEquals("offset 0 shape [2, 0, 4] strides [12, 4, 1]", text(array.slice(1, 3, 3)));
        assertEquals(24, array.elements());
    }

    @Test
    void whatReachesOutOfTheBufferIsRefused() {
        assertRefused(
                "elements 0 to 24 of u8, in shape [25] with strides [1], exceed a buffer of 24 bytes",
                0,
                25,
                1);
        assertRefused(
                "elements -1 to 1 of u8, in shape [3] with strides [1], exceed a buffer of 24 bytes",
                -1,
                3,
                1);
        assertRefused(
                "elements -2 to 0 of u8, in shape [3] with strides [-1], exceed a buffer of 24 bytes",
                0,
                3,
                -1);
        assertRefused("negative axis in shape [-1]", 0, -1, 1);
        assertRefused(
                "shape [3] with strides [9223372036854775807] reaches further than 64 bits",
                0,
                3,
                Long.MAX_VALUE);
        assertThrows(
                IllegalArgumentException.class,
                () -> StridedArray.dense(bytes, ElementType.U8, 1L << 62, 4, 0x7fffffff));
        assertThrows(
                IllegalArgumentException.class,
                () -> StridedArray.dense(bytes, ElementType.U8, Collections.nCopies(9, 1L)));
        assertThrows(IllegalArgumentException.class, () -> array.permute(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> array.repeat(0, 3));
    }

    private void assertRefused(String message, long offset, long length, long stride) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        new StridedArray(
                                                bytes,
                                                ElementType.U8,
                                                offset,
                                                List.of(length),
                                                List.of(stride)))
                        .getMessage());
    }
}
