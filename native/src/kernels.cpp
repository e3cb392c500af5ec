#include "tf2ov/kernels.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>

#include "crew.h"
#include "loops.h"
#include "plan.h"

static_assert(std::endian::native == std::endian::little, "OpenVINO IR is little-endian, and so are the kernels");

const uint32_t tf2ov_kernels_abi = TF2OV_KERNELS_ABI;

namespace tf2ov {
namespace {

/// Targets above this size are written past the caches: they don't fit, and lines aren't read before they are written.
constexpr int64_t kStreamFrom = 4 * 1024 * 1024;
/// What one task moves, roughly.
constexpr int64_t kTaskElements = 32 * 1024;
/// Elements that a row is converted in at a time, so that the steps meet in the first cache.
constexpr int64_t kPiece = 1024;
/// A tile is as wide as this along the source and along the target, if the array is: a quarter of a page each time, so
/// that neither side pays for address translation. The tile stays in the second cache.
constexpr int64_t kTileBytes = 144 * 1024;
constexpr int64_t kTileColumns = 256;
constexpr int64_t kTileRows = 4096;

/// What one thread needs to itself while it works.
struct Member {
    alignas(64) std::byte tile[kTileBytes];
    alignas(64) std::byte gathered[kPiece * sizeof(double)];
    alignas(64) float values[kPiece];
    alignas(64) std::byte narrowed[kPiece * sizeof(float)];
    int64_t rows[kTileRows];
    float row_scales[kTileRows];
    tf2ov_losses losses{0, 0};
};

/// Steps through a few axes in row-major order.
class Walk {
public:
    Walk(const Axis* axes, int rank, int64_t start) : axes_(axes), rank_(rank) {
        for (int i = rank - 1; i >= 0; i--) {
            index_[i] = start % axes[i].length;
            start /= axes[i].length;
            advance(axes[i], index_[i]);
        }
    }

    void next() {
        for (int i = rank_ - 1; i >= 0; i--) {
            if (++index_[i] < axes_[i].length) {
                advance(axes_[i], 1);
                return;
            }
            advance(axes_[i], 1 - axes_[i].length);
            index_[i] = 0;
        }
    }

    int64_t source = 0;
    int64_t target = 0;
    int64_t scale = 0;

private:
    void advance(const Axis& axis, int64_t steps) {
        source += steps * axis.source;
        target += steps * axis.target;
        scale += steps * axis.scale;
    }

    const Axis* axes_;
    int rank_;
    int64_t index_[TF2OV_MAX_RANK];
};

int64_t product(const Axis* axes, int rank) {
    int64_t count = 1;
    for (int i = 0; i < rank; i++) {
        count *= axes[i].length;
    }
    return count;
}

int64_t pieces(int64_t count, int64_t size) { return (count + size - 1) / size; }

/// One copy, with or without conversion.
struct Copy {
    const Plan& plan;
    const Loops& loops;
    const std::byte* source;
    std::byte* target;
    int source_bytes;
    int target_bytes;
    /// 0 for elements that are moved as they are.
    int source_type;
    int target_type;
    const float* scales;
    bool streams;

    void put(std::byte* to, const std::byte* from, int64_t bytes) const {
        if (streams) {
            loops.stream(to, from, bytes);
        } else {
            std::memcpy(to, from, static_cast<size_t>(bytes));
        }
    }

    const float* scale_at(int64_t offset) const { return scales == nullptr ? nullptr : scales + offset; }

