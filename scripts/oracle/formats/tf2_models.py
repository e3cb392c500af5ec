#!/usr/bin/env python
"""Makes small models of TensorFlow 2 and of Keras in every form that they have.

    $(scripts/oracle/env tf2) scripts/oracle/formats/tf2_models.py [MODEL...]       TensorFlow 2.15, Keras 2
    $(scripts/oracle/env tf2new) scripts/oracle/formats/tf2_models.py [MODEL...]    TensorFlow 2.21, Keras 3
"""

import importlib
import os
import pathlib
import shutil
import sys
import warnings
import zlib

warnings.filterwarnings("ignore")
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2  # noqa: E402
from tensorflow.core.protobuf import saved_model_pb2  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from fixture import Case  # noqa: E402

keras = tf.keras
KERAS_VERSION = importlib.import_module("keras").__version__
KERAS3 = int(KERAS_VERSION.split(".")[0]) >= 3
VERSION = ".".join(tf.__version__.split(".")[:2])
MADE_WITH = "TensorFlow %s, Keras %s" % (tf.__version__, KERAS_VERSION)
MODULES = {}
KERAS = {}


def module(build):
    MODULES[build.__name__.replace("_", "-")] = build
    return build


def layers(build):
    KERAS["keras-" + build.__name__.replace("_", "-")] = build
    return build


def floats(random, *shape):
    return random.uniform(-1, 1, shape).astype(np.float32)


def variable(random, name, *shape):
    fan = max(1, int(np.prod(shape[:-1]))) if len(shape) > 1 else 4
    return tf.Variable(floats(random, *shape) * np.float32(np.sqrt(3.0 / fan)), name=name)


@module
def cnn(random):
    """Convolution, bias and a dense layer in a tf.Module with one function."""

    class Cnn(tf.Module):
        def __init__(self):
            super().__init__()
            self.kernel = variable(random, "kernel", 3, 3, 3, 4)
            self.bias = variable(random, "bias", 4)
            self.dense = variable(random, "dense", 4, 5)

        @tf.function(input_signature=[tf.TensorSpec([None, 8, 8, 3], tf.float32, name="image")])
        def __call__(self, image):
            y = tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(image, self.kernel, 2, "SAME"), self.bias))
            return {"scores": tf.nn.softmax(tf.reduce_mean(y, [1, 2]) @ self.dense)}

    return Cnn(), [{"image": floats(random, n, 8, 8, 3)} for n in (1, 3)]


@module
def large(random):
    """Weights of many pages, which are read in pieces, and two variables of equal content, which are stored once."""

    def pattern(name, *shape):
        # Repeats itself, so that the fixture stays small.
        return tf.Variable(np.resize(floats(random, 997), shape) * np.float32(np.sqrt(3.0 / np.prod(shape[:-1]))), name=name)

    class Large(tf.Module):
        def __init__(self):
            super().__init__()
            self.kernel = pattern("kernel", 3, 3, 32, 64)
            self.dense = pattern("dense", 64, 512)
            self.first = pattern("first", 512, 64)
            self.second = tf.Variable(self.first.numpy(), name="second")

        @tf.function(input_signature=[tf.TensorSpec([None, 4, 4, 32], tf.float32, name="image")])
        def __call__(self, image):
            y = tf.tanh(tf.reduce_mean(tf.nn.conv2d(image, self.kernel, 2, "SAME"), [1, 2]) @ self.dense)
            return {"sum": y @ self.first + tf.tanh(y) @ self.second}

    return Large(), [{"image": floats(random, n, 4, 4, 32)} for n in (1, 3)]


@module
def functions(random):
    """Functions in functions, one that two callers share, one with a constant that it captures, and a signature that calls itself another one."""

    class Functions(tf.Module):
        def __init__(self):
            super().__init__()
            self.kernels = [variable(random, "kernel_%d" % i, 4, 4) for i in range(2)]
            self.biases = {"a": variable(random, "bias", 4)}
            self.offset = tf.constant(floats(random, 4))

        @tf.function
        def dense(self, value, kernel):
            return tf.nn.tanh(tf.matmul(value, kernel) + self.biases["a"])

        @tf.function
        def block(self, value):
            return value + self.dense(self.dense(value, self.kernels[0]), self.kernels[1])

        @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, name="x")])
        def __call__(self, x):
            return {"y": self.block(self.block(x)) + self.offset, "once": self.dense(x, self.kernels[0])}

    return Functions(), [{"x": floats(random, n, 4)} for n in (1, 3)]


