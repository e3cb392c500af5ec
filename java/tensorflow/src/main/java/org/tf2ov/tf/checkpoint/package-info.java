/// TensorFlow's checkpoints: files enter, the values of variables leave. Values stay in their
/// mapped files, and every checksum is checked.
package org.tf2ov.tf.checkpoint;
