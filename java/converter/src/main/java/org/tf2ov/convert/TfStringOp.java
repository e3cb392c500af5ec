package org.tf2ov.convert;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says which TensorFlow operations an [OpTranslator] translates when one of their inputs holds
/// strings.
///
/// The runtime knows strings only at the ends of a model: what it does to them in between may
/// damage memory. A translator works on where each begins and ends among their bytes, as numbers,
/// and packs them again. As with complex numbers, a translator that carries [TfOp] only is never
/// given strings.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TfStringOp {
    String[] value();
}
