package org.tf2ov.ov.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ErrorTextTest {
    @Test
    void placesInCppFilesAreLeftOut() {
        assertEquals(
                "While validating node 'opset1::Add add' with friendly_name 'add': Argument shapes are inconsistent.",
                ErrorText.essence(
                        """
                        Exception from src/inference/src/cpp/core.cpp:97:
                        Check 'shape.compatible(other)' failed at src/core/src/node.cpp:123:
                        While validating node 'opset1::Add add' with friendly_name 'add':
                        Argument shapes are inconsistent.

                        """));
    }

    @Test
    void aConditionIsLeftWhenItIsAllThereIs() {
        assertEquals(
                "Check 'false' failed at src/core/src/node.cpp:123:",
                ErrorText.essence(
                        "Exception from a.cpp:1:\nCheck 'false' failed at src/core/src/node.cpp:123:\n"));
        assertEquals("Exception from a.cpp:1:", ErrorText.essence("Exception from a.cpp:1:\n\n"));
    }
}
