"""Compares this package's tokenizers with Hugging Face's on every text of a data folder.

    python compare_tokenizers.py --program .build/release/luke-train --data ../shared/data \
        --model FOLDER --peer roberta-fast [--random 200000]

Peers: roberta-fast, bert-fast (ids and offsets), luke-slow (ids only; transformers 4). Prints the
megabytes and lines compared and every kind of difference; exit status 1 when there is one.
"""

import argparse
import bz2
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import unicodedata


def corpus(folder):
    """All lines of all text files; compressed dumps are unpacked, UTF-16 and Latin-1 decoded."""
    for directory, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(directory, name)
            with open(path, "rb") as file:
                data = file.read()
            if name.endswith(".bz2"):
                data = bz2.decompress(data)
            if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                text = data.decode("utf-16", errors="replace")
            elif b"\0" in data[:4096]:
                continue  # binary models and archives
            else:
                try:
                    text = data.decode("utf-8")
                except UnicodeDecodeError:
                    text = data.decode("latin-1")
            yield path, text.split("\n")


def random_texts(count, seed=1):
    """Texts of unlike scripts, marks, controls, special tokens and odd spaces."""
    generator = random.Random(seed)
    specials = ["<s>", "</s>", "<mask>", "<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]", "[UNK]",
                "[PAD]", "<ent>", "<ent2>", "<mas", "[MASK", "##", "##ing", "'s", "'ll", "'re"]
    spaces = [" ", "  ", "\t", "\r", "\u00a0", "\u2003", "\u3000", "\u0085", "\u2028", "\x1c"]
    marks = [chr(c) for c in range(0x300, 0x370)] + list("\u0323\u0345\u302e\u302f\u1b44\u05b0\u0651")
    emoji = ["👩‍👩‍👧", "🇩🇪", "👍🏽", "❤️", "1️⃣", "\U0001f600"]
    blocks = [(0x20, 0x7f), (0x80, 0x250), (0x370, 0x530), (0x590, 0x700), (0x900, 0x1000),
              (0xac00, 0xd7a4), (0x1100, 0x1200), (0x1e00, 0x2000), (0x2000, 0x2c00),
              (0x3000, 0x3400), (0x4e00, 0x9fff), (0xf900, 0x10000), (0x10000, 0x20000),
              (0x20000, 0x2fa20), (0x0, 0x20), (0xe0000, 0xe01f0)]

    def scalar():
        first, end = generator.choice(blocks)
        return chr(generator.randrange(first, end))

    for _ in range(count):
        parts = []
        for _ in range(generator.randrange(0, 14)):
            kind = generator.random()
            if kind < 0.12:
                parts.append(generator.choice(specials))
            elif kind < 0.30:
                parts.append(generator.choice(spaces))
            elif kind < 0.40:
                parts.append(generator.choice(marks))
            elif kind < 0.45:
                parts.append(generator.choice(emoji))
            elif kind < 0.65:
                parts.append(generator.choice(["the", "Hello", "É", "ﬁ", "123", "WORLD", "İ", "ǅ"]))
            else:
                parts.append(scalar())
        yield "".join(parts)


def scalar_texts():
    """Every scalar in small contexts; those without a meaning of their own many to a text."""
    plain = []
    for c in range(0x110000):
        s = chr(c)
        category = unicodedata.category(s)
        if category == "Cs":
            continue
        if category in ("Cn", "Co"):
            plain.append(f"{s}a{s}b {s} ")
        else:
            yield f"{s}a{s}b {s} 1{s}1!{s} e\u0301{s}\u0323 {s}{s} {s}"
    for start in range(0, len(plain), 100):
        yield "".join(plain[start:start + 100])


def special_texts():
    yield ""
    yield "a" * 120_000
    yield "xy" * 60_000 + " end"
    yield " " * 5_000 + "x"
    yield "!" * 5_000
    yield "漢" * 5_000
    yield "e\u0301" * 200
    yield "a" * 100 + " " + "a" * 101 + " " + "é" * 100 + " " + "é" * 101
    yield "line one\r\nline two\r\n\r\n"
    yield "\n\n  \n x\n"
    yield "<mask>"
    yield " <mask> "
    yield "<mask><mask>  <mask>\t\n<mask>x"


class OurProgram:
    """`luke-train tokenize`: a line of text in, a line of JSON out."""

    def __init__(self, program, model):
        self.command = [program, "tokenize", model, "-", "--no-special-tokens"]

    def encode(self, texts):
        with tempfile.TemporaryFile() as file:
            for text in texts:
                file.write(text.encode("utf-8") + b"\n")
            file.seek(0)
            output = subprocess.run(self.command, stdin=file, stdout=subprocess.PIPE, check=True)
        for line in output.stdout.split(b"\n")[:-1]:
            record = json.loads(line)
            yield record["ids"], [tuple(pair) for pair in record["offsets"]]

    @staticmethod
    def takes(text):
        return "\n" not in text and "\r" not in text


