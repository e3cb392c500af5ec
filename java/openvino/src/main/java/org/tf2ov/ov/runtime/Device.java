package org.tf2ov.ov.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A device of this machine.
///
/// @param name what it is called where one is asked for: `CPU`, `GPU.0`, `NPU`
/// @param fullName what its maker calls it
public record Device(String name, String fullName) {
    /// Names of earlier versions, and what became of them.
    private static final Map<String, String> RETIRED =
            Map.of(
                    "MYRIAD",
                    "OpenVINO 2022.3 was the last version for the Movidius Myriad X",
                    "HDDL",
                    "OpenVINO 2022.3 was the last version for accelerator cards with Movidius Myriad X",
                    "VPUX",
                    "VPUX is called NPU since OpenVINO 2023.2",
                    "VPU",
                    "the vision processing unit in Intel Core Ultra is called NPU",
                    "GNA",
                    "OpenVINO 2023.3 was the last version for the Gaussian and Neural Accelerator");

    /// Devices that are made of others.
    private static final List<String> VIRTUAL = List.of("AUTO", "MULTI", "HETERO", "BATCH");

    /// Why a device that was asked for, like `GPU`, `AUTO:GPU,CPU` or `BATCH:GPU(4)`, isn't there:
    /// nothing if it is.
    static Optional<String> whyMissing(String wanted, List<String> available) {
        return parts(wanted)
                .filter(part -> !isAvailable(part, available))
                .map(part -> explain(part, available))
                .findFirst();
    }

    /// `HETERO`, `GPU.1` and `CPU` of `HETERO:GPU.1,CPU`.
    private static Stream<String> parts(String wanted) {
        return Stream.of(wanted.split("[:,]"))
                .map(part -> part.replaceAll("\\(.*", "").replaceFirst("^-", "").strip());
    }

    private static boolean isAvailable(String name, List<String> available) {
        return VIRTUAL.contains(name)
                || available.stream()
                        .anyMatch(device ->
                                device.equals(name)
                                        || device.startsWith(name + ".")
                                        || (device + ".0").equals(name));
    }

    private static String explain(String name, List<String> available) {
        String there = available.isEmpty() ? "no device" : String.join(", ", available);
        String retired = RETIRED.get(name.toUpperCase(Locale.ROOT).replaceAll("\\..*", ""));
        return "there is no device '"
                + name
                + "'"
                + (retired == null ? "" : " any more (" + retired + ")")
                + "; this machine has "
                + there;
    }

    @Override
    public String toString() {
        return name + " (" + fullName + ")";
    }
}
