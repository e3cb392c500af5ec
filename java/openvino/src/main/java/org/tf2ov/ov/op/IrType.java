package org.tf2ov.ov.op;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What an operation is called in the IR. Without it: the class name, in `opset1`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface IrType {
    /// The `type` of the layer; empty where it is the class name.
    String name() default "";

    /// The `version` of the layer: the lowest opset that holds this version of the operation.
    String opset() default "opset1";
}
