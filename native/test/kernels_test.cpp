// What a Java test can't reach: raw pointers, refusals, and the sanitizers. The results themselves are held to the Java
// kernels by KernelsContractTest; here they are compared with the plainest loop that could be written.
#include "tf2ov/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

namespace {

using Shape = std::vector<int64_t>;

struct Array : tf2ov_view {
    void* bytes;
};

int64_t copy(Array source, Array target, int element, int threads) {
    source.element = target.element = element;
    tf2ov_work work{threads, 0, 0};
    return tf2ov_copy(source.bytes, &source, target.bytes, &target, nullptr, &work);
}

int64_t convert(Array source, int source_element, Array target, int target_element, const std::vector<float>& factors,
                int axis, int threads, tf2ov_work* losses) {
    source.element = source_element;
    target.element = target_element;
    tf2ov_work work{threads, 0, 0};
    const tf2ov_scale scale{axis, static_cast<int64_t>(factors.size()), factors.data()};
    const int64_t status =
        tf2ov_copy(source.bytes, &source, target.bytes, &target, factors.empty() ? nullptr : &scale, &work);
    if (losses != nullptr) {
        losses->overflows += work.overflows;
        losses->underflows += work.underflows;
    }
    return status;
}

Array dense(void* bytes, uint64_t size, const Shape& shape) {
    Array array{};
    array.bytes = bytes;
    array.size = size;
    array.rank = static_cast<int64_t>(shape.size());
    int64_t stride = 1;
    for (size_t i = shape.size(); i-- > 0;) {
        array.shape[i] = shape[i];
        array.strides[i] = stride;
        stride *= shape[i];
    }
    return array;
}

Array permuted(const Array& array, const std::vector<size_t>& order) {
    Array result = array;
    for (size_t i = 0; i < order.size(); i++) {
        result.shape[i] = array.shape[order[i]];
        result.strides[i] = array.strides[order[i]];
    }
    return result;
}

Shape shape_of(const Array& array) { return Shape(array.shape, array.shape + array.rank); }

int64_t count(const Shape& shape) { return std::accumulate(shape.begin(), shape.end(), int64_t{1}, std::multiplies<>()); }

/// Calls `visit(source offset, target offset, index)` for every element.
template <typename Visit>
void each(const Array& source, const Array& target, Visit visit) {
    const auto rank = static_cast<size_t>(source.rank);
    const int64_t elements = std::accumulate(source.shape, source.shape + rank, int64_t{1}, std::multiplies<>());
    int64_t index[TF2OV_MAX_RANK];
    for (int64_t n = 0; n < elements; n++) {
        int64_t rest = n;
        int64_t from = source.offset;
        int64_t to = target.offset;
        for (size_t i = rank; i-- > 0;) {
            index[i] = rest % source.shape[i];
            rest /= source.shape[i];
            from += index[i] * source.strides[i];
            to += index[i] * target.strides[i];
        }
        visit(from, to, index);
    }
}

std::vector<std::byte> noise(std::mt19937& random, int64_t bytes) {
    std::vector<std::byte> result(static_cast<size_t>(bytes));
    for (std::byte& b : result) {
        b = static_cast<std::byte>(random());
    }
    return result;
}

TEST(Copy, ManyShapesOrdersSizesAndThreads) {
    for (unsigned seed = 1; seed <= 400; seed++) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const int bytes = 1 << random() % 4;
        Shape shape(random() % 9);
        for (int64_t& axis : shape) {
            constexpr int64_t lengths[] = {1, 2, 3, 5, 7, 8, 13, 16, 17, 31, 33, 64, 67, 129, 257, 300};
            axis = lengths[random() % (shape.size() > 4 ? 5 : shape.size() > 2 ? 10 : 16)];
        }
        std::vector<size_t> order(shape.size());
        std::iota(order.begin(), order.end(), size_t{0});
        std::shuffle(order.begin(), order.end(), random);
        const int64_t size = count(shape) * bytes;
        const size_t off = random() % 8;
        std::vector<std::byte> in = noise(random, size + static_cast<int64_t>(off));
        std::vector<std::byte> out(in.size());
        std::vector<std::byte> expected(in.size());

        Array source = permuted(dense(in.data() + off, static_cast<uint64_t>(size), shape), order);
        for (size_t i = 0; i < shape.size(); i++) {
            if (random() % 4 == 0) {
                source.offset += (source.shape[i] - 1) * source.strides[i];
                source.strides[i] *= -1;
            } else if (random() % 8 == 0) {
                source.strides[i] = 0;
            }
        }
        Array target = dense(out.data() + off, static_cast<uint64_t>(size), shape_of(source));
        std::shuffle(order.begin(), order.end(), random);
        source = permuted(source, order);
        target = permuted(target, order);
        each(source, target, [&](int64_t from, int64_t to, const int64_t*) {
            std::memcpy(expected.data() + off + to * bytes, in.data() + off + from * bytes, static_cast<size_t>(bytes));
        });
        ASSERT_EQ(TF2OV_OK, copy(source, target, bytes, 1 + static_cast<int>(random() % 4)));
        ASSERT_EQ(expected, out);
    }
}

