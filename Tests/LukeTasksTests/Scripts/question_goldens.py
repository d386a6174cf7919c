#!/usr/bin/env python3
"""Makes Goldens/questions.json, answers.json and treebank-words.json, and what the tests compare to on real data.
Needs transformers for features, NumPy for answers, and NLTK for words and the scores of cmrc.

    python3 question_goldens.py features ../Goldens/questions.json [shared data]
    python3 question_goldens.py answers ../Goldens/answers.json
    python3 question_goldens.py words ../Goldens/treebank-words.json
    python3 question_goldens.py scores DATA RULES [LANGUAGE]

Features are those of transformers' examples/pytorch/question-answering/run_qa.py: the fast tokenizer with
truncation="only_second", stride and return_overflowing_tokens; the answer where the window holds all of it, else
the first token. Three oddities are not followed: an answer that begins in the last token of a window is placed on
that token, where run_qa.py goes one too far; one character in several subwords does not end before it begins; and
the first token of a window does not cover the space before it. Longer questions are cut to max_question_length subwords first. Answers are decoded as
utils_qa.py's postprocess_qa_predictions does it.

`scores` prints what random parts of the contexts of DATA score by the rules of squad, squad2, mlqa or cmrc, written
after the definitions of evaluate-v1.1.py, evaluate-v2.0.py, mlqa_evaluation_v1.py and cmrc2018_evaluate.py (whose
sentences are not searched for: nltk.word_tokenize with preserve_line).
"""

import collections
import json
import pathlib
import re
import string
import sys
import tempfile
import unicodedata

TESTS = pathlib.Path(__file__).resolve().parents[2]
DATASETS = TESTS.parent / "Datasets"
QUICKSTART = DATASETS / "quickstart/tokenizer"
sys.dont_write_bytecode = True
sys.path.insert(0, str(DATASETS))
from samples import Chance  # noqa: E402

LONG = (
    "The lighthouse of Marlow stands on a rock 😀 in the bay. Edda Thornwick, who kept it for forty years, wrote down "
    "every ship that went by: 1,204 of them in 1931 alone. Her café “Zur Möwe” was open in summer.\n\nNobody keeps the "
    "light today; a machine does. 灯塔由机器管理。 Since 1978 the house has been a museum, to which some 3½ thousand people "
    "come each year, most of them by boat.")
SAMPLES = [
    (LONG, "Who kept the lighthouse?", "Edda Thornwick"),
    (LONG, "  How many ships went by in 1931?", "1,204"),
    (LONG, "What is the name of the café?", "Zur Möwe"),
    (LONG, "How do people come?", "by boat."),
    (LONG, "What stands there?", "The lighthouse"),
    (LONG, "谁管理灯塔？", "机器"),
    (LONG, "Is there a smile?", "😀"),
    (LONG, "Who paints the lighthouse, and how often, and in which colours, and what for?", None),
    ("Short.", "Long?", "Short"),
    (" Two  spaces and\ttabs ", "What?", "spaces"),
]
# The most subwords of a sequence, of a question, and those that windows have in common.
SHAPES = [(384, 64, 128), (128, 24, 16), (96, 8, 0), (48, 24, 5)]


# ---------------------------------------------------------------- features

def cut(tokenizer, question, most):
    """The subwords of a question that are kept."""
    return tokenizer(question.lstrip(), add_special_tokens=False)["input_ids"][:most]


