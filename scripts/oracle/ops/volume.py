"""Convolutions and pooling beyond the plain two-dimensional ones: three dimensions, transposed, with indices, morphological, fused."""

import tensorflow as tf

from ops.convolution import channels_first, channels_last, precision
from ops.fixture import array, call, case, const, data, f32, types


def sizes(*values, type="i32"):
    return const(array(type, values))


def first(shape):
    """The shape with channels first."""
    return (shape[0], shape[-1], *shape[1:-1])


def last_to_first(values):
    return [values[0], values[-1], *values[1:-1]]


def conv3d(name, image, kernel, strides=(1, 1, 1), padding="SAME", dilations=(1, 1, 1), type="f32"):
    s, d = [1, *strides, 1], [1, *dilations, 1]

    def build(x):
        return call("Conv3D", x, const(data(type, *kernel)), strides=s, padding=padding, dilations=d)

    def build_channels_first(x):
        return call(
            "Conv3D",
            x,
            const(data(type, *kernel)),
            strides=last_to_first(s),
            padding=padding,
            dilations=last_to_first(d),
            data_format="NCDHW",
        )

    case("Conv3D", name, build, data(type, *image), **precision(type))
    case(
        "Conv3D",
        name + "_ncdhw",
        build_channels_first,
        data(type, *first(image)),
        expected=lambda x: channels_first(build(channels_last(x))),
        **precision(type),
    )


conv3d("same", (1, 3, 4, 5, 2), (2, 3, 3, 2, 3))
conv3d("valid", (1, 3, 4, 5, 2), (2, 3, 3, 2, 3), padding="VALID")
conv3d("strides", (1, 4, 5, 6, 1), (3, 3, 3, 1, 2), strides=(2, 2, 2))
conv3d("strides_unequal_valid", (1, 4, 5, 6, 1), (2, 2, 3, 1, 2), strides=(1, 2, 3), padding="VALID")
conv3d("pointwise", (2, 2, 3, 2, 3), (1, 1, 1, 3, 4))
conv3d("f16", (1, 3, 3, 3, 2), (2, 2, 2, 2, 2), type="f16")
conv3d("f64", (1, 3, 3, 3, 2), (2, 2, 2, 2, 2), type="f64")
case(
    "Conv3D",
    "kernel_is_an_input",
    lambda x, k: call("Conv3D", x, k, strides=[1, 1, 1, 1, 1], padding="SAME"),
    f32(1, 3, 3, 3, 2),
    f32(2, 2, 2, 2, 3),
    dynamic={"k": (2, 2, 2, 2, 3)},
)