TEST(Copy, LargeTargetsThatBypassTheCaches) {
    std::mt19937 random(7);
    const Shape shape{1031, 1201};
    std::vector<std::byte> in = noise(random, count(shape) * 4 + 1);
    std::vector<std::byte> out(in.size());
    const uint64_t size = in.size() - 1;
    const Array source = permuted(dense(in.data() + 1, size, shape), {1, 0});
    const Array target = dense(out.data() + 1, size, {1201, 1031});
    ASSERT_EQ(TF2OV_OK, copy(source, target, 4, 3));
    each(source, target, [&](int64_t from, int64_t to, const int64_t*) {
        ASSERT_EQ(0, std::memcmp(in.data() + 1 + from * 4, out.data() + 1 + to * 4, 4));
    });
}

/// The value of an f16, from its definition.
double value_of_f16(unsigned bits) {
    const int exponent = bits >> 10 & 31;
    const int mantissa = bits & 1023;
    const double sign = bits & 0x8000 ? -1 : 1;
    return sign * (exponent == 0 ? std::ldexp(mantissa, -24) : std::ldexp(1024 + mantissa, exponent - 25));
}

uint16_t narrow_one(int type, float value, tf2ov_work* losses) {
    uint16_t result = 0;
    const Array source = dense(&value, sizeof value, {});
    const Array target = dense(&result, sizeof result, {});
    EXPECT_EQ(TF2OV_OK, convert(source, TF2OV_F32, target, type, {}, 0, 1, losses));
    return result;
}

TEST(Convert, EveryF16AndItsNeighbours) {
    for (unsigned bits = 0; bits < 0x7c00; bits++) {
        const auto exact = static_cast<float>(value_of_f16(bits));
        const auto next = static_cast<float>(value_of_f16(bits + 1));  // 65536 after the largest
        const float half = exact + (next - exact) / 2;
        const unsigned up = bits + 1;
        EXPECT_EQ(bits, narrow_one(TF2OV_F16, exact, nullptr));
        EXPECT_EQ(bits % 2 == 0 ? bits : up, narrow_one(TF2OV_F16, half, nullptr));
        EXPECT_EQ(bits, narrow_one(TF2OV_F16, std::nextafter(half, 0.0f), nullptr));
        EXPECT_EQ(up | 0x8000, narrow_one(TF2OV_F16, -std::nextafter(half, next), nullptr));
    }
}

TEST(Convert, LossesAreCounted) {
    tf2ov_work losses{1, 0, 0};
    EXPECT_EQ(0x7bff, narrow_one(TF2OV_F16, 65519.996f, &losses));
    EXPECT_EQ(0, losses.overflows);
    EXPECT_EQ(0x7c00, narrow_one(TF2OV_F16, 65520.0f, &losses));
    EXPECT_EQ(1, losses.overflows);
    EXPECT_EQ(0x7c00, narrow_one(TF2OV_F16, std::numeric_limits<float>::infinity(), &losses));
    EXPECT_EQ(1, losses.overflows);
    EXPECT_EQ(0x8000, narrow_one(TF2OV_F16, -0.0f, &losses));
    EXPECT_EQ(0, losses.underflows);
    EXPECT_EQ(0x8000, narrow_one(TF2OV_F16, -0x1p-25f, &losses));
    EXPECT_EQ(1, losses.underflows);
    EXPECT_EQ(0x7f80, narrow_one(TF2OV_BF16, std::numeric_limits<float>::max(), &losses));
    EXPECT_EQ(2, losses.overflows);
}

TEST(Convert, ScalesAlongAnyAxisOnTheWay) {
    for (unsigned seed = 1; seed <= 200; seed++) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::normal_distribution<float> normal;
        Shape shape(1 + random() % 4);
        for (int64_t& axis : shape) {
            axis = std::vector<int64_t>{1, 2, 3, 9, 17, 40}[random() % 6];
        }
        std::vector<size_t> order(shape.size());
        std::iota(order.begin(), order.end(), size_t{0});
        std::shuffle(order.begin(), order.end(), random);
        std::vector<float> in(static_cast<size_t>(count(shape)));
        std::generate(in.begin(), in.end(), [&] { return normal(random); });
        std::vector<float> out(in.size());
        std::vector<float> expected(in.size());
        const Array source = permuted(dense(in.data(), in.size() * 4, shape), order);
        const Array target = dense(out.data(), out.size() * 4, shape_of(source));
        const size_t axis = random() % shape.size();
        std::vector<float> scales(static_cast<size_t>(source.shape[axis]));
        std::generate(scales.begin(), scales.end(), [&] { return normal(random); });
        each(source, target, [&](int64_t from, int64_t to, const int64_t* index) {
            expected[static_cast<size_t>(to)] =
                in[static_cast<size_t>(from)] * scales[static_cast<size_t>(index[axis])];
        });
        ASSERT_EQ(TF2OV_OK, convert(source, TF2OV_F32, target, TF2OV_F32, scales, static_cast<int>(axis), 2, nullptr));
        ASSERT_EQ(expected, out);
    }
}

