"""Freezes two small models with trained weights, and writes down what TensorFlow answers on real input.

    $(scripts/oracle/env tf2) scripts/oracle/demo_model.py

- `onet.pb`: the last network of MTCNN (PyPI `mtcnn`, MIT licence): is this picture a face?
- `pnet.pb`: its first network, for pictures of any size: where might there be faces?
- `basic_pitch.pb`: the notes in two seconds of sound (PyPI `basic-pitch`, Apache 2.0 licence).
- `face.png`, `cup.png`: crops of NASA's portrait of Eileen Collins (public domain) and of a photo of an espresso by Rachel Michetti
  (CC0), both from PyPI `scikit-image`.
"""

import json
import os
import shutil
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf
from PIL import Image
from mtcnn.network.onet import ONet
from mtcnn.network.pnet import PNet
from mtcnn.utils.tensorflow import load_weights
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

v1 = tf.compat.v1
v1.logging.set_verbosity(v1.logging.ERROR)
RESOURCES = Path(__file__).resolve().parents[2] / "tests/src/test/resources/demo"
MEAN, SCALE = 127.5, 128.0


def in_package(name, path):
    return Path(find_spec(name).submodule_search_locations[0]) / path


def write_json(name, value):
    (RESOURCES / name).write_text(json.dumps(value, indent=2) + "\n")


def freeze_mtcnn(network, weights, shape, outputs, file):
    """Builds the network in a graph of its own, freezes it as TensorFlow 1 does, and keeps the outputs asked for (index: name)."""
    with tf.Graph().as_default(), v1.Session() as session:
        v1.keras.backend.set_session(session)
        model = network()
        model.build()
        images = v1.placeholder(tf.float32, shape, "input")
        results = model(images)
        for index, name in outputs.items():
            tf.identity(results[index], name)
        model.set_weights(load_weights(weights))
        graph = v1.graph_util.convert_variables_to_constants(session, session.graph.as_graph_def(), list(outputs.values()))
    (RESOURCES / file).write_bytes(graph.SerializeToString(deterministic=True))


def run(file, outputs, feeds):
    graph = v1.GraphDef.FromString((RESOURCES / file).read_bytes())
    with tf.Graph().as_default(), v1.Session() as session:
        tf.import_graph_def(graph, name="")
        return session.run([name + ":0" for name in outputs], {name + ":0": value for name, value in feeds.items()})


def photo(name, left, top, size):
    return Image.open(in_package("skimage", "data") / name).convert("RGB").crop((left, top, left + size, top + size))


def prepared(picture, size=None):
    """`[1,H,W,3]`: RGB, resized by `tf.image.resize` if a size is given, and brought to about [-1,1]."""
    pixels = np.asarray(picture, np.float32)[None]
    if size:
        pixels = tf.image.resize(pixels, [size, size], method="bilinear", antialias=False).numpy()
    return ((pixels - np.float32(MEAN)) / np.float32(SCALE)).astype(np.float32)


