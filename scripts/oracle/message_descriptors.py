"""Writes the descriptors of TensorFlow's messages that the text forms of models are parsed with.

    $(scripts/oracle/env tf2new) scripts/oracle/message_descriptors.py

They are those of the installed TensorFlow, as a serialized FileDescriptorSet in which every file comes after those
that it imports. Running it again gives the same bytes.
"""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
from google.protobuf import descriptor_pb2
from tensorflow.core.framework import graph_pb2
from tensorflow.core.protobuf import meta_graph_pb2, saved_model_pb2

TARGET = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "../../java/tensorflow/src/main/resources/org/tf2ov/tf/messages.desc"
)

done = set()
files = descriptor_pb2.FileDescriptorSet()


def add(file):
    if file.name not in done:
        done.add(file.name)
        for other in file.dependencies:
            add(other)
        file.CopyToProto(files.file.add())


for module in (graph_pb2, meta_graph_pb2, saved_model_pb2):
    add(module.DESCRIPTOR)
os.makedirs(os.path.dirname(TARGET), exist_ok=True)
with open(TARGET, "wb") as out:
    out.write(files.SerializeToString(deterministic=True))
print(len(files.file), "files,", os.path.getsize(TARGET), "bytes")
