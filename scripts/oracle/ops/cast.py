"""Casts between all pairs of types, within the values that both ends hold."""

import tensorflow as tf

from ops.fixture import FLOATS, SIGNED, TYPES, array, call, case, data, f32

ALL = (*FLOATS, "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "bool")
for source in ALL:
    for target in ALL:
        values = data(source, 2, 4)
        if source in FLOATS:
            # Fractions of both signs, and no negative ones for a target without sign: that is not defined.
            values = values.between(-8, 8) if target in FLOATS or target in SIGNED or target == "bool" else values.between(0, 8)
        elif source in SIGNED and target not in FLOATS and target not in SIGNED and target != "bool":
            values = values.between(0, 9)
        case("Cast", f"{source}_to_{target}", lambda x, t=target: call("Cast", x, DstT=tf.as_dtype(TYPES[t])), values)
for target in ("i32", "i64", "i8"):
    case(
        "Cast",
        f"fractions_to_{target}",
        lambda x, t=target: call("Cast", x, DstT=tf.as_dtype(TYPES[t])),
        array("f32", [-1.5, -1.0, -0.99, -0.5, 0.5, 0.99, 1.5, 100.7, -100.7]),
    )
case("Cast", "i32_to_u8_wraps", lambda x: call("Cast", x, DstT=tf.uint8), array("i32", [0, 255, 256, -1, 1000]))
case("Cast", "i32_to_i8_wraps", lambda x: call("Cast", x, DstT=tf.int8), array("i32", [127, 128, 255, -129, 1000]))
case("Cast", "f32_to_f16_overflows", lambda x: call("Cast", x, DstT=tf.float16), array("f32", [65504, 70000, -1e10, 1e-9]))
case("Cast", "f32_to_f16_rounds", lambda x: call("Cast", x, DstT=tf.float16), array("f32", [0.1, 1 / 3, 2049, 2051, 1e-5]))
case("Cast", "scalar", lambda x: call("Cast", x, DstT=tf.int32), f32().between(-8, 8))
case("Cast", "empty", lambda x: call("Cast", x, DstT=tf.int32), f32(0, 3))
case("Cast", "rank_5", lambda x: call("Cast", x, DstT=tf.int64), f32(1, 2, 2, 1, 3).between(-8, 8))
