#!/usr/bin/env python3
"""Writes the sample of questions about texts: train.json, validation.json and test.json, always the same to
the byte. Names are those of ../quickstart. Needs Python 3 alone.

    python3 generate.py            write the files beside this program
    python3 generate.py --check    compare the files with what would be written
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
SPLITS = {"train": 500, "validation": 40, "test": 60}
SEED = 20261129
# Facts of a text, and questions about them and about one that it does not tell.
TOLD, ASKED = 3, 3

sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent))
import samples  # noqa: E402

sample = samples.quickstart()


def facts():
    """The wordings and the questions of each fact."""
    found = []
    for line in (HERE / "templates.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            found.append(([], []))
        elif line and not line.startswith("#"):
            found[-1][line.startswith("? ")].append(line.removeprefix("? "))
    return found


def filled(pattern, who, cast, chance):
    for slot, text in who.items():
        pattern = pattern.replace("{" + slot + "}", text)
    return sample.mentions(pattern, cast, chance)[0]


def paragraph(pool, chance, name):
    cast = sample.Cast(pool, chance)
    known = chance.shuffled(facts())
    context, places = "", []
    for place, (wordings, _) in enumerate(known[:TOLD]):
        slot = "{p1f}" if place == 0 else chance.pick(["{she1}", "{p1s}"])
        text = filled(chance.pick(wordings), {"name": slot, "Name": slot}, cast, chance)
        before, answer, after = re.split("[<>]", text)
        context += (" " if context else "") + before
        places.append({"text": answer, "answer_start": len(context)})
        context += answer + after
    questions = []
    for place in chance.shuffled(list(range(TOLD)))[:ASKED] + [TOLD]:
        question = filled(chance.pick(known[place][1]), {"who": chance.pick(["{p1f}", "{p1s}"])}, cast, chance)
        questions.append({
            "id": f"{name}-{len(questions) + 1}", "question": question,
            "answers": places[place:place + 1], "is_impossible": place == TOLD})
    return {"context": context, "qas": questions}


def main():
    patterns = [pattern for topic in sample.topics().values() for pattern in topic]
    pools = sample.pools(sample.Chance(sample.SEED), sample.vocabulary(patterns))
    for place, (split, count) in enumerate(SPLITS.items()):
        chance = sample.Chance(SEED + place)
        articles = [
            {"title": f"{split} {index + 1}", "paragraphs": [
                paragraph(pools[split], chance, f"{split}-{index + 1}")]}
            for index in range(count)]
        lines = ",\n".join(json.dumps(article, ensure_ascii=False) for article in articles)
        content = f'{{"version": "v2.0", "data": [\n{lines}\n]}}\n'
        path = HERE / f"{split}.json"
        samples.write(path, content)


if __name__ == "__main__":
    main()
