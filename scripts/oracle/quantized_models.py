"""Builds the quantized classification networks of TF-Slim as skeletons, with the answers of TensorFlow 1.15.

    $(scripts/oracle/env tf1) scripts/oracle/quantized_models.py                 all of them, into the tests' resources
    $(scripts/oracle/env tf1) scripts/oracle/quantized_models.py inception_v3 --check

As users did it: `contrib.quantize.create_eval_graph` folds the batch normalizations into the weights and puts FakeQuantWithMinMaxVars behind
weights and activations; then the graph is frozen. The weights are random (see slim_models.py). The ranges are those that the layers have on a
few images, as training would have found them. The last layer tells images of a few kinds apart, each a pattern of coloured patches under noise,
so that answers differ between images and are as sure as those of a trained network: a random last layer gives all images of noise the same answer.
"""

import argparse
import json
import os
import zlib
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import recipe
import slim_models
import tensorflow as tf
from nets import nets_factory
from tensorflow.contrib import quantize
from tensorflow.core.framework import graph_pb2

RESOURCES = Path(__file__).resolve().parents[2] / "tests/src/test/resources/quantized"

# Folder: network in nets_factory, size of the images.
MODELS = {
    "mobilenet_v1_0.25_128": ("mobilenet_v1_025", 128),
    "mobilenet_v1_1.0_224": ("mobilenet_v1", 224),
    "mobilenet_v2_0.35_128": ("mobilenet_v2_035", 128),
    "mobilenet_v2_1.0_224": ("mobilenet_v2", 224),
    "inception_v1": ("inception_v1", 224),
    "inception_v2": ("inception_v2", 224),
    "inception_v3": ("inception_v3", 299),
    "inception_v4": ("inception_v4", 299),
}

CLASSES = 16
PATCHES = 4  # along each side of an image
NOISE = 0.0625  # share of an image
IMAGES = 256  # that the network is asked about
CALIBRATION = 8  # images of each class that ranges and the last layer are found with
BATCH = 16
LOGITS_SPREAD = 4.0
FAKE_QUANT = "FakeQuantWithMinMaxVars"


def frozen(network, size, quantized):
    """The frozen graph for any batch, the name of its logits, and the kinds of its variables by name."""
    with tf.Graph().as_default() as graph, tf.compat.v1.Session(config=slim_models.threads()) as session:
        images = tf.compat.v1.placeholder(tf.float32, [None, size, size, 3], "input")
        logits, _ = nets_factory.get_network_fn(network, CLASSES, is_training=False)(images)
        kinds = {v.op.name: v.op.name.rsplit("/", 1)[-1] for v in tf.compat.v1.global_variables()}
        if quantized:
            quantize.create_eval_graph(graph)
        logits = tf.identity(logits, "logits")
        session.run(tf.compat.v1.global_variables_initializer())
        constant = tf.compat.v1.graph_util.convert_variables_to_constants(session, graph.as_graph_def(), ["logits"])
        return constant, kinds


def images(seed, size, first, count):
    """Images `first` to `first + count`; image i is of class i % CLASSES."""
    place = np.arange(size) * PATCHES // size
    result = np.empty([count, size, size, 3], np.float32)
    for i in range(count):
        kind = (first + i) % CLASSES
        patches = recipe.tensor(seed + kind * (1 << 20), [-1, 1], [PATCHES, PATCHES, 3])
        noise = recipe.tensor(seed + (1 << 29) + (first + i) * (1 << 20), [-NOISE, NOISE], [size, size, 3])
        result[i] = patches[place][:, place] * np.float32(1 - NOISE) + noise
    return result


def batches(seed, size, first, count):
    for start in range(first, first + count, BATCH):
        yield images(seed, size, start, min(BATCH, first + count - start))


def run(graph, fetches, inputs):
    """What each of several batches gives."""
    with tf.Graph().as_default(), tf.compat.v1.Session(config=slim_models.threads()) as session:
        tf.import_graph_def(graph, name="")
        for batch in inputs:
            yield session.run(fetches, {"input:0": batch})


def constant(graph, name):
    return next(node for node in graph.node if node.name == name)


def put(graph, name, numbers):
    constant(graph, name).attr["value"].tensor.CopyFrom(tf.make_tensor_proto(np.asarray(numbers, np.float32)))


def behind(graph, name):
    """The Const that an input comes from."""
    nodes = {node.name: node for node in graph.node}
    node = nodes[name.split(":")[0]]
    while node.op == "Identity":
        node = nodes[node.input[0]]
    return node.name


def unquantized(graph):
    """The same network with nothing rounded."""
    other = graph_pb2.GraphDef()
    other.CopyFrom(graph)
    for node in other.node:
        if node.op == FAKE_QUANT:
            node.op = "Identity"
            del node.input[1:]
            node.attr["T"].type = tf.float32.as_datatype_enum
            for name in ("num_bits", "narrow_range"):
                if name in node.attr:
                    del node.attr[name]
    return other


def calibrate(graph, seed, size):
    """Sets the limits of every FakeQuant to the extremes of what it receives."""
    nodes = [node for node in graph.node if node.op == FAKE_QUANT]
    with tf.Graph().as_default():
        tf.import_graph_def(unquantized(graph), name="")
        limits = []
        for node in nodes:
            x = tf.compat.v1.get_default_graph().get_tensor_by_name(node.input[0] + (":0" if ":" not in node.input[0] else ""))
            limits.append([tf.reduce_min(x), tf.reduce_max(x)])
        with tf.compat.v1.Session(config=slim_models.threads()) as session:
            found = [session.run(limits, {"input:0": b}) for b in batches(seed, size, IMAGES, CALIBRATION * CLASSES)]
    found = np.array(found)
    for node, low, high in zip(nodes, found[:, :, 0].min(0), found[:, :, 1].max(0)):
        put(graph, behind(graph, node.input[1]), min(low, 0))
        put(graph, behind(graph, node.input[2]), max(high, 0))