    /// Writes neighbours in memory to the target, converted if that is asked for.
    void finish(Member& member, const std::byte* from, int64_t count, int64_t to, int64_t to_stride,
                const float* scale, int64_t scale_stride) const {
        const int64_t step = source_type == 0 ? count : kPiece;
        for (int64_t i = 0; i < count; i += step) {
            const int64_t n = std::min(step, count - i);
            const std::byte* ready = from + i * source_bytes;
            if (source_type != 0) {
                loops.widen(source_type, ready, n, member.values, member.losses);
                if (scale != nullptr) {
                    loops.scale(member.values, n, scale + i * scale_stride, scale_stride, member.losses);
                }
                ready = reinterpret_cast<const std::byte*>(member.values);
                if (target_type != TF2OV_F32) {
                    loops.narrow(target_type, member.values, n, member.narrowed, member.losses);
                    ready = member.narrowed;
                }
            }
            std::byte* out = target + (to + i * to_stride) * target_bytes;
            if (to_stride == 1) {
                put(out, ready, n * target_bytes);
            } else {
                loops.scatter(target_bytes, ready, n, out, to_stride);
            }
        }
    }

    /// `count` elements of the innermost axis.
    void row(Member& member, const Axis& axis, int64_t from, int64_t to, int64_t scale, int64_t count) const {
        if (axis.source == 1) {
            finish(member, source + from * source_bytes, count, to, axis.target, scale_at(scale), axis.scale);
            return;
        }
        for (int64_t i = 0; i < count; i += kPiece) {
            const int64_t n = std::min(kPiece, count - i);
            loops.gather(source_bytes, source + (from + i * axis.source) * source_bytes, axis.source, n,
                         member.gathered);
            finish(member, member.gathered, n, to + i * axis.target, axis.target, scale_at(scale + i * axis.scale),
                   axis.scale);
        }
    }
};

/// An array that is walked row by row, because the innermost axis is the same on both sides or nothing better is known.
struct RowTasks {
    const Copy& copy;
    Axis inner;
    int outer_rank;
    int64_t outer;
    int64_t pieces_of_row;
    int64_t rows_of_task;

    explicit RowTasks(const Copy& whole) : copy(whole) {
        const Plan& plan = copy.plan;
        inner = plan.rank == 0 ? Axis{1, 1, 1, 0} : plan.axes[plan.rank - 1];
        outer_rank = std::max(plan.rank - 1, 0);
        outer = product(plan.axes, outer_rank);
        pieces_of_row = pieces(inner.length, kTaskElements);
        rows_of_task = std::max<int64_t>(kTaskElements / inner.length, 1);
    }

    int64_t count() const { return pieces(outer, rows_of_task) * pieces_of_row; }

    void run(Member& member, int64_t task) const {
        const Plan& plan = copy.plan;
        const int64_t first = task / pieces_of_row * rows_of_task;
        const int64_t last = std::min(first + rows_of_task, outer);
        const int64_t begin = task % pieces_of_row * kTaskElements;
        const int64_t n = std::min(kTaskElements, inner.length - begin);
        Walk walk(plan.axes, outer_rank, first);
        for (int64_t i = first; i < last; i++, walk.next()) {
            copy.row(member, inner, plan.source_offset + walk.source + begin * inner.source,
                     plan.target_offset + walk.target + begin * inner.target,
                     plan.scale_offset + walk.scale + begin * inner.scale, n);
        }
    }
};

/// An array whose innermost axis differs between source and target: tiles of it are transposed.
///
///     axes    outer ...   column   outer ...   run ...
///
/// The column axis is contiguous in the source; the run, one axis or several, is contiguous in the target. The rows of
/// a tile are elements of the run, wherever in the source they are.
struct TileTasks {
    const Copy& copy;
    Axis column;
    Axis outer_axes[TF2OV_MAX_RANK];
    int outer_rank = 0;
    Axis run_axes[TF2OV_MAX_RANK];
    int run_rank = 0;
    int64_t outer;
    int64_t run_length;
    int64_t tile_columns;
    int64_t tile_rows;
    int64_t pitch;
    /// Whether the scaled axis belongs to the run.
    bool run_is_scaled = false;
    bool whole_tile_is_one_run;

    /// The axis that is contiguous in the source, or -1 if tiles are of no use.
    static int column_of(const Plan& plan) {
        if (plan.rank < 2 || plan.axes[plan.rank - 1].target != 1 || plan.axes[plan.rank - 1].source == 1) {
            return -1;
        }
        for (int i = plan.rank - 2; i >= 0; i--) {
            if (plan.axes[i].source == 1) {
                return i;
            }
        }
        return -1;
    }

