package org.tf2ov.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.Device;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `tf2ov devices`: what a model can run on here.
final class DevicesCommand implements Subcommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.withCommon(CommandSpec.create().name("devices"));
        spec.usageMessage()
                .header("List the devices of this machine that OpenVINO can use.")
                .description(
                        "",
                        "The first column is what --device takes. AUTO, MULTI, HETERO and BATCH combine them.",
                        "");
        return spec;
    }

    @Override
    public void run(ParseResult given, Terminal terminal) {
        try (Core core = new Core()) {
            List<Device> devices = core.devices();
            devices.forEach(device -> terminal.say(device.name(), device.fullName().strip()));
            terminal.document(
                    Map.of("devices", devices.stream().map(DevicesCommand::describe).toList()));
        }
    }

    private static Map<String, Object> describe(Device device) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", device.name());
        facts.put("full_name", device.fullName());
        return facts;
    }
}
