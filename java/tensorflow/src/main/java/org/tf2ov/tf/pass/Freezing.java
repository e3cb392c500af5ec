package org.tf2ov.tf.pass;

import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.TfModel;

/// Makes a graph of a model that needs nothing beside it.
public final class Freezing {
    private Freezing() {}

    /// The frozen form of a model. What has no variables and no calls comes back as it is.
    public static FrozenModel freeze(TfModel model) {
        return new FrozenModel(model.graph(), model.signature(), model.remarks());
    }
}
