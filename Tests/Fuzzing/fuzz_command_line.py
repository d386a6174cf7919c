#!/usr/bin/env python3
"""Starts the built program with random arguments, recipes and files, and ends with 1 where it crashes.

    Tests/Fuzzing/fuzz_command_line.py .build/release/luke-train --runs 3000 --seed 1

A run must end within a minute with 0, 64, 65, 66 or 74, say why on standard error where it is not 0, and
leave what it was given as it was. What fails is printed with its arguments and kept in the folder
that --keep names.
"""
import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATASETS = os.path.join(PACKAGE, "Datasets")
MODELS = os.path.join(PACKAGE, "Tests", "Goldens", "model")
GOOD = {0, 64, 65, 66, 74}
MARKS = ("Fatal error", "AddressSanitizer", "runtime error:", "ThreadSanitizer", "Stack dump", "*** Program")

CONFIGURATION = {
    "model_type": "luke", "vocab_size": 2000, "entity_vocab_size": 4, "hidden_size": 16, "entity_emb_size": 8,
    "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32, "max_position_embeddings": 66,
    "type_vocab_size": 1, "pad_token_id": 0,
}


def recipe(kind):
    data = {"train": "train.conll", "validation": "train.conll"}
    task = {"kind": kind, "max_length": 32}
    if kind == "named-entity-recognition":
        task.update(context="sentence", max_mention_length=4)
    elif kind == "relation-classification":
        data = {"train": "relations.jsonl", "validation": "relations.jsonl"}
    else:
        task = {"kind": kind, "sequences": {"max_length": 32}, "entity_vocabulary": {"size": 10}}
        data = {"train": "corpus.jsonl"}
    return {
        "task": task, "data": data, "model": {"from": "config.json", "tokenizer": "tokenizer"},
        "training": {"steps": 2, "batch_size": 2},
    }


ODD = [
    None, True, 0, -1, 1, 2, 1e-9, 1e300, 2**63, "", "x", "../..", "/", ".", "-", "train.conll", [], {}, [[]],
    "all", "none", "bfloat16", "\u0000", "é" * 100, "a.b", {"steps": 1}, {"epochs": 1}, "conll", "jsonl", "semeval",
]


def damaged(random, data):
    """Some bytes with a few changes."""
    data = bytearray(data)
    for _ in range(random.choice([0, 1, 1, 2, 5, 20])):
        place = random.randrange(len(data) + 1)
        what = random.randrange(6)
        if what == 0 and data:
            data[min(place, len(data) - 1)] = random.randrange(256)
        elif what == 1:
            del data[place : place + random.choice([1, 3, 40, 10**6])]
        elif what == 2:
            data[place:place] = bytes(random.randrange(256) for _ in range(random.choice([1, 4, 16])))
        elif what == 3:
            data[place:place] = data[: random.choice([1, 10, 100])]
        elif what == 4:
            data[place:place] = random.choice(
                [b"\n", b"\t", b"\xef\xbb\xbf", b"\xff", b"null", b"-1", b"[", b"{", b'"', b"1e999", b"\x00"])
        else:
            data[place : place + 4] = b"\xff\xff\xff\xff"
    return bytes(data)


def changed(random, value):
    """A JSON value with one part replaced, removed or added."""
    if isinstance(value, dict) and value and random.random() < 0.85:
        value = dict(value)
        key = random.choice(list(value))
        what = random.random()
        if what < 0.1:
            del value[key]
        elif what < 0.2:
            value[random.choice(["epochs", "steps", "unknown", "kind", "test", "precision", "seed"])] = random.choice(ODD)
        else:
            value[key] = changed(random, value[key])
        return value
    return random.choice(ODD)


class Folder:
    """The files of a run, some of them damaged."""

    def __init__(self, random, path):
        self.random, self.path = random, path
        self.files = []
        self.copy("train.conll", os.path.join(DATASETS, "quickstart", "validation.conll"), 2000)
        self.copy("relations.jsonl", os.path.join(DATASETS, "quickstart-relations", "validation.jsonl"), 4000)
        self.copy("corpus.jsonl", os.path.join(DATASETS, "quickstart-world", "corpus.jsonl"), 20000)
        self.put("text.txt", "Ada went to Rome.\n\nZoë saw 東京.\n".encode())
        self.put(
            "dump.xml",
            b"<mediawiki><page><title>Rome</title><ns>0</ns><revision><text>In [[Italy]], ''it'' is."
            b"</text></revision></page></mediawiki>")
        self.put("config.json", json.dumps(CONFIGURATION).encode())
        self.put("entities.jsonl", b'{"id": 0, "entities": [["[PAD]", null]], "count": 0}\n')
        tokenizer = os.path.join(DATASETS, "quickstart", "tokenizer")
        for name in os.listdir(tokenizer):
            self.copy("tokenizer/" + name, os.path.join(tokenizer, name))
        model = os.path.join(MODELS, random.choice(["span-entity-aware", "pair-entity-aware", "masked-plain"]))
        for name in ("config.json", "model.safetensors", "batch.json"):
            self.copy("model/" + name, os.path.join(model, name))
        for name in os.listdir(tokenizer):
            self.copy("model/" + name, os.path.join(tokenizer, name))
        kind = random.choice(["named-entity-recognition", "relation-classification", "pretraining"])
        content = recipe(kind)
        for _ in range(random.choice([0, 1, 2])):
            content = changed(random, content)
        self.put("recipe.json", json.dumps(content).encode())

    def copy(self, name, source, limit=None):
        with open(source, "rb") as file:
            data = file.read()
        self.put(name, data[:limit].rsplit(b"\n", 1)[0] + b"\n" if limit and len(data) > limit else data)

    def put(self, name, data):
        file = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        if self.random.random() < 0.12:
            data = damaged(self.random, data)
        with open(file, "wb") as target:
            target.write(data)
        self.files.append(name)

    def sums(self):
        found = {}
        for name in self.files:
            try:
                with open(os.path.join(self.path, name), "rb") as file:
                    found[name] = hashlib.sha256(file.read()).hexdigest()
            except OSError:
                found[name] = "gone"
        return found


