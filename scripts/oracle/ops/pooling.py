"""Pooling over windows."""

from ops.convolution import channels_first, channels_last
from ops.fixture import array, call, case, const, data, f32, types


def pool(op, name, image, window, strides, padding, type="f32", borders=(), values=None):
    """One pooling, channels last and channels first."""
    (n, h, w, c), (kh, kw), (sh, sw) = image, window, strides
    extra = {"explicit_paddings": [0, 0, *borders, 0, 0]} if borders else {}
    extra_first = {"explicit_paddings": [0, 0, 0, 0, *borders]} if borders else {}

    def build(x):
        return call(op, x, ksize=[1, kh, kw, 1], strides=[1, sh, sw, 1], padding=padding, **extra)

    def build_channels_first(x):
        return call(op, x, ksize=[1, 1, kh, kw], strides=[1, 1, sh, sw], padding=padding, data_format="NCHW", **extra_first)

    case(op, name, build, data(type, n, h, w, c))
    case(op, name + "_nchw", build_channels_first, data(type, n, c, h, w), expected=lambda x: channels_first(build(channels_last(x))))


for op in ("MaxPool", "AvgPool"):
    pool(op, "valid", (1, 6, 6, 2), (2, 2), (2, 2), "VALID")
    pool(op, "valid_with_rest", (1, 7, 8, 2), (3, 3), (2, 2), "VALID")
    pool(op, "same", (1, 6, 6, 2), (2, 2), (2, 2), "SAME")
    pool(op, "same_borders_on_both_sides", (1, 5, 5, 2), (3, 3), (1, 1), "SAME")
    pool(op, "same_borders_at_the_end", (1, 6, 7, 2), (3, 3), (2, 2), "SAME")
    pool(op, "same_even_window", (1, 5, 7, 2), (2, 4), (1, 1), "SAME")
    pool(op, "same_stride_larger_than_window", (1, 8, 8, 1), (2, 2), (3, 3), "SAME")
    pool(op, "valid_stride_larger_than_window", (1, 8, 8, 1), (2, 2), (3, 3), "VALID")
    pool(op, "same_window_larger_than_image", (1, 2, 3, 2), (5, 5), (1, 1), "SAME")
    pool(op, "window_of_one_strided", (1, 5, 6, 2), (1, 1), (2, 2), "SAME")
    pool(op, "unequal", (2, 6, 5, 3), (3, 2), (1, 2), "VALID")
    pool(op, "whole_image", (2, 3, 4, 3), (3, 4), (1, 1), "VALID")
    for type in types(op):
        if type != "f32":
            pool(op, type, (1, 5, 5, 2), (3, 3), (2, 2), "SAME", type)
    case(
        op,
        "batch_and_size_open",
        lambda x, op=op: call(op, x, ksize=[1, 3, 3, 1], strides=[1, 2, 2, 1], padding="SAME"),
        f32(2, 5, 6, 2).seen_as(None, None, None, 2),
    )
pool("MaxPool", "explicit", (1, 5, 6, 2), (3, 3), (2, 2), "EXPLICIT", borders=(1, 1, 1, 1))
pool("MaxPool", "explicit_uneven", (1, 5, 6, 2), (3, 3), (1, 2), "EXPLICIT", borders=(0, 2, 1, 0))
case(
    "MaxPool",
    "negative_values_beside_borders",
    lambda x: call("MaxPool", x, ksize=[1, 3, 3, 1], strides=[1, 1, 1, 1], padding="SAME"),
    f32(1, 4, 4, 2).between(-9, -1),
)
case(
    "MaxPool",
    "over_channels",
    lambda x: call("MaxPool", x, ksize=[1, 1, 1, 2], strides=[1, 1, 1, 2], padding="VALID"),
    f32(1, 3, 4, 4),
)

for name, size, padding in (("valid", 6, "VALID"), ("same", 5, "SAME")):
    case(
        "MaxPoolV2",
        name,
        lambda x, padding=padding: call(
            "MaxPoolV2", x, const(array("i32", [1, 3, 3, 1])), const(array("i32", [1, 2, 2, 1])), padding=padding
        ),
        f32(1, size, size, 2),
    )
    case(
        "MaxPoolV2",
        name + "_nchw",
        lambda x, padding=padding: call(
            "MaxPoolV2", x, const(array("i32", [1, 1, 3, 3])), const(array("i32", [1, 1, 2, 2])), padding=padding, data_format="NCHW"
        ),
        f32(1, 2, size, size),
        expected=lambda x, padding=padding: channels_first(
            call("MaxPoolV2", channels_last(x), const(array("i32", [1, 3, 3, 1])), const(array("i32", [1, 2, 2, 1])), padding=padding)
        ),
    )
for type in ("f16", "bf16", "f64", "i32"):
    case(
        "MaxPoolV2",
        type,
        lambda x: call("MaxPoolV2", x, const(array("i32", [1, 2, 2, 1])), const(array("i32", [1, 1, 1, 1])), padding="VALID"),
        data(type, 1, 4, 4, 2),
    )
