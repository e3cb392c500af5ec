"""Operators that act by control edges only: what they guard goes on."""

import tensorflow as tf

from ops.fixture import array, call, case, const, f32


def after(x, build):
    """`x`, once what `build` makes has run."""
    with tf.control_dependencies([build()]):
        return call("Identity", x)


case("NoOp", "guards_an_identity", lambda x: after(x, lambda: call("NoOp")), f32(2, 3))
case("NoOp", "group", lambda x: after(x, lambda: tf.group(call("Neg", x).op, call("Abs", x).op)), f32(2, 3))
case(
    "Assert",
    "of_a_shape",
    lambda x: after(
        x,
        lambda: call(
            "Assert",
            call("All", call("Equal", call("Shape", x), const(array("i32", [2, 3]))), const(array("i32", [0]))),
            [const(array("string", "wrong shape")), call("Shape", x)],
        ),
    ),
    f32(2, 3),
)
case(
    "Assert",
    "of_values",
    lambda x: after(
        x, lambda: call("Assert", call("All", call("Less", x, const(array("f32", 9))), const(array("i32", [0, 1]))), [const(array("string", "large"))])
    ),
    f32(2, 3),
)
case("Print", "passes_its_input", lambda x: call("Relu", call("Print", x, [const(array("i32", 1))], message="x", first_n=0)), f32(2, 3))
