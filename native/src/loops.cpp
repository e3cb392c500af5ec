// Compiled once per instruction set, with TF2OV_LEVEL naming the set (see cmake/). Nothing here may be an inline function
// or a template from a header: the linker keeps one copy of those, perhaps the one that this processor can't run.
#include "loops.h"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#define TF2OV_JOIN(a, b) a##b
#define TF2OV_TABLE(level) TF2OV_JOIN(level, _loops)
#define TF2OV_TEXT_OF(level) #level
#define TF2OV_TEXT(level) TF2OV_TEXT_OF(level)

namespace tf2ov {
namespace {

#if defined(__AVX2__)
constexpr int kLanes = 2;
#else
constexpr int kLanes = 1;
#endif
constexpr int kLaneBytes = 16;

/// A T that may lie at any address.
template <typename T>
struct Loose {
    typedef T type __attribute__((aligned(1), may_alias));
};
template <typename T>
using loose = typename Loose<T>::type;

template <typename T>
const loose<T>* as(const std::byte* bytes) {
    return reinterpret_cast<const loose<T>*>(bytes);
}

template <typename T>
loose<T>* as(std::byte* bytes) {
    return reinterpret_cast<loose<T>*>(bytes);
}

template <int... I>
struct Indices {};
template <int N, int... I>
struct Count : Count<N - 1, N - 1, I...> {};
template <int... I>
struct Count<0, I...> {
    using type = Indices<I...>;
};

/// Transposes blocks of `kRows` rows and `kColumns` columns in registers. A register holds one column's worth of bytes
/// in each lane, and lane l starts with the rows from l * kColumns on, so that no element ever changes its lane.
template <typename T>
struct Block {
    static constexpr int kColumns = kLaneBytes / static_cast<int>(sizeof(T));
    static constexpr int kRows = kLanes * kColumns;

    typedef T Lane __attribute__((vector_size(kLaneBytes)));
    typedef T Register __attribute__((vector_size(kLanes * kLaneBytes)));
    typedef Lane LooseLane __attribute__((aligned(1), may_alias));
    typedef Register LooseRegister __attribute__((aligned(1), may_alias));

#if __has_builtin(__builtin_shufflevector)
    template <int... I>
    static Register join(Lane a, Lane b, Indices<I...>) {
        return __builtin_shufflevector(a, b, I...);
    }

    static Register load(const loose<T>* source, const int64_t* rows) {
        const Lane first = *reinterpret_cast<const LooseLane*>(source + rows[0]);
        if constexpr (kLanes == 1) {
            return first;
        } else {
            return join(first, *reinterpret_cast<const LooseLane*>(source + rows[kColumns]),
                        typename Count<kRows>::type());
        }
    }

    /// a0 b0 a1 b1 ... from the lower (half = 0) or upper (half = 1) half of each lane.
    static constexpr int zipped(int i, int half) {
        const int lane = i / kColumns;
        const int within = i % kColumns;
        return lane * kColumns + half * kColumns / 2 + within / 2 + (within % 2) * kRows;
    }

    template <int Half, int... I>
    static Register zip(Register a, Register b, Indices<I...>) {
        return __builtin_shufflevector(a, b, zipped(I, Half)...);
    }
#endif

