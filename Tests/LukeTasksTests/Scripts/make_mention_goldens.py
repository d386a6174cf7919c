"""Writes what transformers' LukeTokenizer makes of texts whose mentions are linked, for MentionFeatureTests.swift.

usage: python make_mention_goldens.py ../Goldens/mentions.json            # transformers 5.24.0

The mentions are found here by another way than there: every stretch of characters between words is looked up as
text, longest first. What the tokenizer makes of them are entity_ids and entity_position_ids, from the spans of
characters.
"""

import json
import pathlib
import re
import sys
import unicodedata

from transformers import LukeTokenizer

TESTS = pathlib.Path(__file__).resolve().parents[2]
QUICKSTART = TESTS.parent / "Datasets/quickstart/tokenizer"
ENTITIES = ["[PAD]", "[UNK]", "[MASK]", "[MASK2]", "New York City", "York", "Marigold (ship)", "Lindum", "Anna Ø.",
            "North Sea", "Harbour"]
# Text, share of links, titles with shares.
DICTIONARY = [
    ("new york", 0.5, [("New York City", 0.7), ("New York (state)", 0.3)]),
    ("new york times", 0.4, [("The New York Times", 1)]),
    ("york", 0.2, [("New York City", 0.2), ("York", 0.8)]),
    ("the marigold", 0.05, [("Marigold", 0.6), ("Marigold (ship)", 0.4)]),
    ("lindum", 0.9, [("Lindum", 1)]),
    ("anna ø.", 0.3, [("Anna Ø.", 1)]),
    ("north sea", 0.3, [("North Sea", 0.5), ("Nordsee", 0.5)]),
    ("harbour", 0.001, [("Harbour", 1)]),
    ("north", 0.02, [("[MASK]", 1)]),
]
SAMPLES = [
    ("New York is no part of YORK.", None),
    ("The New York Times wrote of  New\tYork, and of new yorkers", "Lindum? New York!"),
    ("From Lindum the Marigold sailed over the North Sea; from the harbour of Lindum", None),
    ("Who is Anna Ø.?", "Anna Ø. lives in \"Lindum\" (north of York), at 3 New York Road. " * 3),
    ("Nothing is linked here", "nor here"),
    ("Lindum", None),
    ("lindum " * 20, "York " * 20),
]
LENGTHS = [13, 30, 64]


def words(text):
    """Spans of words: every punctuation mark is one, and what stands between white space and these."""
    spans = []
    for match in re.finditer(r"\S+", text):
        start = match.start()
        for place in range(match.start(), match.end() + 1):
            ends = place == match.end()
            mark = not ends and (unicodedata.category(text[place]).startswith("P") or text[place] in "$+<=>^`|~")
            if ends or mark:
                if place > start:
                    spans.append((start, place))
                if mark:
                    spans.append((place, place + 1))
                start = place + 1
    return spans


def mentions(text, most, known):
    found, spans, first = [], words(text), 0
    texts = {text: titles for text, share, titles in DICTIONARY if share >= 0.01}
    while first < len(spans):
        after = first + 1
        for last in range(len(spans), first, -1):
            start, end = spans[first][0], spans[last - 1][1]
            titles = texts.get(re.sub(r"\s+", " ", text[start:end]).lower())
            if titles and end <= most:
                after = last
                order = sorted(titles, key=lambda title: -title[1])
                allowed = [title for title, _ in order if title in ENTITIES[4:]]
                title = (allowed[0] if allowed else None) if known else order[0][0]
                if title in ENTITIES[4:]:
                    found.append(((start, end), title))
                break
        first = after
    return found


def longest_first(first, second, limit):
    """How many tokens of each of two texts are kept, as Hugging Face's tokenizers cut pairs."""
    if first + second <= limit:
        return first, second
    shorter, longer = min(first, second), max(first, second)
    longer = shorter if shorter > limit else max(shorter, limit - shorter)
    if shorter + longer > limit:
        shorter, longer = limit // 2, limit // 2 + limit % 2
    return (shorter, longer) if first <= second else (longer, shorter)


def main():
    vocabulary = json.loads((QUICKSTART / "vocab.json").read_text(encoding="utf-8"))
    merges = [tuple(line.split(" ")) for line in (QUICKSTART / "merges.txt").read_text(encoding="utf-8").splitlines()
              if line and not line.startswith("#version")]
    tokenizer = LukeTokenizer(
        vocab=vocabulary, merges=merges, entity_vocab={title: row for row, title in enumerate(ENTITIES)},
        max_entity_length=128, max_mention_length=2)
    cases = []
    for first, second in SAMPLES:
        for length in LENGTHS:
            for known in [False, True]:
                texts = [first] if second is None else [first, second]
                tokens = [tokenizer._tokenizer.encode(text, add_special_tokens=False) for text in texts]
                counts = [len(encoding.ids) for encoding in tokens]
                kept = ([min(counts[0], length - 2)] if second is None
                        else list(longest_first(*counts, length - 4)))
                ends = [max([end for _, end in encoding.offsets[:count]], default=0)
                        for encoding, count in zip(tokens, kept)]
                linked = [mentions(text, end, known) for text, end in zip(texts, ends)]
                # The tokenizer is given what is left of the texts, as it cuts texts by another rule than ours.
                cut = [text[:end] for text, end in zip(texts, ends)]
                arguments = {"text": cut[0], "entities": [title for _, title in linked[0]],
                             "entity_spans": [span for span, _ in linked[0]]}
                if second is not None:
                    arguments |= {"text_pair": cut[1], "entities_pair": [title for _, title in linked[1]],
                                  "entity_spans_pair": [span for span, _ in linked[1]]}
                found = tokenizer(**arguments)
                assert len(found["input_ids"]) <= length, "cut within a character, which text has no name for"
                cases.append({
                    "text": first, "second_text": second, "max_length": length, "known": known,
                    "input_ids": found["input_ids"], "entity_ids": found["entity_ids"],
                    "entity_positions": [[place for place in places if place >= 0]
                                         for places in found["entity_position_ids"]]})
    value = {"entities": ENTITIES, "dictionary": [
        {"text": text, "link_probability": share,
         "titles": [{"title": title, "probability": probability} for title, probability in titles]}
        for text, share, titles in DICTIONARY], "max_mention_length": 2, "cases": cases}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    pathlib.Path(sys.argv[1]).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
