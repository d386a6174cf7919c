"""Trains the same tasks from the same encoder with the program and with transformers, and compares.

Six public sets, each split once by a fixed seed (see SETS): the same examples, batch sizes, rates,
schedule and optimizer on both sides, several seeds of each. Written is a table of the test scores,
mean and spread, and of the seconds that training took.

  python3 Tests/Scripts/compare_training.py split DATA FOLDER [--steps 40]
      DATA holds the sets in their original files, as banking77/train.csv; FOLDER receives the splits,
      the settings and the recipes. A few steps of each instead of whole epochs tell the speed alone.
  python3 Tests/Scripts/compare_training.py run FOLDER --model ENCODER --seeds 0,1,2 \
      [--program .build/release/luke-train] [--only SET,…] [--sides program,transformers] [--device cpu]
      Adds a line for each run to FOLDER/results.jsonl; what is there is not run again.
  python3 Tests/Scripts/compare_training.py table FOLDER
"""

import argparse
import csv
import json
import pathlib
import random
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]

COMMON = dict(weight_decay=0.01, batch_size=16, max_length=128)
# Settings of each set, the program's task, and the name of its score in both.
SETS = {
    "banking77": (dict(epochs=4, learning_rate=2e-4), dict(kind="sequence-classification"),
                  "csv", "accuracy"),
    "stsb": (dict(epochs=3, learning_rate=1e-4),
             dict(kind="sequence-classification", metric="pearson_spearman"), "csv", "pearson"),
    "fewrel": (dict(epochs=3, learning_rate=1e-4),
               dict(kind="relation-classification", max_mention_length=30), "json", "accuracy"),
    "figer": (dict(epochs=8, learning_rate=2e-4),
              dict(kind="entity-typing", max_mention_length=30), "json", "micro_f1"),
    "commonsense_qa": (dict(epochs=3, learning_rate=1e-4), dict(kind="multiple-choice"), "jsonl",
                       "accuracy"),
    "xquad": (dict(epochs=3, learning_rate=2e-4, max_length=256, stride=64),
              dict(kind="extractive-question-answering", stride=64, max_answer_length=30),
              "json", "f1"),
}


def sampled(values, counts):
    """Parts of the values in random order, the same on every machine."""
    values = list(values)
    random.Random(1).shuffle(values)
    parts, place = [], 0
    for count in counts:
        parts.append(values[place:place + count])
        place += count
    return parts


def write_csv(path, rows, header=None):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        if header:
            writer.writerow(header)
        writer.writerows(rows)


def split(data, folder, steps):
    for name, (own, task, extension, _) in SETS.items():
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        settings = COMMON | own | (dict(steps=steps) if steps else {})
        (place / "settings.json").write_text(json.dumps(settings, indent=1))
        SPLITS[name](data, place)
        recipe = {
            "task": task | {"max_length": settings["max_length"]},
            "data": {part: f"{part}.{extension}" for part in ("train", "test")},
            # As transformers begins.
            "model": {"from": "MODEL", "entity_aware_attention": True, "entity_start": "random",
                      "classifier_bias": "zeros"},
            "training": {
                **({"steps": steps} if steps else {"epochs": settings["epochs"]}),
                "batch_size": settings["batch_size"],
                "learning_rate": settings["learning_rate"], "schedule": "linear",
                "warmup_ratio": 0.06, "weight_decay": settings["weight_decay"], "adam_beta1": 0.9,
                "adam_beta2": 0.98, "adam_epsilon": 1e-6, "max_gradient_norm": 1.0},
        }
        if name == "stsb":
            recipe["data"]["columns"] = {"text": 0, "second_text": 1, "label": 2}
        (place / "recipe.json").write_text(json.dumps(recipe, indent=1))


