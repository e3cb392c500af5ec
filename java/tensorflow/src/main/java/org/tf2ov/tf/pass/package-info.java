/// Rewrites of TensorFlow graphs that stay TensorFlow: functions are inlined, variables become
/// constants, and what only training needs goes away.
///
/// A [org.tf2ov.tf.TfModel] enters, a [org.tf2ov.tf.FrozenModel] leaves. Which rewrites there are,
/// and their order, is in [org.tf2ov.tf.pass.Freezing].
package org.tf2ov.tf.pass;
