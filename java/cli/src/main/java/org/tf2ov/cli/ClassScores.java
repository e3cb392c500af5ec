package org.tf2ov.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// An output that gives each class of things a score.
///
/// @param best the classes with the highest scores, best first
/// @param probabilities whether the scores of all classes lie between 0 and 1 and add up to 1
record ClassScores(List<Ranked> best, boolean probabilities, int classes) {
    /// One class; equal scores keep the order of the classes.
    record Ranked(int index, double score) {}

    /// The scores in an output that looks like it: floating point numbers along one axis, at least
    /// two.
    static Optional<ClassScores> of(HostTensor output, int top) {
        long wide = LongStream.of(output.shape()).filter(dimension -> dimension != 1).count();
        if (!output.element().isFloat() || wide != 1 || output.count() < 2) {
            return Optional.empty();
        }
        int classes = Math.toIntExact(output.count());
        double[] scores = IntStream.range(0, classes).mapToDouble(output::real).toArray();
        double sum = 0;
        boolean within = true;
        for (double score : scores) {
            sum += score;
            within &= 0 <= score && score <= 1;
        }
        List<Ranked> best =
                IntStream.range(0, classes)
                        .mapToObj(index -> new Ranked(index, scores[index]))
                        .sorted(Comparator.comparingDouble(Ranked::score).reversed())
                        .limit(top)
                        .toList();
        return Optional.of(new ClassScores(best, within && Math.abs(sum - 1) < 1e-2, classes));
    }
}