def split_banking(data, place):
    for part, count in (("train", 2000), ("test", 1000)):
        with open(data / "banking77" / f"{part}.csv", encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        write_csv(place / f"{part}.csv", sampled(rows, [count])[0], header)


def split_similarity(data, place):
    for part, source in (("train", "dev"), ("test", "test")):
        with open(data / "stsb_multi_mt" / f"stsb-en-{source}.csv", encoding="utf-8", newline="") as file:
            write_csv(place / f"{part}.csv", csv.reader(file))


def split_relations(data, place):
    relations = json.loads((data / "fewrel" / "val_wiki.json").read_text(encoding="utf-8"))
    parts = {name: sampled(instances, [100, 50]) for name, instances in relations.items()}
    for number, part in enumerate(("train", "test")):
        (place / f"{part}.json").write_text(
            json.dumps({name: both[number] for name, both in parts.items()}), encoding="utf-8")


def split_lines(source, place, counts, extension):
    lines = source.read_text(encoding="utf-8").splitlines()
    for part, chosen in zip(("train", "test"), sampled(lines, counts)):
        (place / f"{part}.{extension}").write_text("\n".join(chosen) + "\n", encoding="utf-8")


def split_questions(data, place):
    source = json.loads((data / "xquad" / "xquad.en.json").read_text(encoding="utf-8"))
    for part, articles in zip(("train", "test"), sampled(source["data"], [36, 12])):
        (place / f"{part}.json").write_text(
            json.dumps({"version": "1.1", "data": articles}), encoding="utf-8")


SPLITS = {
    "banking77": split_banking,
    "stsb": split_similarity,
    "fewrel": split_relations,
    "figer": lambda data, place: split_lines(data / "figer_50k/dev.json", place, [324, 110], "json"),
    "commonsense_qa":
        lambda data, place: split_lines(data / "commonsense_qa/valid.jsonl", place, [900, 321], "jsonl"),
    "xquad": split_questions,
}


def by_program(arguments, name, seed):
    folder = arguments.folder / name
    output = folder / f"run-{seed}"
    began = time.time()
    done = subprocess.run(
        [arguments.program, "recipe.json", "--output", output.name, "--fresh",
         "--set", f"training.seed={seed}", "--set", f"model.from={arguments.model.resolve()}"],
        cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr[-2000:]}")
    log = [json.loads(line) for line in (output / "metrics.jsonl").read_text().splitlines()]
    scores = next(line for line in reversed(log) if line.get("split") == "test")
    return dict(seconds=round(time.time() - began, 2), scores=scores)


def by_transformers(arguments, name, seed):
    began = time.time()
    done = subprocess.run(
        [sys.executable, pathlib.Path(__file__).with_name("training_peer.py"), arguments.folder, name,
         "--model", arguments.model, "--seed", str(seed), "--device", arguments.device],
        capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr[-2000:]}")
    told = json.loads(done.stdout.splitlines()[-1])
    return told | dict(training=told["seconds"], seconds=round(time.time() - began, 2))


SIDES = dict(program=by_program, transformers=by_transformers)


def run(arguments):
    results = arguments.folder / "results.jsonl"
    there = {(line["set"], line["side"], line["seed"]) for line in read(results)}
    for name in arguments.only.split(",") if arguments.only else SETS:
        for seed in map(int, arguments.seeds.split(",")):
            for side in arguments.sides.split(","):
                if (name, side, seed) in there:
                    continue
                line = SIDES[side](arguments, name, seed) | {"set": name, "side": side, "seed": seed}
                line["device"] = arguments.device if side == "transformers" else "cpu"
                with open(results, "a", encoding="utf-8") as file:
                    file.write(json.dumps(line) + "\n")
                print(json.dumps(line), flush=True)


def read(path):
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def table(arguments):
    found = read(arguments.folder / "results.jsonl")
    print("set | score | program | transformers | seconds of program | of transformers")
    print("--- | --- | --- | --- | --- | ---")
    for name, (*_, score) in SETS.items():
        cells, seconds = [], []
        for side in SIDES:
            lines = [line for line in found if (line["set"], line["side"]) == (name, side)]
            values = [100 * line["scores"][score] for line in lines]
            if not values:
                cells.append("")
                seconds.append("")
                continue
            cells.append(f"{statistics.mean(values):.1f} ({min(values):.1f}–{max(values):.1f})")
            took = [line["seconds"] for line in lines if line["device"] == "cpu"]
            seconds.append(f"{statistics.median(took):.0f}" if took else "")
        print(" | ".join([name, score, *cells, *seconds]))


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    splitting = commands.add_parser("split")
    splitting.add_argument("data", type=pathlib.Path)
    splitting.add_argument("folder", type=pathlib.Path)
    splitting.add_argument("--steps", type=int)
    running = commands.add_parser("run")
    running.add_argument("folder", type=pathlib.Path)
    running.add_argument("--model", type=pathlib.Path, required=True)
    running.add_argument("--program", default=str(ROOT / ".build" / "release" / "luke-train"))
    running.add_argument("--seeds", default="0,1,2")
    running.add_argument("--only")
    running.add_argument("--sides", default="program,transformers")
    running.add_argument("--device", default="cpu")
    tabling = commands.add_parser("table")
    tabling.add_argument("folder", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.command == "split":
        split(arguments.data, arguments.folder, arguments.steps)
    else:
        dict(run=run, table=table)[arguments.command](arguments)


if __name__ == "__main__":
    main()
