#!/usr/bin/env python
"""Compares the SavedModels of keras.applications with their .h5 and .keras files and with TensorFlow.

    $(scripts/oracle/env tf2) scripts/oracle/formats/check_keras.py [--all] [MODEL...]       TensorFlow 2.15, Keras 2
    $(scripts/oracle/env tf2new) scripts/oracle/formats/check_keras.py [--all] [MODEL...]    TensorFlow 2.21, Keras 3
"""

import argparse
import contextlib
import gc
import hashlib
import importlib
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import warnings
import zlib

warnings.filterwarnings("ignore")
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import keras_weights  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[3]
TF2OV = str(ROOT / "bin" / "tf2ov")
keras = tf.keras
KERAS_VERSION = importlib.import_module("keras").__version__

# A part of the largest answer. TensorFlow itself is some 1e-6 away from what it computes in float64.
TOLERANCE = 1e-5

# By name: the size of the input, and whether it is one of the few that are checked when none is named.
MODELS = {
    "MobileNet": (64, True),
    "MobileNetV2": (64, True),
    "MobileNetV3Small": (64, True),
    "MobileNetV3Large": (64, False),
    "EfficientNetB0": (64, True),
    "EfficientNetV2B0": (64, False),
    "NASNetMobile": (96, True),
    "DenseNet121": (64, True),
    "DenseNet169": (64, False),
    "ResNet50": (64, True),
    "ResNet50V2": (64, False),
    "ResNet101": (64, False),
    "InceptionV3": (96, False),
    "InceptionResNetV2": (96, False),
    "Xception": (96, False),
    "ConvNeXtTiny": (64, False),
    "VGG16": (64, False),
    "VGG19": (64, False),
    "EfficientNetB3": (64, False),
    "EfficientNetV2S": (64, False),
    "RegNetX002": (64, False),
    "RegNetY002": (64, False),
    "ResNetRS50": (64, False),
}


def prepare(name, size):
    """The network with random weights, and two images."""
    keras.backend.clear_session()
    random = np.random.default_rng(zlib.crc32(name.encode()))
    model = getattr(keras.applications, name)(weights=None, input_shape=(size, size, 3), classes=10, classifier_activation=None)
    scale = 255.0 if any(type(layer).__name__ == "Rescaling" for layer in model.layers) else 1.0
    keras_weights.fill(model, name, keras_weights.images(random, 8, size, scale))
    return model, keras_weights.images(random, 2, size, scale)


def run(*command):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        raise ValueError(done.stdout.decode().strip()[:600])


class Answers:
    """Runs IRs for one input; the same IR, such as that of the other Keras file, is not run again."""

    def __init__(self, folder, x):
        self.folder, self.known = folder, {}
        np.save(str(folder / "in.npy"), x)

    def of(self, *arguments):
        ir = self.folder / "ir.xml"
        run(TF2OV, "convert", *arguments, "--output_dir", self.folder, "--model_name", "ir", "--disable_nhwc_to_nchw", "-q")
        key = hashlib.sha256(ir.read_bytes()).digest() + hashlib.sha256(ir.with_suffix(".bin").read_bytes()).digest()
        if key not in self.known:
            run(TF2OV, "infer", ir, "--input", self.folder / "in.npy", "--out", self.folder / "out.npy", "-q")
            self.known[key] = np.load(str(self.folder / "out.npy"))
        return self.known[key]


def check(name, size):
    start = time.time()
    model, x = prepare(name, size)
    expected = np.asarray(model(x, training=False))
    largest = np.abs(expected).max()
    print("%-20s %5.1f M weights" % (name, model.count_params() / 1e6), end="", flush=True)
    wrong = []
    answers = {}
    with tempfile.TemporaryDirectory(prefix="tf2ov-") as temporary:
        folder = pathlib.Path(temporary)
        model.save(str(folder / "model.h5"))
        model.save(str(folder / "model.keras"))
        with contextlib.redirect_stdout(io.StringIO()):  # model.save(save_format="tf") of Keras 2 traces each layer as well, which takes minutes
            model.export(str(folder / "saved"))
        runs = Answers(folder, x)
        for form, arguments in (("h5", ["--input_model", folder / "model.h5"]), ("keras", ["--input_model", folder / "model.keras"]),
                                ("SavedModel", ["--saved_model_dir", folder / "saved"])):
            try:
                actual = runs.of(*arguments)
                error = np.abs(actual - expected).max() / largest
                print(", %s %.1e" % (form, error), end="", flush=True)
                if not error <= TOLERANCE:
                    wrong.append("%s %s differs from TensorFlow: %.1e" % (name, form, error))
                answers[form] = actual
            except ValueError as problem:
                print(", %s refused" % form, end="", flush=True)
                wrong.append("%s %s: %s" % (name, form, problem))
    apart = max((np.abs(a - answers["SavedModel"]).max() / largest for a in answers.values()), default=0) if "SavedModel" in answers else 0
    print(", forms differ by %.1e; %.0f s" % (apart, time.time() - start), flush=True)
    # Where nodes stand in another order the runtime adds in another order; that may cost as much as TensorFlow's own order does.
    if apart > TOLERANCE:
        wrong.append("%s: its forms differ by %.1e" % (name, apart))
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="all that Keras has")
    parser.add_argument("models", nargs="*")
    arguments = parser.parse_args()
    names = arguments.models or [name for name, (_, few) in MODELS.items() if (few or arguments.all) and hasattr(keras.applications, name)]
    wrong = []
    for name in names:
        wrong += check(name, MODELS[name][0])
        gc.collect()
    for line in wrong:
        print(line)
    print("TensorFlow %s, Keras %s: %d networks, %d of their forms are wrong; errors are relative to the largest answer" % (tf.__version__, KERAS_VERSION, len(names), len(wrong)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
