/// Where the two vocabularies meet: a TensorFlow graph enters, an OpenVINO graph leaves.
module org.tf2ov.converter {
    requires transitive org.tf2ov.core;
    requires transitive org.tf2ov.openvino;
    requires transitive org.tf2ov.tensorflow;

    exports org.tf2ov.convert;

    uses org.tf2ov.convert.OpTranslator;
}