def arguments(random, folder):
    def file():
        return random.choice(
            folder.files + ["model", "tokenizer", "absent", "out", "/dev/null", "", ".", "-", "made.h5"])

    def value():
        return random.choice(
            ["0", "1", "-1", "2", "16", "1e9", "9223372036854775808", "x", "", "nan", "0.5", "en", "xx", "ner"])

    def setting():
        keys = ["training.steps", "training.epochs", "training.batch_size", "training.learning_rate", "task.max_length",
                "data.format", "data.columns", "task", "model.from", "training.precision", "training.seed", "output",
                "data.train", "training.batch_tokens", "task.sequences.max_length", "a.b", "", "..", "task.kind"]
        return random.choice(keys) + random.choice(["=", "=", "=", ""]) + random.choice(
            [json.dumps(random.choice(ODD)), value(), file()])

    commands = {
        "": lambda: ["recipe.json", "--output", "run"],
        "train": lambda: ["recipe.json", "--output", "run"],
        "evaluate": lambda: ["model", random.choice(["train.conll", "relations.jsonl", file()])],
        "predict": lambda: ["model", random.choice(["train.conll", "relations.jsonl", "text.txt", file()])],
        "export": lambda: ["model", "exported"] + random.choice([[], ["--onnx"], ["--int8"], ["--onnx", "--int8"]])
            + random.choice([[], ["--license", "mit"], ["--language", "de", "--language", "en"], ["--base-model", "a/b"]]),
        "import": lambda: ["model", "made.h5"],
        "inspect": lambda: [random.choice(["model", file()])] + random.choice([[], ["--all"], ["--json"]]),
        "tokenize": lambda: ["model", "text.txt"],
        "trace": lambda: ["model", "model/batch.json", "traced.h5"],
        "sweep": lambda: [
            "recipe.json", "--grid", random.choice(["training.steps=1,2", setting()]), "--output", "run"],
        "check-data": lambda: ["recipe.json"],
        "plan": lambda: ["recipe.json"],
        "compare": lambda: ["run", file()],
        "init": lambda: ["drafted.json", "--train", file(), "--model", random.choice(["model", file()])],
        "find-rate": lambda: ["recipe.json", "--steps", "20"],
        "prepare": lambda: ["recipe.json"],
        "build-corpus": lambda: [random.choice(["corpus.jsonl", "dump.xml", "text.txt"]), "corpus"],
        "build-entity-vocabulary": lambda: ["corpus.jsonl", "made.jsonl", "--size", "10"],
        "build-mention-dictionary": lambda: [
            random.choice(["corpus.jsonl", "dump.xml", "text.txt"]), "--output", "made.jsonl"],
        "train-tokenizer": lambda: ["text.txt", "learned", "--vocabulary-size", "300"],
        "help": lambda: [],
    }
    name = random.choice(list(commands))
    words = commands[name]()
    if random.random() < 0.25 and words:
        words[random.randrange(len(words))] = file()
    for _ in range(random.choice([0, 0, 1, 2])):
        flag = random.choice(
            ["--set", "--output", "--threads", "--quiet", "--json", "--resume", "--fresh", "--gradients", "--steps",
             "--learning-rate", "--size", "--min-count", "--language", "--replace", "--format", "--help", "--batch", "--view",
             "--sentences", "--model", "--sure", "--x"])
        words.append(flag)
        if flag == "--set":
            words.append(setting())
        elif flag == "--output":
            # Never a path of the machine's: it may be replaced.
            words.append(random.choice(["out", "out.jsonl", "model", "train.conll", "absent/x"]))
        elif flag not in ("--quiet", "--json", "--resume", "--fresh", "--gradients", "--replace", "--help"):
            words.append(value())
    if random.random() < 0.1 and words:
        words.pop(random.randrange(len(words)))
    return ([name] if name else []) + words


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", default=None)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    ends, failures = {}, 0
    for number in range(options.runs):
        chance = random.Random(f"{options.seed} {number}")
        with tempfile.TemporaryDirectory() as path:
            folder = Folder(chance, path)
            before = folder.sums()
            words = [word.replace("\0", "") for word in arguments(chance, folder)]
            try:
                done = subprocess.run(
                    [program] + words, cwd=path, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
                status, errors = done.returncode, done.stderr.decode(errors="replace")
            except subprocess.TimeoutExpired as timeout:
                status, errors = "hang", (timeout.stderr or b"").decode(errors="replace")
            ends[status] = ends.get(status, 0) + 1
            faults = []
            if status not in GOOD:
                faults.append(f"ends with {status}")
            if status not in (0, "hang") and not errors.strip():
                faults.append("says nothing")
            if any(mark in errors for mark in MARKS):
                faults.append("crash report")
            allowed = "--replace" in words or "--fresh" in words
            lost = [] if allowed else [name for name, sum in folder.sums().items() if sum != before[name]]
            if lost:
                faults.append(f"changed {', '.join(lost)}")
            if faults:
                failures += 1
                print(f"run {number}: {'; '.join(faults)}: {words}\n{errors[-1500:]}\n", flush=True)
                if options.keep:
                    shutil.copytree(path, os.path.join(options.keep, f"run-{number}"), dirs_exist_ok=True)
    print(f"{options.runs} runs, {failures} failures; ended with " + ", ".join(f"{k}: {n}" for k, n in sorted(ends.items(), key=str)))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