    TileTasks(const Copy& whole, int column_axis) : copy(whole) {
        const Plan& plan = copy.plan;
        column = plan.axes[column_axis];
        int first_of_run = plan.rank - 1;
        run_length = plan.axes[first_of_run].length;
        while (first_of_run - 1 > column_axis && plan.axes[first_of_run - 1].target == run_length) {
            run_length *= plan.axes[--first_of_run].length;
        }
        for (int i = 0; i < plan.rank; i++) {
            if (i >= first_of_run) {
                run_axes[run_rank++] = plan.axes[i];
                run_is_scaled = run_is_scaled || plan.axes[i].scale != 0;
            } else if (i != column_axis) {
                outer_axes[outer_rank++] = plan.axes[i];
            }
        }
        outer = product(outer_axes, outer_rank);

        const int64_t room = kTileBytes / copy.source_bytes;
        const int64_t wide = std::min<int64_t>(kTileColumns, 1024 / copy.source_bytes);
        tile_columns = std::min(column.length, wide);
        tile_rows = std::min({run_length, kTileRows, room / tile_columns / 16 * 16 - 16});
        whole_tile_is_one_run =
            copy.source_type == 0 && tile_rows == run_length && column.target == run_length;
        pitch = whole_tile_is_one_run ? tile_rows : pieces(tile_rows, 16) * 16 + 16;
        tile_columns = std::min(column.length, std::max(room / pitch / 16 * 16, tile_columns));
    }

    int64_t row_tiles() const { return pieces(run_length, tile_rows); }
    int64_t column_tiles() const { return pieces(column.length, tile_columns); }
    int64_t count() const { return outer * column_tiles() * row_tiles(); }

    void run(Member& member, int64_t task) const {
        const Plan& plan = copy.plan;
        const int64_t row = task % row_tiles() * tile_rows;
        const int64_t rows = std::min(tile_rows, run_length - row);
        const int64_t first = task / row_tiles() % column_tiles() * tile_columns;
        const int64_t columns = std::min(tile_columns, column.length - first);
        const Walk place(outer_axes, outer_rank, task / row_tiles() / column_tiles());
        const int64_t from = plan.source_offset + place.source + first;
        const int64_t to = plan.target_offset + place.target + first * column.target + row;
        const int64_t scale = plan.scale_offset + place.scale + first * column.scale;

        Walk along(run_axes, run_rank, row);
        for (int64_t i = 0; i < rows; i++, along.next()) {
            member.rows[i] = along.source;
            if (run_is_scaled) {
                member.row_scales[i] = copy.scales[scale + along.scale];
            }
        }
        copy.loops.transpose(copy.source_bytes, copy.source + from * copy.source_bytes, member.rows, rows, columns,
                             member.tile, pitch);
        if (whole_tile_is_one_run) {
            copy.finish(member, member.tile, rows * columns, to, 1, nullptr, 0);
            return;
        }
        for (int64_t c = 0; c < columns; c++) {
            copy.finish(member, member.tile + c * pitch * copy.source_bytes, rows, to + c * column.target, 1,
                        run_is_scaled ? member.row_scales : copy.scale_at(scale + c * column.scale),
                        run_is_scaled ? 1 : 0);
        }
    }
};

template <typename Tasks>
int32_t run(const Copy& copy, const Tasks& tasks, int threads, tf2ov_losses* losses) {
    const int64_t bytes = copy.plan.elements * std::max(copy.source_bytes, copy.target_bytes);
    const int crew = crew_size(threads, tasks.count(), bytes);
    const std::unique_ptr<Member[]> members(new (std::nothrow) Member[static_cast<size_t>(crew)]);
    if (members == nullptr) {
        return TF2OV_NO_MEMORY;
    }
    run_crew(
        crew, tasks.count(),
        [&](int me, int64_t task) { tasks.run(members[static_cast<size_t>(me)], task); },
        [&] {
            if (copy.streams) {
                copy.loops.fence();
            }
        });
    for (int i = 0; losses != nullptr && i < crew; i++) {
        losses->overflows += members[static_cast<size_t>(i)].losses.overflows;
        losses->underflows += members[static_cast<size_t>(i)].losses.underflows;
    }
    return TF2OV_OK;
}

int32_t run(const Copy& copy, int threads, tf2ov_losses* losses) {
    const int column = TileTasks::column_of(copy.plan);
    return column < 0 ? run(copy, RowTasks(copy), threads, losses)
                      : run(copy, TileTasks(copy, column), threads, losses);
}

int bytes_of(int32_t type) {
    switch (type) {
        case TF2OV_F16:
        case TF2OV_BF16: return 2;
        case TF2OV_F32: return 4;
        case TF2OV_F64: return 8;
        default: return 0;
    }
}

bool streams(const Plan& plan, int target_bytes) { return plan.elements > kStreamFrom / target_bytes; }

}  // namespace
}  // namespace tf2ov

