#!/usr/bin/env python3
"""Makes tests/src/test/resources/keras/<keras2|keras3>/<Layer>.zip: one small model a case, as .h5 and
.keras, with inputs and what Keras answers. Runs in `tf2new` (Keras 3) and in `tf2` (Keras 2):

    $(scripts/oracle/env tf2new) scripts/oracle/formats/keras_layers.py [LAYER…]
    $(scripts/oracle/env tf2)    scripts/oracle/formats/keras_layers.py [LAYER…]

In a zip, `<case>.h5`, `<case>.keras`, `<case>.<i>.in.npy`, `<case>.<i>.out.npy`, and `cases.json`, which names the
inputs and outputs. Weights and inputs are random with a fixed seed, and far from what layers begin with.
"""
import io
import json
import os
import pathlib
import sys
import tempfile
import warnings
import zipfile
import zlib

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
warnings.filterwarnings("ignore")
import numpy as np
import tensorflow as tf
from tensorflow import keras

import keras as whole

KERAS3 = whole.__version__.startswith("3")
keras = whole if KERAS3 else keras
L = keras.layers
TARGET = pathlib.Path(__file__).parents[3] / "tests/src/test/resources/keras" / ("keras3" if KERAS3 else "keras2")
CASES = {}


# For the size of the repository: Keras 2 writes .keras here for layers that have several weights or layers in them only.
KERAS2_ARCHIVES = {"BatchNormalization", "Bidirectional", "ConvLSTM2D", "Dense", "GRU", "LSTM", "Model", "MultiHeadAttention", "Normalization", "Operation", "RNN", "SeparableConv2D", "SpectralNormalization", "TimeDistributed"}


class Case:
    def __init__(self, build, data, formats, extra):
        self.build, self.data, self.formats, self.extra = build, data, formats, extra


def case(layer, name, build, *data, formats=("h5", "keras"), **extra):
    """A model by a function; data are shapes or arrays, in the order of the model's inputs; extra goes into the description."""
    CASES.setdefault(layer, {})[name] = Case(build, data, formats, extra)


def layer(cls, name, *shapes, call=None, dtype=None, dynamic=None, data=None, **arguments):
    """A functional model of one layer. Shapes are without the batch, which is 2.

    dynamic: the shapes as the model has them, if dimensions are open
    """
    if not hasattr(L, cls):
        return

    def build():
        given = dynamic or shapes
        inputs = [keras.Input(shape, dtype=dtype) if dtype else keras.Input(shape) for shape in given]
        made = getattr(L, cls)(**{k: v() if callable(v) and getattr(v, "lazy", False) else v for k, v in arguments.items()})
        outputs = call(made, *inputs) if call else made(inputs[0] if len(inputs) == 1 else inputs)
        return keras.Model(inputs[0] if len(inputs) == 1 else inputs, outputs)

    case(cls, name, build, *(data if data is not None else [(2, *shape) for shape in shapes]))


def lazy(function):
    function.lazy = True
    return function


def randomize(model, rng):
    values = []
    for weight in model.weights:
        name = getattr(weight, "path", weight.name)
        shape = tuple(weight.shape)
        dtype = str(weight.dtype.name if hasattr(weight.dtype, "name") else weight.dtype)
        if "int" in dtype:
            values.append(weight.numpy())
            continue
        if any(word in name for word in ("variance", "stddev", "gamma", "scale")):
            value = rng.uniform(0.5, 1.5, shape)
        else:
            fan = max(1, int(np.prod(shape[:-1])) if len(shape) > 1 else 1)
            value = rng.uniform(-1, 1, shape) / (np.sqrt(fan) if len(shape) > 1 else 1)
        values.append(np.asarray(value, weight.numpy().dtype))
    model.set_weights(values)
    for each in model.layers:
        if hasattr(each, "finalize_state"):
            each.finalize_state()


def unique(names):
    """Keras gives all outputs of a layer the same name; signatures count them."""
    taken = []
    for name in names:
        number, free = 0, name
        while free in taken:
            number += 1
            free = f"{name}_{number}"
        taken.append(free)
    return taken


def plain(value):
    value = value.numpy() if hasattr(value, "numpy") else np.asarray(value)
    if value.dtype.name == "bfloat16":
        return value.astype(np.float32)
    return value


def npy(value):
    out = io.BytesIO()
    np.save(out, np.ascontiguousarray(value) if value.ndim else value, allow_pickle=False)
    return out.getvalue()


def fed_as(model, fed):
    structure = getattr(model, "_inputs_struct" if KERAS3 else "_nested_inputs", None)
    if isinstance(structure, dict):
        return dict(zip(sorted(structure), fed))
    return fed[0] if len(fed) == 1 else fed


def output_names(model):
    structure = getattr(model, "_outputs_struct" if KERAS3 else "_nested_outputs", None)
    if isinstance(structure, dict):
        return sorted(structure)
    return getattr(model, "output_names", None) or [model.layers[-1].name]


def flat(structure):
    return tf.nest.flatten(structure)


def make(layer_name, cases):
    TARGET.mkdir(parents=True, exist_ok=True)
    described = []
    files = {}
    for name, each in cases.items():
        keras.backend.clear_session()
        seed = zlib.crc32(f"{layer_name}/{name}".encode())
        rng = np.random.default_rng(seed)
        keras.utils.set_random_seed(seed % 2**31)
        try:
            model = each.build()
            randomize(model, rng)
            if each.extra.get("reloaded"):
                # Layers that compute with copies of their weights do not notice this before their file is loaded.
                model.set_weights([2 * value for value in model.get_weights()])
                with tempfile.TemporaryDirectory() as folder:
                    model.save(f"{folder}/model.keras")
                    model = keras.models.load_model(f"{folder}/model.keras")
            inputs = []
            for tensor, data in zip(flat(model.inputs), each.data):
                dtype = tensor.dtype if isinstance(tensor.dtype, str) else tensor.dtype.name
                if isinstance(data, tuple):
                    if dtype == "string":
                        raise ValueError("give strings as an array")
                    data = rng.uniform(-2, 2, data) if "int" not in dtype else rng.integers(0, 5, data)
                inputs.append(np.asarray(data).astype(np.float32 if dtype == "bfloat16" else dtype))
            fed = [tf.cast(value, "bfloat16") if (t.dtype if isinstance(t.dtype, str) else t.dtype.name) == "bfloat16" else tf.constant(value) for t, value in zip(flat(model.inputs), inputs)]
            outputs = [plain(value) for value in flat(model(fed_as(model, fed), training=False))]
        except Exception as problem:
            print(f"NOT MADE {layer_name}/{name}: {type(problem).__name__} {str(problem)[:300]}")
            continue
        made = []
        with tempfile.TemporaryDirectory() as folder:
            for form in each.formats:
                if form == "keras" and not KERAS3 and layer_name not in KERAS2_ARCHIVES:
                    continue
                path = f"{folder}/model.{form}"
                try:
                    model.save(path)
                except Exception as problem:
                    print(f"NOT SAVED {layer_name}/{name}.{form}: {str(problem)[:200]}")
                    continue
                files[f"{name}.{form}"] = pathlib.Path(path).read_bytes()
                made.append(form)
        for i, value in enumerate(inputs):
            files[f"{name}.{i}.in.npy"] = npy(value)
        for i, value in enumerate(outputs):
            files[f"{name}.{i}.out.npy"] = npy(value)
        described.append({
            "name": name, "formats": made,
            "inputs": [t.name.split(":")[0] for t in flat(model.inputs)], "outputs": unique(output_names(model)),
            "input_count": len(inputs), "output_count": len(outputs), **each.extra})
    if not described:
        return 0
    with zipfile.ZipFile(TARGET / f"{layer_name}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, content in [("cases.json", json.dumps({"cases": described}, indent=1).encode()), *files.items()]:
            out.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, 9)
    return len(described)


