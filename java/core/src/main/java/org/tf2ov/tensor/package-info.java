/// Element types, shapes that may be partly known, and tensors. Nothing here knows TensorFlow or
/// OpenVINO's operations.
package org.tf2ov.tensor;
