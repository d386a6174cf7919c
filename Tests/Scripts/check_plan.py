#!/usr/bin/env python3
"""Holds what `luke-train plan` says of a run's time against what the run then takes, for five recipes.

    python3 Tests/Scripts/check_plan.py [--program .build/release/luke-train] [--seconds 40] [--only NAME]

Each recipe is cut to about --seconds of steps, and planned before its run and after it, on all cores. The machine has
to be idle, for a plan is of the machine as it is while it is made; how far both plans lie apart says how much that
varies. Prints a table, and ends with 1 where a run takes more than 10 % longer or shorter than the mean of both.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "Datasets"
MODEL = {"from": str(DATA / "quickstart/config.json"), "tokenizer": str(DATA / "quickstart/tokenizer")}


def quickstart(kind, data, suffix, **task):
    files = {split: str(DATA / data / f"{split}.{suffix}") for split in ("train", "validation", "test")}
    return {
        "task": {"kind": kind, **task}, "data": files, "model": MODEL,
        "training": {"batch_size": 16, "learning_rate": 1e-3, "seed": 1},
    }


def recipes():
    entities = quickstart("named-entity-recognition", "quickstart", "conll", max_length=128, context="sentence")
    documents = quickstart("named-entity-recognition", "quickstart", "conll", max_length=128, context="document")
    relations = quickstart("relation-classification", "quickstart-relations", "jsonl", max_length=128)
    checkpointing = json.loads(json.dumps(documents))
    checkpointing["training"]["gradient_checkpointing"] = True
    yield "named entities", entities, []
    yield "relations", relations, []
    yield "document context", documents, []
    yield "pretraining", ROOT / "Recipes/quickstart-pretraining.json", ["--set", "task.prepared={folder}/prepared"]
    yield "gradient checkpointing", checkpointing, []


def run(*arguments):
    result = subprocess.run([str(word) for word in arguments], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, arguments))}: {result.stderr}")
    return result.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=str(ROOT / ".build/release/luke-train"))
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    failures = 0
    print("recipe | steps | planned before and after s | took s | difference")
    print("--- | ---: | ---: | ---: | ---:")
    with tempfile.TemporaryDirectory() as folder:
        for name, recipe, extra in recipes():
            if options.only not in name:
                continue
            if not isinstance(recipe, pathlib.Path):
                path = pathlib.Path(folder) / (name.replace(" ", "-") + ".json")
                path.write_text(json.dumps(recipe))
                recipe = path
            extra = [word.format(folder=folder) for word in extra]
            if extra:
                run(options.program, "prepare", recipe, "--quiet", *extra)

            def plan():
                return json.loads(run(options.program, "plan", recipe, "--json", "--quiet", *extra))

            before = plan()
            if len(before["stages"]) == 1:
                steps = max(20, round(options.seconds / before["stages"][0]["seconds_per_step"]))
                extra += ["--set", f"training.steps={steps}"]
                before = plan()
            start = time.monotonic()
            run(options.program, recipe, "--output", f"{folder}/run", "--fresh", "--quiet", *extra)
            took = time.monotonic() - start
            planned = [before["seconds"]["all"], plan()["seconds"]["all"]]
            difference = took / (sum(planned) / 2) - 1
            failures += abs(difference) > 0.1
            both = ", ".join(f"{seconds:.1f}" for seconds in planned)
            print(f"{name} | {before['steps']} | {both} | {took:.1f} | {100 * difference:+.1f} %", flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
