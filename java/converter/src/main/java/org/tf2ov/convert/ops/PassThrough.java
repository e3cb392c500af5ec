package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// Operations that hand their inputs on when a model is only used. The default of a
/// `PlaceholderWithDefault` is its value unless the user names it as an input.
@TfOp({
    "CheckNumerics",
    "CheckNumericsV2",
    "EnsureShape",
    "GuaranteeConst",
    "Identity",
    "IdentityN",
    "PlaceholderWithDefault",
    "PreventGradient",
    "Print",
    "Snapshot",
    "StopGradient"
})
@TfComplexOp({
    "EnsureShape",
    "GuaranteeConst",
    "Identity",
    "IdentityN",
    "PlaceholderWithDefault",
    "PreventGradient",
    "Print",
    "Snapshot",
    "StopGradient"
})
@TfStringOp({
    "EnsureShape",
    "GuaranteeConst",
    "Identity",
    "IdentityN",
    "PlaceholderWithDefault",
    "PreventGradient",
    "Print",
    "Snapshot",
    "StopGradient"
})
final class PassThrough implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        return node.op().equals("IdentityN") ? node.inputs() : List.of(node.input(0));
    }
}
