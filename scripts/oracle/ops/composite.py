"""Small graphs that occur in real models: arithmetic on shapes, blocks of networks."""

import tensorflow as tf

from ops.fixture import array, call, case, const, data, f32, i32


def integers(*values):
    return const(array("i32", values))


def integer(value):
    return const(array("i32", value))


def dimension(x, index, out_type=tf.int32):
    """`tf.shape(x)[index]`, as Python code writes it."""
    return call(
        "StridedSlice",
        call("Shape", x, out_type=out_type),
        integers(index),
        integers(index + 1) if index != -1 else integers(0),
        integers(1),
        shrink_axis_mask=1,
    )


def composite(name, build, *inputs, case_name="plain", **options):
    case("Composite_" + name, case_name, build, *inputs, **options)


def conv(x, *kernel, strides=1, padding="SAME"):
    return call("Conv2D", x, const(f32(*kernel)), strides=[1, strides, strides, 1], padding=padding)


def flatten(x):
    return call("Reshape", x, call("Pack", [dimension(x, 0), integer(-1)]))


def keras_flatten(x):
    shape = call("Shape", x)
    batch = call("StridedSlice", shape, integers(0), integers(1), integers(1), shrink_axis_mask=1)
    features = call("Prod", call("StridedSlice", shape, integers(1), integers(0), integers(1), end_mask=1), integers(0))
    return call("Reshape", x, call("Pack", [batch, features]))


composite("Flatten", flatten, f32(2, 3, 4))
composite("Flatten", flatten, f32(2, 3, 2, 2), case_name="rank_4")
composite("Flatten", flatten, f32(2, 3, 4).seen_as(None, 3, 4), case_name="batch_open")
composite("KerasFlatten", keras_flatten, f32(2, 3, 2))
composite("KerasFlatten", keras_flatten, f32(2, 3, 2).seen_as(None, 3, 2), case_name="batch_open")
composite("FlattenByConstant", lambda x: call("Reshape", conv(x, 1, 1, 2, 3), integers(-1, 36)), f32(1, 3, 4, 2))
composite(
    "FlattenByProduct",
    lambda x: call("Reshape", x, call("Pack", [dimension(x, 0), call("Mul", dimension(x, 1), dimension(x, 2))])),
    f32(2, 3, 4),
)
composite("FlattenByI64", lambda x: call("Reshape", x, call("Pack", [dimension(x, 0, tf.int64), const(array("i64", -1))])), f32(2, 3, 4))
composite("ReshapeByConcat", lambda x: call("Reshape", x, call("ConcatV2", [call("Slice", call("Shape", x), integers(0), integers(1)), integers(-1, 2)], integer(0))), f32(2, 3, 4))
composite(
    "MergeBatchAndTime",
    lambda x: call("Reshape", x, call("Pack", [call("Mul", dimension(x, 0), dimension(x, 1)), integer(4)])),
    f32(2, 3, 4).seen_as(None, None, 4),
)
composite(
    "ReshapeLike",
    lambda x, y: call("Reshape", x, call("Shape", y)),
    f32(6, 2),
    f32(2, 3, 2),
)
composite("ReshapeByGather", lambda x: call("Reshape", x, call("GatherV2", call("Shape", x), integers(1, 0), integer(0))), f32(2, 3))
composite("TileByShape", lambda x, y: call("Tile", x, call("Pack", [dimension(y, 0), integer(1)])), f32(1, 3), f32(4, 2))
composite(
    "ExpandAndTile",
    lambda x: call("Tile", call("ExpandDims", x, integer(1)), call("Pack", [integer(1), dimension(x, 1), integer(1)])),
    f32(2, 3),
)
composite("ZerosByShape", lambda x: call("AddV2", x, call("Fill", call("Shape", x), const(array("f32", 0.5)))), f32(2, 3))
composite(
    "InitialState",
    lambda x: call("ConcatV2", [x, call("Fill", call("Pack", [dimension(x, 0), integer(2)]), const(array("f32", 0)))], integer(1)),
    f32(3, 4).seen_as(None, 4),
)
composite(
    "Positions",
    lambda x: call("GatherV2", const(f32(8, 3)), call("Range", integer(0), dimension(x, 1), integer(1)), integer(0)),
    f32(2, 5),
)
composite(
    "SequenceMask",
    lambda lengths: call("Less", call("Range", integer(0), integer(5), integer(1)), call("ExpandDims", lengths, integer(-1))),
    array("i32", [2, 5, 0]),
)
composite(
    "BroadcastDynamicShape",
    lambda x, y: call("BroadcastTo", x, call("BroadcastArgs", call("Shape", x), call("Shape", y))),
    f32(3, 1),
    f32(2, 1, 4),
)
composite(
    "HalveTheImage",
    lambda x: call("ResizeBilinear", x, call("FloorDiv", call("StridedSlice", call("Shape", x), integers(1), integers(3), integers(1)), integers(2, 2))),
    f32(1, 6, 8, 2),
)
composite(
    "DoubleTheImage",
    lambda x: call("ResizeNearestNeighbor", x, call("Mul", call("StridedSlice", call("Shape", x), integers(1), integers(3), integers(1)), integers(2, 2))),
    f32(1, 3, 4, 2),
)
composite(
    "DoubleTheImageByFloats",
    lambda x: call(
        "ResizeBilinear",
        x,
        call(
            "Cast",
            call("Mul", call("Cast", call("StridedSlice", call("Shape", x), integers(1), integers(3), integers(1)), DstT=tf.float32), const(array("f32", 2.0))),
            DstT=tf.int32,
        ),
        half_pixel_centers=True,
    ),
    f32(1, 3, 4, 2),
)


