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


@model(arguments=["--freeze_placeholder_with_value", "is_training->False"])
def dropout(random):
    """Dropout and batch normalization that a placeholder without a default switches between training and inference, by Switch and Merge."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 6, 6, 2], "image")
    training = tf.compat.v1.placeholder(tf.bool, [], "is_training")
    y = tf.compat.v1.layers.conv2d(x, 4, 3, name="conv")
    y = tf.nn.relu(norm(y, training, "norm"))
    y = tf.compat.v1.layers.flatten(y)
    y = tf.compat.v1.layers.dropout(y, 0.4, training=training, name="drop")
    y = tf.compat.v1.layers.dense(y, 3, name="dense")
    return {"image": x}, {"logits": keep("logits", y)}, [{x: image(random, n, 6, 6, 2), training: False} for n in (1, 2)]


@model(resource=True)
def dropout_default(random):
    """The same by a placeholder whose default is false, and an old dropout that keeps by a placeholder with the default one."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 6, 6, 2], "image")
    training = tf.compat.v1.placeholder_with_default(False, [], "is_training")
    rate = tf.compat.v1.placeholder_with_default(0.0, [], "rate")
    y = tf.compat.v1.layers.conv2d(x, 4, 3, name="conv")
    y = tf.nn.relu(norm(y, training, "norm"))
    y = tf.compat.v1.layers.flatten(y)
    y = tf.compat.v1.layers.dropout(y, 0.4, training=training, name="drop")
    y = tf.compat.v1.nn.dropout(y, rate=rate, name="old")
    y = tf.compat.v1.layers.dense(y, 3, name="dense")
    return {"image": x}, {"logits": keep("logits", y)}, [{x: image(random, n, 6, 6, 2)} for n in (1, 2)]


@model()
def norm_training(random):
    """Batch normalization in its training form: the statistics are those of the batch."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 5, 5, 3], "image")
    y = tf.compat.v1.layers.conv2d(x, 4, 3, padding="same", name="conv")
    y = tf.nn.relu(norm(y, True, "norm"))
    mean, variance = tf.nn.moments(y, [1, 2], keepdims=True)
    y = tf.nn.batch_normalization(y, mean, variance, None, None, 1e-3, name="instance")
    return {"image": x}, {"features": keep("features", y)}, [{x: image(random, n, 5, 5, 3)} for n in (2, 4)]


@model(shards=2)
def embedding(random):
    """Words to vectors by a partitioned table, in a checkpoint of two shards."""
    ids = tf.compat.v1.placeholder(tf.int32, [None, 7], "ids")
    partitions = []
    for i in range(2):
        with tf.device("/cpu:%d" % i):
            partitions.append(tf.compat.v1.get_variable("rows_%d" % i, [6, 5]))
    with tf.device("/cpu:1"):
        table = tf.compat.v1.get_variable("table", [11, 5], partitioner=tf.compat.v1.fixed_size_partitioner(3))
    words = tf.nn.embedding_lookup(table, ids, partition_strategy="div")
    rows = tf.nn.embedding_lookup(partitions, ids, partition_strategy="mod")
    y = tf.reduce_sum(tf.concat([words, rows], -1), 1)
    return {"ids": ids}, {"sums": keep("sums", y)}, [{ids: random.randint(0, 11, (n, 7)).astype(np.int32)} for n in (1, 3)]


@model(shards=2)
def partitioned(random):
    """Dense layers whose kernels are sliced along the first and the second dimension, on two devices."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 8], "features")
    with tf.device("/cpu:0"):
        rows = tf.compat.v1.get_variable("rows", [8, 6], partitioner=tf.compat.v1.fixed_size_partitioner(3, axis=0))
        bias = tf.compat.v1.get_variable("bias", [6], partitioner=tf.compat.v1.fixed_size_partitioner(2))
    with tf.device("/cpu:1"):
        columns = tf.compat.v1.get_variable("columns", [6, 5], partitioner=tf.compat.v1.fixed_size_partitioner(2, axis=1))
    y = tf.tanh(tf.matmul(x, tf.convert_to_tensor(rows)) + tf.convert_to_tensor(bias))
    y = tf.matmul(y, tf.convert_to_tensor(columns))
    return {"features": x}, {"logits": keep("logits", y)}, [{x: image(random, n, 8)} for n in (1, 4)]


