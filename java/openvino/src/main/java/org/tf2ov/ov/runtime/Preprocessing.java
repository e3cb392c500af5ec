package org.tf2ov.ov.runtime;

import static org.tf2ov.ov.runtime.OpenVino.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.tf2ov.tensor.ElementType;

/// Steps in front of a model and behind it, which become part of it and run on the device.
///
/// ```java
/// new Preprocessing()
///         .input(image -> image
///                 .element(ElementType.U8).layout("NHWC").color(ColorFormat.BGR).size(480, 640)
///                 .convertColor(ColorFormat.RGB).convertElement(ElementType.F32).resize(Resize.LINEAR)
///                 .mean(123.7f, 116.3f, 103.5f).scale(58.4f, 57.1f, 57.4f)
///                 .modelLayout("NCHW"))
///         .output(scores -> scores.element(ElementType.F16))
///         .applyTo(model);
/// ```
///
/// Source: `ov_prepostprocess.h` of the C API.
public final class Preprocessing {
    /// How a picture is made larger or smaller.
    public enum Resize {
        LINEAR(CApi.ov_preprocess_resize_algorithm_e.RESIZE_LINEAR),
        CUBIC(CApi.ov_preprocess_resize_algorithm_e.RESIZE_CUBIC),
        NEAREST(CApi.ov_preprocess_resize_algorithm_e.RESIZE_NEAREST);

        private final int code;

        Resize(int code) {
            this.code = code;
        }
    }

    /// What stands where a tensor is made longer.
    public enum Padding {
        CONSTANT(CApi.ov_padding_mode_e.CONSTANT),
        EDGE(CApi.ov_padding_mode_e.EDGE),
        REFLECT(CApi.ov_padding_mode_e.REFLECT),
        SYMMETRIC(CApi.ov_padding_mode_e.SYMMETRIC);

        private final int code;

        Padding(int code) {
            this.code = code;
        }
    }

    /// What is done to a native object of the builder.
    private record Step(String doing, Call call) {
        interface Call {
            int on(MemorySegment target, Arena arena);
        }

        static void all(List<Step> steps, MemorySegment target, Arena arena, String where) {
            for (Step step : steps) {
                check(step.call().on(target, arena), where + ": " + step.doing());
            }
        }
    }

    /// A native object of the builder, which is freed when the builder is through.
    private record Owned(MemorySegment pointer, Consumer<MemorySegment> free)
            implements AutoCloseable {
        static Owned of(String doing, OpenVino.Out call, Consumer<MemorySegment> free) {
            return new Owned(OpenVino.create(doing, call), free);
        }

        @Override
        public void close() {
            free.accept(pointer);
        }
    }

    /// Which input or output is meant.
    private interface Choice {
        int info(MemorySegment builder, Arena arena, MemorySegment out);
    }

    private final List<Consumer<MemorySegment>> parts = new ArrayList<>();

    /// Describes what comes in at the only input, and what is done to it.
    public Preprocessing input(Consumer<Input> describe) {
        return input(
                "the input",
                describe,
                (builder, _, out) ->
                        CApi.ov_preprocess_prepostprocessor_get_input_info(builder, out));
    }

    /// Describes what comes in at input `index`, and what is done to it.
    public Preprocessing input(int index, Consumer<Input> describe) {
        return input(
                "input " + index,
                describe,
                (builder, _, out) ->
                        CApi.ov_preprocess_prepostprocessor_get_input_info_by_index(
                                builder, index, out));
    }

    /// Describes what comes in at the input of this name, and what is done to it.
    public Preprocessing input(String name, Consumer<Input> describe) {
        return input(
                "input '" + name + "'",
                describe,
                (builder, arena, out) ->
                        CApi.ov_preprocess_prepostprocessor_get_input_info_by_name(
                                builder, OpenVino.string(arena, name), out));
    }

    private Preprocessing input(String where, Consumer<Input> describe, Choice choice) {
        Input input = new Input();
        describe.accept(input);
        parts.add(builder -> input.addTo(builder, where, choice));
        return this;
    }

    /// Describes what leaves the only output.
    public Preprocessing output(Consumer<Output> describe) {
        return output(
                "the output",
                describe,
                (builder, _, out) ->
                        CApi.ov_preprocess_prepostprocessor_get_output_info(builder, out));
    }

    /// Describes what leaves output `index`.
    public Preprocessing output(int index, Consumer<Output> describe) {
        return output(
                "output " + index,
                describe,
                (builder, _, out) ->
                        CApi.ov_preprocess_prepostprocessor_get_output_info_by_index(
                                builder, index, out));
    }

    /// Describes what leaves the output of this name.
    public Preprocessing output(String name, Consumer<Output> describe) {
        return output(
                "output '" + name + "'",
                describe,
                (builder, arena, out) ->
                        CApi.ov_preprocess_prepostprocessor_get_output_info_by_name(
                                builder, OpenVino.string(arena, name), out));
    }

