"""Builds the classification networks of TF-Slim as skeletons, with the answers of TensorFlow 1.15.

    $(scripts/oracle/env tf1) scripts/oracle/slim_models.py              all of them, into the tests' resources
    $(scripts/oracle/env tf1) scripts/oracle/slim_models.py nasnet_large --check

Frozen as users did it: placeholder, `nets_factory`, `convert_variables_to_constants`; no further transformation. The weights are random but
well-behaved: kernels are He-uniform, and the moving averages of every batch normalization lie around what that layer really receives, so that
activations keep their size through 200 layers.
"""

import argparse
import json
import os
import zlib
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import recipe
import tensorflow as tf
from nets import nets_factory
from tensorflow.core.framework import graph_pb2

tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.ERROR)

RESOURCES = Path(__file__).resolve().parents[2] / "tests/src/test/resources/slim"

# Folder: network in nets_factory, placeholder shape (None: batch of any size), classes.
MODELS = {
    "inception_v1": ("inception_v1", [1, 224, 224, 3], 1001),
    "inception_v2": ("inception_v2", [1, 224, 224, 3], 1001),
    "inception_v3": ("inception_v3", [1, 299, 299, 3], 1001),
    "inception_v4": ("inception_v4", [1, 299, 299, 3], 1001),
    "inception_resnet_v2": ("inception_resnet_v2", [1, 299, 299, 3], 1001),
    "mobilenet_v1_1.0_224": ("mobilenet_v1", [1, 224, 224, 3], 1001),
    "mobilenet_v1_1.0_224_any_batch": ("mobilenet_v1", [None, 224, 224, 3], 1001),
    "mobilenet_v1_0.5_160": ("mobilenet_v1_050", [1, 160, 160, 3], 1001),
    "mobilenet_v1_0.25_128": ("mobilenet_v1_025", [1, 128, 128, 3], 1001),
    "mobilenet_v2_1.0_224": ("mobilenet_v2", [1, 224, 224, 3], 1001),
    "mobilenet_v2_1.4_224": ("mobilenet_v2_140", [1, 224, 224, 3], 1001),
    "resnet_v1_50": ("resnet_v1_50", [1, 224, 224, 3], 1000),
    "resnet_v1_101": ("resnet_v1_101", [1, 224, 224, 3], 1000),
    "resnet_v1_152": ("resnet_v1_152", [1, 224, 224, 3], 1000),
    "resnet_v2_50": ("resnet_v2_50", [1, 224, 224, 3], 1001),
    "resnet_v2_50_any_batch": ("resnet_v2_50", [None, 224, 224, 3], 1001),
    "resnet_v2_101": ("resnet_v2_101", [1, 224, 224, 3], 1001),
    "resnet_v2_152": ("resnet_v2_152", [1, 224, 224, 3], 1001),
    "vgg_16": ("vgg_16", [1, 224, 224, 3], 1000),
    "vgg_19": ("vgg_19", [1, 224, 224, 3], 1000),
    "nasnet_mobile": ("nasnet_mobile", [1, 224, 224, 3], 1001),
    "nasnet_large": ("nasnet_large", [1, 331, 331, 3], 1001),
    "pnasnet_mobile": ("pnasnet_mobile", [1, 224, 224, 3], 1001),
}

ANY_BATCH = 2  # how many images an any-batch model is asked about
LOGITS_SPREAD = 2.0  # wanted standard deviation of the logits
CLEAR = 2e-3  # the least difference of logits that makes one of the best six better than the next
SMALL = 16  # a variable of no more elements is kept as it is