def windows(tokenizer, context, question, answer, shape):
    """Ids, types, start and end of the context, offsets and answer of each window."""
    length, most, stride = shape
    question = question.lstrip()
    kept = len(cut(tokenizer, question, most))
    encoded = tokenizer(question, context, add_special_tokens=False, return_offsets_mapping=True)
    whole = len(tokenizer(question, add_special_tokens=False)["input_ids"])
    if kept < whole:
        # The text of the subwords that are kept; its own subwords are checked to be the same.
        offsets = tokenizer(question, add_special_tokens=False, return_offsets_mapping=True)["offset_mapping"]
        question = question[:offsets[kept - 1][1]]
        if tokenizer(question, add_special_tokens=False)["input_ids"] != encoded["input_ids"][:kept]:
            return None
    found = tokenizer(
        question, context, truncation="only_second", max_length=length, stride=stride,
        return_overflowing_tokens=True, return_offsets_mapping=True, return_token_type_ids=True)
    exact = tokenizer(context, add_special_tokens=False, return_offsets_mapping=True)["offset_mapping"]
    result, seen = [], 0
    for number, ids in enumerate(found["input_ids"]):
        places = [i for i, part in enumerate(found.sequence_ids(number)) if part == 1]
        offsets = [found["offset_mapping"][number][i] for i in places]
        offsets[0] = exact[seen]
        assert [tuple(offset) for offset in offsets] == exact[seen:seen + len(offsets)]
        seen += len(offsets) - stride
        start = end = 0
        if answer is not None:
            first, last = answer
            if offsets[0][0] <= first and offsets[-1][1] >= last:
                start = places[0] + max(i for i, (a, _) in enumerate(offsets) if a <= first)
                end = places[0] + min(i for i, (_, b) in enumerate(offsets) if b >= last)
                start, end = sorted((start, end))
        result.append((ids, found["token_type_ids"][number], places[0], offsets, start, end))
    return result


def bert(folder):
    from transformers import BertTokenizerFast
    golden = json.loads((TESTS / "LukeTextTests/Goldens/word-piece.json").read_text(encoding="utf-8"))
    path = pathlib.Path(folder) / "vocab.txt"
    path.write_text(golden["files"]["vocab.txt"], encoding="utf-8")
    return BertTokenizerFast.from_pretrained(folder, do_lower_case=False)


def digest(rows):
    value = 14695981039346656037
    for row in rows:
        for number in [len(row), *row]:
            value = ((value ^ (number & (2**64 - 1))) * 1099511628211) % 2**64
    return value


