/// Every TensorFlow format, read into a graph. Nothing here knows OpenVINO.
module org.tf2ov.tensorflow {
    requires transitive org.tf2ov.core;
    requires com.fasterxml.jackson.core;
    requires com.google.protobuf;
    requires io.jhdf;

    exports org.tf2ov.tf;
    exports org.tf2ov.tf.checkpoint;
    exports org.tf2ov.tf.keras;
    exports org.tf2ov.tf.pass;

    uses org.tf2ov.tf.keras.KerasLayer;
}
