"""Digests of the features that LUKE's official code makes of real data, for OfficialFeatureTests.swift.

usage: python -O official_digests.py LUKE SHARED_DATA SCORER.pl

LUKE is a checkout of studio-ousia/luke, SHARED_DATA the folder of real data, SCORER.pl SemEval-2010
task 8's official scorer (version 1.2). Needs transformers 4 (made with 4.57.6), and Perl. With -O the
official code drops entities it cannot enumerate in place of stopping at them.
"""

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from transformers import RobertaTokenizer

luke, data, scorer = map(Path, sys.argv[1:4])
roberta = data / "roberta_bpe"


def official(name):
    spec = importlib.util.spec_from_file_location(name, luke / "examples/legacy" / name / "utils.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest(rows):
    value = 14695981039346656037
    for row in rows:
        for number in [len(row), *row]:
            value = ((value ^ (number & (2**64 - 1))) * 1099511628211) % 2**64
    return value


def tokenizer():
    return RobertaTokenizer(str(roberta / "vocab.json"), str(roberta / "merges.txt"))


def documents(path):
    """The official reader's examples; it wants a mark and a blank line before each document."""
    text = path.read_text(encoding="utf-8").strip("\n")
    text = re.sub(r"\n(-DOCSTART-[^\n]*)\n+", r"\n\1\n\n", "\n" + text).lstrip("\n")
    if not text.startswith("-DOCSTART-"):
        text = "-DOCSTART- O\n\n" + text
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".conll") as file:
        file.write(text + "\n\n")
        file.flush()
        processor = ner.CoNLLProcessor()
        rows = processor._read_data(file.name)
        for words, _, boundaries in rows:
            if boundaries[-1] != len(words):
                boundaries.append(len(words))
        return list(processor._create_examples(rows, "x"))


def span_digest(path, length):
    labels = ["NIL", "LOC", "MISC", "ORG", "PER"]
    features = ner.convert_examples_to_features(documents(path), labels, tokenizer(), length, 128, 16)
    rows = []
    count = 0
    for feature in features:
        kept = [i for i, span in enumerate(feature.original_entity_spans) if span is not None]
        if kept:
            count += 1
            rows.append(feature.word_ids)
            for column in (feature.entity_start_positions, feature.entity_end_positions, feature.labels):
                rows.append([column[i] for i in kept])
    return count, digest(rows)


def official_scores(path):
    """The official scores of answers that follow a rule; the test makes the same ones."""
    lines = path.read_text(encoding="utf-8").split("\n")
    gold = [line.strip() for line in lines if re.match(r"(Other|[A-Z]\w+-\w+\(e\d,e\d\))\s*$", line)]
    names = ["Other"] + sorted(set(gold) - {"Other"})
    turned = {"(e1,e2)": "(e2,e1)", "(e2,e1)": "(e1,e2)"}
    answers = []
    for index, label in enumerate(gold):
        if index % 3 == 0:
            label = names[index * 7 % len(names)]
        elif index % 5 == 0 and label[-7:] in turned:
            label = label[:-7] + turned[label[-7:]]
        answers.append(label)
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in (("key", gold), ("answers", answers)):
            Path(folder, name).write_text("".join(f"{i}\t{row}\n" for i, row in enumerate(rows, 1)))
        precise = re.sub(r"%0?6?\.2f", "%.12f", scorer.read_text(encoding="latin-1"))
        Path(folder, "scorer.pl").write_text(precise, encoding="latin-1")
        command = ["perl", "scorer.pl", "answers", "key"]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout


def print_relations():
    """The official features of the samples in RelationFeatureTests.swift; the most positions are 5."""
    samples = [
        ("Mira Holt , who runs the ferry at Ardvale -LRB- a village -RRB- , was born there .", (0, 1), (8, 8)),
        ("In Ardvale people say that the Lantern Society was founded by old Tobias Quill 's sister", (14, 15), (6, 7)),
        ("Quill Quill met nobody", (0, 0), (1, 1)),
        ("Nobody told Ondine about it", (2, 2), (4, 4)),
    ]
    rows = [
        dict(token=text.split(), subj_start=head[0], subj_end=head[1], obj_start=tail[0], obj_end=tail[1],
             subj_type="", obj_type="", relation="no_relation")
        for text, head, tail in samples
    ]
    module, words = official("relation_classification"), tokenizer()
    words.add_special_tokens({"additional_special_tokens": ["[HEAD]", "[TAIL]"]})
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "train.json").write_text(json.dumps(rows))
        examples = module.DatasetProcessor().get_train_examples(folder)
    for feature in module.convert_examples_to_features(examples, ["no_relation"], words, 5):
        print(feature.word_ids, [[p for p in row if p >= 0] for row in feature.entity_position_ids])


ner = official("ner")
for name in ("wikigold/wikigold.conll.txt", "sec-filings/FIN5.txt", "sec-filings/FIN3.txt"):
    for length in (512, 128):
        print(name, length, *span_digest(data / name, length))
print(official_scores(data / "semeval2010_task8/TEST_FILE_FULL.TXT").split("OFFICIAL >>>")[-1])
print_relations()
