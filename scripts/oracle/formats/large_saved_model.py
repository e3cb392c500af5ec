#!/usr/bin/env python
"""Makes a SavedModel of about 2.5 GB: dense layers and convolutions with random weights, written by TensorFlow.

    $(scripts/oracle/env tf2new) scripts/oracle/formats/large_saved_model.py FOLDER [--gigabytes 2.5]

It takes half a minute, and twice the size of the model in memory.
"""

import argparse
import os
import pathlib

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

DENSE = 4096  # 67 MB a kernel
CHANNELS = 1024  # 38 MB a kernel of 3 by 3


class Large(tf.Module):
    def __init__(self, pairs):
        super().__init__()
        random = np.random.default_rng(4)

        def draw(name, *shape):
            values = random.standard_normal(shape, dtype=np.float32)
            values *= np.float32(np.prod(shape[:-1]) ** -0.5)
            return tf.Variable(values, name=name)

        self.stem = draw("stem", 3, 3, 3, CHANNELS)
        self.convolutions = [draw("convolution_%d" % i, 3, 3, CHANNELS, CHANNELS) for i in range(pairs)]
        self.biases = [draw("bias_%d" % i, CHANNELS) for i in range(pairs)]
        self.middle = draw("middle", CHANNELS, DENSE)
        self.dense = [draw("dense_%d" % i, DENSE, DENSE) for i in range(pairs)]

    @tf.function(input_signature=[tf.TensorSpec([None, 8, 8, 3], tf.float32, name="image")])
    def __call__(self, image):
        y = tf.nn.relu(tf.nn.conv2d(image, self.stem, 2, "SAME"))
        for kernel, bias in zip(self.convolutions, self.biases):
            y = tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(y, kernel, 1, "SAME"), bias)) + y
        y = tf.tanh(tf.reduce_mean(y, [1, 2]) @ self.middle)
        for kernel in self.dense:
            y = tf.tanh(y @ kernel)
        return {"features": y}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--gigabytes", type=float, default=2.5)
    arguments = parser.parse_args()
    pair = 4 * (DENSE * DENSE + 9 * CHANNELS * CHANNELS)
    # The folder gets its name only when it is complete.
    part = arguments.folder.with_name(arguments.folder.name + ".part")
    tf.saved_model.save(Large(max(1, round(arguments.gigabytes * 1e9 / pair))), str(part))
    part.rename(arguments.folder)


if __name__ == "__main__":
    main()