def tensordot(x, weights, out):
    """Dense on rank 3 as Keras exported it: free and contracted axes gathered out of the shape."""
    shape = call("Shape", x)
    free = call("GatherV2", shape, integers(0, 1), integer(0))
    inner = call("GatherV2", shape, integers(2), integer(0))
    rows = call("Prod", free, integers(0))
    columns = call("Prod", inner, integers(0))
    order = call("ConcatV2", [integers(0, 1), integers(2)], integer(0))
    flat = call("Reshape", call("Transpose", x, order), call("Pack", [rows, columns]))
    product = call("MatMul", flat, weights)
    return call("Reshape", product, call("ConcatV2", [free, integers(out)], integer(0)))


def dense_on_rank_3(x):
    return call("BiasAdd", tensordot(x, const(f32(4, 5)), 5), const(f32(5)))


composite("DenseOnRank3", dense_on_rank_3, f32(2, 3, 4))
composite("DenseOnRank3", dense_on_rank_3, f32(2, 3, 4).seen_as(None, None, 4), case_name="batch_and_time_open")
composite("TensordotTF", lambda x: tf.tensordot(x, const(f32(4, 5)), [[2], [0]]), f32(2, 3, 4), case_name="static")
composite("TensordotTF", lambda x: tf.tensordot(x, const(f32(4, 5)), [[2], [0]]), f32(2, 3, 4).seen_as(None, None, 4), case_name="open")

composite("GlobalAveragePool", lambda x: call("Mean", conv(x, 3, 3, 2, 4), integers(1, 2)), f32(2, 5, 6, 2))
composite("GlobalAveragePool", lambda x: call("Mean", conv(x, 3, 3, 2, 4), integers(1, 2), keep_dims=True), f32(2, 5, 6, 2), case_name="kept")
composite("GlobalMaxPool", lambda x: call("Max", conv(x, 3, 3, 2, 4), integers(1, 2)), f32(2, 5, 6, 2))


