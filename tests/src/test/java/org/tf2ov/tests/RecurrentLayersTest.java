package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.Converter;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Op;
import org.tf2ov.ov.op.GRUSequence;
import org.tf2ov.ov.op.LSTMSequence;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.ov.op.RNNSequence;

/// Recurrent layers become operations for whole sequences: no loop is left. That these compute what
/// TensorFlow computes is what `KerasLayersTest` and `OpConformanceTest` see.
class RecurrentLayersTest {
    private static final Set<String> KERAS =
            Set.of(
                    "plain",
                    "sequences",
                    "states",
                    "backwards",
                    "open_time",
                    "initial_state",
                    "time_major",
                    "reset_before",
                    "reset_before_no_bias",
                    "SimpleRNN",
                    "GRU",
                    "LSTM",
                    "stacked",
                    "stacked_states",
                    "merge_concat",
                    "two_layers");

    private static final Set<String> TENSORFLOW_1 =
            Set.of(
                    "bidirectional_basic_lstm",
                    "bidirectional_basic_lstm_with_lengths",
                    "bidirectional_gru",
                    "bidirectional_gru_with_lengths",
                    "dynamic_rnn_basic_lstm",
                    "dynamic_rnn_basic_lstm_time_major",
                    "dynamic_rnn_basic_lstm_with_lengths",
                    "dynamic_rnn_basic_rnn",
                    "dynamic_rnn_gru",
                    "dynamic_rnn_gru_time_major",
                    "dynamic_rnn_gru_with_lengths",
                    "initial_state",
                    "last_state_only");

    @TempDir Path folder;

    @Test
    void layersOfKerasLeaveNoLoop() throws IOException {
        List<String> loops = new ArrayList<>();
        int count = 0;
        for (String layer : List.of("SimpleRNN", "GRU", "LSTM", "RNN", "Bidirectional")) {
            for (String keras : List.of("keras2/", "keras3/")) {
                for (KerasCase test : KerasCase.of(keras + layer)) {
                    String name = test.description().at("name").text();
                    if (KERAS.contains(name)) {
                        count++;
                        Path file = folder.resolve("model." + test.format());
                        Files.write(file, test.model());
                        check(test.name(), Converter.convert(file, ConvertOptions.DEFAULT), loops);
                    }
                }
            }
        }
        assertEquals(List.of(), loops);
        assertTrue(count > 60, () -> "there are fixtures");
    }

    @Test
    void networksOfTensorFlow1LeaveNoLoop() throws IOException {
        List<String> loops = new ArrayList<>();
        int count = 0;
        for (OpCase test : OpCase.of("Composite_RecurrentOfTensorFlow1")) {
            if (TENSORFLOW_1.contains(test.name())) {
                count++;
                Path file = folder.resolve("model.pb");
                Files.write(file, test.model());
                ConvertOptions options =
                        ConvertOptions.DEFAULT.withOutputs(
                                test.outputs().stream()
                                        .map(output -> output.at("name").text())
                                        .toList());
                check(test.toString(), Converter.convert(file, options), loops);
            }
        }
        assertEquals(List.of(), loops);
        assertTrue(count >= 2 * TENSORFLOW_1.size(), () -> "each is there, static and dynamic");
    }

    private static void check(String name, Conversion conversion, List<String> loops) {
        List<Op> ops = conversion.graph().nodes().stream().map(Node::op).toList();
        boolean sequence =
                ops.stream()
                        .anyMatch(op ->
                                op instanceof LSTMSequence
                                        || op instanceof GRUSequence
                                        || op instanceof RNNSequence);
        if (!sequence || ops.stream().anyMatch(Loop.class::isInstance)) {
            loops.add(name);
        }
    }
}
