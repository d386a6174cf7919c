"""Trains byte-level BPE tokenizers with Hugging Face's `tokenizers` and writes what they learn.

    python make_trainer_goldens.py golden ../Goldens/byte-pair-training.json
    python make_trainer_goldens.py random FOLDER [--count 300] [--seed 1]
    LUKE_TRAINER_CASES=FOLDER swift test -c release --filter BytePairTrainer
    python make_trainer_goldens.py files FILE... --into FOLDER [--size 30000]

`golden` writes the file that the tests always read (tokenizers 0.23.3), `random` writes files of the
same kind with random corpora, `files` one of real text, read line by line. A file holds texts and
cases: settings, all tokens in the order of their ids, all merges.
"""

import argparse
import json
import os
import random
import tempfile
import time

from tokenizers import ByteLevelBPETokenizer

ROLES = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]

TEXTS = """
The ferry to Saltmarsh Island leaves at seven, at nine and at eleven; the last ferry leaves at nine.
Marta's cousin can't remember whether they'd sold the mill, the mill house or both mills in 1962.
The mill, the mill house, the mill pond: 3 buildings, 12 rooms, 48 windows, 1,024 panes, 100% glass.
aa aaa aaaa aaaaa aaaaaa aaaaaaa abab ababab abababab ba bab baba abcabcabc abc bca cab abc bc ab
zyx zyx xyz xyz yzx yzx one two three one two three un deux trois uno dos tres eins zwei drei
low lower lowest newer newest wide wider widest slow slower slowest new wide low slow
I'm you're he's we'll they've she'd it's don't won't 'tis 'twas rock'n'roll
Die Fähre fährt über den Fluß; größere Schiffe müssen draußen warten, schöne Grüße aus Köln.
L'île est à cent mètres de la côte, où l'école et l'église étaient déjà fermées cet été-là.
El ñandú corrió por la montaña; la niña soñaba mañana tras mañana con la montaña.
Паром идёт на остров, остров стоит в море, море шумит и шумит, паром идёт и идёт.
Το νησί είναι κοντά, το λιμάνι είναι μακριά, το καράβι είναι παλιό.
島へ行く船は七時に出ます。島の学校は小さいです。島の人は船を待ちます。去岛上的船七点开。
섬으로 가는 배는 일곱 시에 떠난다. 섬의 학교는 작다. 배를 기다리는 사람들.
العبارة تغادر إلى الجزيرة في الساعة السابعة، والجزيرة قريبة من الساحل.
द्वीप के लिए नाव सात बजे जाती है। द्वीप का स्कूल छोटा है। नाव पुरानी है।
👍 👍👍 👍🏽 👩‍👩‍👧 👩‍👩‍👧 🇩🇪 🇩🇪🇫🇷 ❤️ 1️⃣ 2️⃣ 😀😀😀 😀
e\u0301 é e\u0301e\u0301 éé \u00a0 \u00a0\u2003 \u3000 tab\ttab\t\ttab  two   three    four
(a) [b] {c} <d> «e» “f” ‘g’ a+b=c; a-b=c, a*b=c... a/b=c!!! ??? --- --- ----- ==== ######
x1 x2 x3 x10 x20 x30 10 100 1000 10000 2024 2025 2026 ½ ¼ ² ³ Ⅷ ٣٤ 一二三
""".strip().split("\n") + ["", " ", "   ", "\n", "end of line\n", "two\nlines\r\n\r\n  indented\n\n", "a", " a"]


def train(texts, size, minimum, special, prefix):
    """What Hugging Face's trainer learns: the tokens by id and the merges as merges.txt has them."""
    tokenizer = ByteLevelBPETokenizer(add_prefix_space=prefix)
    tokenizer.train_from_iterator(
        texts, vocab_size=size, min_frequency=minimum, special_tokens=special, show_progress=False)
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.save_model(folder)
        with open(os.path.join(folder, "vocab.json"), encoding="utf-8") as file:
            vocabulary = json.load(file)
        with open(os.path.join(folder, "merges.txt"), encoding="utf-8") as file:
            merges = file.read().split("\n")[1:-1]
    tokens = sorted(vocabulary, key=vocabulary.get)
    assert [vocabulary[t] for t in tokens] == list(range(len(tokens)))
    return tokens, merges


