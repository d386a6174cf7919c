"""Trains two small tokenizers on the text below and writes what Hugging Face's make of samples.

    python make_goldens.py ../Goldens        # tokenizers 0.22.2, transformers 4.57.6

Each golden file holds a tokenizer's files and cases: text, options, ids, offsets, and the text that the
tokenizers make of the ids, with special tokens and without.
"""

import json
import os
import sys
import tempfile

from tokenizers import BertWordPieceTokenizer, ByteLevelBPETokenizer
from transformers import BertTokenizerFast, RobertaTokenizerFast

TEXT = """
The harbour of Lindum opened in 1904, and the first ship that came in was the Marigold.
Anna's brother didn't believe it: he'd sailed there twice, they're told, and we'll never know.
In the north the railway follows the river; in the south it climbs over the hills of Kestrel.
The company was founded by Ottilie Brandt and later sold to the Northern Timber Union.
A museum near the station shows engines, maps, clocks and a model of the old bridge.
Professor Idris Vaughan wrote three books about the birds of the coast and their songs.
On 12 March 1987 the council voted 31 to 14 for the new library at Saddler Street.
Die Brücke über den Fluss wurde gebaut, als die Müllerin noch jung war; größere Häuser folgten.
L'été dernier, la rivière était très basse et les pêcheurs ont réparé leurs barques.
El niño corrió hacia la montaña mañana por la mañana, según contó su abuela.
Старый город стоит на берегу реки, и мост ведёт к новой станции.
Η παλιά γέφυρα οδηγεί στην πόλη και στο λιμάνι.
古い橋は川の上にあり、新しい駅は町の北にある。北京和上海都有新的图书馆。
새로운 도서관은 강 옆에 있고 다리는 오래되었다.
الجسر القديم فوق النهر يؤدي إلى المدينة الجديدة.
पुराना पुल नदी के ऊपर है और नया स्टेशन उत्तर में है।
""".strip().split("\n")

SAMPLES = TEXT[:3] + TEXT[7:] + [
    "",
    " ",
    "   ",
    "a",
    " a",
    "  two spaces  before and after  ",
    "tabs\tand\tnew\nlines\r\n\r\nend",
    "no-break\u00a0space, thin\u2009space, ideographic\u3000space, line\u2028separator",
    "I'm he's you're we've they'll she'd it'S I'M 's 't '' 'x !'s",
    "numbers 1 23 456 ½ ² Ⅷ ٣٤ 一二三 1a2b",
    "mixed123letters!?...and---dashes _under_score #tag @name $5 50% a+b=c",
    "<s>start</s>",
    "hidden <mask> word, <mask>, x<mask>y and \t <mask>",
    "[CLS] a [MASK] b[SEP] [mask] [UNK]",
    "<ent>Anna<ent2> met <ent> Idris <ent2>",
    "<mas <mask <<mask>> <s <pad> </s",
    "naïve café Ångström ÀÉÎÕÜ ñ ç ß ẞ ﬁ ﬂ Ĳ",
    "e\u0301 a\u0308\u0323 o\u0302\u0301 n\u0303o\u0303",
    "\u0301starts with a mark",
    "İstanbul Iğdır DİYARBAKIR ΣΊΣΥΦΟΣ ΟΔΥΣΣΕΎΣ ǅ K Å",
    "한국어 각 힣 \u1100\u1161\u11a8",
    "漢字とかな交じり文、「引用」。 𠀀𠮷 \uf900\uf91d",
    "zero\u200bwidth \u200djoin\u200cer soft\u00adhyphen \ufeffbom",
    "control\x00\x01\x07\x0b\x0c\x1f\x7f\x80\x85 end \ufffd",
    "emoji 😀 👩‍👩‍👧 🇩🇪 👍🏽 ❤️ 1️⃣ end",
    "ชาวไทย עִבְרִית العَرَبِيَّة देवनागरी தமிழ் ქართული ᏣᎳᎩ",
    "marks that move: a\u302e\u0301 b\u0301\u302e \u1b05\u1b44\u0323",
    "“quotes” ‘single’ «guillemets» … – — • № ™ © ° µ",
    "x" * 100 + " " + "x" * 101,
    "é" * 100 + " " + "é" * 101,
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" * 4,
    "unknowable zyxwvut QQQ",
    "don\u2019t stop",
    " <mask>",
    "  <mask> x",
    "\u3000\x85<mask>\u2003<mask>",
    "\U0001d400\U0001d7d8 \U00010400\U00010428 \U000e0041",
]

ENT = ["<ent>", "<ent2>"]


def cases(tokenizer, texts, **options):
    encoded = tokenizer(texts, add_special_tokens=False, return_offsets_mapping=True)
    decode = tokenizer.backend_tokenizer.decode
    return [
        {"text": text, **options, "ids": ids, "offsets": [list(pair) for pair in offsets],
         "decoded": decode(ids, skip_special_tokens=False), "plain": decode(ids)}
        for text, ids, offsets in zip(texts, encoded["input_ids"], encoded["offset_mapping"])
    ]


def files(folder):
    result = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            result[name] = file.read()
    return result


def write(path, golden):
    with open(path, "w", encoding="utf-8") as file:
        # One case a line keeps differences readable.
        file.write('{"files": ' + json.dumps(golden["files"], ensure_ascii=True) + ',\n')
        if "tokenizer.json" in golden:
            file.write('"tokenizer.json": ' + json.dumps(golden["tokenizer.json"]) + ',\n')
        file.write('"cases": [\n')
        file.write(",\n".join(json.dumps(c, ensure_ascii=True) for c in golden["cases"]))
        file.write("\n]}\n")


def byte_level(path):
    folder = tempfile.mkdtemp()
    trained = ByteLevelBPETokenizer()
    trained.train_from_iterator(TEXT, vocab_size=600, min_frequency=2, show_progress=False,
                                special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    trained.save_model(folder)
    golden = {"files": files(folder), "cases": []}
    for prefix in (False, True):
        tokenizer = RobertaTokenizerFast(
            os.path.join(folder, "vocab.json"), os.path.join(folder, "merges.txt"),
            add_prefix_space=prefix)
        tokenizer.add_special_tokens({"additional_special_tokens": ENT})
        golden["cases"] += cases(tokenizer, SAMPLES, prefix=prefix)
    golden["tokenizer.json"] = tokenizer.backend_tokenizer.to_str()
    write(path, golden)


def word_piece(path):
    folder = tempfile.mkdtemp()
    trained = BertWordPieceTokenizer(lowercase=False, strip_accents=False)
    trained.train_from_iterator(
        TEXT + [line.lower() for line in TEXT], vocab_size=600, min_frequency=2,
        limit_alphabet=300, show_progress=False)
    trained.save_model(folder)
    golden = {"files": files(folder), "cases": []}
    for options in ({"do_lower_case": True}, {"do_lower_case": False},
                    {"do_lower_case": True, "strip_accents": False},
                    {"do_lower_case": False, "strip_accents": True,
                     "tokenize_chinese_chars": False}):
        tokenizer = BertTokenizerFast(os.path.join(folder, "vocab.txt"), **options)
        tokenizer.add_special_tokens({"additional_special_tokens": ENT})
        golden["cases"] += cases(tokenizer, SAMPLES, options=options)
        if options == {"do_lower_case": True}:
            golden["tokenizer.json"] = tokenizer.backend_tokenizer.to_str()
    write(path, golden)


if __name__ == "__main__":
    byte_level(os.path.join(sys.argv[1], "byte-level-bpe.json"))
    word_piece(os.path.join(sys.argv[1], "word-piece.json"))
