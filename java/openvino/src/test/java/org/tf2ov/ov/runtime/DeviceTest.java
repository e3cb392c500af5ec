package org.tf2ov.ov.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeviceTest {
    @Test
    void devicesThatAreThereAreNotMissing() {
        List<String> there = List.of("CPU", "GPU.0", "GPU.1", "NPU");
        for (String wanted :
                List.of(
                        "CPU",
                        "GPU",
                        "GPU.1",
                        "NPU",
                        "AUTO",
                        "AUTO:GPU,CPU",
                        "AUTO:-GPU.0",
                        "MULTI:NPU,GPU.0",
                        "BATCH:GPU(4)",
                        "HETERO:GPU.0,CPU")) {
            assertEquals(Optional.empty(), Device.whyMissing(wanted, there), wanted);
        }
        assertEquals(Optional.empty(), Device.whyMissing("GPU.0", List.of("GPU")));
    }

    @Test
    void devicesThatAreNotThereAreExplained() {
        assertEquals(
                "there is no device 'GPU.1'; this machine has CPU, GPU.0",
                Device.whyMissing("MULTI:CPU,GPU.1", List.of("CPU", "GPU.0")).orElseThrow());
        assertEquals(
                "there is no device 'VPUX.3720' any more (VPUX is called NPU since OpenVINO 2023.2); this machine has NPU",
                Device.whyMissing("VPUX.3720", List.of("NPU")).orElseThrow());
        assertEquals(
                "there is no device 'HDDL' any more (OpenVINO 2022.3 was the last version for accelerator cards with"
                        + " Movidius Myriad X); this machine has no device",
                Device.whyMissing("HDDL", List.of()).orElseThrow());
    }

    @Test
    void theCpuIsListed() {
        try (Core core = new Core()) {
            assertTrue(
                    core.devices().stream()
                            .anyMatch(device ->
                                    device.name().equals("CPU") && !device.fullName().isBlank()));
            Map<String, String> versions = core.pluginVersions("CPU");
            assertTrue(versions.containsKey("CPU"), versions.toString());
            assertTrue(Core.version().startsWith(RuntimeLibrary.VERSION), Core.version());
            core.setProperties("CPU", Map.of(Properties.INFERENCE_NUM_THREADS, "1"));
            assertEquals("1", core.property("CPU", Properties.INFERENCE_NUM_THREADS));
        }
    }
}
