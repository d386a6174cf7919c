#!/usr/bin/env python3
"""Writes the sample of cloze questions: train.jsonl, validation.jsonl and test.jsonl, always the same to the
byte. Names are those of ../quickstart. Needs Python 3 alone.

    python3 generate.py            write the files beside this program
    python3 generate.py --check    compare the files with what would be written
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
SPLITS = {"train": 500, "validation": 60, "test": 60}
SEED = 20261129
GAP = "@placeholder"
SHUFFLED_SHARE = 0.2
GROUPS = [["p"], ["town", "river"], ["company", "club", "band"]]

sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent))
import samples  # noqa: E402

sample = samples.quickstart()


def kinds():
    """What is named, how it is called, how it is told and how it is asked for."""
    found = []
    for line in (HERE / "templates.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            kind, _, patterns = line[2:].partition(": ")
            found.append(({"person": "p"}.get(kind, kind), patterns.split("|"), [], []))
        elif line.startswith("? "):
            found[-1][3].append(line[2:])
        elif line and not line.startswith("#"):
            found[-1][2].append(line)
    return found


class Passage:
    """A text that grows, with the places of names in it."""

    def __init__(self):
        self.text, self.entities = "", []

    def add(self, pattern, name):
        for place, piece in enumerate(pattern.split("{name}")):
            if place:
                # As in ReCoRD, the end is the last character.
                self.entities.append({"start": len(self.text), "end": len(self.text) + len(name) - 1})
                self.text += name
            self.text += piece

    def answers(self, name):
        return [{**entity, "text": name} for entity in self.entities
                if self.text[entity["start"]:entity["end"] + 1] == name]


def record(pool, chance, known):
    cast, passage = sample.Cast(pool, chance), Passage()
    # A person, a place and a group, mostly in this order, the last after a highlight.
    chosen = [chance.pick([kind for kind in known if kind[0] in group]) for group in GROUPS]
    if chance.happens(SHUFFLED_SHARE):
        chosen = chance.shuffled(chosen)
    names = [cast.fill(kind, chance.pick(patterns), False) for kind, patterns, _, _ in chosen]
    for place, (_, _, told, _) in enumerate(chosen):
        separator = "\n@highlight\n" if place == len(chosen) - 1 else " " if place else ""
        passage.add(separator + sample.chosen(chance.pick(told), chance), names[place])
    return {"passage": {"text": passage.text, "entities": passage.entities}, "qas": [
        {"query": chance.pick(chosen[place][3]), "answers": passage.answers(names[place])}
        for place in chance.shuffled(range(len(chosen)))[:2]]}


def main():
    pools, known = sample.pools(sample.Chance(sample.SEED), sample.vocabulary([])), kinds()
    for place, (split, count) in enumerate(SPLITS.items()):
        chance, lines, asked = sample.Chance(SEED + place), [], 0
        for index in range(count):
            made = {"source": "sample", **record(pools[split], chance, known), "idx": index}
            for question in made["qas"]:
                assert question["query"].count(GAP) == 1 and question["answers"]
                question["idx"] = asked
                asked += 1
            lines.append(json.dumps(made, ensure_ascii=False) + "\n")
        print(f"{split}: {count} passages, {asked} questions")
        path, content = HERE / f"{split}.jsonl", "".join(lines)
        samples.write(path, content)


if __name__ == "__main__":
    main()
