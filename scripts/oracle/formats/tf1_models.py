#!/usr/bin/env python
"""Makes small models of TensorFlow 1 in every form that TensorFlow 1 has.

    $(scripts/oracle/env tf1) scripts/oracle/formats/tf1_models.py [MODEL...]
"""

import os
import pathlib
import shutil
import sys
import warnings
import zlib

warnings.filterwarnings("ignore")
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from fixture import Case  # noqa: E402

tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.ERROR)
MODELS = {}


def model(**options):
    """Registers a function that builds a graph and returns inputs, outputs and what is fed."""

    def register(build):
        MODELS[build.__name__.replace("_", "-")] = (build, options)
        return build

    return register


def image(random, batch, *shape):
    return random.uniform(-1, 1, (batch,) + shape).astype(np.float32)


def norm(x, training, name):
    return tf.compat.v1.layers.batch_normalization(x, training=training, epsilon=1e-3, fused=True, name=name)


def keep(name, x):
    return tf.identity(x, name=name)


@model()
def cnn(random):
    """Convolutions, batch normalization, pooling and a dense layer, with reference variables."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 8, 8, 3], "image")
    y = tf.compat.v1.layers.conv2d(x, 4, 3, strides=2, padding="same", use_bias=False, name="conv")
    y = tf.nn.relu6(norm(y, False, "norm"))
    y = tf.compat.v1.layers.conv2d(y, 6, 3, padding="valid", activation=tf.nn.relu, name="conv2")
    y = tf.compat.v1.layers.max_pooling2d(y, 2, 2, padding="same")
    y = tf.compat.v1.layers.flatten(y)
    y = tf.nn.softmax(tf.compat.v1.layers.dense(y, 5, name="dense"), name="scores")
    return {"image": x}, {"scores": y}, [{x: image(random, n, 8, 8, 3)} for n in (1, 3)]


@model(resource=True)
def cnn_resource(random):
    """The same kind of network with resource variables, and signature keys that are no node names."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 8, 8, 3], "image")
    y = tf.compat.v1.layers.conv2d(x, 4, 3, strides=2, padding="same", use_bias=False, name="conv")
    y = tf.nn.elu(norm(y, False, "norm"))
    y = tf.compat.v1.layers.average_pooling2d(y, 2, 2)
    y = tf.compat.v1.layers.dense(tf.compat.v1.layers.flatten(y), 5, name="dense")
    return {"pixels": x}, {"classes": tf.nn.softmax(y, name="scores"), "logits": keep("logits", y)}, [{x: image(random, n, 8, 8, 3)} for n in (1, 2)]


def open_session(shards):
    return tf.compat.v1.Session(config=tf.compat.v1.ConfigProto(device_count={"CPU": max(1, shards)}, intra_op_parallelism_threads=1, inter_op_parallelism_threads=1))


def draw(name, shape, dtype, random):
    """The value of a variable: the variance of a normalization is positive, everything else is around zero."""
    if dtype.is_bool:
        return random.randint(0, 2, shape).astype(bool)
    if dtype.is_integer:
        return random.randint(0 if dtype.is_unsigned else -9, 9, shape).astype(dtype.as_numpy_dtype)
    positive = "variance" in name or "gamma" in name
    fan = max(1, int(np.prod(shape[:-1])) if len(shape) > 1 else 4)
    values = random.uniform(0.5, 1.5, shape) if positive else random.uniform(-1, 1, shape) * np.sqrt(3.0 / fan)
    return np.asarray(values).astype(dtype.as_numpy_dtype)


def feeds_by_key(inputs, feed):
    return {key: feed[tensor] for key, tensor in inputs.items()}


def node(tensor):
    return tensor.name[:-2] if tensor.name.endswith(":0") else tensor.name


def signature(inputs, outputs, method="tensorflow/serving/predict"):
    infos = [{key: tf.compat.v1.saved_model.build_tensor_info(t) for key, t in ports.items()} for ports in (inputs, outputs)]
    return tf.compat.v1.saved_model.build_signature_def(infos[0], infos[1], method)


