"""Padding at the borders."""

from ops.fixture import array, call, case, const, data, f32, i32, types


def paddings(*pairs, type="i32"):
    return const(array(type, pairs))


IMAGE = ((0, 0), (1, 2), (2, 0), (0, 0))
for name, shape, pairs in (
    ("vector", (4,), ((2, 1),)),
    ("matrix", (2, 3), ((1, 0), (0, 2))),
    ("image", (1, 3, 4, 2), IMAGE),
    ("batch_and_channels", (1, 2, 2, 2), ((1, 0), (0, 0), (0, 0), (0, 1))),
    ("rank_5", (1, 2, 2, 2, 2), ((0, 0), (1, 0), (0, 1), (1, 1), (0, 0))),
    ("nothing", (2, 3), ((0, 0), (0, 0))),
    ("empty", (0, 3), ((1, 1), (0, 1))),
    ("still_empty", (0, 3), ((0, 0), (1, 1))),
):
    case("Pad", name, lambda x, p=pairs: call("Pad", x, paddings(*p)), f32(*shape))
    case("PadV2", name, lambda x, p=pairs: call("PadV2", x, paddings(*p), const(array("f32", 1.5))), f32(*shape))
case("Pad", "paddings_of_i64", lambda x: call("Pad", x, paddings((1, 0), (0, 2), type="i64")), f32(2, 3))
case("Pad", "paddings_are_an_input", lambda x, p: call("Pad", x, p), f32(2, 3), array("i32", [[1, 0], [0, 2]]))
case("Pad", "scalar", lambda x: call("Pad", x, const(array("i32", []).reshape(0, 2))), f32())
case("Pad", "batch_open", lambda x: call("Pad", x, paddings((0, 0), (1, 1))), f32(2, 3).seen_as(None, 3))
case(
    "Pad",
    "before_convolution",
    lambda x: call("Conv2D", call("Pad", x, paddings(*IMAGE)), const(f32(3, 3, 2, 3)), strides=[1, 2, 2, 1], padding="VALID"),
    f32(1, 6, 5, 2),
)
case("PadV2", "paddings_are_an_input", lambda x, p, v: call("PadV2", x, p, v), f32(2, 3), array("i32", [[1, 0], [0, 2]]), f32())
case("PadV2", "lowest_value", lambda x: call("PadV2", x, paddings((1, 1), (0, 1)), const(array("f32", -3.4028235e38))), f32(2, 3))
case("PadV2", "value_is_an_input", lambda x, v: call("PadV2", x, paddings((1, 1), (0, 1)), v), f32(2, 3), f32())
for type in types("Pad"):
    if type != "f32":
        case("Pad", type, lambda x: call("Pad", x, paddings((1, 0), (0, 2))), data(type, 2, 3))
        case("PadV2", type, lambda x, t=type: call("PadV2", x, paddings((1, 0), (0, 2)), const(array(t, 1))), data(type, 2, 3))

for mode in ("REFLECT", "SYMMETRIC"):
    small = mode.lower()
    for name, shape, pairs in (
        ("vector", (4,), ((2, 1),)),
        ("matrix", (3, 4), ((1, 2), (3, 0))),
        ("image", (1, 4, 4, 2), IMAGE),
        ("largest", (3, 4), ((2, 2), (3, 3))),
        ("nothing", (2, 3), ((0, 0), (0, 0))),
        ("rank_5", (1, 3, 2, 3, 2), ((0, 0), (1, 0), (0, 1), (1, 2), (0, 0))),
    ):
        case("MirrorPad", f"{small}_{name}", lambda x, p=pairs, m=mode: call("MirrorPad", x, paddings(*p), mode=m), f32(*shape))
    for type in types("MirrorPad"):
        if type != "f32":
            case("MirrorPad", f"{small}_{type}", lambda x, m=mode: call("MirrorPad", x, paddings((1, 0), (2, 1)), mode=m), data(type, 3, 4))
    case(
        "MirrorPad",
        f"{small}_paddings_are_an_input",
        lambda x, p, m=mode: call("MirrorPad", x, p, mode=m),
        f32(3, 4),
        array("i32", [[1, 0], [0, 2]]),
    )
case("MirrorPad", "symmetric_whole_dimension", lambda x: call("MirrorPad", x, paddings((3, 3), (4, 4)), mode="SYMMETRIC"), f32(3, 4))
case("MirrorPad", "paddings_of_i64", lambda x: call("MirrorPad", x, paddings((1, 1), (1, 1), type="i64"), mode="REFLECT"), i32(3, 3))
