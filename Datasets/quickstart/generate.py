#!/usr/bin/env python3
"""Writes the sample data of the quickstart: train.conll, validation.conll, test.conll and
sentences.jsonl, always the same to the byte. Needs Python 3 alone.

    python3 generate.py            write the files beside this program
    python3 generate.py --check    compare the files with what would be written
"""

import collections
import json
import pathlib
import random
import re
import sys

import names

HERE = pathlib.Path(__file__).resolve().parent
SPLITS = {"train": 3600, "validation": 400, "test": 500}
# How many names of each source the splits get. Those of training are few for its size, so that
# each one comes up as person, place, firm and product, and remembering it is no use.
SIZES = {
    "family": {"train": 900, "validation": 120, "test": 180},
    "coined": {"train": 120, "validation": 25, "test": 40},
    "common": {"train": 56, "validation": 10, "test": 17},
    "she": {"train": 200, "validation": 40, "test": 60},
    "he": {"train": 200, "validation": 40, "test": 60},
    "acronyms": {"train": 100, "validation": 15, "test": 25},
    "codes": {"train": 110, "validation": 15, "test": 25},
}
SEED = 20201116

TYPES = {
    "p": "PER",
    "town": "LOC", "river": "LOC", "peak": "LOC", "street": "LOC", "region": "LOC",
    "company": "ORG", "club": "ORG", "school": "ORG", "agency": "ORG", "band": "ORG",
    "vehicle": "PRODUCT", "gadget": "PRODUCT", "app": "PRODUCT", "drug": "PRODUCT",
}

# How a kind of thing is called: weights and patterns; N is the name, M another name,
# C a model code, G a given name, A an acronym.
PATTERNS = {
    "town": [(80, "N"), (4, "Port N"), (4, "Upper N"), (4, "New N"), (4, "N Bay"), (4, "N Heath")],
    "river": [(70, "N"), (15, "River N"), (15, "N River")],
    "peak": [(20, "N"), (35, "Mount N"), (25, "N Peak"), (20, "N Fell")],
    "street": [(45, "N Street"), (25, "N Road"), (20, "N Lane"), (10, "N Avenue")],
    "region": [(60, "N"), (15, "N Valley"), (10, "N County"), (8, "North N"), (7, "South N")],
    "company": [(60, "N"), (9, "N & Sons"), (7, "N Group"), (7, "N Foods"), (6, "N Brothers"),
                (2, "N & M"), (2, "G N"), (5, "A")],
    "club": [(62, "N"), (10, "N Rovers"), (10, "N United"), (6, "N Athletic"), (6, "N City"),
             (6, "N Wanderers")],
    "school": [(30, "N"), (25, "N University"), (20, "University of N"), (15, "N College"),
               (10, "N Grammar School")],
    "agency": [(50, "A"), (20, "N"), (15, "N Institute"), (15, "N Trust")],
    "band": [(100, "N")],
    "vehicle": [(65, "N"), (20, "N C"), (8, "N GT"), (7, "N Estate")],
    "gadget": [(65, "N"), (15, "N C"), (10, "N Mini"), (10, "N Pro")],
    "app": [(80, "N"), (10, "N Studio"), (10, "N Maps")],
    "drug": [(100, "N")],
}

# Where the name N of a kind comes from: shares of family, coined and common names.
SOURCES = collections.defaultdict(lambda: (98, 0, 2), {
    "p": (100, 0, 0), "school": (100, 0, 0), "company": (75, 20, 5), "band": (65, 25, 10),
    "vehicle": (80, 15, 5), "gadget": (60, 35, 5), "app": (55, 40, 5), "drug": (45, 55, 0),
})

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = ("January February March April May June July August September October November "
          "December").split()
ORDINALS = "second third fourth fifth sixth".split()


class Chance:
    """Random choices built on `random()` alone, whose values no Python version changes."""

    def __init__(self, seed):
        self.source = random.Random(seed)

    def below(self, count):
        return int(self.source.random() * count)

    def happens(self, share):
        return self.source.random() < share

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        mark = self.source.random() * sum(weight for weight, _ in pairs)
        for weight, item in pairs:
            mark -= weight
            if mark < 0:
                return item
        return pairs[-1][1]

    def shuffled(self, items):
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]
        return items


# ---------------------------------------------------------------- names of each split

