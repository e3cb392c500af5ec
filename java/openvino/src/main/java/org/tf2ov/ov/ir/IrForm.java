package org.tf2ov.ov.ir;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Op;
import org.tf2ov.ov.op.AsInput;
import org.tf2ov.ov.op.IrName;
import org.tf2ov.ov.op.IrType;

/// How the operations of one class look in the IR: what the record and its annotations say. They
/// are asked once a class, because Java reads annotations anew each time.
///
/// @param type the `type` of the layer
/// @param opset its `version`
/// @param attributes the components that are attributes
/// @param operands those that become constants of their own, as inputs behind those of the graph
record IrForm(String type, String opset, List<Part> attributes, List<Part> operands) {
    private static final ClassValue<IrForm> FORMS =
            new ClassValue<>() {
                @Override
                protected IrForm computeValue(Class<?> type) {
                    return of(type);
                }
            };

    /// A component of the record.
    ///
    /// @param name as the IR spells it
    record Part(String name, Method accessor) {
        Object of(Op op) {
            try {
                return accessor.invoke(op);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(op.getClass() + " must be a public record", e);
            }
        }
    }

    /// The form of an operation's class.
    static IrForm of(Op op) {
        return FORMS.get(op.getClass());
    }

    private static IrForm of(Class<?> type) {
        List<Part> attributes = new ArrayList<>();
        List<Part> operands = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            IrName name = component.getAnnotation(IrName.class);
            boolean input = component.isAnnotationPresent(AsInput.class);
            (input ? operands : attributes)
                    .add(
                            new Part(
                                    name == null ? snakeCase(component.getName()) : name.value(),
                                    component.getAccessor()));
        }
        IrType named = type.getAnnotation(IrType.class);
        return new IrForm(
                named == null || named.name().isEmpty() ? type.getSimpleName() : named.name(),
                named == null ? "opset1" : named.opset(),
                List.copyOf(attributes),
                List.copyOf(operands));
    }

    private static String snakeCase(String camelCase) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            if (Character.isUpperCase(c)) {
                text.append('_').append(Character.toLowerCase(c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
