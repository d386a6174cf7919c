"""Writes what LUKE's official code makes of cloze questions, for the tests beside it: ../Goldens/clozes.json, their
features, ../Goldens/cloze-digests.json, digests of those of the sample, and ../Goldens/cloze-scores.json, the scores
of answers drawn at random.

usage: python make_cloze_goldens.py LUKE            # transformers 5.24.0
       python make_cloze_goldens.py LUKE FILE ...   # prints a digest for each file of ReCoRD's JSON or lines

LUKE is a checkout of studio-ousia/luke. The official code asks a tokenizer of transformers 4 for a space before
a text; here the tokenizers of transformers 5 are asked with one, and their special tokens are left to it. Files
of ReCoRD are read as the official code reads them.
"""

import argparse
import importlib.util
import contextlib
import io
import json
import random
import sys
import tempfile
from pathlib import Path

from transformers import BertTokenizerFast, RobertaTokenizerFast

TESTS = Path(__file__).resolve().parents[2]
QUICKSTART = TESTS.parent / "Datasets/quickstart/tokenizer"
GOLDENS = Path(__file__).resolve().parents[1] / "Goldens"
# A text with the candidates in brackets, the query, and the number of the right candidate.
SAMPLES = [
    ("[Mira Holt] runs the ferry at [Ardvale]. In winter [Holt] mends it.\n@highlight\nThe ferry of [Ardvale] is old",
     "@placeholder hopes that the ice melts soon.", 2),
    # The official code reads a piece twice where it goes on from a candidate and has a highlight in it.
    ("The harbour belongs to [Ottilie Brandt].\n@highlight\n[Brandt]'s ships sail north\n@highlight\n[Lindum] pays",
     "The ships of @placeholder's family are late.", 1),
    ("[A]-[B] and [C](the old one), [Søren] 👩‍🚒 of [Ødegård]", "Nobody asked (@placeholder) for the boat", 3),
    ("In the north [Kestrel]  met  [Tobias Quill]  .", "  Two blanks before @placeholder  , and behind  ", 0),
    ("[x]", "@placeholder", 0),
    ("@highlight\nThe bridge of [Lindum]\n@highlight\n[Anna] drew it", "It was @placeholder.", 1),
    ("The [Lantern Society of Ardvale, founded by old Tobias Quill's sister,] met in [Oslo]. " * 6,
     "Nobody but @placeholder remembers the society that met there, for all the others have left the country", 0),
    ("words before " * 30 + "[Anna] and then " + "more words " * 30 + "[Berit] at the very end of the text.",
     "What @placeholder said was never written down, though many tried to remember the words of that evening", 1),
    ("[Anna]" + " one two three" * 40 + " [Berit]", "one two three four five six seven eight nine ten @placeholder", 1),
]
# What answers and right answers are put together from.
WORDS = ("the The a an Anna Holt Berit of Lindum Lindum's Søren Ødegård U.S. us - theatre Ane 'the' (Oslo) 1904 "
         "North-East north east").split()
# max_length, max_query_length, doc_stride, max_mention_length
SETTINGS = [(512, 90, 128, 30), (64, 24, 16, 5), (48, 16, 40, 3)]


class Pieces:
    """What the official code asks of a tokenizer."""

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer
        self.cls_token, self.sep_token = tokenizer.cls_token, tokenizer.sep_token
        markers = [official.HIGHLIGHT_TOKEN, official.PLACEHOLDER_TOKEN, official.ENTITY_MARKER_TOKEN]
        self.markers = {marker: len(tokenizer) + place for place, marker in enumerate(markers)}

    def tokenize(self, text, add_prefix_space=False):
        if add_prefix_space and text and not text[0].isspace():
            text = " " + text
        return self.tokenizer.tokenize(text)

    def convert_tokens_to_ids(self, tokens):
        return [self.markers[token] if token in self.markers else self.tokenizer.convert_tokens_to_ids(token)
                for token in tokens]


class RobertaPieces(Pieces):
    """The kind of tokenizer that the official code tells about spaces."""


def load(luke, name):
    path = Path(luke) / f"examples/legacy/entity_span_qa/{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def passage(marked):
    text, entities = "", []
    for piece in marked.split("["):
        name, closing, rest = piece.partition("]")
        if closing:
            entities.append({"start": len(text), "end": len(text) + len(name) - 1})
            text += name + rest
        else:
            text += piece
    return {"text": text, "entities": entities}