def case(texts, size, minimum, special, prefix):
    tokens, merges = train(texts, size, minimum, special, prefix)
    return {"size": size, "minimum": minimum, "special": special, "prefix": prefix,
            "tokens": tokens, "merges": merges}


def write(path, texts, cases):
    with open(path, "w", encoding="utf-8") as file:
        # One case a line keeps differences readable.
        file.write('{"texts": ' + json.dumps(texts) + ',\n"cases": [\n')
        file.write(",\n".join(json.dumps(c) for c in cases))
        file.write("\n]}\n")


def golden(path):
    cases = []
    for prefix in (False, True):
        cases.append(case(TEXTS, 900, 2, ROLES, prefix))
        cases.append(case(TEXTS, 500, 5, ROLES, prefix))
        cases.append(case(TEXTS, 420, 1, ROLES, prefix))
    cases.append(case(TEXTS, 100_000, 1, ROLES, False))
    for size in (1, 100, 256, 260, 261, 262, 263):
        cases.append(case(TEXTS, size, 2, ROLES, True))
    # Special tokens that are also bytes or would be merged, in another order, given twice.
    odd = ["<unk>", "the", "a", "<s>", "Ġt", "aa", "<pad>", "a", "</s>", "é", "abab", "<mask>", "ll"]
    cases.append(case(TEXTS, 600, 1, odd, False))
    cases.append(case(TEXTS, 330, 2, odd, True))
    cases.append(case([], 1000, 1, ROLES, True))
    write(path, TEXTS, cases[:-1])
    assert cases[-1]["merges"] == []


def random_texts(generator):
    """Texts of few letters, so that pairs tie, overlap and come up again."""
    letters = generator.choice(["ab", "abc", "aab", "abcdefgh", "aé漢👍", "etaoin shrdlu",
                                "abcdefghijklmnopqrstuvwxyz0123456789'.,!? éàüßжщя漢字かな한국👍🏽\u0301\t\n"])
    length = generator.choice([3, 6, 12, 40])
    words = ["".join(generator.choices(letters, k=generator.randrange(1, length)))
             for _ in range(generator.choice([3, 20, 100, 400]))]
    weights = [1 / (i + 1) for i in range(len(words))]
    texts = []
    for _ in range(generator.choice([1, 5, 60])):
        count = generator.randrange(0, 80)
        texts.append(generator.choice([" ", " ", "  ", "\n"]).join(
            generator.choices(words, weights, k=count)))
    return texts


def random_files(folder, count, seed):
    os.makedirs(folder, exist_ok=True)
    generator = random.Random(seed)
    for number in range(count):
        texts = random_texts(generator)
        cases = []
        for _ in range(3):
            special = list(ROLES)
            if generator.random() < 0.5:
                special += ["".join(generator.choices("abcé<>", k=generator.randrange(1, 5)))
                            for _ in range(generator.randrange(1, 8))]
                generator.shuffle(special)
            size = generator.choice([1, 261, 270, 300, 400, 700, 3000])
            minimum = generator.choice([0, 1, 2, 2, 3, 5, 20])
            cases.append(case(texts, size, minimum, special, generator.random() < 0.5))
        write(os.path.join(folder, f"random-{seed}-{number}.json"), texts, cases)


def real_files(paths, folder, size):
    os.makedirs(folder, exist_ok=True)
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            texts = file.read().splitlines(keepends=True)
        cases = []
        for prefix in (False, True):
            start = time.monotonic()
            cases.append(case(texts, size, 2, ROLES, prefix))
            print(f"{path}: {time.monotonic() - start:.2f} s, {len(cases[-1]['merges'])} merges")
        write(os.path.join(folder, os.path.basename(path) + ".json"), texts, cases)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=["golden", "random", "files"])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--into")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=30_000)
    arguments = parser.parse_args()
    if arguments.kind == "golden":
        golden(arguments.paths[0])
    elif arguments.kind == "random":
        random_files(arguments.paths[0], arguments.count, arguments.seed)
    else:
        real_files(arguments.paths, arguments.into, arguments.size)


if __name__ == "__main__":
    main()
