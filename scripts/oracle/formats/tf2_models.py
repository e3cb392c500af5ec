#!/usr/bin/env python
"""Makes small models of TensorFlow 2 and of Keras in every form that they have.

    $(scripts/oracle/env tf2) scripts/oracle/formats/tf2_models.py [MODEL...]       TensorFlow 2.15, Keras 2
    $(scripts/oracle/env tf2new) scripts/oracle/formats/tf2_models.py [MODEL...]    TensorFlow 2.21, Keras 3
"""

import importlib
import os
import pathlib
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


def make_module(name, build):
    seed = zlib.crc32(name.encode())
    random = np.random.RandomState(seed)
    built, feeds = build(random)
    signatures = getattr(built, "signatures_to_save", None)
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
    case.write()


def ports(folder, which="serving_default"):
    """The inputs and outputs of a signature of a SavedModel, each with the tensor behind it."""
    message = saved_model_pb2.SavedModel.FromString((pathlib.Path(folder) / "saved_model.pb").read_bytes())
    signature = message.meta_graphs[0].signature_def[which]
    return {k: t.name for k, t in signature.inputs.items()}, {k: t.name for k, t in signature.outputs.items()}


def write_frozen(case, function, keys, outputs):
    """The frozen graph of a signature, as people make it who follow the tutorials."""
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
    output_names = list(model.output_names)
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
