package org.tf2ov.convert.ops;

import org.tf2ov.graph.Value;

/// The borders that the padding `SAME` puts around a dimension, as values of the graph: in all
/// `(ceil(size / stride) - 1) * stride + window - size`, of an odd number the one more behind.
///
/// @param begin how many in front, a vector of one number
/// @param end how many behind, a vector of one number
record SameBorders(Value begin, Value end) {
    /// @param size the dimension, a scalar
    static SameBorders of(Formula f, Value size, int stride, int window) {
        Term length = new Term(f.g(), f.unsqueeze(size, 0));
        Term count = length.plus(stride - 1).over(stride);
        Term all = count.minus(1).times(stride).plus(window).minus(length).max(0);
        Term begin = all.over(2);
        return new SameBorders(begin.value(), all.minus(begin).value());
    }
}