# Core

for units, activation in [(4, None), (3, "relu"), (5, "softmax")]:
    layer("Dense", f"units{units}_{activation}", (6,), units=units, activation=activation)
layer("Dense", "rank3", (5, 6), units=4, activation="tanh")
layer("Dense", "rank4_no_bias", (2, 3, 6), units=4, use_bias=False)
layer("Dense", "open_time", (5, 6), units=4, dynamic=[(None, 6)])
layer("Dense", "integers", (6,), units=4, dtype="int32")
# Keras rounds to 16 bits after each operation; the runtime computes these in 32.
for policy, tolerance in [("float16", 4e-3), ("mixed_float16", 4e-3), ("float64", 1e-5), ("mixed_bfloat16", 3e-2)]:
    case("DtypePolicy", policy, lambda policy=policy: (lambda i: keras.Model(i, L.Dense(4, dtype=policy)(i)))(keras.Input((6,))), (2, 6), tolerance=tolerance)
    case("DtypePolicy", policy + "_convolution", lambda policy=policy: (lambda i: keras.Model(i, L.BatchNormalization(dtype=policy)(L.Conv2D(4, 3, dtype=policy)(i))))(keras.Input((6, 6, 3))), (2, 6, 6, 3), tolerance=tolerance)
layer("EinsumDense", "dense", (6,), equation="ab,bc->ac", output_shape=4, bias_axes="c")
layer("EinsumDense", "time", (5, 6), equation="abc,cd->abd", output_shape=(None, 4), bias_axes="d", activation="relu")
layer("EinsumDense", "dots", (5, 6), equation="...x,xy->...y", output_shape=4, bias_axes="y")
layer("EinsumDense", "heads", (5, 6), equation="abc,cde->abde", output_shape=(None, 2, 3), bias_axes="de")
layer("EinsumDense", "no_bias", (5, 6), equation="abc,cd->abd", output_shape=(None, 4))
layer("Embedding", "plain", (7,), input_dim=5, output_dim=3, dtype="int32")
layer("Embedding", "float_indices", (7,), input_dim=5, output_dim=3, data=[np.array([[0, 1, 2, 3, 4, 0, 1], [4, 3, 2, 1, 0, 0, 2]], np.float32)])
layer("Embedding", "int64_rank1", (), input_dim=5, output_dim=3, dtype="int64", data=[np.array([1, 3])])
ACTIVATIONS = "relu relu6 softmax elu selu softplus softsign silu swish gelu tanh sigmoid exponential hard_sigmoid hard_silu hard_swish linear mish log_softmax leaky_relu celu glu hard_tanh hard_shrink soft_shrink sparse_plus sparse_sigmoid sparsemax squareplus tanh_shrink log_sigmoid threshold".split()
for activation in ACTIVATIONS:
    if hasattr(keras.activations, activation) and activation != "threshold":
        layer("Activation", activation, (4, 6), activation=activation)
layer("Masking", "zero", (5, 3), mask_value=0.0, data=[np.array([[[1, 2, 3], [0, 0, 0], [4, 0, 6], [0, 0, 0], [1, 1, 1]]], np.float32)])
layer("Masking", "other", (4, 2), mask_value=-1.0, data=[np.array([[[1, 2], [-1, -1], [-1, 3], [0, 0]]], np.float32)])
layer("Permute", "21", (3, 4), dims=(2, 1))
layer("Permute", "312", (2, 3, 4), dims=(3, 1, 2))
layer("RepeatVector", "3", (4,), n=3)
layer("Reshape", "plain", (12,), target_shape=(3, 4))
layer("Reshape", "rest", (2, 6), target_shape=(-1, 4))
layer("Reshape", "open", (6, 4), target_shape=(-1, 2), dynamic=[(None, 4)])
layer("Flatten", "plain", (3, 4, 2))
layer("Flatten", "channels_first", (3, 4, 2), data_format="channels_first")
layer("Flatten", "scalar", ())
layer("Flatten", "open", (3, 4), dynamic=[(None, 4)])
layer("Identity", "plain", (3, 4))

# Convolutions

