"""Biases, normalisation, and activations over a dimension."""

from ops.convolution import channels_first, channels_last
from ops.fixture import call, case, const, data, f32, raw, types

for type in types("BiasAdd"):
    if type != "bool":
        case("BiasAdd", type, lambda x, t=type: call("BiasAdd", x, const(data(t, 3))), data(type, 1, 2, 2, 3))
case("BiasAdd", "matrix", lambda x: call("BiasAdd", x, const(f32(4))), f32(2, 4))
case("BiasAdd", "rank_3", lambda x: call("BiasAdd", x, const(f32(4))), f32(2, 3, 4))
case("BiasAdd", "rank_5", lambda x: call("BiasAdd", x, const(f32(4))), f32(1, 2, 1, 3, 4))
case("BiasAdd", "bias_is_an_input", lambda x, bias: call("BiasAdd", x, bias), f32(2, 3, 3, 4), f32(4))
case("BiasAdd", "nchw", lambda x: call("BiasAdd", x, const(f32(4)), data_format="NCHW"), f32(2, 4, 3, 2))
case("BiasAdd", "nchw_bias_is_an_input", lambda x, bias: call("BiasAdd", x, bias, data_format="NCHW"), f32(2, 4, 3, 2), f32(4))
case("BiasAdd", "nchw_rank_3", lambda x: call("BiasAdd", x, const(f32(4)), data_format="NCHW"), f32(2, 4, 3))
case("BiasAdd", "nchw_rank_5", lambda x: call("BiasAdd", x, const(f32(4)), data_format="NCHW"), f32(1, 4, 2, 3, 2))
case("BiasAddV1", "rank_4", lambda x: call("BiasAddV1", x, const(f32(3))), f32(1, 2, 2, 3))
case("BiasAddV1", "matrix", lambda x: call("BiasAddV1", x, const(f32(3))), f32(4, 3))


def batch_norm(op, name, shape, type="f32", inputs=False, **attributes):
    c = shape[-1]

    def build(x, scale=None, offset=None, mean=None, variance=None):
        if scale is None:
            scale, offset, mean = const(f32(c)), const(f32(c)), const(f32(c))
            variance = const(f32(c).between(0.25, 2))
        return getattr(raw, op)(x=x, scale=scale, offset=offset, mean=mean, variance=variance, is_training=False, **attributes).y

    def build_channels_first(x):
        scale, offset, mean, variance = const(f32(c)), const(f32(c)), const(f32(c)), const(f32(c).between(0.25, 2))
        return getattr(raw, op)(
            x=x, scale=scale, offset=offset, mean=mean, variance=variance, is_training=False, data_format="NCHW", **attributes
        ).y

    if inputs:
        case(
            op,
            name,
            lambda x, scale, offset, mean, variance: build(x, scale, offset, mean, variance),
            data(type, *shape),
            f32(c),
            f32(c),
            f32(c),
            f32(c).between(0.25, 2),
        )
    else:
        case(op, name, lambda x: build(x), data(type, *shape))
        n, h, w, c = shape
        case(
            op,
            name + "_nchw",
            lambda x: build_channels_first(x),
            data(type, n, c, h, w),
            expected=lambda x: channels_first(build(channels_last(x))),
        )


for op in ("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3"):
    batch_norm(op, "default_epsilon", (2, 3, 4, 3))
    batch_norm(op, "epsilon_1e-3", (1, 3, 3, 4), epsilon=1e-3)
    batch_norm(op, "epsilon_large", (1, 3, 3, 2), epsilon=0.5)
    batch_norm(op, "one_channel", (2, 3, 2, 1))
    batch_norm(op, "all_inputs", (2, 3, 4, 3), inputs=True)
    if op != "FusedBatchNorm":
        batch_norm(op, "f16", (1, 3, 4, 3), "f16")
        batch_norm(op, "bf16", (1, 3, 4, 3), "bf16")
    case(
        op,
        "after_convolution",
        lambda x, op=op: getattr(raw, op)(
            x=raw.Conv2D(input=x, filter=const(f32(3, 3, 2, 3)), strides=[1, 1, 1, 1], padding="SAME"),
            scale=const(f32(3)),
            offset=const(f32(3)),
            mean=const(f32(3)),
            variance=const(f32(3).between(0.25, 2)),
            epsilon=1e-3,
            is_training=False,
        ).y,
        f32(1, 4, 4, 2),
    )
    for training in (False, True):
        case(
            op,
            "statistics" + "_of_training" * training,
            lambda x, op=op, t=training: getattr(raw, op)(
                x=x,
                scale=const(f32(3)),
                offset=const(f32(3)),
                mean=const(f32(0 if t else 3)),
                variance=const(f32(0 if t else 3).between(0.25, 2)),
                is_training=t,
            )[: 5 if t else 3],
            f32(2, 3, 4, 3),
        )
    case(
        op,
        "training",
        lambda x, op=op: getattr(raw, op)(
            x=x,
            scale=const(f32(3)),
            offset=const(f32(3)),
            mean=const(f32(0)),
            variance=const(f32(0)),
            is_training=True,
            epsilon=1e-3,
        )[:1],
        f32(2, 3, 4, 3),
    )