@module
def embedding(random):
    """Words to vectors, whose sum is weighted by a mask; two inputs of different types."""

    class Embedding(tf.Module):
        def __init__(self):
            super().__init__()
            self.table = variable(random, "table", 11, 5)
            self.position = variable(random, "position", 7, 5)

        @tf.function(input_signature=[tf.TensorSpec([None, 7], tf.int32, name="ids"), tf.TensorSpec([None, 7], tf.float32, name="mask")])
        def __call__(self, ids, mask):
            words = tf.nn.embedding_lookup(self.table, ids) + self.position
            return {"mean": tf.reduce_sum(words * mask[..., None], 1) / tf.maximum(tf.reduce_sum(mask, 1, keepdims=True), 1e-9), "last": words[:, -1]}

    feeds = [{"ids": random.randint(0, 11, (n, 7)).astype(np.int32), "mask": (np.arange(7) < 5).astype(np.float32) * np.ones((n, 1), np.float32)} for n in (1, 3)]
    return Embedding(), feeds


@module
def attention(random):
    """Self-attention by einsum, with shapes computed from the input, layer normalization and gelu."""

    class Attention(tf.Module):
        def __init__(self):
            super().__init__()
            self.projections = [variable(random, "projection_%d" % i, 8, 2, 4) for i in range(3)]
            self.out = variable(random, "out", 2, 4, 8)
            self.gamma = variable(random, "gamma", 8)
            self.beta = variable(random, "beta", 8)

        @tf.function(input_signature=[tf.TensorSpec([None, None, 8], tf.float32, name="tokens")])
        def __call__(self, tokens):
            query, key, value = [tf.einsum("btd,dhk->bthk", tokens, p) for p in self.projections]
            scores = tf.nn.softmax(tf.einsum("bthk,bshk->bhts", query, key) * 0.5)
            y = tokens + tf.einsum("bthk,hkd->btd", tf.einsum("bhts,bshk->bthk", scores, value), self.out)
            mean, variance = tf.nn.moments(y, [-1], keepdims=True)
            y = tf.nn.gelu(tf.nn.batch_normalization(y, mean, variance, self.beta, self.gamma, 1e-6))
            return {"encoded": tf.reshape(y, [tf.shape(y)[0], -1]), "weights": scores}

    return Attention(), [{"tokens": floats(random, n, t, 8)} for n, t in ((1, 5), (3, 4))]


@module
def signatures(random):
    """Several signatures, one that is not named serving_default, over shared variables."""

    class Signatures(tf.Module):
        def __init__(self):
            super().__init__()
            self.kernel = variable(random, "kernel", 4, 3)
            self.scale = tf.Variable(np.float32(1.5), name="scale")

        @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, name="x")])
        def __call__(self, x):
            return {"scores": tf.nn.softmax(x @ self.kernel)}

        @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32, name="x"), tf.TensorSpec([], tf.float32, name="factor")])
        def logits(self, x, factor):
            return {"logits": x @ self.kernel * self.scale * factor, "x": x * factor}

        @tf.function(input_signature=[tf.TensorSpec([2, 3], tf.float32, name="y")])
        def back(self, y):
            return {"back": y @ tf.transpose(self.kernel)}

    built = Signatures()
    built.to_save = {"serving_default": built.__call__, "logits": built.logits, "back": built.back}
    x = [floats(random, n, 4) for n in (1, 3)]
    built.calls = {"logits": [{"x": x[0], "factor": np.float32(0.5)}], "back": [{"y": floats(random, 2, 3)}]}
    return built, [{"x": each} for each in x]


