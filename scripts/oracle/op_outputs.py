#!/usr/bin/env python
"""Writes the names of the outputs of all operations of TensorFlow that have several.

    $(scripts/oracle/env tf2new) scripts/oracle/op_outputs.py
    $(scripts/oracle/env tf1) scripts/oracle/op_outputs.py      adds those that TensorFlow 2 has lost

One line an operation: `Split` has one output, a list, and is left out; `Unique y idx`; `Batch batched_tensors=T batch_index id`, where the first
output is as many tensors as the attribute T says, by its number or by its length.
"""

import os
import pathlib

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import tensorflow as tf  # noqa: E402

FILE = pathlib.Path(__file__).resolve().parents[2] / "java/tensorflow/src/main/resources/org/tf2ov/tf/pass/outputs.txt"


def operations():
    if tf.__version__.startswith("1."):
        from tensorflow.python.framework import op_def_registry

        return op_def_registry.get_registered_ops().values()
    from tensorflow.core.framework import op_def_pb2
    from tensorflow.python.client import pywrap_tf_session

    return op_def_pb2.OpList.FromString(pywrap_tf_session.TF_GetBuffer(pywrap_tf_session.TF_GetAllOpList())).op


def line(op):
    counts = [(a.name, a.number_attr or a.type_list_attr) for a in op.output_arg]
    return " ".join([op.name] + [name + ("=" + count if count else "") for name, count in counts])


def main():
    old = FILE.read_text().splitlines() if FILE.exists() and tf.__version__.startswith("1.") else []
    known = {text.split(" ")[0] for text in old}
    new = [line(op) for op in operations() if len(op.output_arg) > 1 and op.name not in known]
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text("".join(text + "\n" for text in sorted(old + new)))
    print(len(old), len(new))


if __name__ == "__main__":
    main()
