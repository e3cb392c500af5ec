"""What a case is, and how it becomes files.

    case("Conv2D", "strides_2", lambda x: raw.Conv2D(input=x, filter=const(f32(3, 3, 2, 4)), …), f32(1, 5, 6, 2))

The parameters of the function are the placeholders, except those with a default; what follows it are their values. `const` puts
a value into the graph.
"""

import base64
import dataclasses
import inspect
import io
import json
import math
import zipfile
import zlib

import numpy as np
import tensorflow as tf
from tensorflow.python.framework import kernels, meta_graph, op_def_library, op_def_registry

raw = tf.raw_ops
bfloat16 = tf.bfloat16.as_numpy_dtype

TYPES = {
    "f16": np.float16,
    "f32": np.float32,
    "f64": np.float64,
    "bf16": bfloat16,
    "i8": np.int8,
    "i16": np.int16,
    "i32": np.int32,
    "i64": np.int64,
    "u8": np.uint8,
    "u16": np.uint16,
    "u32": np.uint32,
    "u64": np.uint64,
    "bool": np.bool_,
    "c64": np.complex64,
    "c128": np.complex128,
    "string": np.object_,
}
TYPE_NAMES = {np.dtype(dtype): name for name, dtype in TYPES.items()}
FLOATS = ("f16", "bf16", "f32", "f64")
SIGNED = ("i8", "i16", "i32", "i64")
UNSIGNED = ("u8", "u16", "u32", "u64")
INTEGERS = SIGNED + UNSIGNED
ROUNDING = {"f16": 2e-3, "bf16": 1.6e-2}


