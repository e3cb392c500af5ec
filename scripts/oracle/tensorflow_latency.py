"""Runs a frozen graph once for every line on standard input, and prints the nanoseconds (wall, processor). Runs in any `tf…`.

    tensorflow_latency.py MODEL.pb FOLDER THREADS --input NAME … --output NAME …

Takes FOLDER/in0.npy …, and leaves the outputs of the first run in FOLDER/out0.npy …. latency.py starts this.
"""

import argparse
import os
import sys
import time

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("folder")
    parser.add_argument("threads", type=int)
    parser.add_argument("--input", nargs="+")
    parser.add_argument("--output", nargs="+")
    arguments = parser.parse_args()
    graph = tf.compat.v1.GraphDef()
    with open(arguments.model, "rb") as file:
        graph.ParseFromString(file.read())
    with tf.Graph().as_default():
        tf.import_graph_def(graph, name="")
        threads = tf.compat.v1.ConfigProto(intra_op_parallelism_threads=arguments.threads, inter_op_parallelism_threads=1)
        with tf.compat.v1.Session(config=threads) as session:
            run = session.make_callable([name + ":0" for name in arguments.output], [name + ":0" for name in arguments.input])
            inputs = [np.load(f"{arguments.folder}/in{index}.npy") for index in range(len(arguments.input))]
            first = True
            for _ in sys.stdin:
                wall, cpu = time.perf_counter_ns(), time.process_time_ns()
                outputs = run(*inputs)
                print(time.perf_counter_ns() - wall, time.process_time_ns() - cpu, flush=True)
                if first:
                    for index, output in enumerate(outputs):
                        np.save(f"{arguments.folder}/out{index}.npy", output)
                    first = False


if __name__ == "__main__":
    main()