def questions(path):
    """Id, context, question and answers of each question of a file like SQuAD's."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                yield question["id"], paragraph["context"], question["question"], question["answers"]


def features(target, data):
    from transformers import RobertaTokenizerFast
    roberta = RobertaTokenizerFast.from_pretrained(str(QUICKSTART))
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        for name, tokenizer in [("quickstart", roberta), ("word-piece", bert(folder))]:
            for context, question, text in SAMPLES if name == "quickstart" else SAMPLES[1::3]:
                span = None if text is None else (context.index(text), context.index(text) + len(text))
                for shape in SHAPES:
                    found = windows(tokenizer, context, question, span, shape)
                    if found is None:
                        continue
                    cases.append({
                        "tokenizer": name, "context": context, "question": question, "answer": span,
                        "shape": shape, "windows": [
                            {"ids": ids, "types": types, "start": place, "offsets": offsets, "target": [start, end]}
                            for ids, types, place, offsets, start, end in found]})
    text = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    pathlib.Path(target).write_text(f"[\n{text}\n]\n", encoding="utf-8")
    for name, shape in [
        ("xquad/xquad.en.json", (256, 192, 64)), ("xquad/xquad.de.json", (384, 256, 96)),
        ("xquad/xquad.es.json", (256, 192, 32)), ("xquad/xquad.zh.json", (512, 384, 100)),
        ("xtreme/mlqa/MLQA_V1/dev/dev-context-de-question-en.json", (384, 256, 128)),
        ("squad_v2_cs224n/dev-v2.0.json", (384, 256, 128)),
    ] if data else []:
        rows, count = [], 0
        for _, context, question, answers in questions(pathlib.Path(data) / name):
            span = None
            if answers:
                span = (answers[0]["answer_start"], answers[0]["answer_start"] + len(answers[0]["text"]))
            for ids, _, place, offsets, start, end in windows(roberta, context, question, span, shape):
                rows += [ids, [place, start, end], [number for offset in offsets for number in offset]]
                count += 1
        print(name, shape, count, digest(rows))


# ---------------------------------------------------------------- answers

def decoded(windows, none_allowed, best, longest, threshold):
    """Of some windows (start of the context, offsets, logits of starts and ends) the spans, their scores and
    probabilities, the best first, and which is the answer."""
    import numpy as np
    null, found = None, []
    for place, offsets, starts, ends in windows:
        starts, ends = np.array(starts, np.float32), np.array(ends, np.float32)
        score = starts[0] + ends[0]
        null = score if null is None or null > score else null
        for start in np.argsort(-starts, kind="stable")[:best].tolist():
            for end in np.argsort(-ends, kind="stable")[:best].tolist():
                inside = all(place <= i < place + len(offsets) for i in (start, end))
                if not inside or end < start or end - start + 1 > longest:
                    continue
                span = (offsets[start - place][0], offsets[end - place][1])
                if span[0] < span[1]:
                    found.append((span, starts[start] + ends[end]))
    if none_allowed:
        found.append((None, null))
    kept = sorted(found, key=lambda pair: pair[1], reverse=True)[:best]
    if none_allowed and all(span is not None for span, _ in kept):
        kept.append((None, null))
    scores = np.array([score for _, score in kept])
    parts = np.exp(scores - scores.max())
    parts = parts / parts.sum()
    spans = [(span, float(part)) for (span, _), part in zip(kept, parts) if span is not None]
    margin = float(null - next(score for span, score in kept if span is not None))
    answer = None if none_allowed and margin > threshold else spans[0][0]
    none = next((float(part) for (span, _), part in zip(kept, parts) if span is None), None)
    return {"answer": answer, "candidates": [{"span": span, "score": part} for span, part in spans],
            "margin": margin, "none": none}


def answers(target):
    chance, cases = Chance(20261127), []
    for number in range(24):
        shape = (number % 2 == 1, 3 + number % 5 * 3, 2 + number % 4 * 2, [0, 0.5, -1][number % 3])
        found = []
        for window in range(1 + number % 3):
            place, count = 3 + chance.below(5), 6 + chance.below(20)
            offsets = [(10 * window + 2 * i, 10 * window + 2 * i + (0 if i % 7 == 3 else 2)) for i in range(count)]
            # Quarters, of which some are equal.
            starts, ends = ([(chance.below(49) - 24) / 4 for _ in range(place + count + 1)] for _ in range(2))
            if number % 4 == 3 and shape[1] > 6:
                starts[0], ends[0] = starts[0] + 10, ends[0] + 10
            found.append((place, offsets, starts, ends))
        cases.append({
            "windows": [dict(zip(("place", "offsets", "starts", "ends"), window)) for window in found],
            "unanswerable": shape[0], "n_best": shape[1], "max_answer_length": shape[2], "threshold": shape[3],
            **decoded(found, *shape)})
    text = ",\n".join(json.dumps(case) for case in cases)
    pathlib.Path(target).write_text(f"[\n{text}\n]\n", encoding="utf-8")


# ---------------------------------------------------------------- scores

def treebank_words(target):
    from nltk.tokenize import word_tokenize
    chance = Chance(3)
    parts = list("abst .,:;'\"()[]`?!-–%$&«»“”‘’123né") + [
        "can't ", "cannot ", "'s ", "n't ", "'tis ", "''", "``", "...", "--", "gonna ", "she'll ", "d'ye ", "'re",
        "3.5 ", "a.b. ", "1,204 "]
    texts = ["".join(parts[chance.below(len(parts))] for _ in range(1 + chance.below(24))) for _ in range(120)]
    lines = [json.dumps([text, word_tokenize(text, preserve_line=True)], ensure_ascii=False) for text in texts]
    pathlib.Path(target).write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


ARTICLES = {
    "en": "a an the", "es": "un una unos unas el la los las", "vi": "của là cái chiếc những",
    "de": "ein eine einen einem eines einer der die das den dem des"}
ALL_PUNCTUATION = {
    chr(i) for i in range(sys.maxunicode) if unicodedata.category(chr(i)).startswith("P")} | set(string.punctuation)
CMRC = set("-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』")


def chinese(text, split):
    words, between = [], ""
    for character in text:
        if "\u4e00" <= character <= "\u9fa5":
            words += split(between) + [character]
            between = ""
        else:
            between += character
    return words + split(between)


def words(text, rules, language="en"):
    text = text.lower()
    if rules == "cmrc":
        from nltk.tokenize import word_tokenize
        text = "".join(c for c in text.strip() if c not in CMRC)
        return chinese(text, lambda part: word_tokenize(part, preserve_line=True) if part else [])
    left_out = ALL_PUNCTUATION if rules == "mlqa" else set(string.punctuation)
    text = "".join(c for c in text if c not in left_out)
    if rules == "mlqa" and language == "ar":
        text = re.sub("\\sال^|ال", " ", text)
    elif rules != "mlqa" or language in ARTICLES:
        text = re.sub(rf"\b({'|'.join(ARTICLES[language].split())})\b", " ", text)
    return chinese(text, str.split) if rules == "mlqa" and language == "zh" else text.split()


def same(predicted, gold, rules):
    if rules != "cmrc":
        return sum((collections.Counter(predicted) & collections.Counter(gold)).values())
    longest, table = 0, collections.defaultdict(int)
    for i, left in enumerate(predicted):
        for j, right in enumerate(gold):
            if left == right:
                table[i, j] = table[i - 1, j - 1] + 1
                longest = max(longest, table[i, j])
    return longest


def compared(prediction, gold, rules, language):
    left, right = words(prediction, rules, language), words(gold, rules, language)
    exact = left == right
    if rules == "cmrc":
        def bare(text):
            return "".join(c for c in text.lower().strip() if c not in CMRC)
        exact = bare(prediction) == bare(gold)
    if rules == "squad2" and not (left and right):
        return int(exact), int(exact)
    count = same(left, right, rules)
    if count == 0:
        return int(exact), 0
    precision, recall = 1.0 * count / len(left), 1.0 * count / len(right)
    return int(exact), 2 * precision * recall / (precision + recall)


def predictions(path):
    """For each question a random part of its context, or none, and by how much none is likelier."""
    chance = Chance(7)
    for _, context, _, answers in questions(path):
        golds = [answer["text"] for answer in answers]
        start, length = chance.below(max(1, len(context))), 1 + chance.below(40)
        prediction = context[start:start + length]
        kind, margin = chance.below(4), (chance.below(2001) - 1000) / 100
        if kind == 0 and answers:
            # Near an answer, as models are.
            place = answers[0]["answer_start"]
            prediction = context[max(0, place - chance.below(6)):place + len(golds[0]) + chance.below(6)]
        elif kind == 1 and answers:
            prediction = golds[-1]
        yield prediction, golds, margin + (0 if answers else 6)


def scores(path, rules, language="en"):
    total = exact_sum = f1_sum = 0
    parts, choices = {True: [0, 0, 0], False: [0, 0, 0]}, []
    for prediction, golds, margin in predictions(path):
        has_answer = bool(golds)
        if rules == "squad2":
            golds = [gold for gold in golds if words(gold, rules)] or [""]
        best = [max(column) for column in zip(*(compared(prediction, gold, rules, language) for gold in golds))]
        given = [float(not has_answer)] * 2 if rules == "squad2" and margin > 0 else best
        total += 1
        exact_sum += given[0]
        f1_sum += given[1]
        for place, value in enumerate([1, *given]):
            parts[has_answer][place] += value
        choices.append((margin, has_answer, best))
    print(f"exact {100.0 * exact_sum / total} f1 {100.0 * f1_sum / total} of {total}")
    if rules == "squad2":
        for name, has_answer in [("HasAns", True), ("NoAns", False)]:
            count, exact, f1 = parts[has_answer]
            print(f"{name} exact {100.0 * exact / count} f1 {100.0 * f1 / count} of {count}")
        for place, name in enumerate(["exact", "f1"]):
            score = top = sum(not has_answer for _, has_answer, _ in choices)
            threshold = 0.0
            for margin, has_answer, best in sorted(choices, key=lambda choice: choice[0]):
                score += best[place] if has_answer else -1
                if score > top:
                    top, threshold = score, margin
            print(f"best {name} {100.0 * top / total} with {threshold}")


if __name__ == "__main__":
    if sys.argv[1] == "features":
        features(sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
    elif sys.argv[1] == "answers":
        answers(sys.argv[2])
    elif sys.argv[1] == "words":
        treebank_words(sys.argv[2])
    else:
        scores(pathlib.Path(sys.argv[2]), *sys.argv[3:])