def classifier(x):
    x = call("Relu6", call("BiasAdd", conv(x, 3, 3, 2, 4, strides=2), const(f32(4))))
    x = call("Mean", x, integers(1, 2), keep_dims=True)
    x = call("BiasAdd", conv(x, 1, 1, 4, 5), const(f32(5)))
    return call("Softmax", call("Squeeze", x, squeeze_dims=[1, 2]))


composite("Classifier", classifier, f32(2, 6, 6, 2))
composite("Classifier", classifier, f32(2, 6, 6, 2).seen_as(None, 6, 6, 2), case_name="batch_open")


def squeeze_and_excite(x):
    x = call("Relu", conv(x, 3, 3, 2, 4))
    s = call("Reshape", call("Mean", x, integers(1, 2)), integers(-1, 1, 1, 4))
    s = call("Relu", call("BiasAdd", conv(s, 1, 1, 4, 2), const(f32(2))))
    s = call("Sigmoid", call("BiasAdd", conv(s, 1, 1, 2, 4), const(f32(4))))
    return call("Mul", x, s)


composite("SqueezeAndExcite", squeeze_and_excite, f32(2, 4, 5, 2))


def channel_shuffle(x):
    x = conv(x, 1, 1, 2, 6)
    n, h, w = dimension(x, 0), dimension(x, 1), dimension(x, 2)
    x = call("Reshape", x, call("Pack", [n, h, w, integer(2), integer(3)]))
    x = call("Transpose", x, integers(0, 1, 2, 4, 3))
    return conv(call("Reshape", x, call("Pack", [n, h, w, integer(6)])), 1, 1, 6, 2)


composite("ChannelShuffle", channel_shuffle, f32(1, 3, 4, 2))
composite("ChannelShuffle", lambda x: call("Reshape", call("Transpose", call("Reshape", conv(x, 1, 1, 2, 6), integers(1, 3, 4, 2, 3)), integers(0, 1, 2, 4, 3)), integers(1, 3, 4, 6)), f32(1, 3, 4, 2), case_name="constant_shapes", dynamic=False)


def hard_swish(x):
    x = conv(x, 3, 3, 2, 3)
    return call("Mul", x, call("Mul", call("Relu6", call("AddV2", x, const(array("f32", 3)))), const(array("f32", 1 / 6))))


composite("HardSwish", hard_swish, f32(1, 4, 4, 2))
composite("Swish", lambda x: call("Mul", x, call("Sigmoid", x)), f32(2, 3, 4).between(-6, 6))
composite("Mish", lambda x: call("Mul", x, call("Tanh", call("Softplus", x))), f32(2, 3, 4).between(-6, 6))


def gelu_by_erf(x):
    return call("Mul", call("Mul", const(array("f32", 0.5)), x), call("AddV2", const(array("f32", 1)), call("Erf", call("RealDiv", x, const(array("f32", 2**0.5))))))


def gelu_by_tanh(x):
    cube = call("Mul", const(array("f32", 0.044715)), call("Pow", x, const(array("f32", 3))))
    inner = call("Mul", const(array("f32", (2 / 3.141592653589793) ** 0.5)), call("AddV2", x, cube))
    return call("Mul", x, call("Mul", const(array("f32", 0.5)), call("AddV2", const(array("f32", 1)), call("Tanh", inner))))


composite("Gelu", gelu_by_erf, f32(2, 3, 4).between(-4, 4), case_name="by_erf")
composite("Gelu", gelu_by_tanh, f32(2, 3, 4).between(-4, 4), case_name="by_tanh")
composite("PRelu", lambda x: call("AddV2", call("Relu", x), call("Mul", const(f32(3)), call("Neg", call("Relu", call("Neg", x))))), f32(2, 2, 2, 3))
composite("LeakyReluByMaximum", lambda x: call("Maximum", x, call("Mul", x, const(array("f32", 0.1)))), f32(2, 3, 4))


