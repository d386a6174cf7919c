"""Writes Tests/Goldens/typing/features.json: what LUKE's official code makes of typed mentions.

usage: python typing_goldens.py LUKE SHARED_DATA

LUKE is a checkout of studio-ousia/luke, SHARED_DATA the folder of real data. Of FIGER's mentions, which are not
copied, a digest each is written, of words, positions and labels; samples of our own are written in full. The
official code asks a tokenizer of transformers 4 for a space before a text; here the byte-level BPE is asked with
one. Made with transformers 5.23.
"""

import importlib.util
import json
import sys
from pathlib import Path

from tokenizers import ByteLevelBPETokenizer

MENTION_LENGTH = 30
OUTPUT = Path(__file__).resolve().parents[2] / "Goldens/typing/features.json"
SAMPLES = [
    ("Mira Holt runs the ferry at Ardvale.", 0, 9, ["person"]),
    ("The ferry -LRB- an old one -RRB- of Mira Holt sank.", 36, 45, ["person", "woman"]),
    ("Quill -LSB- the -LCB- elder -RCB- -RSB- , 80 , met nobody", 6, 39, []),
    ("Nobody knows  Søren 👩‍🚒 Ødegård  yet", 14, 31, ["person"]),
    ("Ardvale", 0, 7, ["place"]),
    ("In Ardvale 's Lantern Society", 14, 29, ["group", "place"]),
    ("(Quill)'s sister", 1, 6, ["person"]),
    ("a" + " b" * 50 + " c", 2, 101, ["group"]),
]


class Pieces:
    """What the official code asks of RoBERTa's tokenizer."""

    cls_token, sep_token = "<s>", "</s>"

    def __init__(self, folder):
        self.bpe = ByteLevelBPETokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"))

    def tokenize(self, text, add_prefix_space):
        if text and not text[0].isspace():
            text = " " + text
        return self.bpe.encode(text).tokens

    def convert_tokens_to_ids(self, tokens):
        # The marker comes after the 50,265 tokens of the vocabulary.
        return [50265 if token == official.ENTITY_TOKEN else self.bpe.token_to_id(token) for token in tokens]


def load(luke):
    path = luke / "examples/legacy/entity_typing/utils.py"
    spec = importlib.util.spec_from_file_location("utils", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.RobertaTokenizer = Pieces
    return module


def rows(examples, pieces):
    labels = sorted({label for _, _, _, labels in examples for label in labels})
    made = [official.InputExample(i, text, (start, end), own) for i, (text, start, end, own) in enumerate(examples)]
    for feature in official.convert_examples_to_features(made, labels, pieces, MENTION_LENGTH):
        positions = [place for place in feature.entity_position_ids[0] if place >= 0]
        yield feature.word_ids, positions, feature.labels


def digest(parts):
    value = 14695981039346656037
    for part in parts:
        for number in [len(part), *part]:
            value = ((value ^ (number & (2**64 - 1))) * 1099511628211) % 2**64
    return value


def figer(path):
    """FIGER's mentions as the official code reads them: a text of words with spaces between, and offsets."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        words = record["tokens"]
        starts = [len(" ".join(words[:i])) + (i > 0) for i in range(len(words))]
        for mention in record["mentions"]:
            last = mention["end"] - 1
            yield " ".join(words), starts[mention["start"]], starts[last] + len(words[last]), mention["labels"]


official = load(Path(sys.argv[1]))
data = Path(sys.argv[2])
pieces = Pieces(data / "roberta_bpe")
samples = [
    {"text": text, "start": start, "end": end, "labels": labels, "ids": ids, "positions": positions}
    for (text, start, end, labels), (ids, positions, _) in zip(SAMPLES, rows(SAMPLES, pieces))]
digests = [f"{digest(parts):016x}" for parts in rows(list(figer(data / "figer_50k/dev.json")), pieces)]
OUTPUT.parent.mkdir(exist_ok=True)
OUTPUT.write_text(
    "{\"samples\": [\n" + ",\n".join(json.dumps(sample, ensure_ascii=False) for sample in samples)
    + "\n], \"figer\": [\n" + ",\n".join(json.dumps(digests[i:i + 5])[1:-1] for i in range(0, len(digests), 5))
    + "\n]}\n", encoding="utf-8")
print(len(samples), "samples,", len(digests), "mentions of FIGER")
