package org.tf2ov.ov.runtime;

import static org.tf2ov.ov.runtime.OpenVino.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.tf2ov.tensor.PartialShape;

/// A model that was read and isn't compiled yet.
///
/// Threads may ask about it at the same time, but not while one reshapes it.
public final class Model extends Handle {
    private final Optional<Tensor> weights;

    /// @param weights what its constants point into
    Model(MemorySegment address, Optional<Tensor> weights) {
        super(address, CApi::ov_model_free);
        this.weights = weights;
    }

    Optional<Tensor> weights() {
        return weights;
    }

    /// The name that the model gives itself.
    public String name() {
        return get(model ->
                OpenVino.string(
                        "asking for the name", out -> CApi.ov_model_get_friendly_name(model, out)));
    }

    public List<Port> inputs() {
        return get(model -> {
            long size =
                    OpenVino.size(
                            "counting the inputs", out -> CApi.ov_model_inputs_size(model, out));
            return ports(
                    size,
                    index ->
                            OpenVino.create(
                                    "asking for input " + index,
                                    out -> CApi.ov_model_const_input_by_index(model, index, out)));
        });
    }

    public List<Port> outputs() {
        return get(model -> {
            long size =
                    OpenVino.size(
                            "counting the outputs", out -> CApi.ov_model_outputs_size(model, out));
            return ports(
                    size,
                    index ->
                            OpenVino.create(
                                    "asking for output " + index,
                                    out -> CApi.ov_model_const_output_by_index(model, index, out)));
        });
    }

    static List<Port> ports(long size, LongFunction<MemorySegment> port) {
        List<Port> ports = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ports.add(Port.read(i, port.apply(i)));
        }
        return List.copyOf(ports);
    }

    /// Whether some shape in it is known only partly.
    public boolean isDynamic() {
        return get(CApi::ov_model_is_dynamic);
    }

    /// Gives the inputs other shapes; all others follow.
    ///
    /// The C API cannot spell two shapes: that of a scalar, and the one of which nothing is known.
    ///
    /// @param shapes by input; the rest keep theirs
    public void reshape(Map<Integer, PartialShape> shapes) {
        List<Integer> indexes = List.copyOf(shapes.keySet());
        use(model -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment ports =
                        arena.allocateFrom(
                                ValueLayout.JAVA_LONG,
                                indexes.stream().mapToLong(Integer::longValue).toArray());
                MemorySegment partial =
                        partialShapes(arena, indexes.stream().map(shapes::get).toList());
                check(
                        CApi.ov_model_reshape_by_port_indexes(
                                model, ports, partial, indexes.size()),
                        "reshaping the inputs to " + shapes);
            }
        });
    }

    /// The same with inputs called by name.
    public void reshapeNamed(Map<String, PartialShape> shapes) {
        List<String> names = List.copyOf(shapes.keySet());
        use(model -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment partial =
                        partialShapes(arena, names.stream().map(shapes::get).toList());
                check(
                        CApi.ov_model_reshape(
                                model, OpenVino.strings(arena, names), partial, names.size()),
                        "reshaping the inputs to " + shapes);
            }
        });
    }

    /// Gives the only input another shape.
    public void reshape(PartialShape shape) {
        use(model -> {
            try (Arena arena = Arena.ofConfined()) {
                check(
                        CApi.ov_model_reshape_single_input(
                                model, partialShapes(arena, List.of(shape))),
                        "reshaping the input to " + shape);
            }
        });
    }

    /// The library reads rank 0, and a rank that isn't known, as rank 1.
    private static MemorySegment partialShapes(Arena arena, List<PartialShape> shapes) {
        for (PartialShape shape : shapes) {
            if (!shape.hasRank() || shape.rank() == 0) {
                throw new IllegalArgumentException(
                        "an input cannot be reshaped to ["
                                + shape
                                + "], only to shapes with one dimension or more");
            }
        }
        return OpenVino.partialShapes(arena, shapes);
    }
}
