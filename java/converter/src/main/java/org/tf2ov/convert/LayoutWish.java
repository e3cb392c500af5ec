package org.tf2ov.convert;

import java.util.Optional;

/// What the user says of the layout of an input or output.
///
/// @param name the node, tensor or key of the signature that is meant; without it the inputs are
///   meant in their order
/// @param source what the dimensions of the TensorFlow tensor mean
/// @param target the layout that the input or output of the IR shall have
public record LayoutWish(Optional<String> name, Optional<Layout> source, Optional<Layout> target) {}
