package org.tf2ov.ov.op;

/// How [Broadcast] brings a tensor to a shape.
public enum BroadcastMode {
    /// Dimensions of size 1, and missing ones in front, are repeated to the target.
    NUMPY,
    /// As `NUMPY`, but where the target has size 1 the tensor's own dimension stays.
    BIDIRECTIONAL,
    /// A third input says which dimension of the target each dimension of the tensor is.
    EXPLICIT
}
