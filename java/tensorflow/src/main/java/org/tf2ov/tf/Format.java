package org.tf2ov.tf;

/// The forms in which TensorFlow models are kept.
public enum Format {
    /// A `GraphDef` with its weights in it, binary or text.
    FROZEN_GRAPH("frozen graph"),
    /// A `GraphDef` with variables, and a checkpoint of version 1 or 2 that has their values.
    GRAPH_AND_CHECKPOINT("inference graph and checkpoint"),
    /// `X.meta` with `X.index` and `X.data-*` beside it.
    META_GRAPH("MetaGraph"),
    /// A directory with `saved_model.pb` or `saved_model.pbtxt`, of TensorFlow 1 or 2.
    SAVED_MODEL("SavedModel"),
    /// A whole Keras model in HDF5, `.h5`.
    KERAS_H5("Keras HDF5 model"),
    /// A whole Keras 3 model, `.keras`.
    KERAS_ZIP("Keras archive");

    private final String words;

    Format(String words) {
        this.words = words;
    }

    /// What people call it.
    public String words() {
        return words;
    }
}