@dataclasses.dataclass(frozen=True)
class Data:
    """Values to be drawn: the same for the same operator, case and position."""

    type: str
    shape: tuple
    low: float
    high: float
    apart: bool = False
    rounded: bool = False
    zero_becomes: float = 0
    placeholder: tuple = None

    def between(self, low, high):
        return dataclasses.replace(self, low=low, high=high)

    def distinct(self):
        """No two values are equal."""
        return dataclasses.replace(self, apart=True)

    def whole(self):
        """Whole numbers only."""
        return dataclasses.replace(self, rounded=True)

    def nonzero(self):
        """A zero becomes a one."""
        return dataclasses.replace(self, zero_becomes=1)

    def seen_as(self, *shape):
        """The placeholder tells this shape, with None for a dimension that it leaves open."""
        return dataclasses.replace(self, placeholder=shape)

    def draw(self, random):
        dtype = TYPES[self.type]
        if self.apart:
            count = math.prod(self.shape)
            values = random.permutation(count).reshape(self.shape)
            return (values if np.issubdtype(dtype, np.integer) else (values - count // 2) / 4).astype(dtype)
        if self.type == "bool":
            return random.integers(0, 2, self.shape).astype(dtype)
        if self.type in INTEGERS:
            values = random.integers(self.low, self.high, self.shape, endpoint=True)
            return np.where(values == 0, self.zero_becomes, values).astype(dtype)
        # Steps of 1/256 of the range are exact in every float type for the usual range, and compress well.
        values = self.low + random.integers(0, 256, self.shape, endpoint=True) / 256 * (self.high - self.low)
        if self.type in ("c64", "c128"):
            values = values + 1j * (self.low + random.integers(0, 256, self.shape, endpoint=True) / 256 * (self.high - self.low))
        if self.rounded:
            values = np.round(values)
        return np.where(values == 0, self.zero_becomes, values).astype(dtype)


def data(type, *shape):
    """Random values: floats in -2..2, signed integers in -9..9, unsigned ones in 0..15, so that products fit."""
    if type in UNSIGNED:
        return Data(type, shape, 0, 15)
    return Data(type, shape, *((-9, 9) if type in SIGNED else (-2, 2)))


def f32(*shape):
    return data("f32", *shape)


def i32(*shape):
    return data("i32", *shape)


def array(type, values):
    """Given values."""
    if type == "string":
        result = np.empty(np.shape(values), dtype=object)
        for index in np.ndindex(result.shape):
            value = values
            for i in index:
                value = value[i]
            result[index] = value.encode() if isinstance(value, str) else value
        return result
    return np.array(values).astype(TYPES[type])


def call(op, *inputs, **attributes):
    """The operator with its inputs in the order of its definition."""
    definition = op_def_registry.get(op)
    arguments = dict(zip([argument.name for argument in definition.input_arg], inputs, strict=True))
    follows = {name for a in definition.input_arg for name in (a.type_attr, a.number_attr, a.type_list_attr)}
    defaults = {a.name: None for a in definition.attr if a.HasField("default_value") and a.name not in follows}
    name = {"name": op[1:]} if op.startswith("_") else {}  # a name may not begin so
    return op_def_library.apply_op(op, **arguments, **(defaults | name | attributes))


def types(op, attribute="T"):
    """The types that an attribute may have and for which there is a kernel on the CPU; complex numbers and strings apart."""
    definition = next(a for a in op_def_registry.get(op).attr if a.name == attribute)
    allowed = set(definition.allowed_values.list.type)
    found = set()
    for kernel in kernels.get_registered_kernels_for_op(op).kernel:
        if kernel.device_type == "CPU":
            lists = [c.allowed_values.list.type for c in kernel.constraint if c.name == attribute]
            found |= set(lists[0]) if lists else {tf.as_dtype(dtype).as_datatype_enum for dtype in TYPES.values()}
    both = found & allowed if allowed else found
    return [name for name in (*FLOATS, *INTEGERS, "bool") if tf.as_dtype(TYPES[name]).as_datatype_enum in both]


@dataclasses.dataclass(frozen=True)
class Case:
    op: str
    name: str
    build: object
    inputs: tuple
    fed: dict
    expected: object
    tolerance: float
    reason: str
    compare: str
    dynamic: object
    rewrite: object
    defaults_left_out: bool = False


CASES = {}
_random = None


def case(
    op,
    name,
    build,
    *inputs,
    fed=None,
    expected=None,
    tolerance=None,
    reason=None,
    compare="values",
    dynamic=True,
    rewrite=None,
):
    """Registers a case.

    fed: values of inputs that `build` makes itself, by node name.
    expected: a function with the parameters of `build` that computes the numbers where TensorFlow's CPU kernels can't run `build`.
    tolerance and reason: only where 1e-5 is too much to ask.
    compare: "shape" where the numbers are random.
    dynamic: false where the operator needs the dimensions; or the shapes of some placeholders in the dynamic graph, by name, where
        a dimension says how many dimensions the result has, or how many groups a convolution has.
    rewrite: changes the GraphDef in place after the numbers were computed, to what can be neither built nor run any more.
    """
    cases = CASES.setdefault(op, {})
    if name in cases:
        raise ValueError(f"{op} has two cases {name}")
    if (tolerance is None) != (reason is None):
        raise ValueError(f"{op} {name}: a tolerance needs a reason")
    first = not cases
    cases[name] = Case(op, name, build, inputs, fed or {}, expected, tolerance, reason, compare, dynamic, rewrite)
    definition = op_def_registry.get(op)
    if first and definition is not None and any(attribute.HasField("default_value") for attribute in definition.attr):
        twin = name + "_without_default_attributes"
        cases[twin] = dataclasses.replace(cases[name], name=twin, defaults_left_out=True)


def const(value, name=None):
    """A constant of the graph: drawn, or given as an array."""
    return tf.constant(value.draw(_random) if isinstance(value, Data) else value, name=name)


def write(op, cases, folder):
    """Writes one zip and returns what went wrong, a line each."""
    failures = []
    files = {}
    for each in cases:
        try:
            for name, content in files_of(each).items():
                files[f"{each.name}/{name}"] = content
        except Exception as error:  # every broken case is told, not only the first
            failures.append(f"{op} {each.name}: {type(error).__name__}: {gist(error)}")
    if not failures:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, content in sorted(files.items()):
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content)
        (folder / f"{op}.zip").write_bytes(buffer.getvalue())
    return failures


def gist(error):
    """The line that says what is wrong: errors of kernels begin with a stack."""
    text = str(error).strip()
    lines = [line for line in text.split("\n\t [[")[0].splitlines() if line.strip()]
    return (lines[-1] if "\n\t [[" in text else lines[0])[:300] if lines else ""


def files_of(each):
    """The files of one case, by name."""
    random = np.random.default_rng(seed(each))
    names = [p.name for p in inspect.signature(each.build).parameters.values() if p.default is p.empty]
    if len(names) != len(each.inputs):
        raise ValueError(f"{len(each.inputs)} values for the placeholders {names}")
    inputs = [
        Input(name, value.draw(random), value.placeholder if value.placeholder is not None else value.shape)
        if isinstance(value, Data)
        else Input(name, value, value.shape)
        for name, value in zip(names, each.inputs)
    ]

    graph, outputs = build(each, each.build, inputs)
    fed = {name: value.draw(random) if isinstance(value, Data) else value for name, value in each.fed.items()}
    definition = graph.as_graph_def()
    for name, value in fed.items():
        shape = graph.get_operation_by_name(name).outputs[0].shape
        inputs.append(Input(name, value, tuple(shape) if shape.rank is not None else None))
    if each.defaults_left_out:
        meta_graph.strip_graph_default_valued_attrs(holder := tf.compat.v1.MetaGraphDef(graph_def=definition))
        definition = holder.graph_def
    output_names = [output.name for output in outputs]
    values = {f"{i.name}:0": i.value for i in inputs}

    if each.expected is None:
        results = run(definition, output_names, values)
    else:
        # The graph itself can only be checked for being well formed.
        load(definition)
        other, other_outputs = build(each, each.expected, inputs[: len(names)])
        results = run(other.as_graph_def(), [output.name for output in other_outputs], values)
    for result, output in zip(results, outputs, strict=True):
        if not output.shape.is_compatible_with(result.shape) or output.dtype != type_in_tensorflow(result):
            raise ValueError(f"{output} became {result.dtype}{result.shape}")

    if each.rewrite:
        each.rewrite(definition)
        load(definition)
    files = {"model.pb": definition.SerializeToString(deterministic=True)}
    models = {"static": "model.pb"}
    opened = with_open_dimensions(definition, each.dynamic if isinstance(each.dynamic, dict) else {})
    if each.dynamic is not False and opened != definition:
        if each.expected is None and each.rewrite is None:
            for result, again in zip(results, run(opened, output_names, values), strict=True):
                if each.compare == "values":
                    np.testing.assert_array_equal(result, again)
        else:
            load(opened)
        files["dynamic.pb"] = opened.SerializeToString(deterministic=True)
        models["dynamic"] = "dynamic.pb"

    description = {"op": each.op, "case": each.name, "models": models, "inputs": [], "outputs": []}
    for index, i in enumerate(inputs):
        file, content = content_of(f"in{index}", i.value)
        files[file] = content
        shape = None if i.shape is None else [-1 if d is None else int(d) for d in i.shape]
        description["inputs"].append({"name": i.name, "file": file, "type": type_of(i.value), "shape": shape})
    for index, (name, result) in enumerate(zip(output_names, results)):
        file, content = content_of(f"out{index}", result)
        files[file] = content
        description["outputs"].append({"name": name, "file": file, "type": type_of(result)})
    if each.compare != "values":
        description["compare"] = each.compare
    tolerance, reason = tolerance_of(each, [type_of(value) for value in [*results, *values.values()]])
    if tolerance is not None:
        description["tolerance"] = tolerance
        description["reason"] = reason
    files["case.json"] = (json.dumps(description) + "\n").encode()
    return files


@dataclasses.dataclass(frozen=True)
class Input:
    name: str
    value: np.ndarray
    shape: tuple


def seed(each):
    name = each.name.removesuffix("_without_default_attributes")
    return zlib.crc32(f"{each.op}/{name}".encode())


def build(each, function, inputs):
    global _random
    _random = np.random.default_rng(seed(each) + 1)
    graph = tf.Graph()
    with graph.as_default():
        placeholders = [tf.compat.v1.placeholder(type_in_tensorflow(i.value), i.shape, i.name) for i in inputs]
        outputs = function(*placeholders)
    outputs = tf.nest.flatten(outputs)
    _random = None
    return graph, outputs


def type_in_tensorflow(value):
    return tf.string if value.dtype == object else tf.as_dtype(value.dtype)


def load(definition):
    graph = tf.Graph()
    with graph.as_default():
        tf.import_graph_def(definition, name="")
    return graph


def run(definition, outputs, values):
    configuration = tf.compat.v1.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)
    configuration.graph_options.rewrite_options.disable_meta_optimizer = True
    configuration.graph_options.optimizer_options.opt_level = -1
    with tf.compat.v1.Session(graph=load(definition), config=configuration) as session:
        return [as_array(result) for result in session.run(outputs, values)]


