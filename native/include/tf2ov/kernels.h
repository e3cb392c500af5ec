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

/// The name ends in the version of this interface, which changes whenever a caller built for another one would go wrong.
/// A caller looks whether the symbol is there: that costs a JVM nothing, while its first call or its first look behind an
/// address takes ten milliseconds.
extern TF2OV_API const uint8_t tf2ov_kernels_abi_3;

#define TF2OV_MAX_RANK 8

enum tf2ov_status {
    TF2OV_OK = 0,
    TF2OV_NULL_POINTER = 1,
    /// More than TF2OV_MAX_RANK axes, or fewer than none.
    TF2OV_BAD_RANK = 2,
    /// An axis of negative length, shapes that differ, or more elements than 64 bits can count.
    TF2OV_BAD_SHAPE = 3,
    /// An element that the function doesn't know, or can't turn into that of the target.
    TF2OV_BAD_ELEMENT = 4,
    /// An element lies outside its buffer.
    TF2OV_OUT_OF_BOUNDS = 5,
    /// Two elements of the target share bytes, or the target shares bytes with the source (only an array that is
    /// exactly its own target may).
    TF2OV_OVERLAP = 6,
    /// There is no such axis, or it isn't as long as there are factors.
    TF2OV_BAD_SCALE = 7,
    /// Fewer than one thread.
    TF2OV_BAD_THREADS = 8,
    TF2OV_NO_MEMORY = 9,
    /// The system or the file system has no means for it; nothing has changed.
    TF2OV_NOT_RESERVED = 10,
    /// The disk, or what the user may have of it, is too small.
    TF2OV_NO_SPACE = 11
};

/// What an element is: so many bytes that nobody looks into, or a number.
enum tf2ov_element {
    TF2OV_1_BYTE = 1,
    TF2OV_2_BYTES = 2,
    TF2OV_4_BYTES = 4,
    TF2OV_8_BYTES = 8,
    TF2OV_F16 = 16,
    TF2OV_BF16 = 17,
    TF2OV_F32 = 32,
    TF2OV_F64 = 64
};

/// How an array lies in a buffer: element (i0, i1, ...) starts `offset + i0 * strides[0] + i1 * strides[1] + ...` elements
/// behind the buffer's begin. Strides may be negative (a reversed axis) and in a source zero (a repeated one).
struct tf2ov_view {
    /// How many bytes the buffer has.
    uint64_t size;
    /// A tf2ov_element.
    int64_t element;
    int64_t offset;
    int64_t rank;
    int64_t shape[TF2OV_MAX_RANK];
    int64_t strides[TF2OV_MAX_RANK];
};

/// A factor for each index along an axis.
struct tf2ov_scale {
    int64_t axis;
    int64_t count;
    const float* factors;
};

/// How real numbers become whole ones, channel by channel, and how the arrays lie.
struct tf2ov_grid {
    /// How many bytes the buffers have.
    uint64_t source_size;
    uint64_t target_size;
    /// How many indices there are in front of the channels, how many channels, and how many indices behind them.
    int64_t outer;
    int64_t channels;
    int64_t inner;
    /// All that is `low`, then all that is `high`, `inverse`, `zero`, and `shift`; no sum or product of them is above 2^20.
    const float* numbers;
};

/// How to work, and what came of it.
struct tf2ov_work {
    int64_t threads;
    /// Finite numbers that became infinite are added to this,
    uint64_t overflows;
    /// and numbers other than zero that became zero to this.
    uint64_t underflows;
};

// Every function takes pointers and 64-bit integers, six at most, and returns one, so that a JVM calls them all by the
// same piece of code. Spinning it takes a JVM longer than most of these calls.

/// Copies an array into another one of the same shape, whatever the strides of both: permutes, slices, joins, reverses,
/// repeats.
///
/// Elements of the same kind keep their bits, unless there is a `scale` (which may be null). Otherwise numbers of any type
/// become f16, bf16 or f32: each is widened or rounded to f32, multiplied by its factor, and rounded to the target's type,
/// always to nearest even. A NaN stays a quiet NaN of the same sign and leading payload bits when it changes type (from
/// bf16 to f32 it keeps all bits), and every NaN that comes out of a multiplication is 0x7fc00000. Each step may lose
/// numbers. An array of f32 may be its own target.
TF2OV_API int64_t tf2ov_copy(const void* source, const struct tf2ov_view* from, void* target,
                             const struct tf2ov_view* to, const struct tf2ov_scale* scale, struct tf2ov_work* work);

/// Makes whole numbers of 8 bits of a row-major array of f32, every step rounded to f32; what is not a number is `low`:
///
///     floor((clamp(x, low, high) - low) * inverse - zero + 0.5) + shift
TF2OV_API int64_t tf2ov_quantize(const void* source, void* target, const struct tf2ov_grid* grid);

/// A 64-bit hash of bytes: equal bytes have equal hashes everywhere and always. It is made for finding equal constants,
/// not for keeping enemies out; compare the bytes when two hashes agree.
TF2OV_API int64_t tf2ov_hash(const void* bytes, uint64_t size, int64_t threads, uint64_t* hash);

/// Gives a file the size that it will have, and blocks for all of it, before anything is written: room that is looked for
/// once costs half of what it does write by write, and a disk that is too small is known at once. What is not written
/// stays zero.
TF2OV_API int64_t tf2ov_reserve(const char* path, uint64_t size);

#ifdef __cplusplus
}
#endif
#endif
