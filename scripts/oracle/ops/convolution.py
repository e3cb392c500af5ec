"""Convolutions over two and three dimensions."""

import tensorflow as tf

from ops.fixture import case, const, data, f32, raw


def channels_last(x):
    return tf.transpose(x, [0, *range(2, x.shape.rank), 1])


def channels_first(x):
    return tf.transpose(x, [0, x.shape.rank - 1, *range(1, x.shape.rank - 1)])


def precision(type):
    """Sums of products in a short type lose more than one rounding."""
    short = {"f16": 1e-2, "bf16": 1e-1}
    return {"tolerance": short[type], "reason": f"TensorFlow sums in {type}"} if type in short else {}


def conv2d(name, image, kernel, strides=(1, 1), padding="SAME", dilations=(1, 1), borders=(), type="f32"):
    """One convolution, channels last and channels first; `borders` is top, bottom, left, right."""
    (n, h, w, c), (sh, sw), (dh, dw) = image, strides, dilations
    pads = list(borders)
    common = dict(padding=padding)
    grouped = c != kernel[2]

    case(
        "Conv2D",
        name,
        lambda x: raw.Conv2D(
            input=x,
            filter=const(data(type, *kernel)),
            strides=[1, sh, sw, 1],
            dilations=[1, dh, dw, 1],
            explicit_paddings=[0, 0, *pads, 0, 0] if pads else [],
            **common,
        ),
        data(type, n, h, w, c),
        **precision(type),
        dynamic={"x": (None, None, None, c)} if grouped else True,
    )
    case(
        "Conv2D",
        name + "_nchw",
        lambda x: raw.Conv2D(
            input=x,
            filter=const(data(type, *kernel)),
            strides=[1, 1, sh, sw],
            dilations=[1, 1, dh, dw],
            explicit_paddings=[0, 0, 0, 0, *pads] if pads else [],
            data_format="NCHW",
            **common,
        ),
        data(type, n, c, h, w),
        **precision(type),
        dynamic={"x": (None, c, None, None)} if grouped else True,
        expected=lambda x: channels_first(
            raw.Conv2D(
                input=channels_last(x),
                filter=const(data(type, *kernel)),
                strides=[1, sh, sw, 1],
                dilations=[1, dh, dw, 1],
                explicit_paddings=[0, 0, *pads, 0, 0] if pads else [],
                **common,
            )
        ),
    )


