package org.tf2ov.ov.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;

final class LayerTypesTest {
    @Test
    void everyOutputOfEveryLayerHasAType() {
        try (Core core = new Core();
                Tensor weights = Tensor.allocate(ElementType.U8, 24)) {
            assertEquals(
                    Map.of(
                            "x:0", TensorType.f32(-1, 2),
                            "w:0", TensorType.f32(2, 3),
                            "product:0", TensorType.f32(-1, 3)),
                    LayerTypes.of(core, TinyModels.matMul(2, 3), weights));
        }
    }

    @Test
    void tenThousandLayersAreNotTooMany() {
        try (Core core = new Core()) {
            Map<String, TensorType> types = LayerTypes.of(core, TinyModels.chain(10_000));
            assertEquals(10_001, types.size());
            assertEquals(TensorType.f32(1, 8), types.get("relu10000:0"));
        }
    }

    @Test
    void whatIsNoIrIsRefused() {
        try (Core core = new Core()) {
            assertThrows(MalformedInputException.class, () -> LayerTypes.of(core, "not XML"));
            assertThrows(MalformedInputException.class, () -> LayerTypes.of(core, "<net/>"));
        }
    }
}
