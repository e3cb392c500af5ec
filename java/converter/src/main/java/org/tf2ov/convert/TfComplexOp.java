package org.tf2ov.convert;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says which TensorFlow operations an [OpTranslator] translates when one of their inputs holds
/// complex numbers.
///
/// OpenVINO has no complex numbers: they are pairs of a real and an imaginary part along a last
/// dimension of two, which the shape in TensorFlow has not. Therefore a translator that carries
/// [TfOp] only is never given complex inputs; where there is no other, the node is refused. A
/// translator that makes complex numbers says so with [OpNode#complex]. One that works on both
/// carries both annotations.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TfComplexOp {
    String[] value();
}
