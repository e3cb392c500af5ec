"""Makes the networks that scripts/bench measures, as frozen graphs with random weights. Runs in `tf2`:

    $(scripts/oracle/env tf2) scripts/oracle/topologies.py FOLDER [NAME ...]     all of them, or some; `--list` prints the names

Each becomes FOLDER/NAME.pb and FOLDER/NAME.json, which tells its inputs (name, type, shape, range of values) and outputs. The architectures
are those of the papers and of the code that people trained them with; only the weights are random, by a seed from the name. Batch
normalization has the statistics of a batch that has really gone through, so that activations keep their size.
"""

import json
import os
import pathlib
import sys
import zlib

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf
from keras import layers as L
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

A = keras.applications
TOPOLOGIES = {}




def image(name, *shape, limits=(-1.0, 1.0)):
    return {"name": name, "type": "f32", "shape": list(shape), "range": list(limits)}


# Keras networks


def settle(model, inputs, rng):
    """Gives batch normalization other numbers than one and zero, and the statistics of what it receives."""
    norms = [layer for layer in model.submodules if isinstance(layer, L.BatchNormalization)]
    for norm in norms:
        norm.momentum = 0.0
        for weight, limits in ((norm.gamma, (0.7, 1.3)), (norm.beta, (-0.3, 0.3))):
            if weight is not None:
                weight.assign(rng.uniform(*limits, weight.shape))
    for layer in model.submodules:
        bias = getattr(layer, "bias", None)
        if isinstance(bias, tf.Variable) and bias.shape.rank == 1:
            bias.assign(rng.uniform(-0.1, 0.1, bias.shape))
    batch = [tf.constant(np.concatenate([sample(each, rng) for _ in range(4)])) for each in inputs]
    model(batch if len(batch) > 1 else batch[0], training=True)
    for norm in norms:
        variance = norm.moving_variance.numpy()
        norm.moving_variance.assign(np.maximum(variance, 0.3 * variance.mean() + 1e-6))


def sample(given, rng):
    low, high = given["range"]
    if given["type"] == "f32":
        return rng.uniform(low, high, given["shape"]).astype(np.float32)
    return rng.integers(low, high, given["shape"]).astype(np.int32)


def of_keras(build, *inputs):
    """The frozen graph of a Keras model, and what it takes."""

    def make(name):
        seed = zlib.crc32(name.encode())
        keras.utils.set_random_seed(seed)
        model = build()
        settle(model, inputs, np.random.default_rng(seed))
        signature = [tf.TensorSpec(each["shape"], tf.float32, each["name"]) for each in inputs]
        function = tf.function(lambda *given: model(list(given) if len(given) > 1 else given[0], training=False))
        frozen = convert_variables_to_constants_v2(function.get_concrete_function(*signature))
        outputs = [tensor.op.name for tensor in frozen.outputs]
        return frozen.graph.as_graph_def(), outputs

    make.inputs = inputs
    return make


def application(name, function, size=224, limits=(-1.0, 1.0), **arguments):
    inputs = [image("image", 1, size, size, 3, limits=limits)]
    TOPOLOGIES[name] = of_keras(lambda: function(weights=None, input_shape=(size, size, 3), **arguments), *inputs)


application("keras_densenet121", A.DenseNet121)
application("keras_efficientnet_b0", A.EfficientNetB0, limits=(0.0, 255.0))
application("keras_efficientnet_v2_b0", A.EfficientNetV2B0, limits=(0.0, 255.0))
application("keras_mobilenet_v2", A.MobileNetV2)
application("keras_mobilenet_v3_large", A.MobileNetV3Large, limits=(0.0, 255.0))
application("keras_mobilenet_v3_small", A.MobileNetV3Small, limits=(0.0, 255.0))
application("keras_convnext_tiny", A.ConvNeXtTiny, limits=(0.0, 255.0))
application("keras_xception", A.Xception, size=299)
application("keras_resnet50", A.ResNet50)
application("keras_regnet_y_008", A.RegNetY008, limits=(0.0, 255.0))
application("keras_nasnet_mobile", A.NASNetMobile)
application("keras_vgg19", A.VGG19)


