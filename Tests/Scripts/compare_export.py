"""Compares our predictions with those transformers makes from the exported folder, on the same candidates.

usage: python Tests/Scripts/compare_export.py entities  FOLDER DATA.conll   PREDICTIONS.jsonl [options]
       python Tests/Scripts/compare_export.py relations FOLDER SEMEVAL.TXT  PREDICTIONS.jsonl [options]
       python Tests/Scripts/compare_export.py types     FOLDER DATA.jsonl   PREDICTIONS.jsonl [options]
       python Tests/Scripts/compare_export.py tokens    FOLDER DATA.conll   PREDICTIONS.jsonl [options]

FOLDER is what `luke-train export` wrote, or any LUKE folder of Hugging Face; PREDICTIONS what `luke-train predict`
wrote for DATA, one line per sentence or example in the order of the file:
  entities   {"text": ..., "entities": [{"start", "end", "label", ...}]}, offsets in Unicode scalars of "text"
  relations  {"relation": label} or {"relation": {"label": label}} or {"label": label}
  types      {"entities": [{"labels": [{"label", "score"}]}]}, every type: predict with task.threshold 0
  tokens     {"words": [{"tag", "score"}]}; sentences must fit task.max_length
Probabilities may differ by 0.0001.
The sentences stand alone (context "sentence"). Options give the candidates' settings; they must be those of predict.
Exit status 1 if any prediction differs, if the folder's weights do not fit the class of transformers that its
configuration names, or if lines are missing. Versions: Tests/Scripts/requirements.txt.
"""
import argparse
import json
import math
import pathlib
import re
import sys

import torch
import transformers

MARKERS = {"<e1>": "<ent>", "</e1>": "<ent>", "<e2>": "<ent2>", "</e2>": "<ent2>"}
MASK, MASK2 = 2, 3  # positions of [MASK] and [MASK2] in the entity vocabulary, unless the folder has one


def load(folder):
    """The model of the class that the configuration names; complains about any weight that does not fit."""
    name = json.loads((folder / "config.json").read_text())["architectures"][0]
    model, info = getattr(transformers, name).from_pretrained(folder, output_loading_info=True)
    faults = {kind: sorted(map(str, keys)) for kind, keys in info.items() if keys}
    if faults:
        sys.exit(f"{folder}: weights do not fit {name}: {faults}")
    return model.eval()


class Pieces:
    """The folder's tokenizer for single words and for pieces of text."""

    def __init__(self, folder):
        if (folder / "tokenizer.json").exists():
            self.tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"))
        elif (folder / "merges.txt").exists():
            self.tokenizer = transformers.RobertaTokenizerFast.from_pretrained(folder)
        else:
            self.tokenizer = transformers.BertTokenizerFast.from_pretrained(folder)
        vocabulary = self.tokenizer.get_vocab()
        self.first = next(vocabulary[t] for t in ("[CLS]", "<s>") if t in vocabulary)
        self.last = next(vocabulary[t] for t in ("[SEP]", "</s>") if t in vocabulary)
        self.unknown = next(vocabulary[t] for t in ("[UNK]", "<unk>") if t in vocabulary)
        self.markers = {tag: vocabulary.get(name) for tag, name in MARKERS.items()}
        self.spaced = "\u0120the" in vocabulary  # byte-level pieces carry the space before a word

    def word(self, word):
        return self.text(" " + word if self.spaced else word) or [self.unknown]

    def text(self, text):
        return self.tokenizer.encode(text, add_special_tokens=False) if text else []


def entity_ids(folder):
    """[MASK] and [MASK2] by the folder's entity vocabulary."""
    file = folder / "entity_vocab.json"
    vocabulary = json.loads(file.read_text()) if file.exists() else {}
    return vocabulary.get("[MASK]", MASK), vocabulary.get("[MASK2]", MASK2)


def read_columns(file):
    """The words of each sentence of a file in columns."""
    sentences, words = [], []
    for line in file.read_text(encoding="utf-8-sig").split("\n") + [""]:
        parts = line.split("\t") if "\t" in line else line.split()
        if not line.strip() or line.startswith("-DOCSTART"):
            if words:
                sentences.append(words)
            words = []
        else:
            words.append(parts[0])
    return sentences