@model(resource=True)
def attention(random):
    """Self-attention with two heads, a mask of integers and layer normalization."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 6, 8], "tokens")
    mask = tf.compat.v1.placeholder(tf.int32, [None, 6], "mask")

    def heads(name):
        y = tf.compat.v1.layers.dense(x, 8, name=name)
        return tf.transpose(tf.reshape(y, [tf.shape(y)[0], 6, 2, 4]), [0, 2, 1, 3])

    query, key, value = heads("query"), heads("key"), heads("value")
    scores = tf.matmul(query, key, transpose_b=True) / np.float32(2)
    scores += (1.0 - tf.cast(mask[:, None, None, :], tf.float32)) * -10000.0
    y = tf.transpose(tf.matmul(tf.nn.softmax(scores), value), [0, 2, 1, 3])
    y = x + tf.compat.v1.layers.dense(tf.reshape(y, [-1, 6, 8]), 8, name="out")
    gamma = tf.compat.v1.get_variable("gamma", [8])
    beta = tf.compat.v1.get_variable("beta", [8])
    mean, variance = tf.nn.moments(y, [-1], keepdims=True)
    y = (y - mean) * tf.math.rsqrt(variance + 1e-5) * gamma + beta
    y = 0.5 * y * (1.0 + tf.math.erf(y / np.float32(np.sqrt(2))))
    feeds = [{x: image(random, n, 6, 8), mask: (np.arange(6) < 4).astype(np.int32) * np.ones((n, 1), np.int32)} for n in (1, 2)]
    return {"tokens": x, "mask": mask}, {"encoded": keep("encoded", y)}, feeds


@model()
def several(random):
    """Two inputs of different types and three outputs, one of them the second result of its operation."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 6], "features")
    choice = tf.compat.v1.placeholder(tf.int64, [None], "choice")
    kernel = tf.compat.v1.get_variable("kernel", [6, 6])
    table = tf.compat.v1.get_variable("table", [4, 6])
    y = tf.nn.tanh(tf.matmul(x, kernel) + tf.gather(table, choice))
    first, second = tf.split(y, 2, axis=1, name="halves")
    best = tf.argmax(y, axis=1, name="best")
    outputs = {"second": second, "best": best, "total": tf.reduce_sum(first, 1, name="total")}
    feeds = [{x: image(random, n, 6), choice: random.randint(0, 4, n)} for n in (2, 5)]
    return {"choice": choice, "features": x}, outputs, feeds


@model()
def dtypes(random):
    """Variables of every type that a checkpoint of version 1 can have and that numbers are computed with."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 3], "x")
    outputs = {}
    for dtype in (tf.float32, tf.float64, tf.float16, tf.int8, tf.int16, tf.int32, tf.int64, tf.uint8, tf.uint16, tf.bool):
        value = tf.compat.v1.get_variable("value_" + dtype.name, [3], dtype, initializer=tf.zeros_initializer())
        y = tf.cast(value, tf.float32) * x
        outputs[dtype.name] = keep("as_" + dtype.name, y)
    scalar = tf.compat.v1.get_variable("scalar", [], tf.int32, initializer=tf.zeros_initializer())
    outputs["scalar"] = tf.add(tf.cast(tf.cast(x, tf.int32) + scalar, tf.float32), x, name="as_scalar")
    return {"x": x}, outputs, [{x: image(random, n, 3)} for n in (1, 2)]


@model(version1=False)
def dtypes_new(random):
    """Variables of the types that only checkpoints of version 2 can have."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 3], "x")
    narrow = tf.compat.v1.get_variable("narrow", [3], tf.bfloat16, initializer=tf.zeros_initializer())
    return {"x": x}, {"y": tf.multiply(tf.cast(narrow, tf.float32), x, name="y")}, [{x: image(random, n, 3)} for n in (1, 2)]


