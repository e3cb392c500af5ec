package org.tf2ov.ov.runtime;

import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/// The OpenVINO C API, name for name. Generated from its headers by `GenerateCApi`; not edited.
///
/// A function is linked when it is first called. Variadic functions are left out: each has a twin
/// that takes an array.
@SuppressWarnings({"MemberName", "unused", "UnusedVariable", "EffectivelyPrivate"})
final class CApi {
    private CApi() {}

    /// The structures of the API.
    static final class Layouts {
        private Layouts() {}

        static final StructLayout ov_available_devices_t =
                CStruct.of(ADDRESS.withName("devices"), JAVA_LONG.withName("size"));
        static final StructLayout ov_callback_t =
                CStruct.of(ADDRESS.withName("callback_func"), ADDRESS.withName("args"));
        static final StructLayout ov_core_version_list_t =
                CStruct.of(ADDRESS.withName("versions"), JAVA_LONG.withName("size"));
        static final StructLayout ov_dimension_t =
                CStruct.of(JAVA_LONG.withName("min"), JAVA_LONG.withName("max"));
        static final StructLayout ov_encryption_callbacks =
                CStruct.of(ADDRESS.withName("encrypt_func"), ADDRESS.withName("decrypt_func"));
        static final StructLayout ov_partial_shape_t =
                CStruct.of(ov_dimension_t.withName("rank"), ADDRESS.withName("dims"));
        static final StructLayout ov_profiling_info_list_t =
                CStruct.of(ADDRESS.withName("profiling_infos"), JAVA_LONG.withName("size"));
        static final StructLayout ov_profiling_info_t =
                CStruct.of(
                        JAVA_INT.withName("status"),
                        JAVA_LONG.withName("real_time"),
                        JAVA_LONG.withName("cpu_time"),
                        ADDRESS.withName("node_name"),
                        ADDRESS.withName("exec_type"),
                        ADDRESS.withName("node_type"));
        static final StructLayout ov_property_t =
                CStruct.of(ADDRESS.withName("key"), ADDRESS.withName("value"));
        static final StructLayout ov_shape_t =
                CStruct.of(JAVA_LONG.withName("rank"), ADDRESS.withName("dims"));
        static final StructLayout ov_version_t =
                CStruct.of(ADDRESS.withName("buildNumber"), ADDRESS.withName("description"));
        static final StructLayout ov_core_version_t =
                CStruct.of(ADDRESS.withName("device_name"), ov_version_t.withName("version"));
    }

    /// `enum ov_color_format_e`
    static final class ov_color_format_e {
        private ov_color_format_e() {}

        static final int UNDEFINE = 0;
        static final int NV12_SINGLE_PLANE = 1;
        static final int NV12_TWO_PLANES = 2;
        static final int I420_SINGLE_PLANE = 3;
        static final int I420_THREE_PLANES = 4;
        static final int RGB = 5;
        static final int BGR = 6;
        static final int GRAY = 7;
        static final int RGBX = 8;
        static final int BGRX = 9;
    }

    /// `enum ov_element_type_e`
    static final class ov_element_type_e {
        private ov_element_type_e() {}

        static final int DYNAMIC = 0;
        static final int BOOLEAN = 1;
        static final int BF16 = 2;
        static final int F16 = 3;
        static final int F32 = 4;
        static final int F64 = 5;
        static final int I4 = 6;
        static final int I8 = 7;
        static final int I16 = 8;
        static final int I32 = 9;
        static final int I64 = 10;
        static final int U1 = 11;
        static final int U2 = 12;
        static final int U3 = 13;
        static final int U4 = 14;
        static final int U6 = 15;
        static final int U8 = 16;
        static final int U16 = 17;
        static final int U32 = 18;
        static final int U64 = 19;
        static final int NF4 = 20;
        static final int F8E4M3 = 21;
        static final int F8E5M3 = 22;
        static final int STRING = 23;
        static final int F4E2M1 = 24;
        static final int F8E8M0 = 25;
    }

    /// `enum ov_padding_mode_e`
    static final class ov_padding_mode_e {
        private ov_padding_mode_e() {}

        static final int CONSTANT = 0;
        static final int EDGE = 1;
        static final int REFLECT = 2;
        static final int SYMMETRIC = 3;
    }

    /// `enum ov_preprocess_resize_algorithm_e`
    static final class ov_preprocess_resize_algorithm_e {
        private ov_preprocess_resize_algorithm_e() {}

        static final int RESIZE_LINEAR = 0;
        static final int RESIZE_CUBIC = 1;
        static final int RESIZE_NEAREST = 2;
    }

    /// `enum ov_profiling_info_t_status`
    static final class ov_profiling_info_t_status {
        private ov_profiling_info_t_status() {}

        static final int NOT_RUN = 0;
        static final int OPTIMIZED_OUT = 1;
        static final int EXECUTED = 2;
    }

    /// `enum ov_status_e`
    static final class ov_status_e {
        private ov_status_e() {}

        static final int OK = 0;
        static final int GENERAL_ERROR = -1;
        static final int NOT_IMPLEMENTED = -2;
        static final int NETWORK_NOT_LOADED = -3;
        static final int PARAMETER_MISMATCH = -4;
        static final int NOT_FOUND = -5;
        static final int OUT_OF_BOUNDS = -6;
        static final int UNEXPECTED = -7;
        static final int REQUEST_BUSY = -8;
        static final int RESULT_NOT_READY = -9;
        static final int NOT_ALLOCATED = -10;
        static final int INFER_NOT_STARTED = -11;
        static final int NETWORK_NOT_READ = -12;
        static final int INFER_CANCELLED = -13;
        static final int INVALID_C_PARAM = -14;
        static final int UNKNOWN_C_ERROR = -15;
        static final int NOT_IMPLEMENT_C_METHOD = -16;
        static final int UNKNOW_EXCEPTION = -17;
    }

