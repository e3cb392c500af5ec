package org.tf2ov.ov.runtime;

import java.time.Duration;

/// How long a layer of a compiled model took in the last inference.
///
/// @param layer its name in the model
/// @param type its operation
/// @param execution the kernel that the device chose: `jit_avx512_FP32`
/// @param wall from start to end
/// @param processor the time of the host's processor in it
public record LayerTime(
        String layer,
        String type,
        String execution,
        Status status,
        Duration wall,
        Duration processor) {
    /// What became of a layer.
    public enum Status {
        NOT_RUN,
        OPTIMIZED_OUT,
        EXECUTED;

        static Status of(int code) {
            return switch (code) {
                case CApi.ov_profiling_info_t_status.NOT_RUN -> NOT_RUN;
                case CApi.ov_profiling_info_t_status.OPTIMIZED_OUT -> OPTIMIZED_OUT;
                default -> EXECUTED;
            };
        }
    }
}
