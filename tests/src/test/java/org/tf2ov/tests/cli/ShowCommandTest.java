package org.tf2ov.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.cli.Tf2ov;
import org.tf2ov.graph.GraphText;
import org.tf2ov.graph.Op;

/// What `show` tells of the stages of a conversion.
class ShowCommandTest {
    private static final String MODEL = "src/test/resources/demo/onet.pb";

    @TempDir private Path folder;

    private static String show(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] command =
                Stream.concat(Stream.of("show", MODEL), Stream.of(arguments))
                        .toArray(String[]::new);
        assertEquals(0, Tf2ov.run(command, new PrintStream(out), System.err));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void stagesHaveTimesAndDifferences() {
        String said = show("--stages");

        List<String> stages =
                said.lines().map(line -> line.substring(0, line.indexOf(' '))).toList();
        assertEquals(List.of("read", "translate", "fold"), stages.subList(0, 3));
        assertTrue(said.matches("(?s).*fuse +\\d+\\.\\d ms .*\\+5 PRelu.*"), said);
    }

    @Test
    void dumpedGraphsParseBack() throws IOException {
        show("--dump", folder.toString());

        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.sorted().toList();
        }
        assertEquals("01-translate.txt", files.getFirst().getFileName().toString());
        for (Path file : files) {
            String text = Files.readString(file);
            assertEquals(text, GraphText.parse(text, ShowCommandTest::operation).toString());
        }
    }

    @Test
    void layoutsAndTransposesHaveReasons() {
        String said = show("--layout");

        assertTrue(
                said.contains(
                        "input  [1,48,48,3] [N,H,W,C] becomes [1,3,48,48] [N,C,H,W]: it is a channels-last image of"
                                + " Conv2D 'o_net/conv1/Conv2D'"),
                said);
        assertTrue(
                said.contains("probability  [1,2] stays: with 2 dimensions it is no image"), said);
        assertTrue(
                said.contains(
                        "Reshape 'o_net/flatten4/Reshape' takes the numbers in the order that TensorFlow has"),
                said);
        assertTrue(
                show("--layout", "--disable_nhwc_to_nchw")
                        .contains("inputs and outputs shall keep TensorFlow's layout"));
        assertTrue(show("--layout", "--json").contains("\"source_layout\" : \"[N,H,W,C]\""));
    }

    private static Class<? extends Op> operation(String name) {
        try {
            return Class.forName("org.tf2ov.ov.op." + name).asSubclass(Op.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no operation " + name, e);
        }
    }
}