class OurRecords:
    """A program that reads texts separated by 0x1E and writes 32-bit counts and triples."""

    def __init__(self, program, model, prefix):
        self.command = [program, model, "records"]
        self.prefix = ["prefix"] if prefix else []

    def encode(self, texts):
        with tempfile.NamedTemporaryFile() as file:
            file.write("\x1e".join(texts).encode("utf-8"))
            file.flush()
            data = subprocess.run(
                self.command + [file.name] + self.prefix, stdout=subprocess.PIPE, check=True).stdout
        values, place = struct.unpack(f"<{len(data) // 4}i", data), 0
        for _ in texts:
            count = values[place]
            place += 1
            rows = values[place:place + 3 * count]
            place += 3 * count
            yield list(rows[0::3]), list(zip(rows[1::3], rows[2::3]))

    @staticmethod
    def takes(text):
        return "\x1e" not in text


def peer_tokenizer(kind, model, prefix):
    import transformers
    transformers.logging.set_verbosity_error()
    if kind == "luke-slow":
        entities = os.path.join(tempfile.mkdtemp(), "entity_vocab.json")
        with open(entities, "w") as file:
            json.dump({"[PAD]": 0, "[UNK]": 1, "[MASK]": 2, "[MASK2]": 3}, file)
        tokenizer = transformers.LukeTokenizer(
            os.path.join(model, "vocab.json"), os.path.join(model, "merges.txt"), entities,
            add_prefix_space=prefix)
        if "<ent>" not in json.load(open(os.path.join(model, "vocab.json"))):
            if not os.path.exists(os.path.join(model, "added_tokens.json")):
                print("note: the slow tokenizer adds <ent> and <ent2>; give a folder with them")

        def encode(texts):
            for text in texts:
                yield tokenizer.convert_tokens_to_ids(tokenizer.tokenize(text)), None
        return encode
    options = {"add_prefix_space": True} if prefix else {}
    kinds = {"roberta-fast": transformers.RobertaTokenizerFast,
             "bert-fast": transformers.BertTokenizerFast}
    tokenizer = kinds[kind].from_pretrained(model, **options)

    def encode(texts):
        encoded = tokenizer(texts, add_special_tokens=False, return_offsets_mapping=True)
        for ids, offsets in zip(encoded["input_ids"], encoded["offset_mapping"]):
            yield ids, [tuple(pair) for pair in offsets]
    return encode


def compare(name, texts, ours, theirs, report):
    texts = [t for t in texts if ours.takes(t)]
    for start in range(0, len(texts), 20_000):
        part = texts[start:start + 20_000]
        for text, mine, other in zip(part, ours.encode(part), theirs(part)):
            report["lines"] += 1
            report["bytes"] += len(text.encode("utf-8")) + 1
            report["tokens"] += len(mine[0])
            if mine[0] != other[0]:
                report["ids"].append((name, text))
            elif other[1] is not None and mine[1] != other[1]:
                report["offsets"].append((name, text, mine[1], other[1]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program")
    parser.add_argument("--records")
    parser.add_argument("--data")
    parser.add_argument("--model", required=True)
    parser.add_argument("--peer", required=True)
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--scalars", action="store_true")
    parser.add_argument("--prefix", action="store_true")
    arguments = parser.parse_args()
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    if arguments.records:
        ours = OurRecords(arguments.records, arguments.model, arguments.prefix)
    else:
        ours = OurProgram(arguments.program, arguments.model)
    theirs = peer_tokenizer(arguments.peer, arguments.model, arguments.prefix)
    report = {"lines": 0, "bytes": 0, "tokens": 0, "ids": [], "offsets": []}
    if arguments.data:
        batch, held = [], 0
        for path, lines in corpus(arguments.data):
            batch += lines
            held += sum(map(len, lines))
            if held > 4_000_000:
                compare("data", batch, ours, theirs, report)
                batch, held = [], 0
        compare("data", batch, ours, theirs, report)
    if arguments.random:
        compare("random", list(random_texts(arguments.random)), ours, theirs, report)
        compare("special", list(special_texts()), ours, theirs, report)
    if arguments.scalars:
        compare("scalars", list(scalar_texts()), ours, theirs, report)
    print(f"{arguments.peer}: {report['bytes'] / 1e6:.1f} MB, {report['lines']:,} texts, "
          f"{report['tokens']:,} tokens; {len(report['ids'])} texts with other ids, "
          f"{len(report['offsets'])} with other offsets")
    for name, text in report["ids"][:10]:
        print("ids", name, ascii(text[:200]))
    for name, text, mine, other in report["offsets"][:10]:
        print("offsets", name, ascii(text[:200]), mine[:12], other[:12])
    return 1 if report["ids"] or report["offsets"] else 0


if __name__ == "__main__":
    sys.exit(main())
