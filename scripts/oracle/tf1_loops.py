#!/usr/bin/env python
"""Writes conformance fixtures of whole networks with the loops of TensorFlow 1, which newer versions cannot build any more.

    $(scripts/oracle/env tf1) scripts/oracle/tf1_loops.py             writes tests/src/test/resources/ops/Composite_…TensorFlow1.zip
    $(scripts/oracle/env tf1) scripts/oracle/tf1_loops.py Recurrent   those of one group only

The files are those that scripts/oracle/ops/README.md describes. Each network is built with known dimensions (model.pb) and with
batch and time left open (dynamic.pb); TensorFlow 1.15 freezes both and computes the numbers with the first.
"""

import io
import json
import os
import pathlib
import sys
import zipfile
import zlib

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.ERROR)
FIXTURES = pathlib.Path(__file__).resolve().parent.parent.parent / "tests" / "src" / "test" / "resources" / "ops"
TYPES = {"float32": "f32", "int32": "i32", "int64": "i64", "bool": "bool"}
rnn = tf.nn.rnn_cell
CASES = {}


def case(group, name, *inputs):
    """The function is called with placeholders and returns tensors. Inputs are (name, open shape, array)."""

    def register(build):
        CASES.setdefault("Composite_%sOfTensorFlow1" % group, {})[name] = (build, inputs)
        return build

    return register


def floats(seed, *shape):
    return np.random.RandomState(seed).uniform(-1, 1, shape).astype(np.float32)


def frozen(build, inputs, known, seed):
    graph = tf.Graph()
    with graph.as_default():
        tf.compat.v1.set_random_seed(seed)
        with tf.compat.v1.variable_scope("", initializer=tf.compat.v1.random_uniform_initializer(-0.5, 0.5, seed=seed)):
            placeholders = [tf.compat.v1.placeholder(value.dtype, value.shape if known else shape, name) for name, shape, value in inputs]
            outputs = [tf.identity(output, "out%d" % i) for i, output in enumerate(tf.nest.flatten(build(*placeholders)))]
        names = [output.op.name for output in outputs]
        with tf.compat.v1.Session(graph=graph) as session:
            session.run(tf.compat.v1.global_variables_initializer())
            session.run(tf.compat.v1.tables_initializer())
            definition = tf.compat.v1.graph_util.convert_variables_to_constants(session, graph.as_graph_def(), names)
    with tf.Graph().as_default() as again:
        tf.import_graph_def(definition, name="")
        with tf.compat.v1.Session(graph=again) as session:
            results = session.run([name + ":0" for name in names], {name + ":0": value for name, _, value in inputs})
    return definition, names, results


def npy(value):
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, np.array(value, order="C"), version=(1, 0), allow_pickle=False)
    return buffer.getvalue()


def files_of(op, name, build, inputs):
    seed = zlib.crc32(("%s/%s" % (op, name)).encode()) % 2**31
    definition, outputs, results = frozen(build, inputs, True, seed)
    opened, _, again = frozen(build, inputs, False, seed)
    for one, other in zip(results, again):
        np.testing.assert_allclose(one, other, rtol=1e-6, atol=1e-6)
    description = {"op": op, "case": name, "models": {"static": "model.pb", "dynamic": "dynamic.pb"}, "inputs": [], "outputs": []}
    files = {"model.pb": definition.SerializeToString(deterministic=True), "dynamic.pb": opened.SerializeToString(deterministic=True)}
    for i, (input_name, _, value) in enumerate(inputs):
        files["in%d.npy" % i] = npy(value)
        description["inputs"].append({"name": input_name, "file": "in%d.npy" % i, "type": TYPES[value.dtype.name], "shape": list(value.shape)})
    for i, (output, value) in enumerate(zip(outputs, results)):
        files["out%d.npy" % i] = npy(value)
        description["outputs"].append({"name": output + ":0", "file": "out%d.npy" % i, "type": TYPES[np.asarray(value).dtype.name]})
    files["case.json"] = (json.dumps(description) + "\n").encode()
    return files


