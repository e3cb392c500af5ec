"""Turns a committed skeleton into the full frozen graph, and its input into an array.

    inflate.py tests/src/test/resources/slim/inception_v1 inception_v1.pb --input in.npy
"""

import argparse
import json
from pathlib import Path

import numpy as np
import recipe
from tensorflow.core.framework import graph_pb2


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path, help="folder with skeleton.pb.gz and case.json")
    parser.add_argument("model", type=Path, help="frozen graph to write")
    parser.add_argument("--input", type=Path, help="also write the input tensor here, as .npy")
    arguments = parser.parse_args()

    graph = recipe.inflate(recipe.read_graph(arguments.case / "skeleton.pb.gz", graph_pb2.GraphDef()))
    arguments.model.write_bytes(graph.SerializeToString(deterministic=True))
    if arguments.input:
        given = json.loads((arguments.case / "case.json").read_text())["input"]
        np.save(arguments.input, recipe.tensor(given["seed"], given["range"], given["shape"]))


if __name__ == "__main__":
    main()
