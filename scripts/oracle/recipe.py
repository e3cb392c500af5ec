"""Tensors that anybody can compute again: weights and inputs as a seed and a range instead of as numbers.

Element i of the row-major tensor is, every step rounded to float32,

    lo + (hi - lo) * u(i)        u(i) = (splitmix64(seed + i) >>> 40) * 2^-24

A skeleton is a frozen graph in which the value of a Const has its type and shape but no numbers, and the node has the two attributes
`_tf2ov_seed` (int) and `_tf2ov_range` (list of two floats) instead.
"""

import gzip

import numpy as np

SEED = "_tf2ov_seed"
RANGE = "_tf2ov_range"
CHUNK = 1 << 20


def splitmix64(z):
    """The output function of SplitMix64 over an array of uint64."""
    z = z + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def tensor(seed, limits, shape):
    """The float32 tensor of that seed, range and shape."""
    size = int(np.prod(shape, dtype=np.int64))
    lo, hi = np.float32(limits[0]), np.float32(limits[1])
    values = np.empty(size, np.float32)
    for start in range(0, size, CHUNK):
        index = np.arange(start, min(start + CHUNK, size), dtype=np.uint64)
        u = (splitmix64(index + np.uint64(seed)) >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-24)
        values[start : start + len(index)] = lo + (hi - lo) * u
    return values.reshape(shape)


def empty(node, seed, limits):
    """Takes the numbers out of a float Const and leaves the recipe for other ones."""
    value = node.attr["value"].tensor
    value.ClearField("tensor_content")
    value.ClearField("float_val")
    node.attr[SEED].i = seed
    node.attr[RANGE].list.f[:] = limits


def inflate(graph):
    """Puts the numbers into a skeleton, in place, and takes the recipes out."""
    for node in graph.node:
        if SEED in node.attr:
            value = node.attr["value"].tensor
            shape = [dim.size for dim in value.tensor_shape.dim]
            value.tensor_content = tensor(node.attr[SEED].i, node.attr[RANGE].list.f, shape).tobytes()
            del node.attr[SEED]
            del node.attr[RANGE]
    return graph


def read_graph(path, graph):
    """Reads a `.pb` or `.pb.gz` into an empty GraphDef."""
    with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
        graph.ParseFromString(file.read())
    return graph


def write_gzip(path, data):
    """Writes the same bytes whenever it is called."""
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(data)