class Pool:
    """The name words that one split may use."""

    def __init__(self):
        self.family, self.coined, self.common = [], [], []
        self.given = {"she": [], "he": []}
        self.acronyms, self.codes = [], []
        self.decks = {}

    def next(self, source, chance):
        """A name of the source; all come up once before any comes up again."""
        if not self.decks.get(source):
            words = self.given[source] if source in self.given else getattr(self, source)
            self.decks[source] = chance.shuffled(words)
        return self.decks[source].pop()


def divide(chance, entries, sizes, taken):
    """Deals names out to the splits; a name with a part that no training name has goes to training."""
    dealt, parts = {split: [] for split in SPLITS}, set()
    for name, *own in chance.shuffled(entries):
        if name.casefold() in taken:
            continue
        open_splits = [split for split in SPLITS if len(dealt[split]) < sizes[split]]
        split = open_splits[0] if set(own) <= parts and open_splits else "train"
        if split == "train" and not open_splits and set(own) <= parts:
            break
        if split == "train":
            parts.update(own)
        taken.add(name.casefold())
        dealt[split].append(name)
    return dealt


def acronyms(chance, count):
    made = set()
    while len(made) < count:
        size = 3 if chance.happens(0.5) else 4
        made.add("".join(chance.pick("ABCDEFGHKLMNPRSTVW") for _ in range(size)))
    return [(name,) for name in sorted(made)]


def pools(chance, taken):
    made = {split: Pool() for split in SPLITS}
    sources = {
        "common": [(word,) for word in names.COMMON.split()],
        "she": names.given(feminine=True),
        "he": names.given(feminine=False),
        "coined": names.coined(),
        "family": names.families(),
        "acronyms": acronyms(chance, 150),
        "codes": [(f"{letter}{number}",) for letter in "CEGKLMRSTVX" for number in
                  list(range(2, 10)) + list(range(20, 100, 10))],
    }
    for kind, entries in sources.items():
        for split, words in divide(chance, entries, SIZES[kind], taken).items():
            if kind in ("she", "he"):
                made[split].given[kind] = words
            else:
                setattr(made[split], kind, words)
    return made


# ---------------------------------------------------------------- people, places and things

class Person:
    def __init__(self, pool, chance, surname):
        self.pronoun = "she" if chance.happens(0.5) else "he"
        self.given = pool.next(self.pronoun, chance)
        self.surname = surname
        self.initial = self.given[0] + "."
        self.middle = chance.pick("ABCDEFGHJKLMNPRST") + "."
        self.introduced = False

    def full(self, chance):
        self.introduced = True
        return chance.weighted([
            (80, f"{self.given} {self.surname}"),
            (12, f"{self.initial} {self.surname}"),
            (8, f"{self.given} {self.middle} {self.surname}"),
        ])

    def called(self, style, chance):
        if style == "f":
            return self.full(chance)
        if style == "g":
            return self.given
        if style == "s":
            return self.surname
        return self.full(chance) if chance.happens(0.25 if self.introduced else 0.7) else self.surname


class Cast:
    """Who and what one document is about; made when first mentioned."""

    PRONOUNS = {"she": {"she": "she", "her": "her", "him": "her"},
                "he": {"she": "he", "her": "his", "him": "him"}}

    def __init__(self, pool, chance):
        self.pool, self.chance = pool, chance
        self.people, self.things, self.used = {}, {}, set()
        self.base = pool.next("family", chance)

    def name(self, kind):
        family, coined, common = SOURCES[kind]
        while True:
            source = self.chance.weighted(
                [(family, "family"), (coined, "coined"), (common, "common")])
            name = self.pool.next(source, self.chance)
            if name not in self.used and name != self.base:
                self.used.add(name)
                return name

    def person(self, key, same):
        if key not in self.people:
            surname = self.base if same else self.name("p")
            self.people[key] = Person(self.pool, self.chance, surname)
        return self.people[key]

    def thing(self, key, same):
        if key not in self.things:
            kind = key.rstrip("0123456789")
            pattern = "N" if same else self.chance.weighted(PATTERNS[kind])
            if same and kind == "school":
                pattern = "N College"
            self.things[key] = self.fill(kind, pattern, same)
        return self.things[key]

    def fill(self, kind, pattern, same):
        words = []
        for word in pattern.split():
            if word == "N":
                words.append(self.base if same else self.name(kind))
            elif word == "M":
                words.append(self.name(kind))
            elif word == "G":
                words.append(self.pool.next(self.chance.pick(["she", "he"]), self.chance))
            elif word == "A":
                words.append(self.pool.next("acronyms", self.chance))
            elif word == "C":
                words.append(self.chance.pick(self.pool.codes))
            else:
                words.append(word)
        return " ".join(words)

    def pronoun(self, word, key):
        return self.PRONOUNS[self.person(key, False).pronoun][word]


