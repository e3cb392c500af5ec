/// Keras models without Keras: the configuration of their layers becomes the graph that TensorFlow
/// would have traced for inference.
///
/// A `.h5` or `.keras` file enters [org.tf2ov.tf.keras.KerasModel], a [org.tf2ov.tf.TfModel]
/// leaves, whose weights are constants over slices of the mapped file. On the way the file's JSON
/// is a tree of [org.tf2ov.tf.keras.Config]; each layer is one [org.tf2ov.tf.keras.KerasLayer],
/// found by its class name, that adds operations to a [org.tf2ov.tf.keras.KerasGraph] and asks for
/// its weights by shape. Users' layers come the same way, through `ServiceLoader`. No code from a
/// file is ever run.
package org.tf2ov.tf.keras;