def passes(words, pieces, mask, options):
    """The candidates of a sentence, split evenly over as few passes as their limit allows."""
    ids = [pieces.word(word) for word in words]
    first = [1]
    for word in ids:
        first.append(first[-1] + len(word))
    count = max(i for i in range(len(words) + 1) if first[i] - 1 <= options.max_length - 2)
    spans = [(b, e) for b in range(count) for e in range(b + 1, count + 1) if first[e] - first[b] <= options.max_mention_length]
    rounds = max(1, math.ceil(len(spans) / options.max_entity_length))
    size = math.ceil(len(spans) / rounds) if spans else 0
    inputs = [pieces.first] + [i for word in ids[:count] for i in word] + [pieces.last]
    for start in range(0, len(spans), size or 1):
        chosen = spans[start:start + size]
        positions = [list(range(first[b], first[e])) for b, e in chosen]
        yield chosen, dict(
            input_ids=inputs, entity_ids=[mask] * len(chosen), entity_position_ids=positions,
            entity_start_positions=[p[0] for p in positions], entity_end_positions=[p[-1] for p in positions])


def forward(model, example):
    """The logits of one example; batches of one need no padding but that of the positions."""
    longest = max(map(len, example["entity_position_ids"]))
    rows = [p + [-1] * (longest - len(p)) for p in example["entity_position_ids"]]
    arguments = {name: torch.tensor([value]) for name, value in (example | dict(entity_position_ids=rows)).items()}
    with torch.no_grad():
        return model(**arguments).logits[0].float()


def decode(scored):
    """Greedy choice by score of spans that do not overlap, as {(first word, word after the last): label}."""
    taken, chosen = set(), {}
    for _, (begin, end), label in sorted(scored, reverse=True):
        if not taken & set(range(begin, end)):
            taken |= set(range(begin, end))
            chosen[begin, end] = label
    return chosen


def expected_entities(model, folder, options):
    """For each sentence its words, what transformers finds, and how near the nearest other decision was."""
    pieces, (mask, _) = Pieces(folder), entity_ids(folder)
    for words in read_columns(options.data)[:options.limit]:
        scored, margin = [], math.inf
        for spans, example in passes(words, pieces, mask, options):
            logits = forward(model, example)
            top = logits.topk(2)
            margin = min(margin, (top.values[:, 0] - top.values[:, 1]).min().item())
            for span, value, label in zip(spans, top.values[:, 0].tolist(), top.indices[:, 0].tolist()):
                if label != options.none:
                    scored.append((value, span, model.config.id2label[label]))
        yield words, decode(scored), margin


def offsets(words, text):
    """Where each word lies in the text, which holds them all in order."""
    found, position = [], 0
    for word in words:
        start = text.find(word, position)
        if start < 0:
            return None
        position = start + len(word)
        found.append((start, position))
    return found


def found_entities(line, words):
    """The predicted entities as {(first word, word after the last): label}; None if they do not fit the words."""
    places = offsets(words, line.get("text") or " ".join(words))
    if places is None:
        return None
    starts = {start: i for i, (start, _) in enumerate(places)}
    ends = {end: i + 1 for i, (_, end) in enumerate(places)}
    return {(starts.get(e["start"]), ends.get(e["end"])): e["label"] for e in line["entities"]}


def compare_entities(model, folder, lines, options):
    wrong = total = 0
    for number, (words, expected, margin) in enumerate(expected_entities(model, folder, options)):
        found = found_entities(lines[number], words) if number < len(lines) else None
        total += len(expected)
        if found != expected:
            wrong += 1
            report(number, f"{' '.join(words)}\n    transformers {expected}\n    predict      {found}", margin, wrong)
    return wrong, number + 1, f"{total} entities"


def read_relations(file):
    """The marked texts of a SemEval-2010 task 8 file."""
    rows = [re.match(r'^\d+\t"?(.*?)"?\s*$', line) for line in file.read_text(encoding="utf-8", errors="replace").split("\n")]
    return [row[1] for row in rows if row and "<e1>" in row[1]]


def pair(text, pieces, masks, options):
    """The example of a text with its two entities marked; each entity covers its markers."""
    ids, spans = [pieces.first], {}
    for part in re.split(r"(</?e[12]>)", text):
        if part in MARKERS:
            spans.setdefault(part[-2], []).append(len(ids))
            ids.append(pieces.markers[part])
        else:
            ids += pieces.text(part)
    positions = [list(range(spans[e][0], spans[e][1] + 1))[:options.max_mention_length] for e in "12"]
    return dict(input_ids=ids[:options.max_length - 1] + [pieces.last], entity_ids=list(masks), entity_position_ids=positions)


def compare_relations(model, folder, lines, options):
    pieces, masks, wrong = Pieces(folder), entity_ids(folder), 0
    texts = read_relations(options.data)[:options.limit]
    for number, text in enumerate(texts):
        top = forward(model, pair(text, pieces, masks, options)).topk(2)
        expected = model.config.id2label[top.indices[0].item()]
        line = lines[number] if number < len(lines) else {}
        found = line.get("relation", line.get("label"))
        found = found.get("label") if isinstance(found, dict) else found
        if found != expected:
            wrong += 1
            margin = (top.values[0] - top.values[1]).item()
            report(number, f"{text}\n    transformers {expected}\n    predict      {found}", margin, wrong)
    return wrong, len(texts), "relations"