def features(data, pieces, settings):
    """The features of each question: words, types, positions of the gap and the candidates, and labels."""
    length, query, stride, mention = settings
    is_roberta = isinstance(pieces, RobertaPieces)
    official.params = argparse.Namespace(
        tokenizer=pieces, max_seq_length=length, max_mention_length=mention, doc_stride=stride, max_query_length=query,
        add_extra_sep_token=is_roberta, segment_b_id=0 if is_roberta else 1)
    for place, example in enumerate(official.RecordProcessor()._create_examples(data)):
        yield [{
            "words": feature.word_ids, "types": feature.word_segment_ids,
            "positions": [[place for place in row if place >= 0]
                          for row in feature.placeholder_position_ids + feature.entity_position_ids],
            "labels": [int(label) for label in feature.labels],
        } for feature in official._process_example((place, example))]


def bert(folder):
    golden = json.loads((TESTS / "LukeTextTests/Goldens/word-piece.json").read_text(encoding="utf-8"))
    path = Path(folder) / "vocab.txt"
    path.write_text(golden["files"]["vocab.txt"], encoding="utf-8")
    return Pieces(BertTokenizerFast.from_pretrained(folder, do_lower_case=False))


def digest(rows):
    value = 14695981039346656037
    for row in rows:
        for number in [len(row), *row]:
            value = ((value ^ (number & (2**64 - 1))) * 1099511628211) % 2**64
    return value


def samples(pieces, name):
    for marked, query, right in SAMPLES:
        for settings in SETTINGS:
            made = passage(marked)
            answer = dict(made["entities"][right])
            answer["text"] = made["text"][answer["start"]:answer["end"] + 1]
            record = {"passage": made, "qas": [{"id": "q", "query": query, "answers": [answer]}]}
            case = {"tokenizer": name, "settings": settings, "record": json.loads(json.dumps(record))}
            found = next(features([record], pieces, settings))
            # Where the gap is cut off the official code takes another word for it, which is not followed.
            if all(feature["words"][feature["positions"][0][0]] == pieces.markers[official.PLACEHOLDER_TOKEN]
                   for feature in found):
                yield {**case, "features": found}


def digests(path, pieces):
    """How many features a file has, and their digest as text."""
    text = path.read_text(encoding="utf-8")
    data = [json.loads(line) for line in text.splitlines()] if path.suffix == ".jsonl" else json.loads(text)["data"]
    for record in data:
        for qa in record["qas"]:
            qa.setdefault("id", qa.get("idx"))
    found = [feature for made in features(data, pieces, (160, 48, 64, 5)) for feature in made]
    rows = [row for made in found for row in [made["words"], *made["positions"], made["labels"]]]
    return len(found), str(digest(rows))


def scores(evaluate):
    """Questions with what was answered, some not at all, and the scores of all of them together."""
    chance, questions = random.Random(4), []
    for index in range(120):
        texts = [" ".join(chance.choices(WORDS, k=chance.randint(1, 4))) for _ in range(chance.randint(2, 5))]
        answers = texts[:chance.randint(1, 2)]
        questions.append({"id": index, "answers": answers, "predicted": chance.choice([*texts, None])})
    data = [{"qas": [{"id": q["id"], "answers": [{"text": text} for text in q["answers"]]} for q in questions]}]
    predictions = {q["id"]: q["predicted"] for q in questions if q["predicted"] is not None}
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return {"questions": questions, **evaluate(data, predictions)[0]}


def main():
    roberta = RobertaPieces(RobertaTokenizerFast.from_pretrained(str(QUICKSTART)))
    for path in map(Path, sys.argv[2:]):
        print(path, *digests(path, roberta))
    if len(sys.argv) > 2:
        return
    sample = QUICKSTART.parents[1] / "quickstart-cloze"
    lines = {name: digests(sample / f"{name}.jsonl", roberta) for name in ["train", "validation", "test"]}
    (GOLDENS / "cloze-digests.json").write_text(json.dumps(lines) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        cases = list(samples(roberta, "quickstart")) + list(samples(bert(folder), "word-piece"))
    text = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    (GOLDENS / "clozes.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")
    text = json.dumps(scores(load(sys.argv[1], "record_eval").evaluate), ensure_ascii=False)
    (GOLDENS / "cloze-scores.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    official = load(sys.argv[1], "utils")
    official.RobertaTokenizer = RobertaPieces
    main()
