"""Writes the corpus: an article or two about every entity of the world, and diaries and letters in
which the same names stand among everyday words. Every name is a link."""

import re

from chance import chosen, patterns
from world import LABELS, LINK

# How many articles are written about an entity, and how many diaries and registers there are.
ARTICLE_COUNT = 1
DIARY_COUNT = 1500
REGISTER_COUNT = 600
# Which kinds and sorts of entity fill a slot of the diaries and of the labelled sentences.
SLOTS = {
    "city": lambda e: e.kind == "city",
    "country": lambda e: e.kind == "country",
    "region": lambda e: e.kind == "region" and "region" in e.sort,
    "river": lambda e: e.kind == "river",
    "sea": lambda e: e.kind == "sea",
    "mountain": lambda e: e.kind == "mountain",
    "island": lambda e: e.kind == "island",
    "language": lambda e: e.kind == "language",
    "person": lambda e: e.kind == "person",
    "painter": lambda e: e.sort in ("painter", "sculptor"),
    "writer": lambda e: e.sort in ("novelist", "poet", "playwright", "philosopher"),
    "composer": lambda e: e.sort == "composer",
    "scientist": lambda e: e.sort in (
        "physicist", "chemist", "astronomer", "mathematician", "naturalist", "physician",
        "inventor", "engineer", "botanist"),
    "ruler": lambda e: e.sort in (
        "king", "queen", "emperor", "empress", "tsar", "general", "politician", "pharaoh"),
    "explorer": lambda e: e.sort in ("explorer", "conqueror", "mountaineer", "pilot"),
    "work": lambda e: e.kind == "work",
    "opera": lambda e: e.sort in ("opera", "operetta", "ballet", "oratorio"),
    "book": lambda e: e.kind == "work" and e.sort in (
        "novel", "novella", "play", "poem", "book", "collection of tales", "novel in verse"),
    "novel": lambda e: e.sort in ("novel", "novella"),
    "painting": lambda e: e.sort in ("painting", "fresco"),
    "organization": lambda e: e.kind == "organization",
    "company": lambda e: e.kind == "organization" and (
        e.sort.endswith(("maker", "company")) or e.sort in ("brewery", "airline"))
        and e.sort not in ("theatre company", "trading company"),
    "carmaker": lambda e: e.sort == "car maker",
    "airline": lambda e: e.sort == "airline",
    "institution": lambda e: e.kind == "organization" and (
        "organization" in e.sort or e.sort in (
            "union of states", "court", "bank", "space agency", "research centre", "broadcaster",
            "newspaper", "news agency", "foundation", "learned society", "military alliance")),
    "university": lambda e: e.sort == "university",
    "museum": lambda e: e.sort == "museum",
    "orchestra": lambda e: e.sort == "orchestra",
    "club": lambda e: e.sort == "football club",
    "god": lambda e: e.kind == "god",
    "planet": lambda e: e.kind == "planet" and e.title not in ("Earth", "Sun"),
    "element": lambda e: e.kind == "element",
    "animal": lambda e: e.kind == "animal",
    "PER": lambda e: e.label == "PER",
    "LOC": lambda e: e.label == "LOC",
    "ORG": lambda e: e.label == "ORG",
    "WORK": lambda e: e.label == "WORK",
    "any": lambda e: e.label is not None,
}
PRONOUNS = {
    "it": ("it", "its"), "they": ("they", "their"), "he": ("he", "his"), "she": ("she", "her")}
LIST_LENGTH = 4


class Document:
    def __init__(self, title=None):
        self.title, self.text = title, ""
        self.sentences, self.links = [], []

    def add(self, line):
        if self.text:
            self.text += " "
        base = len(self.text)
        self.text += line.text
        self.sentences.append(line.text)
        self.links += [(base + start, base + end, title) for start, end, title in line.links]


class Line:
    """A sentence as it grows."""

    def __init__(self):
        self.text, self.links = "", []

    def say(self, text):
        if text and text[0] in "AEIOUÅÖaeio" and re.search(r"\b[Aa] $", self.text):
            self.text = self.text[:-1] + "n "
        self.text += text

    def link(self, entity, name):
        before, name = entity.spoken(name)
        if before and self.text.lower().endswith("the "):
            before = ""
        self.say(before)
        self.say(name)
        self.links.append((len(self.text) - len(name), len(self.text), entity.title))

    def finish(self):
        self.text = self.text[0].upper() + self.text[1:]
        return self