    static void move(const loose<T>* source, const int64_t* rows, loose<T>* out, int64_t pitch) {
#if __has_builtin(__builtin_shufflevector)
        using All = typename Count<kRows>::type;
        Register a[kColumns];
#pragma GCC unroll 16
        for (int i = 0; i < kColumns; i++) {
            a[i] = load(source, rows + i);
        }
        // A perfect shuffle, as often as the index of a column has bits, turns rows into columns.
#pragma GCC unroll 4
        for (int bit = 1; bit < kColumns; bit *= 2) {
            Register b[kColumns];
#pragma GCC unroll 8
            for (int i = 0; i < kColumns / 2; i++) {
                b[2 * i] = zip<0>(a[i], a[i + kColumns / 2], All());
                b[2 * i + 1] = zip<1>(a[i], a[i + kColumns / 2], All());
            }
#pragma GCC unroll 16
            for (int i = 0; i < kColumns; i++) {
                a[i] = b[i];
            }
        }
#pragma GCC unroll 16
        for (int i = 0; i < kColumns; i++) {
            *reinterpret_cast<LooseRegister*>(out + i * pitch) = a[i];
        }
#else
        // GCC 11 can't shuffle registers of any size.
        for (int c = 0; c < kColumns; c++) {
            for (int r = 0; r < kRows; r++) {
                out[c * pitch + r] = source[rows[r] + c];
            }
        }
#endif
    }
};

template <typename T>
void transpose_of(const std::byte* source_bytes, const int64_t* rows, int64_t row_count, int64_t column_count,
                  std::byte* out_bytes, int64_t pitch) {
    using B = Block<T>;
    const loose<T>* source = as<T>(source_bytes);
    loose<T>* out = as<T>(out_bytes);
    int64_t r = 0;
    for (; r + B::kRows <= row_count; r += B::kRows) {
        int64_t c = 0;
        for (; c + B::kColumns <= column_count; c += B::kColumns) {
            B::move(source + c, rows + r, out + c * pitch + r, pitch);
        }
        for (; c < column_count; c++) {
            for (int64_t i = r; i < r + B::kRows; i++) {
                out[c * pitch + i] = source[rows[i] + c];
            }
        }
    }
    for (; r < row_count; r++) {
        for (int64_t c = 0; c < column_count; c++) {
            out[c * pitch + r] = source[rows[r] + c];
        }
    }
}

void transpose(int element_bytes, const std::byte* source, const int64_t* rows, int64_t row_count,
               int64_t column_count, std::byte* out, int64_t pitch) {
    switch (element_bytes) {
        case 1: return transpose_of<uint8_t>(source, rows, row_count, column_count, out, pitch);
        case 2: return transpose_of<uint16_t>(source, rows, row_count, column_count, out, pitch);
        case 4: return transpose_of<uint32_t>(source, rows, row_count, column_count, out, pitch);
        default: return transpose_of<uint64_t>(source, rows, row_count, column_count, out, pitch);
    }
}

template <typename T>
void move_apart(const std::byte* in, int64_t in_stride, int64_t count, std::byte* out, int64_t out_stride) {
    for (int64_t i = 0; i < count; i++) {
        as<T>(out)[i * out_stride] = as<T>(in)[i * in_stride];
    }
}

void move_apart(int element_bytes, const std::byte* in, int64_t in_stride, int64_t count, std::byte* out,
                int64_t out_stride) {
    switch (element_bytes) {
        case 1: return move_apart<uint8_t>(in, in_stride, count, out, out_stride);
        case 2: return move_apart<uint16_t>(in, in_stride, count, out, out_stride);
        case 4: return move_apart<uint32_t>(in, in_stride, count, out, out_stride);
        default: return move_apart<uint64_t>(in, in_stride, count, out, out_stride);
    }
}

void gather(int element_bytes, const std::byte* source, int64_t stride, int64_t count, std::byte* out) {
    move_apart(element_bytes, source, stride, count, out, 1);
}

void scatter(int element_bytes, const std::byte* in, int64_t count, std::byte* target, int64_t stride) {
    move_apart(element_bytes, in, 1, count, target, stride);
}

#if defined(__SSE2__)

#if defined(__AVX2__)
constexpr int64_t kStreamBytes = 32;
void stream_once(std::byte* target, const std::byte* source) {
    _mm256_stream_si256(reinterpret_cast<__m256i*>(target),
                        _mm256_loadu_si256(reinterpret_cast<const __m256i_u*>(source)));
}
#else
constexpr int64_t kStreamBytes = 16;
void stream_once(std::byte* target, const std::byte* source) {
    _mm_stream_si128(reinterpret_cast<__m128i*>(target), _mm_loadu_si128(reinterpret_cast<const __m128i_u*>(source)));
}
#endif

void stream(std::byte* target, const std::byte* source, int64_t bytes) {
    const auto address = reinterpret_cast<uintptr_t>(target);
    const int64_t head = static_cast<int64_t>(-address % static_cast<uintptr_t>(kStreamBytes));
    if (bytes < head + kStreamBytes) {
        __builtin_memcpy(target, source, static_cast<size_t>(bytes));
        return;
    }
    __builtin_memcpy(target, source, static_cast<size_t>(head));
    int64_t i = head;
    for (; i + kStreamBytes <= bytes; i += kStreamBytes) {
        stream_once(target + i, source + i);
    }
    __builtin_memcpy(target + i, source + i, static_cast<size_t>(bytes - i));
}

void fence() { _mm_sfence(); }

#else

void stream(std::byte* target, const std::byte* source, int64_t bytes) {
    __builtin_memcpy(target, source, static_cast<size_t>(bytes));
}

void fence() {}

#endif

// The conversions have no branches, and compare bits rather than numbers, so that compilers vectorize them. Losses are
// rare: a conversion only notices whether there could be any, and if so they are counted by a second look.

constexpr uint32_t kSign = 0x80000000u;
constexpr uint32_t kInfinity = 0x7f800000u;
constexpr uint32_t kCanonicalNan = 0x7fc00000u;
constexpr uint32_t kF16Infinity = 0x7c00u;
constexpr uint32_t kF16Quiet = 0x0200u;

uint32_t bits_of(float value) { return __builtin_bit_cast(uint32_t, value); }
float float_of(uint32_t bits) { return __builtin_bit_cast(float, bits); }

uint32_t is_finite(uint32_t bits) { return (bits & ~kSign) < kInfinity; }
uint32_t is_infinite(uint32_t bits) { return (bits & ~kSign) == kInfinity; }
uint32_t is_zero(uint32_t bits) { return (bits & ~kSign) == 0; }

/// Rounds to nearest even; a NaN keeps its sign and leading payload bits and becomes quiet.
uint32_t f16_of(uint32_t bits) {
    const uint32_t sign = bits >> 16 & 0x8000u;
    const uint32_t magnitude = bits & ~kSign;
    // Adding a half whose last bit is the first bit of f16's smallest step makes the processor round a subnormal.
    const uint32_t subnormal = bits_of(float_of(magnitude) + 0.5f) - bits_of(0.5f);
    const uint32_t normal = (magnitude - (112u << 23) + 0xfffu + (magnitude >> 13 & 1u)) >> 13;
    const uint32_t nan = kF16Infinity | kF16Quiet | (magnitude >> 13 & 0x1ffu);
    uint32_t result = magnitude < 0x38800000u ? subnormal : normal;  // 2^-14, the smallest normal f16
    result = magnitude >= 0x477ff000u ? kF16Infinity : result;       // 65520, half a step above the largest
    result = magnitude > kInfinity ? nan : result;
    return sign | result;
}

uint32_t f32_of_f16(uint32_t half) {
    const uint32_t sign = (half & 0x8000u) << 16;
    const uint32_t magnitude = half & 0x7fffu;
    const uint32_t normal = (magnitude << 13) + (112u << 23);
    // A subnormal is an integer times 2^-24: hang it below 2^-1's leading bit, and take that away again.
    const uint32_t subnormal = bits_of(float_of(magnitude | bits_of(0.5f)) - 0.5f);
    uint32_t result = magnitude < 0x0400u ? subnormal : normal;
    result = magnitude >= kF16Infinity ? kInfinity | magnitude << 13 : result;
    result = magnitude > kF16Infinity ? result | 0x00400000u : result;
    return sign | result;
}

/// Rounds to nearest even; a NaN keeps its sign and leading payload bits and becomes quiet.
uint32_t bf16_of(uint32_t bits) {
    const uint32_t rounded = (bits + 0x7fffu + (bits >> 16 & 1u)) >> 16;
    return (bits & ~kSign) > kInfinity ? bits >> 16 | 0x0040u : rounded;
}

uint32_t f32_of_f64(double value) {
    const auto bits = __builtin_bit_cast(uint64_t, value);
    const auto sign = static_cast<uint32_t>(bits >> 32) & kSign;
    const uint32_t nan = sign | kCanonicalNan | (static_cast<uint32_t>(bits >> 29) & 0x007fffffu);
    return (bits & ~(uint64_t{1} << 63)) > (uint64_t{0x7ff} << 52) ? nan : bits_of(static_cast<float>(value));
}

/// Zero, infinite or no number: what a loss leaves behind.
uint32_t is_special(uint32_t bits) { return (bits & ~kSign) - 1 >= kInfinity - 1; }

void widen_f64(const std::byte* in, int64_t count, float* out, Losses& losses) {
    uint32_t suspicious = 0;
    for (int64_t i = 0; i < count; i++) {
        const uint32_t result = f32_of_f64(as<double>(in)[i]);
        suspicious |= is_special(result);
        out[i] = float_of(result);
    }
    for (int64_t i = 0; i < count && suspicious != 0; i++) {
        const auto magnitude = __builtin_bit_cast(uint64_t, as<double>(in)[i]) & ~(uint64_t{1} << 63);
        losses.overflows += is_infinite(bits_of(out[i])) & static_cast<uint32_t>(magnitude < uint64_t{0x7ff} << 52);
        losses.underflows += is_zero(bits_of(out[i])) & static_cast<uint32_t>(magnitude != 0);
    }
}

void widen(int64_t element, const std::byte* in, int64_t count, float* out, Losses& losses) {
    int64_t i = 0;
    switch (element) {
        case TF2OV_F16:
#if defined(__F16C__)
            for (; i + 8 <= count; i += 8) {
                const auto* halves = reinterpret_cast<const __m128i_u*>(as<uint16_t>(in) + i);
                _mm256_storeu_ps(out + i, _mm256_cvtph_ps(_mm_loadu_si128(halves)));
            }
#endif
            for (; i < count; i++) {
                out[i] = float_of(f32_of_f16(as<uint16_t>(in)[i]));
            }
            break;
        case TF2OV_BF16:
            for (; i < count; i++) {
                out[i] = float_of(static_cast<uint32_t>(as<uint16_t>(in)[i]) << 16);
            }
            break;
        default: widen_f64(in, count, out, losses); break;
    }
}

template <int Step>
void scale_by(const std::byte* in, int64_t count, const float* scales, float* out, Losses& losses) {
    uint32_t suspicious = 0;
    for (int64_t i = 0; i < count; i++) {
        out[i] = as<float>(in)[i] * scales[i * Step];
        suspicious |= is_special(bits_of(out[i]));
    }
    for (int64_t i = 0; i < count && suspicious != 0; i++) {
        const uint32_t value = bits_of(as<float>(in)[i]);
        const uint32_t factor = bits_of(scales[i * Step]);
        const uint32_t product = bits_of(out[i]);
        losses.overflows += is_finite(value) & is_finite(factor) & is_infinite(product);
        losses.underflows += (1 - is_zero(value)) & (1 - is_zero(factor)) & is_zero(product);
        out[i] = float_of((product & ~kSign) > kInfinity ? kCanonicalNan : product);
    }
}

void scale(const std::byte* in, int64_t count, const float* scales, int64_t step, float* out, Losses& losses) {
    switch (step) {
        case 0: return scale_by<0>(in, count, scales, out, losses);
        case 1: return scale_by<1>(in, count, scales, out, losses);
        default: return scale_by<-1>(in, count, scales, out, losses);
    }
}

/// Values that become f16 without loss, if not without rounding: magnitudes from the first that isn't rounded to zero to
/// the last that isn't rounded to infinity.
constexpr uint32_t kF16From = 0x33000001u;
constexpr uint32_t kF16Range = 0x477ff000u - kF16From;

void narrow_f16(const std::byte* in, int64_t count, std::byte* out, Losses& losses) {
    uint32_t suspicious = 0;
    int64_t i = 0;
#if defined(__F16C__)
    const __m256i magnitude_mask = _mm256_set1_epi32(static_cast<int>(~kSign));
    const __m256i from = _mm256_set1_epi32(static_cast<int>(kF16From));
    const __m256i last = _mm256_set1_epi32(static_cast<int>(kF16Range - 1));
    __m256i harmless = _mm256_set1_epi32(-1);
    for (; i + 8 <= count; i += 8) {
        const __m256i bits = _mm256_loadu_si256(reinterpret_cast<const __m256i_u*>(as<float>(in) + i));
        const __m256i above = _mm256_sub_epi32(_mm256_and_si256(bits, magnitude_mask), from);
        harmless = _mm256_and_si256(harmless, _mm256_cmpeq_epi32(_mm256_max_epu32(above, last), last));
        _mm_storeu_si128(reinterpret_cast<__m128i_u*>(as<uint16_t>(out) + i),
                         _mm256_cvtps_ph(_mm256_castsi256_ps(bits), _MM_FROUND_TO_NEAREST_INT));
    }
    suspicious = _mm256_movemask_epi8(harmless) != -1;
#endif
    for (; i < count; i++) {
        const uint32_t value = as<uint32_t>(in)[i];
        suspicious |= (value & ~kSign) - kF16From >= kF16Range;
        as<uint16_t>(out)[i] = static_cast<uint16_t>(f16_of(value));
    }
    for (i = 0; i < count && suspicious != 0; i++) {
        const uint32_t value = as<uint32_t>(in)[i];
        const uint32_t magnitude = as<uint16_t>(out)[i] & 0x7fffu;
        losses.overflows += is_finite(value) & static_cast<uint32_t>(magnitude == kF16Infinity);
        losses.underflows += (1 - is_zero(value)) & static_cast<uint32_t>(magnitude == 0);
    }
}

void narrow_bf16(const std::byte* in, int64_t count, std::byte* out, Losses& losses) {
    uint32_t suspicious = 0;
    for (int64_t i = 0; i < count; i++) {
        const uint32_t result = bf16_of(as<uint32_t>(in)[i]);
        suspicious |= is_special(result << 16);
        as<uint16_t>(out)[i] = static_cast<uint16_t>(result);
    }
    for (int64_t i = 0; i < count && suspicious != 0; i++) {
        const uint32_t value = as<uint32_t>(in)[i];
        const uint32_t result = static_cast<uint32_t>(as<uint16_t>(out)[i]) << 16;
        losses.overflows += is_finite(value) & is_infinite(result);
        losses.underflows += (1 - is_zero(value)) & is_zero(result);
    }
}

void narrow(int64_t element, const std::byte* in, int64_t count, std::byte* out, Losses& losses) {
    return element == TF2OV_F16 ? narrow_f16(in, count, out, losses) : narrow_bf16(in, count, out, losses);
}

template <int Step>
void quantize_by(const std::byte* in, int64_t count, const float* grid, int64_t channels, std::byte* out) {
    const float* low = grid;
    const float* high = low + channels;
    const float* inverse = high + channels;
    const float* zero = inverse + channels;
    const float* shift = zero + channels;
    for (int64_t i = 0; i < count; i++) {
        const int64_t c = i * Step;
        const float x = as<float>(in)[i];
        const float above = x > low[c] ? x : low[c];
        const float clamped = above < high[c] ? above : high[c];
        const float place = (clamped - low[c]) * inverse[c] - zero[c] + 0.5f;
        const auto cut = static_cast<int32_t>(place);
        const int32_t whole = cut - (static_cast<float>(cut) > place) + static_cast<int32_t>(shift[c]);
        out[i] = static_cast<std::byte>(whole);
    }
}

void quantize(const std::byte* in, int64_t count, const float* grid, int64_t channels, int64_t step, std::byte* out) {
    return step == 0 ? quantize_by<0>(in, count, grid, channels, out) : quantize_by<1>(in, count, grid, channels, out);
}

}  // namespace

extern const Loops TF2OV_TABLE(TF2OV_LEVEL) = {
    TF2OV_TEXT(TF2OV_LEVEL), transpose, gather, scatter, stream, fence, widen, scale, narrow, quantize,
};

}  // namespace tf2ov
