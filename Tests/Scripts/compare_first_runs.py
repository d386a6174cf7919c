"""Compares a first run of the program, no key set by hand, with what people would use in its place.

Each row is a small set, split once by a fixed rule (see ROWS); the rivals are those of first_run_peer.py, each with
the best of four learning rates, found on the development split with one seed, and so many CPU seconds of training on
one thread. The program runs a recipe of task, data and model alone, on one thread.

  python3 Tests/Scripts/compare_first_runs.py split DATA FOLDER
      DATA holds the sets in their original files, as wnut17/wnut17train.conll.
  python3 Tests/Scripts/compare_first_runs.py run FOLDER --model ENCODER [--program .build/release/luke-train]
      [--span-marker-python PYTHON] [--rows 'ROW;…'] [--systems SYSTEM,…] [--seeds 0,1,2] [--seconds 120]
      [--set KEY=VALUE …]
      Adds a line for each run to FOLDER/results.jsonl; what is there is not run again. All of it but span_marker
      and spans, which take minutes to answer, is some four hours of one core; two may run at once, with other rows.
      --set has the program run with other settings, as a system of its own that the table leaves out.
  python3 Tests/Scripts/compare_first_runs.py table FOLDER
"""

import argparse
import json
import pathlib
import random
import re
import resource
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
RATES = (5e-5, 1e-4, 2e-4, 4e-4)
OURS = "program"


def sentences(path, columns=(0, -1)):
    """(words, IOB2 tags) of each sentence of a CoNLL file."""
    words, tags = [], []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        parts = line.split()
        if len(parts) > 1 and parts[0] != "-DOCSTART-":
            words.append(parts[columns[0]])
            tags.append(parts[columns[1]])
        elif words:
            yield words, begun(tags)
            words, tags = [], []


def begun(tags):
    """Entities that begin with `I-` begin with `B-`."""
    return ["B-" + tag[2:] if tag[:2] == "I-" and (not i or tags[i - 1][2:] != tag[2:]) else tag
            for i, tag in enumerate(tags)]


def conll(train, dev, test):
    """A split of named files, each with a first sentence and a count."""
    def split(data):
        for file, first, count in (train, dev, test):
            yield [*sentences(data / file)][first:first + count]
    return split, "conll"


def domain(name, count):
    folder = f"crossner/{name}"
    return conll((f"{folder}/train.txt", 0, count), (f"{folder}/dev.txt", 0, 200),
                 (f"{folder}/test.txt", 0, 2000))


def semeval(data):
    """800, 200 and 2,717 sentences with the direction of their relation."""
    texts = (data / "semeval2010_task8/TRAIN_FILE.TXT").read_text(encoding="utf-8", errors="replace")
    found = [*map(relation, texts.replace("\r", "").strip().split("\n\n"))]
    random.Random(1).shuffle(found)
    yield from (found[:800], found[800:1000], found[1000:3000])


def relation(record):
    sentence, label = record.split("\n")[:2]
    text, spans = re.sub(r'^\d+\t"|"$', "", sentence.strip()), {}
    for name in ("e1", "e2"):
        begin = text.index(f"<{name}>")
        text = text.replace(f"<{name}>", "", 1)
        end = text.index(f"</{name}>")
        text = text.replace(f"</{name}>", "", 1)
        # The second one's marks may stand before the first one's.
        spans = {other: tuple(p - (4 if p > begin else 0) - (5 if p > end else 0) for p in span)
                 for other, span in spans.items()} | {name: (begin, end)}
    return example(text, spans["e1"], spans["e2"], label.strip())


def example(text, head, tail, label):
    head, tail = (dict(start=begin, end=end) for begin, end in (head, tail))
    return dict(text=text, head=head, tail=tail, relation=label)


