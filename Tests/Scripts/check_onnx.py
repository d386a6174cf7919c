"""Runs the ONNX files of a folder that `luke-train export --onnx --int8` wrote, in onnxruntime.

usage: python Tests/Scripts/check_onnx.py outputs FOLDER [--seed 0] [--batches 3]
       python Tests/Scripts/check_onnx.py texts   FOLDER DATA.tsv   [--text 0] [--label 1] [--heading] [--limit N]
       python Tests/Scripts/check_onnx.py tags    FOLDER DATA.conll [--limit N]

outputs  Checks each file as ONNX's own checker does and holds its outputs against those of the class of transformers
         that the configuration names, on random batches: several examples with padding, several entities, entity
         slots that are empty, and no entities at all where the class needs none. model.onnx may differ by 0.0001; of
         model.int8.onnx the mean difference is printed, and it may be a twentieth of the outputs' own deviation.
texts    Accuracy of each file on a table of texts with their classes.
tags     F1 of whole entities of each file on words with tags in columns, of a plain encoder or a LUKE that classifies
         words: of token-classification, or of named-entity-recognition by spans of words.
Exit status 1 if anything fits badly. Needs onnx and onnxruntime beside Tests/Scripts/requirements.txt.
"""
import argparse
import csv
import json
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime
import torch
import transformers

import luke_reference as reference

TOLERANCE = 1e-4
QUANTIZED_SHARE = 0.05  # of the deviation of the outputs
FILES = ("model.onnx", "model.int8.onnx")


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def found(folder):
    files = [folder / name for name in FILES if (folder / name).exists()]
    return files or sys.exit(f"{folder}: has neither of {', '.join(FILES)}")


def size(file):
    return sum(part.stat().st_size for part in file.parent.glob(file.name + "*")) / 1e6


def load(folder):
    """The model of the class that the configuration names; complains about any weight that does not fit."""
    config = json.loads((folder / "config.json").read_text())
    name = (config.get("architectures") or [{"luke": "LukeModel", "mluke": "LukeModel"}.get(config["model_type"])])[0]
    model, info = reference.model_class(name).from_pretrained(folder, output_loading_info=True)
    faults = {kind: sorted(map(str, keys)) for kind, keys in info.items() if keys}
    if faults:
        sys.exit(f"{folder}: weights do not fit {name}: {faults}")
    return model.eval()


class Batches:
    """Random arguments for the inputs of a session."""

    def __init__(self, config, inputs, seed):
        self.config, self.inputs = config, inputs
        self.random = np.random.default_rng(seed)

    def draw(self, examples, words, entities, mention, choices):
        """Arrays of the inputs; the first example fills all of its words and entities, others have padding."""
        sizes = dict(
            batch_size=examples, num_choices=choices, sequence_length=words, entity_length=entities,
            max_mention_length=mention)
        rows = examples * (choices if "num_choices" in self.axes() else 1)
        self.words = [words] + [int(self.random.integers(2, words + 1)) for _ in range(rows - 1)]
        least = min(2, entities)
        self.entities = [entities] + [int(self.random.integers(least, entities + 1)) for _ in range(rows - 1)]
        made = {}
        for value in self.inputs:
            shape = [sizes[axis] for axis in value.shape]
            row = shape[2:] if "num_choices" in value.shape else shape[1:]
            made[value.name] = self.values(value.name, rows, row).reshape(shape).astype(np.int64)
        return made

    def axes(self):
        return {axis for value in self.inputs for axis in value.shape}

    def values(self, name, rows, shape):
        config, random = self.config, self.random
        counts = self.entities if name.startswith("entity_") else self.words
        array = np.zeros([rows, *shape], dtype=np.int64)
        if name == "entity_position_ids":
            array -= 1
        if name == "input_ids":
            array += config.pad_token_id
        for row, count in enumerate(counts):
            if name == "input_ids":
                ids = random.integers(0, config.vocab_size - 1, count)
                array[row, :count] = ids + (ids >= config.pad_token_id)
            elif name.endswith("attention_mask"):
                array[row, :count] = 1
            elif name.endswith("token_type_ids"):
                array[row, :count] = random.integers(0, config.type_vocab_size, count)
            elif name == "entity_ids":
                array[row, :count] = random.integers(1, config.entity_vocab_size, count)
            elif name.endswith("_positions"):
                array[row, :count] = random.integers(0, self.words[row], count)
            elif name == "entity_position_ids":
                for entity in range(count):
                    length = int(random.integers(1, min(shape[1], self.words[row]) + 1))
                    start = int(random.integers(0, self.words[row] - length + 1))
                    array[row, entity, :length] = np.arange(start, start + length)
        return array


def outputs(folder, seed, batches):
    model = load(folder)
    config = model.config
    for file in found(folder):
        onnx.checker.check_model(str(file), full_check=True)
        run = session(file)
        names = [value.name for value in run.get_outputs()]
        needs_entities = "ForEntity" in type(model).__name__ or "MaskedLM" in type(model).__name__
        draw = Batches(config, run.get_inputs(), seed)
        worst, differences, deviations = 0.0, [], []
        for turn in range(batches):
            entities = 3 + turn if needs_entities or turn else 0
            words = min(9 + 5 * turn, config.max_position_embeddings - config.pad_token_id - 1)
            batch = draw.draw(2 + turn, words, entities, 2 + turn, 2)
            arguments = {name: torch.tensor(value) for name, value in batch.items()}
            if entities == 0:
                arguments = {name: value for name, value in arguments.items() if not name.startswith("entity_")}
            with torch.no_grad():
                wanted = model(**arguments)
            for name, got in zip(names, run.run(names, batch)):
                if wanted.get(name) is None:  # of entities, of which there are none
                    continue
                expected = wanted[name].numpy()
                if got.shape != expected.shape:
                    sys.exit(f"{file}: {name} has shape {got.shape}, in transformers {expected.shape}")
                difference = np.abs(got - expected)
                worst = max(worst, float(difference.max(initial=0)))
                differences.append(difference.ravel())
                deviations.append((expected - expected.mean()).ravel())
        mean = float(np.concatenate(differences).mean())
        deviation = float(np.concatenate(deviations).std())
        print(
            f"{file.name}: {type(model).__name__}, {', '.join(names)}: largest difference {worst:.2g}, mean {mean:.2g}, "
            f"deviation {deviation:.2g}, {size(file):.1f} MB")
        limit = TOLERANCE if file.name == FILES[0] else QUANTIZED_SHARE * deviation
        if not (worst if file.name == FILES[0] else mean) <= limit:
            sys.exit(f"{file}: differs from transformers by more than {limit:.2g}")