@module
def dtypes(random):
    """Variables of every type that numbers are computed with."""
    types = [tf.float32, tf.float64, tf.float16, tf.bfloat16, tf.int8, tf.int16, tf.int32, tf.int64, tf.uint8, tf.uint16, tf.uint32, tf.uint64, tf.bool]

    class Dtypes(tf.Module):
        def __init__(self):
            super().__init__()
            self.values = {}
            for dtype in types:
                low = 0 if dtype.is_unsigned or dtype.is_bool else -9
                values = floats(random, 3) if dtype.is_floating else random.randint(low, 2 if dtype.is_bool else 9, 3)
                self.values[dtype.name] = tf.Variable(values.astype(dtype.as_numpy_dtype), name=dtype.name)

        @tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32, name="x")])
        def __call__(self, x):
            return {name: tf.cast(value, tf.float32) * x for name, value in self.values.items()}

    return Dtypes(), [{"x": floats(random, n, 3)} for n in (1, 2)]


@module
def table(random):
    """A hash table from integers to integers in a tf.Module."""

    class Table(tf.Module):
        def __init__(self):
            super().__init__()
            keys = tf.constant([10, 7, -3, 2000000000, 0], tf.int64)
            self.table = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(keys, tf.constant([1, 4, 0, 3, 2], tf.int64)), 5)
            self.vectors = variable(random, "vectors", 6, 3)

        @tf.function(input_signature=[tf.TensorSpec([None, 4], tf.int64, name="ids")])
        def __call__(self, ids):
            places = self.table.lookup(ids)
            return {"places": places, "found": tf.gather(self.vectors, places)}

    return Table(), [{"ids": random.choice([10, 7, -3, 2000000000, 0, 9], (n, 4))} for n in (1, 3)]


@module
def training(random):
    """A flag that is a constant in the function decides between training and inference, by If and by Python."""

    class Training(tf.Module):
        def __init__(self):
            super().__init__()
            self.kernel = variable(random, "kernel", 3, 3, 2, 4)
            self.gamma, self.beta, self.mean = [variable(random, n, 4) for n in ("gamma", "beta", "mean")]
            self.variance = tf.Variable(np.abs(floats(random, 4)) + 0.5, name="variance")

        @tf.function
        def norm(self, y, training):
            return tf.cond(training, lambda: tf.nn.dropout(y, 0.5), lambda: tf.nn.batch_normalization(y, self.mean, self.variance, self.beta, self.gamma, 1e-3))

        @tf.function(input_signature=[tf.TensorSpec([None, 6, 6, 2], tf.float32, name="image")])
        def __call__(self, image):
            y = tf.nn.relu(self.norm(tf.nn.conv2d(image, self.kernel, 1, "VALID"), tf.constant(False)))
            return {"features": y}

    return Training(), [{"image": floats(random, n, 6, 6, 2)} for n in (1, 2)]


@module
def unet(random):
    """Down and up again: transposed convolution whose output shape is computed, resizing, concatenation."""

    class Unet(tf.Module):
        def __init__(self):
            super().__init__()
            self.down = variable(random, "down", 3, 3, 2, 4)
            self.depthwise = variable(random, "depthwise", 3, 3, 4, 1)
            self.up = variable(random, "up", 2, 2, 3, 4)
            self.last = variable(random, "last", 1, 1, 7, 1)

        @tf.function(input_signature=[tf.TensorSpec([None, 8, 8, 2], tf.float32, name="image")])
        def __call__(self, image):
            a = tf.nn.relu(tf.nn.conv2d(image, self.down, 1, "SAME"))
            b = tf.nn.relu6(tf.nn.depthwise_conv2d(a, self.depthwise, [1, 2, 2, 1], "SAME"))
            shape = tf.shape(b)
            c = tf.nn.conv2d_transpose(b, self.up, tf.stack([shape[0], shape[1] * 2, shape[2] * 2, 3]), 2, "SAME")
            y = tf.nn.conv2d(tf.concat([a, c], -1), self.last, 1, "SAME")
            small = tf.image.resize(image, [4, 4], method="nearest")
            return {"mask": tf.sigmoid(y), "small": small}

    return Unet(), [{"image": floats(random, n, 8, 8, 2)} for n in (1, 2)]


