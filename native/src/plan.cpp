#include "plan.h"

#include <algorithm>

namespace tf2ov {
namespace {

Plan refuse(int64_t status) {
    Plan plan;
    plan.status = status;
    return plan;
}

/// The bytes from an array's first element to its last.
struct Extent {
    bool in_bounds = false;
    uintptr_t begin = 0;
    uintptr_t end = 0;
};

Extent extent(const Side& side) {
    const tf2ov_view& view = *side.view;
    int64_t first = view.offset;
    int64_t last = view.offset;
    for (int64_t i = 0; i < view.rank; i++) {
        int64_t reach;
        int64_t& end = view.strides[i] < 0 ? first : last;
        if (__builtin_mul_overflow(view.shape[i] - 1, view.strides[i], &reach) ||
            __builtin_add_overflow(end, reach, &end)) {
            return {};
        }
    }
    int64_t begin;
    int64_t end;
    if (first < 0 || __builtin_mul_overflow(first, side.element_bytes, &begin) ||
        __builtin_add_overflow(last, 1, &end) || __builtin_mul_overflow(end, side.element_bytes, &end) ||
        static_cast<uint64_t>(end) > view.size) {
        return {};
    }
    const auto base = reinterpret_cast<uintptr_t>(side.buffer);
    return {true, base + static_cast<uintptr_t>(begin), base + static_cast<uintptr_t>(end)};
}

}  // namespace

Plan make_plan(const Side& source, const Side& target, int64_t scale_axis) {
    if (source.view == nullptr || target.view == nullptr) {
        return refuse(TF2OV_NULL_POINTER);
    }
    const tf2ov_view& from = *source.view;
    const tf2ov_view& to = *target.view;
    if (from.rank < 0 || from.rank > TF2OV_MAX_RANK) {
        return refuse(TF2OV_BAD_RANK);
    }
    if (to.rank != from.rank || !std::equal(from.shape, from.shape + from.rank, to.shape)) {
        return refuse(TF2OV_BAD_SHAPE);
    }
    Plan plan;
    plan.elements = 1;
    for (int64_t i = 0; i < from.rank; i++) {
        if (from.shape[i] < 0 || __builtin_mul_overflow(plan.elements, from.shape[i], &plan.elements)) {
            return refuse(TF2OV_BAD_SHAPE);
        }
    }
    if (plan.elements == 0) {
        return plan;
    }
    if (source.buffer == nullptr || target.buffer == nullptr) {
        return refuse(TF2OV_NULL_POINTER);
    }
    const Extent read = extent(source);
    const Extent written = extent(target);
    if (!read.in_bounds || !written.in_bounds) {
        return refuse(TF2OV_OUT_OF_BOUNDS);
    }
    const bool is_same_array = read.begin == written.begin && read.end == written.end &&
                               source.element_bytes == target.element_bytes &&
                               std::equal(from.strides, from.strides + from.rank, to.strides);
    if (read.begin < written.end && written.begin < read.end && !is_same_array) {
        return refuse(TF2OV_OVERLAP);
    }

    plan.source_offset = from.offset;
    plan.target_offset = to.offset;
    for (int64_t i = 0; i < from.rank; i++) {
        Axis axis{from.shape[i], from.strides[i], to.strides[i], i == scale_axis ? 1 : 0};
        if (axis.length == 1) {
            continue;
        }
        if (axis.target < 0) {
            // Walk the axis from its other end, so that the target is written forwards.
            plan.source_offset += (axis.length - 1) * axis.source;
            plan.target_offset += (axis.length - 1) * axis.target;
            plan.scale_offset += (axis.length - 1) * axis.scale;
            axis.source = -axis.source;
            axis.target = -axis.target;
            axis.scale = -axis.scale;
        }
        plan.axes[plan.rank++] = axis;
    }
    std::stable_sort(plan.axes, plan.axes + plan.rank,
                     [](const Axis& a, const Axis& b) { return a.target > b.target; });
    int64_t inside = 1;
    for (int i = plan.rank - 1; i >= 0; i--) {
        // How far the axes further in reach: the next step of this one has to clear it.
        if (plan.axes[i].target < inside) {
            return refuse(TF2OV_OVERLAP);
        }
        inside += (plan.axes[i].length - 1) * plan.axes[i].target;
    }

    int merged = 0;
    for (int i = 0; i < plan.rank; i++) {
        const Axis inner = plan.axes[i];
        if (merged > 0) {
            Axis& outer = plan.axes[merged - 1];
            int64_t whole;
            if (outer.target == inner.length * inner.target && outer.scale == inner.length * inner.scale &&
                !__builtin_mul_overflow(inner.length, inner.source, &whole) && outer.source == whole) {
                outer = {outer.length * inner.length, inner.source, inner.target, inner.scale};
                continue;
            }
        }
        plan.axes[merged++] = inner;
    }
    plan.rank = merged;
    return plan;
}

}  // namespace tf2ov
