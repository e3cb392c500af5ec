package org.tf2ov.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tf2ov.file.NewFile;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Node;
import org.tf2ov.pass.Invariants;

/// What each stage of a conversion takes and changes, told while it runs.
///
/// The clock stands still while a graph is counted and written.
final class StageReport {
    /// @param changes by the name of each operation, how many more of it there are than before
    private record Stage(
            String name, double milliseconds, int nodes, SortedMap<String, Integer> changes) {}

    private final Optional<Path> dump;
    private final List<Stage> stages = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private Map<String, Integer> before = Map.of();
    private Optional<Graph> last = Optional.empty();
    private long start = System.nanoTime();

    /// @param dump where the graphs are written as text, if they are
    StageReport(Optional<Path> dump) {
        this.dump = dump;
    }

    /// The model has been read and frozen.
    void read(int nodes) {
        stages.add(new Stage("read", milliseconds(), nodes, new TreeMap<>()));
        start = System.nanoTime();
    }

    /// A stage has left this graph.
    ///
    /// @throws IllegalStateException if what has to hold of it does not
    void stage(String name, Graph graph) {
        double milliseconds = milliseconds();
        Map<String, Integer> now = new TreeMap<>();
        for (Node node : graph.nodes()) {
            now.merge(node.op().typeName(), 1, Integer::sum);
        }
        SortedMap<String, Integer> changes = new TreeMap<>(now);
        before.forEach((op, count) -> changes.merge(op, -count, Integer::sum));
        changes.values().removeIf(change -> change == 0);
        int nodes = now.values().stream().mapToInt(Integer::intValue).sum();
        dump.ifPresent(folder -> write(folder, name, graph));
        stages.add(new Stage(name, milliseconds, nodes, changes));
        last.ifPresentOrElse(
                earlier -> Invariants.check(name, earlier, graph),
                () -> Invariants.check(name, graph));
        last = Optional.of(graph);
        before = now;
        start = System.nanoTime();
    }

    private double milliseconds() {
        return (System.nanoTime() - start) / 1e6;
    }

    private void write(Path folder, String name, Graph graph) {
        Path file =
                folder.resolve(String.format(Locale.ROOT, "%02d-%s.txt", files.size() + 1, name));
        NewFile.write(
                file,
                "the file",
                out -> out.write(graph.toString().getBytes(StandardCharsets.UTF_8)));
        files.add(file);
    }

    /// The files that were written, in the order of the stages.
    List<Path> files() {
        return files;
    }

    /// A line a stage for people.
    void say(Terminal terminal) {
        int width = stages.stream().mapToInt(stage -> stage.name().length()).max().orElse(0);
        for (Stage stage : stages) {
            StringBuilder line = new StringBuilder();
            line.append(String.format(Locale.ROOT, "%-" + width + "s", stage.name()));
            line.append(
                    String.format(
                            Locale.ROOT,
                            "  %8.1f ms  %7d nodes",
                            stage.milliseconds(),
                            stage.nodes()));
            String separator = "  ";
            for (Map.Entry<String, Integer> change : stage.changes().entrySet()) {
                line.append(separator)
                        .append(String.format(Locale.ROOT, "%+d ", change.getValue()))
                        .append(change.getKey());
                separator = ", ";
            }
            terminal.say(Terminal.visible(line.toString()));
        }
    }

    /// The same for programs.
    List<Map<String, Object>> document() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Stage stage : stages) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", stage.name());
            facts.put("milliseconds", Math.round(stage.milliseconds() * 1000) / 1000.0);
            facts.put("nodes", stage.nodes());
            facts.put("changes", stage.changes());
            all.add(facts);
        }
        return all;
    }
}
