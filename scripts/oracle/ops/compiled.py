"""Operators that compilers and optimisers of TensorFlow make."""

import tensorflow as tf
from tensorflow.compiler.xla import xla_data_pb2

from ops.convolution import channels_first, channels_last
from ops.fixture import array, call, case, const, data, f32

for activation in ("", "Relu", "Relu6", "Elu", "LeakyRelu"):
    fused = ["BiasAdd"] + [activation] * bool(activation)
    case(
        "_FusedConv2D",
        "_".join(fused).lower(),
        lambda x, f=fused: call(
            "_FusedConv2D",
            x,
            const(f32(3, 3, 2, 4)),
            [const(f32(4))],
            [],
            strides=[1, 1, 1, 1],
            padding="SAME",
            fused_ops=f,
            num_args=1,
            leakyrelu_alpha=0.3,
        ),
        f32(1, 5, 6, 2),
    )
    case(
        "_FusedMatMul",
        "_".join(fused).lower(),
        lambda x, f=fused: call("_FusedMatMul", x, const(f32(4, 3)), [const(f32(3))], fused_ops=f, leakyrelu_alpha=0.3),
        f32(2, 4),
    )
case(
    "_FusedConv2D",
    "batch_norm_relu",
    lambda x: call(
        "_FusedConv2D",
        x,
        const(f32(3, 3, 2, 4)),
        [const(f32(4)), const(f32(4)), const(f32(4)), const(f32(4).between(0.25, 2))],
        [],
        strides=[1, 2, 2, 1],
        padding="VALID",
        fused_ops=["FusedBatchNorm", "Relu"],
        num_args=4,
        epsilon=1e-3,
    ),
    f32(1, 5, 6, 2),
)
case("_FusedMatMul", "transposed", lambda x: call("_FusedMatMul", x, const(f32(3, 4)), [const(f32(3))], transpose_b=True, fused_ops=["BiasAdd"]), f32(2, 4))

case(
    "_FusedConv2D",
    "sum_nchw",
    lambda x, y: call(
        "_FusedConv2D",
        x,
        const(f32(3, 3, 2, 4)),
        [const(f32(4)), y],
        [],
        strides=[1, 1, 2, 2],
        padding="SAME",
        data_format="NCHW",
        fused_ops=["BiasAdd", "Add", "Relu"],
        num_args=2,
    ),
    f32(1, 2, 5, 6),
    f32(1, 4, 3, 3),
    expected=lambda x, y: channels_first(
        call(
            "Relu",
            call(
                "Add",
                call("BiasAdd", call("Conv2D", channels_last(x), const(f32(3, 3, 2, 4)), strides=[1, 2, 2, 1], padding="SAME"), const(f32(4))),
                channels_last(y),
            ),
        )
    ),
)
for activation in ("Tanh", "Sigmoid"):
    case(
        "_FusedMatMul",
        activation.lower(),
        lambda x, a=activation: call("_FusedMatMul", x, const(f32(4, 3)), [const(f32(3))], fused_ops=["BiasAdd", a]),
        f32(2, 4),
    )
case(
    "_FusedMatMul",
    "sum",
    lambda x, y: call("_FusedMatMul", x, const(f32(4, 3)), [const(f32(3)), y], fused_ops=["BiasAdd", "Add"]),
    f32(2, 4),
    f32(2, 3),
    expected=lambda x, y: call("Add", call("BiasAdd", call("MatMul", x, const(f32(4, 3))), const(f32(3))), y),
)
for side in (False, True):
    for activation in ("Identity", "Relu"):
        name = activation.lower() + "_with_sum" * side
        images = [f32(1, 3, 4, 4)] * (2 if side else 1)
        channels = (None, None, None, 4)

        def batch_norm_ex(x, sides, a=activation):
            scale, offset, mean, variance = const(f32(4)), const(f32(4)), const(f32(4)), const(f32(4).between(0.25, 2))
            return call("_FusedBatchNormEx", x, scale, offset, mean, variance, sides, activation_mode=a, is_training=False)[0]

        def batch_norm(x, sides, a=activation):
            scale, offset, mean, variance = const(f32(4)), const(f32(4)), const(f32(4)), const(f32(4).between(0.25, 2))
            y = call("FusedBatchNormV3", x, scale, offset, mean, variance, is_training=False)[0]
            return call(a, call("Add", y, sides[0]) if sides else y)

        if side:
            case(
                "_FusedBatchNormEx",
                name,
                lambda x, y, f=batch_norm_ex: f(x, [y]),
                *images,
                dynamic={"x": channels, "y": channels},
                expected=lambda x, y, f=batch_norm: f(x, [y]),
            )
        else:
            case(
                "_FusedBatchNormEx",
                name,
                lambda x, f=batch_norm_ex: f(x, []),
                *images,
                dynamic={"x": channels},
                expected=lambda x, f=batch_norm: f(x, []),
            )
case(
    "_FusedDepthwiseConv2dNative",
    "bias_relu6",
    lambda x: call(
        "_FusedDepthwiseConv2dNative",
        x,
        const(f32(3, 3, 2, 2)),
        [const(f32(4))],
        strides=[1, 2, 2, 1],
        padding="SAME",
        fused_ops=["BiasAdd", "Relu6"],
    ),
    f32(1, 5, 6, 2),
    expected=lambda x: call(
        "Relu6",
        call("BiasAdd", call("DepthwiseConv2dNative", x, const(f32(3, 3, 2, 2)), strides=[1, 2, 2, 1], padding="SAME"), const(f32(4))),
    ),
)

