package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.BitwiseAnd;
import org.tf2ov.ov.op.BitwiseLeftShift;
import org.tf2ov.ov.op.BitwiseNot;
import org.tf2ov.ov.op.BitwiseOr;
import org.tf2ov.ov.op.BitwiseRightShift;
import org.tf2ov.ov.op.BitwiseXor;

/// Operations on the bits of integers.
@TfOp({"BitwiseAnd", "BitwiseOr", "BitwiseXor", "Invert", "LeftShift", "RightShift"})
final class TfBitwise implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Op operation =
                switch (node.op()) {
                    case "BitwiseAnd" -> new BitwiseAnd();
                    case "BitwiseOr" -> new BitwiseOr();
                    case "BitwiseXor" -> new BitwiseXor();
                    case "Invert" -> new BitwiseNot();
                    case "LeftShift" -> new BitwiseLeftShift();
                    case "RightShift" -> new BitwiseRightShift();
                    default -> throw new IllegalArgumentException(node.op());
                };
        return List.of(g.add(node.name(), operation, node.inputs()));
    }
}
