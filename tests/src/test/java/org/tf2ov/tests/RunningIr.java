package org.tf2ov.tests;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.tf2ov.ov.ir.Ir;
import org.tf2ov.ov.runtime.CompiledModel;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.InferRequest;
import org.tf2ov.ov.runtime.Model;
import org.tf2ov.ov.runtime.Properties;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.tensor.ElementType;

/// An IR on the CPU that computes as exactly as the plug-in can, by one thread, and never touches a
/// file.
final class RunningIr implements AutoCloseable {
    /// Without these the plug-in may compute in bfloat16, and the order of sums may change.
    static final Map<String, String> EXACTLY =
            Map.of(
                    Properties.INFERENCE_PRECISION_HINT,
                    "f32",
                    Properties.INFERENCE_NUM_THREADS,
                    "1");

    /// What holds what stands behind it.
    private final List<AutoCloseable> open = new ArrayList<>();

    private final InferRequest request;

    /// @throws AssertionError if the runtime sees other types in the IR than it says
    RunningIr(Core core, Ir ir, MemorySegment weights) throws XMLStreamException {
        Tensor bin = opened(Tensor.wrap(weights, ElementType.U8, Math.max(ir.weightsSize(), 1)));
        try {
            Model model = opened(core.readModel(ir.xml(), bin));
            InferredTypes.assertEqualToRuntime(core, ir, bin);
            CompiledModel compiled = opened(core.compile(model, "CPU", EXACTLY));
            this.request = opened(compiled.newRequest());
        } catch (XMLStreamException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /// The weights of an IR, in memory that lives as long as the arena.
    static MemorySegment weights(Ir ir, Arena arena) {
        MemorySegment memory = arena.allocate(Math.max(ir.weightsSize(), 1), 64);
        ir.writeWeights(memory);
        return memory;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }

    /// The input of this number takes the tensor, which is closed with this.
    void setInput(int index, Tensor tensor) {
        request.setInput(index, opened(tensor));
    }

    void infer() {
        request.infer();
    }

    /// The first difference that a look at each output finds.
    Optional<String> outputs(int count, Look look) {
        for (int i = 0; i < count; i++) {
            try (Tensor output = request.output(i)) {
                Optional<String> difference = look.at(i, output);
                if (difference.isPresent()) {
                    return difference;
                }
            }
        }
        return Optional.empty();
    }

    /// How an output differs from what it should be.
    interface Look {
        Optional<String> at(int index, Tensor output);
    }

    @Override
    public void close() {
        for (AutoCloseable resource : open.reversed()) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new AssertionError("could not be closed: " + resource, e);
            }
        }
        open.clear();
    }
}
