package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Op;

/// A convolution or a pool: its first input is batch, channels, then the dimensions that a window
/// slides along, and so is its first output.
public interface SlidingWindow extends Op {
    /// How far the window moves, for each dimension.
    List<Integer> strides();

    /// Padding in front, for each dimension; meaningless unless `autoPad` is `EXPLICIT`.
    List<Integer> padsBegin();

    /// Padding behind, for each dimension; meaningless unless `autoPad` is `EXPLICIT`.
    List<Integer> padsEnd();

    AutoPad autoPad();
}
