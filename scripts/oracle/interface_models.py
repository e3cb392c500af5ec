"""Small graphs whose inputs are turned, shifted, scaled and reversed, with what TensorFlow answers when that is done by hand.

    $(scripts/oracle/env tf2new) scripts/oracle/interface_models.py

Makes tests/src/test/resources/interface/: `cases.txt` with a line for each case, a name, the options of `tf2ov convert`, and the shapes that the
inputs and outputs of the IR have; `<model>.pb`; and of each case `<name>.<i>.npy`, what input `i` of the IR is given, and `<name>.out<i>.npy`.
"""

import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
import tensorflow as tf

v1 = tf.compat.v1
v1.disable_eager_execution()
OUT = Path(__file__).parents[2] / "tests/src/test/resources/interface"
random = np.random.default_rng(6)
MEAN, SCALE = np.float32([123.68, 116.78, 103.94]), np.float32([58.4, 57.1, 57.4])
BOTH = "--mean_values [123.68,116.78,103.94] --scale_values [58.4,57.1,57.4]"
FIRST, LAST = (0, 3, 1, 2), (0, 2, 3, 1)
models, lines = {}, []


def weights(*shape):
    return tf.constant(random.normal(0, 1 / np.sqrt(np.prod(shape[:-1])), shape).astype(np.float32))


def model(name):
    """A function that makes nodes `x`, maybe `z`, and `y`."""

    def make(function):
        graph = tf.Graph()
        with graph.as_default():
            function()
        models[name] = graph
        return function

    return make


def image(shape=(1, 8, 8, 3), dtype=tf.float32):
    return v1.placeholder(dtype, shape, "x")


@model("padded")
def _():
    y = tf.nn.conv2d(image(), weights(3, 3, 3, 4), 2, "SAME")
    tf.nn.relu(tf.nn.bias_add(y, tf.constant([1.0, 2, 3, 4])), name="y")


@model("valid")
def _():
    tf.nn.relu(tf.nn.conv2d(image(), weights(3, 3, 3, 4), 1, "VALID"), name="y")


@model("open")
def _():
    tf.nn.relu(tf.nn.conv2d(image((None, None, None, 3)), weights(3, 3, 3, 4), 1, "VALID"), name="y")


@model("depthwise")
def _():
    y = tf.nn.depthwise_conv2d(image(), weights(3, 3, 3, 2), [1, 2, 2, 1], "SAME")
    tf.identity(tf.nn.conv2d(tf.nn.relu6(y), weights(1, 1, 6, 4), 1, "SAME"), "y")


@model("own")
def _():  # a network that has arithmetic of its own
    x = tf.pad(image() / 127.5 - 1, [[0, 0], [1, 1], [2, 2], [0, 0]])
    tf.identity(tf.nn.conv2d(x, weights(3, 3, 3, 4), 1, "VALID"), "y")


@model("bytes")
def _():
    tf.identity(tf.nn.conv2d(tf.cast(image(dtype=tf.uint8), tf.float32), weights(3, 3, 3, 4), 1, "VALID"), "y")


@model("first")
def _():  # channels-first as TensorFlow has it
    x = tf.transpose(image((1, 3, 8, 8)), LAST)
    y = tf.nn.conv2d(x, weights(3, 3, 3, 4), 1, "VALID")
    tf.transpose(y, FIRST, name="y")


@model("volume")
def _():
    tf.identity(tf.nn.conv3d(image((1, 4, 5, 6, 3)), weights(2, 2, 2, 3, 4), [1] * 5, "VALID"), "y")


@model("dense")
def _():
    tf.matmul(tf.reshape(image((2, 4, 4, 3)), [2, 48]), weights(48, 5), name="y")


@model("matrix")
def _():
    tf.matmul(image((2, 3)), weights(3, 5), name="y")


@model("two")
def _():
    x, z = image(), v1.placeholder(tf.float32, (1, 4), "z")
    y = tf.reduce_mean(tf.nn.conv2d(x, weights(3, 3, 3, 4), 1, "SAME"), [1, 2])
    tf.add(y, tf.nn.relu(z) * 0.5, name="y")


def run(name, **inputs):
    with v1.Session(graph=models[name]) as session:
        return session.run("y:0", {key + ":0": value for key, value in inputs.items()})


def case(name, model, options, given, answer):
    """One case: what the inputs of the IR are given, and what they answer, in the IR's layout."""
    for i, each in enumerate(given):
        np.save(OUT / f"{name}.{i}.npy", np.ascontiguousarray(each))
    np.save(OUT / f"{name}.out0.npy", np.ascontiguousarray(answer))
    lines.append(f"{name}\t{model}\t{options}")


def pixels(*shape):
    return random.integers(0, 256, shape).astype(np.float32)


def prepared(x, axis=-1, mean=MEAN, scale=SCALE, reverse=True):
    x = np.flip(x, axis) if reverse else x
    along = [1] * x.ndim
    along[axis] = -1
    return (x - np.reshape(mean, along)) / np.reshape(scale, along)


