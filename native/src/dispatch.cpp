#include <cstdlib>
#include <cstring>

#include "loops.h"

namespace tf2ov {

const Loops& best_loops() {
    static const Loops& best = []() -> const Loops& {
        const char* wanted = std::getenv("TF2OV_KERNELS_LEVEL");
        if (wanted != nullptr && std::strcmp(wanted, portable_loops.level) == 0) {
            return portable_loops;
        }
#if defined(TF2OV_WITH_AVX2)
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("f16c")) {
            return avx2_loops;
        }
#endif
        return portable_loops;
    }();
    return best;
}

}  // namespace tf2ov
