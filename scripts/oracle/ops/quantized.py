"""Arithmetic on quantised numbers. Outside, the cases are float or plain integers: quantised types stay within the graph."""

import tensorflow as tf

from ops.fixture import array, call, case, const, data, f32

PLAIN = {tf.qint8: tf.int8, tf.quint8: tf.uint8, tf.qint16: tf.int16, tf.quint16: tf.uint16, tf.qint32: tf.int32}


def scalar(value, type="f32"):
    return const(array(type, value))


def quantize(x, low=-2.0, high=2.0, type=tf.quint8, mode="MIN_FIRST", **more):
    return call("QuantizeV2", x, scalar(low), scalar(high), T=type, mode=mode, **more)


def dequantize(parts, mode="MIN_FIRST"):
    return call("Dequantize", *parts, mode=mode)


def plain(x):
    return call("Bitcast", x, type=PLAIN[x.dtype])


for mode in ("MIN_FIRST", "MIN_COMBINED", "SCALED"):
    for type in (tf.qint8, tf.quint8):
        for low, high in ((-2.0, 2.0), (0.0, 6.0), (-1.0, 3.0)):
            name = f"{mode.lower()}_{type.name}_{low}_to_{high}"
            case(
                "QuantizeV2",
                name,
                lambda x, m=mode, t=type, l=low, h=high: (lambda q: [plain(q[0]), q[1], q[2]])(quantize(x, l, h, t, m)),
                f32(3, 4).between(-3, 7),
            )
            case(
                "Dequantize",
                name,
                lambda x, m=mode, t=type, l=low, h=high: call("Dequantize", call("Bitcast", x, type=t), scalar(l), scalar(h), mode=m),
                data("i8" if type == tf.qint8 else "u8", 3, 4).between(*((-128, 127) if type == tf.qint8 else (0, 255))),
            )
case("QuantizeV2", "round_half_to_even", lambda x: plain(quantize(x, type=tf.qint8, mode="SCALED", round_mode="HALF_TO_EVEN")[0]), f32(3, 4))
case("QuantizeV2", "narrow_range", lambda x: plain(quantize(x, type=tf.qint8, mode="SCALED", narrow_range=True)[0]), f32(3, 4))
case("QuantizeV2", "range_is_an_input", lambda x, l, h: plain(call("QuantizeV2", x, l, h, T=tf.quint8, mode="MIN_FIRST")[0]), f32(3, 4), array("f32", -1), array("f32", 1.5))
for flags in ({}, {"signed_input": False}, {"num_bits": 4}, {"range_given": True}, {"narrow_range": True}, {"round_mode": "HALF_UP"}):
    name = "_".join(f"{k}_{v}" for k, v in flags.items()).lower() or "plain"
    case(
        "QuantizeAndDequantizeV2",
        name,
        lambda x, f=flags: call("QuantizeAndDequantizeV2", x, scalar(-1.5), scalar(1.75), **f),
        f32(3, 5),
    )
    flags = {k: v for k, v in flags.items() if k != "num_bits"}
    bits = 4 if name.startswith("num_bits") else 8
    plain_flags = {k: v for k, v in flags.items() if k != "round_mode"}
    if name != "round_mode_half_up":
        case(
            "QuantizeAndDequantizeV3",
            name,
            lambda x, f=plain_flags, b=bits: call("QuantizeAndDequantizeV3", x, scalar(-1.5), scalar(1.75), scalar(b, "i32"), **f),
            f32(3, 5),
        )
    case(
        "QuantizeAndDequantizeV4",
        name,
        lambda x, f=flags, b=bits: call("QuantizeAndDequantizeV4", x, scalar(-1.5), scalar(1.75), num_bits=b, **f),
        f32(3, 5),
    )
for op in ("QuantizeAndDequantizeV2", "QuantizeAndDequantizeV4"):
    case(op, "by_channel", lambda x, op=op: call(op, x, const(f32(3)), const(f32(3)), range_given=False, axis=1), f32(4, 3))
case(
    "QuantizeAndDequantizeV3",
    "by_channel",
    lambda x: call(
        "QuantizeAndDequantizeV3",
        x,
        const(array("f32", [-1, -2, -0.5])),
        const(array("f32", [1, 1.5, 2])),
        scalar(8, "i32"),
        range_given=True,
        axis=1,
    ),
    f32(4, 3),
)


def on_quantized(op, name, build, *inputs):
    """`build` gives a quantised tensor with its range; compared as floats."""
    case(op, name, lambda x: dequantize(build(x)), *inputs, tolerance=1e-4, reason="the range of the result is itself computed in f32")


for op in ("QuantizedRelu", "QuantizedRelu6"):
    on_quantized(op, "matrix", lambda x, op=op: call(op, *quantize(x, -8.0, 8.0)), f32(3, 4).between(-8, 8))