    /// What C calls through a `encryption_func`.
    static final FunctionDescriptor encryption_func =
            FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);

    /// What C calls through a `ov_callback_t_callback_func`.
    static final FunctionDescriptor ov_callback_t_callback_func =
            FunctionDescriptor.ofVoid(ADDRESS);

    /// What C calls through a `ov_util_log_callback_func`.
    static final FunctionDescriptor ov_util_log_callback_func = FunctionDescriptor.ofVoid(ADDRESS);

    static String ov_property_key_auto_batch_timeout() {
        return OpenVino.text("ov_property_key_auto_batch_timeout");
    }

    static String ov_property_key_available_devices() {
        return OpenVino.text("ov_property_key_available_devices");
    }

    static String ov_property_key_cache_dir() {
        return OpenVino.text("ov_property_key_cache_dir");
    }

    static String ov_property_key_cache_encryption_callbacks() {
        return OpenVino.text("ov_property_key_cache_encryption_callbacks");
    }

    static String ov_property_key_cache_mode() {
        return OpenVino.text("ov_property_key_cache_mode");
    }

    static String ov_property_key_device_capabilities() {
        return OpenVino.text("ov_property_key_device_capabilities");
    }

    static String ov_property_key_device_full_name() {
        return OpenVino.text("ov_property_key_device_full_name");
    }

    static String ov_property_key_device_priorities() {
        return OpenVino.text("ov_property_key_device_priorities");
    }

    static String ov_property_key_enable_mmap() {
        return OpenVino.text("ov_property_key_enable_mmap");
    }

    static String ov_property_key_enable_profiling() {
        return OpenVino.text("ov_property_key_enable_profiling");
    }

    static String ov_property_key_force_tbb_terminate() {
        return OpenVino.text("ov_property_key_force_tbb_terminate");
    }

    static String ov_property_key_hint_enable_cpu_pinning() {
        return OpenVino.text("ov_property_key_hint_enable_cpu_pinning");
    }

    static String ov_property_key_hint_enable_hyper_threading() {
        return OpenVino.text("ov_property_key_hint_enable_hyper_threading");
    }

    static String ov_property_key_hint_execution_mode() {
        return OpenVino.text("ov_property_key_hint_execution_mode");
    }

    static String ov_property_key_hint_inference_precision() {
        return OpenVino.text("ov_property_key_hint_inference_precision");
    }

    static String ov_property_key_hint_model_priority() {
        return OpenVino.text("ov_property_key_hint_model_priority");
    }

    static String ov_property_key_hint_num_requests() {
        return OpenVino.text("ov_property_key_hint_num_requests");
    }

    static String ov_property_key_hint_performance_mode() {
        return OpenVino.text("ov_property_key_hint_performance_mode");
    }

    static String ov_property_key_hint_scheduling_core_type() {
        return OpenVino.text("ov_property_key_hint_scheduling_core_type");
    }

    static String ov_property_key_inference_num_threads() {
        return OpenVino.text("ov_property_key_inference_num_threads");
    }

    static String ov_property_key_intel_auto_device_bind_buffer() {
        return OpenVino.text("ov_property_key_intel_auto_device_bind_buffer");
    }

    static String ov_property_key_intel_auto_enable_runtime_fallback() {
        return OpenVino.text("ov_property_key_intel_auto_enable_runtime_fallback");
    }

    static String ov_property_key_intel_auto_enable_startup_fallback() {
        return OpenVino.text("ov_property_key_intel_auto_enable_startup_fallback");
    }

    static String ov_property_key_intel_gpu_config_file() {
        return OpenVino.text("ov_property_key_intel_gpu_config_file");
    }

    static String ov_property_key_intel_gpu_context_type() {
        return OpenVino.text("ov_property_key_intel_gpu_context_type");
    }

    static String ov_property_key_intel_gpu_dev_object_handle() {
        return OpenVino.text("ov_property_key_intel_gpu_dev_object_handle");
    }

    static String ov_property_key_intel_gpu_mem_handle() {
        return OpenVino.text("ov_property_key_intel_gpu_mem_handle");
    }

    static String ov_property_key_intel_gpu_ocl_context() {
        return OpenVino.text("ov_property_key_intel_gpu_ocl_context");
    }

    static String ov_property_key_intel_gpu_ocl_context_device_id() {
        return OpenVino.text("ov_property_key_intel_gpu_ocl_context_device_id");
    }

    static String ov_property_key_intel_gpu_ocl_queue() {
        return OpenVino.text("ov_property_key_intel_gpu_ocl_queue");
    }

    static String ov_property_key_intel_gpu_shared_mem_type() {
        return OpenVino.text("ov_property_key_intel_gpu_shared_mem_type");
    }

    static String ov_property_key_intel_gpu_tile_id() {
        return OpenVino.text("ov_property_key_intel_gpu_tile_id");
    }

    static String ov_property_key_intel_gpu_va_device() {
        return OpenVino.text("ov_property_key_intel_gpu_va_device");
    }

    static String ov_property_key_intel_gpu_va_plane() {
        return OpenVino.text("ov_property_key_intel_gpu_va_plane");
    }

    static String ov_property_key_log_level() {
        return OpenVino.text("ov_property_key_log_level");
    }

    static String ov_property_key_max_batch_size() {
        return OpenVino.text("ov_property_key_max_batch_size");
    }

    static String ov_property_key_model_name() {
        return OpenVino.text("ov_property_key_model_name");
    }

    static String ov_property_key_num_streams() {
        return OpenVino.text("ov_property_key_num_streams");
    }

    static String ov_property_key_optimal_batch_size() {
        return OpenVino.text("ov_property_key_optimal_batch_size");
    }

    static String ov_property_key_optimal_number_of_infer_requests() {
        return OpenVino.text("ov_property_key_optimal_number_of_infer_requests");
    }

    static String ov_property_key_range_for_async_infer_requests() {
        return OpenVino.text("ov_property_key_range_for_async_infer_requests");
    }

    static String ov_property_key_range_for_streams() {
        return OpenVino.text("ov_property_key_range_for_streams");
    }

    static String ov_property_key_supported_properties() {
        return OpenVino.text("ov_property_key_supported_properties");
    }

    /// `void ov_available_devices_free(ov_available_devices_t* devices)`
    static void ov_available_devices_free(MemorySegment devices) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_available_devices_free");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(devices, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_available_devices_free", unexpected);
        }
    }

    /// ` ov_status_e ov_compiled_model_create_infer_request(const ov_compiled_model_t*
    /// compiled_model, ov_infer_request_t** infer_request)`
    static int ov_compiled_model_create_infer_request(
            MemorySegment compiledModel, MemorySegment inferRequest) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_compiled_model_create_infer_request");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    compiledModel, inferRequest, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_create_infer_request", unexpected);
        }
    }

    /// ` ov_status_e ov_compiled_model_export_model(const ov_compiled_model_t* compiled_model,
    /// const char* export_model_path)`
    static int ov_compiled_model_export_model(
            MemorySegment compiledModel, MemorySegment exportModelPath) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_compiled_model_export_model");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    compiledModel, exportModelPath, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_export_model", unexpected);
        }
    }

    /// `void ov_compiled_model_free(ov_compiled_model_t* compiled_model)`
    static void ov_compiled_model_free(MemorySegment compiledModel) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_compiled_model_free");
        }
        try {
            long ignored =
                    (long) Linked.HANDLE.invokeExact(compiledModel, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_free", unexpected);
        }
    }

    /// ` ov_status_e ov_compiled_model_get_context(const ov_compiled_model_t* compiled_model,
    /// ov_remote_context_t** context)`
    static int ov_compiled_model_get_context(MemorySegment compiledModel, MemorySegment context) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_compiled_model_get_context");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    compiledModel, context, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_get_context", unexpected);
        }
    }

    /// ` ov_status_e ov_compiled_model_get_property(const ov_compiled_model_t* compiled_model,
    /// const char* property_key, char** property_value)`
    static int ov_compiled_model_get_property(
            MemorySegment compiledModel, MemorySegment propertyKey, MemorySegment propertyValue) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_compiled_model_get_property");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    compiledModel, propertyKey, propertyValue, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_get_property", unexpected);
        }
    }

    /// ` ov_status_e ov_compiled_model_get_runtime_model(const ov_compiled_model_t* compiled_model,
    /// ov_model_t** model)`
    static int ov_compiled_model_get_runtime_model(
            MemorySegment compiledModel, MemorySegment model) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_compiled_model_get_runtime_model");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(compiledModel, model, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_get_runtime_model", unexpected);
        }
    }

    /// `ov_status_e ov_compiled_model_input(const ov_compiled_model_t* compiled_model,
    /// ov_output_const_port_t** input_port)`
    static int ov_compiled_model_input(MemorySegment compiledModel, MemorySegment inputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_compiled_model_input");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    compiledModel, inputPort, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_input", unexpected);
        }
    }

    /// ` ov_status_e ov_compiled_model_input_by_index(const ov_compiled_model_t* compiled_model,
    /// const size_t index, ov_output_const_port_t** input_port)`
    static int ov_compiled_model_input_by_index(
            MemorySegment compiledModel, long index, MemorySegment inputPort) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_compiled_model_input_by_index");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    compiledModel,
                                    OpenVino.word(index),
                                    inputPort,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_input_by_index", unexpected);
        }
    }

    /// ` ov_status_e ov_compiled_model_input_by_name(const ov_compiled_model_t* compiled_model,
    /// const char* name, ov_output_const_port_t** input_port)`
    static int ov_compiled_model_input_by_name(
            MemorySegment compiledModel, MemorySegment name, MemorySegment inputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_compiled_model_input_by_name");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    compiledModel, name, inputPort, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_input_by_name", unexpected);
        }
    }

    /// ` ov_status_e ov_compiled_model_inputs_size(const ov_compiled_model_t* compiled_model,
    /// size_t* size)`
    static int ov_compiled_model_inputs_size(MemorySegment compiledModel, MemorySegment size) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_compiled_model_inputs_size");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(compiledModel, size, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_inputs_size", unexpected);
        }
    }

    /// `ov_status_e ov_compiled_model_output(const ov_compiled_model_t* compiled_model,
    /// ov_output_const_port_t** output_port)`
    static int ov_compiled_model_output(MemorySegment compiledModel, MemorySegment outputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_compiled_model_output");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    compiledModel, outputPort, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_output", unexpected);
        }
    }

    /// ` ov_status_e ov_compiled_model_output_by_index(const ov_compiled_model_t* compiled_model,
    /// const size_t index, ov_output_const_port_t** output_port)`
    static int ov_compiled_model_output_by_index(
            MemorySegment compiledModel, long index, MemorySegment outputPort) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_compiled_model_output_by_index");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    compiledModel,
                                    OpenVino.word(index),
                                    outputPort,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_output_by_index", unexpected);
        }
    }

    /// ` ov_status_e ov_compiled_model_output_by_name(const ov_compiled_model_t* compiled_model,
    /// const char* name, ov_output_const_port_t** output_port)`
    static int ov_compiled_model_output_by_name(
            MemorySegment compiledModel, MemorySegment name, MemorySegment outputPort) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_compiled_model_output_by_name");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    compiledModel, name, outputPort, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_output_by_name", unexpected);
        }
    }

    /// ` ov_status_e ov_compiled_model_outputs_size(const ov_compiled_model_t* compiled_model,
    /// size_t* size)`
    static int ov_compiled_model_outputs_size(MemorySegment compiledModel, MemorySegment size) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_compiled_model_outputs_size");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(compiledModel, size, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_outputs_size", unexpected);
        }
    }

    /// ` ov_status_e ov_compiled_model_set_properties(const ov_compiled_model_t* compiled_model,
    /// const size_t num_properties, const ov_property_t* properties)`
    static int ov_compiled_model_set_properties(
            MemorySegment compiledModel, long numProperties, MemorySegment properties) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_compiled_model_set_properties");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    compiledModel,
                                    OpenVino.word(numProperties),
                                    properties,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_compiled_model_set_properties", unexpected);
        }
    }

    /// `ov_status_e ov_const_port_get_shape(const ov_output_const_port_t* port, ov_shape_t*
    /// tensor_shape)`
    static int ov_const_port_get_shape(MemorySegment port, MemorySegment tensorShape) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_const_port_get_shape");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(port, tensorShape, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_const_port_get_shape", unexpected);
        }
    }

    /// `ov_status_e ov_core_add_extension(const ov_core_t* core, const char* path)`
    static int ov_core_add_extension(MemorySegment core, MemorySegment path) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_add_extension");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(core, path, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_add_extension", unexpected);
        }
    }

    /// `ov_status_e ov_core_compile_model_from_file_props(const ov_core_t* core, const char*
    /// model_path, const char* device_name, const size_t num_properties, const ov_property_t*
    /// properties, ov_compiled_model_t** compiled_model)`
    static int ov_core_compile_model_from_file_props(
            MemorySegment core,
            MemorySegment modelPath,
            MemorySegment deviceName,
            long numProperties,
            MemorySegment properties,
            MemorySegment compiledModel) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_core_compile_model_from_file_props");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    core,
                                    modelPath,
                                    deviceName,
                                    OpenVino.word(numProperties),
                                    properties,
                                    compiledModel);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_compile_model_from_file_props", unexpected);
        }
    }

    /// ` ov_status_e ov_core_compile_model_from_file_unicode_props(const ov_core_t* core, const
    /// wchar_t* model_path, const char* device_name, const size_t num_properties, const
    /// ov_property_t* properties, ov_compiled_model_t** compiled_model)`
    static int ov_core_compile_model_from_file_unicode_props(
            MemorySegment core,
            MemorySegment modelPath,
            MemorySegment deviceName,
            long numProperties,
            MemorySegment properties,
            MemorySegment compiledModel) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_core_compile_model_from_file_unicode_props");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    core,
                                    modelPath,
                                    deviceName,
                                    OpenVino.word(numProperties),
                                    properties,
                                    compiledModel);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_compile_model_from_file_unicode_props", unexpected);
        }
    }

    /// `ov_status_e ov_core_compile_model_props(const ov_core_t* core, const ov_model_t* model,
    /// const char* device_name, const size_t num_properties, const ov_property_t* properties,
    /// ov_compiled_model_t** compiled_model)`
    static int ov_core_compile_model_props(
            MemorySegment core,
            MemorySegment model,
            MemorySegment deviceName,
            long numProperties,
            MemorySegment properties,
            MemorySegment compiledModel) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_compile_model_props");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    core,
                                    model,
                                    deviceName,
                                    OpenVino.word(numProperties),
                                    properties,
                                    compiledModel);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_compile_model_props", unexpected);
        }
    }

    /// `ov_status_e ov_core_compile_model_with_context_props(const ov_core_t* core, const
    /// ov_model_t* model, const ov_remote_context_t* context, const size_t num_properties, const
    /// ov_property_t* properties, ov_compiled_model_t** compiled_model)`
    static int ov_core_compile_model_with_context_props(
            MemorySegment core,
            MemorySegment model,
            MemorySegment context,
            long numProperties,
            MemorySegment properties,
            MemorySegment compiledModel) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_core_compile_model_with_context_props");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    core,
                                    model,
                                    context,
                                    OpenVino.word(numProperties),
                                    properties,
                                    compiledModel);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_compile_model_with_context_props", unexpected);
        }
    }

    /// `ov_status_e ov_core_create(ov_core_t** core)`
    static int ov_core_create(MemorySegment core) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_create");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(core, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_create", unexpected);
        }
    }

    /// `ov_status_e ov_core_create_context_props(const ov_core_t* core, const char* device_name,
    /// const size_t num_properties, const ov_property_t* properties, ov_remote_context_t**
    /// context)`
    static int ov_core_create_context_props(
            MemorySegment core,
            MemorySegment deviceName,
            long numProperties,
            MemorySegment properties,
            MemorySegment context) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_create_context_props");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    core,
                                    deviceName,
                                    OpenVino.word(numProperties),
                                    properties,
                                    context,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_create_context_props", unexpected);
        }
    }

    /// `ov_status_e ov_core_create_with_config(const char* xml_config_file, ov_core_t** core)`
    static int ov_core_create_with_config(MemorySegment xmlConfigFile, MemorySegment core) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_create_with_config");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(xmlConfigFile, core, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_create_with_config", unexpected);
        }
    }

    /// ` ov_status_e ov_core_create_with_config_unicode(const wchar_t* xml_config_file_ws,
    /// ov_core_t** core)`
    static int ov_core_create_with_config_unicode(
            MemorySegment xmlConfigFileWs, MemorySegment core) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_core_create_with_config_unicode");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(xmlConfigFileWs, core, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_create_with_config_unicode", unexpected);
        }
    }

    /// `void ov_core_free(ov_core_t* core)`
    static void ov_core_free(MemorySegment core) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_free");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(core, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_free", unexpected);
        }
    }

    /// `ov_status_e ov_core_get_available_devices(const ov_core_t* core, ov_available_devices_t*
    /// devices)`
    static int ov_core_get_available_devices(MemorySegment core, MemorySegment devices) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_get_available_devices");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(core, devices, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_get_available_devices", unexpected);
        }
    }

    /// `ov_status_e ov_core_get_default_context(const ov_core_t* core, const char* device_name,
    /// ov_remote_context_t** context)`
    static int ov_core_get_default_context(
            MemorySegment core, MemorySegment deviceName, MemorySegment context) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_get_default_context");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(core, deviceName, context, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_get_default_context", unexpected);
        }
    }

    /// `ov_status_e ov_core_get_property(const ov_core_t* core, const char* device_name, const
    /// char* property_key, char** property_value)`
    static int ov_core_get_property(
            MemorySegment core,
            MemorySegment deviceName,
            MemorySegment propertyKey,
            MemorySegment propertyValue) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_get_property");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    core, deviceName, propertyKey, propertyValue, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_get_property", unexpected);
        }
    }

    /// `ov_status_e ov_core_get_versions_by_device_name(const ov_core_t* core, const char*
    /// device_name, ov_core_version_list_t* versions)`
    static int ov_core_get_versions_by_device_name(
            MemorySegment core, MemorySegment deviceName, MemorySegment versions) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_core_get_versions_by_device_name");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(core, deviceName, versions, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_get_versions_by_device_name", unexpected);
        }
    }

    /// `ov_status_e ov_core_import_model(const ov_core_t* core, const char* content, const size_t
    /// content_size, const char* device_name, ov_compiled_model_t** compiled_model)`
    static int ov_core_import_model(
            MemorySegment core,
            MemorySegment content,
            long contentSize,
            MemorySegment deviceName,
            MemorySegment compiledModel) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_import_model");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    core,
                                    content,
                                    OpenVino.word(contentSize),
                                    deviceName,
                                    compiledModel,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_import_model", unexpected);
        }
    }

    /// `ov_status_e ov_core_read_model(const ov_core_t* core, const char* model_path, const char*
    /// bin_path, ov_model_t** model)`
    static int ov_core_read_model(
            MemorySegment core,
            MemorySegment modelPath,
            MemorySegment binPath,
            MemorySegment model) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_read_model");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(core, modelPath, binPath, model, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_read_model", unexpected);
        }
    }

    /// `ov_status_e ov_core_read_model_from_memory_buffer(const ov_core_t* core, const char*
    /// model_str, const size_t str_len, const ov_tensor_t* weights, ov_model_t** model)`
    static int ov_core_read_model_from_memory_buffer(
            MemorySegment core,
            MemorySegment modelStr,
            long strLen,
            MemorySegment weights,
            MemorySegment model) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_core_read_model_from_memory_buffer");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    core, modelStr, OpenVino.word(strLen), weights, model, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_read_model_from_memory_buffer", unexpected);
        }
    }

    /// `ov_status_e ov_core_read_model_unicode(const ov_core_t* core, const wchar_t* model_path,
    /// const wchar_t* bin_path, ov_model_t** model)`
    static int ov_core_read_model_unicode(
            MemorySegment core,
            MemorySegment modelPath,
            MemorySegment binPath,
            MemorySegment model) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_read_model_unicode");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(core, modelPath, binPath, model, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_read_model_unicode", unexpected);
        }
    }

    /// `ov_status_e ov_core_set_properties(const ov_core_t* core, const char* device_name, const
    /// size_t num_properties, const ov_property_t* properties)`
    static int ov_core_set_properties(
            MemorySegment core,
            MemorySegment deviceName,
            long numProperties,
            MemorySegment properties) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_set_properties");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    core,
                                    deviceName,
                                    OpenVino.word(numProperties),
                                    properties,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_set_properties", unexpected);
        }
    }

    /// `void ov_core_versions_free(ov_core_version_list_t* versions)`
    static void ov_core_versions_free(MemorySegment versions) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_core_versions_free");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(versions, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_core_versions_free", unexpected);
        }
    }

    /// `bool ov_dimension_is_dynamic(const ov_dimension_t dim)`
    static boolean ov_dimension_is_dynamic(MemorySegment dim) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_dimension_is_dynamic",
                            FunctionDescriptor.of(JAVA_BOOLEAN, Layouts.ov_dimension_t));
        }
        try {
            return (boolean) Linked.HANDLE.invokeExact(dim);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_dimension_is_dynamic", unexpected);
        }
    }

    /// `void ov_free(const char* content)`
    static void ov_free(MemorySegment content) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_free");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(content, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_free", unexpected);
        }
    }

    /// `const char* ov_get_error_info(ov_status_e status)`
    static MemorySegment ov_get_error_info(int status) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_get_error_info");
        }
        try {
            return MemorySegment.ofAddress(
                    (long)
                            Linked.HANDLE.invokeExact(
                                    OpenVino.word(status), NULL, NULL, NULL, NULL, NULL));
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_get_error_info", unexpected);
        }
    }

    /// `const char* ov_get_last_err_msg()`
    static MemorySegment ov_get_last_err_msg() {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_get_last_err_msg");
        }
        try {
            return MemorySegment.ofAddress(
                    (long) Linked.HANDLE.invokeExact(NULL, NULL, NULL, NULL, NULL, NULL));
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_get_last_err_msg", unexpected);
        }
    }

    /// `ov_status_e ov_get_openvino_version(ov_version_t* version)`
    static int ov_get_openvino_version(MemorySegment version) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_get_openvino_version");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(version, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_get_openvino_version", unexpected);
        }
    }

    /// `ov_status_e ov_infer_request_cancel(ov_infer_request_t* infer_request)`
    static int ov_infer_request_cancel(MemorySegment inferRequest) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_infer_request_cancel");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(inferRequest, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_cancel", unexpected);
        }
    }

    /// `void ov_infer_request_free(ov_infer_request_t* infer_request)`
    static void ov_infer_request_free(MemorySegment inferRequest) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_infer_request_free");
        }
        try {
            long ignored =
                    (long) Linked.HANDLE.invokeExact(inferRequest, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_free", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_get_input_tensor(const ov_infer_request_t* infer_request,
    /// ov_tensor_t** tensor)`
    static int ov_infer_request_get_input_tensor(MemorySegment inferRequest, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_get_input_tensor");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(inferRequest, tensor, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_get_input_tensor", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_get_input_tensor_by_index(const ov_infer_request_t*
    /// infer_request, const size_t idx, ov_tensor_t** tensor)`
    static int ov_infer_request_get_input_tensor_by_index(
            MemorySegment inferRequest, long idx, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_get_input_tensor_by_index");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    inferRequest, OpenVino.word(idx), tensor, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_get_input_tensor_by_index", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_get_output_tensor(const ov_infer_request_t* infer_request,
    /// ov_tensor_t** tensor)`
    static int ov_infer_request_get_output_tensor(
            MemorySegment inferRequest, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_get_output_tensor");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(inferRequest, tensor, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_get_output_tensor", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_get_output_tensor_by_index(const ov_infer_request_t*
    /// infer_request, const size_t idx, ov_tensor_t** tensor)`
    static int ov_infer_request_get_output_tensor_by_index(
            MemorySegment inferRequest, long idx, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_get_output_tensor_by_index");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    inferRequest, OpenVino.word(idx), tensor, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_get_output_tensor_by_index", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_get_profiling_info(const ov_infer_request_t* infer_request,
    /// ov_profiling_info_list_t* profiling_infos)`
    static int ov_infer_request_get_profiling_info(
            MemorySegment inferRequest, MemorySegment profilingInfos) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_get_profiling_info");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    inferRequest, profilingInfos, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_get_profiling_info", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_get_tensor(const ov_infer_request_t* infer_request, const
    /// char* tensor_name, ov_tensor_t** tensor)`
    static int ov_infer_request_get_tensor(
            MemorySegment inferRequest, MemorySegment tensorName, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_infer_request_get_tensor");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    inferRequest, tensorName, tensor, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_get_tensor", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_get_tensor_by_const_port(const ov_infer_request_t*
    /// infer_request, const ov_output_const_port_t* port, ov_tensor_t** tensor)`
    static int ov_infer_request_get_tensor_by_const_port(
            MemorySegment inferRequest, MemorySegment port, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_get_tensor_by_const_port");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(inferRequest, port, tensor, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_get_tensor_by_const_port", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_get_tensor_by_port(const ov_infer_request_t* infer_request,
    /// const ov_output_port_t* port, ov_tensor_t** tensor)`
    static int ov_infer_request_get_tensor_by_port(
            MemorySegment inferRequest, MemorySegment port, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_get_tensor_by_port");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(inferRequest, port, tensor, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_get_tensor_by_port", unexpected);
        }
    }

    /// `ov_status_e ov_infer_request_infer(ov_infer_request_t* infer_request)`
    static int ov_infer_request_infer(MemorySegment inferRequest) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_infer_request_infer");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(inferRequest, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_infer", unexpected);
        }
    }

    /// `ov_status_e ov_infer_request_set_callback(ov_infer_request_t* infer_request, const
    /// ov_callback_t* callback)`
    static int ov_infer_request_set_callback(MemorySegment inferRequest, MemorySegment callback) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_infer_request_set_callback");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    inferRequest, callback, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_set_callback", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_set_input_tensor(ov_infer_request_t* infer_request, const
    /// ov_tensor_t* tensor)`
    static int ov_infer_request_set_input_tensor(MemorySegment inferRequest, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_set_input_tensor");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(inferRequest, tensor, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_set_input_tensor", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_set_input_tensor_by_index(ov_infer_request_t* infer_request,
    /// const size_t idx, const ov_tensor_t* tensor)`
    static int ov_infer_request_set_input_tensor_by_index(
            MemorySegment inferRequest, long idx, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_set_input_tensor_by_index");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    inferRequest, OpenVino.word(idx), tensor, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_set_input_tensor_by_index", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_set_output_tensor(ov_infer_request_t* infer_request, const
    /// ov_tensor_t* tensor)`
    static int ov_infer_request_set_output_tensor(
            MemorySegment inferRequest, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_set_output_tensor");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(inferRequest, tensor, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_set_output_tensor", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_set_output_tensor_by_index(ov_infer_request_t* infer_request,
    /// const size_t idx, const ov_tensor_t* tensor)`
    static int ov_infer_request_set_output_tensor_by_index(
            MemorySegment inferRequest, long idx, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_set_output_tensor_by_index");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    inferRequest, OpenVino.word(idx), tensor, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_set_output_tensor_by_index", unexpected);
        }
    }

    /// `ov_status_e ov_infer_request_set_tensor(ov_infer_request_t* infer_request, const char*
    /// tensor_name, const ov_tensor_t* tensor)`
    static int ov_infer_request_set_tensor(
            MemorySegment inferRequest, MemorySegment tensorName, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_infer_request_set_tensor");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    inferRequest, tensorName, tensor, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_set_tensor", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_set_tensor_by_const_port(ov_infer_request_t* infer_request,
    /// const ov_output_const_port_t* port, const ov_tensor_t* tensor)`
    static int ov_infer_request_set_tensor_by_const_port(
            MemorySegment inferRequest, MemorySegment port, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_set_tensor_by_const_port");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(inferRequest, port, tensor, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_set_tensor_by_const_port", unexpected);
        }
    }

    /// ` ov_status_e ov_infer_request_set_tensor_by_port(ov_infer_request_t* infer_request, const
    /// ov_output_port_t* port, const ov_tensor_t* tensor)`
    static int ov_infer_request_set_tensor_by_port(
            MemorySegment inferRequest, MemorySegment port, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_infer_request_set_tensor_by_port");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(inferRequest, port, tensor, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_set_tensor_by_port", unexpected);
        }
    }

    /// `ov_status_e ov_infer_request_start_async(ov_infer_request_t* infer_request)`
    static int ov_infer_request_start_async(MemorySegment inferRequest) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_infer_request_start_async");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(inferRequest, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_start_async", unexpected);
        }
    }

    /// `ov_status_e ov_infer_request_wait(ov_infer_request_t* infer_request)`
    static int ov_infer_request_wait(MemorySegment inferRequest) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_infer_request_wait");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(inferRequest, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_wait", unexpected);
        }
    }

    /// `ov_status_e ov_infer_request_wait_for(ov_infer_request_t* infer_request, const int64_t
    /// timeout)`
    static int ov_infer_request_wait_for(MemorySegment inferRequest, long timeout) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_infer_request_wait_for");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    inferRequest, OpenVino.word(timeout), NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_infer_request_wait_for", unexpected);
        }
    }

    /// `ov_status_e ov_layout_create(const char* layout_desc, ov_layout_t** layout)`
    static int ov_layout_create(MemorySegment layoutDesc, MemorySegment layout) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_layout_create");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(layoutDesc, layout, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_layout_create", unexpected);
        }
    }

    /// `void ov_layout_free(ov_layout_t* layout)`
    static void ov_layout_free(MemorySegment layout) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_layout_free");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(layout, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_layout_free", unexpected);
        }
    }

    /// `const char* ov_layout_to_string(const ov_layout_t* layout)`
    static MemorySegment ov_layout_to_string(MemorySegment layout) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_layout_to_string");
        }
        try {
            return MemorySegment.ofAddress(
                    (long) Linked.HANDLE.invokeExact(layout, NULL, NULL, NULL, NULL, NULL));
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_layout_to_string", unexpected);
        }
    }

    /// `ov_status_e ov_model_const_input(const ov_model_t* model, ov_output_const_port_t**
    /// input_port)`
    static int ov_model_const_input(MemorySegment model, MemorySegment inputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_const_input");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(model, inputPort, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_const_input", unexpected);
        }
    }

    /// `ov_status_e ov_model_const_input_by_index(const ov_model_t* model, const size_t index,
    /// ov_output_const_port_t** input_port)`
    static int ov_model_const_input_by_index(
            MemorySegment model, long index, MemorySegment inputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_const_input_by_index");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    model, OpenVino.word(index), inputPort, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_const_input_by_index", unexpected);
        }
    }

    /// `ov_status_e ov_model_const_input_by_name(const ov_model_t* model, const char* tensor_name,
    /// ov_output_const_port_t** input_port)`
    static int ov_model_const_input_by_name(
            MemorySegment model, MemorySegment tensorName, MemorySegment inputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_const_input_by_name");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    model, tensorName, inputPort, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_const_input_by_name", unexpected);
        }
    }

    /// `ov_status_e ov_model_const_output(const ov_model_t* model, ov_output_const_port_t**
    /// output_port)`
    static int ov_model_const_output(MemorySegment model, MemorySegment outputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_const_output");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(model, outputPort, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_const_output", unexpected);
        }
    }

    /// `ov_status_e ov_model_const_output_by_index(const ov_model_t* model, const size_t index,
    /// ov_output_const_port_t** output_port)`
    static int ov_model_const_output_by_index(
            MemorySegment model, long index, MemorySegment outputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_const_output_by_index");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    model, OpenVino.word(index), outputPort, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_const_output_by_index", unexpected);
        }
    }

    /// `ov_status_e ov_model_const_output_by_name(const ov_model_t* model, const char* tensor_name,
    /// ov_output_const_port_t** output_port)`
    static int ov_model_const_output_by_name(
            MemorySegment model, MemorySegment tensorName, MemorySegment outputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_const_output_by_name");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    model, tensorName, outputPort, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_const_output_by_name", unexpected);
        }
    }

    /// `void ov_model_free(ov_model_t* model)`
    static void ov_model_free(MemorySegment model) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_free");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(model, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_free", unexpected);
        }
    }

    /// `ov_status_e ov_model_get_friendly_name(const ov_model_t* model, char** friendly_name)`
    static int ov_model_get_friendly_name(MemorySegment model, MemorySegment friendlyName) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_get_friendly_name");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(model, friendlyName, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_get_friendly_name", unexpected);
        }
    }

    /// `ov_status_e ov_model_input(const ov_model_t* model, ov_output_port_t** input_port)`
    static int ov_model_input(MemorySegment model, MemorySegment inputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_input");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(model, inputPort, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_input", unexpected);
        }
    }

    /// `ov_status_e ov_model_input_by_index(const ov_model_t* model, const size_t index,
    /// ov_output_port_t** input_port)`
    static int ov_model_input_by_index(MemorySegment model, long index, MemorySegment inputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_input_by_index");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    model, OpenVino.word(index), inputPort, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_input_by_index", unexpected);
        }
    }

    /// `ov_status_e ov_model_input_by_name(const ov_model_t* model, const char* tensor_name,
    /// ov_output_port_t** input_port)`
    static int ov_model_input_by_name(
            MemorySegment model, MemorySegment tensorName, MemorySegment inputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_input_by_name");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    model, tensorName, inputPort, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_input_by_name", unexpected);
        }
    }

    /// `ov_status_e ov_model_inputs_size(const ov_model_t* model, size_t* input_size)`
    static int ov_model_inputs_size(MemorySegment model, MemorySegment inputSize) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_inputs_size");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(model, inputSize, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_inputs_size", unexpected);
        }
    }

    /// `bool ov_model_is_dynamic(const ov_model_t* model)`
    static boolean ov_model_is_dynamic(MemorySegment model) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_is_dynamic");
        }
        try {
            return OpenVino.bool(
                    (long) Linked.HANDLE.invokeExact(model, NULL, NULL, NULL, NULL, NULL));
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_is_dynamic", unexpected);
        }
    }

    /// `ov_status_e ov_model_output(const ov_model_t* model, ov_output_port_t** output_port)`
    static int ov_model_output(MemorySegment model, MemorySegment outputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_output");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(model, outputPort, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_output", unexpected);
        }
    }

    /// `ov_status_e ov_model_output_by_index(const ov_model_t* model, const size_t index,
    /// ov_output_port_t** output_port)`
    static int ov_model_output_by_index(MemorySegment model, long index, MemorySegment outputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_output_by_index");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    model, OpenVino.word(index), outputPort, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_output_by_index", unexpected);
        }
    }

    /// `ov_status_e ov_model_output_by_name(const ov_model_t* model, const char* tensor_name,
    /// ov_output_port_t** output_port)`
    static int ov_model_output_by_name(
            MemorySegment model, MemorySegment tensorName, MemorySegment outputPort) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_output_by_name");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    model, tensorName, outputPort, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_output_by_name", unexpected);
        }
    }

    /// `ov_status_e ov_model_outputs_size(const ov_model_t* model, size_t* output_size)`
    static int ov_model_outputs_size(MemorySegment model, MemorySegment outputSize) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_outputs_size");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(model, outputSize, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_outputs_size", unexpected);
        }
    }

    /// `ov_status_e ov_model_reshape(const ov_model_t* model, const char** tensor_names, const
    /// ov_partial_shape_t* partial_shapes, size_t size)`
    static int ov_model_reshape(
            MemorySegment model,
            MemorySegment tensorNames,
            MemorySegment partialShapes,
            long size) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_reshape");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    model,
                                    tensorNames,
                                    partialShapes,
                                    OpenVino.word(size),
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_reshape", unexpected);
        }
    }

    /// `ov_status_e ov_model_reshape_by_port_indexes(const ov_model_t* model, const size_t*
    /// port_indexes, const ov_partial_shape_t* partial_shape, size_t size)`
    static int ov_model_reshape_by_port_indexes(
            MemorySegment model, MemorySegment portIndexes, MemorySegment partialShape, long size) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_model_reshape_by_port_indexes");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    model,
                                    portIndexes,
                                    partialShape,
                                    OpenVino.word(size),
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_reshape_by_port_indexes", unexpected);
        }
    }

    /// `ov_status_e ov_model_reshape_by_ports(const ov_model_t* model, const ov_output_port_t**
    /// output_ports, const ov_partial_shape_t* partial_shapes, size_t size)`
    static int ov_model_reshape_by_ports(
            MemorySegment model,
            MemorySegment outputPorts,
            MemorySegment partialShapes,
            long size) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_model_reshape_by_ports");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    model,
                                    outputPorts,
                                    partialShapes,
                                    OpenVino.word(size),
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_reshape_by_ports", unexpected);
        }
    }

    /// `ov_status_e ov_model_reshape_input_by_name(const ov_model_t* model, const char*
    /// tensor_name, const ov_partial_shape_t partial_shape)`
    static int ov_model_reshape_input_by_name(
            MemorySegment model, MemorySegment tensorName, MemorySegment partialShape) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_model_reshape_input_by_name",
                            FunctionDescriptor.of(
                                    JAVA_INT, ADDRESS, ADDRESS, Layouts.ov_partial_shape_t));
        }
        try {
            return (int) Linked.HANDLE.invokeExact(model, tensorName, partialShape);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_reshape_input_by_name", unexpected);
        }
    }

    /// `ov_status_e ov_model_reshape_single_input(const ov_model_t* model, const ov_partial_shape_t
    /// partial_shape)`
    static int ov_model_reshape_single_input(MemorySegment model, MemorySegment partialShape) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_model_reshape_single_input",
                            FunctionDescriptor.of(JAVA_INT, ADDRESS, Layouts.ov_partial_shape_t));
        }
        try {
            return (int) Linked.HANDLE.invokeExact(model, partialShape);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_model_reshape_single_input", unexpected);
        }
    }

    /// `void ov_output_const_port_free(ov_output_const_port_t* port)`
    static void ov_output_const_port_free(MemorySegment port) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_output_const_port_free");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(port, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_output_const_port_free", unexpected);
        }
    }

    /// `void ov_output_port_free(ov_output_port_t* port)`
    static void ov_output_port_free(MemorySegment port) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_output_port_free");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(port, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_output_port_free", unexpected);
        }
    }

    /// `ov_status_e ov_partial_shape_create(const int64_t rank, const ov_dimension_t* dims,
    /// ov_partial_shape_t* partial_shape_obj)`
    static int ov_partial_shape_create(
            long rank, MemorySegment dims, MemorySegment partialShapeObj) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_partial_shape_create");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    OpenVino.word(rank), dims, partialShapeObj, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_partial_shape_create", unexpected);
        }
    }

    /// `ov_status_e ov_partial_shape_create_dynamic(const ov_rank_t rank, const ov_dimension_t*
    /// dims, ov_partial_shape_t* partial_shape_obj)`
    static int ov_partial_shape_create_dynamic(
            MemorySegment rank, MemorySegment dims, MemorySegment partialShapeObj) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_partial_shape_create_dynamic",
                            FunctionDescriptor.of(
                                    JAVA_INT, Layouts.ov_dimension_t, ADDRESS, ADDRESS));
        }
        try {
            return (int) Linked.HANDLE.invokeExact(rank, dims, partialShapeObj);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_partial_shape_create_dynamic", unexpected);
        }
    }

    /// `ov_status_e ov_partial_shape_create_static(const int64_t rank, const int64_t* dims,
    /// ov_partial_shape_t* partial_shape_obj)`
    static int ov_partial_shape_create_static(
            long rank, MemorySegment dims, MemorySegment partialShapeObj) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_partial_shape_create_static");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    OpenVino.word(rank), dims, partialShapeObj, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_partial_shape_create_static", unexpected);
        }
    }

    /// `void ov_partial_shape_free(ov_partial_shape_t* partial_shape)`
    static void ov_partial_shape_free(MemorySegment partialShape) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_partial_shape_free");
        }
        try {
            long ignored =
                    (long) Linked.HANDLE.invokeExact(partialShape, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_partial_shape_free", unexpected);
        }
    }

    /// `bool ov_partial_shape_is_dynamic(const ov_partial_shape_t partial_shape)`
    static boolean ov_partial_shape_is_dynamic(MemorySegment partialShape) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_partial_shape_is_dynamic",
                            FunctionDescriptor.of(JAVA_BOOLEAN, Layouts.ov_partial_shape_t));
        }
        try {
            return (boolean) Linked.HANDLE.invokeExact(partialShape);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_partial_shape_is_dynamic", unexpected);
        }
    }

    /// `ov_status_e ov_partial_shape_to_shape(const ov_partial_shape_t partial_shape, ov_shape_t*
    /// shape)`
    static int ov_partial_shape_to_shape(MemorySegment partialShape, MemorySegment shape) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_partial_shape_to_shape",
                            FunctionDescriptor.of(JAVA_INT, Layouts.ov_partial_shape_t, ADDRESS));
        }
        try {
            return (int) Linked.HANDLE.invokeExact(partialShape, shape);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_partial_shape_to_shape", unexpected);
        }
    }

    /// `const char* ov_partial_shape_to_string(const ov_partial_shape_t partial_shape)`
    static MemorySegment ov_partial_shape_to_string(MemorySegment partialShape) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_partial_shape_to_string",
                            FunctionDescriptor.of(ADDRESS, Layouts.ov_partial_shape_t));
        }
        try {
            return (MemorySegment) Linked.HANDLE.invokeExact(partialShape);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_partial_shape_to_string", unexpected);
        }
    }

    /// `ov_status_e ov_port_get_any_name(const ov_output_const_port_t* port, char** tensor_name)`
    static int ov_port_get_any_name(MemorySegment port, MemorySegment tensorName) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_port_get_any_name");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(port, tensorName, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_port_get_any_name", unexpected);
        }
    }

    /// `ov_status_e ov_port_get_element_type(const ov_output_const_port_t* port, ov_element_type_e*
    /// tensor_type)`
    static int ov_port_get_element_type(MemorySegment port, MemorySegment tensorType) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_port_get_element_type");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(port, tensorType, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_port_get_element_type", unexpected);
        }
    }

    /// `ov_status_e ov_port_get_partial_shape(const ov_output_const_port_t* port,
    /// ov_partial_shape_t* partial_shape)`
    static int ov_port_get_partial_shape(MemorySegment port, MemorySegment partialShape) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_port_get_partial_shape");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(port, partialShape, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_port_get_partial_shape", unexpected);
        }
    }

    /// `ov_status_e ov_port_get_shape(const ov_output_port_t* port, ov_shape_t* tensor_shape)`
    static int ov_port_get_shape(MemorySegment port, MemorySegment tensorShape) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_port_get_shape");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(port, tensorShape, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_port_get_shape", unexpected);
        }
    }

    /// ` void ov_preprocess_input_info_free(ov_preprocess_input_info_t* preprocess_input_info)`
    static void ov_preprocess_input_info_free(MemorySegment preprocessInputInfo) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_preprocess_input_info_free");
        }
        try {
            long ignored =
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputInfo, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_input_info_free", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_input_info_get_model_info(const ov_preprocess_input_info_t*
    /// preprocess_input_info, ov_preprocess_input_model_info_t** preprocess_input_model_info)`
    static int ov_preprocess_input_info_get_model_info(
            MemorySegment preprocessInputInfo, MemorySegment preprocessInputModelInfo) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_input_info_get_model_info");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputInfo,
                                    preprocessInputModelInfo,
                                    NULL,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_input_info_get_model_info", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_input_info_get_preprocess_steps(const
    /// ov_preprocess_input_info_t* preprocess_input_info, ov_preprocess_preprocess_steps_t**
    /// preprocess_input_steps)`
    static int ov_preprocess_input_info_get_preprocess_steps(
            MemorySegment preprocessInputInfo, MemorySegment preprocessInputSteps) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_input_info_get_preprocess_steps");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputInfo,
                                    preprocessInputSteps,
                                    NULL,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_input_info_get_preprocess_steps", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_input_info_get_tensor_info(const ov_preprocess_input_info_t*
    /// preprocess_input_info, ov_preprocess_input_tensor_info_t** preprocess_input_tensor_info)`
    static int ov_preprocess_input_info_get_tensor_info(
            MemorySegment preprocessInputInfo, MemorySegment preprocessInputTensorInfo) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_input_info_get_tensor_info");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputInfo,
                                    preprocessInputTensorInfo,
                                    NULL,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_input_info_get_tensor_info", unexpected);
        }
    }

    /// ` void ov_preprocess_input_model_info_free(ov_preprocess_input_model_info_t*
    /// preprocess_input_model_info)`
    static void ov_preprocess_input_model_info_free(MemorySegment preprocessInputModelInfo) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_input_model_info_free");
        }
        try {
            long ignored =
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputModelInfo, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_input_model_info_free", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_input_model_info_set_layout(ov_preprocess_input_model_info_t*
    /// preprocess_input_model_info, ov_layout_t* layout)`
    static int ov_preprocess_input_model_info_set_layout(
            MemorySegment preprocessInputModelInfo, MemorySegment layout) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_input_model_info_set_layout");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputModelInfo, layout, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_input_model_info_set_layout", unexpected);
        }
    }

    /// ` void ov_preprocess_input_tensor_info_free(ov_preprocess_input_tensor_info_t*
    /// preprocess_input_tensor_info)`
    static void ov_preprocess_input_tensor_info_free(MemorySegment preprocessInputTensorInfo) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_input_tensor_info_free");
        }
        try {
            long ignored =
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputTensorInfo, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_input_tensor_info_free", unexpected);
        }
    }

    /// ` ov_status_e
    /// ov_preprocess_input_tensor_info_set_color_format(ov_preprocess_input_tensor_info_t*
    /// preprocess_input_tensor_info, const ov_color_format_e colorFormat)`
    static int ov_preprocess_input_tensor_info_set_color_format(
            MemorySegment preprocessInputTensorInfo, int colorFormat) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_input_tensor_info_set_color_format");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputTensorInfo,
                                    OpenVino.word(colorFormat),
                                    NULL,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_input_tensor_info_set_color_format", unexpected);
        }
    }

    /// ` ov_status_e
    /// ov_preprocess_input_tensor_info_set_color_format_with_subnames(ov_preprocess_input_tensor_info_t*
    /// preprocess_input_tensor_info, const ov_color_format_e colorFormat, const size_t
    /// sub_names_size, const char** sub_names)`
    static int ov_preprocess_input_tensor_info_set_color_format_with_subnames(
            MemorySegment preprocessInputTensorInfo,
            int colorFormat,
            long subNamesSize,
            MemorySegment subNames) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_preprocess_input_tensor_info_set_color_format_with_subnames");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputTensorInfo,
                                    OpenVino.word(colorFormat),
                                    OpenVino.word(subNamesSize),
                                    subNames,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken(
                    "ov_preprocess_input_tensor_info_set_color_format_with_subnames", unexpected);
        }
    }

    /// ` ov_status_e
    /// ov_preprocess_input_tensor_info_set_element_type(ov_preprocess_input_tensor_info_t*
    /// preprocess_input_tensor_info, const ov_element_type_e element_type)`
    static int ov_preprocess_input_tensor_info_set_element_type(
            MemorySegment preprocessInputTensorInfo, int elementType) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_input_tensor_info_set_element_type");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputTensorInfo,
                                    OpenVino.word(elementType),
                                    NULL,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_input_tensor_info_set_element_type", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_input_tensor_info_set_from(ov_preprocess_input_tensor_info_t*
    /// preprocess_input_tensor_info, const ov_tensor_t* tensor)`
    static int ov_preprocess_input_tensor_info_set_from(
            MemorySegment preprocessInputTensorInfo, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_input_tensor_info_set_from");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputTensorInfo, tensor, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_input_tensor_info_set_from", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_input_tensor_info_set_layout(ov_preprocess_input_tensor_info_t*
    /// preprocess_input_tensor_info, ov_layout_t* layout)`
    static int ov_preprocess_input_tensor_info_set_layout(
            MemorySegment preprocessInputTensorInfo, MemorySegment layout) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_input_tensor_info_set_layout");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputTensorInfo, layout, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_input_tensor_info_set_layout", unexpected);
        }
    }

    /// ` ov_status_e
    /// ov_preprocess_input_tensor_info_set_memory_type(ov_preprocess_input_tensor_info_t*
    /// preprocess_input_tensor_info, const char* mem_type)`
    static int ov_preprocess_input_tensor_info_set_memory_type(
            MemorySegment preprocessInputTensorInfo, MemorySegment memType) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_input_tensor_info_set_memory_type");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputTensorInfo, memType, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_input_tensor_info_set_memory_type", unexpected);
        }
    }

    /// ` ov_status_e
    /// ov_preprocess_input_tensor_info_set_spatial_static_shape(ov_preprocess_input_tensor_info_t*
    /// preprocess_input_tensor_info, const size_t input_height, const size_t input_width)`
    static int ov_preprocess_input_tensor_info_set_spatial_static_shape(
            MemorySegment preprocessInputTensorInfo, long inputHeight, long inputWidth) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_input_tensor_info_set_spatial_static_shape");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputTensorInfo,
                                    OpenVino.word(inputHeight),
                                    OpenVino.word(inputWidth),
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken(
                    "ov_preprocess_input_tensor_info_set_spatial_static_shape", unexpected);
        }
    }

    /// ` void ov_preprocess_output_info_free(ov_preprocess_output_info_t* preprocess_output_info)`
    static void ov_preprocess_output_info_free(MemorySegment preprocessOutputInfo) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_preprocess_output_info_free");
        }
        try {
            long ignored =
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessOutputInfo, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_output_info_free", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_output_info_get_tensor_info(const ov_preprocess_output_info_t*
    /// preprocess_output_info, ov_preprocess_output_tensor_info_t** preprocess_output_tensor_info)`
    static int ov_preprocess_output_info_get_tensor_info(
            MemorySegment preprocessOutputInfo, MemorySegment preprocessOutputTensorInfo) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_output_info_get_tensor_info");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessOutputInfo,
                                    preprocessOutputTensorInfo,
                                    NULL,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_output_info_get_tensor_info", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_output_set_element_type(ov_preprocess_output_tensor_info_t*
    /// preprocess_output_tensor_info, const ov_element_type_e element_type)`
    static int ov_preprocess_output_set_element_type(
            MemorySegment preprocessOutputTensorInfo, int elementType) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_output_set_element_type");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessOutputTensorInfo,
                                    OpenVino.word(elementType),
                                    NULL,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_output_set_element_type", unexpected);
        }
    }

    /// ` void ov_preprocess_output_tensor_info_free(ov_preprocess_output_tensor_info_t*
    /// preprocess_output_tensor_info)`
    static void ov_preprocess_output_tensor_info_free(MemorySegment preprocessOutputTensorInfo) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_output_tensor_info_free");
        }
        try {
            long ignored =
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessOutputTensorInfo, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_output_tensor_info_free", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_prepostprocessor_build(const ov_preprocess_prepostprocessor_t*
    /// preprocess, ov_model_t** model)`
    static int ov_preprocess_prepostprocessor_build(MemorySegment preprocess, MemorySegment model) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_prepostprocessor_build");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(preprocess, model, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_prepostprocessor_build", unexpected);
        }
    }

    /// `ov_status_e ov_preprocess_prepostprocessor_create(const ov_model_t* model,
    /// ov_preprocess_prepostprocessor_t** preprocess)`
    static int ov_preprocess_prepostprocessor_create(
            MemorySegment model, MemorySegment preprocess) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_prepostprocessor_create");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(model, preprocess, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_prepostprocessor_create", unexpected);
        }
    }

    /// ` void ov_preprocess_prepostprocessor_free(ov_preprocess_prepostprocessor_t* preprocess)`
    static void ov_preprocess_prepostprocessor_free(MemorySegment preprocess) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_prepostprocessor_free");
        }
        try {
            long ignored =
                    (long) Linked.HANDLE.invokeExact(preprocess, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_prepostprocessor_free", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_prepostprocessor_get_input_info(const
    /// ov_preprocess_prepostprocessor_t* preprocess, ov_preprocess_input_info_t**
    /// preprocess_input_info)`
    static int ov_preprocess_prepostprocessor_get_input_info(
            MemorySegment preprocess, MemorySegment preprocessInputInfo) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_prepostprocessor_get_input_info");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocess, preprocessInputInfo, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_prepostprocessor_get_input_info", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_prepostprocessor_get_input_info_by_index(const
    /// ov_preprocess_prepostprocessor_t* preprocess, const size_t tensor_index,
    /// ov_preprocess_input_info_t** preprocess_input_info)`
    static int ov_preprocess_prepostprocessor_get_input_info_by_index(
            MemorySegment preprocess, long tensorIndex, MemorySegment preprocessInputInfo) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_prepostprocessor_get_input_info_by_index");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocess,
                                    OpenVino.word(tensorIndex),
                                    preprocessInputInfo,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken(
                    "ov_preprocess_prepostprocessor_get_input_info_by_index", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_prepostprocessor_get_input_info_by_name(const
    /// ov_preprocess_prepostprocessor_t* preprocess, const char* tensor_name,
    /// ov_preprocess_input_info_t** preprocess_input_info)`
    static int ov_preprocess_prepostprocessor_get_input_info_by_name(
            MemorySegment preprocess, MemorySegment tensorName, MemorySegment preprocessInputInfo) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_prepostprocessor_get_input_info_by_name");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocess, tensorName, preprocessInputInfo, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken(
                    "ov_preprocess_prepostprocessor_get_input_info_by_name", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_prepostprocessor_get_output_info(const
    /// ov_preprocess_prepostprocessor_t* preprocess, ov_preprocess_output_info_t**
    /// preprocess_output_info)`
    static int ov_preprocess_prepostprocessor_get_output_info(
            MemorySegment preprocess, MemorySegment preprocessOutputInfo) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_prepostprocessor_get_output_info");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocess, preprocessOutputInfo, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_prepostprocessor_get_output_info", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_prepostprocessor_get_output_info_by_index(const
    /// ov_preprocess_prepostprocessor_t* preprocess, const size_t tensor_index,
    /// ov_preprocess_output_info_t** preprocess_output_info)`
    static int ov_preprocess_prepostprocessor_get_output_info_by_index(
            MemorySegment preprocess, long tensorIndex, MemorySegment preprocessOutputInfo) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_prepostprocessor_get_output_info_by_index");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocess,
                                    OpenVino.word(tensorIndex),
                                    preprocessOutputInfo,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken(
                    "ov_preprocess_prepostprocessor_get_output_info_by_index", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_prepostprocessor_get_output_info_by_name(const
    /// ov_preprocess_prepostprocessor_t* preprocess, const char* tensor_name,
    /// ov_preprocess_output_info_t** preprocess_output_info)`
    static int ov_preprocess_prepostprocessor_get_output_info_by_name(
            MemorySegment preprocess,
            MemorySegment tensorName,
            MemorySegment preprocessOutputInfo) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_prepostprocessor_get_output_info_by_name");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocess, tensorName, preprocessOutputInfo, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken(
                    "ov_preprocess_prepostprocessor_get_output_info_by_name", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_preprocess_steps_convert_color(ov_preprocess_preprocess_steps_t*
    /// preprocess_input_process_steps, const ov_color_format_e colorFormat)`
    static int ov_preprocess_preprocess_steps_convert_color(
            MemorySegment preprocessInputProcessSteps, int colorFormat) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_preprocess_steps_convert_color");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputProcessSteps,
                                    OpenVino.word(colorFormat),
                                    NULL,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_preprocess_steps_convert_color", unexpected);
        }
    }

    /// ` ov_status_e
    /// ov_preprocess_preprocess_steps_convert_element_type(ov_preprocess_preprocess_steps_t*
    /// preprocess_input_process_steps, const ov_element_type_e element_type)`
    static int ov_preprocess_preprocess_steps_convert_element_type(
            MemorySegment preprocessInputProcessSteps, int elementType) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_preprocess_steps_convert_element_type");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputProcessSteps,
                                    OpenVino.word(elementType),
                                    NULL,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken(
                    "ov_preprocess_preprocess_steps_convert_element_type", unexpected);
        }
    }

    /// ` ov_status_e
    /// ov_preprocess_preprocess_steps_convert_layout(ov_preprocess_preprocess_steps_t*
    /// preprocess_input_process_steps, ov_layout_t* layout)`
    static int ov_preprocess_preprocess_steps_convert_layout(
            MemorySegment preprocessInputProcessSteps, MemorySegment layout) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_preprocess_steps_convert_layout");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputProcessSteps, layout, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_preprocess_steps_convert_layout", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_preprocess_steps_crop(ov_preprocess_preprocess_steps_t*
    /// preprocess_input_process_steps, int32_t* begin, int32_t begin_size, int32_t* end, int32_t
    /// end_size)`
    static int ov_preprocess_preprocess_steps_crop(
            MemorySegment preprocessInputProcessSteps,
            MemorySegment begin,
            int beginSize,
            MemorySegment end,
            int endSize) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_preprocess_steps_crop");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputProcessSteps,
                                    begin,
                                    OpenVino.word(beginSize),
                                    end,
                                    OpenVino.word(endSize),
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_preprocess_steps_crop", unexpected);
        }
    }

    /// ` void ov_preprocess_preprocess_steps_free(ov_preprocess_preprocess_steps_t*
    /// preprocess_input_process_steps)`
    static void ov_preprocess_preprocess_steps_free(MemorySegment preprocessInputProcessSteps) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_preprocess_steps_free");
        }
        try {
            long ignored =
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputProcessSteps, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_preprocess_steps_free", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_preprocess_steps_mean(ov_preprocess_preprocess_steps_t*
    /// preprocess_input_process_steps, float value)`
    static int ov_preprocess_preprocess_steps_mean(
            MemorySegment preprocessInputProcessSteps, float value) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_preprocess_preprocess_steps_mean",
                            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_FLOAT));
        }
        try {
            return (int) Linked.HANDLE.invokeExact(preprocessInputProcessSteps, value);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_preprocess_steps_mean", unexpected);
        }
    }

    /// ` ov_status_e
    /// ov_preprocess_preprocess_steps_mean_multi_channels(ov_preprocess_preprocess_steps_t*
    /// preprocess_input_process_steps, const float* values, const int32_t value_size)`
    static int ov_preprocess_preprocess_steps_mean_multi_channels(
            MemorySegment preprocessInputProcessSteps, MemorySegment values, int valueSize) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_preprocess_steps_mean_multi_channels");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputProcessSteps,
                                    values,
                                    OpenVino.word(valueSize),
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_preprocess_steps_mean_multi_channels", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_preprocess_steps_pad(const ov_preprocess_preprocess_steps_t*
    /// preprocess_input_process_steps, const int* const pads_begin, size_t pads_begin_size, const
    /// int* const pads_end, size_t pads_end_size, float value, ov_padding_mode_e mode)`
    static int ov_preprocess_preprocess_steps_pad(
            MemorySegment preprocessInputProcessSteps,
            MemorySegment padsBegin,
            long padsBeginSize,
            MemorySegment padsEnd,
            long padsEndSize,
            float value,
            int mode) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_preprocess_preprocess_steps_pad",
                            FunctionDescriptor.of(
                                    JAVA_INT,
                                    ADDRESS,
                                    ADDRESS,
                                    JAVA_LONG,
                                    ADDRESS,
                                    JAVA_LONG,
                                    JAVA_FLOAT,
                                    JAVA_INT));
        }
        try {
            return (int)
                    Linked.HANDLE.invokeExact(
                            preprocessInputProcessSteps,
                            padsBegin,
                            padsBeginSize,
                            padsEnd,
                            padsEndSize,
                            value,
                            mode);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_preprocess_steps_pad", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_preprocess_steps_resize(ov_preprocess_preprocess_steps_t*
    /// preprocess_input_process_steps, const ov_preprocess_resize_algorithm_e resize_algorithm)`
    static int ov_preprocess_preprocess_steps_resize(
            MemorySegment preprocessInputProcessSteps, int resizeAlgorithm) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_preprocess_steps_resize");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputProcessSteps,
                                    OpenVino.word(resizeAlgorithm),
                                    NULL,
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_preprocess_steps_resize", unexpected);
        }
    }

    /// ` ov_status_e
    /// ov_preprocess_preprocess_steps_reverse_channels(ov_preprocess_preprocess_steps_t*
    /// preprocess_input_process_steps)`
    static int ov_preprocess_preprocess_steps_reverse_channels(
            MemorySegment preprocessInputProcessSteps) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_preprocess_steps_reverse_channels");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputProcessSteps, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_preprocess_steps_reverse_channels", unexpected);
        }
    }

    /// ` ov_status_e ov_preprocess_preprocess_steps_scale(ov_preprocess_preprocess_steps_t*
    /// preprocess_input_process_steps, float value)`
    static int ov_preprocess_preprocess_steps_scale(
            MemorySegment preprocessInputProcessSteps, float value) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_preprocess_preprocess_steps_scale",
                            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_FLOAT));
        }
        try {
            return (int) Linked.HANDLE.invokeExact(preprocessInputProcessSteps, value);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_preprocess_preprocess_steps_scale", unexpected);
        }
    }

    /// ` ov_status_e
    /// ov_preprocess_preprocess_steps_scale_multi_channels(ov_preprocess_preprocess_steps_t*
    /// preprocess_input_process_steps, const float* values, const int32_t value_size)`
    static int ov_preprocess_preprocess_steps_scale_multi_channels(
            MemorySegment preprocessInputProcessSteps, MemorySegment values, int valueSize) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_preprocess_preprocess_steps_scale_multi_channels");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    preprocessInputProcessSteps,
                                    values,
                                    OpenVino.word(valueSize),
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken(
                    "ov_preprocess_preprocess_steps_scale_multi_channels", unexpected);
        }
    }

    /// `void ov_profiling_info_list_free(ov_profiling_info_list_t* profiling_infos)`
    static void ov_profiling_info_list_free(MemorySegment profilingInfos) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_profiling_info_list_free");
        }
        try {
            long ignored =
                    (long) Linked.HANDLE.invokeExact(profilingInfos, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_profiling_info_list_free", unexpected);
        }
    }

    /// `bool ov_rank_is_dynamic(const ov_rank_t rank)`
    static boolean ov_rank_is_dynamic(MemorySegment rank) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_rank_is_dynamic",
                            FunctionDescriptor.of(JAVA_BOOLEAN, Layouts.ov_dimension_t));
        }
        try {
            return (boolean) Linked.HANDLE.invokeExact(rank);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_rank_is_dynamic", unexpected);
        }
    }

    /// ` ov_status_e ov_remote_context_create_host_tensor(const ov_remote_context_t* context, const
    /// ov_element_type_e type, const ov_shape_t shape, ov_tensor_t** tensor)`
    static int ov_remote_context_create_host_tensor(
            MemorySegment context, int type, MemorySegment shape, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_remote_context_create_host_tensor",
                            FunctionDescriptor.of(
                                    JAVA_INT, ADDRESS, JAVA_INT, Layouts.ov_shape_t, ADDRESS));
        }
        try {
            return (int) Linked.HANDLE.invokeExact(context, type, shape, tensor);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_remote_context_create_host_tensor", unexpected);
        }
    }

    /// ` ov_status_e ov_remote_context_create_tensor_props(const ov_remote_context_t* context,
    /// const ov_element_type_e type, const ov_shape_t shape, const size_t num_properties, const
    /// ov_property_t* properties, ov_tensor_t** remote_tensor)`
    static int ov_remote_context_create_tensor_props(
            MemorySegment context,
            int type,
            MemorySegment shape,
            long numProperties,
            MemorySegment properties,
            MemorySegment remoteTensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_remote_context_create_tensor_props",
                            FunctionDescriptor.of(
                                    JAVA_INT,
                                    ADDRESS,
                                    JAVA_INT,
                                    Layouts.ov_shape_t,
                                    JAVA_LONG,
                                    ADDRESS,
                                    ADDRESS));
        }
        try {
            return (int)
                    Linked.HANDLE.invokeExact(
                            context, type, shape, numProperties, properties, remoteTensor);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_remote_context_create_tensor_props", unexpected);
        }
    }

    /// `void ov_remote_context_free(ov_remote_context_t* context)`
    static void ov_remote_context_free(MemorySegment context) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_remote_context_free");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(context, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_remote_context_free", unexpected);
        }
    }

    /// ` ov_status_e ov_remote_context_get_device_name(const ov_remote_context_t* context, char**
    /// device_name)`
    static int ov_remote_context_get_device_name(MemorySegment context, MemorySegment deviceName) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_remote_context_get_device_name");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(context, deviceName, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_remote_context_get_device_name", unexpected);
        }
    }

    /// `ov_status_e ov_remote_context_get_params(const ov_remote_context_t* context, size_t* size,
    /// char** params)`
    static int ov_remote_context_get_params(
            MemorySegment context, MemorySegment size, MemorySegment params) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_remote_context_get_params");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(context, size, params, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_remote_context_get_params", unexpected);
        }
    }

    /// `ov_status_e ov_remote_tensor_get_device_name(ov_tensor_t* remote_tensor, char**
    /// device_name)`
    static int ov_remote_tensor_get_device_name(
            MemorySegment remoteTensor, MemorySegment deviceName) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function("ov_remote_tensor_get_device_name");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    remoteTensor, deviceName, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_remote_tensor_get_device_name", unexpected);
        }
    }

    /// `ov_status_e ov_remote_tensor_get_params(ov_tensor_t* tensor, size_t* size, char** params)`
    static int ov_remote_tensor_get_params(
            MemorySegment tensor, MemorySegment size, MemorySegment params) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_remote_tensor_get_params");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(tensor, size, params, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_remote_tensor_get_params", unexpected);
        }
    }

    /// `ov_status_e ov_shape_create(const int64_t rank, const int64_t* dims, ov_shape_t* shape)`
    static int ov_shape_create(long rank, MemorySegment dims, MemorySegment shape) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_shape_create");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    OpenVino.word(rank), dims, shape, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_shape_create", unexpected);
        }
    }

    /// `ov_status_e ov_shape_free(ov_shape_t* shape)`
    static int ov_shape_free(MemorySegment shape) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_shape_free");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(shape, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_shape_free", unexpected);
        }
    }

    /// `ov_status_e ov_shape_to_partial_shape(const ov_shape_t shape, ov_partial_shape_t*
    /// partial_shape)`
    static int ov_shape_to_partial_shape(MemorySegment shape, MemorySegment partialShape) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_shape_to_partial_shape",
                            FunctionDescriptor.of(JAVA_INT, Layouts.ov_shape_t, ADDRESS));
        }
        try {
            return (int) Linked.HANDLE.invokeExact(shape, partialShape);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_shape_to_partial_shape", unexpected);
        }
    }

    /// `void ov_shutdown()`
    static void ov_shutdown() {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_shutdown");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(NULL, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_shutdown", unexpected);
        }
    }

    /// `ov_status_e ov_tensor_create(const ov_element_type_e type, const ov_shape_t shape,
    /// ov_tensor_t** tensor)`
    static int ov_tensor_create(int type, MemorySegment shape, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_tensor_create",
                            FunctionDescriptor.of(JAVA_INT, JAVA_INT, Layouts.ov_shape_t, ADDRESS));
        }
        try {
            return (int) Linked.HANDLE.invokeExact(type, shape, tensor);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_tensor_create", unexpected);
        }
    }

    /// `ov_status_e ov_tensor_create_from_host_ptr(const ov_element_type_e type, const ov_shape_t
    /// shape, void* host_ptr, ov_tensor_t** tensor)`
    static int ov_tensor_create_from_host_ptr(
            int type, MemorySegment shape, MemorySegment hostPtr, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_tensor_create_from_host_ptr",
                            FunctionDescriptor.of(
                                    JAVA_INT, JAVA_INT, Layouts.ov_shape_t, ADDRESS, ADDRESS));
        }
        try {
            return (int) Linked.HANDLE.invokeExact(type, shape, hostPtr, tensor);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_tensor_create_from_host_ptr", unexpected);
        }
    }

    /// `ov_status_e ov_tensor_create_from_string_array(const char** string_array, const size_t
    /// array_size, const ov_shape_t shape, ov_tensor_t** tensor)`
    static int ov_tensor_create_from_string_array(
            MemorySegment stringArray, long arraySize, MemorySegment shape, MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_tensor_create_from_string_array",
                            FunctionDescriptor.of(
                                    JAVA_INT, ADDRESS, JAVA_LONG, Layouts.ov_shape_t, ADDRESS));
        }
        try {
            return (int) Linked.HANDLE.invokeExact(stringArray, arraySize, shape, tensor);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_tensor_create_from_string_array", unexpected);
        }
    }

    /// `ov_status_e ov_tensor_data(const ov_tensor_t* tensor, void** data)`
    static int ov_tensor_data(MemorySegment tensor, MemorySegment data) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_tensor_data");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(tensor, data, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_tensor_data", unexpected);
        }
    }

    /// `void ov_tensor_free(ov_tensor_t* tensor)`
    static void ov_tensor_free(MemorySegment tensor) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_tensor_free");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(tensor, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_tensor_free", unexpected);
        }
    }

    /// `ov_status_e ov_tensor_get_byte_size(const ov_tensor_t* tensor, size_t* byte_size)`
    static int ov_tensor_get_byte_size(MemorySegment tensor, MemorySegment byteSize) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_tensor_get_byte_size");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(tensor, byteSize, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_tensor_get_byte_size", unexpected);
        }
    }

    /// `ov_status_e ov_tensor_get_element_type(const ov_tensor_t* tensor, ov_element_type_e* type)`
    static int ov_tensor_get_element_type(MemorySegment tensor, MemorySegment type) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_tensor_get_element_type");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(tensor, type, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_tensor_get_element_type", unexpected);
        }
    }

    /// `ov_status_e ov_tensor_get_shape(const ov_tensor_t* tensor, ov_shape_t* shape)`
    static int ov_tensor_get_shape(MemorySegment tensor, MemorySegment shape) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_tensor_get_shape");
        }
        try {
            return (int) (long) Linked.HANDLE.invokeExact(tensor, shape, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_tensor_get_shape", unexpected);
        }
    }

    /// `ov_status_e ov_tensor_get_size(const ov_tensor_t* tensor, size_t* elements_size)`
    static int ov_tensor_get_size(MemorySegment tensor, MemorySegment elementsSize) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_tensor_get_size");
        }
        try {
            return (int)
                    (long) Linked.HANDLE.invokeExact(tensor, elementsSize, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_tensor_get_size", unexpected);
        }
    }

    /// `ov_status_e ov_tensor_set_shape(ov_tensor_t* tensor, const ov_shape_t shape)`
    static int ov_tensor_set_shape(MemorySegment tensor, MemorySegment shape) {
        final class Linked {
            static final MethodHandle HANDLE =
                    OpenVino.function(
                            "ov_tensor_set_shape",
                            FunctionDescriptor.of(JAVA_INT, ADDRESS, Layouts.ov_shape_t));
        }
        try {
            return (int) Linked.HANDLE.invokeExact(tensor, shape);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_tensor_set_shape", unexpected);
        }
    }

    /// `ov_status_e ov_tensor_set_string_data(ov_tensor_t* tensor, const char** string_array, const
    /// size_t array_size)`
    static int ov_tensor_set_string_data(
            MemorySegment tensor, MemorySegment stringArray, long arraySize) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_tensor_set_string_data");
        }
        try {
            return (int)
                    (long)
                            Linked.HANDLE.invokeExact(
                                    tensor,
                                    stringArray,
                                    OpenVino.word(arraySize),
                                    NULL,
                                    NULL,
                                    NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_tensor_set_string_data", unexpected);
        }
    }

    /// `void ov_util_reset_log_callback()`
    static void ov_util_reset_log_callback() {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_util_reset_log_callback");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(NULL, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_util_reset_log_callback", unexpected);
        }
    }

    /// `void ov_util_set_log_callback(ov_util_log_callback_func func)`
    static void ov_util_set_log_callback(MemorySegment func) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_util_set_log_callback");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(func, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_util_set_log_callback", unexpected);
        }
    }

    /// `void ov_version_free(ov_version_t* version)`
    static void ov_version_free(MemorySegment version) {
        final class Linked {
            static final MethodHandle HANDLE = OpenVino.function("ov_version_free");
        }
        try {
            long ignored = (long) Linked.HANDLE.invokeExact(version, NULL, NULL, NULL, NULL, NULL);
        } catch (Throwable unexpected) {
            throw OpenVino.broken("ov_version_free", unexpected);
        }
    }
}
