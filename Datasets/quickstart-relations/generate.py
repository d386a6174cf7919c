#!/usr/bin/env python3
"""Writes the relation sample: train.jsonl, validation.jsonl and test.jsonl, always the same to
the byte. Names and markup are those of ../quickstart. Needs Python 3 alone.

    python3 generate.py            write the files beside this program
    python3 generate.py --check    compare the files with what would be written
"""

import collections
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
SPLITS = {"train": 640, "validation": 100, "test": 160}
SEED = 20250807
NO_RELATION = "no_relation"
NO_RELATION_SHARE = 0.35

sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent))
import samples  # noqa: E402

sample = samples.quickstart()


def patterns():
    found = []
    for line in (HERE / "templates.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, facts = line.partition(" ::")
            found.append((text, [tuple(fact.split()) for fact in facts.split(";") if fact.strip()]))
    return found


def pairs(mentions, facts, chance):
    """The head, relation and tail of one example, as slots, or None."""
    slots = [slot for _, _, _, slot in mentions]
    stated = [fact for fact in facts if fact[0] in slots and fact[2] in slots]
    related = {frozenset((head, tail)) for head, _, tail in stated}
    unrelated = [(head, NO_RELATION, tail) for head in slots for tail in slots
                 if head != tail and frozenset((head, tail)) not in related]
    if unrelated and (not stated or chance.happens(NO_RELATION_SHARE)):
        return chance.pick(unrelated)
    return chance.pick(stated) if stated else None


def examples(pool, count, chance):
    made, deck = [], []
    while len(made) < count:
        deck = deck or chance.shuffled(patterns())
        pattern, facts = deck.pop()
        text, mentions = sample.mentions(pattern, sample.Cast(pool, chance), chance)
        pair = pairs(mentions, facts, chance)
        if pair:
            places = {slot: {"start": start, "end": end} for start, end, _, slot in mentions}
            made.append({"text": text, "head": places[pair[0]], "tail": places[pair[2]],
                         "relation": pair[1]})
    return made


def main():
    vocabulary = sample.vocabulary([text for text, _ in patterns()])
    pools = sample.pools(sample.Chance(sample.SEED), vocabulary)
    for place, (split, count) in enumerate(SPLITS.items()):
        made = examples(pools[split], count, sample.Chance(SEED + place))
        counts = collections.Counter(example["relation"] for example in made)
        print(f"{split}: {len(made)} examples {dict(sorted(counts.items()))}")
        content = "".join(json.dumps(example, ensure_ascii=False) + "\n" for example in made)
        path = HERE / f"{split}.jsonl"
        samples.write(path, content)


if __name__ == "__main__":
    main()
