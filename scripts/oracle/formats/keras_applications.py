#!/usr/bin/env python3
"""Networks of keras.applications with random weights, as .h5, .keras and SavedModel, with what Keras answers. Runs in `tf2new`:

    $(scripts/oracle/env tf2new) scripts/oracle/formats/keras_applications.py                             the committed ones
    $(scripts/oracle/env tf2new) scripts/oracle/formats/keras_applications.py FOLDER [--exact] [NAME…]    whole files, all or some

Without a folder it makes tests/src/test/resources/keras-applications/<name>.zip: the files with zeros instead of large weights, and
`case.json` with the recipe of each of these (see ../README.md, "Skeletons"). With one it prints `made NAME` behind each network. --exact also says
how far Keras's own answer is from what it computes in float64 (relative to the largest answer), and refuses weights under which that is much.
The outputs are logits. For the weights see keras_weights.py.
"""
import json
import os
import pathlib
import shutil
import sys
import tempfile
import zipfile
import zlib

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
import keras_weights

A = keras.applications
TARGET = pathlib.Path(__file__).parents[3] / "tests/src/test/resources/keras-applications"

NETWORKS = {
    "mobilenet": (A.MobileNet, 32, {"alpha": 0.25}),
    "mobilenet_v2": (A.MobileNetV2, 32, {"alpha": 0.35}),
    "mobilenet_v3_small": (A.MobileNetV3Small, 32, {"alpha": 0.75, "minimalistic": True}),
    "efficientnet_b0": (A.EfficientNetB0, 32, {}),
    "densenet121": (A.DenseNet121, 32, {}),
    "mobilenet_v3_large": (A.MobileNetV3Large, 32, {}),
    "nasnet_mobile": (A.NASNetMobile, 32, {}),
    "resnet50": (A.ResNet50, 32, {}),
    "resnet50_v2": (A.ResNet50V2, 32, {}),
    "resnet101": (A.ResNet101, 32, {}),
    "resnet101_v2": (A.ResNet101V2, 32, {}),
    "resnet152": (A.ResNet152, 32, {}),
    "vgg16": (A.VGG16, 32, {}),
    "vgg19": (A.VGG19, 32, {}),
    "xception": (A.Xception, 71, {}),
    "inception_v3": (A.InceptionV3, 75, {}),
    "inception_resnet_v2": (A.InceptionResNetV2, 75, {}),
    "densenet169": (A.DenseNet169, 32, {}),
    "densenet201": (A.DenseNet201, 32, {}),
    "efficientnet_b1": (A.EfficientNetB1, 32, {}),
    "efficientnet_b2": (A.EfficientNetB2, 32, {}),
    "efficientnet_v2_b0": (A.EfficientNetV2B0, 32, {}),
    "efficientnet_v2_s": (A.EfficientNetV2S, 32, {}),
    "convnext_tiny": (A.ConvNeXtTiny, 32, {}),
    "convnext_small": (A.ConvNeXtSmall, 32, {}),
}
# Some look themselves up by their name.
OWN_NAMES = {"efficientnet_v2_b0": "efficientnetv2-b0", "efficientnet_v2_s": "efficientnetv2-s"}
# Those with many small weights in one format only, for the size of the repository.
COMMITTED = {"mobilenet": ["h5", "keras"], "mobilenet_v2": ["h5", "keras"], "mobilenet_v3_small": ["h5", "keras"], "efficientnet_b0": ["keras"], "vgg16": ["h5"]}


def network(name):
    keras.backend.clear_session()
    function, size, arguments = NETWORKS[name]
    return function(weights=None, input_shape=(size, size, 3), classes=10, classifier_activation=None, name=OWN_NAMES.get(name, name), **arguments)


def build(name):
    """The network, an input, its answer, and the recipes of its large weights by their paths."""
    model = network(name)
    size = model.input_shape[1]
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    scale = 255.0 if any(type(layer).__name__ == "Rescaling" for layer in model.layers) else 1.0
    recipes = keras_weights.fill(model, name, keras_weights.images(rng, 8, size, scale))
    x = keras_weights.images(rng, 2, size, scale)
    return model, x, np.asarray(model(x, training=False)), recipes


def exact(name, model, x):
    """What the network answers in float64."""
    keras.config.set_floatx("float64")
    try:
        twin = network(name)
        twin.set_weights([np.asarray(weight, "d") if weight.dtype == "float32" else np.asarray(weight) for weight in model.weights])
        keras_weights.finalize(twin)
        return np.asarray(twin(x.astype("d"), training=False))
    finally:
        keras.config.set_floatx("float32")


def files(name, folder, skeleton, formats):
    model, x, y, recipes = build(name)
    print(name, model.count_params(), "parameters; outputs", np.round(y[0, :5], 3), "and", np.round(y[1, :5], 3), flush=True)
    if skeleton:
        model.set_weights([np.zeros(w.shape, "f") if w.path in recipes else np.asarray(w) for w in model.weights])
    for form in formats:
        if form == "saved_model":
            model.export(folder / form, verbose=False)
        else:
            model.save(folder / f"model.{form}")
    np.save(folder / "in.npy", x)
    np.save(folder / "out.npy", y)
    (folder / "case.json").write_text(json.dumps({"name": name, "weights": recipes if skeleton else {}}))
    return model, x, y


def main(target, *words):
    for name in [word for word in words if word != "--exact"] or NETWORKS:
        folder = pathlib.Path(target) / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        model, x, y = files(name, folder, False, ["h5", "keras", "saved_model"])
        if "--exact" in words:
            truth = exact(name, model, x)
            np.save(folder / "exact.npy", truth)
            error = np.abs(y - truth).max() / np.abs(truth).max()
            print(f"{name} in float32 is off by {error:.1e}; another image changes the answer by {np.abs(y[0] - y[1]).max() / np.abs(y).max():.1e}", flush=True)
            assert error < 5e-6, "ill-conditioned"
        print("made", name, flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(*sys.argv[1:])
    else:
        TARGET.mkdir(parents=True, exist_ok=True)
        for name, formats in COMMITTED.items():
            with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(TARGET / f"{name}.zip", "w") as out:
                files(name, pathlib.Path(folder), True, formats)
                for path in sorted(pathlib.Path(folder).iterdir()):
                    out.writestr(zipfile.ZipInfo(path.name, (2026, 1, 1, 0, 0, 0)), path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