# ---------------------------------------------------------------- from pattern to sentence

def numbers(slot, chance):
    """The text of a slot that is no name, or None."""
    if slot == "year":
        return str(1901 + chance.below(120))
    if slot == "year2":
        return str(2027 + chance.below(20))
    if slot == "number":
        return str(chance.weighted([(1, 20 + chance.below(180)), (1, 100 + 10 * chance.below(90))]))
    if slot == "few":
        return chance.weighted([(1, str(3 + chance.below(37))),
                                (1, chance.pick("three four five six seven eight nine".split()))])
    if slot == "many":
        return f"{1 + chance.below(60)},{chance.below(10)}00"
    if slot == "percent":
        return str(2 + chance.below(60))
    if slot == "age":
        return str(19 + chance.below(75))
    if slot == "score":
        return f"{1 + chance.below(5)}-{chance.below(4)}"
    if slot == "money":
        return chance.weighted([(1, f"{2 + chance.below(90)} million (euros|dollars|pounds)"),
                                (1, f"{1 + chance.below(90)},000 (euros|dollars|pounds)")])
    if slot in ("day", "month", "ordinal"):
        return chance.pick({"day": DAYS, "month": MONTHS, "ordinal": ORDINALS}[slot])
    return None


def chosen(pattern, chance):
    """Drops or keeps the optional pieces and settles on one of the wordings."""
    inner = re.compile(r"\[([^\[\]()]*)\]|\(([^\[\]()]*)\)")

    def settle(match):
        if match.group(1) is not None:
            return match.group(1) if chance.happens(0.5) else ""
        return chance.pick(match.group(2).split("|"))

    while inner.search(pattern):
        pattern = inner.sub(settle, pattern, count=1)
    return pattern


def mentions(pattern, cast, chance):
    """The text and its names as (start, end, type, slot)."""
    text, found = "", []
    for piece in re.split(r"(\{[^}]*\})", chosen(pattern, chance)):
        if not piece.startswith("{"):
            text += piece
            continue
        slot, _, flag = piece[1:-1].partition(".")
        value, label = filled(slot, flag == "same", cast, chance)
        if value[0] in "AEIOUÅÖaeio" and re.search(r"\b[Aa] $", text):
            text = text[:-1] + "n "
        if label:
            found.append((len(text), len(text) + len(value), label, slot))
        text += value
    return text[0].upper() + text[1:], found


def sentence(pattern, cast, chance):
    """The text and its entities as (start, end, type)."""
    text, found = mentions(pattern, cast, chance)
    return text, [entity[:3] for entity in found]


def filled(slot, same, cast, chance):
    plain = numbers(slot, chance)
    if plain is not None:
        return chosen(plain, chance), None
    pronoun = re.fullmatch(r"(she|her|him)(\d)", slot)
    if pronoun:
        return cast.pronoun(pronoun.group(1), "p" + pronoun.group(2)), None
    person = re.fullmatch(r"(p\d)([fsg]?)", slot)
    if person:
        return cast.person(person.group(1), same).called(person.group(2), chance), "PER"
    if slot.lower() in ("thing", "things"):
        word = chance.pick(cast.pool.common).lower() + slot[5:]
        return (word.capitalize() if slot[0] == "T" else word), None
    return cast.thing(slot, same), TYPES[slot.rstrip("0123456789")]