def fewrel(data):
    """30, 10 and 60 sentences of each of sixteen relations."""
    relations = json.loads((data / "fewrel/val_wiki.json").read_text(encoding="utf-8"))
    parts = [[], [], []]
    for name, instances in relations.items():
        random.Random(1).shuffle(instances)
        for part, (first, count) in zip(parts, ((0, 30), (30, 10), (40, 60))):
            part += [joined(instance, name) for instance in instances[first:first + count]]
    random.Random(1).shuffle(parts[0])
    yield from parts


def joined(instance, label):
    words = instance["tokens"]
    begins = [sum(len(word) + 1 for word in words[:i]) for i in range(len(words) + 1)]
    head, tail = ([begins[instance[side][2][0][0]], begins[instance[side][2][0][-1] + 1] - 1] for side in "ht")
    return example(" ".join(words), head, tail, label)


TWEETS = "wnut17/wnut17train.conll", "wnut17/emerging.dev.conll", "wnut17/emerging.test.annotated"
GERMAN = "legal_ner_de/ler_dev.conll"
GOLD = "wikigold/wikigold.conll.txt"
ROWS = {
    "WNUT-17, first 200": conll((TWEETS[0], 0, 200), (TWEETS[1], 0, 200), (TWEETS[2], 0, 2000)),
    "WNUT-17, first 600": conll((TWEETS[0], 0, 600), (TWEETS[1], 0, 200), (TWEETS[2], 0, 2000)),
    "CrossNER politics, 200": domain("politics", 200),
    "CrossNER science, 200": domain("science", 200),
    "Wikigold, first 600": conll((GOLD, 0, 600), (GOLD, 600, 200), (GOLD, 800, 2000)),
    "German rulings, first 600": conll((GERMAN, 0, 600), (GERMAN, 600, 200), (GERMAN, 800, 1000)),
    "SemEval-2010, 800": (semeval, "jsonl"),
    "FewRel, 16 × 30": (fewrel, "jsonl"),
}
# Rows that nothing was chosen on.
UNSEEN = {"CrossNER science, 200", "German rulings, first 600", "SemEval-2010, 800", "FewRel, 16 × 30"}
SYSTEMS = {"conll": ("tags", "spans", "span_marker"), "jsonl": ("markers", "pairs")}


def place(folder, row):
    return folder / re.sub(r"[^a-z0-9]+", "-", row.lower()).strip("-")


def split(arguments):
    for row, (parts, extension) in ROWS.items():
        target = place(arguments.folder, row)
        target.mkdir(parents=True, exist_ok=True)
        for part, examples in zip(("train", "dev", "test"), parts(arguments.data)):
            if not examples:
                raise SystemExit(f"{row}: {part} is empty")
            with open(target / f"{part}.{extension}", "w", encoding="utf-8") as file:
                for example in examples:
                    if extension == "jsonl":
                        print(json.dumps(example, ensure_ascii=False), file=file)
                    else:
                        print(*(f"{w}\t{t}" for w, t in zip(*example)), sep="\n", end="\n\n", file=file)
        kind = "named-entity-recognition" if extension == "conll" else "relation-classification"
        recipe = {"task": {"kind": kind}, "model": {"from": "MODEL"},
                  "data": {part: f"{part}.{extension}" for part in ("train", "test")}}
        (target / "recipe.json").write_text(json.dumps(recipe, indent=1))


def by_program(arguments, row, seed):
    folder = place(arguments.folder, row)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [arguments.program, "recipe.json", "--output", f"run-{seed}", "--fresh", "--threads", "1",
         "--set", f"training.seed={seed}", "--set", f"model.from={arguments.model.resolve()}",
         *(word for setting in arguments.set for word in ("--set", setting))],
        cwd=folder, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{row}: {done.stderr[-2000:]}")
    log = [json.loads(line) for line in (folder / f"run-{seed}/metrics.jsonl").read_text().splitlines()]
    scores = next(line for line in reversed(log) if line.get("split") == "test")
    score = scores["accuracy"] if "jsonl" == ROWS[row][1] else scores["f1"]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return dict(test=round(100 * score, 2), cpu=round(cpu, 1), steps=scores["step"])


