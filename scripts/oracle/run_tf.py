"""Asks TensorFlow for the answer of a frozen graph; works in `tf1`, `tf2` and `tf2new`.

    $(scripts/oracle/env tf2) scripts/oracle/run_tf.py onet.pb face.input.npy answer.npy --input input --output probability
"""

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf
from recipe import read_graph

v1 = tf.compat.v1


def tensor_name(name):
    return name if ":" in name else name + ":0"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="frozen graph, .pb or .pb.gz")
    parser.add_argument("given", help="input tensor, .npy")
    parser.add_argument("answer", help="output tensor to write, .npy")
    parser.add_argument("--input", required=True, help="name of the placeholder")
    parser.add_argument("--output", required=True, help="name of the node, or node:1 for its second output")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()

    graph = read_graph(arguments.model, v1.GraphDef())
    threads = v1.ConfigProto(intra_op_parallelism_threads=arguments.threads, inter_op_parallelism_threads=1)
    with tf.Graph().as_default(), v1.Session(config=threads) as session:
        tf.import_graph_def(graph, name="")
        given = {tensor_name(arguments.input): np.load(arguments.given)}
        np.save(arguments.answer, session.run(tensor_name(arguments.output), given))


if __name__ == "__main__":
    main()
