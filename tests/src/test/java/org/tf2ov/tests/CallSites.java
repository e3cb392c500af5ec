package org.tf2ov.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Records and switches, and what they do, for [OrdinaryCallSitesTest] to compare.
public final class CallSites implements Supplier<List<Object>> {
    sealed interface Shape permits Circle, Square, Pair, Nothing {}

    record Circle(double radius, float weight) implements Shape {}

    record Square(long side, int number, short s, byte b, char c, boolean flag) implements Shape {}

    record Pair(Shape first, Shape second, String name) implements Shape {}

    record Nothing() implements Shape {}

    private static String tell(Shape shape) {
        return switch (shape) {
            case null -> "null";
            case Circle(double radius, float _) when radius > 1 -> "large circle " + radius;
            case Circle _ -> "circle";
            case Pair(Circle first, Square second, String _) ->
                    "circle " + first + " and square " + second;
            case Pair(Circle _, Shape second, String name) -> "circle and " + second + name;
            case Pair pair when pair.first == null -> "half a pair";
            case Pair _ -> "pair";
            case Square _, Nothing _ -> "other";
        };
    }

    @Override
    public List<Object> get() {
        List<Shape> shapes =
                List.of(
                        new Circle(2, 1),
                        new Circle(0.0, Float.NaN),
                        new Circle(-0.0, Float.NaN),
                        new Square(1L << 40, -5, (short) 3, (byte) -1, 'x', true),
                        new Square(1L << 40, -5, (short) 3, (byte) -1, 'x', false),
                        new Square(1L << 41, -5, (short) 3, (byte) -1, 'x', true),
                        new Pair(
                                new Circle(1, 1),
                                new Square(1, 2, (short) 3, (byte) 4, 'c', true),
                                "a"),
                        new Pair(new Circle(1, 1), null, "a"),
                        new Pair(new Circle(1, 1), null, null),
                        new Pair(null, new Nothing(), "a"),
                        new Pair(new Nothing(), new Nothing(), "a"),
                        new Nothing());
        List<Object> all = new ArrayList<>();
        all.add(tell(null));
        for (Shape shape : shapes) {
            all.add(tell(shape));
            all.add(shape.hashCode());
            for (Object other : shapes) {
                all.add(shape.equals(other));
            }
            all.add(shape.equals((Object) "a"));
        }
        all.add(new Circle(0.5, Float.NaN).equals(new Circle(0.5, Float.NaN)));
        return all;
    }
}
