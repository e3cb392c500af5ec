"""Resizing, cropping, colours, boxes."""

import numpy as np
import tensorflow as tf

from ops.fixture import array, call, case, const, data, f32, i32, types

MODES = {"": {}, "_corners_aligned": {"align_corners": True}, "_pixel_centers": {"half_pixel_centers": True}}
for op in ("ResizeBilinear", "ResizeNearestNeighbor"):
    for mode, flags in MODES.items():
        for name, shape, size in (
            ("up", (1, 3, 4, 2), (6, 8)),
            ("up_by_odd_factors", (1, 3, 4, 1), (5, 7)),
            ("down", (2, 6, 8, 1), (3, 4)),
            ("down_by_odd_factors", (1, 7, 6, 2), (3, 5)),
            ("up_and_down", (1, 3, 8, 2), (7, 3)),
            ("same", (1, 3, 4, 2), (3, 4)),
            ("to_one_pixel", (1, 3, 4, 2), (1, 1)),
            ("from_one_pixel", (1, 1, 1, 2), (3, 4)),
            ("up_twofold_large", (1, 5, 5, 1), (10, 10)),
        ):
            case(op, name + mode, lambda x, s=size, f=flags, op=op: call(op, x, const(array("i32", s)), **f), f32(*shape))
        case(op, "size_is_an_input" + mode, lambda x, s, f=flags, op=op: call(op, x, s, **f), f32(1, 3, 4, 2), array("i32", [5, 6]))
    case(
        op,
        "size_of_another",
        lambda x, y, op=op: call(op, x, call("StridedSlice", call("Shape", y), *[const(array("i32", [v])) for v in (1, 3, 1)])),
        f32(1, 3, 4, 2),
        f32(1, 6, 7, 3),
    )
    for type in types(op):
        if type != "f32":
            case(op, type, lambda x, op=op: call(op, x, const(array("i32", [4, 6])), half_pixel_centers=True), data(type, 1, 2, 3, 2))
for op in ("ResizeBicubic", "ResizeArea"):
    for mode, flags in MODES.items():
        if op == "ResizeArea" and "half_pixel_centers" in flags:
            continue
        for name, shape, size in (("up", (1, 3, 4, 2), (6, 8)), ("down", (1, 6, 8, 1), (3, 4)), ("odd", (1, 5, 7, 1), (7, 3))):
            case(op, name + mode, lambda x, s=size, f=flags, op=op: call(op, x, const(array("i32", s)), **f), f32(*shape))

for method in ("bilinear", "nearest"):
    for name, boxes in (
        ("whole", [[0, 0, 1, 1], [0, 0, 1, 1]]),
        ("inside", [[0.1, 0.2, 0.8, 0.7], [0.25, 0.25, 0.75, 0.5]]),
        ("partly_outside", [[-0.5, 0.2, 0.5, 1.2], [0.5, 0.5, 1.5, 1.5]]),
        ("flipped", [[0.9, 0.1, 0.1, 0.9], [0.1, 0.9, 0.9, 0.1]]),
    ):
        case(
            "CropAndResize",
            f"{method}_{name}",
            lambda x, b, i, m=method: call("CropAndResize", x, b, i, const(array("i32", [3, 4])), method=m),
            f32(2, 5, 6, 2),
            array("f32", boxes),
            array("i32", [0, 1]),
        )
    case(
        "CropAndResize",
        f"{method}_one_pixel",
        lambda x, b, i, m=method: call("CropAndResize", x, b, i, const(array("i32", [1, 1])), method=m),
        f32(2, 5, 6, 2),
        array("f32", [[0.1, 0.2, 0.8, 0.7]]),
        array("i32", [1]),
    )
case(
    "CropAndResize",
    "constant_boxes_fill_value",
    lambda x: call(
        "CropAndResize",
        x,
        const(array("f32", [[-0.2, -0.2, 1.2, 1.2]])),
        const(array("i32", [0])),
        const(array("i32", [4, 4])),
        extrapolation_value=-7.5,
    ),
    f32(1, 4, 4, 1),
)
for type in types("CropAndResize"):
    if type != "f32":
        case(
            "CropAndResize",
            type,
            lambda x, b, i: call("CropAndResize", x, b, i, const(array("i32", [3, 3]))),
            data(type, 1, 4, 4, 2),
            array("f32", [[0.1, 0.2, 0.8, 0.7]]),
            array("i32", [0]),
        )

for name, shape in (("image", (2, 3, 3)), ("batch", (2, 2, 2, 3)), ("pixels", (7, 3))):
    for op in ("RGBToHSV", "HSVToRGB"):
        case(op, name, lambda x, op=op: call(op, x), f32(*shape).between(0, 1))