def make(name, build, resource=False, shards=1, tolerance=None):
    seed = zlib.crc32(name.encode())
    random = np.random.RandomState(seed)
    with tf.Graph().as_default() as graph:
        tf.compat.v1.set_random_seed(seed)
        with tf.compat.v1.variable_scope("", use_resource=resource):
            inputs, outputs, feeds = build(random)
        variables = tf.compat.v1.global_variables()
        inference = graph.as_graph_def()
        names = [node(t) for t in outputs.values()]
        case = Case("tf1-" + name, build.__doc__, "TensorFlow " + tf.__version__,
                    {k: t.name for k, t in inputs.items()}, {k: t.name for k, t in outputs.items()}, tolerance)
        with open_session(shards) as session:
            session.run([tf.compat.v1.global_variables_initializer(), tf.compat.v1.tables_initializer()])
            for variable in variables:
                shape = tuple(variable.shape.as_list())
                variable.load(draw(variable.op.name, shape, variable.dtype.base_dtype, random), session)
            for feed in feeds:
                answers = session.run(outputs, feed)
                case.call(feeds_by_key(inputs, feed), answers)
            write_frozen(case, session, inference, names)
            if variables:
                write_checkpoints(case, session, inference, names, variables, shards)
            write_saved_models(case, session, inputs, outputs)
    case.write()


def write_frozen(case, session, inference, names):
    frozen = tf.compat.v1.graph_util.convert_variables_to_constants(session, inference, [n.split(":")[0] for n in names])
    case.path("frozen.pb").write_bytes(frozen.SerializeToString())
    tf.io.write_graph(frozen, str(case.folder), "frozen.pbtxt", as_text=True)
    shutil.copy(str(case.path("frozen.pbtxt")), str(case.path("frozen-text.pb")))
    output = ["--output", ",".join(names)]
    case.form("frozen.pb", "FROZEN_GRAPH", ["--input_model", "frozen.pb"] + output, ir="graph")
    case.form("frozen.pbtxt", "FROZEN_GRAPH", ["--input_model", "frozen.pbtxt", "--input_model_is_text"] + output, ir="graph")
    case.form("text by content", "FROZEN_GRAPH", ["--input_model", "frozen-text.pb"] + output, ir="graph")


def write_checkpoints(case, session, inference, names, variables, shards):
    case.path("graph.pb").write_bytes(inference.SerializeToString())
    tf.io.write_graph(inference, str(case.folder), "graph.pbtxt", as_text=True)
    saver = tf.compat.v1.train.Saver(variables, sharded=shards > 1, save_relative_paths=True)
    saver.save(session, str(case.path("v2/model")))
    tf.compat.v1.train.export_meta_graph(str(case.path("v2/text.meta")), as_text=True)
    for suffix in ["index"] + ["data-%05d-of-%05d" % (i, shards) for i in range(shards)]:
        shutil.copy(str(case.path("v2/model." + suffix)), str(case.path("v2/text." + suffix)))
    version1 = tf.compat.v1.train.Saver(variables, write_version=tf.compat.v1.train.SaverDef.V1, save_relative_paths=True)
    version1.save(session, str(case.path("v1/model.ckpt")), write_meta_graph=False)
    output = ["--output", ",".join(names)]
    for graph, text in (("graph.pb", []), ("graph.pbtxt", ["--input_model_is_text"])):
        for checkpoint in ("v1/model.ckpt", "v2/model", "v2/model.index", "v2"):
            if text and checkpoint in ("v2/model.index", "v2"):
                continue
            case.form("%s + %s" % (graph, checkpoint), "GRAPH_AND_CHECKPOINT",
                      ["--input_model", graph, "--input_checkpoint", checkpoint] + text + output, ir="graph")
    case.form("metagraph", "META_GRAPH", ["--input_meta_graph", "v2/model.meta"] + output, ir="graph")
    case.form("text metagraph", "META_GRAPH", ["--input_meta_graph", "v2/text.meta", "--input_model_is_text"] + output, ir="graph")
    case.form("metagraph by its index", "META_GRAPH", ["--input_meta_graph", "v2/model.index"] + output, ir="graph")


def write_saved_models(case, session, inputs, outputs):
    tf.compat.v1.saved_model.simple_save(session, str(case.path("simple_save")), inputs, outputs)
    builder = tf.compat.v1.saved_model.Builder(str(case.path("text")))
    builder.add_meta_graph_and_variables(session, ["serve"], {"serving_default": signature(inputs, outputs)}, clear_devices=True,
                                         main_op=tf.compat.v1.tables_initializer())
    builder.save(as_text=True)
    case.form("simple_save", "SAVED_MODEL", ["--saved_model_dir", "simple_save"], ir="signature", signature=True)
    case.form("text SavedModel", "SAVED_MODEL", ["--saved_model_dir", "text"], ir="signature", signature=True)
    output = ["--output", ",".join(node(t) for t in outputs.values())]
    case.form("SavedModel by node names", "SAVED_MODEL", ["--saved_model_dir", "simple_save"] + output)


def main():
    for name in sys.argv[1:] or MODELS:
        build, options = MODELS[name]
        make(name, build, **options)


if __name__ == "__main__":
    main()