def faces():
    freeze_mtcnn(ONet, "onet.lz4", [1, 48, 48, 3], {2: "probability"}, "onet.pb")
    freeze_mtcnn(PNet, "pnet.lz4", [1, None, None, 3], {0: "boxes", 1: "probability"}, "pnet.pb")
    (RESOURCES / "labels.txt").write_text("no face\nface\n")

    answers = []
    for name, source, left, top, size in (("face", "astronaut.png", 149, 65, 150), ("cup", "coffee.png", 150, 20, 250)):
        picture = photo(source, left, top, size)
        picture.save(RESOURCES / (name + ".png"), optimize=True)
        tensor = prepared(picture, 48)
        (probability,) = run("onet.pb", ["probability"], {"input": tensor})
        np.save(RESOURCES / (name + ".input.npy"), tensor)
        np.save(RESOURCES / (name + ".probability.npy"), probability)
        answers.append(
            {
                "image": name + ".png",
                "input": name + ".input.npy",
                "output": name + ".probability.npy",
                "label": ["no face", "face"][probability[0].argmax()],
                "probabilities": [float(p) for p in probability[0]],
            }
        )
    print([(a["image"], a["probabilities"]) for a in answers])
    assert answers[0]["probabilities"][1] > 0.95 and answers[1]["probabilities"][1] < 0.1
    write_json(
        "expected.json",
        {
            "tensorflow": tf.__version__,
            "model": "onet.pb",
            "input": {
                "name": "input",
                "shape": [1, 48, 48, 3],
                "channels": "RGB",
                "mean": MEAN,
                "scale": SCALE,
                "resize": "bilinear, half-pixel centres, no antialias; then (pixel - mean) / scale",
            },
            "output": {"name": "probability", "shape": [1, 2], "labels": "labels.txt"},
            "answers": answers,
        },
    )

    picture = photo("astronaut.png", 149, 65, 150).resize((60, 45), Image.BILINEAR)  # not a square, or a swap of height and width would go unnoticed
    tensor = prepared(picture)
    boxes, probability = run("pnet.pb", ["boxes", "probability"], {"input": tensor})
    print("pnet", tensor.shape, boxes.shape, probability.shape, "most face-like", probability[..., 1].max())
    for name, value in (("input", tensor), ("boxes", boxes), ("probability", probability)):
        np.save(RESOURCES / ("pnet.%s.npy" % name), value)


def notes():
    """A C major chord, each note with three harmonics."""
    saved = tf.saved_model.load(str(in_package("basic_pitch", "saved_models/icassp_2022/nmp")))  # lives as long as its function
    function = saved.signatures["serving_default"]
    frozen = convert_variables_to_constants_v2(function)
    (RESOURCES / "basic_pitch.pb").write_bytes(frozen.graph.as_graph_def().SerializeToString(deterministic=True))
    given = frozen.inputs[0].op.name

    time = np.arange(43844) / 22050.0
    chord = sum(
        np.sin(2 * np.pi * 440 * 2 ** ((midi - 69) / 12) * harmonic * time) / harmonic
        for midi in (60, 64, 67)
        for harmonic in (1, 2, 3)
    )
    sound = (0.15 * chord * np.minimum(1, time / 0.01)).astype(np.float32).reshape(1, -1, 1)

    answers = {key: value.numpy() for key, value in function(tf.constant(sound)).items()}
    names = {key: tensor.op.name for key, tensor in zip(sorted(answers), frozen.outputs)}
    again = run("basic_pitch.pb", names.values(), {given: sound})
    for (key, name), value in zip(names.items(), again):
        off = np.abs(value - answers[key]).max()
        print("basic_pitch", key, name, value.shape, "off by", off)
        assert off < 1e-4
        np.save(RESOURCES / ("basic_pitch.%s.npy" % key), value)
    np.save(RESOURCES / "basic_pitch.input.npy", sound)
    loudest = again[1][0, 40:160].mean(axis=0)
    heard = sorted(int(k) + 21 for k in np.argsort(-loudest)[:3])
    print("heard MIDI notes", heard, np.sort(loudest)[::-1][:6])
    assert heard == [60, 64, 67]
    write_json(
        "basic_pitch.json",
        {
            "tensorflow": tf.__version__,
            "model": "basic_pitch.pb",
            "input": {"name": given, "shape": [1, 43844, 1], "file": "basic_pitch.input.npy", "rate": 22050},
            "outputs": [
                {"meaning": key, "name": name, "file": "basic_pitch.%s.npy" % key, "shape": list(value.shape)}
                for (key, name), value in zip(names.items(), again)
            ],
            "heard": heard,
        },
    )


def licences():
    for package in ("mtcnn", "basic-pitch"):
        (text,) = [path for path in distribution(package).files if path.name == "LICENSE"]
        shutil.copyfile(text.locate(), RESOURCES / ("LICENSE.%s.txt" % package))


if __name__ == "__main__":
    RESOURCES.mkdir(parents=True, exist_ok=True)
    licences()
    faces()
    notes()
