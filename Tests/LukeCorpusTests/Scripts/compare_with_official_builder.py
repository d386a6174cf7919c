"""Compares our examples for pretraining with those of the data set builder of LUKE's authors.

usage: compare_with_official_builder.py LUKE FOLDER [options]

LUKE is a checkout of studio-ousia/luke. FOLDER takes the work files: documents.jsonl (one document a
line, offsets in Unicode scalars, from --documents or made of a MediaWiki dump by --from-dump), the
vocabulary (counted in the documents unless --vocabulary names one), settings.json, and the examples of
both. The official _process_page runs on every document, then `swift test` runs ours
(OfficialBuilderTests), then every example is compared; a document that differs is printed, and the
exit status is 1.

Needs transformers 4 (made with 4.46.3; 5 has no slow tokenizers), PyICU built with the ICU that
luke-train is built with, and for --from-dump wikipedia2vec (made with 2.0.0). TensorFlow and torch are
not needed: what the builder imports of them is replaced by stand-ins.
"""

import argparse
import collections
import importlib
import importlib.util
import itertools
import json
import os
import subprocess
import sys
import time
import types
from pathlib import Path

package = Path(__file__).resolve().parents[3]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("luke", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from-dump", type=Path, help="a pages-articles dump, .xml.bz2")
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True, help="vocab.json and merges.txt, or vocab.txt")
    parser.add_argument("--vocabulary", type=Path)
    parser.add_argument("--vocabulary-size", type=int, default=5000)
    parser.add_argument("--sentences", default="en")
    parser.add_argument("--max-sequence-length", type=int, default=512)
    parser.add_argument("--max-entity-count", type=int, default=128)
    parser.add_argument("--max-mention-length", type=int, default=30)
    parser.add_argument("--min-sentence-length", type=int, default=5)
    parser.add_argument("--abstracts-only", action="store_true")
    parser.add_argument("--sentences-without-entities", action="store_true")
    parser.add_argument("--unknown-entities", action="store_true")
    parser.add_argument("--repeat", type=int, default=1, help="how often ours is timed")
    return parser.parse_args()


def stand_ins(luke):
    """Makes luke.pretraining.dataset importable with only what _process_page needs."""
    # These look for TensorFlow, and must not find the stand-in.
    importlib.import_module("transformers").AutoTokenizer
    if importlib.util.find_spec("wikipedia2vec"):
        importlib.import_module("wikipedia2vec.dump_db")

    def module(name, **members):
        found = types.ModuleType(name)
        found.__dict__.update(members)
        sys.modules[name] = found
        return found

    def keep(**members):
        return types.SimpleNamespace(**members)

    class Example:
        def __init__(self, features):
            self.features = features.feature

        def SerializeToString(self):
            return {name: list(feature.int64_list.value) for name, feature in self.features.items()}

    train = module("tensorflow.train", Int64List=keep, Feature=keep, Features=keep, Example=Example)
    io = module("tensorflow.io", TFRecordWriter=None, TFRecordOptions=None)
    module("tensorflow", train=train, io=io)
    module("pkg_resources")
    for name in ["luke", "luke.pretraining", "luke.utils"]:
        module(name).__path__ = [str(luke / name.replace(".", "/"))]
    module(
        "luke.utils.model_utils", ENTITY_VOCAB_FILE="", METADATA_FILE="",
        get_entity_vocab_file_path=None)
    module("luke.utils.interwiki_db", InterwikiDB=None)
    if importlib.util.find_spec("wikipedia2vec") is None:
        module("wikipedia2vec")
        module("wikipedia2vec.dump_db", DumpDB=None)
    return importlib.import_module("luke.pretraining.dataset")