def by_peer(arguments, row, system, seed, rate):
    python = arguments.span_marker_python if system == "span_marker" else sys.executable
    done = subprocess.run(
        [python, pathlib.Path(__file__).with_name("first_run_peer.py"), place(arguments.folder, row), system,
         "--model", arguments.model, "--rate", str(rate), "--seed", str(seed),
         "--seconds", str(arguments.seconds), "--scratch", place(arguments.folder, row) / "scratch"],
        capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{row}, {system}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def read(folder):
    path = folder / "results.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def run(arguments):
    wanted = arguments.systems.split(",") if arguments.systems else None
    seeds = [*map(int, arguments.seeds.split(","))]
    for row in arguments.rows.split(";") if arguments.rows else ROWS:
        for system in [" ".join([OURS, *arguments.set])] if arguments.set else [OURS, *SYSTEMS[ROWS[row][1]]]:
            if wanted and system not in wanted or system == "span_marker" and not arguments.span_marker_python:
                continue
            for seed in seeds:
                for rate in rates(arguments, row, system, seed, seeds[0]):
                    once(arguments, row, system, seed, rate)


def rates(arguments, row, system, seed, first):
    """All with the first seed, the best of them with the others."""
    if system.startswith(OURS):
        return [None]
    if seed == first:
        return RATES
    tried = [r for r in read(arguments.folder) if (r["row"], r["system"], r["seed"]) == (row, system, first)]
    return [max(tried, key=lambda r: r["dev"])["rate"]]


def once(arguments, row, system, seed, rate):
    key = dict(row=row, system=system, seed=seed, rate=rate)
    if any(key.items() <= line.items() for line in read(arguments.folder)):
        return
    made = by_program(arguments, row, seed) if system.startswith(OURS) else by_peer(arguments, row, system, seed, rate)
    with open(arguments.folder / "results.jsonl", "a", encoding="utf-8") as file:
        file.write(json.dumps(key | made) + "\n")
    print(json.dumps(key | made), flush=True)


def table(arguments):
    found = read(arguments.folder)
    print("row | program | CPU s | rivals, each at its best rate")
    print("--- | --- | --- | ---")
    for row, (_, extension) in ROWS.items():
        cells = []
        for system in (OURS, *SYSTEMS[extension]):
            lines = [line for line in found if (line["row"], line["system"]) == (row, system)]
            if not lines:
                continue
            best = max(lines, key=lambda line: line.get("dev", 0))["rate"]
            lines = [line for line in lines if line["rate"] == best]
            values = [line["test"] for line in lines]
            spread = statistics.stdev(values) if len(values) > 1 else 0
            text = f"{statistics.mean(values):.1f} ± {spread:.1f}"
            cpu = f"{statistics.median(line['cpu'] for line in lines):.0f}"
            cells += [text, cpu] if system == OURS else [f"{system} {text} ({best:g}, {cpu} s)"]
        star = "" if row in UNSEEN else " *"
        print(" | ".join([row + star, *cells[:2], "; ".join(cells[2:])]))


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    splitting = commands.add_parser("split")
    splitting.add_argument("data", type=pathlib.Path)
    running = commands.add_parser("run")
    tabling = commands.add_parser("table")
    for command in (splitting, running, tabling):
        command.add_argument("folder", type=pathlib.Path)
    running.add_argument("--model", type=pathlib.Path, required=True)
    running.add_argument("--program", default=str(ROOT / ".build" / "release" / "luke-train"))
    running.add_argument("--span-marker-python")
    running.add_argument("--rows", help="parted by semicolons")
    running.add_argument("--systems")
    running.add_argument("--seeds", default="0,1,2")
    running.add_argument("--set", action="append", default=[])
    running.add_argument("--seconds", type=float, default=120)
    arguments = parser.parse_args()
    dict(split=split, run=run, table=table)[arguments.command](arguments)


if __name__ == "__main__":
    main()
