"""Makes the SavedModels, MetaGraphs and checkpoints that the reader's tests read, each a few kilobytes.

    $(scripts/oracle/env tf2new) java/tensorflow/src/test/resources/saved/make.py     # tf2_*, keras3_*
    $(scripts/oracle/env tf2) java/tensorflow/src/test/resources/saved/make.py        # keras2_*
    $(scripts/oracle/env tf1) java/tensorflow/src/test/resources/saved/make.py        # tf1_*
"""

import os
import shutil
import sys

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

HERE = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))


def fresh(name):
    path = os.path.join(HERE, name)
    shutil.rmtree(path, ignore_errors=True)
    return path


def without_fingerprint(path):
    for name in ("fingerprint.pb", "keras_metadata.pb"):
        if os.path.exists(os.path.join(path, name)):
            os.remove(os.path.join(path, name))


def module():
    """A plain module: two variables of the same name, a constant, a table from a file, two signatures."""

    words = "words.txt"
    with open(words, "w") as file:
        file.write("red\ngreen\nblue\n")

    class Module(tf.Module):
        def __init__(self):
            self.first = tf.Variable([[1.0, 2.0], [3.0, 4.0]], name="weight")
            self.second = tf.Variable([10.0, 20.0], name="weight")
            self.unused = tf.Variable([7], name="unused")
            self.table = tf.lookup.StaticHashTable(
                tf.lookup.TextFileInitializer(
                    words, tf.string, tf.lookup.TextFileIndex.WHOLE_LINE, tf.int64, tf.lookup.TextFileIndex.LINE_NUMBER
                ),
                -1,
            )

        @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32, name="x")])
        def line(self, x):
            return {"y": tf.matmul(x, self.first) + self.second}

        @tf.function(input_signature=[tf.TensorSpec([None], tf.string, name="word")])
        def look(self, word):
            return {"index": self.table.lookup(word)}

    it = Module()
    path = fresh("tf2_module")
    tf.saved_model.save(it, path, signatures={"line": it.line, "look": it.look})
    without_fingerprint(path)
    os.remove(words)


def table():
    """A table that was filled by the program: the checkpoint keeps its contents."""

    class Module(tf.Module):
        def __init__(self):
            self.table = tf.lookup.experimental.MutableHashTable(tf.int64, tf.float32, -1.0)
            self.table.insert(tf.constant([7], tf.int64), tf.constant([0.5]))

        @tf.function(input_signature=[tf.TensorSpec([None], tf.int64, name="x")])
        def look(self, x):
            return {"y": self.table.lookup(x)}

    it = Module()
    path = fresh("tf2_table")
    tf.saved_model.save(it, path, signatures=it.look)
    without_fingerprint(path)


def keras(name, how):
    tf.keras.utils.set_random_seed(1)
    model = tf.keras.Sequential(
        [
            tf.keras.layers.Input((3,), name="features"),
            tf.keras.layers.Dense(2, activation="relu", name="one"),
            tf.keras.layers.BatchNormalization(name="norm"),
            tf.keras.layers.Dense(1, name="two"),
        ]
    )
    model.compile(optimizer="adam", loss="mse")
    model.fit(np.ones((4, 3), np.float32), np.ones((4, 1), np.float32), verbose=0)
    path = fresh(name)
    how(model, path)
    without_fingerprint(path)


def tf1_saved_model():
    """Two MetaGraphs, a partitioned variable, a reference and a resource variable, a table from an asset."""
    path = fresh("tf1_model")
    words = "words.txt"
    with open(words, "w") as file:
        file.write("red\ngreen\nblue\n")
    builder = tf.compat.v1.saved_model.Builder(path)
    first = True
    for tags in (["serve"], ["serve", "train"]):
        with tf.Graph().as_default(), tf.compat.v1.Session() as session:
            x = tf.compat.v1.placeholder(tf.float32, [None, 2], name="x")
            table = tf.lookup.StaticHashTable(
                tf.lookup.TextFileInitializer(
                    words, tf.string, tf.lookup.TextFileIndex.WHOLE_LINE, tf.int64, tf.lookup.TextFileIndex.LINE_NUMBER
                ),
                -1,
            )
            word = tf.compat.v1.placeholder(tf.string, [None], name="word")
            index = tf.identity(table.lookup(word), name="index")
            parts = tf.compat.v1.get_variable(
                "parts",
                [4, 2],
                initializer=lambda shape, dtype, partition_info: tf.reshape(
                    tf.range(tf.cast(shape[0] * shape[1], dtype)) + partition_info.var_offset[0] * 2.0, shape
                ),
                partitioner=tf.compat.v1.fixed_size_partitioner(3),
                use_resource=False,
            )
            scale = tf.compat.v1.get_variable("scale", initializer=tf.constant([2.0, 3.0]), use_resource=True)
            y = tf.matmul(x * scale, tf.concat(list(parts), 0)[:2], name="y")
            session.run([tf.compat.v1.global_variables_initializer(), tf.compat.v1.tables_initializer()])
            signature = tf.compat.v1.saved_model.predict_signature_def({"x": x}, {"y": y})
            look = tf.compat.v1.saved_model.predict_signature_def({"word": word}, {"index": index})
            arguments = dict(
                signature_def_map={"serving_default": signature, "look": look},
                main_op=tf.compat.v1.tables_initializer(),
                assets_collection=tf.compat.v1.get_collection(tf.compat.v1.GraphKeys.ASSET_FILEPATHS),
            )
            if first:
                builder.add_meta_graph_and_variables(session, tags, **arguments)
            else:
                builder.add_meta_graph(tags, **arguments)
            first = False
    builder.save()
    os.remove(words)


def tf1_meta_graph():
    """X.meta with a checkpoint of version 2; the same graph alone, and a checkpoint of version 1."""
    path = fresh("tf1_meta")
    os.makedirs(path)
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        x = tf.compat.v1.placeholder(tf.float32, [None, 2], name="x")
        w = tf.compat.v1.get_variable("w", initializer=tf.constant([[1.0, 2.0], [3.0, 4.0]]), use_resource=False)
        b = tf.compat.v1.get_variable("b", initializer=tf.constant([5.0, 6.0]), use_resource=True)
        tf.add(tf.matmul(x, w), b, name="y")
        tf.compat.v1.add_to_collection("ends", "y:0")
        session.run(tf.compat.v1.global_variables_initializer())
        tf.compat.v1.train.Saver().save(session, os.path.join(path, "model"), write_state=False)
        tf.compat.v1.train.Saver(write_version=1).save(session, os.path.join(path, "old.ckpt"), write_meta_graph=False, write_state=False)
        graph = session.graph.as_graph_def()
        with open(os.path.join(path, "graph.pb"), "wb") as file:
            file.write(graph.SerializeToString(deterministic=True))
        tf.io.write_graph(graph, path, "graph.pbtxt")


# The names of files get into the models.
os.chdir(HERE)
if tf.__version__.startswith("1."):
    tf1_saved_model()
    tf1_meta_graph()
elif tf.__version__ < "2.16":
    keras("keras2_save", lambda model, path: model.save(path))
else:
    module()
    table()
    keras("keras3_export", lambda model, path: model.export(path))
    keras("keras3_saved_model", lambda model, path: tf.saved_model.save(model, path))
