#!/usr/bin/env python
"""Writes the conformance fixtures: one zip an operator, its numbers computed by TensorFlow.

    $(scripts/oracle/env tf2new) scripts/oracle/op_cases.py             writes all
    $(scripts/oracle/env tf2new) scripts/oracle/op_cases.py Conv2D Pad  writes these operators only
    $(scripts/oracle/env tf2new) scripts/oracle/op_cases.py --list      prints operator and case

The cases are the files of scripts/oracle/ops/, whose README.md describes the fixtures.
"""

import argparse
import importlib
import os
import pathlib
import sys

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE.parent.parent / "tests" / "src" / "test" / "resources" / "ops"
sys.path.insert(0, str(HERE))

from ops import fixture  # noqa: E402


def load_families():
    for file in sorted((HERE / "ops").glob("*.py")):
        if file.stem not in ("__init__", "fixture"):
            importlib.import_module(f"ops.{file.stem}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ops", nargs="*", help="operators to write; all when none is named")
    parser.add_argument("--list", action="store_true", help="print operator, case, and the counts")
    parser.add_argument("--to", type=pathlib.Path, default=FIXTURES, help="folder of the zips")
    arguments = parser.parse_args()

    load_families()
    unknown = sorted(set(arguments.ops) - set(fixture.CASES))
    if unknown:
        parser.error("no cases for " + ", ".join(unknown))
    chosen = {op: cases for op, cases in sorted(fixture.CASES.items()) if op in (arguments.ops or fixture.CASES)}
    if arguments.list:
        for op, cases in chosen.items():
            for case in cases:
                print(op, case)
        print(f"{len(chosen)} operators, {sum(map(len, chosen.values()))} cases", file=sys.stderr)
        return 0

    arguments.to.mkdir(parents=True, exist_ok=True)
    failures = [failure for op, cases in chosen.items() for failure in fixture.write(op, cases.values(), arguments.to)]
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
