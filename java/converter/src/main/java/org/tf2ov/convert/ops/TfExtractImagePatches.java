package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ExtractImagePatches;

/// `ExtractImagePatches(images; ksizes, strides, rates, padding)`: windows of an image, each with
/// all its pixels in the channels.
@TfOp("ExtractImagePatches")
final class TfExtractImagePatches implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Spatial spatial = Spatial.of(node, 4);
        ExtractImagePatches patches =
                new ExtractImagePatches(
                        spatial.perSpatialDimension("ksizes"),
                        spatial.perSpatialDimension("strides"),
                        spatial.perSpatialDimension("rates"),
                        spatial.padding());
        Value x = spatial.toFirst(g, node.input(0));
        return List.of(spatial.fromFirst(g, g.add(node.name(), patches, List.of(x))));
    }
}
