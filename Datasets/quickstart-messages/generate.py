#!/usr/bin/env python3
"""Writes the sample of classified texts: train.tsv, validation.tsv and test.tsv, always the same to the
byte. Needs Python 3 alone.

    python3 generate.py            write the files beside this program
    python3 generate.py --check    compare the files with what would be written
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
SPLITS = {"train": 480, "validation": 100, "test": 100}
SEED = 20261127
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
# Each split has things and towns of its own, so that no message of one stands in another.
THINGS = {
    "train": ["lamp", "kettle", "chair", "clock", "mirror", "table", "basket", "radio", "shelf", "toaster"],
    "validation": ["teapot", "stool", "cupboard"],
    "test": ["bicycle", "drawer", "blanket"],
}
TOWNS = {
    "train": ["Eldwell", "Torrado", "Cranley", "Ottawick"],
    "validation": ["Marnford", "Sulby"],
    "test": ["Kesterham", "Pollow"],
}

sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent))
import samples  # noqa: E402
from samples import Chance  # noqa: E402


def patterns():
    found, label = {}, None
    for line in (HERE / "templates.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            label = line[2:]
            found[label] = []
        elif line and not line.startswith("#"):
            found[label].append(line)
    return found


def message(pattern, split, chance):
    text = re.sub(r"\[([^]]*)\]", lambda part: chance.pick(part[1].split("|")), pattern)
    words = {"thing": THINGS[split], "day": DAYS, "town": TOWNS[split]}
    text = re.sub(r"\{(\w+)\}", lambda slot: chance.pick(words[slot[1]]), text)
    return text[0].upper() + text[1:]


def main():
    for place, (split, count) in enumerate(SPLITS.items()):
        chance, lines = Chance(SEED + place), []
        while len(lines) < count:
            label = chance.pick(sorted(patterns()))
            line = f"{message(chance.pick(patterns()[label]), split, chance)}\t{label}\n"
            if line not in lines:
                lines.append(line)
        content = "text\tlabel\n" + "".join(lines)
        path = HERE / f"{split}.tsv"
        samples.write(path, content)


if __name__ == "__main__":
    main()
