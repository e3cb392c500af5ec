/// What each TensorFlow operation means in OpenVINO operations: one small file an operation,
/// one-to-one families in one file.
///
/// Nothing has to be registered: [org.tf2ov.convert.TfOp] on a class is enough.
package org.tf2ov.convert.ops;