def documents_of_dump(dump):
    """Documents as DumpDB would give them, in the order of the dump, redirects followed."""
    from wikipedia2vec.dump_db import _parse_page
    from wikipedia2vec.utils.wiki_dump_reader import WikiDumpReader

    redirects, pages = {}, []
    for page in WikiDumpReader(str(dump)):
        parsed = _parse_page(page, None)
        if parsed is None:
            continue
        kind, (key, value) = parsed
        if kind == "redirect":
            redirects[key.decode()] = value.decode()
        else:
            import pickle
            import zlib

            pages.append((key.decode(), pickle.loads(zlib.decompress(value))[0]))

    def resolve(title):
        seen = {title}
        start = title
        for _ in range(10):
            if title not in redirects:
                return title
            title = redirects[title]
            if title in seen:
                return start
            seen.add(title)
        return title

    for title, paragraphs in pages:
        yield {
            "title": title,
            "paragraphs": [
                {
                    "text": text,
                    "entities": [
                        {"start": start, "end": end, "title": resolve(target)}
                        for target, _, start, end in links
                    ],
                }
                for text, links, _ in paragraphs
            ],
        }


def read_lines(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def write_lines(path, items):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for item in items:
            file.write(json.dumps(item, ensure_ascii=False) + "\n")


def count_vocabulary(documents, size):
    counts = collections.Counter(
        link["title"] for document in documents for paragraph in document["paragraphs"]
        for link in paragraph["entities"])
    titles = [t for t, _ in counts.most_common() if not t.startswith("Category:")][:size]
    return [
        {"id": number, "entities": [[title, None]], "count": counts[title]}
        for number, title in enumerate(["[PAD]", "[UNK]", "[MASK]", "[MASK2]", *titles])
    ]


class Corpus:
    """Stands in for DumpDB; the titles it is asked for are those of the documents in turn."""

    def __init__(self):
        self.document = None

    def resolve_redirect(self, title):
        return title

    def get_paragraphs(self, title):
        for number, paragraph in enumerate(self.document["paragraphs"]):
            text = paragraph["text"]
            yield types.SimpleNamespace(
                text=text, abstract=number == 0,
                wiki_links=[
                    types.SimpleNamespace(
                        title=link["title"], start=link["start"], end=link["end"],
                        text=text[link["start"]:link["end"]])
                    for link in paragraph["entities"]
                ])


def slow_tokenizer(folder):
    from transformers import BertTokenizer, RobertaTokenizer

    if (folder / "vocab.txt").exists():
        options = {}
        if (folder / "tokenizer_config.json").exists():
            configuration = json.loads((folder / "tokenizer_config.json").read_text())
            names = ["do_lower_case", "strip_accents", "tokenize_chinese_chars"]
            options = {name: configuration[name] for name in names if name in configuration}
        return BertTokenizer(str(folder / "vocab.txt"), **options)
    return RobertaTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"))


def official_examples(arguments, documents, vocabulary):
    dataset = stand_ins(arguments.luke)
    splitter = importlib.import_module("luke.utils.sentence_splitter")
    entities = importlib.import_module("luke.utils.entity_vocab").EntityVocab(str(vocabulary))
    corpus = Corpus()
    if arguments.sentences == "lines":
        sentences = types.SimpleNamespace(get_sentence_spans=lines)
    else:
        sentences = splitter.SentenceSplitter.from_name(arguments.sentences)
    builder = dataset.WikipediaPretrainingDataset
    builder._initialize_worker(
        corpus, slow_tokenizer(arguments.tokenizer), sentences, entities, None,
        arguments.max_sequence_length - 2, arguments.max_entity_count, arguments.max_mention_length,
        arguments.min_sentence_length, arguments.abstracts_only,
        arguments.sentences_without_entities, arguments.unknown_entities)
    results, seconds = [], 0
    for document in documents:
        corpus.document = document
        start = time.process_time()
        examples = builder._process_page(document.get("title") or "")
        seconds += time.process_time() - start
        results.append([convert(example, arguments.max_mention_length) for example in examples])
    return results, seconds


def lines(text):
    ends = [i + 1 for i, character in enumerate(text) if character == "\n"]
    if text and (not ends or ends[-1] != len(text)):
        ends.append(len(text))
    return list(zip([0] + ends, ends))


def convert(example, length):
    """The official example with its positions as spans."""
    positions = example["entity_position_ids"]
    spans = []
    for number, entity in enumerate(example["entity_ids"]):
        row = [p for p in positions[number * length:(number + 1) * length] if p >= 0]
        assert row == list(range(row[0], row[0] + len(row))) if row else True
        spans.append([entity, row[0], row[-1] + 1] if row else [entity, None, None])
    return {"page": example["page_id"][0], "words": example["word_ids"], "mentions": spans}


def differences(ours, theirs):
    """What differs in the examples of a document, in words."""
    if len(ours) != len(theirs):
        yield f"{len(ours)} examples, official {len(theirs)}"
    for number, (mine, official) in enumerate(zip(ours, theirs)):
        # An empty mention has no place in the official layout.
        mentions = [[e, None, None] if s == t else [e, s, t] for e, s, t in mine["mentions"]]
        if mine["page"] != official["page"]:
            yield f"example {number}: document entity {mine['page']}, official {official['page']}"
        if mine["words"] != official["words"]:
            first = next(
                (i for i, (a, b) in enumerate(zip(mine["words"], official["words"])) if a != b),
                min(len(mine["words"]), len(official["words"])))
            yield (
                f"example {number}: {len(mine['words'])} words, official {len(official['words'])}, "
                f"first different at {first}: {mine['words'][first - 3:first + 5]}, official "
                f"{official['words'][first - 3:first + 5]}")
        if mentions != official["mentions"]:
            yield f"example {number}: mentions differ"


def main():
    arguments = parse_arguments()
    folder = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    if arguments.from_dump:
        write_lines(folder / "documents.jsonl", documents_of_dump(arguments.from_dump))
    elif arguments.documents:
        (folder / "documents.jsonl").write_bytes(arguments.documents.read_bytes())
    documents = read_lines(folder / "documents.jsonl")
    vocabulary = folder / "vocabulary.jsonl"
    if arguments.vocabulary:
        vocabulary = arguments.vocabulary
    else:
        write_lines(vocabulary, count_vocabulary(documents, arguments.vocabulary_size))
    theirs, seconds = official_examples(arguments, documents, vocabulary)
    settings = {
        "max_sequence_length": arguments.max_sequence_length,
        "max_entity_count": arguments.max_entity_count,
        "max_mention_length": arguments.max_mention_length,
        "min_sentence_length": arguments.min_sentence_length,
        "abstracts_only": arguments.abstracts_only,
        "sentences_without_entities": arguments.sentences_without_entities,
        "unknown_entities": arguments.unknown_entities,
        "sentences": arguments.sentences,
    }
    (folder / "settings.json").write_text(json.dumps(settings))
    environment = dict(
        os.environ, LUKE_PACKING=str(folder), LUKE_PACKING_TOKENIZER=str(arguments.tokenizer),
        LUKE_PACKING_VOCABULARY=str(vocabulary), LUKE_PACKING_REPEAT=str(arguments.repeat))
    run = subprocess.run(
        ["swift", "test", "-c", "release", "--filter", "OfficialBuilderTests"], cwd=package,
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if run.returncode:
        sys.exit(run.stdout)
    ours = read_lines(folder / "examples.jsonl")
    timing = json.loads((folder / "timing.json").read_text())
    different = 0
    for number, (document, mine, official) in enumerate(
            itertools.zip_longest(documents, ours, theirs, fillvalue=[])):
        found = list(differences(mine, official))
        different += bool(found)
        for text in found:
            print(f"document {number}, {document.get('title')}: {text}")
    words = sum(len(e["words"]) for examples in theirs for e in examples)
    print(
        f"{len(documents)} documents, {sum(map(len, theirs))} examples, {words} words, "
        f"{sum(len(e['mentions']) for x in theirs for e in x)} mentions; "
        f"{different} documents differ")
    print(
        f"official {seconds:.3f} s of processor time, ours {timing['seconds']:.4f} s "
        f"({seconds / timing['seconds']:.0f} times as fast, {words / timing['seconds'] / 1e6:.2f} "
        "million words a second)")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