def layer_normalization(x):
    mean = call("Mean", x, integers(-1), keep_dims=True)
    variance = call("Mean", call("SquaredDifference", x, call("StopGradient", mean)), integers(-1), keep_dims=True)
    scale = call("Mul", call("Rsqrt", call("AddV2", variance, const(array("f32", 1e-3)))), const(f32(4)))
    return call("AddV2", call("Mul", x, scale), call("Sub", const(f32(4)), call("Mul", mean, scale)))


def instance_normalization(x):
    mean = call("Mean", x, integers(1, 2), keep_dims=True)
    variance = call("Mean", call("SquaredDifference", x, mean), integers(1, 2), keep_dims=True)
    return call("RealDiv", call("Sub", x, mean), call("Sqrt", call("AddV2", variance, const(array("f32", 1e-5)))))


def batch_normalization_by_hand(x):
    x = conv(x, 3, 3, 2, 4)
    scale = call("Mul", call("Rsqrt", call("AddV2", const(f32(4).between(0.25, 2)), const(array("f32", 1e-3)))), const(f32(4)))
    return call("AddV2", call("Mul", x, scale), call("Sub", const(f32(4)), call("Mul", const(f32(4)), scale)))


def group_normalization(x):
    x = conv(x, 1, 1, 2, 6)
    shape = call("Shape", x)
    groups = call("Reshape", x, call("Pack", [dimension(x, 0), dimension(x, 1), dimension(x, 2), integer(3), integer(2)]))
    mean = call("Mean", groups, integers(1, 2, 4), keep_dims=True)
    variance = call("Mean", call("SquaredDifference", groups, mean), integers(1, 2, 4), keep_dims=True)
    normal = call("Mul", call("Sub", groups, mean), call("Rsqrt", call("AddV2", variance, const(array("f32", 1e-3)))))
    return call("Mul", call("Reshape", normal, shape), const(f32(6)))


composite("LayerNormalization", layer_normalization, f32(2, 3, 4))
composite("InstanceNormalization", instance_normalization, f32(2, 3, 4, 2))
composite("BatchNormalizationByHand", batch_normalization_by_hand, f32(1, 4, 5, 2))
composite("GroupNormalization", group_normalization, f32(1, 3, 4, 2))
composite("L2Normalize", lambda x: call("Mul", x, call("Rsqrt", call("Maximum", call("Sum", call("Square", x), integers(-1), keep_dims=True), const(array("f32", 1e-12))))), f32(3, 4))


def residual(x):
    y = call("Relu", conv(x, 3, 3, 2, 2))
    y = conv(y, 3, 3, 2, 2)
    return call("Relu", call("AddV2", x, y))


def residual_bottleneck(x):
    short = conv(x, 1, 1, 2, 4, strides=2)
    y = call("Relu", conv(x, 1, 1, 2, 3))
    y = call("Pad", y, const(array("i32", [[0, 0], [1, 1], [1, 1], [0, 0]])))
    y = call("Relu", conv(y, 3, 3, 3, 3, strides=2, padding="VALID"))
    return call("Relu", call("AddV2", conv(y, 1, 1, 3, 4), short))


def inception(x):
    a = call("Relu", conv(x, 1, 1, 2, 2))
    b = call("Relu", conv(call("Relu", conv(x, 1, 1, 2, 2)), 3, 3, 2, 3))
    c = conv(call("MaxPool", x, ksize=[1, 3, 3, 1], strides=[1, 1, 1, 1], padding="SAME"), 1, 1, 2, 2)
    d = call("AvgPool", x, ksize=[1, 3, 3, 1], strides=[1, 1, 1, 1], padding="SAME")
    return call("ConcatV2", [a, b, c, d], integer(3))


def separable(x):
    x = call("DepthwiseConv2dNative", x, const(f32(3, 3, 2, 2)), strides=[1, 1, 1, 1], padding="SAME")
    return call("Relu6", conv(x, 1, 1, 4, 3))