for first in [False, True] if KERAS3 else [False]:
    word = "_first" if first else ""
    fmt = dict(data_format="channels_first") if first else {}
    s1 = (3, 10) if first else (10, 3)
    s2 = (4, 9, 8) if first else (9, 8, 4)
    s3 = (2, 6, 5, 7) if first else (6, 5, 7, 2)
    layer("Conv1D", "valid" + word, s1, filters=4, kernel_size=3, **fmt)
    layer("Conv1D", "same_strides" + word, s1, filters=4, kernel_size=3, strides=2, padding="same", activation="relu", **fmt)
    layer("Conv1D", "dilated" + word, s1, filters=4, kernel_size=3, dilation_rate=2, padding="same", **fmt)
    layer("Conv2D", "valid" + word, s2, filters=3, kernel_size=(3, 2), **fmt)
    layer("Conv2D", "same_strides" + word, s2, filters=3, kernel_size=3, strides=(2, 1), padding="same", use_bias=False, **fmt)
    layer("Conv2D", "dilated" + word, s2, filters=3, kernel_size=3, dilation_rate=2, **fmt)
    layer("Conv3D", "valid" + word, s3, filters=3, kernel_size=(3, 2, 3), **fmt)
    layer("Conv3D", "same_strides" + word, s3, filters=3, kernel_size=3, strides=2, padding="same", activation="sigmoid", **fmt)
    layer("Conv1DTranspose", "valid" + word, s1, filters=4, kernel_size=3, strides=2, **fmt)
    layer("Conv1DTranspose", "same" + word, s1, filters=4, kernel_size=3, strides=2, padding="same", **fmt)
    layer("Conv2DTranspose", "valid" + word, s2, filters=3, kernel_size=3, strides=2, **fmt)
    layer("Conv2DTranspose", "same" + word, s2, filters=3, kernel_size=(4, 3), strides=(2, 3), padding="same", activation="relu", **fmt)
    layer("Conv2DTranspose", "output_padding" + word, s2, filters=3, kernel_size=3, strides=2, padding="same", output_padding=1, **fmt)
    layer("Conv2DTranspose", "stride_over_kernel" + word, s2, filters=3, kernel_size=2, strides=3, **fmt)
    layer("Conv3DTranspose", "valid" + word, s3, filters=3, kernel_size=3, strides=2, **fmt)
    layer("Conv3DTranspose", "same" + word, s3, filters=3, kernel_size=3, strides=(2, 1, 2), padding="same", use_bias=False, **fmt)
    layer("DepthwiseConv1D", "valid" + word, s1, kernel_size=3, depth_multiplier=2, **fmt)
    layer("DepthwiseConv1D", "same_strides" + word, s1, kernel_size=3, strides=2, padding="same", **fmt)
    layer("DepthwiseConv2D", "valid" + word, s2, kernel_size=3, depth_multiplier=2, activation="relu", **fmt)
    # Not a stride of 2: where the width comes to equal the channels, Keras 3.14 adds a channels-first bias along the width.
    layer("DepthwiseConv2D", "same_strides" + word, s2, kernel_size=(3, 3), strides=3, padding="same", **fmt)
    layer("SeparableConv1D", "same" + word, s1, filters=5, kernel_size=3, padding="same", depth_multiplier=2, **fmt)
    layer("SeparableConv2D", "valid" + word, s2, filters=5, kernel_size=3, depth_multiplier=2, **fmt)
    layer("SeparableConv2D", "same_strides" + word, s2, filters=5, kernel_size=3, strides=2, padding="same", use_bias=False, **fmt)
    for kind in ["Max", "Average"]:
        layer(f"{kind}Pooling1D", "valid" + word, s1, pool_size=3, strides=2, **fmt)
        layer(f"{kind}Pooling1D", "same" + word, s1, pool_size=3, padding="same", **fmt)
        layer(f"{kind}Pooling2D", "valid" + word, s2, pool_size=2, **fmt)
        layer(f"{kind}Pooling2D", "same" + word, s2, pool_size=(3, 2), strides=(2, 1), padding="same", **fmt)
        layer(f"{kind}Pooling3D", "valid" + word, s3, pool_size=2, **fmt)
        layer(f"{kind}Pooling3D", "same" + word, s3, pool_size=3, strides=2, padding="same", **fmt)
        for rank, shape in enumerate([s1, s2, s3], 1):
            layer(f"Global{kind}Pooling{rank}D", "plain" + word, shape, **fmt)
            layer(f"Global{kind}Pooling{rank}D", "keepdims" + word, shape, keepdims=True, **fmt)
    for kind in ["Max", "Average"]:
        layer(f"Adaptive{kind}Pooling1D", "uneven" + word, s1, output_size=4, **fmt)
        layer(f"Adaptive{kind}Pooling2D", "uneven" + word, s2, output_size=(3, 5), **fmt)
        layer(f"Adaptive{kind}Pooling3D", "uneven" + word, s3, output_size=(3, 2, 4), **fmt)
    layer("UpSampling2D", "nearest" + word, s2, size=(2, 3), **fmt)
    layer("UpSampling2D", "bilinear" + word, s2, size=(2, 3), interpolation="bilinear", **fmt)
    layer("UpSampling3D", "plain" + word, s3, size=(2, 1, 3), **fmt)
    layer("ZeroPadding2D", "pairs" + word, s2, padding=((1, 2), (3, 0)), **fmt)
    layer("ZeroPadding3D", "one" + word, s3, padding=1, **fmt)
    layer("Cropping2D", "pairs" + word, s2, cropping=((1, 2), (3, 0)), **fmt)
    layer("Cropping3D", "one" + word, s3, cropping=1, **fmt)
layer("Conv1D", "causal", (10, 3), filters=4, kernel_size=3, padding="causal", dilation_rate=2)
layer("Conv1D", "groups", (10, 4), filters=6, kernel_size=3, groups=2)
layer("Conv2D", "groups", (9, 8, 4), filters=6, kernel_size=3, groups=2, padding="same")
layer("Conv2D", "open", (9, 8, 4), filters=6, kernel_size=3, strides=2, padding="same", dynamic=[(None, None, 4)])
layer("Conv2D", "dilated_same", (9, 8, 4), filters=6, kernel_size=3, dilation_rate=(2, 3), padding="same")
layer("Conv3D", "dilated", (7, 8, 9, 2), filters=3, kernel_size=3, dilation_rate=2)
layer("Conv2DTranspose", "open", (5, 6, 3), filters=2, kernel_size=3, strides=2, padding="same", dynamic=[(None, None, 3)])
layer("Conv2DTranspose", "open_valid", (5, 6, 3), filters=2, kernel_size=3, strides=2, dynamic=[(None, None, 3)])
layer("DepthwiseConv2D", "dilated", (9, 8, 4), kernel_size=3, dilation_rate=2)
layer("DepthwiseConv2D", "dilated_same", (9, 8, 4), kernel_size=3, dilation_rate=2, padding="same")
layer("UpSampling1D", "plain", (4, 3), size=3)
layer("UpSampling1D", "open", (4, 3), size=2, dynamic=[(None, 3)])
layer("UpSampling2D", "bicubic", (5, 4, 2), size=2, interpolation="bicubic")
layer("UpSampling2D", "open", (5, 4, 2), size=2, dynamic=[(None, None, 2)])
layer("ZeroPadding1D", "one", (4, 3), padding=2)
layer("ZeroPadding1D", "pair", (4, 3), padding=(1, 2))
layer("ZeroPadding2D", "one", (4, 3, 2), padding=1)
layer("ZeroPadding2D", "two", (4, 3, 2), padding=(1, 2))
layer("Cropping1D", "one", (6, 3), cropping=2)
layer("Cropping1D", "pair", (6, 3), cropping=(1, 2))
layer("Cropping2D", "two", (6, 5, 2), cropping=(1, 2))

