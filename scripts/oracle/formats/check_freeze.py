#!/usr/bin/env python
"""Freezes the models of tests/src/test/resources/formats with tf2ov, runs them in TensorFlow, and compares with what TensorFlow answered before.

    scripts/check-freeze [--text] [MODEL...]
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings
import zipfile

warnings.filterwarnings("ignore")
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "tests" / "src" / "test" / "resources" / "formats"


def names(case, form, kind):
    """The names of each input or output, by key."""
    if kind in form:
        return form[kind]
    return {key: [tensor] for key, tensor in case[kind].items()}


def freeze(folder, form, text):
    """The frozen graph of a form, or what tf2ov said instead."""
    arguments = [str(folder / a) if (folder / a).exists() or (folder / (a + ".index")).exists() else a for a in form["arguments"]]
    out = folder / ("tf2ov.pbtxt" if text else "tf2ov.pb")
    done = subprocess.run([str(ROOT / "bin" / "tf2ov"), "freeze"] + arguments + ["-o", str(out), "-q"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        return None, done.stdout.decode()
    graph = tf.compat.v1.GraphDef()
    if text:
        from google.protobuf import text_format

        text_format.Parse(out.read_text(), graph)
    else:
        graph.ParseFromString(out.read_bytes())
    out.unlink()
    return graph, ""


def tensor(graph, candidates):
    """The first of the names that the graph has; a key may also be the name of another node, a tensor may not."""
    for name in sorted(candidates, key=lambda n: ":" not in n):
        full = name if ":" in name else name + ":0"
        try:
            return graph.get_tensor_by_name(full)
        except (KeyError, ValueError):
            pass
    raise KeyError("none of %s is in the graph" % candidates)


def compare(case, form, folder, definition):
    """The largest difference to TensorFlow's own answers."""
    left = [n.name for n in definition.node if n.op in ("Variable", "VariableV2", "VarHandleOp", "ReadVariableOp", "PartitionedCall", "StatefulPartitionedCall")]
    if left:
        raise ValueError("not frozen: %s" % left[:3])
    worst = 0.0
    with tf.Graph().as_default() as graph:
        tf.compat.v1.import_graph_def(definition, name="")
        inputs = {k: tensor(graph, v) for k, v in names(case, form, "inputs").items()}
        outputs = {k: tensor(graph, v) for k, v in names(case, form, "outputs").items()}
        with tf.compat.v1.Session() as session:
            for call in case["calls"]:
                feed = {t: np.load(str(folder / call["inputs"][k])) for k, t in inputs.items()}
                for key, value in session.run(outputs, feed).items():
                    expected = np.load(str(folder / call["outputs"][key]))
                    if value.dtype.name == "bfloat16":  # arrays of it are kept as float32
                        value = value.astype(np.float32)
                    if value.dtype != expected.dtype or value.shape != expected.shape:
                        raise ValueError("%s is %s%s, not %s%s" % (key, value.dtype, value.shape, expected.dtype, expected.shape))
                    if value.size:
                        difference = np.abs(value.astype(np.float64) - expected.astype(np.float64)) / np.maximum(1, np.abs(expected.astype(np.float64)))
                        worst = max(worst, float(difference.max()))
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", action="store_true", help="write text instead of binary graphs")
    parser.add_argument("models", nargs="*")
    arguments = parser.parse_args()
    known = sorted(path.stem if path.suffix == ".zip" else path.name for path in FIXTURES.glob("*.zip"))
    failures = forms = 0
    most = 0.0
    for name in arguments.models or known:
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary)
            with zipfile.ZipFile(str(FIXTURES / (name + ".zip"))) as archive:
                archive.extractall(temporary)
            case = json.loads((folder / "case.json").read_text())
            for form in case["forms"]:
                forms += 1
                graph, said = freeze(folder, form, arguments.text)
                try:
                    if graph is None:
                        raise ValueError(said.strip())
                    worst = compare(case, form, folder, graph)
                    most = max(most, worst)
                    if worst > case.get("tolerance", 1e-5):
                        raise ValueError("differs by %.1e" % worst)
                except Exception as error:  # whatever is wrong with one form must not hide the others
                    failures += 1
                    print("%s/%s: %s" % (name, form["form"], str(error)[:400]), flush=True)
    print("TensorFlow %s: %d of %d forms freeze and answer as before; largest difference %.1e" % (tf.__version__, forms - failures, forms, most))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
