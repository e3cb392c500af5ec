/// TensorFlow to OpenVINO: a `TfGraph` enters, an optimized `Graph` of OpenVINO operations leaves,
/// and with it the IR.
package org.tf2ov.convert;