@model(frozen=False)  # TensorFlow's freezing loses what fills a table
def table(random):
    """A hash table from integers to integers, whose initializer has its contents."""
    ids = tf.compat.v1.placeholder(tf.int64, [None, 4], "ids")
    keys = tf.constant([10, 7, -3, 2000000000, 0], tf.int64)
    values = tf.constant([1, 4, 0, 3, 2], tf.int64)
    mapping = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(keys, values), default_value=5)
    vectors = tf.compat.v1.get_variable("vectors", [6, 3])
    places = mapping.lookup(ids)
    feeds = [{ids: random.choice([10, 7, -3, 2000000000, 0, 9], (n, 4))} for n in (1, 3)]
    return {"ids": ids}, {"places": keep("places", places), "vectors": tf.gather(vectors, places, name="found")}, feeds


@model(resource=True)
def depthwise(random):
    """Depthwise and pointwise convolutions, dilation, and global pooling."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 10, 10, 3], "image")
    y = tf.compat.v1.layers.conv2d(x, 4, 3, strides=2, padding="same", use_bias=False, name="stem")
    y = tf.nn.relu6(norm(y, False, "stem_norm"))
    for i, (stride, rate) in enumerate(((1, 1), (2, 1), (1, 2))):
        kernel = tf.compat.v1.get_variable("depthwise_%d" % i, [3, 3, 4, 1])
        y = tf.nn.depthwise_conv2d(y, kernel, [1, stride, stride, 1], "SAME", rate=[rate, rate])
        y = tf.nn.relu6(norm(y, False, "norm_%d" % i))
        y = tf.compat.v1.layers.conv2d(y, 4, 1, name="point_%d" % i)
    y = tf.reduce_mean(y, [1, 2], keepdims=True)
    y = tf.squeeze(tf.compat.v1.layers.conv2d(y, 5, 1, name="logits"), [1, 2])
    return {"image": x}, {"scores": tf.nn.softmax(y, name="scores")}, [{x: image(random, n, 10, 10, 3)} for n in (1, 2)]


@model()
def unet(random):
    """Down and up again: transposed convolution, resizing, concatenation with what was before."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 8, 8, 2], "image")
    a = tf.compat.v1.layers.conv2d(x, 4, 3, padding="same", activation=tf.nn.relu, name="down_1")
    b = tf.compat.v1.layers.conv2d(tf.nn.max_pool2d(a, 2, 2, "VALID"), 6, 3, padding="same", activation=tf.nn.relu, name="down_2")
    c = tf.compat.v1.layers.conv2d(tf.nn.avg_pool2d(b, 2, 2, "SAME"), 6, 3, padding="same", activation=tf.nn.leaky_relu, name="middle")
    c = tf.image.resize(c, [4, 4], method="bilinear")
    d = tf.compat.v1.layers.conv2d_transpose(tf.concat([c, b], -1), 4, 2, strides=2, padding="same", name="up_1")
    y = tf.compat.v1.layers.conv2d(tf.concat([d, a], -1), 1, 1, activation=tf.nn.sigmoid, name="mask")
    return {"image": x}, {"mask": keep("segmentation", y)}, [{x: image(random, n, 8, 8, 2)} for n in (1, 2)]


@model(resource=True, frozen=False)  # TensorFlow 1.15 leaves functions that read the variables, and can't run the result
def functions(random):
    """Functions that call functions, one of them twice, in a graph of TensorFlow 1."""
    x = tf.compat.v1.placeholder(tf.float32, [None, 4], "x")
    kernel = tf.compat.v1.get_variable("kernel", [4, 4])
    kernel2 = tf.compat.v1.get_variable("kernel2", [4, 4])

    @tf.function
    def dense(value, weights):
        return tf.nn.tanh(tf.matmul(value, weights))

    @tf.function
    def block(value):
        return value + dense(dense(value, kernel), kernel2)

    y = block(block(x)) * 2.0
    return {"x": x}, {"y": keep("y", y)}, [{x: image(random, n, 4)} for n in (1, 3)]


