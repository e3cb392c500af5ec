package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// `condition ? a : b`, element by element; all three are broadcast by the rule of NumPy.
///
/// Inputs: the condition, what to take where it is true, and where it is false. Source: OpenVINO
/// `Select-1`.
public record Select() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        Value condition = inputs.get(0);
        Value yes = inputs.get(1);
        Value no = inputs.get(2);
        Require.bool("the condition", condition);
        ElementType element = Require.sameElement(yes, no);
        PartialShape shape =
                Broadcasting.numpy(Broadcasting.numpy(yes.shape(), no.shape()), condition.shape());
        TensorType type = new TensorType(element, shape);
        Optional<long[]> chosen = Contents.elements(condition).flatMap(Contents::exact);
        Optional<List<Dimension>> first = Contents.elements(yes);
        Optional<List<Dimension>> second = Contents.elements(no);
        if (chosen.isEmpty() || first.isEmpty() || second.isEmpty() || !Contents.isSmall(shape)) {
            return List.of(Fact.of(type));
        }
        List<Long> conditions =
                Broadcasting.repeat(
                        Arrays.stream(chosen.get()).boxed().toList(), condition.shape(), shape);
        List<Dimension> ifTrue = Broadcasting.repeat(first.get(), yes.shape(), shape);
        List<Dimension> ifFalse = Broadcasting.repeat(second.get(), no.shape(), shape);
        List<Dimension> elements = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            elements.add(conditions.get(i) != 0 ? ifTrue.get(i) : ifFalse.get(i));
        }
        return List.of(Contents.fact(type, Optional.of(elements)));
    }
}
