#!/usr/bin/env python3
"""Writes the sample of questions with choices: train.jsonl, validation.jsonl and test.jsonl, always the same
to the byte. Needs Python 3 alone.

    python3 generate.py            write the files beside this program
    python3 generate.py --check    compare the files with what would be written
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
SPLITS = {"train": 600, "validation": 120, "test": 120}
SEED = 20261127
# Each split has people of its own, so that no question of one stands in another.
PEOPLE = {
    "train": {"she": ["Mara", "Edda", "Lucia", "Wanda", "Nell"], "he": ["Tobin", "Arno", "Felix", "Jost", "Sam"]},
    "validation": {"she": ["Hedda", "Ines"], "he": ["Caspar", "Ludo"]},
    "test": {"she": ["Orla", "Thea"], "he": ["Emil", "Rafe"]},
}
STARTS = ["{name} wants to {goal}.", "{name} has to {goal} today.", "It is time for {name} to {goal}."]
QUESTIONS = ["What does {who} take?", "What will {who} need?", "Which of these helps?"]

sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent))
import samples  # noqa: E402
from samples import Chance  # noqa: E402


def kinds():
    """What is taken, by its names, and the patterns of what it is good for."""
    found = []
    for line in (HERE / "templates.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            found.append((line[2:].split("|"), []))
        elif line and not line.startswith("#"):
            found[-1][1].append(line)
    return found


def example(split, chance):
    known = kinds()
    right = chance.below(len(known))
    goal = re.sub(r"\[([^]]*)\]", lambda part: chance.pick(part[1].split("|")), chance.pick(known[right][1]))
    who = chance.pick(["she", "he"])
    context = chance.pick(STARTS).format(name=chance.pick(PEOPLE[split][who]), goal=goal)
    others = [kind for kind in range(len(known)) if kind != right]
    chosen = [others.pop(chance.below(len(others))) for _ in range(2 + chance.below(3))]
    label = chance.below(len(chosen) + 1)
    chosen.insert(label, right)
    return {
        "context": context,
        "question": chance.pick(QUESTIONS).format(who=who),
        "choices": [chance.pick(known[kind][0]) for kind in chosen],
        "label": label,
    }


def main():
    for place, (split, count) in enumerate(SPLITS.items()):
        chance, seen, lines = Chance(SEED + place), set(), []
        while len(lines) < count:
            record = example(split, chance)
            key = json.dumps(record)
            if key not in seen:
                seen.add(key)
                lines.append(json.dumps({"id": f"{split}-{len(lines) + 1}", **record}) + "\n")
        path, content = HERE / f"{split}.jsonl", "".join(lines)
        samples.write(path, content)


if __name__ == "__main__":
    main()