corners = array("f32", [[0, 0, 0], [1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [0, 1, 1], [1, 0, 1], [0.5, 0.5, 0.5]])
for op in ("RGBToHSV", "HSVToRGB"):
    case(op, "pure_colours", lambda x, op=op: call(op, x), corners)
    for type in types(op):
        if type != "f32":
            case(op, type, lambda x, op=op: call(op, x), data(type, 4, 3).between(0, 1))
for op, factors in (("AdjustContrastv2", (0.5, 2.0)), ("AdjustHue", (0.1, -0.3)), ("AdjustSaturation", (0.5, 1.5, 0.0))):
    for factor in factors:
        case(op, f"by_{factor}", lambda x, op=op, f=factor: call(op, x, const(array("f32", f))), f32(2, 3, 3).between(0, 1))
    case(op, "batch", lambda x, op=op: call(op, x, const(array("f32", factors[0]))), f32(2, 2, 3, 3).between(0, 1))
    case(op, "factor_is_an_input", lambda x, f, op=op: call(op, x, f), f32(2, 3, 3).between(0, 1), array("f32", factors[0]))

for name, ksizes, strides, rates, padding, shape in (
    ("valid", (2, 2), (1, 1), (1, 1), "VALID", (1, 4, 5, 2)),
    ("same", (3, 3), (2, 2), (1, 1), "SAME", (1, 5, 6, 2)),
    ("rates", (2, 3), (1, 2), (2, 1), "VALID", (1, 6, 6, 1)),
    ("rates_same", (3, 3), (1, 1), (2, 2), "SAME", (1, 5, 5, 1)),
    ("without_overlap", (2, 2), (2, 2), (1, 1), "VALID", (2, 4, 4, 3)),
):
    case(
        "ExtractImagePatches",
        name,
        lambda x, k=ksizes, s=strides, r=rates, p=padding: call(
            "ExtractImagePatches", x, ksizes=[1, *k, 1], strides=[1, *s, 1], rates=[1, *r, 1], padding=p
        ),
        f32(*shape),
    )
for type in ("f16", "f64", "i32", "u8"):
    case(
        "ExtractImagePatches",
        type,
        lambda x: call("ExtractImagePatches", x, ksizes=[1, 2, 2, 1], strides=[1, 1, 1, 1], rates=[1, 1, 1, 1], padding="SAME"),
        data(type, 1, 3, 3, 2),
    )
for padding in ("VALID", "SAME"):
    case(
        "ExtractVolumePatches",
        padding.lower(),
        lambda x, p=padding: call("ExtractVolumePatches", x, ksizes=[1, 2, 2, 2, 1], strides=[1, 1, 2, 1, 1], padding=p),
        f32(1, 3, 4, 3, 2),
    )

BOXES = array("f32", [[0, 0, 1, 1], [0, 0.1, 1, 1.1], [0, -0.1, 1, 0.9], [0, 10, 1, 11], [0, 10.1, 1, 11.1], [0, 100, 1, 101]])
SCORES = array("f32", [0.9, 0.75, 0.6, 0.95, 0.5, 0.3])


def scalar(value, type="f32"):
    return const(array(type, value))


for name, most in (("three", 3), ("all", 30), ("one", 1)):
    case("NonMaxSuppression", name, lambda b, s, m=most: call("NonMaxSuppression", b, s, scalar(m, "i32")), BOXES, SCORES)
    case("NonMaxSuppressionV2", name, lambda b, s, m=most: call("NonMaxSuppressionV2", b, s, scalar(m, "i32"), scalar(0.5)), BOXES, SCORES)
    for threshold in (0.0, 0.4):
        case(
            "NonMaxSuppressionV3",
            f"{name}_score_{threshold}",
            lambda b, s, m=most, t=threshold: call("NonMaxSuppressionV3", b, s, scalar(m, "i32"), scalar(0.5), scalar(t)),
            BOXES,
            SCORES,
        )
        for pad in (False, True):
            case(
                "NonMaxSuppressionV4",
                f"{name}_score_{threshold}" + ("_padded" if pad else ""),
                lambda b, s, m=most, t=threshold, p=pad: call(
                    "NonMaxSuppressionV4", b, s, scalar(m, "i32"), scalar(0.5), scalar(t), pad_to_max_output_size=p
                ),
                BOXES,
                SCORES,
            )
            case(
                "NonMaxSuppressionV5",
                f"{name}_score_{threshold}" + ("_padded" if pad else ""),
                lambda b, s, m=most, t=threshold, p=pad: call(
                    "NonMaxSuppressionV5", b, s, scalar(m, "i32"), scalar(0.5), scalar(t), scalar(0.0), pad_to_max_output_size=p
                ),
                BOXES,
                SCORES,
            )
case(
    "NonMaxSuppressionV5",
    "soft",
    lambda b, s: call("NonMaxSuppressionV5", b, s, scalar(6, "i32"), scalar(1.0), scalar(0.0), scalar(0.5)),
    BOXES,
    SCORES,
)
flipped = BOXES[:, [2, 3, 0, 1]].copy()
case("NonMaxSuppression", "corners_in_any_order", lambda b, s: call("NonMaxSuppression", b, s, scalar(3, "i32")), flipped, SCORES)
case("NonMaxSuppression", "threshold_0", lambda b, s: call("NonMaxSuppression", b, s, scalar(6, "i32"), iou_threshold=0.0), BOXES, SCORES)
case("NonMaxSuppressionV2", "count_is_an_input", lambda b, s, m: call("NonMaxSuppressionV2", b, s, m, scalar(0.5)), BOXES, SCORES, array("i32", 3))
case(
    "NonMaxSuppressionV3",
    "everything_is_an_input",
    lambda b, s, m, i, t: call("NonMaxSuppressionV3", b, s, m, i, t),
    BOXES,
    SCORES,
    array("i32", 4),
    array("f32", 0.4),
    array("f32", 0.2),
)

# Quantisation as trained; the values are never in the middle between two steps, where rounding of the scale would decide.
for bits in (8, 4, 16):
    for narrow in (False, True):
        for low, high in ((-6.0, 6.0), (0.0, 6.0), (-1.0, 2.5), (0.5, 3.0), (-3.0, -0.5)):
            name = f"{low}_to_{high}_{bits}_bits" + ("_narrow" if narrow else "")
            flags = {"num_bits": bits, "narrow_range": narrow}
            if bits == 8 or (low, high) == (-1.0, 2.5):
                case(
                    "FakeQuantWithMinMaxArgs",
                    name,
                    lambda x, l=low, h=high, f=flags: call("FakeQuantWithMinMaxArgs", x, min=l, max=h, **f),
                    f32(3, 7).between(-7.93, 8.11),
                )
                case(
                    "FakeQuantWithMinMaxVars",
                    name,
                    lambda x, l=low, h=high, f=flags: call("FakeQuantWithMinMaxVars", x, scalar(l), scalar(h), **f),
                    f32(3, 7).between(-7.93, 8.11),
                )
    case(
        "FakeQuantWithMinMaxVarsPerChannel",
        f"{bits}_bits",
        lambda x, b=bits: call(
            "FakeQuantWithMinMaxVarsPerChannel", x, const(array("f32", [-1, 0, -3])), const(array("f32", [2, 6, 0.5])), num_bits=b
        ),
        f32(2, 3, 2, 3).between(-7.93, 8.11),
    )
case(
    "FakeQuantWithMinMaxVarsPerChannel",
    "narrow_matrix",
    lambda x: call(
        "FakeQuantWithMinMaxVarsPerChannel", x, const(array("f32", [-1, -2])), const(array("f32", [2, 6])), narrow_range=True
    ),
    f32(5, 2).between(-7.93, 8.11),
)
case(
    "FakeQuantWithMinMaxVarsPerChannel",
    "vector",
    lambda x: call("FakeQuantWithMinMaxVarsPerChannel", x, const(array("f32", [-1, -2, 0])), const(array("f32", [2, 6, 1]))),
    f32(3).between(-7.93, 8.11),
)
for shape in ((2, 4, 3), (1, 2, 2, 2, 3)):
    case(
        "FakeQuantWithMinMaxVarsPerChannel",
        f"rank_{len(shape)}",
        lambda x: call("FakeQuantWithMinMaxVarsPerChannel", x, const(array("f32", [-1, -2, 0])), const(array("f32", [2, 6, 1]))),
        f32(*shape).between(-7.93, 8.11),
    )
case(
    "FakeQuantWithMinMaxVarsPerChannel",
    "weights",
    lambda x: x
    + call(
        "FakeQuantWithMinMaxVarsPerChannel",
        const(f32(3, 3, 2, 3).between(-3, 3)),
        const(array("f32", [-1, -2, 0])),
        const(array("f32", [1, 3, 2.5])),
        narrow_range=True,
    ),
    f32(3, 3, 2, 3),
)
case("FakeQuantWithMinMaxVars", "range_is_an_input", lambda x, l, h: call("FakeQuantWithMinMaxVars", x, l, h), f32(3, 4), array("f32", -1), array("f32", 1.5))
