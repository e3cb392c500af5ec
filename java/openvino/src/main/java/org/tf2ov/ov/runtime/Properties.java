package org.tf2ov.ov.runtime;

/// The names of the properties of devices and compiled models. Values are texts; a device lists
/// what it knows under [#SUPPORTED_PROPERTIES].
public final class Properties {
    // What one asks for.

    public static final String SUPPORTED_PROPERTIES = "SUPPORTED_PROPERTIES";
    public static final String AVAILABLE_DEVICES = "AVAILABLE_DEVICES";
    public static final String FULL_DEVICE_NAME = "FULL_DEVICE_NAME";

    /// `FP32 FP16 INT8 BIN EXPORT_IMPORT`: what a device is fast at.
    public static final String OPTIMIZATION_CAPABILITIES = "OPTIMIZATION_CAPABILITIES";

    public static final String OPTIMAL_NUMBER_OF_INFER_REQUESTS =
            "OPTIMAL_NUMBER_OF_INFER_REQUESTS";
    public static final String RANGE_FOR_ASYNC_INFER_REQUESTS = "RANGE_FOR_ASYNC_INFER_REQUESTS";
    public static final String RANGE_FOR_STREAMS = "RANGE_FOR_STREAMS";
    public static final String OPTIMAL_BATCH_SIZE = "OPTIMAL_BATCH_SIZE";
    public static final String MAX_BATCH_SIZE = "MAX_BATCH_SIZE";
    public static final String NETWORK_NAME = "NETWORK_NAME";

    // What one asks for and sets.

    /// `f32`, `f16`, `bf16`: what the device may compute in. CPUs with AMX take `bf16` by
    /// themselves; `f32` keeps the numbers of the model.
    public static final String INFERENCE_PRECISION_HINT = "INFERENCE_PRECISION_HINT";

    /// `LATENCY`, `THROUGHPUT`, `CUMULATIVE_THROUGHPUT`.
    public static final String PERFORMANCE_HINT = "PERFORMANCE_HINT";

    public static final String PERFORMANCE_HINT_NUM_REQUESTS = "PERFORMANCE_HINT_NUM_REQUESTS";

    /// `PERFORMANCE`, `ACCURACY`.
    public static final String EXECUTION_MODE_HINT = "EXECUTION_MODE_HINT";

    public static final String NUM_STREAMS = "NUM_STREAMS";
    public static final String INFERENCE_NUM_THREADS = "INFERENCE_NUM_THREADS";

    /// `YES`, `NO`.
    public static final String ENABLE_CPU_PINNING = "ENABLE_CPU_PINNING";

    /// `YES`, `NO`.
    public static final String ENABLE_HYPER_THREADING = "ENABLE_HYPER_THREADING";

    /// `ANY_CORE`, `PCORE_ONLY`, `ECORE_ONLY`.
    public static final String SCHEDULING_CORE_TYPE = "SCHEDULING_CORE_TYPE";

    /// The folder in which compiled models are kept for the next time.
    public static final String CACHE_DIR = "CACHE_DIR";

    /// `OPTIMIZE_SIZE`, `OPTIMIZE_SPEED`.
    public static final String CACHE_MODE = "CACHE_MODE";

    public static final String CACHE_ENCRYPTION_CALLBACKS = "CACHE_ENCRYPTION_CALLBACKS";

    /// `YES` makes [InferRequest#profile] answer.
    public static final String PERF_COUNT = "PERF_COUNT";

    /// `YES`, `NO`: whether weights are mapped when a model is read.
    public static final String ENABLE_MMAP = "ENABLE_MMAP";

    /// `LOG_NONE` to `LOG_TRACE`.
    public static final String LOG_LEVEL = "LOG_LEVEL";

    /// `LOW`, `MEDIUM`, `HIGH`.
    public static final String MODEL_PRIORITY = "MODEL_PRIORITY";

    /// For `AUTO`, `MULTI` and `HETERO`: the devices, best first.
    public static final String MULTI_DEVICE_PRIORITIES = "MULTI_DEVICE_PRIORITIES";

    public static final String AUTO_BATCH_TIMEOUT = "AUTO_BATCH_TIMEOUT";
    public static final String FORCE_TBB_TERMINATE = "FORCE_TBB_TERMINATE";

    private Properties() {}
}
