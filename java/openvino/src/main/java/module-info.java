/// tf2ov: openvino.
module org.tf2ov.openvino {}
