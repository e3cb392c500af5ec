#!/usr/bin/env python3
"""What the OpenVINO runtime infers for single operations and for small graphs of them.

    $(scripts/oracle/env ovc) scripts/oracle/op_shapes.py               writes java/openvino/src/test/resources/op-shapes.tsv
    $(scripts/oracle/env ovc) scripts/oracle/op_shapes.py --all FILE    the same with all cases; the committed file is a sample
    $(scripts/oracle/env ovc) scripts/oracle/op_shapes.py 'EXPR'…       prints what it infers for these

Each row is an expression and what the runtime says when it reads it as an IR: the types of all outputs of the outermost operation, with
bounds of their elements where it knows them, or `rejected`.

    f32[2,?,3..8]                        a parameter; [...] is a dynamic rank, [] a scalar
    i64[2]{1,-1}                         a constant; {0} may stand for any number of equal elements
    opset1.Concat[axis=0](A, B)          an operation; attributes as in an IR, separated by `;`
    opset1.Split[num_splits=2](A, B):1   its second output

The cases are in op_shape_cases.py.
"""

import os
import re
import subprocess
import sys
from xml.sax.saxutils import quoteattr

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "../../java/openvino/src/test/resources/op-shapes.tsv")
MOST_ELEMENTS = 64  # as Fact.MOST_ELEMENTS
MOST_ROWS = 300  # of one operation
REJECTED = "rejected"
CRASHED = "crashed"


