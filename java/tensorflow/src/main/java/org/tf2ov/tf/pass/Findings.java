package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfNode;

/// What freezing has found out: problems, each with the node that cannot be frozen, and remarks.
///
/// A node that cannot be frozen stays as it is, and its problem is told only if the node is still
/// needed when all is done.
final class Findings {
    private static final int MOST_TOLD = 50;

    private final Map<String, List<Problem>> problems = new LinkedHashMap<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    /// By what name problems in a function are kept.
    static String key(TfFunction function) {
        return key(function.name());
    }

    /// By what name problems in a function are kept. No node has such a name.
    static String key(String function) {
        return "^" + function;
    }

    void problem(TfNode node, Code code, String what, String remedy) {
        problem(node.name(), Problem.of(code, node.place(), what, remedy));
    }

    void problem(TfNode node, Code code, String what) {
        problem(node.name(), Problem.of(code, node.place(), what));
    }

    void problem(String key, Problem problem) {
        problems.computeIfAbsent(key, _ -> new ArrayList<>()).add(problem);
    }

    /// Whether a node has been found to be impossible to freeze.
    boolean concerns(String key) {
        return problems.containsKey(key);
    }

    /// A sentence that the user should read.
    void remark(String sentence) {
        remarks.add(sentence);
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /// @param needed the nodes, and the keys of functions, that matter
    void throwIfAny(Set<String> needed) {
        Set<Problem> all = new HashSet<>();
        List<Problem> told = new ArrayList<>();
        problems.forEach((key, found) -> {
            if (needed.contains(key)) {
                found.stream().filter(all::add).forEach(told::add);
            }
        });
        if (told.isEmpty()) {
            return;
        }
        int untold = told.size() - MOST_TOLD;
        if (untold > 0) {
            told.subList(MOST_TOLD, told.size()).clear();
            told.add(
                    Problem.of(
                            told.getFirst().code(),
                            "the model",
                            "there are " + untold + " more problems"));
        }
        throw new Tf2ovException(told);
    }
}
