"""One model in many forms: the files, what is fed, and what TensorFlow answers, as one zip.

    case = Case("tf1-cnn", "A small network.", inputs={"image": "image:0"}, outputs={"scores": "scores:0"})
    case.call({"image": array}, {"scores": array})
    case.form("frozen.pb", "FROZEN_GRAPH", ["--input_model", "frozen.pb"])
    case.write()

Files of the forms are put under `case.folder`. The same folder always becomes the same bytes.
"""

import io
import json
import pathlib
import shutil
import tempfile
import zipfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "tests" / "src" / "test" / "resources" / "formats"
MAX_BYTES = 400_000


class Case:
    """A model under construction.

    inputs and outputs say for each key the tensor behind it in the model's graph; forms whose graphs have other names say so themselves.
    """

    def __init__(self, name, about, made_with, inputs, outputs, tolerance=None):
        self.name = name
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tf2ov-" + name + "-"))
        self.text = {"name": name, "about": about, "made_with": made_with, "inputs": inputs, "outputs": outputs}
        if tolerance is not None:
            self.text["tolerance"], self.text["tolerance_reason"] = tolerance
        self.text["calls"] = []
        self.text["forms"] = []
        self.arguments = []  # of every form

    def path(self, name):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def call(self, inputs, outputs):
        """One question and TensorFlow's answer, arrays by key."""
        number = len(self.text["calls"])
        files = {}
        for kind, arrays in (("inputs", inputs), ("outputs", outputs)):
            files[kind] = {}
            for key, array in arrays.items():
                array = np.asarray(array)
                if array.dtype.kind == "f" and not np.all(np.isfinite(array)):
                    raise ValueError(self.name + " " + key + ": not finite")
                file = "calls/%d.%s%s.npy" % (number, key, ".out" if kind == "outputs" and key in inputs else "")
                np.save(str(self.path(file)), array)
                files[kind][key] = file
        self.text["calls"].append(files)

    def form(self, name, format, arguments, **more):
        """A way in which the command line is told of this model; paths are relative to the folder."""
        self.text["forms"].append(dict({"form": name, "format": format, "arguments": [str(a) for a in arguments] + self.arguments}, **more))

    def write(self, to=FIXTURES):
        self.path("case.json").write_text(json.dumps(self.text, indent=1) + "\n")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            # Directories are written too: an empty assets folder belongs to a SavedModel.
            for path in sorted(self.folder.rglob("*")):
                name = path.relative_to(self.folder).as_posix() + ("/" if path.is_dir() else "")
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = (0o40755 if path.is_dir() else 0o100644) << 16
                archive.writestr(entry, b"" if path.is_dir() else path.read_bytes())
        shutil.rmtree(str(self.folder))
        if len(out.getvalue()) > MAX_BYTES:
            raise ValueError("%s is too large: %d bytes" % (self.name, len(out.getvalue())))
        to.mkdir(parents=True, exist_ok=True)
        (to / (self.name + ".zip")).write_bytes(out.getvalue())
        print("%-28s %2d forms %7d bytes" % (self.name, len(self.text["forms"]), len(out.getvalue())), flush=True)
