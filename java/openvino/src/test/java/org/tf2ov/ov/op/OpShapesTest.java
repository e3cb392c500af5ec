package org.tf2ov.ov.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tf2ov.graph.InferenceException;

/// Types, shapes and known elements are those that the OpenVINO runtime infers.
///
/// `op-shapes.tsv` holds expressions and what the runtime says to them;
/// `scripts/oracle/op_shapes.py` asked it.
final class OpShapesTest {
    /// An expression and what the runtime infers.
    record Row(String expression, String expected) {
        static Row of(String line) {
            int tab = line.indexOf('\t');
            return new Row(line.substring(0, tab), line.substring(tab + 1));
        }

        /// What we infer.
        String inferred() {
            try {
                return Expressions.print(Expressions.infer(expression));
            } catch (InferenceException e) {
                return "rejected";
            }
        }

        String operation() {
            return expression.replaceFirst("[\\[(].*", "");
        }
    }

    static List<Row> rows() throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                OpShapesTest.class.getResourceAsStream("/op-shapes.tsv"),
                                StandardCharsets.UTF_8))) {
            return lines.lines().map(Row::of).toList();
        }
    }

    static Stream<Arguments> operations() throws IOException {
        return rows().stream()
                .collect(
                        Collectors.groupingBy(
                                Row::operation, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void infersWhatTheRuntimeInfers(String operation, List<Row> rows) {
        assertEquals(table(rows, Row::expected), table(rows, Row::inferred), operation);
    }

    private static String table(List<Row> rows, Function<Row, String> answer) {
        return rows.stream()
                .map(row -> row.expression() + "  " + answer.apply(row))
                .collect(Collectors.joining("\n"));
    }
}