using tf2ov::Copy;
using tf2ov::Plan;

int32_t tf2ov_copy(const void* source, const tf2ov_view* from, void* target, const tf2ov_view* to,
                   int32_t element_bytes, int32_t threads) {
    if (element_bytes != 1 && element_bytes != 2 && element_bytes != 4 && element_bytes != 8) {
        return TF2OV_BAD_ELEMENT;
    }
    if (threads < 1) {
        return TF2OV_BAD_THREADS;
    }
    const Plan plan = tf2ov::make_plan({source, from, element_bytes}, {target, to, element_bytes}, -1);
    if (plan.status != TF2OV_OK || plan.elements == 0) {
        return plan.status;
    }
    const Copy copy{.plan = plan,
                    .loops = tf2ov::best_loops(),
                    .source = static_cast<const std::byte*>(source),
                    .target = static_cast<std::byte*>(target),
                    .source_bytes = element_bytes,
                    .target_bytes = element_bytes,
                    .source_type = 0,
                    .target_type = 0,
                    .scales = nullptr,
                    .streams = tf2ov::streams(plan, element_bytes)};
    return tf2ov::run(copy, threads, nullptr);
}

int32_t tf2ov_convert(const void* source, const tf2ov_view* from, int32_t source_type, void* target,
                      const tf2ov_view* to, int32_t target_type, const float* scales, int64_t scale_count,
                      int32_t axis, int32_t threads, tf2ov_losses* losses) {
    const int source_bytes = tf2ov::bytes_of(source_type);
    const int target_bytes = tf2ov::bytes_of(target_type);
    if (source_bytes == 0 || target_bytes == 0 || target_type == TF2OV_F64) {
        return TF2OV_BAD_ELEMENT;
    }
    if (threads < 1) {
        return TF2OV_BAD_THREADS;
    }
    const Plan plan = tf2ov::make_plan({source, from, source_bytes}, {target, to, target_bytes},
                                       scales == nullptr ? -1 : axis);
    if (plan.status != TF2OV_OK) {
        return plan.status;
    }
    if (scales != nullptr && (axis < 0 || axis >= from->rank || from->shape[axis] != scale_count)) {
        return TF2OV_BAD_SCALES;
    }
    if (plan.elements == 0) {
        return TF2OV_OK;
    }
    // Without a scale, numbers that keep their type keep their bits.
    const bool as_they_are = source_type == target_type && scales == nullptr;
    const Copy copy{.plan = plan,
                    .loops = tf2ov::best_loops(),
                    .source = static_cast<const std::byte*>(source),
                    .target = static_cast<std::byte*>(target),
                    .source_bytes = source_bytes,
                    .target_bytes = target_bytes,
                    .source_type = as_they_are ? 0 : source_type,
                    .target_type = target_type,
                    .scales = scales,
                    .streams = tf2ov::streams(plan, target_bytes)};
    return tf2ov::run(copy, threads, losses);
}
