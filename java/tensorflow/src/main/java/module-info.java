/// Every TensorFlow format, read into a graph. Nothing here knows OpenVINO.
module org.tf2ov.tensorflow {
    requires transitive org.tf2ov.core;

    exports org.tf2ov.tf;
    exports org.tf2ov.tf.checkpoint;
    exports org.tf2ov.tf.pass;
}