def frozen(network, shape, classes):
    """The frozen graph, the names of its outputs, and the kinds of its variables (`weights`, `gamma`, …) by name."""
    with tf.Graph().as_default(), tf.compat.v1.Session(config=threads()) as session:
        images = tf.compat.v1.placeholder(tf.float32, shape, "input")
        logits, ends = nets_factory.get_network_fn(network, classes, is_training=False)(images)
        outputs = {"logits": logits}
        predictions = ends.get("Predictions", ends.get("predictions"))
        if predictions is not None:  # VGG ends with its logits
            outputs["predictions"] = predictions
        names = {key: value.op.name for key, value in outputs.items()}
        session.run(tf.compat.v1.global_variables_initializer())
        graph = tf.compat.v1.graph_util.convert_variables_to_constants(
            session, session.graph.as_graph_def(), sorted(names.values())
        )
        kinds = {v.op.name: v.op.name.rsplit("/", 1)[-1] for v in tf.compat.v1.global_variables()}
        return graph, names, kinds


def threads():
    return tf.compat.v1.ConfigProto(intra_op_parallelism_threads=2, inter_op_parallelism_threads=1)


def run(graph, fetches, images):
    with tf.Graph().as_default(), tf.compat.v1.Session(config=threads()) as session:
        tf.import_graph_def(graph, name="")
        return session.run(fetches, {"input:0": images})


def initial_range(kind, shape):
    if "weights" in kind:
        inputs = np.prod(shape[:-2] if kind.startswith("depthwise") else shape[:-1])
        limit = (6.0 / inputs) ** 0.5
        return [-limit, limit]
    return {
        "gamma": [0.8, 1.2],
        "beta": [-0.2, 0.2],
        "biases": [-0.1, 0.1],
        "moving_mean": [-0.1, 0.1],
        "moving_variance": [0.7, 1.4],
    }[kind]


def rounded(limits):
    """Ranges of four digits read better."""
    return [float("%.4g" % limit) for limit in limits]


def batch_norms(graph):
    return [node for node in graph.node if node.op.startswith("FusedBatchNorm")]


def normalized_by_batch(graph):
    """The same network normalizing by what it receives; its batch normalizations then tell the mean and the variance of that."""
    other = graph_pb2.GraphDef()
    other.CopyFrom(graph)
    nothing = other.node.add(name="nothing", op="Const")
    nothing.attr["dtype"].type = tf.float32.as_datatype_enum
    nothing.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(np.zeros(0, np.float32)))
    for node in batch_norms(other):
        node.attr["is_training"].b = True
        node.input[3:5] = ["nothing", "nothing"]
    return other


def variable_behind(graph_nodes, name):
    """The Const that an input of a batch normalization reads."""
    node = graph_nodes[name]
    while node.op == "Identity":
        node = graph_nodes[node.input[0]]
    return node.name


def skeleton_of(model, graph, kinds, logits, images):
    """The graph with recipes in the place of its variables, chosen so that the activations stay sane for these images."""
    nodes = {node.name: node for node in graph.node}
    shapes = {name: [dim.size for dim in nodes[name].attr["value"].tensor.tensor_shape.dim] for name in kinds if name in nodes}
    ranges = {name: initial_range(kinds[name], shape) for name, shape in shapes.items()}
    seeds = {name: zlib.crc32((model + "/" + name).encode()) << 30 for name in shapes}  # far enough apart for 2^30 elements

    def filled():
        other = graph_pb2.GraphDef()
        other.CopyFrom(graph)
        for node in other.node:
            if node.name in shapes:
                if np.prod(shapes[node.name]) > SMALL:
                    recipe.empty(node, seeds[node.name], rounded(ranges[node.name]))
                else:
                    numbers = recipe.tensor(seeds[node.name], rounded(ranges[node.name]), shapes[node.name])
                    node.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(numbers))
        return other

    norms = batch_norms(graph)
    if norms:
        received = run(
            normalized_by_batch(recipe.inflate(filled())), [[n.name + ":1", n.name + ":2"] for n in norms], images
        )
        for node, (mean, variance) in zip(norms, received):
            center, square = mean.mean(), variance.mean() + mean.var()
            spread = square**0.5
            ranges[variable_behind(nodes, node.input[3])] = [center - 0.3 * spread, center + 0.3 * spread]
            ranges[variable_behind(nodes, node.input[4])] = [0.7 * square, 1.4 * square]

    # The last layer that has weights makes the logits; its weights scale them.
    last = [name for name in shapes if "weights" in kinds[name]][-1]
    scale = LOGITS_SPREAD / run(recipe.inflate(filled()), logits + ":0", images).std()
    ranges[last] = [limit * scale for limit in ranges[last]]
    return filled()


