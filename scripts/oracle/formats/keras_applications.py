#!/usr/bin/env python3
"""Networks of keras.applications with random weights, as .h5 and .keras, with what Keras answers. Runs in `tf2new`:

    $(scripts/oracle/env tf2new) scripts/oracle/formats/keras_applications.py                 the committed ones
    $(scripts/oracle/env tf2new) scripts/oracle/formats/keras_applications.py FOLDER [NAME…]  whole files, all or some

Without a folder it makes tests/src/test/resources/keras-applications/<name>.zip: the files with zeros instead of large weights, and
`case.json` with the recipe of each of these (see ../README.md, "Skeletons"). Batch normalization has the statistics of a batch that has
really gone through, so that activations neither vanish nor explode; the output are logits.
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
import recipe

A = keras.applications
TARGET = pathlib.Path(__file__).parents[3] / "tests/src/test/resources/keras-applications"
LARGE = 1024

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


def build(name):
    """The network, an input, its answer, and the recipes of its large weights by their paths."""
    keras.backend.clear_session()
    function, size, arguments = NETWORKS[name]
    model = function(weights=None, input_shape=(size, size, 3), classes=10, classifier_activation=None, name=OWN_NAMES.get(name, name), **arguments)
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    recipes = {}
    values = []
    for weight in model.weights:
        shape, path = tuple(weight.shape), weight.path
        count = int(np.prod(shape))
        if "int" in str(weight.dtype):
            values.append(np.asarray(weight))
        elif path.endswith("gamma") and len(shape) == 1 and "layer_scale" in path:
            values.append(rng.uniform(0.1, 0.3, shape))
        elif path.endswith(("gamma", "variance")):
            values.append(rng.uniform(0.7, 1.3, shape))
        elif len(shape) < 2 or count < LARGE:
            fan = max(1, int(np.prod(shape[:-1])))
            values.append(rng.uniform(-1, 1, shape) * (np.sqrt(6 / fan) if len(shape) > 1 else 0.3))
        else:
            fan = int(np.prod(shape[:2])) if "depthwise" in path else int(np.prod(shape[:-1]))
            limit = float(np.float32(np.sqrt(6 / fan)))
            seed = zlib.crc32(f"{name}/{path}".encode())
            recipes[path] = {"seed": seed, "range": [-limit, limit]}
            values.append(recipe.tensor(seed, (-limit, limit), shape))
    model.set_weights(values)
    for layer in model.layers:
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()
        if hasattr(layer, "momentum"):
            layer.momentum = 0.0
    scale = 255.0 if any(type(layer).__name__ == "Rescaling" for layer in model.layers) else 1.0
    model(rng.uniform(0, scale, (8, size, size, 3)).astype("f"), training=True)
    for layer in model.layers:
        if type(layer).__name__ == "BatchNormalization":
            layer.momentum = 0.99
            # Channels that hardly vary would be blown up, and with them what is rounded in float.
            variance = np.asarray(layer.moving_variance)
            layer.moving_variance.assign(np.maximum(variance, 0.3 * variance.mean()))
    x = rng.uniform(0, scale, (2, size, size, 3)).astype("f")
    return model, x, np.asarray(model(x, training=False)), recipes


def files(name, folder, skeleton, formats=("h5", "keras")):
    model, x, y, recipes = build(name)
    print(name, model.count_params(), "parameters; outputs", np.round(y[0, :5], 3), flush=True)
    if skeleton:
        model.set_weights([np.zeros(w.shape, "f") if w.path in recipes else np.asarray(w) for w in model.weights])
    for form in formats:
        model.save(folder / f"model.{form}")
    np.save(folder / "in.npy", x)
    np.save(folder / "out.npy", y)
    (folder / "case.json").write_text(json.dumps({"name": name, "weights": recipes if skeleton else {}}))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for name in sys.argv[2:] or NETWORKS:
            folder = pathlib.Path(sys.argv[1]) / name
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            files(name, folder, False)
    else:
        TARGET.mkdir(parents=True, exist_ok=True)
        for name, formats in COMMITTED.items():
            with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(TARGET / f"{name}.zip", "w") as out:
                files(name, pathlib.Path(folder), True, formats)
                for path in sorted(pathlib.Path(folder).iterdir()):
                    out.writestr(zipfile.ZipInfo(path.name, (2026, 1, 1, 0, 0, 0)), path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