def network(*inputs):
    """Registers a function from Keras inputs to Keras outputs."""

    def register(function):
        def build():
            given = [keras.Input(each["shape"][1:], 1, each["name"]) for each in inputs]
            return keras.Model(given, function(*given))

        TOPOLOGIES[function.__name__] = of_keras(build, *inputs)
        return function

    return register


def conv(x, filters, size=3, strides=1, activation="relu", padding="same", norm=True, **more):
    x = L.Conv2D(filters, size, strides, padding, use_bias=not norm, **more)(x)
    x = L.BatchNormalization()(x) if norm else x
    return L.Activation(activation)(x) if activation else x


def leaky(x):
    return tf.nn.leaky_relu(x, 0.1)


@network(image("image", 1, 256, 256, 3))
def unet(x):
    """Ronneberger et al., with transposed convolutions."""
    skips = []
    for filters in (32, 64, 128, 256):
        x = conv(conv(x, filters), filters)
        skips.append(x)
        x = L.MaxPooling2D()(x)
    x = conv(conv(x, 512), 512)
    for skip in reversed(skips):
        x = L.Conv2DTranspose(skip.shape[-1], 2, 2, "same")(x)
        x = L.Concatenate()([skip, x])
        x = conv(conv(x, skip.shape[-1]), skip.shape[-1])
    return L.Conv2D(2, 1, activation="softmax")(x)


@network(image("image", 1, 256, 256, 3))
def unet_upsampling(x):
    """A MobileNetV2 encoder and a decoder of bilinear upsampling, as segmentation tutorials have it."""
    base = A.MobileNetV2(weights=None, include_top=False, input_tensor=x)
    names = ["block_1_expand_relu", "block_3_expand_relu", "block_6_expand_relu", "block_13_expand_relu", "block_16_project"]
    *skips, y = [base.get_layer(name).output for name in names]
    for skip, filters in zip(reversed(skips), (256, 128, 64, 32)):
        y = L.UpSampling2D(2, interpolation="bilinear")(y)
        y = conv(L.Concatenate()([y, skip]), filters)
    return L.Conv2DTranspose(3, 3, 2, "same")(y)


@network(image("image", 1, 416, 416, 3, limits=(0.0, 1.0)))
def yolo_v3_tiny(x):
    def block(x, filters, size=3):
        return conv(x, filters, size, activation=leaky)

    for filters in (16, 32, 64, 128):
        x = L.MaxPooling2D(2, 2, "same")(block(x, filters))
    route = block(x, 256)
    x = L.MaxPooling2D(2, 2, "same")(route)
    x = block(x, 512)
    x = L.MaxPooling2D(2, 1, "same")(x)
    x = block(block(x, 1024), 256, 1)
    large = L.Conv2D(255, 1)(block(x, 512))
    x = L.UpSampling2D()(block(x, 128, 1))
    x = L.Concatenate()([x, route])
    return [large, L.Conv2D(255, 1)(block(x, 256))]


