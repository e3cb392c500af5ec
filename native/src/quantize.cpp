#include <cmath>

#include "loops.h"
#include "tf2ov/kernels.h"

namespace tf2ov {
namespace {

/// Whole numbers and distances stay far below what an int32 holds and an f32 counts without gaps.
constexpr float kMost = 1 << 18;

bool is_sane(const tf2ov_grid& grid) {
    const int64_t n = grid.channels;
    for (int64_t i = 0; i < n; i++) {
        const float low = grid.numbers[i];
        const float high = grid.numbers[n + i];
        const float inverse = grid.numbers[2 * n + i];
        const float zero = grid.numbers[3 * n + i];
        const float shift = grid.numbers[4 * n + i];
        const bool sane = std::isfinite(low) && std::isfinite(high) && low <= high && inverse >= 0 &&
                          (high - low) * inverse <= kMost && std::fabs(zero) <= kMost && std::fabs(shift) <= kMost;
        if (!sane) {
            return false;
        }
    }
    return true;
}

int64_t quantize(const void* source, void* target, const tf2ov_grid* grid) {
    if (grid == nullptr || grid->numbers == nullptr) {
        return TF2OV_NULL_POINTER;
    }
    int64_t count = 0;
    if (grid->outer < 0 || grid->channels < 0 || grid->inner < 0 ||
        __builtin_mul_overflow(grid->outer, grid->channels, &count) ||
        __builtin_mul_overflow(count, grid->inner, &count)) {
        return TF2OV_BAD_SHAPE;
    }
    const auto elements = static_cast<uint64_t>(count);
    if (elements > grid->target_size || elements > grid->source_size / sizeof(float)) {
        return TF2OV_OUT_OF_BOUNDS;
    }
    if (elements == 0) {
        return TF2OV_OK;
    }
    if (source == nullptr || target == nullptr) {
        return TF2OV_NULL_POINTER;
    }
    if (!is_sane(*grid)) {
        return TF2OV_BAD_SCALE;
    }
    const Loops& loops = best_loops();
    const auto* in = static_cast<const std::byte*>(source);
    auto* out = static_cast<std::byte*>(target);
    for (int64_t i = 0; i < grid->outer; i++) {
        if (grid->inner == 1) {
            loops.quantize(in, grid->channels, grid->numbers, grid->channels, 1, out);
            in += grid->channels * static_cast<int64_t>(sizeof(float));
            out += grid->channels;
            continue;
        }
        for (int64_t c = 0; c < grid->channels; c++) {
            loops.quantize(in, grid->inner, grid->numbers + c, grid->channels, 0, out);
            in += grid->inner * static_cast<int64_t>(sizeof(float));
            out += grid->inner;
        }
    }
    return TF2OV_OK;
}

}  // namespace
}  // namespace tf2ov

int64_t tf2ov_quantize(const void* source, void* target, const tf2ov_grid* grid) {
    return tf2ov::quantize(source, target, grid);
}