def conv_size(size, kernel, stride, padding, dilation=1, borders=(0, 0)):
    reach = (kernel - 1) * dilation + 1
    if padding == "SAME":
        return -(-size // stride)
    return (size + sum(borders) - reach) // stride + 1


def transposed2d(name, image, kernel, strides=(1, 1), padding="SAME", borders=(), type="f32"):
    """`image` is the shape of the result, `kernel` is [height, width, channels of the result, channels of the input]."""
    n, h, w, c = image
    pads = list(borders) or [0, 0, 0, 0]
    gradient = (
        n,
        conv_size(h, kernel[0], strides[0], padding, 1, pads[:2]),
        conv_size(w, kernel[1], strides[1], padding, 1, pads[2:]),
        kernel[3],
    )
    explicit = {"explicit_paddings": [0, 0, *pads, 0, 0]} if borders else {}
    explicit_first = {"explicit_paddings": [0, 0, 0, 0, *pads]} if borders else {}

    def build(x):
        return call(
            "Conv2DBackpropInput", sizes(*image), const(data(type, *kernel)), x, strides=[1, *strides, 1], padding=padding, **explicit
        )

    def build_channels_first(x):
        return call(
            "Conv2DBackpropInput",
            sizes(*first(image)),
            const(data(type, *kernel)),
            x,
            strides=[1, 1, *strides],
            padding=padding,
            data_format="NCHW",
            **explicit_first,
        )

    case("Conv2DBackpropInput", name, build, data(type, *gradient), **precision(type))
    case(
        "Conv2DBackpropInput",
        name + "_nchw",
        build_channels_first,
        data(type, *first(gradient)),
        **precision(type),
        expected=lambda x: channels_first(build(channels_last(x))),
    )


transposed2d("same", (1, 4, 5, 2), (3, 3, 2, 3))
transposed2d("valid", (1, 5, 6, 2), (3, 3, 2, 3), padding="VALID")
transposed2d("double_same", (1, 6, 8, 2), (3, 3, 2, 3), strides=(2, 2))
transposed2d("double_same_kernel_2", (1, 6, 8, 2), (2, 2, 2, 3), strides=(2, 2))
transposed2d("double_same_kernel_4", (1, 6, 8, 2), (4, 4, 2, 3), strides=(2, 2))
transposed2d("double_same_odd_result", (1, 7, 5, 2), (3, 3, 2, 3), strides=(2, 2))
transposed2d("double_valid", (1, 7, 9, 2), (3, 3, 2, 3), strides=(2, 2), padding="VALID")
transposed2d("double_valid_with_rest", (1, 8, 8, 2), (3, 3, 2, 3), strides=(2, 2), padding="VALID")
transposed2d("stride_larger_than_kernel", (1, 6, 6, 1), (2, 2, 1, 2), strides=(3, 3))
transposed2d("unequal", (2, 6, 4, 1), (3, 2, 1, 2), strides=(3, 1))
transposed2d("explicit", (1, 6, 6, 2), (3, 3, 2, 2), strides=(2, 2), padding="EXPLICIT", borders=(1, 0, 0, 1))
transposed2d("explicit_larger", (1, 7, 7, 1), (5, 5, 1, 2), strides=(2, 2), padding="EXPLICIT", borders=(2, 2, 2, 2))
transposed2d("one_channel", (1, 4, 4, 1), (3, 3, 1, 1))
transposed2d("f16", (1, 4, 4, 2), (3, 3, 2, 2), strides=(2, 2), type="f16")
transposed2d("f64", (1, 4, 4, 2), (3, 3, 2, 2), strides=(2, 2), type="f64")
case(
    "Conv2DBackpropInput",
    "size_from_the_input",
    lambda x: call(
        "Conv2DBackpropInput",
        call(
            "Pack",
            [
                call("StridedSlice", call("Shape", x), sizes(0), sizes(1), sizes(1), shrink_axis_mask=1),
                call("Mul", call("StridedSlice", call("Shape", x), sizes(1), sizes(2), sizes(1), shrink_axis_mask=1), const(array("i32", 2))),
                call("Mul", call("StridedSlice", call("Shape", x), sizes(2), sizes(3), sizes(1), shrink_axis_mask=1), const(array("i32", 2))),
                const(array("i32", 2)),
            ],
        ),
        const(f32(3, 3, 2, 3)),
        x,
        strides=[1, 2, 2, 1],
        padding="SAME",
    ),
    f32(1, 3, 4, 3),
)
case(
    "Conv2DBackpropInput",
    "kernel_is_an_input",
    lambda x, k: call("Conv2DBackpropInput", sizes(1, 6, 6, 2), k, x, strides=[1, 2, 2, 1], padding="SAME"),
    f32(1, 3, 3, 3),
    f32(3, 3, 2, 3),
    dynamic={"k": (3, 3, 2, 3)},
)

for name, image, kernel, stride, padding, borders in (
    ("same", (1, 6, 6, 2), (3, 3, 2, 3), 2, "SAME", ()),
    ("same_odd", (1, 7, 5, 2), (3, 3, 2, 3), 2, "SAME", ()),
    ("same_kernel_4", (1, 7, 8, 2), (4, 4, 2, 3), 2, "SAME", ()),
    ("same_stride_larger_than_kernel", (1, 6, 5, 2), (2, 2, 2, 3), 3, "SAME", ()),
    ("valid", (1, 7, 8, 2), (3, 3, 2, 3), 2, "VALID", ()),
    ("explicit", (1, 6, 7, 2), (3, 3, 2, 3), 2, "EXPLICIT", (1, 0, 0, 1)),
):
    pads = borders or (0, 0, 0, 0)
    case(
        "Conv2DBackpropInput",
        "size_is_an_input_" + name,
        lambda s, y, k=kernel, t=stride, p=padding, b=borders: call(
            "Conv2DBackpropInput",
            s,
            const(f32(*k)),
            y,
            strides=[1, t, t, 1],
            padding=p,
            explicit_paddings=[0, 0, *b, 0, 0] if b else [],
        ),
        array("i32", image),
        f32(1, conv_size(image[1], kernel[0], stride, padding, 1, pads[:2]), conv_size(image[2], kernel[1], stride, padding, 1, pads[2:]), 3),
        dynamic={"s": (4,)},
    )
case(
    "Conv2DBackpropInput",
    "size_of_two_numbers",
    lambda y: call("Conv2DBackpropInput", sizes(7, 6), const(f32(3, 3, 2, 3)), y, strides=[1, 2, 2, 1], padding="SAME"),
    f32(2, 4, 3, 3),
)
case(
    "Conv2DBackpropInput",
    "two_groups",
    lambda y: call("Conv2DBackpropInput", sizes(1, 6, 6, 4), const(f32(3, 3, 2, 6)), y, strides=[1, 2, 2, 1], padding="SAME"),
    f32(1, 3, 3, 6),
    dynamic={"y": (None, None, None, 6)},
    expected=lambda y: tf.concat(
        [
            call("Conv2DBackpropInput", sizes(1, 6, 6, 2), k, z, strides=[1, 2, 2, 1], padding="SAME")
            for k, z in zip(tf.split(const(f32(3, 3, 2, 6)), 2, -1), tf.split(y, 2, -1))
        ],
        -1,
    ),
)

for name, image, kernel, strides, padding in (
    ("same", (1, 3, 4, 4, 2), (3, 3, 3, 2, 2), (1, 1, 1), "SAME"),
    ("double", (1, 4, 6, 4, 1), (3, 3, 3, 1, 2), (2, 2, 2), "SAME"),
    ("double_valid", (1, 5, 7, 5, 1), (3, 3, 3, 1, 2), (2, 2, 2), "VALID"),
    ("unequal", (1, 3, 6, 4, 1), (1, 3, 2, 1, 2), (1, 3, 2), "SAME"),
):
    gradient = (image[0], *[conv_size(image[i + 1], kernel[i], strides[i], padding) for i in range(3)], kernel[4])
    for type in ("i32", "i64"):

        def build(x, i=image, k=kernel, s=strides, p=padding, t=type):
            return call("Conv3DBackpropInputV2", sizes(*i, type=t), const(f32(*k)), x, strides=[1, *s, 1], padding=p)

        case("Conv3DBackpropInputV2", f"{name}_size_of_{type}", build, f32(*gradient))

    def build_channels_first(x, i=image, k=kernel, s=strides, p=padding):
        return call(
            "Conv3DBackpropInputV2", sizes(*first(i)), const(f32(*k)), x, strides=[1, 1, *s], padding=p, data_format="NCDHW"
        )

    case(
        "Conv3DBackpropInputV2",
        name + "_ncdhw",
        build_channels_first,
        f32(*first(gradient)),
        expected=lambda x, i=image, k=kernel, s=strides, p=padding: channels_first(
            call("Conv3DBackpropInputV2", sizes(*i), const(f32(*k)), channels_last(x), strides=[1, *s, 1], padding=p)
        ),
    )
for name, strides, padding in (("same", 1, "SAME"), ("double", 2, "SAME"), ("valid", 1, "VALID")):
    gradient = (1, conv_size(6, 3, strides, padding), conv_size(6, 3, strides, padding), 4)
    case(
        "DepthwiseConv2dNativeBackpropInput",
        name,
        lambda x, s=strides, p=padding: call(
            "DepthwiseConv2dNativeBackpropInput", sizes(1, 6, 6, 2), const(f32(3, 3, 2, 2)), x, strides=[1, s, s, 1], padding=p
        ),
        f32(*gradient),
    )

for op in ("MaxPool3D", "AvgPool3D"):
    for name, image, window, strides, padding in (
        ("valid", (1, 4, 4, 4, 2), (2, 2, 2), (2, 2, 2), "VALID"),
        ("same_borders", (1, 3, 5, 4, 1), (3, 3, 3), (2, 2, 2), "SAME"),
        ("same_stride_1", (1, 3, 3, 3, 1), (2, 2, 3), (1, 1, 1), "SAME"),
        ("unequal", (2, 4, 5, 3, 1), (1, 3, 2), (1, 2, 1), "VALID"),
    ):

        def build(x, op=op, k=window, s=strides, p=padding):
            return call(op, x, ksize=[1, *k, 1], strides=[1, *s, 1], padding=p)

        case(op, name, build, f32(*image))
        case(
            op,
            name + "_ncdhw",
            lambda x, op=op, k=window, s=strides, p=padding: call(op, x, ksize=[1, 1, *k], strides=[1, 1, *s], padding=p, data_format="NCDHW"),
            f32(*first(image)),
            expected=lambda x, b=build: channels_first(b(channels_last(x))),
        )
    for type in types(op):
        if type != "f32":
            case(
                op,
                type,
                lambda x, op=op: call(op, x, ksize=[1, 2, 2, 2, 1], strides=[1, 1, 1, 1, 1], padding="SAME"),
                data(type, 1, 3, 3, 3, 1),
            )

for batch in (False, True):
    for name, image, window, strides, padding in (
        ("valid", (2, 4, 6, 2), 2, 2, "VALID"),
        ("same", (2, 5, 5, 2), 3, 2, "SAME"),
        ("overlapping", (2, 4, 4, 1), 3, 1, "VALID"),
    ):
        case(
            "MaxPoolWithArgmax",
            name + ("_index_in_batch" if batch else ""),
            lambda x, k=window, s=strides, p=padding, b=batch: call(
                "MaxPoolWithArgmax", x, ksize=[1, k, k, 1], strides=[1, s, s, 1], padding=p, include_batch_in_index=b
            ),
            f32(*image).distinct(),
        )
case(
    "MaxPoolWithArgmax",
    "indices_of_i32",
    lambda x: call("MaxPoolWithArgmax", x, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID", Targmax=tf.int32),
    f32(1, 4, 4, 2).distinct(),
)
case(
    "MaxPoolWithArgmax",
    "values_only",
    lambda x: call("MaxPoolWithArgmax", x, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="VALID")[0],
    f32(1, 4, 4, 2).distinct(),
)

for name, strides, rates, padding in (("valid", 1, 1, "VALID"), ("same", 1, 1, "SAME"), ("rates", 1, 2, "SAME"), ("strides", 2, 1, "SAME")):
    case(
        "Dilation2D",
        name,
        lambda x, s=strides, r=rates, p=padding: call(
            "Dilation2D", x, const(f32(3, 2, 2)), strides=[1, s, s, 1], rates=[1, r, r, 1], padding=p
        ),
        f32(1, 5, 6, 2),
    )
for mode in ("REFLECT", "SYMMETRIC"):
    borders = array("i32", [[0, 0], [1, 2], [0, 1], [0, 0]])
    case(
        "FusedPadConv2D",
        mode.lower(),
        lambda x, m=mode: call(
            "FusedPadConv2D", x, const(borders), const(f32(3, 3, 2, 3)), mode=m, strides=[1, 2, 2, 1], padding="VALID"
        ),
        f32(1, 5, 6, 2),
    )
    case(
        "FusedResizeAndPadConv2D",
        mode.lower(),
        lambda x, m=mode: call(
            "FusedResizeAndPadConv2D",
            x,
            sizes(6, 8),
            const(borders),
            const(f32(3, 3, 2, 3)),
            mode=m,
            strides=[1, 1, 1, 1],
            padding="VALID",
        ),
        f32(1, 3, 4, 2),
    )
