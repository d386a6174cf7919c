#!/usr/bin/env python3
"""Writes the sample of typed mentions: train.jsonl, validation.jsonl and test.jsonl, always the same to
the byte. Names and sentence patterns are those of ../quickstart. Needs Python 3 alone.

    python3 generate.py            write the files beside this program
    python3 generate.py --check    compare the files with what would be written
"""

import collections
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
SPLITS = {"train": 900, "validation": 100, "test": 150}
SEED = 20261128
# The types of each kind of name; those of a band are none of these.
TYPES = {
    "p": ["person"],
    "town": ["place", "town"], "river": ["place", "river"], "peak": ["place", "mountain"],
    "street": ["place", "street"], "region": ["place", "region"],
    "company": ["organisation", "firm"], "club": ["organisation", "team"],
    "school": ["organisation", "school"], "agency": ["organisation"], "band": [],
    "vehicle": ["product", "vehicle"], "gadget": ["product", "device"],
    "app": ["product", "program"], "drug": ["product", "medicine"],
}

sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent))
import samples  # noqa: E402

sample = samples.quickstart()


def kind(slot):
    return "p" if slot[0] == "p" and slot[1:2].isdigit() else slot.rstrip("0123456789")


def examples(pool, count, chance):
    patterns = [pattern for topic in sample.topics().values() for pattern in topic]
    made, deck = [], []
    while len(made) < count:
        deck = deck or chance.shuffled(patterns)
        text, mentions = sample.mentions(deck.pop(), sample.Cast(pool, chance), chance)
        if mentions:
            made.append({"text": text, "entities": [
                {"start": start, "end": end, "labels": TYPES[kind(slot)]}
                for start, end, _, slot in mentions]})
    return made


def main():
    patterns = [pattern for topic in sample.topics().values() for pattern in topic]
    pools = sample.pools(sample.Chance(sample.SEED), sample.vocabulary(patterns))
    for place, (split, count) in enumerate(SPLITS.items()):
        made = examples(pools[split], count, sample.Chance(SEED + place))
        counts = collections.Counter(
            label for example in made for entity in example["entities"] for label in entity["labels"])
        total = sum(len(example["entities"]) for example in made)
        print(f"{split}: {len(made)} texts, {total} mentions {dict(sorted(counts.items()))}")
        content = "".join(json.dumps(example, ensure_ascii=False) + "\n" for example in made)
        path = HERE / f"{split}.jsonl"
        samples.write(path, content)


if __name__ == "__main__":
    main()