def last_layer(graph, kinds):
    weights = [name for name in kinds if kinds[name] == "weights" and any(n.name == name for n in graph.node)][-1]
    biases = weights.rsplit("/", 1)[0] + "/biases"
    nodes = {node.name: node for node in graph.node}
    product = next(n for n in graph.node if n.op in ("Conv2D", "MatMul") and n.name.startswith(weights.rsplit("/", 1)[0]))
    assert biases in nodes
    return weights, biases, product.input[0]


def tell_apart(graph, kinds, seed, size):
    """Makes the last layer one that finds the nearest mean of a class."""
    weights, biases, features = last_layer(graph, kinds)
    inputs = batches(seed, size, IMAGES, CALIBRATION * CLASSES)
    found = np.concatenate(list(run(unquantized(graph), features + ":0", inputs))).reshape([CALIBRATION * CLASSES, -1])
    means = np.stack([found[np.arange(len(found)) % CLASSES == (kind - IMAGES) % CLASSES].mean(0) for kind in range(CLASSES)])
    center = means.mean(0)
    away = (means - center).astype(np.float64)
    scale = LOGITS_SPREAD / (away @ away.T).std()
    # Few different numbers, which are stored small.
    step = np.abs(scale * away).max() / 127
    chosen = np.round(scale * away / step) * step
    bias = -chosen @ center - scale * (away * away).sum(1) / 2
    shape = [dim.size for dim in constant(graph, weights).attr["value"].tensor.tensor_shape.dim]
    put(graph, weights, chosen.T.reshape(shape))
    put(graph, biases, bias)
    return weights, biases


def skeleton_of(model, seed):
    """The graph with recipes in the place of most variables."""
    network, size = MODELS[model]
    plain, kinds = frozen(network, size, False)
    some = images(seed, size, IMAGES, BATCH)
    filled = slim_models.skeleton_of(model, plain, kinds, "logits", some)
    graph, _ = frozen(network, size, True)
    given = {node.name: node for node in filled.node}
    for node in graph.node:
        if node.name in kinds:
            node.CopyFrom(given[node.name])
    full = inflated(graph)
    weights, biases = tell_apart(full, kinds, seed, size)
    calibrate(full, seed, size)
    found = {node.name: node for node in full.node}
    for node in graph.node:
        if node.name in (weights, biases) or recipe.SEED not in node.attr:
            node.CopyFrom(found[node.name])
    return graph


def inflated(skeleton):
    full = graph_pb2.GraphDef()
    full.CopyFrom(skeleton)
    return recipe.inflate(full)


def build(model, folder):
    _, size = MODELS[model]
    seed = zlib.crc32(("quantized " + model).encode()) << 30
    skeleton = skeleton_of(model, seed)
    logits = answers(inflated(skeleton), seed, size)
    folder.mkdir(parents=True, exist_ok=True)
    recipe.write_gzip(folder / "skeleton.pb.gz", skeleton.SerializeToString(deterministic=True))
    np.save(folder / "logits.npy", logits)
    case = {
        "model": model,
        "tensorflow": tf.__version__,
        "input": {"name": "input", "size": size, "seed": seed, "classes": CLASSES, "patches": PATCHES, "noise": NOISE, "count": IMAGES},
        "output": "logits",
    }
    (folder / "case.json").write_text(json.dumps(case, indent=2) + "\n")


def answers(graph, seed, size):
    return np.concatenate(list(run(graph, "logits:0", batches(seed, size, 0, IMAGES)))).reshape([IMAGES, CLASSES])


def check(model, folder):
    """Tells how sure the answers are, and refuses what would not tell a wrong converter from a right one."""
    case = json.loads((folder / "case.json").read_text())
    given = case["input"]
    full = inflated(recipe.read_graph(folder / "skeleton.pb.gz", graph_pb2.GraphDef()))
    logits = np.load(folder / "logits.npy")
    exact = np.concatenate(list(run(unquantized(full), "logits:0", batches(given["seed"], given["size"], 0, IMAGES)))).reshape(logits.shape)
    tops = logits.argmax(1)
    right = (tops == np.arange(IMAGES) % CLASSES).mean()
    best = -np.sort(-logits, 1)
    gaps = best[:, 0] - best[:, 1]
    quants = [node for node in full.node if node.op == FAKE_QUANT]
    convolutions = [node for node in full.node if node.op in ("Conv2D", "DepthwiseConv2dNative", "MatMul")]
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(
        f"{model}: {len(full.node)} nodes, {len(convolutions)} products, {len(quants)} FakeQuants, {full.ByteSize() / 1e6:.1f} MB, "
        f"{size // 1024} KB committed; {right:.1%} right, {len(set(tops))} classes, gap median {np.median(gaps):.2f} least {gaps.min():.3f} "
        f"of std {logits.std():.2f}; rounding moves logits by {np.abs(exact - logits).max():.3f}, rms {np.sqrt(np.square(exact - logits).mean()):.3f}, "
        f"top-1 without rounding {(exact.argmax(1) == tops).mean():.1%} the same",
        flush=True,
    )
    assert right > 0.9 and len(set(tops)) == CLASSES, "degenerate answers"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", metavar="MODEL", help="of: " + " ".join(MODELS))
    parser.add_argument("--check", action="store_true", help="only run again what is there")
    parser.add_argument("--output", type=Path, default=RESOURCES)
    arguments = parser.parse_args()
    for model in arguments.models or MODELS:
        if not arguments.check:
            build(model, arguments.output / model)
        check(model, arguments.output / model)


if __name__ == "__main__":
    main()