for op in ("QuantizedMaxPool", "QuantizedAvgPool"):
    for padding in ("VALID", "SAME"):
        on_quantized(
            op,
            padding.lower(),
            lambda x, op=op, p=padding: call(op, *quantize(x), ksize=[1, 3, 3, 1], strides=[1, 2, 2, 1], padding=p),
            f32(1, 5, 6, 2),
        )
on_quantized("QuantizedReshape", "matrix", lambda x: (lambda q: call("QuantizedReshape", q[0], const(array("i32", [4, -1])), q[1], q[2]))(quantize(x)), f32(2, 6))
for padding in ("VALID", "SAME"):
    on_quantized(
        "QuantizedConv2D",
        padding.lower(),
        lambda x, p=padding: (
            lambda q, k: call("QuantizedConv2D", q[0], k[0], q[1], q[2], k[1], k[2], strides=[1, 1, 1, 1], padding=p)
        )(quantize(x), quantize(const(f32(3, 3, 2, 3)))),
        f32(1, 5, 6, 2),
    )
on_quantized(
    "QuantizedMatMul",
    "matrix",
    lambda x: (lambda q, k: call("QuantizedMatMul", q[0], k[0], q[1], q[2], k[1], k[2]))(quantize(x), quantize(const(f32(4, 3)))),
    f32(2, 4),
)
for op in ("QuantizedAdd", "QuantizedMul"):
    on_quantized(
        op,
        "matrix",
        lambda x, op=op: (lambda q, k: call(op, q[0], k[0], q[1], q[2], k[1], k[2]))(quantize(x), quantize(const(f32(3, 4)))),
        f32(3, 4),
    )
on_quantized(
    "QuantizedBiasAdd",
    "matrix",
    lambda x: (lambda q, k: call("QuantizedBiasAdd", q[0], k[0], q[1], q[2], k[1], k[2], out_type=tf.qint32))(
        quantize(x), quantize(const(f32(4)))
    ),
    f32(3, 4),
)
on_quantized(
    "QuantizedConcat",
    "two",
    lambda x: (lambda q, k: call("QuantizedConcat", scalar(1, "i32"), [q[0], k[0]], [q[1], k[1]], [q[2], k[2]]))(
        quantize(x), quantize(const(f32(3, 2)))
    ),
    f32(3, 4),
)
on_quantized(
    "QuantizedResizeBilinear",
    "double",
    lambda x: (lambda q: call("QuantizedResizeBilinear", q[0], const(array("i32", [6, 8])), q[1], q[2]))(quantize(x)),
    f32(1, 3, 4, 2),
)
on_quantized(
    "QuantizeDownAndShrinkRange",
    "after_product",
    lambda x: call(
        "QuantizeDownAndShrinkRange",
        *(lambda q, k: call("QuantizedMatMul", q[0], k[0], q[1], q[2], k[1], k[2]))(quantize(x), quantize(const(f32(4, 3)))),
        out_type=tf.quint8,
    ),
    f32(2, 4),
)
on_quantized(
    "Requantize",
    "after_product",
    lambda x: call(
        "Requantize",
        *(lambda q, k: call("QuantizedMatMul", q[0], k[0], q[1], q[2], k[1], k[2]))(quantize(x), quantize(const(f32(4, 3)))),
        scalar(-6.0),
        scalar(7.0),
        out_type=tf.quint8,
    ),
    f32(2, 4),
)
case(
    "RequantizationRange",
    "after_product",
    lambda x: call(
        "RequantizationRange",
        *(lambda q, k: call("QuantizedMatMul", q[0], k[0], q[1], q[2], k[1], k[2]))(quantize(x), quantize(const(f32(4, 3)))),
    ),
    f32(2, 4),
    tolerance=1e-4,
    reason="the range is computed in f32 from 32-bit products",
)
for axis in (-1, 1):
    scale = array("f32", 0.05) if axis == -1 else array("f32", [0.05, 0.02, 0.1])
    zero = array("i32", 3) if axis == -1 else array("i32", [3, -2, 0])
    name = "whole" if axis == -1 else "by_channel"
    flags = {"quantization_axis": axis, "quantization_min_val": -128, "quantization_max_val": 127}
    case(
        "UniformQuantize",
        name,
        lambda x, s=scale, z=zero, f=flags: call("Bitcast", call("UniformQuantize", x, const(s), const(z), Tout=tf.qint8, **f), type=tf.int8),
        f32(4, 3),
    )
    case(
        "UniformDequantize",
        name,
        lambda x, s=scale, z=zero, f=flags: call("UniformDequantize", call("Bitcast", x, type=tf.qint8), const(s), const(z), Tout=tf.float32, **f),
        data("i8", 4, 3),
    )
