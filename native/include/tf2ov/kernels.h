/// The kernel shim: loops over arrays too large for a heap.
///
/// All memory belongs to the caller and none of it has to be aligned. Every function checks what it is given before it
/// touches a byte, answers with a status, throws nothing and keeps nothing. The bytes it writes don't depend on the
/// number of threads, the machine or the instruction set. `org.tf2ov.kernel.JavaKernels` is the specification.
#ifndef TF2OV_KERNELS_H
#define TF2OV_KERNELS_H

#include <stdint.h>

#if defined(_WIN32)
#define TF2OV_API __declspec(dllexport)
#else
#define TF2OV_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/// Changes whenever a caller built for another number would go wrong. It is a value and not a function, because looking
/// at it costs a JVM nothing, while the first call through a method handle takes tens of milliseconds.
extern TF2OV_API const uint32_t tf2ov_kernels_abi;

#define TF2OV_KERNELS_ABI 1
#define TF2OV_MAX_RANK 8

enum tf2ov_status {
    TF2OV_OK = 0,
    TF2OV_NULL_POINTER = 1,
    /// More than TF2OV_MAX_RANK axes, or fewer than none.
    TF2OV_BAD_RANK = 2,
    /// An axis of negative length, shapes that differ, or more elements than 64 bits can count.
    TF2OV_BAD_SHAPE = 3,
    /// An element size or a type that the function doesn't know.
    TF2OV_BAD_ELEMENT = 4,
    /// An element lies outside its buffer.
    TF2OV_OUT_OF_BOUNDS = 5,
    /// Two elements of the target share bytes, or the target shares bytes with the source (only an array that is
    /// exactly its own target may).
    TF2OV_OVERLAP = 6,
    /// There is no such axis, or it isn't as long as there are scales.
    TF2OV_BAD_SCALES = 7,
    /// Fewer than one thread.
    TF2OV_BAD_THREADS = 8,
    TF2OV_NO_MEMORY = 9
};

enum tf2ov_type { TF2OV_F16 = 1, TF2OV_BF16 = 2, TF2OV_F32 = 3, TF2OV_F64 = 4 };

/// How an array lies in a buffer: element (i0, i1, ...) starts `offset + i0 * strides[0] + i1 * strides[1] + ...` elements
/// behind the buffer's begin. Strides may be negative (a reversed axis) and in a source zero (a repeated one). Every field
/// has 8 bytes.
struct tf2ov_view {
    /// How many bytes the buffer has.
    uint64_t size;
    int64_t offset;
    int64_t rank;
    int64_t shape[TF2OV_MAX_RANK];
    int64_t strides[TF2OV_MAX_RANK];
};

/// What became of finite values that the target type can't hold.
struct tf2ov_losses {
    /// Finite numbers that became infinite.
    uint64_t overflows;
    /// Numbers other than zero that became zero.
    uint64_t underflows;
};

/// Copies an array into another one of the same shape, whatever the strides of both: permutes, slices, joins, reverses,
/// repeats. Elements of 1, 2, 4 or 8 bytes are moved as they are.
TF2OV_API int32_t tf2ov_copy(const void* source, const struct tf2ov_view* from, void* target,
                             const struct tf2ov_view* to, int32_t element_bytes, int32_t threads);

/// Copies floating-point numbers into an array of the same shape and another type, and multiplies them on the way.
///
/// Each number is widened or rounded to f32, multiplied by `scales[i]` where `i` is its index along `axis` (not at all
/// when `scales` is null; `scale_count` is the length of the axis), and rounded to f16, bf16 or f32; always to nearest
/// even. A NaN stays a quiet NaN of the same sign and leading payload bits when it changes type, and every NaN that comes
/// out of a multiplication is 0x7fc00000. Losses of each step are added to `losses`, which may be null. Source and target
/// may be the same array of f32.
TF2OV_API int32_t tf2ov_convert(const void* source, const struct tf2ov_view* from, int32_t source_type, void* target,
                                const struct tf2ov_view* to, int32_t target_type, const float* scales,
                                int64_t scale_count, int32_t axis, int32_t threads, struct tf2ov_losses* losses);

/// A 64-bit hash of bytes: equal bytes have equal hashes everywhere and always. It is made for finding equal constants,
/// not for keeping enemies out; compare the bytes when two hashes agree.
TF2OV_API int32_t tf2ov_hash(const void* bytes, uint64_t size, int32_t threads, uint64_t* hash);

#ifdef __cplusplus
}
#endif
#endif
