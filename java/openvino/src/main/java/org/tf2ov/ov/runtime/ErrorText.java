package org.tf2ov.ov.runtime;

import java.util.List;

/// All that the runtime said about a failure, as the cause of the exception that holds the essence.
final class ErrorText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ErrorText(String text) {
        super(text, null, false, false); // the stack is that of the exception it is the cause of
    }

    /// What helps a reader: the sentences, without the places in C++ files that they went through.
    ///
    ///     Exception from src/inference/src/cpp/core.cpp:97:
    ///     Check 'shape.compatible(other)' failed at src/core/src/node.cpp:123:
    ///     While validating node 'opset1::Add add (…)' with friendly_name 'add':
    ///     Argument shapes are inconsistent.
    ///
    /// becomes `While validating node 'opset1::Add add (…)' with friendly_name 'add': Argument shapes are
    /// inconsistent.` When nothing else was said, the conditions that failed are all there is.
    static String essence(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        List<String> sentences =
                lines.stream().filter(line -> !isPlace(line) && !isCondition(line)).toList();
        if (sentences.isEmpty()) {
            sentences = lines.stream().filter(line -> !isPlace(line)).toList();
        }
        return String.join(" ", sentences.isEmpty() ? lines : sentences);
    }

    private static boolean isPlace(String line) {
        return line.startsWith("Exception from ");
    }

    private static boolean isCondition(String line) {
        return line.startsWith("Check '") && line.contains("' failed at ");
    }
}