# Normalization

layer("BatchNormalization", "rank2", (4,))
layer("BatchNormalization", "rank3", (5, 4), epsilon=1e-2)
layer("BatchNormalization", "rank4", (5, 6, 4))
layer("BatchNormalization", "rank4_axis1", (3, 5, 6), axis=1)
layer("BatchNormalization", "rank4_axis2", (3, 5, 6), axis=2)
layer("BatchNormalization", "rank5", (3, 2, 4, 3))
layer("BatchNormalization", "no_center", (5, 6, 4), center=False)
layer("BatchNormalization", "no_scale", (4,), scale=False)
layer("BatchNormalization", "neither", (5, 6, 4), center=False, scale=False)
layer("BatchNormalization", "frozen", (4,), trainable=False)
layer("BatchNormalization", "renorm", (4,), renorm=True)
layer("LayerNormalization", "last", (5, 4))
layer("LayerNormalization", "axes", (5, 4, 3), axis=[2, 3])
layer("LayerNormalization", "first", (5, 4, 3), axis=1)
layer("LayerNormalization", "split_axes", (5, 4, 3), axis=[1, 3])
layer("LayerNormalization", "no_scale", (5, 4), scale=False)
layer("LayerNormalization", "no_center", (5, 4), center=False, epsilon=1e-2)
layer("LayerNormalization", "rms", (5, 4), rms_scaling=True) if KERAS3 else None
layer("GroupNormalization", "last", (5, 4, 6), groups=3)
layer("GroupNormalization", "first", (6, 5, 4), groups=2, axis=1)
layer("GroupNormalization", "instance", (5, 4, 6), groups=-1)
layer("GroupNormalization", "one_group", (5, 6), groups=1, scale=False)
layer("GroupNormalization", "open", (5, 4, 6), groups=3, dynamic=[(None, None, 6)])
layer("RMSNormalization", "last", (5, 4))
layer("RMSNormalization", "axes", (5, 4, 3), axis=[-2, -1])
layer("UnitNormalization", "last", (5, 4))
layer("UnitNormalization", "axes", (5, 4, 3), axis=[1, 2])
layer("SpectralNormalization", "dense", (6,), layer=lazy(lambda: L.Dense(4)))
layer("SpectralNormalization", "conv", (6, 6, 3), layer=lazy(lambda: L.Conv2D(4, 3, activation="relu")), power_iterations=2)

# Regularization

layer("Dropout", "plain", (4,), rate=0.5)
for rank in [1, 2, 3]:
    layer(f"SpatialDropout{rank}D", "plain", (*range(2, 2 + rank), 3), rate=0.5)
layer("GaussianNoise", "plain", (4,), stddev=1.0)
layer("GaussianDropout", "plain", (4,), rate=0.5)
layer("AlphaDropout", "plain", (4,), rate=0.5)
layer("ActivityRegularization", "plain", (4,), l2=0.1)

# Activations

layer("ReLU", "plain", (4, 5))
layer("ReLU", "max", (4, 5), max_value=1.0)
layer("ReLU", "slope", (4, 5), negative_slope=0.3)
layer("ReLU", "threshold", (4, 5), threshold=0.5)
layer("ReLU", "all", (4, 5), negative_slope=0.3, threshold=0.25, max_value=1.5)
layer("ReLU", "six", (4, 5), max_value=6.0)
layer("LeakyReLU", "plain", (4, 5))
layer("LeakyReLU", "slope", (4, 5), **({"negative_slope": 0.1} if KERAS3 else {"alpha": 0.1}))
layer("PReLU", "plain", (4, 5))
layer("PReLU", "shared", (4, 5, 3), shared_axes=[1, 2])
layer("ELU", "plain", (4, 5))
layer("ELU", "alpha", (4, 5), alpha=0.5)
layer("ThresholdedReLU", "plain", (4, 5), theta=0.5)
layer("Softmax", "plain", (4, 5))
layer("Softmax", "axis1", (4, 5), axis=1)
layer("Softmax", "axes", (4, 5), axis=[1, 2])
case("Softmax", "mask", lambda: (lambda x, m: keras.Model([x, m], L.Softmax()(x, mask=m)))(keras.Input((4, 5)), keras.Input((4, 5), dtype="bool")), (2, 4, 5), np.arange(40).reshape(2, 4, 5) % 3 > 0)

# Merging

for cls in ["Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"]:
    layer(cls, "two", (3, 4), (3, 4))
    if cls != "Subtract":
        layer(cls, "three", (3, 4), (3, 4), (3, 4))
    layer(cls, "broadcast", (3, 4), (1, 4))
layer("Add", "ranks", (5, 3, 4), (4,))
layer("Concatenate", "last", (3, 4), (3, 2))
layer("Concatenate", "axis1", (3, 4), (2, 4), (1, 4), axis=1)
layer("Dot", "vectors", (4,), (4,), axes=1)
layer("Dot", "cosine", (4,), (4,), axes=1, normalize=True)
layer("Dot", "matrices", (3, 4), (5, 4), axes=2)
layer("Dot", "pair", (3, 4), (4, 5), axes=(2, 1))
layer("Dot", "normalized", (3, 4), (3, 5), axes=1, normalize=True)

# Attention


def attention(name, shapes, *data, cls="MultiHeadAttention", call=None, **arguments):
    if not hasattr(L, cls):
        return

    def build():
        inputs = [keras.Input(shape) for shape in shapes]
        outputs = (call or (lambda l, *i: l(*i)))(getattr(L, cls)(**arguments), *inputs)
        return keras.Model(inputs if len(inputs) > 1 else inputs[0], outputs)

    case(cls, name, build, *(data or [(2, *[n or 5 for n in shape]) for shape in shapes]))


