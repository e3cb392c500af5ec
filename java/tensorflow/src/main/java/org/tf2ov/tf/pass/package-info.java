/// Rewrites of TensorFlow graphs that stay TensorFlow: functions are inlined, variables become
/// constants, and what only training needs goes away.
///
/// A [org.tf2ov.tf.TfModel] enters, a [org.tf2ov.tf.FrozenModel] leaves. Which rewrites there are,
/// and their order, is in [org.tf2ov.tf.pass.Freezing]. After them, TensorFlow computes with the
/// frozen graph what it computed with the model, and these things hold:
///
/// - **Names** go on meaning what they meant. A variable's name is that of its constant, a call's
///   name that of an `Identity` or `IdentityN`; a node in a function is `<call>/<node>`.
/// - **Functions** are the bodies of loops and branches, and hold no calls. What was a resource of
///   a variable among their arguments is a tensor.
/// - **Order** is gone. A control input says one of two things: to which branch or loop of
///   TensorFlow 1 a node belongs, or which nodes (`InitializeTable`, `LookupTableImport`) fill the
///   table of a look-up. For translators, [org.tf2ov.tf.pass.InlineTables] makes the latter data
///   inputs.
/// - **What cannot be frozen** stays as it was, as long as nobody needs it. Whether somebody does
///   is decided by the [org.tf2ov.tf.pass.Cut], the signature, or the ends of the graph.
package org.tf2ov.tf.pass;
