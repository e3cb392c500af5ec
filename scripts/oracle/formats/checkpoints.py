#!/usr/bin/env python3
"""Makes java/tensorflow/src/test/resources/checkpoints/: small checkpoints, and what TensorFlow reads in them.

    $(scripts/oracle/env tf1)    scripts/oracle/formats/checkpoints.py   # those of version 1, partitioned variables
    $(scripts/oracle/env tf2new) scripts/oracle/formats/checkpoints.py   # those of version 2, every type

Each checkpoint X has an X.tsv: a line per tensor with its name, type, shape and contents, in hexadecimal, as TensorFlow reads it
back; texts are hexadecimal each, separated by commas.
"""
import os
import shutil
import struct
import sys

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np
import tensorflow as tf

OUT = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "java", "tensorflow", "src", "test", "resources",
    "checkpoints")
MASK = 0xA282EAD8


def describe(name, value):
    """A line of the .tsv."""
    shape = ",".join(str(d) for d in value.shape)
    if value.dtype == object or value.dtype.kind == "S":
        contents = ",".join(bytes(v).hex() for v in value.reshape(-1))
    else:
        contents = np.ascontiguousarray(value).tobytes().hex()
    return "\t".join([name, describe.types[name], shape, contents]) + "\n"


def write(path, text):
    with open(path, "w") as f:
        f.write(text)


# Version 2, by TensorFlow 2


def every_type():
    """A tensor of every type that SaveV2 takes."""
    rng = np.random.RandomState(7)
    values = {}
    plain = ["float32", "float64", "int32", "uint8", "int16", "int8", "int64", "bool", "uint16", "float16", "uint32",
             "uint64", "bfloat16", "complex64", "complex128", "float8_e5m2", "float8_e4m3fn"]
    for name in plain:
        kind = tf.as_dtype(name)
        numbers = rng.randn(2, 3) * 5
        if kind.is_complex:
            numbers = numbers + 1j * rng.randn(2, 3)
        values["plain/" + name] = tf.constant(numbers.astype(kind.as_numpy_dtype))
    for name in ["qint8", "quint8", "qint16", "quint16", "qint32"]:
        kind = tf.as_dtype(name)
        values["quantized/" + name] = tf.bitcast(
            tf.constant(rng.randint(0, 100, [4]), dtype=kind.name[1:]), kind)
    for name in ["int4", "uint4"]:
        values["narrow/" + name] = tf.cast(tf.constant(rng.randint(0, 7, [5]), tf.int8), tf.as_dtype(name))
    values["texts"] = tf.constant([[b"", b"abc"], ["größe".encode(), b"\0\xff" * 70]])
    values["no/texts"] = tf.constant([], tf.string)
    values["no/numbers"] = tf.zeros([3, 0, 2])
    values["scalar"] = tf.constant(1.5)
    values["größe/Ω"] = tf.constant([1, 2, 3])
    return values


def restore(prefix, names, types, slices=None):
    tensors = tf.raw_ops.RestoreV2(
        prefix=prefix, tensor_names=names, shape_and_slices=slices or [""] * len(names), dtypes=types)
    return tensors


def expected(prefix):
    """What TensorFlow reads."""
    reader = tf.train.load_checkpoint(prefix)
    types = reader.get_variable_to_dtype_map()
    lines = ""
    for name in sorted(types, key=lambda n: n.encode()):
        value = restore(prefix, [name], [types[name]])[0]
        if types[name].is_quantized:
            value = tf.bitcast(value, types[name].name[1:])
        describe.types[name] = types[name].name
        lines += describe(name, np.asarray(value.numpy()))
    return lines


def save(prefix, values, slices=None):
    names = list(values)
    tf.raw_ops.SaveV2(
        prefix=prefix, tensor_names=names, shape_and_slices=[(slices or {}).get(n, "") for n in names],
        tensors=[values[n] for n in names])


def packed(data):
    """Snappy, greedily."""
    out = bytearray()
    length = len(data)
    while True:
        out.append(length & 0x7F | (0x80 if length > 0x7F else 0))
        length >>= 7
        if not length:
            break
    seen, i, start = {}, 0, 0

    def literal(piece):
        while piece:
            now, piece = piece[:1000], piece[1000:]
            n = len(now) - 1
            out.extend(bytes([n << 2]) if n < 60 else bytes([60 << 2, n]) if n < 256 else bytes([61 << 2, n & 255, n >> 8]))
            out.extend(now)

    while i + 4 <= len(data):
        at = seen.get(data[i:i + 4])
        seen[data[i:i + 4]] = i
        if at is None:
            i += 1
            continue
        n = 4
        while n < 64 and i + n < len(data) and data[at + n] == data[i + n]:
            n += 1
        literal(data[start:i])
        d = i - at
        if n < 12 and d < 2048:
            out.extend([1 | (n - 4) << 2 | d >> 8 << 5, d & 255])
        else:
            out.extend(bytes([2 | (n - 1) << 2]) + struct.pack("<H", d))
        i += n
        start = i
    literal(data[start:])
    return bytes(out)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(crc):
    return ((crc >> 15 | crc << 17) + MASK) & 0xFFFFFFFF


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        at += 1
        if data[at - 1] < 0x80:
            return value, at
        shift += 7