def dilated_by_space_to_batch(x):
    blocks = call("SpaceToBatchND", x, integers(2, 2), const(array("i32", [[2, 2], [2, 2]])))
    return call("BatchToSpaceND", conv(blocks, 3, 3, 2, 3, padding="VALID"), integers(2, 2), const(array("i32", [[0, 0], [0, 0]])))


def subpixel_upsampling(x):
    return call("DepthToSpace", conv(x, 3, 3, 2, 8), block_size=2)


def grouped_by_split(x):
    parts = call("Split", integer(3), x, num_split=2)
    return call("ConcatV2", [conv(part, 3, 3, 2, 3) for part in parts], integer(3))


def attention(x):
    query, key, value = [call("MatMul", call("Reshape", x, integers(-1, 4)), const(f32(4, 4))) for _ in range(3)]

    def heads(t):
        return call("Transpose", call("Reshape", t, call("Pack", [dimension(x, 0), dimension(x, 1), integer(2), integer(2)])), integers(0, 2, 1, 3))

    scores = call("Mul", call("BatchMatMulV2", heads(query), heads(key), adj_y=True), const(array("f32", 2**-0.5)))
    mixed = call("BatchMatMulV2", call("Softmax", scores), heads(value))
    return call("Reshape", call("Transpose", mixed, integers(0, 2, 1, 3)), call("Pack", [dimension(x, 0), dimension(x, 1), integer(4)]))


composite("Residual", residual, f32(1, 5, 5, 2))
composite("ResidualBottleneck", residual_bottleneck, f32(1, 6, 6, 2))
composite("Inception", inception, f32(1, 4, 5, 2))
composite("Separable", separable, f32(1, 5, 6, 2))
composite("DilatedBySpaceToBatch", dilated_by_space_to_batch, f32(1, 6, 8, 2))
composite("SubpixelUpsampling", subpixel_upsampling, f32(1, 3, 4, 2))
composite("GroupedBySplit", grouped_by_split, f32(1, 4, 4, 4))
composite("Attention", attention, f32(2, 3, 4))
composite("NchwRegion", lambda x: call("Transpose", call("Relu", conv(call("Transpose", x, integers(0, 2, 3, 1)), 3, 3, 2, 3)), integers(0, 3, 1, 2)), f32(1, 2, 4, 5))
composite("TwoInputsTwoOutputs", lambda x, y: [call("AddV2", conv(x, 3, 3, 2, 2), y), call("Mean", x, integers(1, 2))], f32(1, 4, 4, 2), f32(1, 4, 4, 2))
composite("OutputInTheMiddle", lambda x: (lambda a: [a, call("Relu", conv(a, 1, 1, 3, 2))])(call("Relu", conv(x, 3, 3, 2, 3))), f32(1, 4, 4, 2))
composite("ReductionOfChannels", lambda x: call("Mean", conv(x, 1, 1, 2, 4), integers(3)), f32(1, 3, 4, 2))
composite("ArgMaxOverChannels", lambda x: call("ArgMax", conv(x, 1, 1, 2, 4), integer(3)), f32(1, 3, 4, 2))
composite("SoftmaxOverChannels", lambda x: call("Softmax", conv(x, 1, 1, 2, 4)), f32(1, 3, 4, 2))
composite("FlattenAfterConvolution", lambda x: call("MatMul", flatten(conv(x, 3, 3, 2, 3, padding="VALID")), const(f32(18, 4))), f32(2, 4, 5, 2))
composite("Yolo", lambda x: call("Reshape", conv(x, 1, 1, 2, 12), call("Pack", [dimension(x, 0), dimension(x, 1), dimension(x, 2), integer(2), integer(6)])), f32(1, 3, 3, 2))
composite("ConcatOfPredictions", lambda x: call("ConcatV2", [call("Reshape", conv(x, 1, 1, 2, 6), integers(-1, 12, 6)), call("Reshape", conv(x, 1, 1, 2, 6, strides=2), integers(-1, 4, 6))], integer(1)), f32(1, 3, 4, 2))
