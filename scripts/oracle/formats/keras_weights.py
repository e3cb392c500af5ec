"""Random weights for networks of Keras under which float32 keeps its digits.

Kernels are He-uniform. The moving averages of every batch normalization lie around the mean and the mean square of all that this layer receives
from its (already filled) predecessors, whatever the channel. They are not the statistics of each channel: random networks that take off the mean
of every channel amplify small differences by about 1.2 a layer (Yang et al., "A Mean Field Theory of Batch Normalization"), and with them their
own rounding: TensorFlow's float32 then differs from its float64 by 1e-4 to 2e-3 of the largest answer after 50 to 100 layers, no less than
OpenVINO's does.
"""

import zlib

import numpy as np
import recipe

LARGE = 1024  # a kernel of so many numbers can be kept as its recipe


def path(weight):
    """Keras 2 knows the name only."""
    return getattr(weight, "path", weight.name)


def fill(model, name, images):
    """Gives the network its weights, for such images; returns the recipes of its large kernels by their paths."""
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    recipes = {}
    values = []
    for weight in model.weights:
        shape, kind = tuple(weight.shape), path(weight).split("/")[-1].split(":")[0]
        if not np.issubdtype(np.asarray(weight).dtype, np.floating):
            values.append(np.asarray(weight))
        elif len(shape) > 1:
            limit = float(np.float32(np.sqrt(6 / np.prod(shape[:2] if "depthwise" in path(weight) else shape[:-1]))))
            if np.prod(shape) < LARGE:
                values.append(rng.uniform(-limit, limit, shape))
            else:
                seed = zlib.crc32(f"{name}/{path(weight)}".encode())
                recipes[path(weight)] = {"seed": seed, "range": [-limit, limit]}
                values.append(recipe.tensor(seed, (-limit, limit), shape))
        elif "layer_scale" in path(weight):
            values.append(rng.uniform(0.1, 0.3, shape))
        elif kind == "gamma" or kind.endswith("variance"):
            values.append(rng.uniform(0.7, 1.3, shape))
        else:
            values.append(rng.uniform(-0.3, 0.3, shape))
    model.set_weights(values)
    finalize(model)
    learn(model, rng, images)
    return recipes


def finalize(model):
    """Lets `Normalization` layers know of their weights: they compute with a copy that they make when they adapt or are loaded."""
    for layer in model.layers:
        if type(layer).__name__ == "Normalization":
            layer.finalize_state()


def images(rng, count, size, scale):
    """Images of patches, so that they differ in more than their noise, from 0 to the scale."""
    patches = rng.uniform(0, 0.7, (count, -(-size // 8), -(-size // 8), 3)).repeat(8, 1).repeat(8, 2)[:, :size, :size]
    return (scale * (patches + rng.uniform(0, 0.3, patches.shape))).astype("f")


def learn(model, rng, images):
    """Lets every batch normalization choose its moving averages by what it receives, one after another in a single pass."""
    norms = [layer for layer in model.layers if type(layer).__name__ == "BatchNormalization"]
    for layer in norms:

        def call(received, *args, layer=layer, proper=layer.call, **kwargs):
            values = np.asarray(received, np.float64)
            center, spread = values.mean(), values.std()
            shape = tuple(layer.moving_mean.shape)
            layer.moving_mean.assign(rng.uniform(center - 0.3 * spread, center + 0.3 * spread, shape).astype("f"))
            layer.moving_variance.assign((rng.uniform(0.7, 1.4, shape) * spread**2).astype("f"))
            return proper(received, *args, **kwargs)

        layer.call = call
    model(images, training=False)
    for layer in norms:
        del layer.call