def to_varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out + bytes([value]))


def pack_index(source, target):
    """The same index with its data blocks packed, as the tables of some versions of TensorFlow are."""
    data = open(source, "rb").read()
    footer = data[-48:]
    at = 0
    handles = []
    for _ in range(4):
        number, at = varint(footer, at)
        handles.append(number)
    out = bytearray()

    def add(block, kind):
        place = len(out)
        out.extend(block + bytes([kind]) + struct.pack("<I", masked(crc32c(block + bytes([kind])))))
        return to_varint(place) + to_varint(len(block))

    def entries(offset, size):
        block = data[offset:offset + size]
        end = size - 4 - 4 * struct.unpack("<I", block[-4:])[0]
        at, key = 0, b""
        while at < end:
            shared, at = varint(block, at)
            rest, at = varint(block, at)
            length, at = varint(block, at)
            key = key[:shared] + block[at:at + rest]
            at += rest
            yield key, block[at:at + length]
            at += length

    index = bytearray()
    for key, value in entries(*handles[2:]):
        offset, next_ = varint(value, 0)
        size, _ = varint(value, next_)
        handle = add(packed(data[offset:offset + size]), 1)
        index.extend(to_varint(0) + to_varint(len(key)) + to_varint(len(handle)) + key + handle)
    index.extend(struct.pack("<II", 0, 1))
    meta = add(data[handles[0]:handles[0] + handles[1]], 0)
    place = add(bytes(index), 0)
    out.extend((meta + place).ljust(40, b"\0") + footer[40:])
    open(target, "wb").write(out)