attention("self", [(5, 8)], call=lambda l, x: l(x, x), num_heads=2, key_dim=4)
attention("two", [(5, 8), (6, 8)], num_heads=2, key_dim=4)
attention("three", [(5, 8), (6, 8), (6, 7)], num_heads=3, key_dim=4, value_dim=5)
attention("output_shape", [(5, 8), (6, 8)], num_heads=2, key_dim=4, output_shape=7, use_bias=False)
attention("causal", [(5, 8)], call=lambda l, x: l(x, x, use_causal_mask=True), num_heads=2, key_dim=4)
attention("scores", [(5, 8), (6, 8)], call=lambda l, q, v: l(q, v, return_attention_scores=True), num_heads=2, key_dim=4)
attention("dropout", [(5, 8), (6, 8)], num_heads=2, key_dim=4, dropout=0.3)
attention("axes", [(3, 5, 8), (3, 6, 8)], num_heads=2, key_dim=4, attention_axes=2)
attention("two_axes", [(3, 5, 8)], call=lambda l, x: l(x, x), num_heads=2, key_dim=4)
attention("open", [(None, 8)], call=lambda l, x: l(x, x), num_heads=2, key_dim=4)
attention("mask", [(5, 8), (6, 8), (5, 6)], (2, 5, 8), (2, 6, 8), (np.arange(60).reshape(2, 5, 6) % 3 > 0).astype("float32"), call=lambda l, q, v, m: l(q, v, attention_mask=m), num_heads=2, key_dim=4)
TOKENS = np.array([[1, 2, 3, 0, 0], [4, 1, 0, 0, 0]])
case("MultiHeadAttention", "embedding_mask", lambda: (lambda i: keras.Model(i, (lambda e: L.MultiHeadAttention(2, 4)(e, e))(L.Embedding(6, 8, mask_zero=True)(i))))(keras.Input((5,), dtype="int32")), TOKENS)
attention("plain", [(5, 8), (6, 8)], cls="GroupedQueryAttention", head_dim=4, num_query_heads=4, num_key_value_heads=2)
attention("causal", [(5, 8)], cls="GroupedQueryAttention", call=lambda l, x: l(x, x, use_causal_mask=True), head_dim=4, num_query_heads=4, num_key_value_heads=4)
attention("scores", [(5, 8), (6, 8)], cls="GroupedQueryAttention", call=lambda l, q, v: l(q, v, return_attention_scores=True), head_dim=3, num_query_heads=6, num_key_value_heads=2)
for cls in ["Attention", "AdditiveAttention"]:
    listed = lambda l, *i: l(list(i))
    attention("two", [(5, 8), (6, 8)], cls=cls, call=listed)
    attention("three", [(5, 8), (6, 8), (6, 8)], cls=cls, call=listed)
    attention("scale", [(5, 8), (6, 8)], cls=cls, call=listed, use_scale=True)
    attention("no_scale", [(5, 8), (6, 8)], cls=cls, call=listed, use_scale=False)
    attention("causal", [(5, 8), (6, 8)], cls=cls, call=lambda l, q, v: l([q, v], use_causal_mask=True))
    attention("scores", [(5, 8), (6, 8)], cls=cls, call=lambda l, q, v: l([q, v], return_attention_scores=True))
    case(cls, "embedding_mask", lambda cls=cls: (lambda i: keras.Model(i, (lambda e: getattr(L, cls)()([e, e]))(L.Embedding(6, 8, mask_zero=True)(i))))(keras.Input((5,), dtype="int32")), TOKENS)
attention("concat", [(5, 8), (6, 8)], cls="Attention", call=listed, score_mode="concat", use_scale=True)
attention("concat_no_scale", [(5, 8), (6, 8)], cls="Attention", call=listed, score_mode="concat")

# Recurrent layers


def masked_sequence(*shape):
    x = np.random.default_rng(3).uniform(-1, 1, shape).astype("float32")
    x[0, 2:4] = 0
    x[1, 3:] = 0
    return x


for cls in ["SimpleRNN", "GRU", "LSTM"]:
    layer(cls, "plain", (4, 3), units=5)
    layer(cls, "sequences", (4, 3), units=5, return_sequences=True)
    layer(cls, "states", (4, 3), units=5, return_sequences=True, return_state=True)
    layer(cls, "backwards", (4, 3), units=5, return_sequences=True, go_backwards=True)
    layer(cls, "activations", (4, 3), units=5, activation="relu", use_bias=False, **({} if cls == "SimpleRNN" else {"recurrent_activation": "hard_sigmoid"}))
    layer(cls, "open_time", (4, 3), units=5, dynamic=[(None, 3)])
    layer(cls, "dropout", (4, 3), units=5, dropout=0.2, recurrent_dropout=0.2)
    case(cls, "initial_state", lambda cls=cls: (lambda x, *s: keras.Model([x, *s], getattr(L, cls)(5)(x, initial_state=list(s))))(keras.Input((4, 3)), *[keras.Input((5,)) for _ in range(2 if cls == "LSTM" else 1)]), (2, 4, 3), *[(2, 5)] * (2 if cls == "LSTM" else 1))
    for sequences in [False, True]:
        case(cls, "masked_sequences" if sequences else "masked", lambda cls=cls, sequences=sequences: (lambda x: keras.Model(x, getattr(L, cls)(5, return_sequences=sequences)(L.Masking()(x))))(keras.Input((5, 3))), masked_sequence(2, 5, 3))
        case("Bidirectional", f"{cls}_masked{sequences}", lambda cls=cls, sequences=sequences: (lambda x: keras.Model(x, L.Bidirectional(getattr(L, cls)(4, return_sequences=sequences))(L.Masking()(x))))(keras.Input((5, 3))), masked_sequence(2, 5, 3))
    for name, steps, extra in [("open_masked", None, {}), ("zero_output", 5, {"zero_output_for_mask": True}), ("zero_outputs", None, {"zero_output_for_mask": True, "return_sequences": True}), ("unrolled_masked", 5, {"unroll": True}), ("unrolled_zero_outputs", 5, {"unroll": True, "zero_output_for_mask": True, "return_sequences": True, "return_state": True})]:
        case(cls, name, lambda cls=cls, steps=steps, extra=extra: (lambda x: keras.Model(x, getattr(L, cls)(5, **extra)(L.Masking()(x))))(keras.Input((steps, 3))), masked_sequence(2, 5, 3))
    layer(cls, "unrolled", (4, 3), units=5, unroll=True, return_sequences=True, go_backwards=True)
    if not KERAS3:
        layer(cls, "time_major", (4, 3), units=5, time_major=True, return_sequences=True, return_state=True)
    layer("Bidirectional", f"{cls}_last", (4, 3), layer=lazy(lambda cls=cls: getattr(L, cls)(3)))
    layer("RNN", cls, (4, 3), cell=lazy(lambda cls=cls: getattr(L, cls + "Cell")(5)), return_sequences=True)
layer("GRU", "reset_before", (4, 3), units=5, reset_after=False)
layer("GRU", "reset_before_no_bias", (4, 3), units=5, reset_after=False, use_bias=False)
for mode in ["concat", "sum", "mul", "ave", None]:
    layer("Bidirectional", f"merge_{mode}", (4, 3), layer=lazy(lambda: L.LSTM(3, return_sequences=True)), merge_mode=mode)
