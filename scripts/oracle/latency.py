"""Measures IRs of one network and TensorFlow beside each other. Runs in `ovc`; scripts/bench starts it.

    latency.py REQUEST.json      {"inputs": […], "outputs": […], "models": {NAME: XML}, "tensorflow": [COMMAND …],
                                  "threads": N, "rounds": N, "seconds": S}

All take turns, one inference each, in an order that goes to and fro, so that a machine whose speed drifts does so for all. Each round
compiles anew, in an order that changes, since where memory happens to lie is worth some per cent. Prints what was measured as JSON: of each subject
the wall time and the processor time of an inference in milliseconds (least, lower quartile, median), of each pair with the first
the median ratio, how far outputs are from TensorFlow's, and the kinds of nodes that run.
"""

import collections
import json
import statistics
import subprocess
import sys
import time

import numpy as np
import openvino as ov


def tensor(given):
    rng = np.random.default_rng(7)
    low, high = given["range"]
    if given["type"] == "f32":
        return rng.uniform(low, high, given["shape"]).astype(np.float32)
    return rng.integers(low, high, given["shape"]).astype(np.int32)


def channels_first(array):
    return np.ascontiguousarray(np.moveaxis(array, -1, 1))


class Ir:
    """A compiled model with its inputs set."""

    def __init__(self, xml, request, inputs):
        properties = {
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_NUM_THREADS": request["threads"],
            "INFERENCE_PRECISION_HINT": "f32",
            "NUM_STREAMS": 1,
            "ENABLE_CPU_PINNING": False,
        }
        self.compiled = ov.Core().compile_model(xml, "CPU", properties)
        self.request = self.compiled.create_infer_request()
        for given, array in zip(request["inputs"], inputs):
            port = next(p for p in self.compiled.inputs if {given["name"], given["name"] + ":0"} & p.names)
            if list(port.partial_shape.to_shape()) != list(array.shape):
                array = channels_first(array)
            self.request.set_tensor(port, ov.Tensor(np.ascontiguousarray(array.astype(port.element_type.to_dtype()))))
        self.names = request["outputs"]

    def run(self):
        wall, cpu = time.perf_counter_ns(), time.process_time_ns()
        self.request.infer()
        return time.perf_counter_ns() - wall, time.process_time_ns() - cpu

    def outputs(self):
        ports = [next(p for p in self.compiled.outputs if {name, name + ":0"} & p.names) for name in self.names]
        return [np.array(self.request.get_tensor(port).data) for port in ports]

    def nodes(self):
        kinds = collections.Counter(op.get_rt_info()["layerType"].astype(str) for op in self.compiled.get_runtime_model().get_ops())
        return dict(sorted(kinds.items()))


class TensorFlow:
    """A process that runs the graph once for every line that it is sent."""

    def __init__(self, command, folder, inputs):
        for index, array in enumerate(inputs):
            np.save(f"{folder}/in{index}.npy", array)
        self.folder = folder
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.run()

    def run(self):
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        wall, cpu = self.process.stdout.readline().split()
        return int(wall), int(cpu)

    def outputs(self, count):
        return [np.load(f"{self.folder}/out{index}.npy") for index in range(count)]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def error(got, wanted):
    """The largest difference, as a part of the largest number."""
    worst = 0.0
    for mine, theirs in zip(got, wanted):
        if mine.shape != theirs.shape and mine.ndim > 3:
            theirs = channels_first(theirs)
        if mine.shape != theirs.shape:
            return float("inf")
        worst = max(worst, float(np.max(np.abs(mine - theirs)) / max(1e-30, np.max(np.abs(theirs)))))
    return worst


def figures(times):
    """Least, lower quartile and median, in milliseconds."""
    ordered = sorted(times)
    return [round(ordered[i] / 1e6, 4) for i in (0, len(ordered) // 4, len(ordered) // 2)]


def main():
    request = json.loads(open(sys.argv[1]).read())
    folder = sys.argv[1].rsplit("/", 1)[0]
    inputs = [tensor(given) for given in request["inputs"]]
    tensorflow = TensorFlow(request["tensorflow"], folder, inputs) if request.get("tensorflow") else None
    names = list(request["models"])
    times = collections.defaultdict(list)
    ratios = collections.defaultdict(list)
    answer = {"error": {}, "nodes": {}, "compile": {}}
    for turn in range(request["rounds"]):
        subjects = {}
        for name in names if turn % 2 == 0 else reversed(names):
            start = time.perf_counter()
            subjects[name] = Ir(request["models"][name], request, inputs)
            answer["compile"].setdefault(name, round(time.perf_counter() - start, 3))
        subjects = {name: subjects[name] for name in names}
        if tensorflow:
            subjects["tensorflow"] = tensorflow
        for subject in subjects.values():  # to warm up
            subject.run()
            subject.run()
        if turn == 0:
            for name in names:
                answer["nodes"][name] = subjects[name].nodes()
                if tensorflow:
                    answer["error"][name] = error(subjects[name].outputs(), tensorflow.outputs(len(request["outputs"])))
                else:
                    answer["error"][name] = error(subjects[name].outputs(), subjects[names[-1]].outputs())
        here = collections.defaultdict(list)
        end = time.perf_counter() + request["seconds"] / request["rounds"]
        order = list(subjects)
        while time.perf_counter() < end or len(here[order[0]]) < 6:
            for name in order:
                here[name].append(subjects[name].run())
            order.reverse()
        for name, runs in here.items():
            times[name] += runs
            if name != names[0]:
                for kind in (0, 1):
                    first, other = ([run[kind] for run in here[each]] for each in (names[0], name))
                    ratios[name, kind].append(figures(first)[1] / figures(other)[1])
        del subjects
    if tensorflow:
        tensorflow.close()
    answer["runs"] = len(times[names[0]])
    answer["wall"] = {name: figures(run[0] for run in runs) for name, runs in times.items()}
    answer["cpu"] = {name: figures(run[1] for run in runs) for name, runs in times.items()}
    for kind, key in enumerate(("wall_ratio", "cpu_ratio")):
        answer[key] = {name: round(statistics.median(ratios[name, kind]), 4) for name in times if name != names[0]}
        answer[key + "s"] = {name: [round(each, 4) for each in ratios[name, kind]] for name in times if name != names[0]}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