for name, padding, strides in (("same", "SAME", 1), ("valid_strided", "VALID", 2)):
    case(
        "Conv",
        name,
        lambda x, p=padding, s=strides: call("Conv", x, const(f32(3, 3, 2, 3)), strides=[1, s, s, 1], padding=p),
        f32(1, 5, 6, 2),
    )


def dot_dimensions(left, right, left_batch=(), right_batch=()):
    numbers = xla_data_pb2.DotDimensionNumbers()
    numbers.lhs_contracting_dimensions.extend(left)
    numbers.rhs_contracting_dimensions.extend(right)
    numbers.lhs_batch_dimensions.extend(left_batch)
    numbers.rhs_batch_dimensions.extend(right_batch)
    return numbers.SerializeToString()


for name, left, right, numbers, equation in (
    ("matrices", (2, 3), (3, 4), dot_dimensions([1], [0]), "ij,jk->ik"),
    ("second_transposed", (2, 3), (4, 3), dot_dimensions([1], [1]), "ij,kj->ik"),
    ("batches", (2, 3, 4), (2, 4, 2), dot_dimensions([2], [1], [0], [0]), "bij,bjk->bik"),
    ("vectors", (4,), (4,), dot_dimensions([0], [0]), "i,i->"),
    ("rank_3_by_matrix", (2, 3, 4), (4, 5), dot_dimensions([2], [0]), "bij,jk->bik"),
):
    case(
        "XlaDotV2",
        name,
        lambda x, y, n=numbers: call("XlaDotV2", x, y, dimension_numbers=n, precision_config="", preferred_element_type=tf.float32),
        f32(*left),
        f32(*right),
        expected=lambda x, y, e=equation: tf.einsum(e, x, y),
    )


def conv_dimensions(image_batch, image_channels, image_space, kernel_in, kernel_out, kernel_space):
    numbers = xla_data_pb2.ConvolutionDimensionNumbers()
    numbers.input_batch_dimension = numbers.output_batch_dimension = image_batch
    numbers.input_feature_dimension = numbers.output_feature_dimension = image_channels
    numbers.input_spatial_dimensions.extend(image_space)
    numbers.output_spatial_dimensions.extend(image_space)
    numbers.kernel_input_feature_dimension = kernel_in
    numbers.kernel_output_feature_dimension = kernel_out
    numbers.kernel_spatial_dimensions.extend(kernel_space)
    return numbers.SerializeToString()


for name, strides, borders, dilations in (
    ("plain", (1, 1), ((0, 0), (0, 0)), (1, 1)),
    ("strides_and_borders", (2, 1), ((1, 1), (0, 2)), (1, 1)),
    ("dilations", (1, 1), ((2, 2), (1, 1)), (2, 1)),
):
    for first in (False, True):

        def build(x, s=strides, b=borders, d=dilations, f=first):
            return call(
                "XlaConvV2",
                x,
                const(f32(3, 3, 2, 3)),
                const(array("i32", s)),
                const(array("i32", b)),
                const(array("i32", [1, 1])),
                const(array("i32", d)),
                const(array("i32", 1)),
                dimension_numbers=conv_dimensions(0, 1 if f else 3, (2, 3) if f else (1, 2), 2, 3, (0, 1)),
                precision_config="",
                preferred_element_type=tf.float32,
                batch_group_count=1,
            )

        def expected(x, s=strides, b=borders, d=dilations, f=first):
            y = call(
                "Conv2D",
                channels_last(x) if f else x,
                const(f32(3, 3, 2, 3)),
                strides=[1, *s, 1],
                padding="EXPLICIT",
                explicit_paddings=[0, 0, *b[0], *b[1], 0, 0],
                dilations=[1, *d, 1],
            )
            return channels_first(y) if f else y

        image = (1, 2, 6, 7) if first else (1, 6, 7, 2)
        case("XlaConvV2", name + ("_nchw" if first else ""), build, f32(*image), expected=expected)

case("ParallelConcat", "three_rows", lambda a, b, c: call("ParallelConcat", [a, b, c], shape=[3, 4]), f32(1, 4), f32(1, 4), f32(1, 4), dynamic=False)


def top_k(x, largest, axis):
    """There is a kernel for the largest elements of the last dimension only."""
    last = x if axis < 0 else tf.transpose(x)
    values, places = call("TopKV2", last if largest else call("Neg", last), const(array("i32", 3)))
    values = values if largest else call("Neg", values)
    return [values, places] if axis < 0 else [tf.transpose(values), tf.transpose(places)]


for largest in (True, False):
    for axis in (-1, 0):
        case(
            "ApproxTopK",
            ("largest" if largest else "smallest") + ("" if axis < 0 else "_first_axis"),
            lambda x, m=largest, a=axis: call("ApproxTopK", x, k=3, is_max_k=m, reduction_dimension=a),
            f32(5, 6).distinct(),
            dynamic={"x": (None, 6) if axis < 0 else (5, None)},
            expected=lambda x, m=largest, a=axis: top_k(x, m, a),
        )
case("SoftmaxCrossEntropyWithLogits", "loss", lambda x, y: call("SoftmaxCrossEntropyWithLogits", x, y)[0], f32(3, 4), f32(3, 4).between(0, 1))
case(
    "SparseSoftmaxCrossEntropyWithLogits",
    "loss",
    lambda x, y: call("SparseSoftmaxCrossEntropyWithLogits", x, y)[0],
    f32(3, 4),
    data("i32", 3).between(0, 3),
)
