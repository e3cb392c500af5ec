#!/usr/bin/env python3
"""Has tf2ov write models as events files, and looks at them as TensorBoard does.

    $(scripts/oracle/env tf2) scripts/oracle/formats/check_events.py [--tf2ov bin/tf2ov] MODEL...

A MODEL is a frozen graph or a SavedModel. The loader is TensorBoard's own; the graph has to become what its graph plug-in shows, and
the graph that `tf2ov freeze` writes has to have the same nodes.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import tensorflow as tf
from tensorboard.backend.event_processing import event_file_loader, plugin_event_multiplexer
from tensorboard.plugins.graph import graph_util  # noqa: F401  that the plug-in is there

ROOT = pathlib.Path(__file__).resolve().parents[3]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tf2ov", default=ROOT / "bin" / "tf2ov")
    parser.add_argument("models", nargs="+")
    given = parser.parse_args()
    for model in given.models:
        with tempfile.TemporaryDirectory() as logs:
            subprocess.run([given.tf2ov, "tensorboard", model, "--logdir", logs, "-q"], check=True)
            [file] = pathlib.Path(logs).iterdir()
            # TensorBoard makes further events of the graph; what is in the file is what the legacy loader gives.
            version, event = event_file_loader.LegacyEventFileLoader(str(file)).Load()
            assert version.file_version == "brain.Event:2", version
            assert any(e.summary.value for e in event_file_loader.EventFileLoader(str(file)).Load())
            shown = tf.compat.v1.GraphDef.FromString(event.graph_def)
            multiplexer = plugin_event_multiplexer.EventMultiplexer().AddRunsFromDirectory(logs)
            multiplexer.Reload()
            [run] = multiplexer.Runs()
            # Long attributes are cut for display.
            assert [n.name for n in multiplexer.Graph(run).node] == [n.name for n in shown.node]
            frozen = pathlib.Path(logs) / "frozen.pb"
            subprocess.run([given.tf2ov, "freeze", model, "-o", frozen, "-q"], check=True)
            kept = {node.name for node in tf.compat.v1.GraphDef.FromString(frozen.read_bytes()).node}
            assert kept <= {node.name for node in shown.node}, kept
            print("%s: %s, %d nodes" % (model, file.name, len(shown.node)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
