#!/usr/bin/env python
"""Writes the names of the outputs of all operations of TensorFlow.

    $(scripts/oracle/env tf2new) scripts/oracle/op_outputs.py
    $(scripts/oracle/env tf1) scripts/oracle/op_outputs.py      adds those that TensorFlow 2 has lost

outputs.txt has those with several, one line an operation: `Split` has one output, a list, and is not there; `Unique y idx`; `Batch
batched_tensors=T batch_index id`, where the first output is as many tensors as the attribute T says, by its number or by its length.
output.txt has the others, one line a name of outputs: `z Add AddV2 …`, `output=num_split Split SplitV …`.
"""

import os
import pathlib

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import tensorflow as tf  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "java/tensorflow/src/main/resources/org/tf2ov/tf/pass"
SEVERAL, ONE = FOLDER / "outputs.txt", FOLDER / "output.txt"


def operations():
    if tf.__version__.startswith("1."):
        from tensorflow.python.framework import op_def_registry

        return op_def_registry.get_registered_ops().values()
    from tensorflow.core.framework import op_def_pb2
    from tensorflow.python.client import pywrap_tf_session

    return op_def_pb2.OpList.FromString(pywrap_tf_session.TF_GetBuffer(pywrap_tf_session.TF_GetAllOpList())).op


def arguments(op):
    counts = [(a.name, a.number_attr or a.type_list_attr) for a in op.output_arg]
    return [name + ("=" + count if count else "") for name, count in counts]


def main():
    several, one = {}, {}
    if tf.__version__.startswith("1."):
        several = {words[0]: words[1:] for words in map(str.split, SEVERAL.read_text().splitlines())}
        one = {op: words[:1] for words in map(str.split, ONE.read_text().splitlines()) for op in words[1:]}
    for op in operations():
        if op.output_arg and op.name not in several and op.name not in one:
            (several if len(op.output_arg) > 1 else one)[op.name] = arguments(op)
    FOLDER.mkdir(parents=True, exist_ok=True)
    SEVERAL.write_text("".join(" ".join([op] + names) + "\n" for op, names in sorted(several.items())))
    names = sorted({name for name, in one.values()})
    ONE.write_text("".join(" ".join([name] + sorted(op for op in one if one[op] == [name])) + "\n" for name in names))
    print(len(several), len(one))


if __name__ == "__main__":
    main()
