package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.BitwiseAnd;
import org.tf2ov.ov.op.BitwiseRightShift;
import org.tf2ov.tensor.ElementType;

/// `PopulationCount(x)`: how many bits of an integer are 1. Neighbouring counts are added, first of
/// bits, then of pairs, and so on.
@TfOp("PopulationCount")
final class TfPopulationCount implements OpTranslator {
    private static final long[] EVERY_OTHER = {
        0x55555555, 0x33333333, 0x0F0F0F0F, 0x00FF00FF, 0x0000FFFF
    };

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        ElementType type = node.input(0).type().element();
        if (type.bits() > 32) {
            throw new UntranslatableException(
                    "the CPU plug-in keeps 32 bits of an integer of " + type.bits());
        }
        Formula f = new Formula(g);
        long all = -1L >>> (64 - type.bits());
        Value counts = f.convert(node.input(0), ElementType.I32);
        if (type.bits() < 32) {
            counts = g.add(new BitwiseAnd(), counts, f.like(counts, (double) all));
        }
        for (int step = 0; 1 << step < type.bits(); step++) {
            Value mask = f.like(counts, (double) EVERY_OTHER[step]);
            Value even = g.add(new BitwiseAnd(), counts, mask);
            Value shifted = g.add(new BitwiseRightShift(), counts, f.like(counts, 1 << step));
            counts = f.add(even, g.add(new BitwiseAnd(), shifted, mask));
        }
        return List.of(f.convert(counts, ElementType.U8));
    }
}
