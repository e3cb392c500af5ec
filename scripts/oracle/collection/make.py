"""Makes a large collection of small models from the conformance cases: each as a frozen graph, a SavedModel or a MetaGraph, in turn.

    $(scripts/oracle/env tf2new) scripts/oracle/collection/make.py FOLDER [--most-per-op 4]

FOLDER/list.txt is what `tf2ov convert --batch` takes; check.py compares the results. Only the graph is taken from the cases, so that what
is tested is the way that users go: files in, IR out, names as the model tells them.
"""

import argparse
import io
import json
import os
import pathlib
import shutil
import zipfile

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import tensorflow as tf  # noqa: E402

tf1 = tf.compat.v1
CASES = pathlib.Path(__file__).resolve().parents[3] / "tests/src/test/resources/ops"
FORMS = ("frozen", "saved_model", "meta_graph", "saved_model")


def cases(path, most):
    with zipfile.ZipFile(path) as zipped:
        names = sorted(n for n in zipped.namelist() if n.endswith("case.json"))
        step = max(1, len(names) // most)
        for name in names[::step][:most]:
            folder = name.rsplit("/", 1)[0]
            yield folder, json.loads(zipped.read(name)), {
                n.rsplit("/", 1)[1]: zipped.read(n) for n in zipped.namelist() if n.startswith(folder + "/")
            }


def write(form, model, case, target):
    """Writes one model and returns the flags that name it."""
    graph_def = tf1.GraphDef.FromString(model)
    outputs = [o["name"] for o in case["outputs"]]
    inputs = [i["name"] for i in case["inputs"]]
    if form == "frozen":
        (target / "model.pb").write_bytes(model)
        flags = ["--input_model", target / "model.pb"]
        flags += ["--output", ",".join(outputs)]
        if inputs:
            flags += ["--input", ",".join(inputs)]
        return flags
    with tf.Graph().as_default() as graph:
        tf.import_graph_def(graph_def, name="")
        feeds = {name: graph.get_tensor_by_name(name + ":0") for name in inputs}
        fetches = {f"out{i}": graph.get_tensor_by_name(name) for i, name in enumerate(outputs)}
        with tf1.Session() as session:
            if form == "saved_model":
                shutil.rmtree(target / "saved", ignore_errors=True)
                builder = tf1.saved_model.builder.SavedModelBuilder(str(target / "saved"))
                signature = tf1.saved_model.build_signature_def(
                    {k: tf1.saved_model.build_tensor_info(v) for k, v in feeds.items()},
                    {k: tf1.saved_model.build_tensor_info(v) for k, v in fetches.items()},
                    "tensorflow/serving/predict",
                )
                builder.add_meta_graph_and_variables(session, ["serve"], {"serving_default": signature})
                builder.save()
                return ["--saved_model_dir", target / "saved"]
            # A MetaGraph needs a checkpoint beside it, which needs a variable; it is unused by the outputs.
            tf1.get_variable("unused_variable", initializer=tf.constant([1.0, 2.0]), use_resource=False)
            session.run(tf1.global_variables_initializer())
            tf1.train.Saver().save(session, str(target / "model.ckpt"))
            return ["--input_meta_graph", target / "model.ckpt.meta", "--output", ",".join(outputs)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--most-per-op", type=int, default=4)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    lines, number, left_out = [], 0, []
    for path in sorted(CASES.glob("*.zip")):
        for folder, case, files in cases(path, arguments.most_per_op):
            kinds = ["model.pb"] + (["dynamic.pb"] if "dynamic.pb" in files else [])
            kind = kinds[number % len(kinds)]
            form = FORMS[number % len(FORMS)]
            number += 1
            name = f"{path.stem}__{folder.replace('/', '_')}__{form}"
            target = arguments.folder / "models" / name
            target.mkdir(parents=True, exist_ok=True)
            try:
                flags = write(form, files[kind], case, target)
            except Exception as e:  # a case that TensorFlow 1's import does not take
                left_out.append(f"{name}: {type(e).__name__}")
                continue
            (target / "case.json").write_text(json.dumps({**case, "form": form}))
            for file, content in files.items():
                if not file.endswith(".pb") and file != "case.json":
                    (target / file).write_bytes(content)
            words = " ".join(f'"{f}"' if " " in str(f) else str(f) for f in flags)
            lines.append(f"{name}\t{words} --disable_nhwc_to_nchw --output_dir {arguments.folder / 'ir'}\n")
    (arguments.folder / "list.txt").write_text("".join(lines))
    print(f"{len(lines)} models, {len(left_out)} left out: {'; '.join(left_out[:10])}")


main()
