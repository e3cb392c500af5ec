#!/usr/bin/env python3
"""Makes java/tensorflow/src/test/resources/org/tf2ov/tf/keras/files.zip: a small Keras model, and the same model in HDF5 files
that nobody should believe, or that are unusual. Runs in `tf2new`:

    $(scripts/oracle/env tf2new) scripts/oracle/formats/keras_hostile.py
"""
import os
import pathlib
import tempfile
import zipfile

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import h5py
import keras
import numpy as np

TARGET = pathlib.Path(__file__).parents[3] / "java/tensorflow/src/test/resources/org/tf2ov/tf/keras/files.zip"
KERNEL = "model_weights/dense/small/dense/kernel"


def model():
    keras.utils.set_random_seed(1)
    made = keras.Sequential([keras.Input((3,), name="x"), keras.layers.Dense(4, activation="relu", name="dense"), keras.layers.Dense(2, name="last")], name="small")
    made.set_weights([np.arange(12, dtype="f").reshape(3, 4), np.ones(4, "f"), np.arange(8, dtype="f").reshape(4, 2), np.zeros(2, "f")])
    return made


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    files = {}

    def variant(name, change, **options):
        """The model with something done to it."""
        with h5py.File("plain.h5") as source, h5py.File(f"{name}.h5", "w", **options) as target:
            for key, value in source.attrs.items():
                target.attrs[key] = value
            source.copy("model_weights", target)
            change(target)

    def replace(create):
        def change(file):
            group, name = file[KERNEL].parent, KERNEL.rsplit("/", 1)[1]
            data = file[KERNEL][:]
            del group[name]
            create(group, name, data)

        return change

    made = model()
    made.save("plain.h5")
    made.save("plain.keras")
    made.save_weights("weights_only.weights.h5")
    variant("gzip", replace(lambda g, n, d: g.create_dataset(n, data=d, chunks=(2, 3), compression="gzip", shuffle=True, fletcher32=True)))
    variant("lzf", replace(lambda g, n, d: g.create_dataset(n, data=d, chunks=(3, 4), compression="lzf")))
    variant("chunked", replace(lambda g, n, d: g.create_dataset(n, data=d, chunks=(2, 2))))
    variant("big_endian", replace(lambda g, n, d: g.create_dataset(n, data=d.astype(">f4"))))
    variant("half", replace(lambda g, n, d: g.create_dataset(n, data=d.astype("f2"))))
    variant("userblock", lambda f: None, userblock_size=512)
    variant("latest", lambda f: None, libver="latest")
    variant("external_link", replace(lambda g, n, d: g.__setitem__(n, h5py.ExternalLink("/etc/passwd", "/x"))))
    variant("soft_link_loop", replace(lambda g, n, d: g.__setitem__(n, h5py.SoftLink(g.name + "/" + n))))
    variant("external_storage", replace(lambda g, n, d: g.create_dataset(n, (3, 4), "f4", external=[("/etc/passwd", 0, 48)])))

    def virtual(g, n, d):
        layout = h5py.VirtualLayout((3, 4), "f4")
        layout[:] = h5py.VirtualSource("other.h5", "data", shape=(3, 4))
        g.create_virtual_dataset(n, layout)

    variant("virtual", replace(virtual), libver="latest")
    variant("never_written", replace(lambda g, n, d: g.create_dataset(n, (3, 4), "f4")))
    variant("shape_bomb", replace(lambda g, n, d: g.create_dataset(n, (1 << 40, 1 << 20), "f4", chunks=(16, 16), compression="gzip")))
    variant("gzip_bomb", replace(lambda g, n, d: g.create_dataset(n, data=np.zeros((1 << 12, 1 << 14), "f"), chunks=(1 << 12, 1 << 14), compression="gzip", compression_opts=9)))
    variant("text", replace(lambda g, n, d: g.create_dataset(n, data=np.array([b"abc"] * 12).reshape(3, 4))))
    variant("transposed", replace(lambda g, n, d: g.create_dataset(n, data=d.T)))
    variant("missing_dataset", lambda f: f.__delitem__(KERNEL))
    variant("missing_group", lambda f: f.__delitem__("model_weights/dense"))
    variant("fewer_weights", lambda f: f["model_weights/dense"].attrs.__setitem__("weight_names", [b"small/dense/kernel"]))

    def deep(file):
        group = file
        for _ in range(3000):
            group = group.create_group("a")

    variant("deep_groups", deep)
    variant("cycle", lambda f: f["model_weights"].__setitem__("again", f["model_weights"]))

    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in sorted(pathlib.Path(folder).iterdir()):
            out.writestr(zipfile.ZipInfo(path.name, (2026, 1, 1, 0, 0, 0)), path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
            print(path.name, path.stat().st_size)
print(TARGET.stat().st_size)