conv2d("same", (1, 5, 6, 2), (3, 3, 2, 4))
conv2d("valid", (1, 5, 6, 2), (3, 3, 2, 4), padding="VALID")
conv2d("pointwise", (2, 4, 3, 3), (1, 1, 3, 5))
conv2d("pointwise_strided", (1, 5, 6, 3), (1, 1, 3, 2), strides=(2, 2))
conv2d("strides_same_odd", (1, 7, 7, 2), (3, 3, 2, 3), strides=(2, 2))
conv2d("strides_same_even", (1, 8, 8, 2), (3, 3, 2, 3), strides=(2, 2))
conv2d("strides_same_larger_than_kernel", (1, 8, 8, 2), (2, 2, 2, 2), strides=(3, 3))
conv2d("strides_same_unequal", (1, 7, 8, 2), (3, 2, 2, 2), strides=(2, 3))
conv2d("strides_valid", (1, 8, 7, 2), (3, 3, 2, 3), strides=(2, 2), padding="VALID")
conv2d("strides_valid_unequal", (1, 8, 7, 2), (2, 3, 2, 3), strides=(3, 1), padding="VALID")
conv2d("even_kernel_same", (1, 5, 5, 2), (2, 4, 2, 3))
conv2d("kernel_as_large_as_image", (2, 3, 4, 2), (3, 4, 2, 5), padding="VALID")
conv2d("kernel_larger_than_image_same", (1, 2, 3, 2), (5, 5, 2, 3))
conv2d("dilated_same", (1, 7, 8, 2), (3, 3, 2, 3), dilations=(2, 2))
conv2d("dilated_valid", (1, 7, 8, 2), (3, 3, 2, 3), dilations=(2, 3), padding="VALID")
conv2d("dilated_unequal_same", (1, 6, 9, 2), (3, 2, 2, 2), dilations=(1, 3))
conv2d("dilated_and_strided_same", (1, 9, 9, 2), (3, 3, 2, 2), dilations=(2, 2), strides=(2, 2))
conv2d("explicit", (1, 5, 6, 2), (3, 3, 2, 3), padding="EXPLICIT", borders=(1, 1, 1, 1))
conv2d("explicit_uneven", (1, 5, 6, 2), (3, 3, 2, 3), padding="EXPLICIT", borders=(0, 2, 1, 0))
conv2d("explicit_strided", (1, 7, 6, 2), (3, 3, 2, 3), strides=(2, 2), padding="EXPLICIT", borders=(0, 1, 0, 1))
conv2d("explicit_dilated", (1, 7, 6, 2), (3, 3, 2, 3), dilations=(2, 1), padding="EXPLICIT", borders=(2, 1, 0, 2))
conv2d("two_groups", (1, 5, 5, 4), (3, 3, 2, 6))
conv2d("one_channel_a_group", (1, 5, 5, 3), (3, 3, 1, 6))
conv2d("groups_strided_valid", (2, 6, 5, 6), (2, 3, 2, 3), strides=(2, 1), padding="VALID")
conv2d("one_channel", (1, 4, 4, 1), (3, 3, 1, 1))
conv2d("row", (1, 1, 9, 2), (1, 3, 2, 3))
conv2d("column", (1, 9, 1, 2), (3, 1, 2, 3), padding="VALID")
conv2d("batch_of_3", (3, 4, 4, 2), (3, 3, 2, 2))
conv2d("f16", (1, 5, 6, 2), (3, 3, 2, 3), type="f16")
conv2d("bf16", (1, 5, 6, 2), (3, 3, 2, 3), type="bf16")
conv2d("f64", (1, 5, 6, 2), (3, 3, 2, 3), type="f64")

case(
    "Conv2D",
    "kernel_is_an_input",
    lambda x, kernel: raw.Conv2D(input=x, filter=kernel, strides=[1, 1, 1, 1], padding="SAME"),
    f32(1, 5, 6, 2),
    f32(3, 3, 2, 4),
    dynamic={"kernel": (3, 3, 2, 4)},
)
case(
    "Conv2D",
    "kernel_is_an_input_valid_strided",
    lambda x, kernel: raw.Conv2D(input=x, filter=kernel, strides=[1, 2, 1, 1], padding="VALID"),
    f32(2, 5, 6, 2),
    f32(2, 3, 2, 4),
    dynamic={"kernel": (2, 3, 2, 4)},
)
case(
    "Conv2D",
    "batch_open",
    lambda x: raw.Conv2D(input=x, filter=const(f32(3, 3, 2, 4)), strides=[1, 2, 2, 1], padding="SAME"),
    f32(2, 5, 6, 2).seen_as(None, 5, 6, 2),
)
case(
    "Conv2D",
    "image_size_open",
    lambda x: raw.Conv2D(input=x, filter=const(f32(3, 3, 2, 4)), strides=[1, 2, 2, 1], padding="SAME"),
    f32(1, 5, 6, 2).seen_as(1, None, None, 2),
)
case(
    "Conv2D",
    "followed_by_bias_and_relu",
    lambda x: raw.Relu(
        features=raw.BiasAdd(
            value=raw.Conv2D(input=x, filter=const(f32(3, 3, 2, 4)), strides=[1, 1, 1, 1], padding="SAME"),
            bias=const(f32(4)),
        )
    ),
    f32(1, 5, 6, 2),
)