def version_2():
    prefix = os.path.join(OUT, "every_type")
    save(prefix, every_type())
    write(prefix + ".tsv", expected(prefix))

    # Many names, most of which begin as their neighbours do; their index has several restarts.
    rng = np.random.RandomState(3)
    many = {"block_%d/layer_%d/weights" % (i // 10, i): tf.constant(rng.randn(i % 5, 2).astype("f4")) for i in range(150)}
    prefix = os.path.join(OUT, "two_shards")
    names = sorted(many)
    parts = []
    for i in range(2):
        parts.append(prefix + "_temp%d" % i)
        save(parts[-1], {n: many[n] for n in names[i::2]})
    tf.raw_ops.MergeV2Checkpoints(checkpoint_prefixes=parts, destination_prefix=prefix, delete_old_dirs=False)
    write(prefix + ".tsv", expected(prefix))

    # The same content, its index packed. TensorFlow reads it.
    other = os.path.join(OUT, "packed")
    for i in range(2):
        shutil.copy(prefix + ".data-%05d-of-00002" % i, other + ".data-%05d-of-00002" % i)
    pack_index(prefix + ".index", other + ".index")
    assert expected(other) == expected(prefix)
    assert os.path.getsize(other + ".index") < os.path.getsize(prefix + ".index")
    write(other + ".tsv", expected(other))

    # Parts along the first, the last, and both dimensions; a part may be empty of extents in a dimension.
    whole = {n: rng.randn(*s).astype("f4") for n, s in
             {"rows": (7, 3), "columns": (4, 6), "tiles": (5, 4), "deep": (2, 3, 300), "texts": (2, 2)}.items()}
    whole["integers"] = rng.randint(0, 1000, (6, 2)).astype("i8")
    del whole["texts"]
    cuts = {"rows": ["0,3:-", "3,4:-"], "columns": ["-:0,1", "-:1,4", "-:5,1"],
            "tiles": ["0,2:0,3", "0,2:3,1", "2,3:0,1", "2,3:1,3"], "deep": ["-:-:0,100", "-:-:100,200"],
            "integers": ["4,2:-", "0,4:-"]}
    prefix = os.path.join(OUT, "parts")
    names, slices, tensors = [], [], []
    for name in whole:
        value = whole[name]
        for cut in cuts[name]:
            box = tuple(slice(None) if c == "-" else slice(int(c.split(",")[0]), sum(map(int, c.split(",")))) for c in
                        cut.split(":"))
            names.append(name)
            slices.append(" ".join(map(str, value.shape)) + " " + cut)
            tensors.append(tf.constant(value[box]))
    parts = []
    for i in range(3):
        parts.append(prefix + "_temp%d" % i)
        tf.raw_ops.SaveV2(prefix=parts[-1], tensor_names=names[i::3], shape_and_slices=slices[i::3], tensors=tensors[i::3])
    tf.raw_ops.MergeV2Checkpoints(checkpoint_prefixes=parts, destination_prefix=prefix, delete_old_dirs=False)
    lines = ""
    for name in sorted(whole):
        value = restore(prefix, [name], [whole[name].dtype])[0].numpy()
        assert (value == whole[name]).all()
        describe.types[name] = tf.as_dtype(value.dtype).name
        lines += describe(name, value)
    # Parts asked for that are, or are not, those that are stored: the name holds what was asked for.
    for name, asked in [("rows", "3,4:-"), ("rows", "2,3:1,2"), ("columns", "1,2:1,4"), ("tiles", "1,3:2,2"),
                        ("deep", "1,1:-:50,100"), ("integers", "0,4:-")]:
        spec = " ".join(map(str, whole[name].shape)) + " " + asked
        value = restore(prefix, [name], [whole[name].dtype], [spec])[0].numpy()
        describe.types[name + "\\" + asked] = tf.as_dtype(value.dtype).name
        lines += describe(name + "\\" + asked, value)
    write(prefix + ".tsv", lines)

    # An object graph.
    class Layer(tf.Module):
        def __init__(self, n):
            super().__init__()
            self.kernel = tf.Variable(rng.randn(2, n).astype("f4"))
            self.bias = tf.Variable(np.zeros(n, "f4"))

    root = tf.train.Checkpoint(first=Layer(3), second=Layer(2), step=tf.Variable(5, dtype=tf.int64))
    directory = os.path.join(OUT, "objects")
    manager = tf.train.CheckpointManager(root, directory, max_to_keep=1)
    prefix = manager.save(checkpoint_number=1)
    write(os.path.join(OUT, "objects.tsv"), expected(prefix))


# Version 1, by TensorFlow 1


def version_1():
    tf1 = tf.compat.v1
    tf1.disable_eager_execution()
    rng = np.random.RandomState(11)

    def saved(name, make, **options):
        with tf1.Graph().as_default(), tf1.Session() as session:
            make()
            session.run(tf1.global_variables_initializer())
            prefix = os.path.join(OUT, name)
            path = tf1.train.Saver(save_relative_paths=True, **options).save(
                session, prefix, write_meta_graph=False, write_state=False)
            lines = ""
            reader = tf1.train.NewCheckpointReader(path)
            types = reader.get_variable_to_dtype_map()
            shapes = reader.get_variable_to_shape_map()
            for variable in sorted(types):
                value = session.run(tf.raw_ops.Restore(
                    file_pattern=path, tensor_name=variable, dt=types[variable]) if options["write_version"] == 1 else
                    tf.raw_ops.RestoreV2(prefix=path, tensor_names=[variable], shape_and_slices=[""],
                                         dtypes=[types[variable]])[0])
                assert list(value.shape) == shapes[variable]
                describe.types[variable] = types[variable].name
                lines += describe(variable, np.asarray(value))
            write(prefix + ".tsv", lines)

    def plain():
        for kind in ["float32", "float64", "int32", "uint8", "int16", "int8", "int64", "complex64", "bool", "float16"]:
            numbers = rng.randn(2, 3) * 5
            tf1.get_variable("plain/" + kind, initializer=tf.constant(numbers.astype(kind)))
        tf1.get_variable("scalar", initializer=tf.constant(2.5))
        tf1.get_variable("texts", initializer=tf.constant([b"", b"abc", b"\0\xff" * 100]))
        tf1.get_variable("splat", initializer=tf.constant(np.full((50, 2), 3, "i4")))

    def partitioned():
        tf1.get_variable("rows", initializer=tf.constant(rng.randn(7, 3).astype("f4")),
                         partitioner=tf1.fixed_size_partitioner(3))
        tf1.get_variable("columns", initializer=tf.constant(rng.randn(4, 6).astype("f4")),
                         partitioner=tf1.fixed_size_partitioner(2, axis=1))
        tf1.get_variable("plain", initializer=tf.constant(rng.randn(4).astype("f4")))

    saved("version_1.ckpt", plain, write_version=1)
    saved("version_1_parts.ckpt", partitioned, write_version=1)
    saved("partitioned.ckpt", partitioned, write_version=2)


describe.types = {}
os.makedirs(OUT, exist_ok=True)
if int(tf.__version__.split(".")[0]) == 1:
    version_1()
else:
    version_2()
print("\n".join(sorted(os.listdir(OUT))), file=sys.stderr)