layer("Bidirectional", "states", (4, 3), layer=lazy(lambda: L.LSTM(3, return_state=True)))
layer("Bidirectional", "two_layers", (4, 3), layer=lazy(lambda: L.GRU(3, return_sequences=True)), backward_layer=lazy(lambda: L.LSTM(3, return_sequences=True, go_backwards=True)))
layer("RNN", "stacked", (4, 3), cell=lazy(lambda: [L.LSTMCell(4), L.GRUCell(3), L.LSTMCell(5)]), return_sequences=True)
layer("RNN", "stacked_states", (4, 3), cell=lazy(lambda: [L.SimpleRNNCell(4), L.GRUCell(3)]), return_state=True)
layer("ConvLSTM1D", "plain", (3, 6, 2), filters=3, kernel_size=3)
layer("ConvLSTM2D", "plain", (3, 6, 5, 2), filters=3, kernel_size=3)
layer("ConvLSTM2D", "same_sequences", (3, 6, 5, 2), filters=3, kernel_size=(3, 2), padding="same", strides=2, return_sequences=True)
layer("ConvLSTM2D", "states", (3, 6, 5, 2), filters=2, kernel_size=3, return_state=True, go_backwards=True)
layer("ConvLSTM3D", "plain", (2, 4, 5, 4, 2), filters=2, kernel_size=2, padding="same")
layer("TimeDistributed", "dense", (4, 3), layer=lazy(lambda: L.Dense(5, activation="relu")))
layer("TimeDistributed", "conv", (3, 6, 5, 2), layer=lazy(lambda: L.Conv2D(3, 3)))
layer("TimeDistributed", "batch_norm", (4, 3), layer=lazy(lambda: L.BatchNormalization()))
layer("TimeDistributed", "model", (3, 6), layer=lazy(lambda: keras.Sequential([keras.Input((6,)), L.Dense(4), L.BatchNormalization(), L.Dense(2)])))
layer("TimeDistributed", "open_time", (3, 6), layer=lazy(lambda: L.Dense(4)), dynamic=[(None, 6)])
layer("TimeDistributed", "pooling", (3, 6, 5, 2), layer=lazy(lambda: L.GlobalAveragePooling2D()))

# Preprocessing

layer("Rescaling", "plain", (4, 3), scale=0.5, offset=-1.0)
layer("Rescaling", "integers", (4, 3), scale=1 / 255.0, call=lambda l, x: l(x))
layer("Rescaling", "channels", (4, 3), scale=[0.5, 2.0, 3.0], offset=[1.0, 2.0, -1.0])
layer("Normalization", "given", (4, 3), mean=[1.0, 2.0, 3.0], variance=[2.0, 0.5, 1.0])
layer("Normalization", "scalar", (4, 3), mean=0.5, variance=2.0)
layer("Normalization", "weights", (4, 3))
case("Normalization", "weights_set", lambda: (lambda i: keras.Model(i, L.Normalization()(i)))(keras.Input((4, 3))), (2, 4, 3), reloaded=True)
layer("Normalization", "axes", (4, 3), axis=[1, 2])
layer("Normalization", "no_axis", (4, 3), axis=None, mean=1.5, variance=3.0)
layer("Normalization", "adapted_no_axis", (4, 3), axis=None)
if KERAS3 or hasattr(L, "Normalization"):
    layer("Normalization", "invert", (4, 3), mean=[1.0, 2.0, 3.0], variance=[2.0, 0.5, 1.0], invert=True)
for interpolation in ["bilinear", "nearest", "bicubic", "area", "lanczos3"]:
    layer("Resizing", interpolation, (6, 5, 2), height=9, width=4, interpolation=interpolation)
layer("Resizing", "crop", (6, 5, 2), height=4, width=8, crop_to_aspect_ratio=True)
layer("Resizing", "open", (6, 5, 2), height=4, width=8, dynamic=[(None, None, 2)])
if KERAS3:
    layer("Resizing", "pad", (6, 5, 2), height=4, width=8, pad_to_aspect_ratio=True)
    layer("Resizing", "first", (2, 6, 5), height=4, width=8, data_format="channels_first")
layer("CenterCrop", "smaller", (7, 6, 2), height=4, width=3)
layer("CenterCrop", "larger", (7, 6, 2), height=9, width=3)
NUMBERS = np.array([[0, 2, 2], [1, 3, 3]])
for mode in ["multi_hot", "count", "one_hot"]:
    layer("CategoryEncoding", mode, (3,) if mode != "one_hot" else (1,), num_tokens=4, output_mode=mode, dtype="int32", data=[NUMBERS if mode != "one_hot" else NUMBERS[:, :1]])
    layer("Discretization", mode, (3,) if mode != "one_hot" else (1,), bin_boundaries=[-1.0, 0.0, 1.0], output_mode=mode)
layer("Discretization", "int", (3, 2), bin_boundaries=[-1.0, 0.0, 0.5, 1.0])
WORDS = dict(vocabulary=[12, 36, 1138, 42], dtype="int64", data=[np.array([[12, 1138, 42], [42, 1000, 36]])])
layer("IntegerLookup", "plain", (3,), **WORDS)
layer("IntegerLookup", "several_unknown", (3,), num_oov_indices=3, **WORDS)
layer("IntegerLookup", "mask", (3,), mask_token=0, **{**WORDS, "data": [np.array([[12, 0, 42], [42, 1000, 0]])]})
layer("IntegerLookup", "multi_hot", (3,), output_mode="multi_hot", **WORDS)
layer("IntegerLookup", "invert", (3,), vocabulary=[12, 36, 1138, 42], invert=True, dtype="int64", data=[np.array([[1, 3, 4], [4, 0, 2]])])
layer("RandomFlip", "plain", (6, 5, 2))
layer("RandomRotation", "plain", (6, 5, 2), factor=0.2)
layer("RandomZoom", "plain", (6, 5, 2), height_factor=0.2)
layer("RandomTranslation", "plain", (6, 5, 2), height_factor=0.2, width_factor=0.2)
layer("RandomContrast", "plain", (6, 5, 2), factor=0.2)
layer("RandomBrightness", "plain", (6, 5, 2), factor=0.2)
layer("RandomCrop", "plain", (6, 5, 2), height=4, width=3)

# Masks through layers