class Reader:
    """Turns an expression into the layers of an IR."""

    def __init__(self, text):
        self.text, self.at = text, 0
        self.layers, self.edges, self.weights = [], [], bytearray()

    def error(self, what):
        return ValueError(f"{what} at {self.at} of {self.text}")

    def take(self, pattern):
        found = re.compile(pattern).match(self.text, self.at)
        if not found:
            return None
        self.at = found.end()
        return found.group(0)

    def layer(self, name, kind, version, data, inputs=(), outputs=1):
        number = len(self.layers)
        ports = "".join(f'<port id="{i}" precision="FP32"/>' for i in range(len(inputs)))
        made = "".join(f'<port id="{len(inputs) + i}" precision="FP32"/>' for i in range(outputs))
        attributes = "".join(f" {key}={quoteattr(value)}" for key, value in data.items())
        self.layers.append(
            f'<layer id="{number}" name="{name}" type="{kind}" version="{version}">'
            + (f"<data{attributes}/>" if data else "")
            + (f"<input>{ports}</input>" if ports else "")
            + (f"<output>{made}</output>" if made else "")
            + "</layer>"
        )
        for i, (source, port) in enumerate(inputs):
            self.edges.append(f'<edge from-layer="{source}" from-port="{port}" to-layer="{number}" to-port="{i}"/>')
        return number

    def expression(self, name=None, outputs=None):
        """Reads an expression and returns its layer and output port."""
        name = name or f"n{self.at}"
        operation = self.take(r"opset\d+\.\w+")
        if operation is None:
            return self.leaf(name)
        version, kind = operation.split(".")
        data = {}
        if self.take(r"\["):
            for pair in filter(None, self.take(r"[^\]]*").split(";")):
                key, value = pair.split("=", 1)
                data[key] = value
            self.take(r"\]")
        inputs = []
        if not self.take(r"\("):
            raise self.error("expected (")
        while not self.take(r"\)"):
            if inputs and not self.take(r", ?"):
                raise self.error("expected ,")
            inputs.append(self.expression())
        index = int((self.take(r":\d+") or ":0")[1:])
        # An IR may tell of fewer outputs than there are, not of more.
        number = self.layer(name, kind, version, data, inputs, outputs or index + 1)
        return number, len(inputs) + index

    def constant(self, values):
        """Adds a one-dimensional i64 constant."""
        return Reader.leaf(self.reading(f"i64[{len(values)}]{{{','.join(map(str, values))}}}"), f"n{len(self.layers)}")

    def reading(self, text):
        self.text, self.at = text, 0
        return self

    def leaf(self, name):
        kind = self.take(r"\w+")
        shape = self.take(r"\[[^\]]*\]")
        if kind is None or shape is None:
            raise self.error("expected a type")
        shape = shape[1:-1]
        numbers = self.take(r"\{[^}]*\}")
        if numbers is None:
            return self.layer(name, "Parameter", "opset1", {"shape": shape, "element_type": kind}), 0
        import numpy as np

        types = {"f32": "f4", "f16": "f2", "f64": "f8", "boolean": "u1"}
        dimensions = [int(d) for d in shape.split(",") if d]
        elements = [float(n) if kind[0] == "f" else int(n) for n in numbers[1:-1].split(",") if n.strip()]
        count = int(np.prod(dimensions))
        if len(elements) == 1:
            elements *= count
        if len(elements) != count:
            raise self.error("wrong number of elements")
        kind_of_numpy = types.get(kind) or kind[0] + str(int(kind[1:]) // 8)
        stored = np.array(elements, kind_of_numpy).tobytes()
        data = {"element_type": kind, "shape": shape, "offset": str(len(self.weights)), "size": str(len(stored))}
        self.weights += stored
        return self.layer(name, "Const", "opset1", data), 0

    def model(self, core):
        import numpy as np
        import openvino as ov

        xml = (
            '<net name="m" version="11"><layers>' + "".join(self.layers) + "</layers><edges>" + "".join(self.edges) + "</edges></net>"
        )
        bytes_ = np.frombuffer(bytes(self.weights) or b"\0", np.uint8)
        return core.read_model(xml.encode(), ov.Tensor(bytes_))


def type_name(element):
    return element.to_string() if hasattr(element, "to_string") else element.get_type_name()


def dimension(d):
    if d.is_static:
        return str(d.get_length())
    low, high = d.get_min_length(), d.get_max_length()
    if high == -1:
        return f"{low}.." if low else "?"
    return f"{low or ''}..{high}"


def shape_text(shape):
    return "..." if shape.rank.is_dynamic else ",".join(dimension(d) for d in shape)


def bounds(core, text, index, count):
    """The bounds of the elements of one output, by giving it to an operation that asks for them."""
    reader = Reader(text)
    number, port = reader.expression(outputs=index + 1)
    flat = reader.layer(
        "flat", "Reshape", "opset1", {"special_zero": "false"}, [(number, port + index), reader.constant([count])]
    )
    many = reader.layer("many", "Parameter", "opset1", {"shape": ",".join(["?"] * count), "element_type": "f32"})
    masks = ("begin_mask", "end_mask", "new_axis_mask", "shrink_axis_mask", "ellipsis_mask")
    part = reader.layer(
        "part",
        "StridedSlice",
        "opset1",
        {mask: ",".join(["0"] * count) for mask in masks},
        [(many, 0), reader.constant([0] * count), (flat, 2), reader.constant([1] * count)],
    )
    reader.layer("result", "Result", "opset1", {}, [(part, 4)], 0)
    model = reader.model(core)
    found = next(op for op in model.get_ops() if op.get_friendly_name() == "flat").output(0)
    sides = []
    for side in (found.get_tensor().get_lower_value(), found.get_tensor().get_upper_value()):
        try:
            sides.append([int(n) for n in side.data.flatten()])
        except RuntimeError:
            return ""
    kind = type_name(found.get_element_type())
    bits = int(kind[1:])
    least, most = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if kind[0] == "i" else (None, 2**bits - 1)

    def interval(low, high):
        return str(low) if low == high else f"{'' if low == least else low}..{'' if high == most else high}"

    return "{" + ",".join(interval(low, high) for low, high in zip(*sides)) + "}"


def infer(core, text, why=False):
    reader = Reader(text)
    number, port = reader.expression("y")
    if reader.at != len(text):
        raise reader.error("expected the end")
    reader.layer("result", "Result", "opset1", {}, [(number, port)], 0)
    try:
        model = reader.model(core)
    except RuntimeError as refusal:
        return REJECTED + (f": {refusal}" if why else "")
    y = next(op for op in model.get_ops() if op.get_friendly_name() == "y")
    types = []
    for index, output in enumerate(y.outputs()):
        shape = output.get_partial_shape()
        element = type_name(output.get_element_type())
        written = f"{element}[{shape_text(shape)}]"
        if element in ("i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64") and shape.is_static:
            count = 1
            for length in shape.to_shape():
                count *= length
            if 0 < count <= MOST_ELEMENTS:
                try:
                    written += bounds(core, text, index, count)
                except RuntimeError as refusal:
                    written += f"{{{refusal}}}" if why else ""
        types.append(written)
    return " ".join(types)


def child():
    import openvino as ov

    core = ov.Core()
    for line in sys.stdin:
        print(infer(core, line.rstrip("\n")), flush=True)


def impossible(answer):
    """Whether the runtime contradicts itself: a lower bound above the upper one, a dimension below zero."""
    crossed = any(int(low) > int(high) for low, high in re.findall(r"(-?\d+)\.\.(-?\d+)", answer))
    return crossed or re.search(r"\[[^\]]*-\d", answer) is not None


def sample(rows):
    """At most MOST_ROWS of each operation, spread evenly."""
    groups = {}
    for row in rows:
        groups.setdefault(re.match(r"[^\[(]+", row).group(0), []).append(row)
    for group in groups.values():
        step = max(1, len(group) / MOST_ROWS)
        yield from (group[int(i * step)] for i in range(min(len(group), MOST_ROWS)))


def infer_all(rows):
    """Asks child processes, as some wrong inputs end the process."""
    answers = []
    while len(answers) < len(rows):
        rest = rows[len(answers) :]
        done = subprocess.run(
            [sys.executable, __file__, "--child"], input="\n".join(rest) + "\n", stdout=subprocess.PIPE, text=True
        )
        lines = done.stdout.splitlines()
        answers += lines
        if len(lines) < len(rest):
            if done.returncode > 0:
                raise SystemExit(f"failed at {rest[len(lines)]}")
            answers.append(CRASHED)
    return answers


def main():
    if sys.argv[1:] == ["--child"]:
        child()
    elif sys.argv[1:] and sys.argv[1] != "--all":
        import openvino as ov

        for text in sys.argv[1:]:
            print(text, infer(ov.Core(), text, True), sep="\t")
    else:
        from op_shape_cases import cases

        rows = list(dict.fromkeys(cases()))
        if not sys.argv[1:]:
            rows = list(sample(rows))
        answers = infer_all(rows)
        kept = 0
        with open(sys.argv[2] if sys.argv[1:] else TARGET, "w") as out:
            for row, answer in zip(rows, answers):
                if answer == CRASHED:
                    print("crashes the runtime:", row, file=sys.stderr)
                elif not impossible(answer):
                    out.write(f"{row}\t{answer}\n")
                    kept += 1
        print(f"{kept} of {len(rows)} rows, {answers.count(REJECTED)} rejected", file=sys.stderr)


if __name__ == "__main__":
    main()