def logits(run, **arrays):
    """The logits of one example; inputs that it has none for are zeros."""
    width = len(arrays["input_ids"])
    feed = {
        value.name: np.array([arrays.get(value.name, [0] * width)], dtype=np.int64) for value in run.get_inputs()}
    return run.run(["logits"], feed)[0][0]


def texts(folder, data, arguments):
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    names = json.loads((folder / "config.json").read_text())["id2label"]
    with open(data, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter="," if data.suffix == ".csv" else "\t"))[int(arguments.heading):]
    rows = rows[: arguments.limit]
    for file in found(folder):
        run, right = session(file), 0
        for row in rows:
            ids = tokenizer(row[arguments.text], truncation=True, max_length=arguments.length)["input_ids"]
            best = int(logits(run, input_ids=ids, attention_mask=[1] * len(ids)).argmax())
            right += names[str(best)] == row[arguments.label]
        print(f"{file.name}: accuracy {100 * right / len(rows):.2f} of {len(rows)} texts, {size(file):.1f} MB")


def entities(tags):
    """(start, end, type) of the entities of a sentence in any of IO, IOB, BIO, BIOES."""
    spans, start = set(), None
    tags = [*tags, "O"]
    for place, tag in enumerate(tags):
        kind, mark = tag[2:], tag[:1]
        if start is not None and (mark in "OBS" or kind != tags[start][2:]):
            spans.add((start, place, tags[start][2:]))
            start = None
        if mark != "O" and start is None:
            start = place
    return spans


def spans(scores, names, places, longest=16):
    """The entities that the columns of spans of words give, the likeliest first where they overlap.

    `places` are the (first, end) subwords of each word; a span scores as its first subword does as a first one, its
    last as a last one, and the mean of all as inner ones.
    """
    count = len(names) // 3
    kinds = [names[str(column)].removeprefix("first:") for column in range(count)]
    first, last, inside = scores[:, :count], scores[:, count:2 * count], scores[:, 2 * count:]
    found = []
    for start in range(len(places)):
        for end in range(start + 1, min(len(places), start + longest) + 1):
            (a, _), (_, b) = places[start], places[end - 1]
            if b >= len(scores):  # cut off
                break
            logits = first[a] + last[b - 1] + inside[a:b].mean(axis=0)
            best = int(logits.argmax())
            if kinds[best] != "O":
                shares = np.exp(logits - logits.max())
                found.append((-shares[best] / shares.sum(), start, end, kinds[best]))
    taken, chosen = set(), set()
    for _, start, end, kind in sorted(found):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            chosen.add((start, end, kind))
    return chosen


def tags(folder, data, arguments):
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    names = json.loads((folder / "config.json").read_text())["id2label"]
    blocks = data.read_text(encoding="utf-8").strip().split("\n\n")
    sentences = [[line.split() for line in block.split("\n") if not line.startswith("#")] for block in blocks]
    sentences = [sentence for sentence in sentences if sentence and not sentence[0][0].startswith("-DOCSTART")]
    sentences = sentences[: arguments.limit]
    for file in found(folder):
        run, right, guessed, wanted = session(file), 0, 0, 0
        for sentence in sentences:
            pieces = [tokenizer.encode(line[0], add_special_tokens=False) or [tokenizer.unk_token_id] for line in sentence]
            ids, places = [tokenizer.cls_token_id], []
            for piece in pieces:
                places.append((len(ids), len(ids) + len(piece)))
                ids += piece
            ids = ids[: arguments.length - 1] + [tokenizer.sep_token_id]
            scores = logits(run, input_ids=ids, attention_mask=[1] * len(ids))
            if names["0"].startswith("first:"):
                a = spans(scores[:len(ids) - 1], names, places)
            else:
                a = entities(
                    names[str(int(scores[place].argmax()))] if place < len(ids) - 1 else "O" for place, _ in places)
            b = entities(line[-1] for line in sentence)
            right, guessed, wanted = right + len(a & b), guessed + len(a), wanted + len(b)
        score = 200 * right / max(1, guessed + wanted)
        print(f"{file.name}: F1 {score:.2f} of {wanted} entities, {size(file):.1f} MB")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["outputs", "texts", "tags"])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path, nargs="?")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--batches", type=int, default=3)
    parser.add_argument("--text", type=int, default=0)
    parser.add_argument("--label", type=int, default=1)
    parser.add_argument("--heading", action="store_true")
    parser.add_argument("--length", type=int, default=128)
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    if arguments.what == "outputs":
        outputs(arguments.folder, arguments.seed, arguments.batches)
    elif arguments.data is None:
        parser.error(f"{arguments.what} needs data")
    else:
        (texts if arguments.what == "texts" else tags)(arguments.folder, arguments.data, arguments)


if __name__ == "__main__":
    main()
