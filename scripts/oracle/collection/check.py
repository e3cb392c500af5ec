"""Compares what became of a collection (see make.py) with TensorFlow's answers, on the runtime, and counts what ovc makes of the same models.

    $(scripts/oracle/env ovc) scripts/oracle/collection/check.py FOLDER [--ovc]
"""

import argparse
import collections
import json
import multiprocessing
import pathlib

import numpy as np
import openvino as ov


def values(folder, port):
    path = folder / port["file"]
    if path.suffix == ".json":
        raise NotImplementedError("strings")
    array = np.load(path)
    if port["type"] == "bf16":
        array = (array.astype(np.uint32) << 16).view(np.float32)
    return array


def find(ports, *names):
    for name in names:
        for port in ports:
            if name in port.get_names():
                return port
    return None


def run(model, folder, case):
    core = ov.Core()
    compiled = core.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1})
    feeds = {}
    for given in case["inputs"]:
        port = find(compiled.inputs, given["name"], given["name"] + ":0")
        if port is None:
            continue
        array = values(folder, given)
        if np.iscomplexobj(array):
            array = np.stack([array.real, array.imag], -1)
        tensor = ov.Tensor(port.get_element_type(), list(array.shape))
        if given["type"] == "bf16":  # NumPy has no such type: bits are what is written
            tensor.data.view(np.uint16)[...] = (array.view(np.uint32) >> 16).astype(np.uint16)
        else:
            tensor.data[...] = array
        feeds[port] = tensor
    results = compiled(feeds)
    for index, wanted in enumerate(case["outputs"]):
        port = find(compiled.outputs, wanted["name"], wanted["name"].split(":")[0] if wanted["name"].endswith(":0") else wanted["name"], f"out{index}")
        if port is None:
            return f"output {wanted['name']} has no such name; there are {[p.get_names() for p in compiled.outputs]}"
        expected = values(folder, wanted)
        if np.iscomplexobj(expected):
            expected = np.stack([expected.real, expected.imag], -1)
        actual = results[port]
        if wanted["type"] == "bf16":
            actual = (actual.view(np.uint16).astype(np.uint32) << 16).view(np.float32)
        if actual.shape != expected.shape:
            return f"{wanted['name']} has the shape {actual.shape}, not {expected.shape}"
        if case.get("compare") == "shape":
            continue
        tolerance = case.get("tolerance", 0 if expected.dtype.kind in "iub" else 1e-5)
        a, e = actual.astype(np.float64), expected.astype(np.float64)
        with np.errstate(all="ignore"):
            good = (a == e) | (np.isnan(a) & np.isnan(e)) | (np.abs(a - e) <= tolerance * np.maximum(1, np.abs(e)))
        if not good.all():
            return f"{wanted['name']} differs in {(~good).sum()} of {good.size} elements"
    return None


def verdict(job):
    name, root, ovc = job
    folder = root / "models" / name
    case = json.loads((folder / "case.json").read_text())
    try:
        if ovc:
            source = folder / "saved" if case["form"] == "saved_model" else folder / "model.pb"
            if case["form"] == "meta_graph":
                source = folder / "model.ckpt.meta"
            outputs = None if case["form"] == "saved_model" else [o["name"] for o in case["outputs"]]
            model = ov.convert_model(source, output=outputs)
        else:
            xml = root / "ir" / (name + ".xml")
            if not xml.exists():
                error = root / "ir" / (name + ".err")
                return name, "not converted: " + (error.read_text() if error.exists() else "nothing was written")
            model = ov.Core().read_model(xml)
        return name, run(model, folder, case) or "passed"
    except NotImplementedError:
        return name, "left out: strings"
    except Exception as e:
        return name, "failed: " + " ".join(str(e).split())[-250:]


def all_of(names, root, ovc):
    """One process after another, because a runtime that crashes must not take the rest with it."""
    results = {}
    left = list(names)
    while left:
        with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=200) as pool:
            for name in list(left):
                try:
                    results.update([pool.apply_async(verdict, ((name, root, ovc),)).get(timeout=30)])
                    left.remove(name)
                except multiprocessing.TimeoutError:
                    results[name] = "failed: the process died or hung"
                    left.remove(name)
                    break
    return results


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--ovc", action="store_true", help="convert with ovc instead")
    arguments = parser.parse_args()
    names = [line.split("\t")[0] for line in (arguments.folder / "list.txt").read_text().splitlines()]
    results = all_of(names, arguments.folder, arguments.ovc)
    (arguments.folder / ("ovc.json" if arguments.ovc else "tf2ov.json")).write_text(json.dumps(results, indent=1))
    counts = collections.Counter(v.split(":")[0] if v != "passed" else v for v in results.values())
    for name, result in sorted(results.items()):
        if result != "passed" and not result.startswith("left out") and not arguments.ovc:
            print(name, "|", " ".join(result.split())[:300])
    print(dict(counts))


if __name__ == "__main__":
    main()
