#!/usr/bin/env python3
"""Lets TensorFlow run what `tf2ov freeze` writes, and compares with the answers in tests/src/test/resources/formats/.

    $(scripts/oracle/env tf2new) scripts/oracle/formats/run_frozen.py [--tf2ov bin/tf2ov] [--text] [MODEL[:FORM]...]

Every form of every small model is frozen, with --text as text, loaded and run. Also the events file of the first form is read as
TensorBoard reads it. Prints a line per form that differs, and a count.
"""
import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile
import zipfile

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np
import tensorflow as tf
from google.protobuf import text_format

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", "..", ".."))
CASES = os.path.join(ROOT, "tests", "src", "test", "resources", "formats")


def load(path, text):
    graph = tf.compat.v1.GraphDef()
    with open(path, "rb") as f:
        if text:
            text_format.Parse(f.read(), graph)
        else:
            graph.ParseFromString(f.read())
    return graph


def tensor_for(key, spoken, wanted):
    """The tensor of the frozen graph that a key of the calls means."""
    wanted = [wanted] if isinstance(wanted, str) else list(wanted)
    names = set(wanted) | {w[:-2] if w.endswith(":0") else w for w in wanted} | {key}
    for port in spoken:
        own = {port["name"], port["name"].removesuffix(":0"), *port["names"]}
        if own & names:
            return port["name"] if ":" in port["name"] else port["name"] + ":0"
    raise LookupError("no %s (%s) among %s" % (key, wanted, spoken))


def compare(found, expected, tolerance):
    if found.shape != expected.shape:
        return "shape %s instead of %s" % (found.shape, expected.shape)
    if expected.dtype.kind in "fc":
        found, expected = found.astype("c16"), expected.astype("c16")
        largest = max(float(np.max(np.abs(expected))), 1.0) if expected.size else 1.0
        worst = float(np.max(np.abs(found - expected))) / largest if expected.size else 0.0
        return None if worst <= tolerance else "differs by %g" % worst
    if expected.dtype.kind in "SUO" or found.dtype == object:
        as_bytes = lambda a: [v.encode() if isinstance(v, str) else bytes(v) for v in a.reshape(-1).tolist()]
        return None if as_bytes(found) == as_bytes(expected) else "other texts"
    return None if (found == expected).all() else "other integers"


def run(graph, spoken, case, form, folder):
    inputs = form.get("inputs", case["inputs"])
    outputs = form.get("outputs", case["outputs"])
    unfrozen = sorted({n.op for n in graph.node if "Variable" in n.op or n.op == "StatefulPartitionedCall"})
    if unfrozen:
        return "not frozen: " + ", ".join(unfrozen)
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        tf.import_graph_def(graph, name="")
        for call in form.get("calls", case["calls"]):
            feed = {}
            for key, file in call["inputs"].items():
                if key in inputs:
                    feed[tensor_for(key, spoken["inputs"], inputs[key])] = np.load(
                        os.path.join(folder, file), allow_pickle=True)
            keys = [k for k in call["outputs"] if k in outputs]
            found = session.run([tensor_for(k, spoken["outputs"], outputs[k]) for k in keys], feed)
            for key, value in zip(keys, found):
                expected = np.load(os.path.join(folder, call["outputs"][key]), allow_pickle=True)
                wrong = compare(np.asarray(value), expected, form.get("tolerance", case.get("tolerance", 1e-5)))
                if wrong:
                    return "%s %s" % (key, wrong)
    return None


def events(folder, arguments, tf2ov, graph_of):
    logs = os.path.join(folder, "logs")
    arguments = [a for i, a in enumerate(arguments) if a != "--output" and (i == 0 or arguments[i - 1] != "--output")]
    if any(a.startswith(("--input", "--freeze")) and a not in ("--input_model", "--input_checkpoint", "--input_meta_graph",
                                                              "--input_model_is_text") for a in arguments):
        return None
    made = subprocess.run([tf2ov, "tensorboard", *arguments, "--logdir", logs], cwd=folder, capture_output=True, text=True)
    if made.returncode:
        return made.stderr.strip()
    [file] = glob.glob(os.path.join(logs, "*tfevents*"))
    found = list(tf.compat.v1.train.summary_iterator(file))
    if [e.file_version for e in found] != ["brain.Event:2", ""] or not found[1].graph_def:
        return "events %s" % [e.WhichOneof("what") for e in found]
    graph = tf.compat.v1.GraphDef.FromString(found[1].graph_def)
    return None if graph_of is None or {n.name for n in graph_of.node} <= {n.name for n in graph.node} else "other nodes"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tf2ov", default=os.path.join(ROOT, "bin", "tf2ov"))
    parser.add_argument("--text", action="store_true")
    parser.add_argument("models", nargs="*")
    given = parser.parse_args()
    good, bad = 0, 0
    for archive in sorted(glob.glob(os.path.join(CASES, "*.zip"))):
        name = os.path.basename(archive)[:-4]
        if given.models and not any(m.split(":")[0] == name for m in given.models):
            continue
        with tempfile.TemporaryDirectory() as folder:
            zipfile.ZipFile(archive).extractall(folder)
            case = json.load(open(os.path.join(folder, "case.json")))
            for i, form in enumerate(case["forms"]):
                if given.models and not any(m in (name, name + ":" + form["form"]) for m in given.models):
                    continue
                out = os.path.join(folder, "out.pbtxt" if given.text else "out.pb")
                arguments = form["arguments"]
                made = subprocess.run([given.tf2ov, "freeze", *arguments, "-o", out, "--json"], cwd=folder,
                                      capture_output=True, text=True)
                wrong, graph = None, None
                if made.returncode:
                    wrong = made.stderr.strip()
                else:
                    try:
                        graph = load(out, given.text)
                        wrong = run(graph, json.loads(made.stdout), case, form, folder)
                    except Exception as e:  # whatever TensorFlow says
                        wrong = "%s: %s" % (type(e).__name__, str(e)[:500])
                if i == 0 and not wrong and not given.text:
                    wrong = events(folder, arguments, given.tf2ov, graph)
                good, bad = (good, bad + 1) if wrong else (good + 1, bad)
                if wrong:
                    print("%s: %s: %s" % (name, form["form"], wrong), flush=True)
    print("%d forms agree, %d do not" % (good, bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
