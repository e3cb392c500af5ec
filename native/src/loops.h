#pragma once

#include <cstddef>
#include <cstdint>

#include "tf2ov/kernels.h"

namespace tf2ov {

/// Finite numbers that became infinite, and others that became zero.
struct Losses {
    uint64_t overflows = 0;
    uint64_t underflows = 0;
};

/// The innermost loops, compiled once per instruction set from the same source. Pointers to std::byte may be unaligned.
struct Loops {
    const char* level;

    /// `out[c * pitch + r] = source[rows[r] + c]` for r < row_count, c < column_count; all in elements.
    void (*transpose)(int element_bytes, const std::byte* source, const int64_t* rows, int64_t row_count,
                      int64_t column_count, std::byte* out, int64_t pitch);

    /// `out[i] = source[i * stride]`
    void (*gather)(int element_bytes, const std::byte* source, int64_t stride, int64_t count, std::byte* out);

    /// `target[i * stride] = in[i]`
    void (*scatter)(int element_bytes, const std::byte* in, int64_t count, std::byte* target, int64_t stride);

    /// Copies past the caches, for targets that nobody reads soon. `fence` must follow on the same thread.
    void (*stream)(std::byte* target, const std::byte* source, int64_t bytes);
    void (*fence)();

    /// Widens, or in the case of f64 rounds, numbers of another element to f32.
    void (*widen)(int64_t element, const std::byte* in, int64_t count, float* out, Losses& losses);
    /// `out[i] = in[i] * scales[i * step]` for numbers of f32, with step 0, 1 or -1.
    void (*scale)(const std::byte* in, int64_t count, const float* scales, int64_t step, float* out,
                  Losses& losses);
    /// Rounds f32 to another element.
    void (*narrow)(int64_t element, const std::byte* in, int64_t count, std::byte* out, Losses& losses);

    /// `out[i] = floor((clamp(in[i], low, high) - low) * inverse - zero + 0.5) + shift`, where `grid` holds five rows of
    /// `channels` numbers, of which the first is that of all or, with step 1, of i = 0.
    void (*quantize)(const std::byte* in, int64_t count, const float* grid, int64_t channels, int64_t step,
                     std::byte* out);
};

extern const Loops portable_loops;
#if defined(TF2OV_WITH_AVX2)
extern const Loops avx2_loops;
#endif

/// The fastest loops that this processor can run, or those named by TF2OV_KERNELS_LEVEL.
const Loops& best_loops();

}  // namespace tf2ov