@model(resource=True)
def trainer(random):
    """A whole training graph: an optimizer, summaries, prints and checks around a network with a function that is called by its name."""
    from tensorflow.python.framework import function

    @function.Defun(tf.float32, tf.float32, func_name="Mix")
    def mix(a, b):
        values, places = tf.nn.top_k(a, 2)
        return tf.matmul(values, b), tf.cast(places, tf.float32), tf.unstack(b, 2)[1]

    x = tf.compat.v1.placeholder(tf.float32, [None, 6], "x")
    labels = tf.compat.v1.placeholder(tf.float32, [None, 3], "labels")
    held = tf.compat.v1.placeholder_with_default(1.0, [], "keep")
    w = tf.compat.v1.get_variable("w", [2, 3])
    y = tf.nn.relu(tf.compat.v1.layers.dense(x, 5, name="dense"))
    with tf.control_dependencies([tf.compat.v1.assert_less(x, 1000.0)]):
        y = tf.compat.v1.nn.dropout(tf.compat.v1.Print(y, [tf.shape(y)], "shape", first_n=1), keep_prob=held, name="drop")
    a, b, c = mix(y, w)
    d, _, _ = mix(a * c, w)
    scores = tf.nn.softmax(tf.concat([a + d, b], 1), name="scores")
    loss = tf.reduce_mean(tf.compat.v1.squared_difference(scores[:, :3], labels), name="loss")
    tf.compat.v1.summary.scalar("loss", loss)
    tf.compat.v1.summary.merge_all()
    step = tf.compat.v1.train.get_or_create_global_step()
    tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(y), global_step=step)
    return {"x": x}, {"scores": scores}, [{x: image(random, n, 6)} for n in (1, 3)]


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


def make(name, build, resource=False, shards=1, version1=True, frozen=True, arguments=(), tolerance=None):
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
            case.arguments = list(arguments)
            if frozen:
                write_frozen(case, session, inference, names)
            write_checkpoints(case, session, inference, names, variables, shards, version1)
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


def write_checkpoints(case, session, inference, names, variables, shards, version1):
    case.path("graph.pb").write_bytes(inference.SerializeToString())
    tf.io.write_graph(inference, str(case.folder), "graph.pbtxt", as_text=True)
    saver = tf.compat.v1.train.Saver(variables, sharded=shards > 1, save_relative_paths=True)
    saver.save(session, str(case.path("v2/model")))
    tf.compat.v1.train.export_meta_graph(str(case.path("v2/text.meta")), as_text=True)
    for suffix in ["index"] + ["data-%05d-of-%05d" % (i, shards) for i in range(shards)]:
        shutil.copy(str(case.path("v2/model." + suffix)), str(case.path("v2/text." + suffix)))
    if version1:
        saver = tf.compat.v1.train.Saver(variables, write_version=tf.compat.v1.train.SaverDef.V1, save_relative_paths=True)
        saver.save(session, str(case.path("v1/model.ckpt")), write_meta_graph=False)
    output = ["--output", ",".join(names)]
    for graph, text in (("graph.pb", []), ("graph.pbtxt", ["--input_model_is_text"])):
        for checkpoint in ("v1/model.ckpt", "v2/model", "v2/model.index", "v2"):
            if text and checkpoint in ("v2/model.index", "v2") or not version1 and checkpoint.startswith("v1"):
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


