package org.tf2ov.cli;

import org.tf2ov.convert.Version;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.problem.RuntimeFailure;
import picocli.CommandLine.IVersionProvider;

/// What `tf2ov --version` says.
final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "tf2ov     " + Version.NUMBER,
            "OpenVINO  " + openVino(),
            "Java      " + Runtime.version() + ", " + System.getProperty("java.vendor")
        };
    }

    private static String openVino() {
        try {
            return Core.version();
        } catch (RuntimeFailure e) {
            return e.getMessage();
        }
    }
}