def least_gap(logits):
    """The least difference between neighbours among the six best."""
    best = -np.sort(-logits.reshape(-1, logits.shape[-1]))[:, :6]
    return -np.diff(best).max()


def build(model, folder):
    network, shape, classes = MODELS[model]
    graph, names, kinds = frozen(network, shape, classes)
    given = {
        "name": "input",
        "placeholder": [-1 if size is None else size for size in shape],
        "shape": [ANY_BATCH if size is None else size for size in shape],
        "seed": zlib.crc32(model.encode()) << 30,
        "range": [-1, 1],
    }
    images = recipe.tensor(given["seed"], given["range"], given["shape"])
    skeleton = skeleton_of(model, graph, kinds, names["logits"], images)
    full = graph_pb2.GraphDef()
    full.CopyFrom(skeleton)
    recipe.inflate(full)
    while True:  # until the order of the best is not a matter of rounding
        answers = run(full, {key: name + ":0" for key, name in names.items()}, images)
        if least_gap(answers["logits"]) > CLEAR:
            break
        given["seed"] += 1 << 30
        images = recipe.tensor(given["seed"], given["range"], given["shape"])

    folder.mkdir(parents=True, exist_ok=True)
    recipe.write_gzip(folder / "skeleton.pb.gz", skeleton.SerializeToString(deterministic=True))
    for key, answer in answers.items():
        np.save(folder / (key + ".npy"), answer)
    case = {
        "model": model,
        "tensorflow": tf.__version__,
        "input": given,
        "outputs": [
            {"meaning": key, "name": name, "file": key + ".npy", "shape": list(answers[key].shape)}
            for key, name in sorted(names.items())
        ],
    }
    (folder / "case.json").write_text(json.dumps(case, indent=2) + "\n")


def check(model, folder):
    """Runs what was committed once more, compares, and refuses answers that would not tell a wrong converter from a right one."""
    case = json.loads((folder / "case.json").read_text())
    given = case["input"]
    full = recipe.inflate(recipe.read_graph(folder / "skeleton.pb.gz", graph_pb2.GraphDef()))
    names = [output["name"] + ":0" for output in case["outputs"]]
    answers = run(full, names, recipe.tensor(given["seed"], given["range"], given["shape"]))
    others = run(full, names, recipe.tensor(given["seed"] + (1 << 29), given["range"], given["shape"]))

    off = max(float(np.abs(a - np.load(folder / o["file"])).max()) for a, o in zip(answers, case["outputs"]))
    logits = answers[0].astype(np.float64)
    top = (np.exp(logits) / np.exp(logits).sum(-1, keepdims=True)).max(-1)
    change = np.abs(others[0] - answers[0]).max() / logits.std()
    used = sorted({node.op for node in full.node})
    size = sum(path.stat().st_size for path in folder.iterdir())
    report = (
        "{}: {} nodes, {:.0f} MB, {} KB committed; off by {:.1g}; top-1 {}; logits std {:.2f}, least gap of the best {:.2g}, "
        "another input changes them by {:.2g} std; {}"
    )
    tops, least, megabytes = top.round(4).tolist(), least_gap(logits), full.ByteSize() / 1e6
    print(report.format(model, len(full.node), megabytes, size // 1024, off, tops, logits.std(), least, change, used), flush=True)
    assert off <= 1e-6 * max(1.0, np.abs(logits).max()), "not reproduced"
    assert (0.002 < top).all() and (top < 0.99).all(), "degenerate soft-max"
    assert logits.std() > 0.05, "degenerate logits"
    assert least_gap(logits) > CLEAR, "the order of the best would be a matter of luck"
    assert not any(node.attr["is_training"].b for node in batch_norms(full)), "a training graph"


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
