/// The operations of OpenVINO, its IR files and its runtime.
module org.tf2ov.openvino {
    requires transitive org.tf2ov.core;
    requires java.xml;

    exports org.tf2ov.ov.ir;
    exports org.tf2ov.ov.op;
    exports org.tf2ov.ov.runtime;
}
