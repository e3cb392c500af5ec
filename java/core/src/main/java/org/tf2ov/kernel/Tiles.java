package org.tf2ov.kernel;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.kernel.Plan.Axis;

/// A walk over a [Plan], cut into tasks that can be done in any order.
///
/// Where source and target are contiguous along different axes, a task is a small square of those
/// two, so that lines of cache are used up before they are needed again. Otherwise it is a piece of
/// a row.
///
/// @param inner the axis along which the target is written; tasks take `width` of it
/// @param column the axis along which the source is contiguous; one of length 1 where that doesn't
///   help
/// @param others the axes around those two
record Tiles(Plan plan, Axis inner, int width, Axis column, List<Axis> others) {
    /// Elements of a row that a task takes at most.
    private static final int ROW = 32 * 1024;

    /// Elements along each side of a square: its lines fit into the first cache.
    private static final int SIDE = 64;

    private static final Axis SINGLE = new Axis(1, 1, 1, 0);

    /// Elements that follow each other at equal steps in each array.
    record Run(
            long source,
            long sourceStep,
            long target,
            long targetStep,
            long factor,
            long factorStep) {
        Run after(long count) {
            return new Run(
                    source + count * sourceStep,
                    sourceStep,
                    target + count * targetStep,
                    targetStep,
                    factor + count * factorStep,
                    factorStep);
        }
    }

    /// What is done with the elements of a run.
    interface Visitor {
        void visit(Run run, long count);
    }

    static Tiles of(Plan plan) {
        List<Axis> others = new ArrayList<>(plan.axes());
        Axis inner = others.isEmpty() ? SINGLE : others.removeLast();
        int contiguous =
                inner.source() == 1
                        ? -1
                        : others.stream().map(Axis::source).toList().lastIndexOf(1L);
        return contiguous < 0
                ? new Tiles(plan, inner, ROW, SINGLE, others)
                : new Tiles(plan, inner, SIDE, others.remove(contiguous), others);
    }

    private long rowTiles() {
        return (inner.length() + width - 1) / width;
    }

    private long columnTiles() {
        return (column.length() + SIDE - 1) / SIDE;
    }

    long tasks() {
        return others.stream()
                .mapToLong(Axis::length)
                .reduce(rowTiles() * columnTiles(), (a, b) -> a * b);
    }

    void visit(long task, Visitor visitor) {
        long start = task % rowTiles() * width;
        long first = task / rowTiles() % columnTiles() * SIDE;
        long rest = task / rowTiles() / columnTiles();
        long source = plan.sourceOffset() + start * inner.source() + first * column.source();
        long target = plan.targetOffset() + start * inner.target() + first * column.target();
        long factor = plan.scaleOffset() + start * inner.scale() + first * column.scale();
        for (Axis axis : others.reversed()) {
            long index = rest % axis.length();
            rest /= axis.length();
            source += index * axis.source();
            target += index * axis.target();
            factor += index * axis.scale();
        }
        long count = Math.min(width, inner.length() - start);
        long columns = Math.min(SIDE, column.length() - first);
        for (long c = 0; c < columns; c++) {
            visitor.visit(
                    new Run(
                            source + c * column.source(),
                            inner.source(),
                            target + c * column.target(),
                            inner.target(),
                            factor + c * column.scale(),
                            inner.scale()),
                    count);
        }
    }
}