    private Preprocessing output(String where, Consumer<Output> describe, Choice choice) {
        Output output = new Output();
        describe.accept(output);
        parts.add(builder -> output.addTo(builder, where, choice));
        return this;
    }

    /// Makes all of this part of `model`, whose inputs and outputs change with it.
    public void applyTo(Model model) {
        model.use(read -> {
            try (Owned builder =
                    Owned.of(
                            "beginning to preprocess",
                            out -> CApi.ov_preprocess_prepostprocessor_create(read, out),
                            CApi::ov_preprocess_prepostprocessor_free)) {
                parts.forEach(part -> part.accept(builder.pointer()));
                // What comes back is the same model by another handle.
                Owned.of(
                                "adding preprocessing to the model",
                                out ->
                                        CApi.ov_preprocess_prepostprocessor_build(
                                                builder.pointer(), out),
                                CApi::ov_model_free)
                        .close();
            }
        });
    }

    /// One input: the tensor that comes in, the steps in their order, and what the model expects.
    public static final class Input {
        private final List<Step> tensor = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private final List<Step> model = new ArrayList<>();

        private Input() {}

        private void addTo(MemorySegment builder, String where, Choice choice) {
            try (Arena arena = Arena.ofConfined();
                    Owned info =
                            Owned.of(
                                    "preprocessing " + where,
                                    out -> choice.info(builder, arena, out),
                                    CApi::ov_preprocess_input_info_free)) {
                add(
                        tensor,
                        where,
                        arena,
                        out -> CApi.ov_preprocess_input_info_get_tensor_info(info.pointer(), out),
                        CApi::ov_preprocess_input_tensor_info_free);
                add(
                        steps,
                        where,
                        arena,
                        out ->
                                CApi.ov_preprocess_input_info_get_preprocess_steps(
                                        info.pointer(), out),
                        CApi::ov_preprocess_preprocess_steps_free);
                add(
                        model,
                        where,
                        arena,
                        out -> CApi.ov_preprocess_input_info_get_model_info(info.pointer(), out),
                        CApi::ov_preprocess_input_model_info_free);
            }
        }

        // The tensor that comes in.

        /// It has elements of this type.
        public Input element(ElementType element) {
            return tensor(
                    "element " + element,
                    (info, _) ->
                            CApi.ov_preprocess_input_tensor_info_set_element_type(
                                    info, OpenVino.code(element)));
        }

        /// Its dimensions mean this: `NHWC`, `N...C`.
        public Input layout(String layout) {
            return tensor(
                    "layout " + layout,
                    (info, arena) ->
                            withLayout(
                                    layout,
                                    arena,
                                    native_ ->
                                            CApi.ov_preprocess_input_tensor_info_set_layout(
                                                    info, native_)));
        }

        /// It is an image of this size, whatever size the model wants.
        public Input size(long height, long width) {
            return tensor(
                    "size " + height + "x" + width,
                    (info, _) ->
                            CApi.ov_preprocess_input_tensor_info_set_spatial_static_shape(
                                    info, height, width));
        }

        /// It is an image with these colours.
        ///
        /// @param planes for a format of several tensors, what is appended to the name of each
        public Input color(ColorFormat format, String... planes) {
            return tensor(
                    "colours " + format,
                    (info, arena) ->
                            planes.length == 0
                                    ? CApi.ov_preprocess_input_tensor_info_set_color_format(
                                            info, format.code)
                                    : CApi
                                            .ov_preprocess_input_tensor_info_set_color_format_with_subnames(
                                                    info,
                                                    format.code,
                                                    planes.length,
                                                    OpenVino.strings(arena, List.of(planes))));
        }

        /// It lies in this kind of memory: `GPU_SURFACE`, `GPU_BUFFER`.
        public Input memoryType(String type) {
            return tensor(
                    "memory " + type,
                    (info, arena) ->
                            CApi.ov_preprocess_input_tensor_info_set_memory_type(
                                    info, OpenVino.string(arena, type)));
        }

        /// It has the element type and the shape of `example`.
        public Input like(Tensor example) {
            return tensor(
                    "like " + example,
                    (info, _) ->
                            example.get(handle ->
                                    CApi.ov_preprocess_input_tensor_info_set_from(info, handle)));
        }

        // The steps, in the order in which they are named.

        public Input convertElement(ElementType element) {
            return step(
                    "converting to " + element,
                    (steps, _) ->
                            CApi.ov_preprocess_preprocess_steps_convert_element_type(
                                    steps, OpenVino.code(element)));
        }

        public Input convertColor(ColorFormat format) {
            return step(
                    "converting colours to " + format,
                    (steps, _) ->
                            CApi.ov_preprocess_preprocess_steps_convert_color(steps, format.code));
        }

        public Input convertLayout(String layout) {
            return step(
                    "converting to layout " + layout,
                    (steps, arena) ->
                            withLayout(
                                    layout,
                                    arena,
                                    native_ ->
                                            CApi.ov_preprocess_preprocess_steps_convert_layout(
                                                    steps, native_)));
        }