class Missing(Exception):
    """The entity lacks a fact that the pattern asks for."""


class Teller:
    """Tells the facts of one entity."""

    def __init__(self, world, entity, chance):
        self.world, self.entity, self.chance = world, entity, chance
        self.introduced = False
        # The free facts told already: each is told once.
        self.spent = set()
        self.pronoun = "it"
        if entity.kind == "person":
            self.pronoun = "she" if entity.feminine else "he"
        elif entity.kind in ("range", "islands"):
            self.pronoun = "they"

    def line(self, pattern):
        """The sentence of a pattern; `Missing` where a fact is not known."""
        self.told = {}
        line = Line()
        for piece in re.split(r"(\{[^}]*\})", chosen(pattern, self.chance)):
            if piece.startswith("{"):
                self.slot(line, piece[1:-1])
            else:
                line.say(piece)
        self.spent |= {value for slot, value in self.told.items() if slot.startswith("fact")}
        return line.finish()

    def slot(self, line, slot):
        if slot == "self":
            self.own_name(line)
        elif slot in ("it", "he", "they"):
            self.subject(line)
        elif slot in ("its", "his"):
            self.possessive(line)
        elif slot == "sort":
            line.say(self.entity.sort)
        elif slot.endswith(".all"):
            self.listed(line, slot[:-4])
        else:
            self.value(line, self.value_of(slot))

    def own_name(self, line):
        names = self.entity.names
        if not self.introduced:
            name = names[-1] if self.entity.kind == "person" else names[0]
        else:
            name = names[0] if self.chance.happens(0.5) else self.chance.pick(names)
        self.introduced = True
        line.link(self.entity, name)

    def subject(self, line):
        if not self.introduced or self.chance.happens(0.5):
            self.own_name(line)
        else:
            line.say(PRONOUNS[self.pronoun][0])

    def possessive(self, line):
        if not self.introduced or self.chance.happens(0.4):
            self.own_name(line)
            line.say("'" if line.text.endswith("s") else "'s")
        else:
            line.say(PRONOUNS[self.pronoun][1])

    def facts(self, title, slot):
        entity = self.world.get(title)
        found = entity.facts.get(slot, []) if entity else []
        if slot == "sort":
            return [entity.sort]
        if entity and slot in ("sister", "rival", "colleague", "compatriot"):
            return self.alike(entity, slot)
        return [value for value in found if value != self.entity.title]

    def alike(self, entity, slot):
        def same(other, *slots):
            return all(set(other.facts.get(slot, [])) & set(entity.facts.get(slot, []))
                       for slot in slots)
        slots = {"city": ["country"], "work": ["creator"], "language": ["family"],
                 "god": ["people"], "person": []}.get(entity.kind, [])
        if slot == "compatriot":
            slots = ["birthplace"]
        found = [other.title for other in self.world.values()
                 if other.kind == entity.kind and other is not entity and same(other, *slots)
                 and (entity.kind in ("city", "work", "language", "god", "planet")
                      or slot == "compatriot" or other.sort == entity.sort)]
        if entity.kind == "planet":
            found = [title for title in found if self.world[title].sort == entity.sort]
        return found

    def value_of(self, slot):
        if slot in self.told:
            return self.told[slot]
        if ">" in slot:
            owner, key = slot.split(">")
            title = self.value_of(owner)
        else:
            title, key = self.entity.title, slot
        key = key.split(".")[0]
        values = [value for value in self.facts(title, key)
                  if value not in self.told.values() and value not in self.spent]
        if not values:
            raise Missing(slot)
        self.told[slot] = self.chance.pick(values)
        return self.told[slot]

    def listed(self, line, slot):
        values = self.chance.shuffled(self.facts(self.entity.title, slot))[:LIST_LENGTH]
        if not values:
            raise Missing(slot)
        for place, value in enumerate(values):
            if place:
                line.say(" and " if place == len(values) - 1 else ", ")
            self.value(line, value)

    def value(self, line, value):
        entity = self.world.get(value)
        if entity:
            line.link(entity, name_of(entity, self.chance))
            return
        end = 0
        for match in LINK.finditer(value):
            line.say(value[end:match.start()])
            title, surface = match.group(1), match.group(2)
            if surface:
                line.say("the " if surface[0].isupper() and self.world[title].article
                         and not line.text.lower().endswith("the ") else "")
                line.say(surface)
                line.links.append((len(line.text) - len(surface), len(line.text), title))
            else:
                line.link(self.world[title], self.world[title].names[-1])
            end = match.end()
        line.say(value[end:])