for name, between in [("pooling", lambda x: L.GlobalAveragePooling1D()(x)), ("dense_lstm", lambda x: L.LSTM(3)(L.Dense(4)(L.Dropout(0.1)(x)))),
                      ("concatenate", lambda x: L.LSTM(3)(L.Concatenate()([x, L.LayerNormalization()(x)]))), ("add", lambda x: L.GRU(3)(L.Add()([x, L.BatchNormalization()(x)]))),
                      ("time_distributed", lambda x: L.LSTM(3)(L.TimeDistributed(L.Dense(4))(x)))]:
    case("Mask", name, lambda between=between: (lambda i: keras.Model(i, between(L.Embedding(6, 4, mask_zero=True)(i))))(keras.Input((5,), dtype="int32")), TOKENS)

# Models


def model(name, build, *data, **extra):
    case("Model", name, build, *data, **extra)


def sequential(*layers, name=None):
    return keras.Sequential(list(layers), name=name)


def built(model, shape):
    model.build(shape)
    return model


def shared():
    a, b, dense = keras.Input((4,), name="left"), keras.Input((4,), name="right"), L.Dense(3, activation="tanh")
    return keras.Model([a, b], L.Subtract()([dense(a), dense(b)]))


def nested(frozen=False, twice=False):
    inner_in = keras.Input((6, 6, 3))
    x = L.Conv2D(4, 3)(inner_in)
    x = L.BatchNormalization()(x)
    x = L.Activation("relu")(x)
    x = L.Conv2D(4, 1)(x)
    x = L.BatchNormalization()(x)
    inner = keras.Model(inner_in, x, name="backbone")
    inner.trainable = not frozen
    image = keras.Input((6, 6, 3), name="image")
    y = inner(image)
    if twice:
        y = L.Add()([y, inner(L.Rescaling(-1.0)(image))])
    return keras.Model(image, L.Dense(3)(L.Flatten()(y)), name="whole")


def deep(apart=False):
    i = keras.Input((5,))
    core = keras.Model(i, L.BatchNormalization()(L.Dense(4)(i)), name="core")
    j = keras.Input((5,))
    middle = keras.Model(j, keras.Sequential([keras.Input((4,)), L.Dense(3), L.PReLU()], name="tail")(core(j)), name="middle")
    k = keras.Input((5,))
    return keras.Model(k, [middle(k), L.Dense(2)(k) if apart else core(k)], name="outer")


def several():
    a, b = keras.Input((4,), name="a"), keras.Input((6,), name="b")
    x = L.Concatenate()([a, b])
    return keras.Model([a, b], [L.Dense(3, name="first")(x), L.Dense(2, name="second")(x), a])


def dictionary():
    a, b = keras.Input((4,), name="zeta"), keras.Input((4,), name="alpha")
    return keras.Model({"zeta": a, "alpha": b}, {"sum": L.Add()([a, b]), "difference": L.Subtract()([a, b])})


def residual():
    i = keras.Input((8, 8, 3))
    x = L.Conv2D(4, 3, padding="same", use_bias=False)(i)
    for _ in range(2):
        y = L.ReLU()(L.BatchNormalization()(x))
        y = L.SeparableConv2D(4, 3, padding="same")(y)
        x = L.Add()([x, y])
    x = L.GlobalAveragePooling2D()(L.ZeroPadding2D()(x))
    return keras.Model(i, L.Dense(5, activation="softmax")(x))


model("sequential", lambda: sequential(keras.Input((4,)), L.Dense(3, activation="relu"), L.Dropout(0.5), L.Dense(2)), (2, 4))
model("sequential_built", lambda: built(sequential(L.Dense(3), L.Dense(2)), (None, 4)), (2, 4))
model("sequential_nested", lambda: sequential(keras.Input((4,)), sequential(keras.Input((4,)), L.Dense(3), L.BatchNormalization(), name="inner"), L.Dense(2)), (2, 4))
model("sequential_images", lambda: sequential(keras.Input((8, 8, 1)), L.Conv2D(4, 3, activation="relu"), L.MaxPooling2D(), L.Flatten(), L.Dense(3, activation="softmax")), (2, 8, 8, 1))
model("shared", shared, (2, 4), (2, 4))
model("nested", nested, (2, 6, 6, 3))
model("nested_frozen", lambda: nested(frozen=True), (2, 6, 6, 3))
model("nested_twice", lambda: nested(twice=True), (2, 6, 6, 3))
# Of a model that two models share, .keras files keep the weights once, and Keras cannot load them itself.
model("deep", deep, (2, 5), formats=("h5",))
model("deep_apart", lambda: deep(apart=True), (2, 5))
model("several", several, (2, 4), (2, 6))
model("dictionary", dictionary, (2, 4), (2, 4))
model("residual", residual, (2, 8, 8, 3))
model("fixed_batch", lambda: (lambda i: keras.Model(i, L.Dense(3)(L.Flatten()(i))))(keras.Input(batch_shape=(2, 3, 4))), (2, 3, 4))
model("float64_input", lambda: (lambda i: keras.Model(i, L.Dense(3)(i)))(keras.Input((4,), dtype="float64")), (2, 4))

# Computing with tensors between layers


def computed(name, function, *shapes, dtype="float32", data=None):
    def build():
        inputs = [keras.Input(shape, dtype=dtype) for shape in shapes]
        return keras.Model(inputs if len(inputs) > 1 else inputs[0], function(*inputs))

    case("Operation", name, build, *(data or [(2, *shape) for shape in shapes]))


