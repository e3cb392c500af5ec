package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AvgPool;
import org.tf2ov.ov.op.MaxPool;
import org.tf2ov.ov.op.RoundingType;

/// `MaxPool`, `AvgPool` and their 3-D forms. The mean of a window at the border counts only what
/// lies inside.
@TfOp({"MaxPool", "MaxPool3D", "AvgPool", "AvgPool3D"})
final class TfPool implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Spatial spatial = Spatial.of(node, node.op().endsWith("3D") ? 5 : 4);
        Value x = spatial.toFirst(g, node.input(0));
        List<Integer> strides = spatial.perSpatialDimension("strides");
        List<Integer> kernel = spatial.perSpatialDimension("ksize");
        Op pool =
                node.op().startsWith("Max")
                        ? new MaxPool(
                                strides,
                                spatial.padsBegin(),
                                spatial.padsEnd(),
                                kernel,
                                RoundingType.FLOOR,
                                spatial.padding())
                        : new AvgPool(
                                strides,
                                spatial.padsBegin(),
                                spatial.padsEnd(),
                                kernel,
                                true,
                                RoundingType.FLOOR,
                                spatial.padding());
        return List.of(spatial.fromFirst(g, g.add(node.name(), pool, List.of(x))));
    }
}