def name_of(entity, chance):
    """One of the entity's names; of a person's the family name less often than in their article."""
    return chance.pick(entity.names)


def article(world, entity, lines, chance):
    """A document about the entity: an opening, then up to nine more sentences."""
    teller, document = Teller(world, entity, chance), Document(entity.title)
    openings = chance.shuffled([line[1:] for line in lines if line.startswith("^")])
    others = chance.shuffled([line for line in lines if not line.startswith("^")])
    size = 5 + chance.below(5)
    for pattern in openings + others:
        if document.sentences and pattern in openings:
            continue
        if len(document.sentences) == size:
            break
        introduced = teller.introduced
        try:
            line = teller.line(pattern)
        except Missing:
            teller.introduced = introduced
            continue
        if line.text not in document.sentences:
            document.add(line)
    return document if document.sentences else None


class Decks:
    """Deals entities for the slots of sentences; all come up once before any comes up again."""

    def __init__(self, entities, chance):
        self.chance, self.decks = chance, {}
        self.members = {
            slot: [entity for entity in entities if fits(entity)] for slot, fits in SLOTS.items()}
        labels = {}
        for entity in entities:
            for name in entity.names:
                labels.setdefault(name, set()).add(entity.label)
        self.several = {name for name, found in labels.items() if len(found) > 1}
        for label in sorted(set(LABELS.values())):
            self.members["any " + label] = [
                entity for entity in self.members[label] if self.plain(entity)]

    def plain(self, entity):
        """The entity's names that stand for one label alone."""
        return [name for name in entity.names if name not in self.several]

    def name(self, slot, entity):
        """A name of the entity; where the sentence does not tell the label, the name does."""
        return self.chance.pick(self.plain(entity) if slot == "any" else entity.names)

    def deal(self, slot, taken):
        if slot == "any":
            slot = "any " + self.chance.pick(sorted(set(LABELS.values())))
        for _ in range(50):
            if not self.decks.get(slot):
                self.decks[slot] = self.chance.shuffled(self.members[slot])
            entity = self.decks[slot].pop()
            if entity not in taken:
                return entity
        raise Missing(slot)


def dealt_line(pattern, decks, chance):
    """A sentence of a pattern whose slots are kinds of entity."""
    line, taken = Line(), []
    for piece in re.split(r"(\{[^}]*\})", chosen(pattern, chance)):
        if piece.startswith("{"):
            slot = piece[1:-1].split(".")[0]
            entity = decks.deal(slot, taken)
            taken.append(entity)
            line.link(entity, decks.name(slot, entity))
        else:
            line.say(piece)
    return line.finish()


def diary(lines, decks, chance):
    document = Document()
    openings = [line[1:] for line in lines if line.startswith("^")]
    others = [line for line in lines if not line.startswith("^")]
    document.add(dealt_line(chance.pick(openings), decks, chance))
    for pattern in chance.shuffled(others)[:4 + chance.below(6)]:
        document.add(dealt_line(pattern, decks, chance))
    return document


def corpus(folder, world, chance):
    """All documents, in the order that they are to be read in: shuffled."""
    kinds = patterns(folder / "articles.txt")
    topics = patterns(folder / "diaries.txt")
    decks = Decks(list(world.values()), chance)
    made = []
    for _ in range(ARTICLE_COUNT):
        for entity in world.values():
            document = article(world, entity, kinds[entity.kind], chance)
            if document:
                made.append(document)
    names = [name for name in topics if name != "register"]
    for place in range(DIARY_COUNT):
        made.append(diary(topics[names[place % len(names)]], decks, chance))
    for _ in range(REGISTER_COUNT):
        made.append(diary(topics["register"], decks, chance))
    return chance.shuffled(made)
