"""Interrupts training runs at random moments and looks at what is left.

Every run is interrupted once, by one of the signals that ask a program to stop, within moments of its
start or in the middle of steps, scoring and saving. It has to end with 128 + the signal and a
checkpoint that can be resumed; some are resumed to their end, which has to have the weights and the
log of an unbroken run. The model is so large (hidden size 256) that products of matrices run on
stacks of their own.

  python3 Tests/Scripts/interrupt_runs.py [--program .build/release/luke-train] [--runs 150]

Prints one line for each library of products, and ends with 1 if anything was lost.
"""

import argparse
import filecmp
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2]


def write_inputs(folder):
    data = ROOT / "Datasets" / "quickstart"
    config = {
        "model_type": "luke", "vocab_size": 2000, "entity_vocab_size": 4, "hidden_size": 256,
        "entity_emb_size": 256, "num_hidden_layers": 6, "num_attention_heads": 4,
        "intermediate_size": 1024, "max_position_embeddings": 130, "type_vocab_size": 1,
        "pad_token_id": 0, "layer_norm_eps": 1e-5,
    }
    recipe = {
        "task": {"kind": "named-entity-recognition", "max_length": 128, "context": "sentence",
                 "max_mention_length": 6},
        "data": {"train": str(data / "train.conll"), "validation": str(data / "validation.conll"),
                 "test": str(data / "test.conll")},
        "model": {"from": "config.json", "tokenizer": str(data / "tokenizer")},
        "training": {"steps": 24, "batch_size": 16, "learning_rate": 3e-4,
                     "evaluate_every": {"steps": 8}, "checkpoint_every": {"steps": 5}},
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "recipe.json").write_text(json.dumps(recipe))


class Runs:
    def __init__(self, program, library, folder):
        self.program, self.folder = program, folder
        self.environment = dict(os.environ, LUKE_PRODUCTS=library)

    def command(self, output, *more):
        return [self.program, "recipe.json", "--output", output, *more]

    def finish(self, output, *more):
        done = subprocess.run(self.command(output, *more), cwd=self.folder, env=self.environment,
                              capture_output=True, text=True)
        if done.returncode:
            return f"ended with {done.returncode}: {done.stderr[-300:]}"
        export = [self.program, "export", f"{output}/model.h5", f"{output}-exported"]
        subprocess.run(export, cwd=self.folder, check=True, capture_output=True)
        return None

    def interrupt(self, output, delay, number):
        """Seconds from the signal to the acknowledgement and to the end, and what went wrong."""
        process = subprocess.Popen(self.command(output), cwd=self.folder, env=self.environment,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for line in process.stderr:
            if " steps, " in line and "thread" in line:
                break
        time.sleep(delay)
        sent = time.monotonic()
        process.send_signal(number)
        acknowledged = None
        for line in process.stderr:
            if "ending as soon as it can" in line:
                acknowledged = time.monotonic() - sent
        status = process.wait()
        took = time.monotonic() - sent
        if status == 0:
            return None, took, "over"
        if status != 128 + number:
            return acknowledged, took, f"signal {number}: ended with {status}"
        names = os.listdir(self.folder / output)
        if not any(name.startswith("step-") for name in names):
            return acknowledged, took, f"signal {number}: saved nothing"
        if any("partial" in name for name in names):
            return acknowledged, took, f"signal {number}: left {names}"
        return acknowledged, took, None


def attack(program, library, count, generator):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="luke-train-interrupts-"))
    faults, over, resumed, answers, ends = [], 0, 0, [], []
    try:
        write_inputs(folder)
        runs = Runs(program, library, folder)
        begin = time.monotonic()
        fault = runs.finish("whole")
        if fault:
            return [f"the unbroken run {fault}"]
        length = time.monotonic() - begin
        for number in range(count):
            chosen = generator.choice(SIGNALS)
            answer, took, fault = runs.interrupt("broken", generator.uniform(0, length), chosen)
            if fault == "over":
                over += 1
            elif fault:
                faults.append(fault)
            else:
                answers.append(answer if answer is not None else float("inf"))
                ends.append(took)
                if number % 5 == 0:
                    fault = runs.finish("broken", "--resume")
                    resumed += 1
                    for name in ["broken-exported/model.safetensors", "broken/metrics.jsonl"]:
                        whole = name.replace("broken", "whole")
                        if not fault and not filecmp.cmp(folder / name, folder / whole, False):
                            fault = f"resumed: {name} differs"
                    if fault:
                        faults.append(fault)
            for name in ["broken", "broken-exported"]:
                shutil.rmtree(folder / name, ignore_errors=True)
            if (number + 1) % 10 == 0:
                print(f"{library}: {number + 1} runs so far, {len(faults)} faults",
                      file=sys.stderr, flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    slowest = max(answers, default=0), max(ends, default=0)
    print(f"{library}: {count} runs, {count - over} interrupted before their end, {resumed} of them "
          f"resumed to the end, {len(faults)} faults; acknowledged within {slowest[0]:.2f} s, "
          f"ended within {slowest[1]:.2f} s", flush=True)
    return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=str(ROOT / ".build" / "release" / "luke-train"))
    parser.add_argument("--runs", type=int, default=150, help="for each library")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--libraries", nargs="+", default=["onednn", "openblas"])
    arguments = parser.parse_args()
    faults = []
    for library in arguments.libraries:
        faults += attack(os.path.abspath(arguments.program), library, arguments.runs,
                         random.Random(arguments.seed))
    for fault in faults:
        print("  " + fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