def depthwise(name, image, kernel, strides=1, padding="SAME", dilations=(1, 1), borders=(), type="f32"):
    (n, h, w, c), (dh, dw) = image, dilations
    pads = list(borders)

    def build(x):
        return raw.DepthwiseConv2dNative(
            input=x,
            filter=const(data(type, *kernel)),
            strides=[1, strides, strides, 1],
            padding=padding,
            dilations=[1, dh, dw, 1],
            explicit_paddings=[0, 0, *pads, 0, 0] if pads else [],
        )

    def build_channels_first(x):
        return raw.DepthwiseConv2dNative(
            input=x,
            filter=const(data(type, *kernel)),
            strides=[1, 1, strides, strides],
            padding=padding,
            dilations=[1, 1, dh, dw],
            explicit_paddings=[0, 0, 0, 0, *pads] if pads else [],
            data_format="NCHW",
        )

    def expected(x):
        """The kernel of the operator refuses dilations; this function uses SpaceToBatchND."""
        if dilations == (1, 1):
            return build(x)
        return tf.nn.depthwise_conv2d(x, const(data(type, *kernel)), [1, strides, strides, 1], padding, dilations=[dh, dw])

    case("DepthwiseConv2dNative", name, build, data(type, n, h, w, c), expected=expected, **precision(type))
    case(
        "DepthwiseConv2dNative",
        name + "_nchw",
        build_channels_first,
        data(type, n, c, h, w),
        **precision(type),
        expected=lambda x: channels_first(expected(channels_last(x))),
    )


depthwise("same", (1, 5, 6, 3), (3, 3, 3, 1))
depthwise("valid", (1, 5, 6, 3), (3, 3, 3, 1), padding="VALID")
depthwise("multiplier_2", (1, 5, 6, 3), (3, 3, 3, 2))
depthwise("multiplier_3_valid", (2, 4, 5, 2), (2, 3, 2, 3), padding="VALID")
depthwise("one_channel", (1, 5, 5, 1), (3, 3, 1, 1))
depthwise("one_channel_multiplier_4", (1, 5, 5, 1), (3, 3, 1, 4))
depthwise("strides_same_odd", (1, 7, 7, 3), (3, 3, 3, 1), strides=2)
depthwise("strides_same_even", (1, 8, 8, 3), (3, 3, 3, 1), strides=2)
depthwise("strides_valid", (1, 8, 7, 2), (3, 3, 2, 2), strides=2, padding="VALID")
depthwise("even_kernel", (1, 5, 6, 2), (2, 4, 2, 1))
depthwise("kernel_of_one", (1, 4, 3, 3), (1, 1, 3, 2))
depthwise("large_kernel", (1, 6, 6, 2), (5, 5, 2, 1))
depthwise("dilated_same", (1, 7, 8, 2), (3, 3, 2, 1), dilations=(2, 2))
depthwise("dilated_valid", (1, 7, 8, 2), (3, 3, 2, 2), dilations=(2, 3), padding="VALID")
depthwise("explicit", (1, 5, 6, 2), (3, 3, 2, 1), padding="EXPLICIT", borders=(1, 1, 1, 1))
depthwise("explicit_uneven_strided", (1, 6, 6, 2), (3, 3, 2, 2), strides=2, padding="EXPLICIT", borders=(0, 1, 0, 1))
depthwise("f16", (1, 5, 6, 3), (3, 3, 3, 1), type="f16")
depthwise("bf16", (1, 5, 6, 3), (3, 3, 3, 1), type="bf16")
depthwise("f64", (1, 5, 6, 3), (3, 3, 3, 2), type="f64")
case(
    "DepthwiseConv2dNative",
    "kernel_is_an_input",
    lambda x, kernel: raw.DepthwiseConv2dNative(input=x, filter=kernel, strides=[1, 1, 1, 1], padding="SAME"),
    f32(1, 5, 6, 3),
    f32(3, 3, 3, 2),
    dynamic={"kernel": (3, 3, 3, 2)},
)
case(
    "DepthwiseConv2dNative",
    "batch_and_size_open",
    lambda x: raw.DepthwiseConv2dNative(input=x, filter=const(f32(3, 3, 3, 1)), strides=[1, 2, 2, 1], padding="SAME"),
    f32(1, 5, 6, 3).seen_as(None, None, None, 3),
)
