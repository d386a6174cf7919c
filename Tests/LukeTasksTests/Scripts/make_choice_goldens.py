"""Writes what transformers' tokenizers make of questions with choices, for ChoiceFeatureTests.swift, and beside it
choice-scores.json, scikit-learn's scores of choices judged one by one, for SeveralChoiceTests.swift.

usage: python make_choice_goldens.py ../Goldens/choices.json            # transformers 5.23.0, scikit-learn 1.9.1
       python make_choice_goldens.py ../Goldens/choices.json SHARED_DATA

The sequences are those of transformers' examples/pytorch/multiple-choice/run_swag.py: the context beside the
question with a space and the choice; the question beside the choice where there is no context. With
SHARED_DATA, the folder of real data, the digests of the features of real files are printed.
"""

import json
import pathlib
import random
import sys
import tempfile

from sklearn.metrics import f1_score
from transformers import BertTokenizerFast, RobertaTokenizerFast

TESTS = pathlib.Path(__file__).resolve().parents[2]
QUICKSTART = TESTS.parent / "Datasets/quickstart/tokenizer"
COPA = {"cause": "What was the cause of this?", "effect": "What happened as a result?"}
SAMPLES = [
    (None, "Where does Anna keep the old maps?", ["in the harbour", "on the table", "Lindum"]),
    ("The railway follows the river.", "In the south it", ["climbs over the hills.", "stops."]),
    ("Anna's brother didn't believe it.", COPA["cause"], ["He'd sailed there twice.", "It was new."]),
    (None, " A question with blanks  inside ", ["one", " two ", "three  four", "five", "six"]),
    (None, "Wo steht die größere Brücke?", ["über dem Fluss", "in Kestrel"]),
    (None, "古い橋はどこにありますか？", ["川の上", "町の北", "駅"]),
    ("The harbour of Lindum opened in 1904, and the first ship that came in was the Marigold. " * 4,
     "Which ship was it?", ["the Marigold", "one that the Northern Timber Union had sold to Ottilie Brandt " * 3]),
    (None, "Short?", ["a choice that is much longer than its question, and is cut before anything else " * 4, "b"]),
    ("a b c d e f g h i j k l m n o p q r s t u v w x y z", "0 1 2 3 4 5 6 7 8 9", ["A B C D E F G H", "I"]),
]
LENGTHS = [16, 33, 64]


def parts(context, question, choice):
    return (question, choice) if context is None else (context, f"{question} {choice}")


def encode(tokenizer, context, question, choices, length):
    firsts, seconds = zip(*(parts(context, question, choice) for choice in choices))
    found = tokenizer(list(firsts), list(seconds), truncation=True, max_length=length, return_token_type_ids=True)
    return found["input_ids"], found["token_type_ids"]


def bert(folder):
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


def real(data):
    """Context, question, choices and answer of each question of real files."""
    def lines(path):
        return [json.loads(line) for line in (data / path).read_text(encoding="utf-8").splitlines() if line]

    for path in ["commonsense_qa/valid.jsonl", "commonsense_qa/test.jsonl"]:
        yield path, [
            (None, r["question"]["stem"], [c["text"] for c in r["question"]["choices"]],
             "ABCDE".index(r["answerKey"]) if "answerKey" in r else -1) for r in lines(path)]
    for path in ["superglue/COPA/train.jsonl", "xcopa/it/val.it.jsonl", "xcopa/th/test.th.jsonl"]:
        yield path, [
            (r["premise"], COPA[r["question"]], [r["choice1"], r["choice2"]], r["label"]) for r in lines(path)]
    path = "superglue/MultiRC/val.jsonl"
    yield path, [
        (r["passage"]["text"], q["question"], [a["text"] for a in q["answers"]],
         [n for n, a in enumerate(q["answers"]) if a["label"] == 1])
        for r in lines(path) for q in r["passage"]["questions"]]
    path = "jglue/datasets/jcommonsenseqa-v1.3/valid-v1.3.json"
    yield path, [(None, r["question"], [r[f"choice{n}"] for n in range(5)], r["label"]) for r in lines(path)]


def scores():
    """Choices judged at random, and their scores as the data sets of Hugging Face count them (super_glue.py)."""
    chance, questions = random.Random(5), []
    for _ in range(200):
        share = chance.choice([0, 0.2, 0.5, 0.8, 1])
        labels = [int(chance.random() < share) for _ in range(chance.randint(1, 6))]
        questions.append((labels, [label ^ (chance.random() < chance.choice([0, 0.3])) for label in labels]))
    labels, found = ([number for question in questions for number in question[side]] for side in (0, 1))
    return {
        "questions": [{"labels": labels, "predicted": found} for labels, found in questions],
        "f1_a": f1_score(labels, found), "exact_match": sum(a == b for a, b in questions) / len(questions),
        "f1_m": sum(f1_score(a, b, average="macro") for a, b in questions) / len(questions)}


def main():
    roberta = RobertaTokenizerFast.from_pretrained(str(QUICKSTART))
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        for name, tokenizer in [("quickstart", roberta), ("word-piece", bert(folder))]:
            for context, question, choices in SAMPLES:
                for length in LENGTHS:
                    ids, types = encode(tokenizer, context, question, choices, length)
                    cases.append({
                        "tokenizer": name, "context": context, "question": question, "choices": choices,
                        "max_length": length, "input_ids": ids, "token_type_ids": types})
    text = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    output = pathlib.Path(sys.argv[1])
    output.write_text(f"[\n{text}\n]\n", encoding="utf-8")
    (output.parent / "choice-scores.json").write_text(json.dumps(scores()) + "\n", encoding="utf-8")
    for path, examples in real(pathlib.Path(sys.argv[2])) if len(sys.argv) > 2 else []:
        rows = []
        for context, question, choices, answer in examples:
            rows += encode(roberta, context, question, choices, 48)[0]
            rows.append(answer if isinstance(answer, list) else [answer])
        print(path, len(examples), digest(rows))


if __name__ == "__main__":
    main()
