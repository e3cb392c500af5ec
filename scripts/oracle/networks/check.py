"""Compares what tf2ov made of networks (FOLDER/ir, see scripts/check-networks) with TensorFlow's answers, on the OpenVINO runtime: all feeds by one IR.

    $(scripts/oracle/env ovc) scripts/oracle/networks/check.py FOLDER [--ovc] [NAME ...]
"""

import argparse
import multiprocessing
import pathlib
import sys

import numpy as np
import openvino as ov

BOUND = 1e-4


def compare(folder, model):
    """The largest difference of all outputs and feeds, of the largest value of that output."""
    compiled = ov.Core().compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1})
    worst = 0.0
    for file in sorted(folder.glob("feeds-*.npz")):
        feeds, wanted = np.load(file), np.load(file.with_name(file.name.replace("feeds", "answers")))
        given = {}
        for port in compiled.inputs:
            (name,) = [name for name in feeds.files if {name, name + ":0"} & port.get_names()]
            given[port] = feeds[name].astype(port.get_element_type().to_dtype())
        got = compiled(given)
        for name in wanted.files:
            ports = [port for port in compiled.outputs if {name, name + ":0"} & port.get_names()]
            if len(ports) != 1:
                raise ValueError(f"no output is called {name}; there are {[sorted(port.get_names()) for port in compiled.outputs]}")
            actual, expected = got[ports[0]], wanted[name]
            if actual.shape != expected.shape:
                raise ValueError(f"{file.name}: {name} has the shape {actual.shape}, not {expected.shape}")
            if expected.dtype.kind in "iub":
                if (actual != expected).any():
                    raise ValueError(f"{file.name}: {name} differs in {(actual != expected).sum()} of {actual.size} elements")
            elif not np.isfinite(expected).all():
                raise ValueError(f"{file.name}: TensorFlow's own {name} isn't finite")
            elif expected.size:
                worst = max(worst, float(np.abs(actual.astype(np.float64) - expected).max() / max(1e-30, np.abs(expected).max())))
    return worst


def verdict(folder, ovc):
    try:
        if ovc:
            source = folder / "saved" if (folder / "saved").is_dir() else folder / "model.pb"
            model = ov.convert_model(source)
        else:
            xml = folder.parent / "ir" / f"{folder.name}.xml"
            if not xml.exists():
                error = xml.with_suffix(".err")
                return "not converted: " + (error.read_text() if error.exists() else "nothing was written")
            model = ov.Core().read_model(xml)
        loops = sum(op.get_type_name() in ("Loop", "TensorIterator") for op in model.get_ops())
        worst = compare(folder, model)
        return f"{'agrees' if worst <= BOUND else 'DIFFERS'} to {worst:.1e}" + (f", {loops} loops" if loops else "")
    except Exception as e:
        return "failed: " + " ".join(str(e).split())[-300:]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*", default=[])
    parser.add_argument("--ovc", action="store_true", help="convert with ovc instead")
    arguments = parser.parse_intermixed_args()
    good = total = 0
    for folder in sorted(path.parent for path in arguments.folder.glob("*/made")):
        if arguments.names and folder.name not in arguments.names:
            continue
        # A process each, because a runtime that crashes must not take the others with it.
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            try:
                answer = pool.apply_async(verdict, (folder, arguments.ovc)).get(timeout=300)
            except multiprocessing.TimeoutError:
                answer = "failed: the process died or hung"
        total += 1
        good += answer.startswith("agrees")
        print(f"{folder.name}: {answer}", flush=True)
    print(f"{good} of {total} networks agree with TensorFlow")
    sys.exit(0 if good == total else 1)


if __name__ == "__main__":
    main()
