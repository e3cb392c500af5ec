package org.tf2ov.convert.pass;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.tf2ov.graph.Graph;
import org.tf2ov.ov.ir.Ir;
import org.tf2ov.ov.runtime.CompiledModel;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.InferRequest;
import org.tf2ov.ov.runtime.Model;
import org.tf2ov.ov.runtime.Properties;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// What the OpenVINO runtime computes for a graph, written as IR.
record RuntimeAnswers(List<Answer> answers) {
    /// One output.
    record Answer(Weights contents) {
        static Answer of(Tensor tensor) {
            return new Answer(
                    new Weights.Stored(new Bytes.InMemory(tensor.toByteArray()), tensor.type()));
        }

        /// The first difference, if there is one.
        Optional<String> difference(Answer other, double tolerance) {
            if (!contents.type().equals(other.contents.type())) {
                return Optional.of(this + " became " + other);
            }
            double largest =
                    LongStream.range(0, contents.count())
                            .mapToDouble(i -> Math.abs(contents.at(i)))
                            .filter(Double::isFinite)
                            .max()
                            .orElse(0);
            for (long i = 0; i < contents.count(); i++) {
                double was = contents.at(i);
                double is = other.contents.at(i);
                boolean equal =
                        Double.compare(was, is) == 0 || Math.abs(was - is) <= tolerance * largest;
                if (!equal) {
                    return Optional.of(
                            "element %s of %s is %s and became %s; the largest is %s"
                                    .formatted(i, this, was, is, largest));
                }
            }
            return Optional.empty();
        }

        @Override
        public String toString() {
            return contents.type().toString();
        }
    }

    /// Opening the runtime takes longer than all graphs of a test together.
    private static final Core CORE = new Core();

    private static final Map<String, String> EXACT =
            Map.of(
                    Properties.INFERENCE_PRECISION_HINT,
                    "f32",
                    Properties.INFERENCE_NUM_THREADS,
                    "1");

    /// Runs a graph on the CPU in full precision.
    static RuntimeAnswers of(Graph graph, List<Tensor> inputs) {
        Ir ir = Ir.of(graph, "random", Map.of());
        long size = Math.max(ir.weightsSize(), 1);
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(size, 64);
            ir.writeWeights(memory);
            try (Tensor weights = Tensor.wrap(memory, ElementType.U8, size);
                    Model model = CORE.readModel(ir.xml(), weights);
                    CompiledModel compiled = CORE.compile(model, "CPU", EXACT);
                    InferRequest request = compiled.newRequest()) {
                for (int i = 0; i < inputs.size(); i++) {
                    request.setInput(i, inputs.get(i));
                }
                request.infer();
                List<Answer> answers = new ArrayList<>();
                for (int i = 0; i < graph.results().size(); i++) {
                    try (Tensor output = request.output(i)) {
                        answers.add(Answer.of(output));
                    }
                }
                return new RuntimeAnswers(answers);
            }
        }
    }

    /// The first difference from other answers to the same question.
    Optional<String> difference(RuntimeAnswers other, double tolerance) {
        for (int i = 0; i < answers.size(); i++) {
            Optional<String> difference =
                    answers.get(i).difference(other.answers.get(i), tolerance);
            if (difference.isPresent()) {
                return difference.map(("output " + i + ": ")::concat);
            }
        }
        return Optional.empty();
    }
}
