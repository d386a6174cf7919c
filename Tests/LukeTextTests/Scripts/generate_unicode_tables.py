"""Writes Sources/LukeText/Unicode/UnicodeTables.swift.

Asks Hugging Face's `tokenizers` package (its regular expressions, BERT normalizer and BERT
pre-tokenizer) about every Unicode scalar, so that our tables carry the Unicode version that
models were trained with and not the one of the Swift toolchain at hand.

    python generate_unicode_tables.py ../../../Sources/LukeText/Unicode/UnicodeTables.swift
"""

import sys
import unicodedata

import tokenizers
from tokenizers import normalizers, pre_tokenizers

SCALARS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False)
bert = pre_tokenizers.BertPreTokenizer()
clean = normalizers.BertNormalizer(
    clean_text=True, handle_chinese_chars=False, strip_accents=False, lowercase=False)
chinese = normalizers.BertNormalizer(
    clean_text=False, handle_chinese_chars=True, strip_accents=False, lowercase=False)
strip = normalizers.BertNormalizer(
    clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=False)
nfd = normalizers.NFD()
lowercase = normalizers.Lowercase()


def pieces(pre_tokenizer, text):
    return len(pre_tokenizer.pre_tokenize_str(text))


def combining_classes():
    """The classes that the package's canonical ordering uses, found by watching it reorder."""
    hypothesis = {c: unicodedata.combining(chr(c)) for c in SCALARS}
    representatives = {}
    for c in SCALARS:  # old marks, which every Unicode version knows
        if hypothesis[c] and unicodedata.ucd_3_2_0.combining(chr(c)) == hypothesis[c]:
            if nfd.normalize_str(chr(c)) == chr(c):
                representatives.setdefault(hypothesis[c], chr(c))
    found = {}
    for c in SCALARS:
        mark = chr(c)
        if hypothesis[c] == 0 and not unicodedata.category(mark) in ("Mn", "Mc", "Me", "Cn"):
            continue
        if nfd.normalize_str(mark) != mark:
            continue
        below = [k for k, r in representatives.items()  # k < class: c moves behind r
                 if nfd.normalize_str(mark + r) == r + mark != mark + r]
        above = [k for k, r in representatives.items()  # 0 < class < k: c moves before r
                 if nfd.normalize_str(r + mark) == mark + r != r + mark]
        if not below and not above:
            continue
        between = [k for k in representatives if k not in below and k not in above]
        if between:
            assert len(between) == 1, (hex(c), between)
            found[c] = between[0]
        else:  # a class with a single, newer member: any value between its neighbours orders alike
            found[c] = hypothesis[c]
            assert max(below) < found[c] < min(above), (hex(c), below, above)
    return found


def ranges(members):
    result = []
    for c in sorted(members):
        if result and result[-1][1] == c - 1:
            result[-1][1] = c
        else:
            result.append([c, c])
    return result


def encode_ranges(members):
    words, last = [], 0
    for first, end in ranges(members):
        words += [f"{first - last:x}", f"{end - first + 1:x}"]
        last = end + 1
    return words


def encode_classes(classes):
    words = []
    for value in sorted(set(classes.values())):
        for first, end in ranges(c for c in classes if classes[c] == value):
            words += [f"{value:x}", f"{first:x}", f"{end - first + 1:x}"]
    return words


def encode_shifts(mapping):
    """Groups of (first, count, step, shift): `first + i * step` becomes itself plus `shift`."""
    groups = []
    for c in sorted(mapping):
        shift = mapping[c] - c
        last = groups[-1] if groups else None
        if last and last[3] == shift:
            step = c - (last[0] + (last[1] - 1) * last[2])
            if step <= 2 and (last[1] == 1 or step == last[2]):
                last[1] += 1
                last[2] = step
                continue
        groups.append([c, 1, 1, shift])
    return [f"{v:x}" for group in groups for v in group]


def encode_sequences(mapping):
    words, last = [], 0
    for c in sorted(mapping):
        words.append("+".join([f"{c - last:x}"] + [f"{ord(d):x}" for d in mapping[c]]))
        last = c
    return words