@network(image("image", 1, 320, 320, 3, limits=(0.0, 1.0)))
def yolo_v3(x):
    """Darknet-53: its strided convolutions pad the top and the left."""

    def block(x, filters, size=3, strides=1):
        padding = "same"
        if strides > 1:
            x, padding = L.ZeroPadding2D(((1, 0), (1, 0)))(x), "valid"
        return conv(x, filters, size, strides, leaky, padding)

    def head(x, filters):
        for _ in range(2):
            x = block(block(x, filters, 1), 2 * filters)
        x = block(x, filters, 1)
        return x, L.Conv2D(255, 1)(block(x, 2 * filters))

    x = block(x, 32)
    ends = []
    for filters, repeats in ((64, 1), (128, 2), (256, 8), (512, 8), (1024, 4)):
        x = block(x, filters, strides=2)
        for _ in range(repeats):
            x = L.Add()([x, block(block(x, filters // 2, 1), filters)])
        ends.append(x)
    x, large = head(x, 512)
    x = L.Concatenate()([L.UpSampling2D()(block(x, 256, 1)), ends[-2]])
    x, medium = head(x, 256)
    x = L.Concatenate()([L.UpSampling2D()(block(x, 128, 1)), ends[-3]])
    _, small = head(x, 128)
    return [large, medium, small]


@network(image("image", 1, 224, 224, 3))
def shufflenet_v2(x):
    """Ma et al.: channels are split, and shuffled by reshape and transpose."""

    def shuffle(x):
        height, width, channels = x.shape[1:]
        x = L.Reshape((height, width, 2, channels // 2))(x)
        x = L.Permute((1, 2, 4, 3))(x)
        return L.Reshape((height, width, channels))(x)

    def depthwise(x, strides):
        return L.BatchNormalization()(L.DepthwiseConv2D(3, strides, "same", use_bias=False)(x))

    def unit(x, filters, strides):
        half = filters // 2
        if strides == 1:
            left, right = tf.split(x, 2, -1)
        else:
            left, right = conv(depthwise(x, 2), half, 1), x
        right = conv(depthwise(conv(right, half, 1), strides), half, 1)
        return shuffle(L.Concatenate()([left, right]))

    x = L.MaxPooling2D(3, 2, "same")(conv(x, 24, 3, 2))
    for filters, repeats in ((116, 4), (232, 8), (464, 4)):
        for index in range(repeats):
            x = unit(x, filters, 2 if index == 0 else 1)
    return L.Dense(1000, "softmax")(L.GlobalAveragePooling2D()(conv(x, 1024, 1)))


@network(image("image", 1, 227, 227, 3))
def squeezenet(x):
    def fire(x, squeeze, expand):
        x = L.Conv2D(squeeze, 1, activation="relu")(x)
        return L.Concatenate()([L.Conv2D(expand, size, padding="same", activation="relu")(x) for size in (1, 3)])

    x = L.MaxPooling2D(3, 2)(L.Conv2D(64, 3, 2, activation="relu")(x))
    x = L.MaxPooling2D(3, 2)(fire(fire(x, 16, 64), 16, 64))
    x = L.MaxPooling2D(3, 2)(fire(fire(x, 32, 128), 32, 128))
    for squeeze in (48, 48, 64, 64):
        x = fire(x, squeeze, 4 * squeeze)
    return L.Softmax()(L.GlobalAveragePooling2D()(L.Conv2D(1000, 1, activation="relu")(x)))


@network(image("image", 1, 300, 300, 3))
def ssd_mobilenet_v2(x):
    """The network of the Object Detection API without its post-processing: boxes and classes of 1917 anchors."""
    base = A.MobileNetV2(weights=None, include_top=False, input_tensor=x)
    ends = [base.get_layer("block_13_expand_relu").output, base.get_layer("out_relu").output]
    x = ends[-1]
    for filters in (512, 256, 256, 128):
        x = conv(conv(x, filters // 2, 1, activation="relu6"), filters, 3, 2, "relu6")
        ends.append(x)
    boxes, classes = [], []
    for index, end in enumerate(ends):
        anchors = 3 if index == 0 else 6
        for outputs, size in ((boxes, 4), (classes, 91)):
            outputs.append(L.Reshape((-1, size))(L.Conv2D(anchors * size, 1 if index else 3, padding="same")(end)))
    return [L.Concatenate(1)(boxes), L.Activation("sigmoid")(L.Concatenate(1)(classes))]


@network(image("image", 1, 257, 257, 3))
def deeplab_v3(x):
    """A ResNet with atrous last stages, the pyramid pooling of rates 6, 12 and 18, and bilinear resizing to the size of the image."""
    size = x.shape[1:3]

    def bottleneck(x, filters, strides=1, rate=1):
        y = conv(x, filters, 1)
        y = conv(y, filters, 3, strides, dilation_rate=rate)
        y = conv(y, 4 * filters, 1, activation=None)
        if strides > 1 or x.shape[-1] != 4 * filters:
            x = conv(x, 4 * filters, 1, strides, None)
        return L.ReLU()(L.Add()([x, y]))

    x = L.MaxPooling2D(3, 2, "same")(conv(x, 64, 7, 2))
    for filters, repeats, strides, rate in ((64, 3, 1, 1), (128, 4, 2, 1), (256, 6, 1, 2), (512, 3, 1, 4)):
        for index in range(repeats):
            x = bottleneck(x, filters, strides if index == 0 else 1, rate)
    pooled = tf.image.resize(conv(L.GlobalAveragePooling2D(keepdims=True)(x), 256, 1), x.shape[1:3])
    pyramid = [conv(x, 256, 1), *(conv(x, 256, 3, dilation_rate=rate) for rate in (6, 12, 18)), pooled]
    x = L.Conv2D(21, 1)(conv(L.Concatenate()(pyramid), 256, 1))
    return tf.image.resize(x, size)


@network(image("image", 1, 180, 320, 3, limits=(0.0, 1.0)))
def super_resolution(x):
    """Shi et al. (ESPCN) with residual blocks, by depth_to_space."""
    x = L.Conv2D(32, 5, padding="same", activation="relu")(x)
    y = x
    for _ in range(4):
        y = L.Add()([y, L.Conv2D(32, 3, padding="same")(L.Conv2D(32, 3, padding="same", activation="relu")(y))])
    y = L.Conv2D(27, 3, padding="same")(L.Add()([x, y]))
    return tf.clip_by_value(tf.nn.depth_to_space(y, 3), 0.0, 1.0)


@network(image("image", 1, 256, 256, 3))
def style_transfer(x):
    """Johnson et al.: reflected borders, instance normalization from moments, upsampling by nearest neighbours."""

    class InstanceNormalization(L.Layer):
        def build(self, shape):
            self.scale = self.add_weight("scale", shape[-1:], initializer=keras.initializers.RandomUniform(0.7, 1.3))
            self.shift = self.add_weight("shift", shape[-1:], initializer=keras.initializers.RandomUniform(-0.3, 0.3))

        def call(self, x):
            mean, variance = tf.nn.moments(x, [1, 2], keepdims=True)
            return (x - mean) / tf.sqrt(variance + 1e-3) * self.scale + self.shift

    def block(x, filters, size, strides=1, relu=True):
        border = size // 2
        x = tf.pad(x, [[0, 0], [border, border], [border, border], [0, 0]], "REFLECT")
        x = InstanceNormalization()(L.Conv2D(filters, size, strides, "valid")(x))
        return tf.nn.relu(x) if relu else x

    x = block(block(block(x, 32, 9), 64, 3, 2), 128, 3, 2)
    for _ in range(5):
        x = L.Add()([x, block(block(x, 128, 3), 128, 3, relu=False)])
    for filters in (64, 32):
        x = block(L.UpSampling2D()(x), filters, 3)
    return tf.tanh(L.Conv2D(3, 9, padding="same")(x))


@network(image("image", 1, 224, 224, 3))
def vit_small(x):
    """Dosovitskiy et al. in Keras: MultiHeadAttention is written with einsum."""
    x = L.Reshape((196, 384))(L.Conv2D(384, 16, 16)(x))
    x = x + L.Embedding(196, 384)(tf.range(196))
    for _ in range(12):
        y = L.LayerNormalization(epsilon=1e-6)(x)
        x = L.Add()([x, L.MultiHeadAttention(6, 64)(y, y)])
        y = L.LayerNormalization(epsilon=1e-6)(x)
        x = L.Add()([x, L.Dense(384)(L.Dense(1536, tf.nn.gelu)(y))])
    x = L.LayerNormalization(epsilon=1e-6)(x)
    return L.Dense(1000)(L.GlobalAveragePooling1D()(x))


@network(image("image", 1, 224, 224, 3))
def mlp_mixer(x):
    def perceptron(x, hidden):
        return L.Dense(x.shape[-1])(L.Dense(hidden, tf.nn.gelu)(x))

    x = L.Reshape((196, 512))(L.Conv2D(512, 16, 16)(x))
    for _ in range(8):
        y = L.Permute((2, 1))(L.LayerNormalization()(x))
        x = L.Add()([x, L.Permute((2, 1))(perceptron(y, 256))])
        x = L.Add()([x, perceptron(L.LayerNormalization()(x), 2048)])
    return L.Dense(1000)(L.GlobalAveragePooling1D()(L.LayerNormalization()(x)))


@network(image("frames", 1, 400, 80))
def speech_cnn(x):
    """Separable convolutions over time with squeeze and excitation, as in QuartzNet and Citrinet."""

    def separable(x, filters, strides=1, activation="swish"):
        x = L.SeparableConv1D(filters, 11, strides, "same", use_bias=False)(x)
        x = L.BatchNormalization()(x)
        return L.Activation(activation)(x) if activation else x

    x = separable(x, 256, 2)
    for _ in range(6):
        y = separable(separable(x, 256), 256, activation=None)
        squeezed = L.Dense(256, "sigmoid")(L.Dense(32, "relu")(L.GlobalAveragePooling1D(keepdims=True)(y)))
        x = L.Activation("swish")(L.Add()([x, y * squeezed]))
    return L.Dense(129, "softmax")(x)


@network(image("frames", 1, 100, 40))
def speech_lstm(x):
    """Two bidirectional layers over frames of a spectrogram, as for connectionist temporal classification."""
    for _ in range(2):
        x = L.Bidirectional(L.LSTM(128, return_sequences=True))(x)
    return L.Dense(29, "softmax")(x)


@network(image("frames", 1, 98, 40))
def keyword_gru(x):
    """Keywords from a second of speech: two recurrent layers, the last state classified."""
    x = L.GRU(154)(L.GRU(154, return_sequences=True)(x))
    return L.Dense(12, "softmax")(x)


# Encoders as google-research/bert writes them: everything a matrix, no einsum


def of_graph(build, *inputs):
    """The graph that a function from placeholders to outputs writes, its weights constants behind Identity, as frozen ones are."""

    def make(name):
        rng = np.random.default_rng(zlib.crc32(name.encode()))

        def weight(name, shape, spread=0.02, centre=0.0):
            value = (centre + spread * rng.standard_normal(shape)).astype(np.float32)
            return tf.identity(tf.constant(value, name=name), name + "/read")

        with tf.Graph().as_default() as graph:
            kinds = {"f32": tf.float32, "i32": tf.int32}
            given = [tf.compat.v1.placeholder(kinds[each["type"]], each["shape"], each["name"]) for each in inputs]
            outputs = build(weight, *given)
            return graph.as_graph_def(), [tensor.op.name for tensor in outputs]

    make.inputs = inputs
    return make


def erf_gelu(x):
    return x * 0.5 * (1.0 + tf.math.erf(x / np.float32(np.sqrt(2.0))))


def tanh_gelu(x):
    return x * 0.5 * (1.0 + tf.tanh(np.float32(np.sqrt(2 / np.pi)) * (x + 0.044715 * tf.pow(x, 3))))


def bert(length, width, depth, heads, gelu, vocabulary=30522):
    def tokens(name, high):
        return {"name": name, "type": "i32", "shape": [1, length], "range": [0, high]}

    def build(weight, ids, mask, segments):
        def norm(x):  # contrib.layers.layer_norm: moments, then batch_normalization
            mean, variance = tf.nn.moments(x, [-1], keepdims=True)
            return tf.nn.batch_normalization(x, mean, variance, weight("beta", [width], 0.1), weight("gamma", [width], 0.1, 1.0), 1e-12)

        def dense(x, size, name, activation=None):
            with tf.name_scope(name):
                x = tf.nn.bias_add(tf.matmul(x, weight("kernel", [x.shape[-1], size], 0.04)), weight("bias", [size]))
                return activation(x) if activation else x

        with tf.name_scope("bert/embeddings"):
            words = tf.gather(weight("word_embeddings", [vocabulary, width]), tf.reshape(ids, [-1]))
            words = tf.reshape(words, [1, length, width])
            kinds = tf.matmul(tf.one_hot(tf.reshape(segments, [-1]), 2), weight("token_type_embeddings", [2, width]))
            places = tf.slice(weight("position_embeddings", [512, width]), [0, 0], [length, -1])
            x = words + tf.reshape(kinds, [1, length, width]) + tf.reshape(places, [1, length, width])
            x = norm(x)
        with tf.name_scope("bert/encoder"):
            wide = tf.cast(tf.reshape(mask, [1, 1, length]), tf.float32)
            penalty = (1.0 - tf.expand_dims(tf.ones([1, length, 1]) * wide, 1)) * -10000.0
            x = tf.reshape(x, [-1, width])
            for index in range(depth):
                with tf.name_scope(f"layer_{index}"):

                    def split(y):
                        return tf.transpose(tf.reshape(y, [1, length, heads, width // heads]), [0, 2, 1, 3])

                    query, key, value = (split(dense(x, width, part)) for part in ("query", "key", "value"))
                    scores = tf.matmul(query, key, transpose_b=True) * np.float32(1 / np.sqrt(width // heads)) + penalty
                    context = tf.transpose(tf.matmul(tf.nn.softmax(scores), value), [0, 2, 1, 3])
                    x = norm(dense(tf.reshape(context, [length, width]), width, "output") + x)
                    x = norm(dense(dense(x, 4 * width, "intermediate", gelu), width, "outer") + x)
            x = tf.reshape(x, [1, length, width], name="sequence")
        with tf.name_scope("bert/pooler"):
            pooled = dense(tf.squeeze(x[:, 0:1, :], 1), width, "dense", tf.tanh)
        return [tf.identity(x, "sequence_output"), tf.identity(pooled, "pooled_output")]

    return of_graph(build, tokens("input_ids", vocabulary), tokens("input_mask", 2), tokens("segment_ids", 2))


TOPOLOGIES["bert_base"] = bert(128, 768, 12, 12, erf_gelu)
TOPOLOGIES["bert_small_tanh"] = bert(128, 512, 4, 8, tanh_gelu)
TOPOLOGIES["bert_mini"] = bert(64, 256, 4, 4, erf_gelu)


# Quantized networks: what tf.contrib.quantize leaves behind, FakeQuant on weights and behind activations, folded batch normalization


def quantized_mobilenet(weight, x):
    def fake(x, low, high, name, narrow=False):
        return tf.quantization.fake_quant_with_min_max_vars(x, low, high, 8, narrow, name)

    def layer(x, filters, strides, depthwise, name, relu=True):
        with tf.name_scope(name):
            channels = x.shape[-1]
            size = 3 if depthwise or channels == 3 else 1
            shape = [size, size, channels, 1 if depthwise else filters]
            fan = size * size * (1 if depthwise else channels)
            spread = np.sqrt(2.0 / fan)
            kernel = fake(weight("weights", shape, spread), -2.5 * spread, 2.5 * spread, "weights_quant", True)
            function = tf.nn.depthwise_conv2d if depthwise else tf.nn.conv2d
            x = function(x, kernel, [1, strides, strides, 1], "SAME")
            x = tf.nn.bias_add(x, weight("bias", [x.shape[-1]], 0.1))
            return fake(tf.nn.relu6(x), 0.0, 6.0, "act_quant") if relu else fake(x, -6.0, 6.0, "conv_quant")

    x = fake(x, -1.0, 1.0, "input_quant")
    x = layer(x, 32, 2, False, "Conv2d_0")
    blocks = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)]
    for index, (filters, strides) in enumerate(blocks, 1):
        x = layer(x, None, strides, True, f"Conv2d_{index}_depthwise")
        x = layer(x, filters, 1, False, f"Conv2d_{index}_pointwise")
    x = fake(tf.nn.avg_pool2d(x, x.shape[1:3], 2, "VALID"), 0.0, 6.0, "pool_quant")
    x = layer(x, 1001, 1, False, "Logits", False)
    return [tf.nn.softmax(tf.squeeze(x, [1, 2]), name="Predictions")]


TOPOLOGIES["quantized_mobilenet_v1"] = of_graph(quantized_mobilenet, image("input", 1, 224, 224, 3))


def main():
    if sys.argv[1:] == ["--list"]:
        print("\n".join(TOPOLOGIES))
        return
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:] or TOPOLOGIES:
        graph, outputs = TOPOLOGIES[name](name)
        print(f"{name}: {len(graph.node)} nodes, outputs {', '.join(outputs)}", flush=True)
        (folder / f"{name}.pb").write_bytes(graph.SerializeToString(deterministic=True))
        about = {"inputs": list(TOPOLOGIES[name].inputs), "outputs": outputs}
        (folder / f"{name}.json").write_text(json.dumps(about, indent=1) + "\n")
        keras.backend.clear_session()


if __name__ == "__main__":
    main()
