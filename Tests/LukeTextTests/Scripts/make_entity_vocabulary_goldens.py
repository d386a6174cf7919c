"""Builds entity vocabularies with LUKE's own program and writes what comes out.

    git --git-dir=LUKE.git archive HEAD luke | tar -x -C FOLDER
    PYTHONPATH=FOLDER python make_entity_vocabulary_goldens.py ../Goldens/entity-vocabularies.json

Needs wikipedia2vec, click and tqdm. Titles are made up and no two counts are equal: the program puts
equally frequent titles in the order in which its processes finish.
"""

import json
import os
import random
import sys
import tempfile
import types

# The packages import modules that need torch and more, which building does not.
for name in ("luke", "luke.utils", "luke.utils.interwiki_db"):
    module = types.ModuleType(name)
    module.__path__ = [os.path.join(os.environ["PYTHONPATH"].split(":")[0], *name.split("."))]
    sys.modules[name] = module
module.InterwikiDB = None

from luke.utils.entity_vocab import EntityVocab  # noqa: E402


class Dump:
    """What the program asks of wikipedia2vec's DumpDB: one page whose links are the counts."""

    def __init__(self, counts, pages):
        self.counts, self.pages = counts, pages

    def page_size(self):
        return len(self.pages)

    def titles(self):
        return iter(self.pages)

    def resolve_redirect(self, title):
        return title

    def get_paragraphs(self, title):
        if title != self.pages[0]:
            return []
        links = [types.SimpleNamespace(title=t) for t, n in self.counts for _ in range(n)]
        return [types.SimpleNamespace(wiki_links=links)]


def build(counts, pages, size, minimum, language, white_list, only):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "vocabulary.jsonl")
        EntityVocab.build(
            Dump(counts, pages), out_file=path, vocab_size=size, min_count=minimum,
            white_list=white_list, white_list_only=only, pool_size=1, chunk_size=100,
            language=language)
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
    return {"counts": counts, "pages": pages, "size": size, "minimum": minimum,
            "language": language, "white": white_list, "only": only, "jsonl": text}


def main():
    titles = ["Saltmarsh Island", "Lindum", "Kestrel (hills)", "Category:Islands", "Ottilie Brandt",
              "Fähre", "Cafe\u0301", "Café", "東の島", "Star Ferry: The Film", "\"Quoted\" \\ title",
              "C♯", "Élan", "Tab\tand\x08\x0c\x7f\x01 controls", "🚢", "Category", "Saltmarsh island",
              "Остров", "Lindum Gazette", "New Lindum"]
    generator = random.Random(5)
    counts = list(zip(titles, generator.sample(range(1, 60), len(titles))))
    pages = titles[:4] + titles[6:]
    white = ["東の島", "Nobody links here", "Fähre", "Category:Islands"]
    least = min(n for t, n in counts if t in white)
    cases = [
        build(counts, pages, 1000, 0, None, [], False),
        build(counts, titles, 10, 0, "en", [], False),
        build(counts, pages, 1000, 20, "ja", [], False),
        build(counts, titles, 9, 0, None, white, False),
        build(counts, pages, 1000, least, None, white, False),
        build(counts, pages, 1000, 0, "en", white, True),
    ]
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")


if __name__ == "__main__":
    main()