case(
    "FusedBatchNormV3",
    "rank_5",
    lambda x: raw.FusedBatchNormV3(
        x=x,
        scale=const(f32(3)),
        offset=const(f32(3)),
        mean=const(f32(3)),
        variance=const(f32(3).between(0.25, 2)),
        epsilon=1e-3,
        data_format="NDHWC",
        is_training=False,
    ).y,
    f32(1, 2, 3, 2, 3),
)

case(
    "FusedBatchNormV3",
    "training_that_moves_the_statistics",
    lambda x: raw.FusedBatchNormV3(
        x=x,
        scale=const(f32(3)),
        offset=const(f32(3)),
        mean=const(f32(3)),
        variance=const(f32(3).between(0.25, 2)),
        exponential_avg_factor=0.25,
        is_training=True,
    )[:5],
    f32(2, 3, 4, 3),
)
case("LRN", "as_in_alexnet", lambda x: call("LRN", x, depth_radius=2, bias=2, alpha=1e-4, beta=0.75), f32(1, 8, 9, 6).between(-90, 90))
case("LRN", "as_in_alexnet_size_open", lambda x: call("LRN", x, depth_radius=2, bias=1, alpha=2e-5, beta=0.75), f32(1, 8, 8, 8).between(-90, 90).seen_as(1, None, None, 8))

for op in ("Softmax", "LogSoftmax"):
    case(op, "matrix", lambda x, op=op: call(op, x), f32(3, 5).between(-4, 4))
    case(op, "vector", lambda x, op=op: call(op, x), f32(6).between(-4, 4))
    case(op, "rank_3", lambda x, op=op: call(op, x), f32(2, 3, 4).between(-4, 4))
    case(op, "rank_4", lambda x, op=op: call(op, x), f32(1, 2, 3, 4).between(-4, 4))
    case(op, "rank_5", lambda x, op=op: call(op, x), f32(1, 2, 2, 2, 3).between(-4, 4))
    case(op, "one_class", lambda x, op=op: call(op, x), f32(3, 1))
    case(op, "large_values", lambda x, op=op: call(op, x), f32(2, 5).between(-500, 500))
    case(op, "equal_values", lambda x, op=op: call(op, x), f32(2, 4).between(1, 1))
    for type in types(op):
        if type != "f32":
            case(op, type, lambda x, op=op: call(op, x), data(type, 3, 5))

for radius, bias, alpha, beta in ((5, 1, 1, 0.5), (1, 1, 1, 0.5), (2, 2, 0.5, 0.75), (1, 1, 1e-4, 0.75), (3, 1, 2, 1), (0, 1, 1, 0.5)):
    case(
        "LRN",
        f"radius_{radius}_bias_{bias}_alpha_{alpha}_beta_{beta}",
        lambda x, r=radius, b=bias, a=alpha, e=beta: call("LRN", x, depth_radius=r, bias=b, alpha=a, beta=e),
        f32(1, 2, 3, 6),
    )
for type in types("LRN"):
    if type != "f32":
        case("LRN", type, lambda x: call("LRN", x, depth_radius=2), data(type, 1, 2, 2, 5))
case("LRN", "one_channel", lambda x: call("LRN", x, depth_radius=2, alpha=0.5), f32(1, 2, 2, 1))

case("L2Loss", "rank_3", lambda x: call("L2Loss", x), f32(2, 3, 4))
case("L2Loss", "vector", lambda x: call("L2Loss", x), f32(5))
case("L2Loss", "scalar", lambda x: call("L2Loss", x), f32())
for type in types("L2Loss"):
    if type != "f32":
        case("L2Loss", type, lambda x: call("L2Loss", x), data(type, 2, 3))


def as_global_normalization(scaled):
    """The operator has left the graphs of version 9 and later, and FusedBatchNorm computes the same."""

    def rewrite(graph):
        node = next(node for node in graph.node if node.op == "FusedBatchNorm")
        x, gamma, beta, mean, variance = node.input
        epsilon = node.attr["epsilon"].f
        node.Clear()
        node.name, node.op = "BatchNorm", "BatchNormWithGlobalNormalization"
        node.input.extend([x, mean, variance, beta, gamma if scaled else beta])
        node.attr["T"].type = 1
        node.attr["variance_epsilon"].f = epsilon
        node.attr["scale_after_normalization"].b = scaled
        graph.versions.producer = 8

    return rewrite


for scaled in (True, False):
    case(
        "BatchNormWithGlobalNormalization",
        "scaled" if scaled else "not_scaled",
        lambda x, scaled=scaled: raw.FusedBatchNorm(
            x=x,
            scale=const(f32(3) if scaled else f32(3).between(1, 1)),
            offset=const(f32(3)),
            mean=const(f32(3)),
            variance=const(f32(3).between(0.25, 2)),
            epsilon=1e-3,
            is_training=False,
            name="BatchNorm",
        ).y,
        f32(1, 2, 3, 3),
        rewrite=as_global_normalization(scaled),
    )
