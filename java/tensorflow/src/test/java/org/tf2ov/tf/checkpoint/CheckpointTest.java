package org.tf2ov.tf.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    @ParameterizedTest
    @ValueSource(strings = {"every_type", "two_shards", "packed"})
    void holdsWhatTensorFlowReadsInIt(String name) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(Fixtures.path(name));

        checkpoint.verify();

        assertEquals(Fixtures.expected(name), Fixtures.described(checkpoint));
    }
}