@layers
def cnn_layers(random):
    """Functional: convolution, batch normalization, depthwise convolution, pooling, dense."""
    x = keras.Input((12, 12, 3), name="image")
    y = keras.layers.Conv2D(4, 3, strides=2, padding="same", use_bias=False, name="conv")(x)
    y = keras.layers.BatchNormalization(name="norm")(y)
    y = keras.layers.ReLU(6.0, name="relu")(y)
    y = keras.layers.DepthwiseConv2D(3, padding="same", name="depthwise")(y)
    y = keras.layers.MaxPooling2D(2, name="pool")(y)
    y = keras.layers.GlobalAveragePooling2D(name="mean")(y)
    y = keras.layers.Dropout(0.5, name="dropout")(y)
    y = keras.layers.Dense(5, activation="softmax", name="scores")(y)
    return keras.Model(x, y, name="cnn"), [{"image": floats(random, n, 12, 12, 3)} for n in (1, 2)]


@layers
def sequential(random):
    """Sequential: one-dimensional convolution, layer normalization, activations as layers, dense layers."""
    model = keras.Sequential(name="line")
    model.add(keras.Input((10, 3), name="signal"))
    model.add(keras.layers.Conv1D(4, 3, dilation_rate=2, padding="causal", name="conv"))
    model.add(keras.layers.LeakyReLU(name="leaky"))
    model.add(keras.layers.LayerNormalization(name="norm"))
    model.add(keras.layers.AveragePooling1D(2, name="pool"))
    model.add(keras.layers.Flatten(name="flat"))
    model.add(keras.layers.Dense(6, activation="gelu", name="hidden"))
    model.add(keras.layers.Dense(3, activation="tanh", name="last"))
    return model, [{"signal": floats(random, n, 10, 3)} for n in (1, 3)]


@layers
def several(random):
    """Functional with two inputs of different types and two outputs: embedding, merging layers, a layer that is called twice."""
    ids = keras.Input((5,), dtype="int32", name="ids")
    x = keras.Input((4,), name="features")
    words = keras.layers.Embedding(9, 4, name="words")(ids)
    y = keras.layers.GlobalAveragePooling1D(name="mean")(words)
    shared = keras.layers.Dense(4, activation="relu", name="shared")
    y = keras.layers.Add(name="add")([shared(y), shared(x)])
    z = keras.layers.Concatenate(name="join")([y, x])
    z = keras.layers.Multiply(name="times")([z, z])
    first = keras.layers.Dense(3, activation="softmax", name="kind")(z)
    second = keras.layers.Dense(1, activation="sigmoid", name="chance")(y)
    feeds = [{"ids": random.randint(0, 9, (n, 5)).astype(np.int32), "features": floats(random, n, 4)} for n in (1, 2)]
    return keras.Model([ids, x], [first, second], name="several"), feeds


@layers
def nested(random):
    """A model within a model that is called twice, and within it another one."""
    inner = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4, activation="elu", name="dense"), keras.layers.Dense(4, name="dense_2")], name="inner")
    v = keras.Input((4,), name="inner_input")
    block = keras.Model(v, keras.layers.Add(name="plus")([v, inner(v)]), name="block")
    x = keras.Input((4,), name="x")
    y = block(block(x))
    y = keras.layers.Dense(2, name="y")(y)
    return keras.Model(x, y, name="outer"), [{"x": floats(random, n, 4)} for n in (1, 3)]


@layers
def attention(random):
    """Multi-head attention, layer normalization and position embedding as layers."""
    x = keras.Input((6, 8), name="tokens")
    y = keras.layers.MultiHeadAttention(2, 4, name="attention")(x, x)
    y = keras.layers.LayerNormalization(epsilon=1e-5, name="norm")(keras.layers.Add(name="add")([x, y]))
    y = keras.layers.TimeDistributed(keras.layers.Dense(5, activation="swish", name="dense"), name="each")(y)
    y = keras.layers.Permute((2, 1), name="turn")(y)
    y = keras.layers.Reshape((-1,), name="encoded")(y)
    return keras.Model(x, y, name="attention_model"), [{"tokens": floats(random, n, 6, 8)} for n in (1, 2)]