def literal(name, comment, words, out):
    out.append(f"  /// {comment}")
    out.append(f"  static let {name} = \"\"\"")
    line = "   "
    for word in words:
        if len(line) + 1 + len(word) > 98:
            out.append(line + " \\")
            line = "   "
        line += " " + word
    out.append(line)
    out.append('    """')


def main(path):
    sets = {name: [] for name in (
        "letters", "numbers", "whitespace", "punctuation", "ideographs", "controls", "marks")}
    bert_whitespace, lower, lower_sequences, decompositions = [], {}, {}, {}
    for c in SCALARS:
        s = chr(c)
        if pieces(byte_level, "a" + s) == 1:
            sets["letters"].append(c)
        if pieces(byte_level, "1" + s) == 1:
            sets["numbers"].append(c)
        if pieces(byte_level, "!" + s + "!") > 1 and c not in sets["letters"][-1:] + sets["numbers"][-1:]:
            sets["whitespace"].append(c)
        count = pieces(bert, "a" + s + "a")
        if count == 3:
            sets["punctuation"].append(c)
        if count == 2:
            bert_whitespace.append(c)
        cleaned = clean.normalize_str("a" + s + "b")
        if cleaned == "ab":
            sets["controls"].append(c)
        elif cleaned != "a" + s + "b":
            assert cleaned == "a b" and c in bert_whitespace[-1:], hex(c)
        else:
            assert c == 0x20 or c not in bert_whitespace[-1:], hex(c)
        if chinese.normalize_str(s) != s:
            assert chinese.normalize_str(s) == f" {s} "
            sets["ideographs"].append(c)
        decomposed = nfd.normalize_str(s)
        if 0xAC00 <= c <= 0xD7A3:
            assert decomposed == unicodedata.normalize("NFD", s)
        elif decomposed != s:
            decompositions[c] = decomposed
        elif strip.normalize_str("a" + s) == "a":
            sets["marks"].append(c)
        lowered = lowercase.normalize_str(s)
        if lowered != s:
            if len(lowered) == 1:
                lower[c] = ord(lowered)
            else:
                lower_sequences[c] = lowered
    assert bert_whitespace == sets["whitespace"]
    classes = combining_classes()
    out = [
        f"// Written by Tests/LukeTextTests/Scripts/generate_unicode_tables.py, which asked tokenizers",
        f"// {tokenizers.__version__} about every scalar. Do not edit.",
        "",
        "/// Unicode properties as the tokenizers that models were trained with see them.",
        "///",
        "/// Numbers are hexadecimal. A set is a list of `gap length` pairs, each gap counted from the end",
        "/// of the range before.",
        "enum UnicodeTables {",
    ]
    comments = {
        "letters": "`\\p{L}` of the byte-level pattern.",
        "numbers": "`\\p{N}` of the byte-level pattern.",
        "whitespace": "`\\s` of the byte-level pattern, and what separates words for BERT.",
        "punctuation": "What BERT's pre-tokenizer makes words of their own.",
        "ideographs": "What BERT's normalizer surrounds with spaces.",
        "controls": "What BERT's normalizer drops when it cleans text.",
        "marks": "Nonspacing marks, dropped when BERT strips accents.",
    }
    for name, members in sets.items():
        literal(name, comments[name], encode_ranges(members), out)
        out.append("")
    literal("combiningClasses", "Canonical combining classes: `class first length` triples.",
            encode_classes(classes), out)
    out.append("")
    literal("lowercaseShifts", "Lower case: `first count step shift`, shifts with a sign.",
            encode_shifts(lower), out)
    out.append("")
    literal("lowercaseSequences",
            "Lower case of more than one scalar: `gap+scalar+scalar`, gaps from the entry before.",
            encode_sequences(lower_sequences), out)
    out.append("")
    literal("decompositions", "Full canonical decompositions but Hangul's: `gap+scalar+…`.",
            encode_sequences(decompositions), out)
    out.append("}")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")
    print({k: len(v) for k, v in sets.items()}, len(classes), len(lower), lower_sequences, len(decompositions))


if __name__ == "__main__":
    main(sys.argv[1])