def topics():
    found, current = collections.OrderedDict(), None
    for line in (HERE / "templates.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            current = found.setdefault(line[1:].strip(), [])
        elif line and not line.startswith("#"):
            current.append(line)
    return found


def documents(pool, count, chance):
    """Documents of three to six sentences, `count` sentences in all."""
    patterns, made, total = topics(), [], 0
    decks = {topic: [] for topic in patterns}

    def deal(topic):
        if not decks[topic]:
            decks[topic] = chance.shuffled(patterns[topic])
        return decks[topic].pop()

    main = [topic for topic in patterns if topic not in ("plain", "namesake", "everyday")]
    while total < count:
        topic = chance.weighted([(76, chance.pick(main)), (14, "everyday"), (10, "namesake")])
        cast, lines, told = Cast(pool, chance), [], set()
        for _ in range(min(3 + chance.below(4), count - total)):
            if topic == "everyday":
                cast = Cast(pool, chance)
            pattern = deal("plain" if chance.happens(0.05) else topic)
            while pattern in told:
                pattern = deal(topic)
            told.add(pattern)
            lines.append(sentence(pattern, cast, chance))
        made.append(lines)
        total += len(lines)
    return made


# ---------------------------------------------------------------- tokens, tags and files

TOKEN = re.compile(r"\d+(?:,\d{3})+|\d+-\d+|(?<!\w)[A-Z]\.(?= [A-ZÅÖÄ])|'s\b|\w+(?:-\w+)*|\S")


def rows(text, entities):
    made, starts = [], {start: (end, label) for start, end, label in entities}
    inside = None
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if inside and start >= inside[0]:
            inside = None
        if inside:
            tag = "I-" + inside[1]
        elif start in starts:
            inside = starts[start]
            tag = "B-" + inside[1]
        else:
            tag = "O"
        assert not inside or end <= inside[0], (text, match.group())
        made.append((match.group(), tag))
    assert sum(tag[0] == "B" for _, tag in made) == len(entities), text
    return made


def conll(made):
    lines = []
    for document in made:
        lines += ["-DOCSTART- O", ""]
        for text, entities in document:
            lines += [f"{token} {tag}" for token, tag in rows(text, entities)] + [""]
    return "\n".join(lines)


def json_lines(made, count):
    lines = []
    for text, entities in [line for document in made for line in document][:count]:
        record = {"text": text, "entities": [
            {"start": start, "end": end, "label": label} for start, end, label in entities]}
        lines.append(json.dumps(record, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def words_of(made):
    """Every token of a split, in lower case."""
    return {token.casefold() for document in made for text, entities in document
            for token, _ in rows(text, entities)}


def name_words(made):
    return {match.group() for document in made for text, entities in document
            for start, end, _ in entities for match in TOKEN.finditer(text[start:end])}


def surfaces(made):
    found = collections.defaultdict(collections.Counter)
    for document in made:
        for text, entities in document:
            for start, end, label in entities:
                found[text[start:end]][label] += 1
    return found


def assert_unseen(made):
    """No name and no word of a name is shared by two splits, generic words and initials apart."""
    shared = set(names.GENERIC.split())
    told = {split: words_of(docs) for split, docs in made.items()}
    called = {split: set(surfaces(docs)) for split, docs in made.items()}
    for one, docs in made.items():
        own = {word.casefold() for word in name_words(docs)
               if word not in shared and not re.fullmatch(r"[A-Z]\.", word)}
        for other in set(made) - {one}:
            assert not own & told[other], (one, other, sorted(own & told[other])[:10])
            assert not called[one] & called[other]


def report(made):
    for split, docs in made.items():
        found = surfaces(docs)
        types = collections.Counter()
        for labels in found.values():
            types.update(labels)
        several = sum(sum(labels.values()) for labels in found.values() if len(labels) > 1)
        lines = [line for document in docs for line in document]
        tokens = sum(len(rows(*line)) for line in lines)
        print(f"{split}: {len(docs)} documents, {len(lines)} sentences, {tokens} tokens, "
              f"{sum(types.values())} entities {dict(sorted(types.items()))}, "
              f"{100 * several / sum(types.values()):.0f} % of them with a name of several types, "
              f"{sum(not entities for _, entities in lines)} sentences without any")


def vocabulary(more):
    """The words of the patterns, in lower case: no name is among them."""
    lines = more + [pattern for patterns in topics().values() for pattern in patterns]
    words = [word for line in lines for word in re.findall(r"\w+", line)]
    words += DAYS + MONTHS + ORDINALS + names.GENERIC.split()
    return {word.casefold() for word in words}


def outputs():
    made_pools = pools(Chance(SEED), vocabulary([]))
    made = {split: documents(made_pools[split], count, Chance(SEED + place + 1))
            for place, (split, count) in enumerate(SPLITS.items())}
    assert_unseen(made)
    report(made)
    files = {f"{split}.conll": conll(docs) for split, docs in made.items()}
    files["sentences.jsonl"] = json_lines(made["test"], 16)
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