@layers
def unet(random):
    """Preprocessing, down and up again: rescaling, padding, transposed and separable convolution, upsampling, cropping, concatenation."""
    x = keras.Input((8, 8, 3), name="image")
    y = keras.layers.Rescaling(1.0 / 127.5, offset=-1.0, name="rescale")(x)
    a = keras.layers.SeparableConv2D(4, 3, padding="same", activation="relu", name="down")(y)
    b = keras.layers.ZeroPadding2D(((0, 1), (0, 1)), name="pad")(a)
    b = keras.layers.Conv2D(6, 3, strides=2, name="half")(b)
    b = keras.layers.PReLU(shared_axes=[1, 2], name="prelu")(b)
    c = keras.layers.Conv2DTranspose(4, 3, strides=2, padding="same", name="up")(b)
    d = keras.layers.UpSampling2D(2, interpolation="bilinear", name="resize")(b)
    y = keras.layers.Concatenate(name="join")([a, c, d])
    y = keras.layers.Cropping2D(1, name="crop")(y)
    y = keras.layers.Conv2D(1, 1, activation="sigmoid", name="mask")(y)
    return keras.Model(x, y, name="unet"), [{"image": random.randint(0, 256, (n, 8, 8, 3)).astype(np.float32)} for n in (1, 2)]


def make_module(name, build):
    seed = zlib.crc32(name.encode())
    random = np.random.RandomState(seed)
    built, feeds = build(random)
    signatures = getattr(built, "to_save", None)
    function = built.__call__.get_concrete_function()
    answers = [function(**{k: tf.constant(v) for k, v in feed.items()}) for feed in feeds]
    keys = sorted(feeds[0])
    outputs = sorted(answers[0])
    case = Case("tf%s-%s" % (VERSION, name), build.__doc__, MADE_WITH, {}, {})
    for feed, answer in zip(feeds, answers):
        case.call(feed, {k: answer[k].numpy() for k in outputs})
    folder = case.folder / "saved_model"
    tf.saved_model.save(built, str(folder), signatures=signatures)
    owner = tf.saved_model.load(str(folder))
    loaded = owner.signatures["serving_default"]
    case.form("SavedModel", "SAVED_MODEL", ["--saved_model_dir", "saved_model"], signature=True,
              inputs={k: [k, ports(folder)[0][k]] for k in keys}, outputs={k: [k, ports(folder)[1][k]] for k in outputs})
    write_frozen(case, loaded, keys, outputs)
    for which, calls in getattr(built, "calls", {}).items():
        other = Case("tf%s-%s-%s" % (VERSION, name, which), "The signature %s of %s." % (which, name), MADE_WITH, {}, {})
        shutil.copytree(str(folder), str(other.folder / "saved_model"))
        for feed in calls:
            other.call(feed, {k: v.numpy() for k, v in owner.signatures[which](**{k: tf.constant(v) for k, v in feed.items()}).items()})
        inputs, outputs = ports(folder, which)
        # A name means one tensor in an IR: where an input and an output have the same key, it is the input's.
        other.form("SavedModel", "SAVED_MODEL", ["--saved_model_dir", "saved_model", "--signature", which], signature=True,
                   inputs={k: [k, t] for k, t in inputs.items()}, outputs={k: [t] if k in inputs else [k, t] for k, t in outputs.items()})
        other.write()
    case.write()


def ports(folder, which="serving_default"):
    """The inputs and outputs of a signature of a SavedModel, each with the tensor behind it."""
    message = saved_model_pb2.SavedModel.FromString((pathlib.Path(folder) / "saved_model.pb").read_bytes())
    signature = message.meta_graphs[0].signature_def[which]
    return {k: t.name for k, t in signature.inputs.items()}, {k: t.name for k, t in signature.outputs.items()}


