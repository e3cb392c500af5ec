#include <bit>
#include <cstddef>
#include <cstring>

#include "crew.h"
#include "tf2ov/kernels.h"

// The hash. With fold(a, b) = the upper xor the lower 64 bits of a * b, and words read as little-endian:
//
//     lane[j]   = fold(lane[j] ^ word[2j], key[j] ^ word[2j + 1])     for each 64 bytes of a chunk, padded with zeros
//     digest    = fold(... fold(fold(key[4], lane[0] ^ key[5]), lane[1] ^ key[5]) ..., lane[3] ^ key[5])
//     sum       = of fold(digest ^ key[6], mix(chunk's number + 1)), modulo 2^64
//     hash      = fold(sum ^ key[7], size ^ key[4])
//
// Chunks have 256 KiB, whatever the number of threads, and their sum doesn't depend on their order.

namespace tf2ov {
namespace {

constexpr int64_t kChunk = 256 * 1024;
constexpr int64_t kStripe = 64;

constexpr uint64_t fold(uint64_t a, uint64_t b) {
    __extension__ typedef unsigned __int128 uint128;
    const uint128 product = static_cast<uint128>(a) * b;
    return static_cast<uint64_t>(product >> 64) ^ static_cast<uint64_t>(product);
}

/// Spreads small numbers over all bits; the multiplier is 2^64 divided by the golden ratio, the shifts its halves.
constexpr uint64_t mix(uint64_t x) {
    constexpr uint64_t golden = 0x9e3779b97f4a7c15u;
    x = (x * golden ^ (x * golden) >> 32) * golden;
    return x ^ x >> 32;
}

constexpr uint64_t key(int i) { return mix(static_cast<uint64_t>(i) + 0x7f20) | 1; }

constexpr uint64_t kKeys[8] = {key(0), key(1), key(2), key(3), key(4), key(5), key(6), key(7)};

void absorb(uint64_t lanes[4], const std::byte* stripe) {
    uint64_t words[8];
    std::memcpy(words, stripe, sizeof words);
    for (int j = 0; j < 4; j++) {
        lanes[j] = fold(lanes[j] ^ words[2 * j], kKeys[j] ^ words[2 * j + 1]);
    }
}

uint64_t digest(const std::byte* chunk, int64_t size) {
    uint64_t lanes[4] = {kKeys[0], kKeys[1], kKeys[2], kKeys[3]};
    int64_t i = 0;
    for (; i + kStripe <= size; i += kStripe) {
        absorb(lanes, chunk + i);
    }
    if (i < size) {
        std::byte padded[kStripe] = {};
        std::memcpy(padded, chunk + i, static_cast<size_t>(size - i));
        absorb(lanes, padded);
    }
    uint64_t all = kKeys[4];
    for (const uint64_t lane : lanes) {
        all = fold(all, lane ^ kKeys[5]);
    }
    return all;
}

}  // namespace
}  // namespace tf2ov

int64_t tf2ov_hash(const void* bytes, uint64_t size, int64_t threads, uint64_t* hash) {
    using namespace tf2ov;
    if (hash == nullptr || (bytes == nullptr && size > 0)) {
        return TF2OV_NULL_POINTER;
    }
    if (threads < 1) {
        return TF2OV_BAD_THREADS;
    }
    if (size > INT64_MAX) {
        return TF2OV_BAD_SHAPE;
    }
    const auto* begin = static_cast<const std::byte*>(bytes);
    const auto end = static_cast<int64_t>(size);
    const int64_t chunks = (end + kChunk - 1) / kChunk;
    std::atomic<uint64_t> sum{0};
    run_crew(
        crew_size(threads, chunks, end), chunks,
        [&](int, int64_t chunk) {
            const int64_t start = chunk * kChunk;
            const uint64_t value = digest(begin + start, std::min(kChunk, end - start));
            sum.fetch_add(fold(value ^ kKeys[6], mix(static_cast<uint64_t>(chunk) + 1)), std::memory_order_relaxed);
        },
        [] {});
    *hash = fold(sum.load() ^ kKeys[7], size ^ kKeys[4]);
    return TF2OV_OK;
}
