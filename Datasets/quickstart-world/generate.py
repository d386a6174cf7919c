#!/usr/bin/env python3
"""Writes the sample data of the quickstart: corpus.jsonl, linked text to pretrain on, and
train.conll, validation.conll and test.conll to fine-tune on, always the same to the byte.
Needs Python 3 alone.

    python3 generate.py            write the files beside this program
    python3 generate.py --check    compare the files with what would be written
"""

import collections
import json
import pathlib
import sys

import articles
import labelled
import world
from chance import Chance

HERE = pathlib.Path(__file__).resolve().parent
SEED = 20201116
# An entity is worth a place in the entity vocabulary from this number of links on.
LINK_COUNT = 3


def json_lines(documents):
    lines = []
    for document in documents:
        record = {"title": document.title} if document.title else {}
        record["text"] = document.text
        record["entities"] = [
            {"start": start, "end": end, "title": title} for start, end, title in document.links]
        lines.append(json.dumps(record, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def assert_links(documents, entities):
    """Every link lies within its text, after the one before it, and names its entity."""
    for document in documents:
        last = 0
        for start, end, title in document.links:
            assert last <= start < end <= len(document.text), document.text
            name, known = document.text[start:end], entities[title].surfaces
            assert name in known or name[0].lower() + name[1:] in known, (title, document.text)
            last = end


def assert_apart(documents, splits):
    """No labelled sentence is a sentence of the corpus, none is in two splits, and no name stands
    in both validation and test."""
    corpus = {line for document in documents for line in document.sentences}
    seen = set()
    for sentences in splits.values():
        for sentence in sentences:
            assert sentence.text not in corpus, sentence.text
            assert sentence.text not in seen, sentence.text
            seen.add(sentence.text)
    names = {split: {sentence.text[start:end] for sentence in sentences
                     for start, end, _ in sentence.names} for split, sentences in splits.items()}
    assert not names["validation"] & names["test"], names["validation"] & names["test"]


def assert_unseen(documents, splits):
    """No name of validation or test is a name of training, and the corpus links every one."""
    told = {document.text[start:end] for document in documents for start, end, _ in document.links}
    names = {split: {sentence.text[start:end] for sentence in sentences
                     for start, end, _ in sentence.names} for split, sentences in splits.items()}
    for split in ("validation", "test"):
        assert not names[split] & names["train"], names[split] & names["train"]
        assert names[split] <= told, names[split] - told


def report(documents, splits):
    links = collections.Counter(title for document in documents for _, _, title in document.links)
    told = {document.text[start:end] for document in documents for start, end, _ in document.links}
    words = sum(len(document.text.split()) for document in documents)
    print(f"corpus: {len(documents)} documents, "
          f"{sum(len(document.sentences) for document in documents)} sentences, {words} words, "
          f"{sum(links.values())} links to {len(links)} entities, "
          f"{sum(count >= LINK_COUNT for count in links.values())} of them linked "
          f"{LINK_COUNT} times or more")
    known = {sentence.text[start:end] for sentence in splits["train"]
             for start, end, _ in sentence.names}
    for split, sentences in splits.items():
        names = [(sentence.text[start:end], label) for sentence in sentences
                 for start, end, label in sentence.names]
        labels = collections.Counter(label for _, label in names)
        unseen = sum(name not in known for name, _ in names)
        linked = sum(name in told for name, _ in names)
        tokens = sum(len(sentence.rows()) for sentence in sentences)
        print(f"{split}: {len(sentences)} sentences, {tokens} words, {len(names)} names "
              f"{dict(sorted(labels.items()))}, {100 * unseen / len(names):.0f} % not in train, "
              f"{100 * linked / len(names):.0f} % linked in the corpus")


def outputs():
    entities = world.read(HERE / "facts")
    documents = articles.corpus(HERE, entities, Chance(SEED))
    linked = collections.Counter(
        (title, document.text[start:end])
        for document in documents for start, end, title in document.links)
    splits = labelled.splits(HERE, entities, linked, Chance(SEED + 1))
    assert_links(documents, entities)
    assert_apart(documents, splits)
    assert_unseen(documents, splits)
    report(documents, splits)
    files = {f"{split}.conll": labelled.conll(sentences) for split, sentences in splits.items()}
    files["corpus.jsonl"] = json_lines(documents)
    return files


def main():
    files = outputs()
    for name, content in files.items():
        path = HERE / name
        if "--check" not in sys.argv:
            path.write_text(content, encoding="utf-8", newline="\n")
        elif path.read_text(encoding="utf-8") != content:
            sys.exit(f"{name} differs from what this program writes")


if __name__ == "__main__":
    main()