OUT.mkdir(exist_ok=True)
for old in OUT.iterdir():
    old.unlink()
for name, graph in models.items():
    (OUT / f"{name}.pb").write_bytes(graph.as_graph_def().SerializeToString(deterministic=True))

image_like = {"padded": (1, 8, 8, 3), "valid": (1, 8, 8, 3), "open": (2, 7, 5, 3), "depthwise": (1, 8, 8, 3), "own": (1, 8, 8, 3)}
for name, shape in image_like.items():
    x = pixels(*shape)
    y = run(name, x=prepared(x))
    case(f"{name}-all", name, f"{BOTH} --reverse_input_channels", [x.transpose(FIRST)], y.transpose(FIRST))
x = pixels(1, 8, 8, 3)
for name in "padded", "valid", "depthwise":
    y = run(name, x=prepared(x, mean=0, scale=1))
    case(f"{name}-reverse", name, "--reverse_input_channels", [x.transpose(FIRST)], y.transpose(FIRST))
    y = run(name, x=prepared(x, mean=127.5, scale=128, reverse=False))
    case(f"{name}-one", name, "--mean_values [127.5] --scale 128", [x.transpose(FIRST)], y.transpose(FIRST))
y = run("padded", x=prepared(x))
case("padded-last", "padded", f"{BOTH} --reverse_input_channels --disable_nhwc_to_nchw", [x], y)
case("padded-named", "padded", "--mean_values x[123.68,116.78,103.94] --scale_values x:0(58.4,57.1,57.4) --reverse_input_channels",
     [x.transpose(FIRST)], y.transpose(FIRST))
y = run("padded", x=x)
case("layout-same", "padded", "--layout x(nhwc->nhwc)", [x], y.transpose(FIRST))
case("layout-both", "padded", "--layout x(nhwc->nchw),y([n,h,w,c]->[n,c,h,w]) --disable_nhwc_to_nchw", [x.transpose(FIRST)], y.transpose(FIRST))
case("layout-odd", "padded", "--source_layout nhwc --target_layout cnwh", [x.transpose(3, 0, 2, 1)], y.transpose(FIRST))
case("layout-several", "padded", "--layout n...c->nc...", [x.transpose(FIRST)], y.transpose(FIRST))
raw = random.integers(0, 256, (1, 8, 8, 3)).astype(np.uint8)
y = run("bytes", x=raw[..., ::-1])
case("bytes-reverse", "bytes", "--reverse_input_channels", [raw.transpose(FIRST)], y.transpose(FIRST))
with v1.Session(graph=models["bytes"]) as session:
    y = session.run("y:0", {"Cast:0": prepared(raw.astype(np.float32))})
case("bytes-all", "bytes", f"{BOTH} --reverse_input_channels", [raw.transpose(FIRST)], y.transpose(FIRST))
x = pixels(1, 3, 8, 8)
y = run("first", x=prepared(x, axis=1))
case("first-layout", "first", f"{BOTH} --reverse_input_channels --layout nchw", [x], y)
case("first-guessed", "first", f"{BOTH} --reverse_input_channels", [x], y)
x = pixels(1, 4, 5, 6, 3)
y = run("volume", x=prepared(x))
case("volume-all", "volume", f"{BOTH} --reverse_input_channels", [x.transpose(0, 4, 1, 2, 3)], y.transpose(0, 4, 1, 2, 3))
x = pixels(2, 4, 4, 3)
y = run("dense", x=prepared(x))
case("dense-all", "dense", f"{BOTH} --reverse_input_channels", [x], y)
case("dense-turned", "dense", f"{BOTH} --reverse_input_channels --layout nhwc->nchw", [x.transpose(FIRST)], y)
x = pixels(2, 3)
y = run("matrix", x=prepared(x, reverse=False))
case("matrix-all", "matrix", BOTH, [x], y)
x, z = pixels(1, 8, 8, 3), random.normal(0, 1, (1, 4)).astype(np.float32)
y = run("two", x=prepared(x), z=z)
case("two-named", "two", "--mean_values x[123.68,116.78,103.94] --scale_values x[58.4,57.1,57.4] --reverse_input_channels", [x.transpose(FIRST), z], y)
y = run("two", x=x / 2, z=z / 2)
case("two-scale", "two", "--scale 2", [x.transpose(FIRST), z], y)
y = run("two", x=prepared(x, reverse=False), z=(z - np.float32([1, 2, 3, 4])) / 5)
case("two-places", "two", "--mean_values [123.68,116.78,103.94],[1,2,3,4] --scale_values [58.4,57.1,57.4],(5)", [x.transpose(FIRST), z], y)
(OUT / "cases.txt").write_text("\n".join(lines) + "\n")
print(len(lines), "cases,", sum(file.stat().st_size for file in OUT.iterdir()), "bytes")
