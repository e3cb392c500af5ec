package org.tf2ov.kernel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// That a chain computes the same as what it stands for is shown where constants are written.
class ChainTest {
    private static final Weights STORED =
            new Weights.Stored(new Bytes.InMemory(new byte[96]), TensorType.f32(2, 3, 4));

    @Test
    void largeConstantsAreChains() {
        Weights permuted = STORED.permute(List.of(2, 0, 1));
        Weights scaled = permuted.scale(0, new float[] {1, 2, 3, 4});
        assertTrue(Chain.of(STORED).orElseThrow().isCopy());
        assertFalse(Chain.of(permuted).orElseThrow().isCopy());
        assertFalse(Chain.of(STORED.convert(ElementType.F16)).orElseThrow().isCopy());
        assertFalse(Chain.of(scaled.convert(ElementType.F16)).orElseThrow().isCopy());
        assertTrue(Chain.of(scaled.reshape(PartialShape.of(12, 2))).isPresent());
    }

    @Test
    void whatTheKernelsDoNotKnowIsNone() {
        assertTrue(Chain.of(STORED.convert(ElementType.I64)).isEmpty());
        assertTrue(Chain.of(Weights.scalar(1)).isPresent());
        assertTrue(
                Chain.of(new Weights.Splat(new Bytes.InMemory(new byte[4]), TensorType.f32(2, 3)))
                        .isEmpty());
    }
}