def write_frozen(case, function, keys, outputs):
    """The frozen graph of a signature, as people make it who follow the tutorials; with tables it can't be run, by TensorFlow neither."""
    if any(t.dtype == tf.resource for t in convert_variables_to_constants_v2(function).inputs):
        return
    constant = convert_variables_to_constants_v2(function)
    graph = constant.graph
    inputs = {t.name.split(":")[0]: t.name for t in constant.inputs}
    structured = sorted(function.structured_outputs)
    tensors = {k: t.name for k, t in zip(structured, constant.outputs)}
    case.path("frozen.pb").write_bytes(graph.as_graph_def().SerializeToString(deterministic=True))
    tf.io.write_graph(graph.as_graph_def(), str(case.folder), "frozen.pbtxt", as_text=True)
    names = {"inputs": {k: [inputs[k], k] for k in keys}, "outputs": {k: [tensors[s]] for k, s in zip(outputs, structured)}}
    output = ["--output", ",".join(t[:-2] if t.endswith(":0") else t for t in tensors.values())]
    case.form("frozen.pb", "FROZEN_GRAPH", ["--input_model", "frozen.pb"] + output, ir="graph", **names)
    case.form("frozen.pbtxt", "FROZEN_GRAPH", ["--input_model", "frozen.pbtxt"] + output, ir="graph", **names)


def set_weights(model, random):
    """Values for all weights: whatever multiplies is around one, variances are positive, kernels keep the size of their inputs."""
    values = []
    for weight in model.weights:
        name = getattr(weight, "path", weight.name)
        shape = tuple(weight.shape)
        if np.dtype(getattr(weight.dtype, "name", weight.dtype)).kind != "f":
            values.append(np.array(weight))
        elif "variance" in name or "gamma" in name:
            values.append(random.uniform(0.5, 1.5, shape).astype(np.float32))
        else:
            fan = max(1, int(np.prod(shape[:-1]))) if len(shape) > 1 else 4
            values.append(floats(random, *shape) * np.float32(np.sqrt(3.0 / fan)))
    model.set_weights(values)


def make_keras(name, build):
    seed = zlib.crc32(name.encode())
    random = np.random.RandomState(seed)
    keras.backend.clear_session()
    model, feeds = build(random)
    set_weights(model, random)
    input_names = [t.name.split(":")[0] for t in model.inputs]
    output_names = [model.layers[-1].name] if isinstance(model, keras.Sequential) else list(model.output_names)
    case = Case("tf%s-%s" % (VERSION, name), build.__doc__, MADE_WITH, {}, {})
    for feed in feeds:
        answer = model([tf.constant(feed[k]) for k in input_names], training=False)
        answer = list(answer.values()) if isinstance(answer, dict) else answer if isinstance(answer, (list, tuple)) else [answer]
        case.call(feed, {k: np.asarray(a) for k, a in zip(output_names, answer)})
    names = {"inputs": {k: [k] for k in input_names}, "outputs": {k: [k] for k in output_names}}
    model.save(str(case.path("model.h5")))
    case.form("model.h5", "KERAS_H5", ["--input_model", "model.h5"], ir="keras", **names)
    model.save(str(case.path("model.keras")))
    case.form("model.keras", "KERAS_ZIP", ["--input_model", "model.keras"], ir="keras", **names)
    folder = str(case.folder / "saved_model")
    if KERAS3:
        model.export(folder, verbose=False)
    else:
        model.save(folder, save_format="tf")
    owner = tf.saved_model.load(folder)
    loaded = owner.signatures["serving_default"]
    inputs = sorted(loaded.structured_input_signature[1])
    outputs = sorted(loaded.structured_outputs)
    by_key = dict(zip(output_names, ["output_%d" % i for i in range(len(outputs))])) if outputs[0].startswith("output_") else {k: k for k in output_names}
    in_key = {k: k if k in inputs else inputs[input_names.index(k)] for k in input_names}
    case.form("SavedModel", "SAVED_MODEL", ["--saved_model_dir", "saved_model"], signature=True,
              inputs={k: [in_key[k], ports(folder)[0][in_key[k]]] for k in input_names},
              outputs={k: [by_key[k], ports(folder)[1][by_key[k]]] for k in output_names})
    case.write()


def main():
    wanted = sys.argv[1:] or list(MODULES) + list(KERAS)
    for name in wanted:
        if name in MODULES:
            make_module(name, MODULES[name])
        else:
            make_keras(name, KERAS[name])


if __name__ == "__main__":
    main()
