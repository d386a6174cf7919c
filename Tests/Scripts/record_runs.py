"""Records what training runs give, to the bit, so that another state of the program can be held to it.

Four recipes (sample-ner, quickstart-pretraining, quickstart-fine-tuning and semeval2010-relations), in
float32 and bfloat16, with and without gradient checkpointing, with batch_tokens, and once killed in the
middle and resumed. Of each: a checksum of every final weight by its Hugging Face name, the lines of
metrics.jsonl without times, and what `evaluate` and `predict` say of the model.

  python3 Tests/Scripts/record_runs.py PROGRAM RECORD.json [--relations FOLDER --encoder FOLDER]
  python3 Tests/Scripts/record_runs.py PROGRAM RECORD.json --against OLDER.json ...

--relations is a folder with the files of SemEval-2010 task 8, --encoder one of an encoder of
Hugging Face (all-MiniLM-L6-v2); without them that recipe is left out, and said so. Results differ from
machine to machine, so records are compared on one. Ends with 1 if anything differs.
"""

import argparse
import hashlib
import json
import os
import pathlib
import signal
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORLD = ROOT / "Datasets" / "quickstart-world"
SAMPLE = ROOT / "Datasets" / "quickstart"

# Name of the variant, and what it sets; --steps sets how long variants run.
VARIANTS = {
    "float32": {},
    "bfloat16": {"training.precision": "bfloat16"},
    "float32 checkpointing": {"training.gradient_checkpointing": "true"},
    "bfloat16 checkpointing": {
        "training.precision": "bfloat16", "training.gradient_checkpointing": "true"},
    "batch_tokens": {"training.batch_size": "null", "training.batch_tokens": "400"},
    "resumed": {"training.checkpoint_every": '{"steps": 40}'},
}


def run(program, *arguments, **options):
    result = subprocess.run([program, *map(str, arguments)], capture_output=True, **options)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, arguments))}\nends with {result.returncode}:\n"
                 + result.stderr.decode())
    return result.stdout.decode()


def kill_in_the_middle(program, arguments, folder):
    """Starts a run and kills it after its first checkpoint."""
    child = subprocess.Popen([program, *map(str, arguments)], stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE)
    while child.poll() is None and not list(folder.glob("step-*.h5")):
        time.sleep(0.005)
    if child.poll() is not None:
        sys.exit(f"{arguments}: ended before it could be killed\n{child.stderr.read().decode()}")
    child.send_signal(signal.SIGKILL)
    child.wait()


def weights(folder):
    """A checksum of each tensor of an exported folder, by name."""
    data = (folder / "model.safetensors").read_bytes()
    size, = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + size])
    header.pop("__metadata__", None)
    sums = {}
    for name, tensor in header.items():
        begin, end = tensor["data_offsets"]
        bytes_of = data[8 + size + begin:8 + size + end]
        sums[name] = f"{tensor['shape']} {hashlib.sha256(bytes_of).hexdigest()[:16]}"
    return sums


def metrics(path):
    """The lines of the log without what differs between any two runs."""
    lines = []
    for line in path.read_text().splitlines():
        values = json.loads(line)
        for key in list(values):
            if any(word in key for word in ("second", "time", "memory", "speed", "date", "checksum")):
                del values[key]
        lines.append(json.dumps(values, sort_keys=True))
    return lines


class Recorder:
    def __init__(self, program, folder, arguments):
        self.program, self.folder, self.arguments = program, folder, arguments
        self.record = {}

    def train(self, name, recipe, settings, extra, test=None, is_resumed=False):
        output = self.folder / name.replace(" ", "-")
        command = [recipe, "--output", output, "--quiet"]
        for key, value in {**extra, **settings}.items():
            command += ["--set", f"{key}={value}"]
        if is_resumed:
            kill_in_the_middle(self.program, command, output)
            run(self.program, *command, "--resume")
        else:
            run(self.program, *command)
        record = {"metrics": metrics(output / "metrics.jsonl")}
        exported = output / "exported"
        run(self.program, "export", output / "model.h5", exported)
        record["weights"] = weights(exported)
        if test:
            record["predictions"] = hashlib.sha256(run(
                self.program, "predict", output / "model.h5", test, "--quiet").encode()).hexdigest()
            record["scores"] = run(self.program, "evaluate", output / "model.h5", test, "--quiet")
        self.record[name] = record
        print(f"{name}: {len(record['weights'])} weights", flush=True)
        return output

    def variants(self, name, recipe, extra, long, test=None):
        for variant, settings in VARIANTS.items():
            if variant == "batch_tokens" and "pretraining" in name:
                continue  # Pretraining fills its sequences.
            steps = {} if variant == "float32" and long else {"training.steps": self.arguments.steps,
                                                             "training.epochs": "null"}
            self.train(f"{name} {variant}", recipe, settings, {**extra, **steps}, test,
                       is_resumed=variant == "resumed")

    def all(self):
        recipes = ROOT / "Recipes"
        self.variants("sample-ner", recipes / "sample-ner.json", {}, True, SAMPLE / "test.conll")
        self.variants("quickstart-pretraining", recipes / "quickstart-pretraining.json",
                      {"training.evaluate_every": '{"steps": 100}'}, False)
        start = self.train("quickstart-pretraining long", recipes / "quickstart-pretraining.json",
                           {}, {"training.steps": self.arguments.pretraining_steps})
        self.variants("quickstart-fine-tuning", recipes / "quickstart-fine-tuning.json",
                      {"model.from": start / "model.h5"}, True, WORLD / "test.conll")
        relations, encoder = self.arguments.relations, self.arguments.encoder
        if not relations or not encoder:
            print("semeval2010-relations is left out: --relations and --encoder are not given")
            return
        test = self.folder / "relations.txt"
        lines = (relations / "TEST_FILE_FULL.TXT").read_text().splitlines(keepends=True)
        # A hundred examples of four lines; the whole of them takes minutes for each run.
        test.write_text("".join(lines[:400]))
        self.variants("semeval2010-relations", recipes / "semeval2010-relations.json", {
            "data.train": relations / "TRAIN_FILE.TXT", "data.test": test, "model.from": encoder,
        }, False, test)


def differences(old, new):
    lines = []
    for name in sorted(set(old) | set(new)):
        if name not in old or name not in new:
            lines.append(f"{name}: only in one of the records")
            continue
        for part in sorted(set(old[name]) | set(new[name])):
            before, after = old[name].get(part), new[name].get(part)
            if before == after:
                continue
            if part == "weights":
                names = [key for key in sorted(set(before) | set(after))
                         if before.get(key) != after.get(key)]
                lines.append(f"{name}: {len(names)} weights of {len(before)} differ, {names[:3]}")
            else:
                lines.append(f"{name}: {part} differ")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("record", type=pathlib.Path)
    parser.add_argument("--against", type=pathlib.Path)
    parser.add_argument("--relations", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--encoder", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--steps", type=int, default=200, help="steps of the short runs")
    parser.add_argument("--pretraining-steps", type=int, default=2000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(arguments.program, pathlib.Path(folder), arguments)
        recorder.all()
    arguments.record.write_text(json.dumps(recorder.record, indent=1, sort_keys=True))
    if arguments.against:
        lines = differences(json.loads(arguments.against.read_text()), recorder.record)
        print("\n".join(lines) or "the same to the bit")
        sys.exit(1 if lines else 0)


if __name__ == "__main__":
    main()
