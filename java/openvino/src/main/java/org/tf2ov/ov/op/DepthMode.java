package org.tf2ov.ov.op;

/// What the channels of a block are ordered by.
public enum DepthMode {
    /// By place in the block, then by channel.
    BLOCKS_FIRST,
    /// By channel, then by place in the block.
    DEPTH_FIRST
}
