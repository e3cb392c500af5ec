#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace tf2ov {

/// Less work than this isn't worth the start of a thread.
inline constexpr int64_t kBytesPerThread = 256 * 1024;
inline constexpr int64_t kMostThreads = 1024;

inline int crew_size(int64_t threads, int64_t tasks, int64_t bytes) {
    const int64_t useful = std::min(tasks, bytes / kBytesPerThread + 1);
    return static_cast<int>(std::clamp<int64_t>(useful, 1, std::min<int64_t>(threads, kMostThreads)));
}

/// Runs `work(member, task)` for every task in [0, tasks). Tasks go to whichever member of the crew is free, so they must
/// not depend on each other. If the system refuses a thread the others do its share. Each member ends with `done()`.
template <typename Work, typename Done>
void run_crew(int size, int64_t tasks, const Work& work, const Done& done) {
    std::atomic<int64_t> next{0};
    const auto member = [&](int me) {
        for (int64_t task; (task = next.fetch_add(1, std::memory_order_relaxed)) < tasks;) {
            work(me, task);
        }
        done();
    };
    std::vector<std::thread> others;
    try {
        others.reserve(static_cast<size_t>(size - 1));
        for (int me = 1; me < size; me++) {
            others.emplace_back(member, me);
        }
    } catch (...) {
        // Fewer threads than wished: the tasks are taken by those that started.
    }
    member(0);
    for (std::thread& other : others) {
        other.join();
    }
}

}  // namespace tf2ov