def signatures():
    """Several signatures of one MetaGraph, one of them with its input inside the network, and one that shares its output."""
    random = np.random.RandomState(1)
    with tf.Graph().as_default():
        x = tf.compat.v1.placeholder(tf.float32, [None, 6, 6, 2], "image")
        hidden = tf.compat.v1.layers.conv2d(x, 4, 3, activation=tf.nn.relu, name="conv")
        features = tf.reduce_mean(hidden, [1, 2], name="features")
        logits = tf.compat.v1.layers.dense(features, 3, name="dense")
        scores = tf.nn.softmax(logits, name="scores")
        known = {
            "serving_default": ({"pixels": x}, {"scores": scores}),
            "features": ({"pixels": x}, {"hidden": hidden, "vector": features}),
            "all": ({"input": x}, {"a": scores, "b": logits, "c": scores}),
        }
        case = Case("tf1-signatures", signatures.__doc__, "TensorFlow " + tf.__version__, {}, {})
        with open_session(1) as session:
            session.run(tf.compat.v1.global_variables_initializer())
            for variable in tf.compat.v1.global_variables():
                variable.load(draw(variable.op.name, tuple(variable.shape.as_list()), variable.dtype.base_dtype, random), session)
            for n in (1, 2):
                value = image(random, n, 6, 6, 2)
                inputs = {"pixels": value, "input": value}
                outputs = {}
                for ports in known.values():
                    outputs.update(session.run(ports[1], {x: value}))
                case.call(inputs, outputs)
            builder = tf.compat.v1.saved_model.Builder(str(case.path("saved_model")))
            builder.add_meta_graph_and_variables(session, ["serve"], {name: signature(*ports) for name, ports in known.items()})
            builder.save()
        for name, (inputs, outputs) in known.items():
            arguments = ["--saved_model_dir", "saved_model"] + ([] if name == "serving_default" else ["--signature", name])
            case.form(name, "SAVED_MODEL", arguments, signature=True, inputs={k: [k, t.name] for k, t in inputs.items()},
                      outputs={k: [k, t.name] for k, t in outputs.items()})
    case.write()


def tagged():
    """Three MetaGraphs with their own graphs over the same variables: for training, for serving, and for serving on a GPU."""
    random = np.random.RandomState(2)
    case = Case("tf1-tagged", tagged.__doc__, "TensorFlow " + tf.__version__, {}, {})
    graphs = {}
    values = [draw(name, shape, tf.float32, random) for name, shape in (("kernel", (4, 3)), ("gamma", (3,)))]
    feeds = [image(random, n, 4) for n in (1, 3)]
    builder = tf.compat.v1.saved_model.Builder(str(case.path("saved_model")))
    answers = [{} for _ in feeds]
    for tags in (["train"], ["serve"], ["serve", "gpu"]):
        with tf.Graph().as_default(), open_session(1) as session:
            x = tf.compat.v1.placeholder(tf.float32, [None, 4], "x")
            kernel = tf.compat.v1.get_variable("kernel", [4, 3])
            gamma = tf.compat.v1.get_variable("gamma", [3])
            y = tf.matmul(x, kernel)
            y = {"train": tf.sigmoid(y), "serve": y * gamma, "gpu": tf.nn.relu(y) + gamma}[tags[-1]]
            y = keep("y", y)
            key = "_".join(tags)
            session.run(tf.compat.v1.global_variables_initializer())
            for variable, value in zip((kernel, gamma), values):
                variable.load(value, session)
            for answer, feed in zip(answers, feeds):
                answer[key] = session.run(y, {x: feed})
            infos = {"serving_default": signature({"x": x}, {key: y})}
            if not graphs:
                builder.add_meta_graph_and_variables(session, tags, infos)
            else:
                builder.add_meta_graph(tags, infos)
            graphs[key] = tags
    builder.save()
    for feed, answer in zip(feeds, answers):
        case.call({"x": feed}, answer)
    for key, tags in graphs.items():
        names = {"inputs": {"x": ["x", "x:0"]}, "outputs": {key: [key, "y:0"]}}
        case.form(key, "SAVED_MODEL", ["--saved_model_dir", "saved_model", "--saved_model_tags", ",".join(reversed(tags))], signature=True, **names)
        if key == "serve":
            case.form("serve by default", "SAVED_MODEL", ["--saved_model_dir", "saved_model"], signature=True, **names)
    case.write()


OTHERS = {"signatures": signatures, "tagged": tagged}


def main():
    for name in sys.argv[1:] or list(MODELS) + list(OTHERS):
        if name in OTHERS:
            OTHERS[name]()
        else:
            build, options = MODELS[name]
            make(name, build, **options)


if __name__ == "__main__":
    main()
