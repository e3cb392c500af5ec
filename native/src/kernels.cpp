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

const uint8_t tf2ov_kernels_abi_3 = 1;

namespace tf2ov {
namespace {

/// Targets above this size are written past the caches: they don't fit, and lines aren't read before they are written.
constexpr int64_t kStreamFrom = 4 * 1024 * 1024;
/// What one task moves, roughly.
constexpr int64_t kTaskElements = 32 * 1024;
/// Elements that a row is converted in at a time, so that the steps meet in the first cache.
constexpr int64_t kPiece = 1024;
/// A tile is a quarter of a page wide along the source and half as much along the target, if the array is, so that
/// neither side pays for address translation line by line. It stays in the second cache.
constexpr int64_t kTileBytes = 160 * 1024;
constexpr int64_t kTileColumns = 256;
constexpr int64_t kLine = 64;
constexpr int64_t kTileRows = 4096;

/// What one thread needs to itself while it works.
struct Member {
    alignas(64) std::byte tile[kTileBytes];
    alignas(64) std::byte gathered[kPiece * sizeof(double)];
    alignas(64) float widened[kPiece];
    alignas(64) float scaled[kPiece];
    alignas(64) std::byte narrowed[kPiece * sizeof(uint16_t)];
    int64_t rows[kTileRows];
    float row_scales[kTileRows];
    Losses losses;
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
    /// Whether elements become other ones on the way; if not they are only bytes.
    bool converts;
    int64_t source_element;
    int64_t target_element;
    const float* factors;
    bool streams;

    void put(std::byte* to, const std::byte* from, int64_t bytes) const {
        if (streams) {
            loops.stream(to, from, bytes);
        } else {
            std::memcpy(to, from, static_cast<size_t>(bytes));
        }
    }

    const float* factors_at(int64_t offset) const { return factors == nullptr ? nullptr : factors + offset; }

    /// Writes neighbours in memory to the target, converted if that is asked for.
    void finish(Member& member, const std::byte* from, int64_t count, int64_t to, int64_t to_stride,
                const float* scale, int64_t scale_stride) const {
        const int64_t step = converts ? kPiece : count;
        for (int64_t i = 0; i < count; i += step) {
            const int64_t n = std::min(step, count - i);
            const std::byte* ready = from + i * source_bytes;
            if (converts && source_element != TF2OV_F32) {
                loops.widen(source_element, ready, n, member.widened, member.losses);
                ready = reinterpret_cast<const std::byte*>(member.widened);
            }
            if (scale != nullptr) {
                loops.scale(ready, n, scale + i * scale_stride, scale_stride, member.scaled, member.losses);
                ready = reinterpret_cast<const std::byte*>(member.scaled);
            }
            if (converts && target_element != TF2OV_F32) {
                loops.narrow(target_element, ready, n, member.narrowed, member.losses);
                ready = member.narrowed;
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
            finish(member, source + from * source_bytes, count, to, axis.target, factors_at(scale), axis.scale);
            return;
        }
        for (int64_t i = 0; i < count; i += kPiece) {
            const int64_t n = std::min(kPiece, count - i);
            loops.gather(source_bytes, source + (from + i * axis.source) * source_bytes, axis.source, n,
                         member.gathered);
            finish(member, member.gathered, n, to + i * axis.target, axis.target, factors_at(scale + i * axis.scale),
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

        const int64_t bytes = copy.source_bytes;
        tile_columns = std::min({column.length, kTileColumns, 1024 / bytes});
        tile_rows = std::min({run_length, kTileRows, (kTileBytes / tile_columns - 2 * kLine) / bytes / 16 * 16});
        whole_tile_is_one_run = copy.factors == nullptr && tile_rows == run_length && column.target == run_length;
        // An odd number of lines, lest the columns of a tile compete for the same places in the cache.
        pitch = whole_tile_is_one_run ? tile_rows : (pieces(tile_rows * bytes, kLine) | 1) * kLine / bytes;
        tile_columns = std::min(column.length, std::max(kTileBytes / (pitch * bytes) / 16 * 16, tile_columns));
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
                member.row_scales[i] = copy.factors[scale + along.scale];
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
                        run_is_scaled ? member.row_scales : copy.factors_at(scale + c * column.scale),
                        run_is_scaled ? 1 : 0);
        }
    }
};

template <typename Tasks>
int64_t run(const Copy& copy, const Tasks& tasks, tf2ov_work& work) {
    const int64_t bytes = copy.plan.elements * std::max(copy.source_bytes, copy.target_bytes);
    const int crew = crew_size(work.threads, tasks.count(), bytes);
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
    for (int i = 0; i < crew; i++) {
        work.overflows += members[static_cast<size_t>(i)].losses.overflows;
        work.underflows += members[static_cast<size_t>(i)].losses.underflows;
    }
    return TF2OV_OK;
}

int bytes_of(int64_t element) {
    switch (element) {
        case TF2OV_1_BYTE: return 1;
        case TF2OV_2_BYTES:
        case TF2OV_F16:
        case TF2OV_BF16: return 2;
        case TF2OV_4_BYTES:
        case TF2OV_F32: return 4;
        case TF2OV_8_BYTES:
        case TF2OV_F64: return 8;
        default: return 0;
    }
}

bool can_convert(int64_t source, int64_t target) {
    return source >= TF2OV_F16 && target >= TF2OV_F16 && target != TF2OV_F64;
}

int64_t copy(const void* source, const tf2ov_view* from, void* target, const tf2ov_view* to, const tf2ov_scale* scale,
             tf2ov_work* work) {
    if (from == nullptr || to == nullptr || work == nullptr || (scale != nullptr && scale->factors == nullptr)) {
        return TF2OV_NULL_POINTER;
    }
    if (work->threads < 1) {
        return TF2OV_BAD_THREADS;
    }
    const int source_bytes = bytes_of(from->element);
    const int target_bytes = bytes_of(to->element);
    const bool converts = from->element != to->element || scale != nullptr;
    if (source_bytes == 0 || target_bytes == 0 || (converts && !can_convert(from->element, to->element))) {
        return TF2OV_BAD_ELEMENT;
    }
    const int64_t scaled_axis = scale == nullptr ? -1 : scale->axis;
    const Plan plan = make_plan({source, from, source_bytes}, {target, to, target_bytes}, scaled_axis);
    if (plan.status != TF2OV_OK) {
        return plan.status;
    }
    if (scale != nullptr &&
        (scaled_axis < 0 || scaled_axis >= from->rank || from->shape[scaled_axis] != scale->count)) {
        return TF2OV_BAD_SCALE;
    }
    if (plan.elements == 0) {
        return TF2OV_OK;
    }
    const Copy copy{.plan = plan,
                    .loops = best_loops(),
                    .source = static_cast<const std::byte*>(source),
                    .target = static_cast<std::byte*>(target),
                    .source_bytes = source_bytes,
                    .target_bytes = target_bytes,
                    .converts = converts,
                    .source_element = from->element,
                    .target_element = to->element,
                    .factors = scale == nullptr ? nullptr : scale->factors,
                    .streams = plan.elements > kStreamFrom / target_bytes};
    const int column = TileTasks::column_of(plan);
    return column < 0 ? run(copy, RowTasks(copy), *work) : run(copy, TileTasks(copy, column), *work);
}

}  // namespace
}  // namespace tf2ov

int64_t tf2ov_copy(const void* source, const tf2ov_view* from, void* target, const tf2ov_view* to,
                   const tf2ov_scale* scale, tf2ov_work* work) {
    return tf2ov::copy(source, from, target, to, scale, work);
}