BRACKETS = {"-LRB-": "(", "-LCB-": "(", "-LSB-": "(", "-RRB-": ")", "-RCB-": ")", "-RSB-": ")"}
NEAR = 1e-4


def typed(text, entity, pieces, mask, options):
    """The example of a mention between its markers, which its entity covers too."""
    def piece(part):
        part = part.rstrip() if pieces.spaced else part
        for code, bracket in BRACKETS.items():
            part = part.replace(code, bracket)
        return pieces.text(" " + part if pieces.spaced and part and not part[0].isspace() else part)

    marker, start, end = pieces.markers["<e1>"], entity["start"], entity["end"]
    before, inside = piece(text[:start]), piece(text[start:end])
    ids = [pieces.first] + before + [marker] + inside + [marker] + piece(text[end:]) + [pieces.last]
    first = 1 + len(before)
    positions = list(range(first, first + len(inside) + 2))[:options.max_mention_length]
    return dict(input_ids=ids, entity_ids=[mask], entity_position_ids=[positions])


def compare_types(model, folder, lines, options):
    pieces, (mask, _), wrong, total = Pieces(folder), entity_ids(folder), 0, 0
    records = [json.loads(line) for line in options.data.read_text(encoding="utf-8").splitlines()][:options.limit]
    for number, record in enumerate(records):
        line = lines[number] if number < len(lines) else {"entities": []}
        for index, entity in enumerate(record["entities"]):
            total += 1
            logits = forward(model, typed(record["text"], entity, pieces, mask, options))
            expected = {model.config.id2label[i]: p for i, p in enumerate(logits.sigmoid().tolist())}
            found = line["entities"][index]["labels"] if index < len(line["entities"]) else []
            found = {label["label"]: label["score"] for label in found}
            if found.keys() != expected.keys() or any(abs(found[k] - expected[k]) > NEAR for k in expected):
                wrong += 1
                report(number, f"{record['text']}\n    transformers {expected}\n    predict      {found}", 0, wrong)
    return wrong, len(records), f"{total} mentions"


def compare_tokens(model, folder, lines, options):
    pieces, wrong, total = Pieces(folder), 0, 0
    sentences = read_columns(options.data)[:options.limit]
    for number, words in enumerate(sentences):
        ids, firsts = [pieces.first], []
        for word in words:
            touches = word[0] == "'" or len(word) == 1 and not (word.isalnum() or word.isspace())
            firsts.append(len(ids))
            ids += pieces.text(" " + word if pieces.spaced and not touches else word) or [pieces.unknown]
        with torch.no_grad():
            shares = model(input_ids=torch.tensor([ids + [pieces.last]])).logits[0, firsts].float().softmax(-1)
        expected = [(model.config.id2label[row.argmax().item()], row.max().item()) for row in shares]
        line = lines[number] if number < len(lines) else {"words": []}
        found = [(word["tag"], word["score"]) for word in line["words"]]
        total += len(words)
        if len(found) != len(expected) or any(a != b or abs(p - q) > NEAR for (a, p), (b, q) in zip(found, expected)):
            wrong += 1
            report(number, f"{' '.join(words)}\n    transformers {expected}\n    predict      {found}", 0, wrong)
    return wrong, len(sentences), f"{total} words"


def report(number, text, margin, count):
    if count <= 10:
        print(f"{number + 1}: {text}\n    (smallest distance between two logits here: {margin:.2g})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["entities", "relations", "types", "tokens"])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("predictions", type=pathlib.Path)
    parser.add_argument("--max-length", type=int, default=256)
    parser.add_argument("--max-mention-length", type=int, help="default: 16 for entities, 30 for relations")
    parser.add_argument("--max-entity-length", type=int, default=128)
    parser.add_argument("--none", type=int, default=0, help="the label of spans that are no entity")
    parser.add_argument("--limit", type=int, help="compare this many sentences or examples")
    options = parser.parse_args()
    options.max_mention_length = options.max_mention_length or (16 if options.task == "entities" else 30)
    transformers.utils.logging.disable_progress_bar()
    lines = [json.loads(line) for line in options.predictions.read_text(encoding="utf-8").splitlines() if line.strip()]
    compare = dict(entities=compare_entities, relations=compare_relations, types=compare_types, tokens=compare_tokens)[options.task]
    wrong, count, what = compare(load(options.folder), options.folder, lines, options)
    if options.limit is None and len(lines) != count:
        print(f"{len(lines)} lines of predictions for {count} examples")
        wrong += 1
    print(f"{wrong} of {count} differ ({what})")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
