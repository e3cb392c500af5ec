#pragma once

#include <cstdint>

#include "tf2ov/kernels.h"

namespace tf2ov {

/// One axis that source, target and scales walk together; strides in elements of each.
struct Axis {
    int64_t length;
    int64_t source;
    int64_t target;
    int64_t scale;
};

/// The same copy with as few axes as it can be told in. The target's strides are positive and fall from axis to axis; no
/// axis has length 1, and no two neighbours could be walked as one.
struct Plan {
    int64_t status = TF2OV_OK;
    int64_t elements = 0;
    int rank = 0;
    Axis axes[TF2OV_MAX_RANK + 1];
    int64_t source_offset = 0;
    int64_t target_offset = 0;
    int64_t scale_offset = 0;
};

/// One end of a copy.
struct Side {
    const void* buffer;
    const tf2ov_view* view;
    int64_t element_bytes;
};

/// Checks both ends against their buffers and each other. `scale_axis` is -1 when nothing is scaled.
Plan make_plan(const Side& source, const Side& target, int64_t scale_axis);

}  // namespace tf2ov
