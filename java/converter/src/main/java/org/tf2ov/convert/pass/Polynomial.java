package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Power;
import org.tf2ov.ov.op.Subtract;

/// A formula multiplied out, so that one question finds it however it was written: `x * 0.5 * (1 +
/// e)`, `0.5 * x + e * x / 2`.
///
/// @param terms the coefficient of each product of powers of the variables; the list holds the
///   exponents
record Polynomial(Map<List<Integer>, Double> terms) {
    /// Deeper formulas are not looked at, so that a question costs little.
    private static final int MOST_DEPTH = 7;

    private static final int MOST_PARTS = 24;
    private static final int HIGHEST_POWER = 3;

    /// The formula as a polynomial of these values, if it is made of them and of single numbers by
    /// sums and products.
    static Optional<Polynomial> of(Value formula, Value... variables) {
        return of(formula, List.of(variables), MOST_DEPTH);
    }

    private static Optional<Polynomial> of(Value formula, List<Value> variables, int depth) {
        int variable = variables.indexOf(formula);
        if (variable >= 0) {
            List<Integer> exponents = new ArrayList<>(Collections.nCopies(variables.size(), 0));
            exponents.set(variable, 1);
            return Optional.of(new Polynomial(Map.of(exponents, 1.0)));
        }
        Optional<Double> number = number(formula);
        if (number.isPresent()) {
            List<Integer> none = Collections.nCopies(variables.size(), 0);
            return Optional.of(new Polynomial(Map.of(none, number.get())));
        }
        if (depth == 0 || !isArithmetic(formula.op())) {
            return Optional.empty();
        }
        Optional<Polynomial> first = of(formula.input(0), variables, depth - 1);
        if (first.isEmpty()) {
            return first;
        }
        if (formula.op() instanceof Negative) {
            return first.map(all -> all.scaled(-1));
        }
        Optional<Polynomial> second = of(formula.input(1), variables, depth - 1);
        if (second.isEmpty()) {
            return second;
        }
        Polynomial a = first.get();
        Polynomial b = second.get();
        return switch (formula.op()) {
            case Add _ -> Optional.of(a.plus(b));
            case Subtract _ -> Optional.of(a.plus(b.scaled(-1)));
            case Multiply _ -> Optional.of(a.times(b));
            case Divide _ -> b.number().map(divisor -> a.scaled(1 / divisor));
            case Power _ -> b.number().flatMap(a::power);
            default -> Optional.empty();
        };
    }

    /// The formula and what it is made of by sums and products, outermost first; not far down.
    static List<Value> parts(Value formula) {
        List<Value> parts = new ArrayList<>(List.of(formula));
        for (int i = 0; i < parts.size(); i++) {
            Value part = parts.get(i);
            if (isArithmetic(part.op())) {
                for (Value input : part.node().inputs()) {
                    if (parts.size() < MOST_PARTS
                            && input.constant().isEmpty()
                            && !parts.contains(input)) {
                        parts.add(input);
                    }
                }
            }
        }
        return parts;
    }

    /// A constant of one element.
    static Optional<Double> number(Value value) {
        return value.constant()
                .filter(weights -> weights.type().element().isFloat() && weights.count() == 1)
                .map(weights -> weights.at(0));
    }

    /// Whether it is the sum of exactly these terms, but for rounding.
    boolean is(Polynomial other, double tolerance) {
        Set<List<Integer>> all = new HashSet<>(terms.keySet());
        all.addAll(other.terms.keySet());
        return all.stream()
                .allMatch(exponents -> {
                    double wanted = other.coefficient(exponents);
                    return Math.abs(coefficient(exponents) - wanted)
                            <= tolerance * Math.abs(wanted);
                });
    }

    /// The coefficient of a product of powers.
    double coefficient(List<Integer> exponents) {
        return terms.getOrDefault(exponents, 0.0);
    }

    /// How much a number differs from what it stands for when it is rounded to an element type,
    /// with room for one more rounding.
    static double rounding(Value value) {
        return switch (value.type().element()) {
            case F16 -> 0x1p-9;
            case BF16 -> 0x1p-6;
            default -> 1e-6;
        };
    }

    private Optional<Double> number() {
        return terms.size() <= 1
                        && terms.keySet().stream()
                                .allMatch(exponents ->
                                        exponents.stream().allMatch((Integer each) -> each == 0))
                ? Optional.of(terms.values().stream().findFirst().orElse(0.0))
                : Optional.empty();
    }

    private Polynomial plus(Polynomial other) {
        Map<List<Integer>, Double> sum = new HashMap<>(terms);
        other.terms.forEach((exponents, number) -> sum.merge(exponents, number, Double::sum));
        return new Polynomial(sum);
    }

    private Polynomial scaled(double factor) {
        Map<List<Integer>, Double> scaled = new HashMap<>();
        terms.forEach((exponents, number) -> scaled.put(exponents, number * factor));
        return new Polynomial(scaled);
    }

    private Polynomial times(Polynomial other) {
        Map<List<Integer>, Double> product = new HashMap<>();
        terms.forEach((left, a) ->
                other.terms.forEach((right, b) -> {
                    List<Integer> exponents = new ArrayList<>();
                    for (int i = 0; i < left.size(); i++) {
                        exponents.add(left.get(i) + right.get(i));
                    }
                    product.merge(exponents, a * b, Double::sum);
                }));
        return new Polynomial(product);
    }

    private Optional<Polynomial> power(double exponent) {
        if (exponent != Math.rint(exponent) || exponent < 1 || exponent > HIGHEST_POWER) {
            return Optional.empty();
        }
        Polynomial power = this;
        for (int i = 1; i < exponent; i++) {
            power = power.times(this);
        }
        return Optional.of(power);
    }

    private static boolean isArithmetic(Op op) {
        return op instanceof Add
                || op instanceof Subtract
                || op instanceof Multiply
                || op instanceof Divide
                || op instanceof Power
                || op instanceof Negative;
    }
}
