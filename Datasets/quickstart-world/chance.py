"""Random choices that are the same on every machine and with every version of Python."""

import random
import re


class Chance:
    """Choices built on `random()` alone, whose values no Python version changes."""

    def __init__(self, seed):
        self.source = random.Random(seed)

    def below(self, count):
        return int(self.source.random() * count)

    def happens(self, share):
        return self.source.random() < share

    def pick(self, items):
        return items[self.below(len(items))]

    def shuffled(self, items):
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]
        return items


INNER = re.compile(r"\[([^\[\]()]*)\]|\(([^\[\]()]*\|[^\[\]()]*)\)")


def chosen(pattern, chance):
    """Drops or keeps the optional pieces of a pattern and settles on one of the wordings."""

    def settle(match):
        if match.group(1) is not None:
            return match.group(1) if chance.happens(0.5) else ""
        return chance.pick(match.group(2).split("|"))

    while INNER.search(pattern):
        pattern = INNER.sub(settle, pattern, count=1)
    return pattern


def patterns(path):
    """The patterns of a file by their group, in the order of the file."""
    found, current = {}, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            current = found.setdefault(line[1:].strip(), [])
        elif line and not line.startswith("#"):
            current.append(line)
    return found