        /// To the size that the model wants.
        public Input resize(Resize algorithm) {
            return step(
                    "resizing",
                    (steps, _) ->
                            CApi.ov_preprocess_preprocess_steps_resize(steps, algorithm.code));
        }

        /// The last channel first: RGB to BGR and back.
        public Input reverseChannels() {
            return step(
                    "reversing channels",
                    (steps, _) -> CApi.ov_preprocess_preprocess_steps_reverse_channels(steps));
        }

        /// Subtracts one value, or one of each channel.
        public Input mean(float... values) {
            return step(
                    "subtracting a mean",
                    (steps, arena) ->
                            values.length == 1
                                    ? CApi.ov_preprocess_preprocess_steps_mean(steps, values[0])
                                    : CApi.ov_preprocess_preprocess_steps_mean_multi_channels(
                                            steps,
                                            arena.allocateFrom(ValueLayout.JAVA_FLOAT, values),
                                            values.length));
        }

        /// Divides by one value, or by one of each channel.
        public Input scale(float... values) {
            return step(
                    "scaling",
                    (steps, arena) ->
                            values.length == 1
                                    ? CApi.ov_preprocess_preprocess_steps_scale(steps, values[0])
                                    : CApi.ov_preprocess_preprocess_steps_scale_multi_channels(
                                            steps,
                                            arena.allocateFrom(ValueLayout.JAVA_FLOAT, values),
                                            values.length));
        }

        /// Keeps what lies from `begin` up to, not including, `end`, one number for each dimension;
        /// negative ones count from the end.
        public Input crop(int[] begin, int[] end) {
            return step(
                    "cropping to " + Arrays.toString(begin) + ".." + Arrays.toString(end),
                    (steps, arena) ->
                            CApi.ov_preprocess_preprocess_steps_crop(
                                    steps,
                                    arena.allocateFrom(ValueLayout.JAVA_INT, begin),
                                    begin.length,
                                    arena.allocateFrom(ValueLayout.JAVA_INT, end),
                                    end.length));
        }

        /// Adds so many elements before and after, one number for each dimension.
        ///
        /// @param value what is added when `mode` is `CONSTANT`
        public Input pad(int[] before, int[] after, float value, Padding mode) {
            return step(
                    "padding by " + Arrays.toString(before) + " and " + Arrays.toString(after),
                    (steps, arena) ->
                            CApi.ov_preprocess_preprocess_steps_pad(
                                    steps,
                                    arena.allocateFrom(ValueLayout.JAVA_INT, before),
                                    before.length,
                                    arena.allocateFrom(ValueLayout.JAVA_INT, after),
                                    after.length,
                                    value,
                                    mode.code));
        }

        /// What the dimensions of the model's own input mean.
        public Input modelLayout(String layout) {
            model.add(
                    new Step(
                            "layout of the model " + layout,
                            (info, arena) ->
                                    withLayout(
                                            layout,
                                            arena,
                                            native_ ->
                                                    CApi.ov_preprocess_input_model_info_set_layout(
                                                            info, native_))));
            return this;
        }

        private Input tensor(String doing, Step.Call call) {
            tensor.add(new Step(doing, call));
            return this;
        }

        private Input step(String doing, Step.Call call) {
            steps.add(new Step(doing, call));
            return this;
        }
    }

    /// One output: the tensor that leaves.
    public static final class Output {
        private final List<Step> tensor = new ArrayList<>();

        private Output() {}

        private void addTo(MemorySegment builder, String where, Choice choice) {
            try (Arena arena = Arena.ofConfined();
                    Owned info =
                            Owned.of(
                                    "postprocessing " + where,
                                    out -> choice.info(builder, arena, out),
                                    CApi::ov_preprocess_output_info_free)) {
                add(
                        tensor,
                        where,
                        arena,
                        out -> CApi.ov_preprocess_output_info_get_tensor_info(info.pointer(), out),
                        CApi::ov_preprocess_output_tensor_info_free);
            }
        }

        /// It has elements of this type.
        public Output element(ElementType element) {
            tensor.add(
                    new Step(
                            "element " + element,
                            (info, _) ->
                                    CApi.ov_preprocess_output_set_element_type(
                                            info, OpenVino.code(element))));
            return this;
        }
    }

    private static void add(
            List<Step> steps,
            String where,
            Arena arena,
            OpenVino.Out query,
            Consumer<MemorySegment> free) {
        if (!steps.isEmpty()) {
            try (Owned target = Owned.of("preprocessing " + where, query, free)) {
                Step.all(steps, target.pointer(), arena, where);
            }
        }
    }

    private interface WithLayout {
        int call(MemorySegment layout);
    }

    private static int withLayout(String text, Arena arena, WithLayout body) {
        try (Owned layout =
                Owned.of(
                        "reading layout '" + text + "'",
                        out -> CApi.ov_layout_create(OpenVino.string(arena, text), out),
                        CApi::ov_layout_free)) {
            return body.call(layout.pointer());
        }
    }
}
