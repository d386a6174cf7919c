"""Writes the labelled sentences: names of people, places, organizations and works in patterns that
the corpus does not have."""

import re

from articles import Decks, Missing, dealt_line
from chance import patterns
from world import LABELS

SIZES = {"train": 150, "validation": 150, "test": 400}
# Which share of the entities is dealt to each split.
SHARES = {"train": 0.16, "validation": 0.24, "test": 0.6}
# How often a name must be linked in the corpus to be asked for.
KNOWN_COUNT = 3
TOKEN = re.compile(r"\d+(?:,\d{3})+|'s\b|(?:[A-Z]\.)+|[\w]+(?:[-'&.]\w+)*|\S")


class Sentence:
    """A sentence and its names as (start, end, label)."""

    def __init__(self, text, names):
        self.text, self.names = text, names

    def rows(self):
        made, starts = [], {start: (end, label) for start, end, label in self.names}
        inside = None
        for start, end in self.tokens():
            if inside and start >= inside[0]:
                inside = None
            tag = "O"
            if inside:
                tag = "I-" + inside[1]
            elif start in starts:
                inside = starts[start]
                tag = "B-" + inside[1]
            assert not inside or end <= inside[0], self.text
            made.append((self.text[start:end], tag))
        assert sum(tag[0] == "B" for _, tag in made) == len(self.names), self.text
        return made

    def tokens(self):
        """Where the words stand; a name's last full stop or apostrophe belongs to its last word."""
        ends = sorted({end for _, end, _ in self.names} | {start for start, _, _ in self.names})
        for match in TOKEN.finditer(self.text):
            start, end = match.span()
            inner = [mark for mark in ends if start < mark < end]
            for mark in inner:
                yield start, mark
                start = mark
            yield start, end


def conll(sentences):
    lines = []
    for sentence in sentences:
        lines += ["-DOCSTART- O", ""]
        lines += [f"{word} {tag}" for word, tag in sentence.rows()] + [""]
    return "\n".join(lines)


def splits(folder, world, linked, chance):
    """The sentences of each split; `linked` counts the corpus's links by title and surface."""
    found = patterns(folder / "labelled.txt")
    dealt = deal(world, linked, chance)
    made, seen = {}, set()
    for split, size in SIZES.items():
        decks = Decks(dealt[split], chance)
        lines = found["train" if split == "train" else "held"]
        made[split] = []
        deck = []
        while len(made[split]) < size:
            if not deck:
                deck = chance.shuffled(lines)
            try:
                line = dealt_line(deck.pop(), decks, chance)
            except Missing:
                continue
            if line.text in seen:
                continue
            seen.add(line.text)
            names = [(start, end, LABELS[world[title].kind]) for start, end, title in line.links
                     if world[title].kind in LABELS]
            made[split].append(Sentence(line.text, names))
    return made


def deal(world, linked, chance):
    """Deals the entities out to the splits, kind by kind; those that share a name stay together."""
    groups, owner = [], {}
    for entity in world.values():
        entity.names = [name for name in entity.names if linked[entity.title, name] >= KNOWN_COUNT]
        if not entity.names:
            continue
        group = next((owner[name] for name in entity.names if name in owner), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(entity)
        for name in entity.names:
            owner[name] = group
    dealt = {split: [] for split in SIZES}
    by_kind = {}
    for group in groups:
        by_kind.setdefault((group[0].kind, group[0].sort), []).append(group)
    debts = {split: 0.0 for split in SIZES}
    for kind in by_kind.values():
        for group in chance.shuffled(kind):
            for split, share in SHARES.items():
                debts[split] += share
            split = max(debts, key=debts.get)
            debts[split] -= 1
            dealt[split] += group
    return dealt