def write(op, cases):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (build, inputs) in sorted(cases.items()):
            for file, content in sorted(files_of(op, name, build, inputs).items()):
                entry = zipfile.ZipInfo("%s/%s" % (name, file), (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content)
    (FIXTURES / (op + ".zip")).write_bytes(buffer.getvalue())


# Recurrent networks

SEQUENCE = ("x", (None, None, 4), floats(1, 2, 5, 4))
LENGTHS = ("lengths", (None,), np.array([5, 3], np.int32))
CELLS = {
    "basic_lstm": lambda: rnn.BasicLSTMCell(3, forget_bias=0.7),
    "lstm_peepholes": lambda: rnn.LSTMCell(3, use_peepholes=True, cell_clip=2.0),
    "lstm_projection": lambda: rnn.LSTMCell(3, num_proj=2, proj_clip=0.8),
    "gru": lambda: rnn.GRUCell(3),
    "basic_rnn": lambda: rnn.BasicRNNCell(3),
    "residual_stack": lambda: rnn.MultiRNNCell([rnn.GRUCell(4), rnn.ResidualWrapper(rnn.BasicLSTMCell(4))]),
    "layer_norm_lstm": lambda: tf.contrib.rnn.LayerNormBasicLSTMCell(3),
    "lstm_block": lambda: tf.contrib.rnn.LSTMBlockCell(3),
    "attention": lambda: tf.contrib.rnn.AttentionCellWrapper(rnn.GRUCell(3), attn_length=2, state_is_tuple=True),
}
for cell_name, make in CELLS.items():
    case("Recurrent", "dynamic_rnn_" + cell_name, SEQUENCE)(lambda x, make=make: tf.compat.v1.nn.dynamic_rnn(make(), x, dtype=tf.float32))
for cell_name in ("basic_lstm", "gru"):
    make = CELLS[cell_name]
    case("Recurrent", "dynamic_rnn_%s_with_lengths" % cell_name, SEQUENCE, LENGTHS)(lambda x, n, make=make: tf.compat.v1.nn.dynamic_rnn(make(), x, n, dtype=tf.float32))
    case("Recurrent", "dynamic_rnn_%s_time_major" % cell_name, SEQUENCE)(lambda x, make=make: tf.compat.v1.nn.dynamic_rnn(make(), x, dtype=tf.float32, time_major=True))
    case("Recurrent", "bidirectional_%s" % cell_name, SEQUENCE)(lambda x, make=make: tf.compat.v1.nn.bidirectional_dynamic_rnn(make(), make(), x, dtype=tf.float32))
    case("Recurrent", "bidirectional_%s_with_lengths" % cell_name, SEQUENCE, LENGTHS)(
        lambda x, n, make=make: tf.compat.v1.nn.bidirectional_dynamic_rnn(make(), make(), x, n, dtype=tf.float32)
    )
    case("Recurrent", "static_rnn_%s" % cell_name, ("x", (None, 5, 4), floats(2, 2, 5, 4)))(
        lambda x, make=make: tf.compat.v1.nn.static_rnn(make(), tf.unstack(x, axis=1), dtype=tf.float32)
    )
case("Recurrent", "last_state_only", SEQUENCE)(lambda x: tf.compat.v1.layers.dense(tf.compat.v1.nn.dynamic_rnn(rnn.GRUCell(3), x, dtype=tf.float32)[1], 2))
case("Recurrent", "initial_state", SEQUENCE, ("h", (None, 3), floats(3, 2, 3)))(lambda x, h: tf.compat.v1.nn.dynamic_rnn(rnn.GRUCell(3), x, initial_state=h))
case("Recurrent", "one_step", ("x", (None, None, 4), floats(4, 3, 1, 4)))(lambda x: tf.compat.v1.nn.dynamic_rnn(rnn.BasicLSTMCell(3), x, dtype=tf.float32))
case("Recurrent", "keras_layers", SEQUENCE)(lambda x: tf.keras.layers.GRU(3, reset_after=False)(tf.keras.layers.LSTM(4, return_sequences=True)(x)))


@case("Recurrent", "raw_rnn", SEQUENCE, LENGTHS)
def raw(x, lengths):
    cell = rnn.BasicLSTMCell(3)
    rows = tf.TensorArray(tf.float32, size=tf.shape(x)[1]).unstack(tf.transpose(x, [1, 0, 2]))

    def loop(time, output, state, loop_state):
        finished = time >= lengths
        done = tf.reduce_all(finished)
        following = tf.cond(done, lambda: tf.zeros([tf.shape(x)[0], 4]), lambda: rows.read(time))
        following.set_shape([None, 4])
        return finished, following, cell.zero_state(tf.shape(x)[0], tf.float32) if output is None else state, output, None

    outputs, state, _ = tf.compat.v1.nn.raw_rnn(cell, loop)
    return outputs.stack(), state


# Decoders

WORDS = 7
ENCODED = ("encoded", (None, None, 4), floats(5, 2, 4, 4))


def decoder(encoded, beam):
    seq2seq = tf.contrib.seq2seq
    batch = tf.shape(encoded)[0]
    embedding = tf.compat.v1.get_variable("embedding", [WORDS, 5])
    output = tf.compat.v1.layers.Dense(WORDS, use_bias=False)
    memory = seq2seq.tile_batch(encoded, beam) if beam else encoded
    attention = seq2seq.LuongAttention(4, memory) if beam else seq2seq.BahdanauAttention(4, memory)
    cell = seq2seq.AttentionWrapper(rnn.BasicLSTMCell(4), attention, attention_layer_size=4)
    state = cell.zero_state(batch * max(1, beam), tf.float32)
    if beam:
        decode = seq2seq.BeamSearchDecoder(cell, embedding, tf.fill([batch], 1), 2, state, beam, output, length_penalty_weight=0.6)
    else:
        decode = seq2seq.BasicDecoder(cell, seq2seq.GreedyEmbeddingHelper(embedding, tf.fill([batch], 1), 2), state, output)
    return seq2seq.dynamic_decode(decode, maximum_iterations=6)


@case("Decoder", "greedy_with_attention", ENCODED)
def greedy(encoded):
    outputs, _, lengths = decoder(encoded, 0)
    return outputs.rnn_output, outputs.sample_id, lengths


@case("Decoder", "beam_search_with_attention", ENCODED)
def beam_search(encoded):
    outputs, _, lengths = decoder(encoded, 3)
    return outputs.predicted_ids, lengths


@case("Decoder", "training_helper", ("x", (None, None, 5), floats(6, 2, 4, 5)), ("n", (None,), np.array([4, 2], np.int32)))
def training(x, n):
    seq2seq = tf.contrib.seq2seq
    cell = rnn.GRUCell(4)
    decode = seq2seq.BasicDecoder(cell, seq2seq.TrainingHelper(x, n), cell.zero_state(tf.shape(x)[0], tf.float32))
    outputs, state, lengths = seq2seq.dynamic_decode(decode)
    return outputs.rnn_output, state, lengths


# Post-processing of detections

BOXES = ("boxes", (None, None, 4), np.sort(np.random.RandomState(7).uniform(0, 1, (2, 6, 2, 2)), axis=2).reshape(2, 6, 4).astype(np.float32))
SCORES = ("scores", (None, None, 3), np.random.RandomState(8).permutation(36).reshape(2, 6, 3).astype(np.float32) / 36)


@case("Detection", "map_fn_of_nms", BOXES, SCORES)
def detections(boxes, scores):
    def one(values):
        b, s = values
        best = tf.reduce_max(s, 1)
        kept = tf.image.non_max_suppression(b, best, 3, 0.5)
        missing = 3 - tf.size(kept)
        return tf.pad(tf.gather(b, kept), [[0, missing], [0, 0]]), tf.pad(tf.gather(best, kept), [[0, missing]]), tf.size(kept)

    return tf.map_fn(one, (boxes, scores), dtype=(tf.float32, tf.float32, tf.int32))


@case("Detection", "resized_one_by_one", ("images", (None, 8, 6, 3), floats(9, 2, 8, 6, 3)))
def resized(images):
    return tf.map_fn(lambda image: tf.compat.v1.image.resize_images(image, [4, 4]), images)


if __name__ == "__main__":
    wanted = sys.argv[1:]
    for operation, all_cases in CASES.items():
        if not wanted or any(operation == "Composite_%sOfTensorFlow1" % group for group in wanted):
            write(operation, all_cases)
