"""Compares `luke-train trace` with transformers on new random models: outputs, loss, gradients, ten AdamW steps.

usage: python Tests/Scripts/check_trace.py PROGRAM [--cases 12] [--seed 0] [--only NUMBER] [--keep FOLDER]

Prints for each case the worst ratio of difference to tolerance (below 1 is good) and where it was found; the exit
status is 1 if any case fails. The same seed gives the same models. Versions: Tests/Scripts/requirements.txt.
"""
import argparse
import copy
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import h5py
import hdf5plugin  # noqa: F401  (lets h5py read zstd)
import numpy
import torch
import transformers

import luke_reference as reference
from luke_reference import ANSWER, CHOICE, CLOZE, MASKED, MODEL, PAIR, SEQUENCE, SPAN, TOKEN, TOLERANCES, TYPE, Case

HEADS = (SPAN, PAIR, MODEL, MASKED, TYPE, TOKEN, SEQUENCE, ANSWER, CHOICE, CLOZE)
PROBLEMS = (None, "single_label_classification", "multi_label_classification", "regression")

OPTIMIZER = dict(steps=10, learning_rate=1e-3, weight_decay=0.01, epsilon=1e-8)


def draw_case(seed, number):
    """A random model and batch; the kinds of head take turns."""
    draw = random.Random(f"{seed}/{number}")
    architecture = HEADS[number % len(HEADS)]
    heads, head_size = draw.randint(1, 5), draw.choice([2, 3, 5, 7, 8, 9, 11])
    if architecture == MASKED and heads * head_size < 4:
        head_size = 5  # the norm of a head leaves nothing of two numbers but their order: its gradient is rounding
    hidden = heads * head_size
    config = dict(
        hidden_size=hidden, num_attention_heads=heads, num_hidden_layers=draw.randint(1, 3),
        intermediate_size=draw.randint(hidden // 2 + 1, 4 * hidden), vocab_size=draw.randint(20, 120),
        entity_vocab_size=draw.randint(4, 15), entity_emb_size=draw.choice([hidden, draw.randint(4 if architecture == MASKED else 2, 40)]),
        use_entity_aware_attention=draw.random() < 0.6, pad_token_id=draw.choice([0, 1]),
        type_vocab_size=draw.choice([1, 2]), layer_norm_eps=draw.choice([1e-12, 1e-5]), max_position_embeddings=31)
    words = [draw.randint(2, 25) for _ in range(draw.randint(1, 5))]
    choices = draw.randint(2, 4) if architecture == CHOICE else 0
    words = [draw.randint(2, 25) for _ in range(len(words) * (choices or 1))]
    entities = draw_entities(draw, architecture, len(words))
    labels = 2 if architecture == ANSWER else draw.randint(2, 9)
    problem = dict([(SEQUENCE, draw.choice(PROBLEMS)), (TYPE, draw.choice(PROBLEMS[:3]))]).get(architecture)
    return Case(
        f"{number}", architecture, config, words, entities, draw.randint(1, 6), labels=labels, choices=choices,
        problem=problem, omit=draw_omitted(draw), edit=lambda batch: disturb(draw, batch), seed=draw.randrange(1 << 30))


def draw_entities(draw, architecture, count):
    if architecture == PAIR:
        return [draw.choice([2, 2, 2, 4]) for _ in range(count)]
    if architecture in (TYPE, CLOZE):
        return [draw.randint(2 if architecture == CLOZE else 1, 6) for _ in range(count)]
    if architecture != SPAN and draw.random() < 0.3:
        return None
    entities = [draw.randint(0 if count > 1 else 1, 12) for _ in range(count)]
    return entities if any(entities) else [1] * count


def draw_omitted(draw):
    optional = ("attention_mask", "token_type_ids", "entity_attention_mask", "entity_token_type_ids")
    return tuple(name for name in optional if draw.random() < 0.1)


def disturb(draw, batch):
    """Positions of -1 anywhere, unlabelled entities, holes in the words' mask."""
    for row in batch.get("entity_position_ids", []):
        for positions in row:
            if draw.random() < 0.2:
                positions[draw.randrange(len(positions))] = -1
    is_whole = isinstance(numpy.array(batch.get("labels", [0.5])).flat[0], numpy.integer)
    if "labels" in batch and is_whole:
        unlabel(draw, batch["labels"])
    if "entity_start_positions" not in batch and isinstance(batch.get("labels", [0])[0], list):
        # transformers predicts labelled words that attention does not see; here they are no rows at all.
        used = {(i, p) for i, row in enumerate(batch["labels"]) for p, label in enumerate(row) if label != reference.NO_LABEL}
    else:
        used = spans_of(batch)
    for i, row in enumerate(batch["attention_mask"]):
        for column in range(1, len(row)):
            if (i, column) not in used and draw.random() < 0.05:
                row[column] = 0


def spans_of(batch):
    return {(i, p) for name in ("entity_start_positions", "entity_end_positions") for i, row in enumerate(batch.get(name, [])) for p in row}


def unlabel(draw, labels):
    """Takes some labels away, but never all: transformers' loss would be NaN."""
    places = [(row, i) for row in labels for i in range(len(row))] if isinstance(labels[0], list) else [(labels, i) for i in range(len(labels))]
    labelled = [(row, i) for row, i in places if row[i] != reference.NO_LABEL]
    for row, i in labelled[1:]:
        if draw.random() < 0.15:
            row[i] = reference.NO_LABEL


class Comparison:
    """The worst ratio of difference to tolerance so far, and everything that is wrong."""

    def __init__(self):
        self.ratio, self.where, self.faults = 0.0, "", []

    def add(self, name, ours, theirs, limit):
        theirs = numpy.asarray(theirs, dtype=numpy.float64)
        if ours is None:
            return self.faults.append(f"{name}: missing")
        if tuple(ours.shape) != tuple(theirs.shape):
            return self.faults.append(f"{name}: shape {list(ours.shape)}, expected {list(theirs.shape)}")
        if theirs.size == 0:
            return None
        distance = numpy.asarray(numpy.abs(ours.astype(numpy.float64) - theirs))
        distance = numpy.where(numpy.isfinite(distance), distance, numpy.inf)
        place = numpy.unravel_index(numpy.argmax(distance), distance.shape)
        ratio = distance[place] / limit
        if ratio > self.ratio:
            self.ratio, self.where = ratio, name
        if ratio > 1:
            index = [int(i) for i in place]
            self.faults.append(f"{name}{index}: {ours[place]:.9g}, expected {theirs[place]:.9g}, allowed {limit:.2g}")
        return None


def compare(file, found, exact):
    """Compares everything the trace must hold with the reference in float32; `exact` says what is rounding."""
    comparison = Comparison()
    values = dict(read(file))
    for name, value in found.outputs.items():
        if name in values or name in ("logits", "entity_logits", "pooler_output", "start_logits", "end_logits") or found.loss is None:
            comparison.add(name, values.get(name), value, TOLERANCES["outputs"]["absolute"])
    if found.loss is None:
        return comparison
    rounding = reference.rounding_gradients(exact, found)
    tolerance = TOLERANCES["loss"]
    comparison.add("loss", values.get("loss"), found.loss, tolerance["absolute"] + tolerance["relative"] * abs(found.loss.item()))
    compare_gradients(comparison, values, found)
    tolerance = TOLERANCES["loss_per_step"]
    limit = tolerance["absolute"] + tolerance["relative"] * found.loss_per_step.abs().max().item()
    comparison.add("loss_per_step", values.get("loss_per_step"), found.loss_per_step, limit)
    for name, value in found.parameters.items():
        noise = (value.double() - exact.parameters[name]).abs().max().item()
        limit = TOLERANCES["parameters"]["rounding_absolute" if name in rounding else "absolute"] + 4 * noise
        comparison.add(f"parameters/{name}", values.get(f"parameters/{name}"), value, limit)
    return comparison


def compare_gradients(comparison, values, found):
    tolerance = TOLERANCES["gradients"]
    largest = max(value.abs().max().item() for value in found.gradients.values())
    for name, value in found.gradients.items():
        limit = tolerance["relative"] * value.abs().max().item() + tolerance["floor"] * largest
        comparison.add(f"gradients/{name}", values.get(f"gradients/{name}"), value, limit)
    for name in found.without_gradient:
        if values.get(f"gradients/{name}", numpy.zeros(1)).any():
            comparison.faults.append(f"gradients/{name}: not zero, but transformers has none")
    known = set(found.gradients) | set(found.without_gradient)
    for name in values:
        if name.startswith("gradients/") and name.removeprefix("gradients/") not in known:
            comparison.faults.append(f"{name}: transformers has no such parameter")


def read(file):
    """All datasets of the file by path."""
    found = []
    with h5py.File(file, "r") as opened:
        opened.visititems(lambda name, item: found.append((name, item[()])) if isinstance(item, h5py.Dataset) else None)
    return [(name, numpy.asarray(value)) for name, value in found if numpy.asarray(value).dtype.kind in "fiu"]


def trace(program, folder, has_loss):
    command = [str(program), "trace", str(folder), str(folder / "batch.json"), str(folder / "out.h5")]
    if has_loss:
        command += ["--gradients", "--steps", "10", "--learning-rate", "1e-3", "--weight-decay", "0.01", "--epsilon", "1e-8"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def check(program, case, folder):
    """Runs one case; returns the comparison."""
    folder.mkdir(parents=True, exist_ok=True)
    model = reference.build_model(case)
    batch = reference.make_batch(case, model.config)
    model.save_pretrained(folder)
    (folder / "batch.json").write_text(json.dumps(batch))
    exact = reference.run(copy.deepcopy(model).double(), batch, **OPTIMIZER)
    found = reference.run(model, batch, **OPTIMIZER)
    finished = trace(program, folder, found.loss is not None)
    if finished.returncode:
        failed = Comparison()
        failed.faults.append(f"exit status {finished.returncode}: {finished.stderr.strip()[-600:]}")
        return failed
    return compare(folder / "out.h5", found, exact)


def summary(case):
    config = case.config
    return (f"{case.architecture.removeprefix('LukeFor'):24} hidden {config['hidden_size']:2}/{config['num_attention_heads']} "
            f"layers {config['num_hidden_layers']} entity {config['entity_emb_size']:2} aware {int(config['use_entity_aware_attention'])} "
            f"words {case.words} entities {case.entities}{' without ' + ', '.join(case.omit) if case.omit else ''}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--cases", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int, help="run this case alone")
    parser.add_argument("--keep", type=pathlib.Path, help="keep the models and results in this folder")
    options = parser.parse_args()
    torch.set_num_threads(1)
    transformers.utils.logging.disable_progress_bar()
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        root = options.keep or pathlib.Path(temporary)
        for number in range(options.cases) if options.only is None else [options.only]:
            case = draw_case(options.seed, number)
            result = check(options.program.resolve(), case, root / case.name)
            failures += bool(result.faults)
            print(f"{'FAIL' if result.faults else 'ok  '} {number:3} worst {result.ratio:8.2g} {result.where:60} {summary(case)}", flush=True)
            for fault in result.faults[:8]:
                print(f"       {fault}")
            if len(result.faults) > 8:
                print(f"       and {len(result.faults) - 8} more")
    print(f"{failures} failed (seed {options.seed})")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