TEST(Refusals, EachHasItsStatus) {
    float in[6] = {1, 2, 3, 4, 5, 6};
    float out[6] = {};
    const Array source = dense(in, sizeof in, {2, 3});
    const Array target = dense(out, sizeof out, {2, 3});
    EXPECT_EQ(TF2OV_OK, copy(source, target, 4, 1));
    tf2ov_work work{1, 0, 0};
    EXPECT_EQ(TF2OV_NULL_POINTER, tf2ov_copy(in, nullptr, out, &target, nullptr, &work));
    EXPECT_EQ(TF2OV_NULL_POINTER, tf2ov_copy(in, &source, out, &target, nullptr, nullptr));
    EXPECT_EQ(TF2OV_BAD_ELEMENT, copy(source, target, 3, 1));
    EXPECT_EQ(TF2OV_BAD_THREADS, copy(source, target, 4, 0));

    Array wrong = target;
    wrong.bytes = nullptr;
    EXPECT_EQ(TF2OV_NULL_POINTER, copy(source, wrong, 4, 1));
    wrong = target;
    wrong.rank = 9;
    EXPECT_EQ(TF2OV_BAD_RANK, copy(wrong, wrong, 4, 1));
    wrong = target;
    wrong.shape[1] = 2;
    EXPECT_EQ(TF2OV_BAD_SHAPE, copy(source, wrong, 4, 1));
    wrong = target;
    wrong.shape[0] = -1;
    EXPECT_EQ(TF2OV_BAD_SHAPE, copy(wrong, wrong, 4, 1));
    wrong = target;
    wrong.size--;
    EXPECT_EQ(TF2OV_OUT_OF_BOUNDS, copy(source, wrong, 4, 1));
    wrong = target;
    wrong.offset = -1;
    EXPECT_EQ(TF2OV_OUT_OF_BOUNDS, copy(source, wrong, 4, 1));
    wrong = target;
    wrong.strides[0] = std::numeric_limits<int64_t>::max();
    EXPECT_EQ(TF2OV_OUT_OF_BOUNDS, copy(source, wrong, 4, 1));
    wrong = target;
    wrong.strides[0] = 2;
    EXPECT_EQ(TF2OV_OVERLAP, copy(source, wrong, 4, 1));
    wrong = dense(in + 1, sizeof in - 4, {1, 3});
    const Array first_row = dense(in, sizeof in, {1, 3});
    EXPECT_EQ(TF2OV_OVERLAP, copy(first_row, wrong, 4, 1));

    EXPECT_EQ(TF2OV_BAD_ELEMENT, convert(source, TF2OV_F32, target, TF2OV_F64, {}, 0, 1, nullptr));
    EXPECT_EQ(TF2OV_BAD_SCALE, convert(source, TF2OV_F32, target, TF2OV_F32, {1, 2, 3}, 2, 1, nullptr));
    EXPECT_EQ(TF2OV_BAD_SCALE, convert(source, TF2OV_F32, target, TF2OV_F32, {1, 2}, 1, 1, nullptr));
    EXPECT_EQ(TF2OV_OK, convert(source, TF2OV_F32, source, TF2OV_F32, {1, 2, 3}, 1, 1, nullptr));
    EXPECT_EQ(TF2OV_NULL_POINTER, tf2ov_hash(in, sizeof in, 1, nullptr));
}

TEST(Hash, DependsOnEveryByteAndNotOnThreads) {
    std::mt19937 random(3);
    std::vector<std::byte> bytes = noise(random, 1'000'003);
    uint64_t one = 0;
    uint64_t four = 0;
    ASSERT_EQ(TF2OV_OK, tf2ov_hash(bytes.data(), bytes.size(), 1, &one));
    ASSERT_EQ(TF2OV_OK, tf2ov_hash(bytes.data(), bytes.size(), 4, &four));
    EXPECT_EQ(one, four);
    for (size_t i = 0; i < bytes.size(); i += 99'991) {
        bytes[i] ^= std::byte{1};
        ASSERT_EQ(TF2OV_OK, tf2ov_hash(bytes.data(), bytes.size(), 4, &four));
        EXPECT_NE(one, four);
        bytes[i] ^= std::byte{1};
    }
    ASSERT_EQ(TF2OV_OK, tf2ov_hash(bytes.data(), bytes.size() - 1, 4, &four));
    EXPECT_NE(one, four);
}

TEST(Reserve, RefusesNothingButMistakes) {
    EXPECT_EQ(TF2OV_NULL_POINTER, tf2ov_reserve(nullptr, 1));
    EXPECT_EQ(TF2OV_NOT_RESERVED, tf2ov_reserve("/no/such/file", 1));
}

}  // namespace
