#!/usr/bin/env python
"""Freezes models with functions, loops, branches, states and tables, and lets TensorFlow run the frozen graphs.

    $(scripts/oracle/env tf2new) scripts/oracle/formats/freeze_check.py [--tf2ov bin/tf2ov] [MODEL...]
    $(scripts/oracle/env tf2) scripts/oracle/formats/freeze_check.py
    $(scripts/oracle/env tf1) scripts/oracle/formats/freeze_check.py

Each model is saved, frozen by `tf2ov freeze`, loaded and run; its answers have to be those of the model itself. Some models have to be refused:
then a part of the message is named. Prints a line a model.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings

warnings.filterwarnings("ignore")
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

tf1 = tf.compat.v1
ROOT = pathlib.Path(__file__).resolve().parents[3]
IS_TF1 = tf.__version__.startswith("1.")
MODELS = {}
RANDOM = np.random.RandomState(7)


def model(form="saved_model", refused=None, arguments=()):
    def register(build):
        MODELS[build.__name__] = (build, form, refused, list(arguments))
        return build

    return register


def floats(*shape):
    return RANDOM.uniform(-1, 1, shape).astype(np.float32)


# TensorFlow 2: a builder returns an object with a function `call` that has an input signature, and what is fed.

if not IS_TF1:
    keras = tf.keras

    class Holder(tf.Module):
        pass

    def module(function, *specs, **parts):
        holder = Holder()
        for name, part in parts.items():
            setattr(holder, name, part)
        holder.call = tf.function(function, input_signature=specs)
        return holder

    def f32(*shape):
        return tf.TensorSpec(shape, tf.float32)

    def lstm_like(layer):
        network = keras.Sequential([keras.Input((5, 3)), layer, keras.layers.Dense(2)])
        network(np.zeros((1, 5, 3), np.float32))
        return module(lambda x: network(x, training=False), f32(None, 5, 3), network=network), [floats(2, 5, 3)]

    @model()
    def lstm():
        return lstm_like(keras.layers.LSTM(4, return_sequences=True))

    @model()
    def gru():
        return lstm_like(keras.layers.GRU(4))

    @model()
    def bidirectional():
        return lstm_like(keras.layers.Bidirectional(keras.layers.LSTM(3)))

    @model()
    def while_with_captured_variables():
        w, b = tf.Variable(floats(3, 3)), tf.Variable(floats(3))

        def call(x, n):
            return tf.while_loop(lambda i, y: i < n, lambda i, y: (i + 1, tf.tanh(y @ w + b)), (0, x))[1]

        return module(call, f32(None, 3), tf.TensorSpec([], tf.int32), w=w, b=b), [floats(2, 3), np.int32(3)]

    @model()
    def nested_loops_with_calls():
        w = tf.Variable(floats(3, 3))

        @tf.function
        def step(y):
            return tf.tanh(y @ w)

        def inner(y):
            return tf.while_loop(lambda i, y: i < 2, lambda i, y: (i + 1, step(y)), (0, y))[1]

        def call(x):
            return tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, inner(step(y))), (0, x))[1]

        return module(call, f32(None, 3), w=w), [floats(2, 3)]

    @model()
    def cond_on_input():
        w, v = tf.Variable(floats(3, 2)), tf.Variable(floats(3, 2))

        def call(x, p):
            return tf.cond(p, lambda: x @ w, lambda: tf.nn.relu(x @ v) + tf.cond(tf.reduce_sum(x) > 0, lambda: v[0], lambda: w[1]))

        return module(call, f32(None, 3), tf.TensorSpec([], tf.bool), w=w, v=v), [floats(2, 3), np.bool_(False)]

    @model()
    def switch_case():
        w = tf.Variable(floats(3, 3))

        def call(x, i):
            return tf.switch_case(i, [lambda: x @ w, lambda: x + 1.0, lambda: tf.gather(w, [0, 1])])

        return module(call, f32(2, 3), tf.TensorSpec([], tf.int32), w=w), [floats(2, 3), np.int32(2)]

    @model()
    def gather_in_loop():
        w = tf.Variable(floats(5, 3))

        def call(i):
            return tf.map_fn(lambda k: tf.gather(w, k) + tf.gather_nd(w, [[k], [0]])[1], i, fn_output_signature=tf.float32)

        return module(call, tf.TensorSpec([None], tf.int32), w=w), [np.array([1, 4, 2], np.int32)]

    @model()
    def shared_and_nested_functions():
        w = tf.Variable(floats(3, 3))

        @tf.function
        def inner(x, y):
            return x @ w, y + 1.0, [x, y]

        @tf.function
        def outer(x):
            a, b, c = inner(x, x)
            d, e, g = inner(b, a)
            return a + d, {"k": e * c[0], "l": g[1]}

        def call(x):
            first, second = outer(x)
            third, fourth = outer(first + second["k"])
            return {"a": third, "b": fourth["l"] + fourth["k"]}

        return module(call, f32(None, 3), w=w), [floats(2, 3)]

    @model()
    def constant_branches():
        training = tf.constant(False)
        w = tf.Variable(floats(3, 3))

        @tf.function
        def layer(x, on):
            return tf.cond(on, lambda: tf.nn.dropout(x, 0.5), lambda: tf.cond(tf.logical_not(on), lambda: x @ w, lambda: x))

        return module(lambda x: layer(x, training), f32(None, 3), w=w), [floats(2, 3)]

    @model()
    def string_table():
        table = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(tf.constant(["a", "b"]), tf.constant([3, 5], tf.int64)), -1)
        w = tf.Variable(floats(8, 2))
        return module(lambda s: tf.gather(w, table.lookup(s) + 1), tf.TensorSpec([None], tf.string), table=table, w=w), [np.array([b"b", b"x", b"a"])]

    @model()
    def vocabulary_file():
        file = pathlib.Path(tempfile.mkdtemp()) / "words.txt"
        file.write_text("one\ntwo\nthree\n")
        table = tf.lookup.StaticVocabularyTable(
            tf.lookup.TextFileInitializer(str(file), tf.string, tf.lookup.TextFileIndex.WHOLE_LINE, tf.int64, tf.lookup.TextFileIndex.LINE_NUMBER), 2)
        return module(lambda s: table.lookup(s), tf.TensorSpec([None], tf.string), table=table), [np.array([b"three", b"one"])]

    @model(refused="changed it")
    def counter():
        n = tf.Variable(3.0)

        def call(x):
            n.assign_add(1.0)
            return x * n

        return module(call, f32(None), n=n), [floats(3)]

    @model()
    def statistics_that_nobody_reads():
        n = tf.Variable(3.0)

        def call(x):
            y = x * n
            n.assign_add(1.0)
            return y

        return module(call, f32(None), n=n), [floats(3)]

    @model()
    def print_assert_and_checks():
        w = tf.Variable(floats(3, 3))

        def call(x):
            tf.debugging.assert_less(x, 100.0)
            y = tf.debugging.check_numerics(x @ w, "bad")
            tf.print(tf.shape(y), output_stream="file:///dev/null")
            return tf.ensure_shape(y, [None, 3])

        return module(call, f32(None, 3), w=w), [floats(2, 3)]

    @model()
    def variable_questions():
        w, k = tf.Variable(floats(4, 3)), tf.Variable(2)

        def call(x):
            return x + tf.cast(tf.shape(w)[1] * k, tf.float32) + tf.reduce_sum(w[1:3, ::2]) + w.sparse_read([1, 2])[0, 0]

        return module(call, f32(None), w=w, k=k), [floats(3)]

    @model()
    def types():
        parts = {"v%d" % i: tf.Variable(tf.cast(tf.constant([1, 2, 3]), t)) for i, t in enumerate(
            [tf.float16, tf.bfloat16, tf.float64, tf.int8, tf.int16, tf.int32, tf.int64, tf.uint8, tf.uint16, tf.uint32, tf.uint64, tf.complex64])}
        text = tf.Variable(["p", "q"])

        def call(x):
            total = tf.add_n([tf.cast(v, tf.float64) for v in parts.values()])
            return {"sum": x + tf.cast(total, tf.float32), "text": tf.strings.join([text, ["!", "?"]])}

        return module(call, f32(3), text=text, **parts), [floats(3)]

    @model()
    def keras_batchnorm_dropout():
        network = keras.Sequential([keras.Input((6, 6, 2)), keras.layers.Conv2D(3, 3), keras.layers.BatchNormalization(), keras.layers.Dropout(0.5),
                                    keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(2)])
        network(np.zeros((1, 6, 6, 2), np.float32))
        return module(lambda x: network(x, training=False), f32(None, 6, 6, 2), network=network), [floats(2, 6, 6, 2)]

    @model()
    def gradients():
        w = tf.Variable(floats(3, 1))

        @tf.custom_gradient
        def square(x):
            return x * x, lambda dy: 2.0 * x * dy

        def call(x):
            with tf.GradientTape() as tape:
                tape.watch(x)
                y = square(x @ w)
            return {"y": y, "slope": tape.gradient(y, x)}

        return module(call, f32(None, 3), w=w), [floats(2, 3)]


# TensorFlow 1: a builder returns inputs, outputs and what is fed.

def dense(x, units, name):
    w = tf1.get_variable(name + "/w", [int(x.shape[-1]), units], initializer=tf1.random_normal_initializer(seed=1))
    b = tf1.get_variable(name + "/b", [units], initializer=tf1.random_normal_initializer(seed=2))
    return tf.nn.bias_add(tf.matmul(x, w), b)


if IS_TF1:

    @model("meta")
    def training_graph():
        x = tf1.placeholder(tf.float32, [None, 4], "x")
        labels = tf1.placeholder(tf.float32, [None, 2], "labels")
        y = tf.nn.softmax(dense(tf.nn.relu(dense(x, 5, "a")), 2, "b"), name="y")
        loss = tf.reduce_mean(tf1.squared_difference(y, labels), name="loss")
        tf1.summary.scalar("loss", loss)
        tf1.train.AdamOptimizer(0.1).minimize(loss, global_step=tf1.train.get_or_create_global_step())
        return {"x": x}, {"y": y}, {x: floats(3, 4)}

    @model("meta")
    def resource_training_graph():
        tf1.get_variable_scope().set_use_resource(True)
        x = tf1.placeholder(tf.float32, [None, 4], "x")
        y = tf1.layers.batch_normalization(dense(x, 3, "a"), training=True)
        with tf.control_dependencies(tf1.get_collection(tf1.GraphKeys.UPDATE_OPS)):
            loss = tf.reduce_mean(y)
        y = tf.identity(y, "y")
        tf1.train.GradientDescentOptimizer(0.1).minimize(loss)
        return {"x": x}, {"y": y}, {x: floats(3, 4)}

    @model("meta", arguments=["--freeze_placeholder_with_value", "training->False"])
    def placeholder_decides():
        x = tf1.placeholder(tf.float32, [None, 4], "x")
        training = tf1.placeholder(tf.bool, [], "training")
        y = tf1.layers.batch_normalization(tf1.layers.dropout(dense(x, 3, "a"), training=training), training=training)
        y = tf.identity(y, "y")
        return {"x": x}, {"y": y}, {x: floats(3, 4), training: False}

    @model("meta")
    def v1_loop_and_cond():
        x = tf1.placeholder(tf.float32, [None, 3], "x")
        p = tf.reduce_sum(x) > 0
        y = tf.cond(p, lambda: dense(x, 3, "a"), lambda: x + tf.constant(2.0))
        y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, tf.tanh(y) + tf.constant(0.5)), (0, y))[1]
        return {"x": x}, {"y": tf.identity(y, "y")}, {x: floats(2, 3)}

    @model("meta")
    def references_in_loop():
        w = tf1.get_variable("w", [3, 3], initializer=tf1.random_normal_initializer(seed=3), use_resource=False)
        x = tf1.placeholder(tf.float32, [None, 3], "x")
        y = tf.while_loop(lambda i, y: i < 3, lambda i, y: (i + 1, tf.tanh(tf.matmul(y, w))), (0, x))[1]
        return {"x": x}, {"y": tf.identity(y, "y")}, {x: floats(2, 3)}

    @model("meta")
    def partitions():
        with tf1.variable_scope("", partitioner=tf1.fixed_size_partitioner(3)):
            w = tf1.get_variable("w", [7, 2], initializer=tf1.random_normal_initializer(seed=4))
        i = tf1.placeholder(tf.int32, [None], "i")
        return {"i": i}, {"y": tf.identity(tf.nn.embedding_lookup(w, i), "y")}, {i: np.array([1, 6, 3], np.int32)}

    @model("meta")
    def defuns():
        from tensorflow.python.framework import function

        @function.Defun(tf.float32, tf.float32, func_name="mix")
        def mix(a, b):
            return tf.matmul(a, b), a + 1.0, tf.unstack(b, 2)[1]

        x = tf1.placeholder(tf.float32, [2, 2], "x")
        w = tf1.get_variable("w", [2, 2], initializer=tf1.random_normal_initializer(seed=5))
        a, b, c = mix(x, w)
        d, _, e = mix(a, b)
        return {"x": x}, {"y": tf.identity(c + tf.reduce_sum(d) + e, "y")}, {x: floats(2, 2)}

    @model("meta")
    def dropout_that_drops_nothing():
        x = tf1.placeholder(tf.float32, [None, 4], "x")
        keep = tf1.placeholder_with_default(1.0, [], "keep")
        y = tf1.nn.dropout(dense(tf1.nn.dropout(x, rate=1 - keep), 3, "a"), keep_prob=keep)
        return {"x": x}, {"y": tf.identity(y, "y")}, {x: floats(3, 4)}

    @model("meta")
    def initialized_value():
        v = tf1.Variable(tf.ones([3]) * 2.0, name="v", use_resource=False)
        u = tf1.Variable(v.initialized_value() + 1.0, name="u", use_resource=True)
        x = tf1.placeholder(tf.float32, [3], "x")
        return {"x": x}, {"y": tf.identity(x * u + v.initialized_value(), "y")}, {x: floats(3)}

    @model("meta", refused="changes the variable")
    def counts():
        n = tf1.get_variable("n", [], initializer=tf1.zeros_initializer(), use_resource=False)
        x = tf1.placeholder(tf.float32, [], "x")
        return {"x": x}, {"y": tf.identity(x * tf1.assign_add(n, 1.0), "y")}, {x: np.float32(2)}

    @model("graph")
    def initial_constants():
        w = tf1.get_variable("w", [3], initializer=tf1.constant_initializer([1.0, 2.0, 3.0]), use_resource=False)
        r = tf1.get_variable("r", [3], initializer=tf1.ones_initializer(), use_resource=True)
        x = tf1.placeholder(tf.float32, [3], "x")
        return {"x": x}, {"y": tf.identity(x * w + r, "y")}, {x: floats(3)}

    @model("meta")
    def print_and_asserts():
        x = tf1.placeholder(tf.float32, [None, 3], "x")
        with tf.control_dependencies([tf1.assert_less(x, 100.0)]):
            y = tf1.Print(dense(x, 2, "a"), [tf.shape(x)], "shape")
        return {"x": x}, {"y": tf.identity(y, "y")}, {x: floats(2, 3)}


def run_frozen(path, feeds, fetches):
    graph = tf1.GraphDef()
    graph.ParseFromString(pathlib.Path(path).read_bytes())
    kinds = {n.op for n in graph.node} | {n.op for f in graph.library.function for n in f.node_def}
    left = sorted(k for k in kinds if "VarHandle" in k or k in ("VariableV2", "ReadVariableOp", "PartitionedCall", "StatefulPartitionedCall", "ResourceGather"))
    if left:
        raise ValueError("left: %s" % left)
    with tf.Graph().as_default(), tf1.Session() as session:
        tf.import_graph_def(graph, name="")
        return session.run(fetches, feeds)


def freeze(tf2ov, arguments, folder):
    out = os.path.join(folder, "frozen.pb")
    done = subprocess.run([tf2ov, "freeze"] + arguments + ["-o", out], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=str(ROOT))
    return out, done.returncode, done.stderr.decode()


def worst(found, expected):
    found, expected = np.asarray(found), np.asarray(expected)
    if found.shape != expected.shape or found.dtype != expected.dtype:
        raise ValueError("%s %s instead of %s %s" % (found.dtype, found.shape, expected.dtype, expected.shape))
    if expected.dtype.kind in "fc":
        return float(np.max(np.abs(found - expected))) if expected.size else 0.0
    return 0.0 if (found == expected).all() else float("inf")


def check2(build, tf2ov, refused, arguments, folder):
    holder, feed = build()
    saved = os.path.join(folder, "saved")
    tf.saved_model.save(holder, saved, signatures=holder.call)
    expected = None if refused else holder.call(*[tf.constant(v) for v in feed])
    loaded = tf.saved_model.load(saved)
    signature = loaded.signatures["serving_default"]
    out, code, text = freeze(tf2ov, ["--saved_model_dir", saved] + arguments, folder)
    if refused or code:
        return text.strip() if code else "not refused", bool(refused and code and refused in text)
    from tensorflow.core.protobuf import saved_model_pb2

    message = saved_model_pb2.SavedModel.FromString(pathlib.Path(saved, "saved_model.pb").read_bytes())
    ports = message.meta_graphs[0].signature_def["serving_default"]
    names = [t.name for t in holder.call.get_concrete_function().inputs if t.dtype != tf.resource][:len(feed)]
    keys = sorted(signature.structured_input_signature[1], key=lambda k: [n.split(":")[0] for n in names].index(k) if k in [n.split(":")[0] for n in names] else 0)
    feeds = {ports.inputs[k].name: v for k, v in zip(keys, feed)}
    flat = expected if isinstance(expected, dict) else {"output_0": expected}
    found = run_frozen(out, feeds, {k: ports.outputs[k].name for k in flat})
    off = max(worst(found[k], flat[k].numpy()) for k in flat)
    return "differs by %g" % off, off <= 1e-5


def check1(build, form, tf2ov, refused, arguments, folder):
    with tf.Graph().as_default():
        inputs, outputs, feed = build()
        names = {k: t.name for k, t in outputs.items()}
        with tf1.Session() as session:
            session.run([tf1.global_variables_initializer(), tf1.tables_initializer()])
            prefix = os.path.join(folder, "m")
            if form == "graph":
                pathlib.Path(prefix + ".pb").write_bytes(tf1.get_default_graph().as_graph_def().SerializeToString())
                source = ["--input_model", prefix + ".pb"]
            else:
                tf1.train.Saver().save(session, prefix)
                source = ["--input_meta_graph", prefix + ".meta"]
            expected = session.run(outputs, feed)
        feeds = {t.name: v for t, v in feed.items()}
    lines, good = [], True
    for extra in ([], ["--output", ",".join(n[:-2] for n in names.values())]):
        if not extra and any("training" in a for a in arguments):
            continue
        out, code, text = freeze(tf2ov, source + arguments + extra, folder)
        if refused or code:
            lines.append(text.strip() if code else "not refused")
            good = good and bool(refused and code and refused in text)
            continue
        if arguments:
            feeds = {n: v for n, v in feeds.items() if n not in ("training:0",)}
        found = run_frozen(out, feeds, names)
        off = max(worst(found[k], expected[k]) for k in names)
        lines.append("differs by %g" % off)
        good = good and off <= 1e-5
    return " | ".join(lines), good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tf2ov", default=str(ROOT / "bin" / "tf2ov"))
    parser.add_argument("models", nargs="*")
    given = parser.parse_args()
    good = 0
    names = given.models or list(MODELS)
    for name in names:
        build, form, refused, arguments = MODELS[name]
        with tempfile.TemporaryDirectory() as folder:
            try:
                said, fine = (check1(build, form, given.tf2ov, refused, arguments, folder) if IS_TF1
                              else check2(build, given.tf2ov, refused, arguments, folder))
            except Exception as e:
                said, fine = "%s: %s" % (type(e).__name__, str(e)[:600]), False
        good += fine
        print("%s %-30s %s" % ("ok " if fine else "BAD", name, said[:700]), flush=True)
    print("TensorFlow %s: %d of %d" % (tf.__version__, good, len(names)))
    return 0 if good == len(names) else 1


if __name__ == "__main__":
    sys.exit(main())