computed("arithmetic", lambda x, y: (x * 2 + y / 3 - 1) * x, (4,), (4,))
computed("reflected", lambda x: 1 - 2 / (x + 5), (4,))
computed("power", lambda x: (x + 3) ** 2, (4,))
computed("negative", lambda x: -x, (4,))
computed("abs", lambda x: abs(x), (4,))
computed("slice", lambda x: x[:, 1:, ::2], (4, 5))
computed("index", lambda x: x[:, 0], (4, 5))
computed("last", lambda x: x[:, -1, :], (4, 5))
computed("new_axis", lambda x: x[:, None, :, 1], (4, 5))
computed("ellipsis", lambda x: x[..., 2], (4, 5))
computed("reversed", lambda x: x[:, ::-1], (4, 5))
computed("matmul", lambda x, y: x @ y, (4, 5), (5, 3))
computed("compare", lambda x, y: [x > y, x <= 0.5], (4,), (4,))
computed("integer_arithmetic", lambda x: [x * 3, x + 1, x // 2, x % 3, x / 2], (4,), dtype="int32")
computed("floor", lambda x: [x // 0.7, x % 0.7], (4,))
if KERAS3:
    O = keras.ops
    computed("reductions", lambda x: [O.mean(x, axis=1), O.sum(x, axis=(1, 2)), O.max(x, axis=-1, keepdims=True), O.min(x, axis=1), O.prod(x, axis=2)], (3, 4))
    computed("statistics", lambda x: [O.var(x, axis=1), O.std(x, axis=-1, keepdims=True), O.logsumexp(x, axis=1)], (3, 4))
    computed("elementwise", lambda x: [O.exp(x), O.sin(x), O.cos(x), O.tanh(x), O.square(x), O.sqrt(O.abs(x)), O.log(O.abs(x) + 1), O.floor(x), O.ceil(x), O.sign(x), O.rsqrt(O.square(x) + 1), O.round(x), O.erf(x), O.expm1(x)], (4,))
    computed("activations", lambda x: [O.relu(x), O.relu6(x), O.sigmoid(x), O.softplus(x), O.silu(x), O.gelu(x), O.gelu(x, approximate=False), O.leaky_relu(x, 0.1), O.elu(x, 0.5), O.selu(x), O.hard_sigmoid(x), O.softmax(x, axis=1), O.log_softmax(x), O.celu(x, 0.7), O.glu(x)], (3, 4))
    computed("shapes", lambda x: [O.reshape(x, (-1, 6)), O.transpose(x, (0, 2, 1)), O.expand_dims(x, 1), O.squeeze(O.expand_dims(x, 2), 2), O.swapaxes(x, 1, 2), O.moveaxis(x, 1, -1), O.flip(x, 1), O.tile(x, (1, 2, 1)), O.repeat(x, 2, axis=1), O.ravel(x)], (3, 4))
    computed("join", lambda x, y: [O.concatenate([x, y], axis=1), O.stack([x, y], axis=1)], (3, 4), (3, 4))
    computed("split", lambda x: O.split(x, 2, axis=2), (3, 4))
    computed("split_at", lambda x: O.split(x, [1, 3], axis=2), (3, 4))
    computed("pad", lambda x: [O.pad(x, ((0, 0), (1, 2), (0, 1))), O.pad(x, ((0, 0), (1, 2), (0, 1)), mode="reflect"), O.pad(x, ((0, 0), (0, 0), (2, 0)), constant_values=1.5)], (3, 4))
    computed("where", lambda x, y: O.where(x > 0, x, y), (4,), (4,))
    computed("clip", lambda x: O.clip(x, -0.5, 0.7), (4,))
    computed("cast", lambda x: O.cast(x, "int32"), (4,))
    computed("argmax", lambda x: [O.argmax(x, axis=1), O.argmin(x, axis=-1)], (3, 4))
    computed("cumsum", lambda x: O.cumsum(x, axis=1), (3, 4))
    computed("einsum", lambda x, y: O.einsum("abc,acd->abd", x, y), (3, 4), (4, 5))
    computed("take", lambda x: O.take(x, np.array([2, 0]), axis=1), (3, 4))
    computed("one_hot", lambda x: O.one_hot(x, 5), (4,), dtype="int32")
    computed("maximum", lambda x, y: [O.maximum(x, y), O.minimum(x, 0.3)], (4,), (4,))
    computed("normalize", lambda x: O.normalize(x, axis=-1), (4,))
    computed("logical", lambda x, y: [O.logical_and(x > 0, y > 0), O.logical_or(x > 0, y > 0), O.logical_not(x > 0)], (4,), (4,))
else:
    computed("reductions", lambda x: [tf.reduce_mean(x, axis=1), tf.reduce_sum(x, axis=[1, 2]), tf.reduce_max(x, axis=-1, keepdims=True), tf.reduce_min(x, axis=1)], (3, 4))
    computed("elementwise", lambda x: [tf.exp(x), tf.sin(x), tf.tanh(x), tf.square(x), tf.sqrt(tf.abs(x)), tf.math.log(tf.abs(x) + 1.0), tf.floor(x), tf.sign(x), tf.math.rsqrt(tf.square(x) + 1.0), tf.round(x), tf.math.erf(x)], (4,))
    computed("activations", lambda x: [tf.nn.relu(x), tf.nn.relu6(x), tf.nn.sigmoid(x), tf.nn.softplus(x), tf.nn.silu(x), tf.nn.gelu(x), tf.nn.leaky_relu(x, 0.1), tf.nn.elu(x), tf.nn.selu(x), tf.nn.softmax(x, axis=1), tf.nn.log_softmax(x)], (3, 4))
    computed("shapes", lambda x: [tf.reshape(x, (-1, 6)), tf.transpose(x, (0, 2, 1)), tf.expand_dims(x, 1), tf.squeeze(tf.expand_dims(x, 2), 2), tf.tile(x, (1, 2, 1))], (3, 4))
    computed("join", lambda x, y: [tf.concat([x, y], axis=1), tf.stack([x, y], axis=1)], (3, 4), (3, 4))
    computed("split", lambda x: tf.split(x, 2, axis=2), (3, 4))
    computed("split_sizes", lambda x: tf.split(x, [1, 3], axis=2), (3, 4))
    computed("unstack", lambda x: tf.unstack(x, axis=1), (3, 4))
    computed("pad", lambda x: [tf.pad(x, ((0, 0), (1, 2), (0, 1))), tf.pad(x, ((0, 0), (1, 2), (0, 1)), mode="REFLECT")], (3, 4))
    computed("where", lambda x, y: tf.where(x > 0, x, y), (4,), (4,))
    computed("clip", lambda x: tf.clip_by_value(x, -0.5, 0.7), (4,))
    computed("cast", lambda x: tf.cast(x, "int32"), (4,))
    computed("matmul_transposed", lambda x, y: tf.matmul(x, y, transpose_b=True), (3, 4), (5, 4))
    computed("maximum", lambda x, y: [tf.maximum(x, y), tf.minimum(x, 0.3)], (4,), (4,))
    computed("l2_normalize", lambda x: tf.math.l2_normalize(x, axis=-1), (4,))
    computed("gather", lambda x: tf.gather(x, [2, 0], axis=1), (3, 4))
    computed("argmax", lambda x: tf.argmax(x, axis=1), (3, 4))
    computed("logical", lambda x, y: [tf.logical_and(x > 0, y > 0), tf.logical_not(x > 0)], (4,), (4,))

if __name__ == "__main__":
    chosen = sys.argv[1:] or sorted(CASES)
    total = sum(make(name, CASES[name]) for name in chosen if name in CASES)
    print(total, "cases of", len(chosen), "layers; Keras", whole.__version__)