def as_array(result):
    if isinstance(result, bytes):
        result = np.array(result, dtype=object)
    return np.asarray(result)


def with_open_dimensions(definition, known):
    opened = type(definition)()
    opened.CopyFrom(definition)
    unknown = known.keys() - {node.name for node in opened.node}
    if unknown:
        raise ValueError(f"no placeholders {sorted(unknown)}")
    for node in opened.node:
        if node.op in ("Placeholder", "PlaceholderV2", "PlaceholderWithDefault"):
            dimensions = node.attr["shape"].shape.dim
            for dimension, size in zip(dimensions, known.get(node.name, [None] * len(dimensions)), strict=True):
                dimension.size = -1 if size is None else size
    return opened


def type_of(value):
    return TYPE_NAMES[value.dtype]


def tolerance_of(each, types):
    if each.tolerance is not None:
        return each.tolerance, each.reason
    for name in ("bf16", "f16"):
        if name in types:
            return ROUNDING[name], f"TensorFlow rounds to {name} on the way"
    return None, None


def content_of(name, value):
    """A tensor as a file: .npy, where bf16 are its bits as u2; strings as JSON, in base64 where they are not UTF-8."""
    if value.dtype == object:
        flat = [item if isinstance(item, bytes) else item.encode() for item in value.reshape(-1).tolist()]
        try:
            content = {"shape": value.shape, "values": [item.decode() for item in flat]}
        except UnicodeDecodeError:
            content = {"shape": value.shape, "base64": [base64.b64encode(item).decode() for item in flat]}
        return name + ".json", (json.dumps(content) + "\n").encode()
    if value.dtype == bfloat16:
        value = value.view(np.uint16)
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, np.array(value, order="C"), version=(1, 0), allow_pickle=False)
    return name + ".npy", buffer.getvalue()
