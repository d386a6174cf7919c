"""Finds entities with transformers' token classifier as a model of `task.head` "words" means its columns.

usage: python Tests/Scripts/predict_spans.py FOLDER FILE.conll MAX_MENTION_LENGTH PREDICTED.jsonl

FOLDER is what `luke-train export` wrote, PREDICTED.jsonl what `luke-train predict FOLDER FILE.conll` answers.
The score of a span is the column `first:X` of its first subword, plus `last:X` of its last, plus the mean of
`inside:X` over all; of spans that overlap the best one counts. Exit status 1 if an answer differs.
Versions: Tests/Scripts/requirements.txt.
"""
import json
import sys
import unicodedata

import torch
import transformers


def sentences(path):
    words = []
    for line in [*open(path, encoding="utf-8"), "\n"]:
        if line.strip() and not line.startswith("-DOCSTART-"):
            words.append(line.split()[0])
        elif words:
            yield words
            words = []


def subwords(tokenizer, word):
    touches = word.startswith("'") or (len(word) == 1 and unicodedata.category(word).startswith("P"))
    return tokenizer.encode(word if touches else " " + word, add_special_tokens=False)


def entities(model, tokenizer, words, limit):
    pieces = [subwords(tokenizer, word) for word in words]
    firsts = [1]
    for piece in pieces:
        firsts.append(firsts[-1] + len(piece))
    ids = [tokenizer.cls_token_id, *(i for piece in pieces for i in piece), tokenizer.sep_token_id]
    with torch.no_grad():
        logits = model(input_ids=torch.tensor([ids])).logits[0]
    count = logits.shape[1] // 3
    labels = [model.config.id2label[i].removeprefix("first:") for i in range(count)]
    found = []
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            first, last = firsts[start], firsts[end] - 1
            if last - first + 1 > limit:
                break
            scores = (logits[first, :count] + logits[last, count:2 * count]
                      + logits[first:last + 1, 2 * count:].mean(0))
            best = int(scores.argmax())
            if best:
                found.append((float(scores[best]), start, end, labels[best]))
    taken, chosen = set(), []
    for _, start, end, label in sorted(found, key=lambda entity: (-entity[0], entity[1], entity[2])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            chosen.append((start, " ".join(words[start:end]), label))
    return [(text, label) for _, text, label in sorted(chosen)]


def main():
    transformers.utils.logging.disable_progress_bar()
    folder, file, limit, predicted = sys.argv[1:]
    model = transformers.AutoModelForTokenClassification.from_pretrained(folder).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    answers = [json.loads(line) for line in open(predicted, encoding="utf-8")]
    number = 0
    for words, answer in zip(sentences(file), answers, strict=True):
        theirs = entities(model, tokenizer, words, int(limit))
        ours = [(entity["text"], entity["label"]) for entity in answer["entities"]]
        if theirs != ours:
            sys.exit(f"{' '.join(words)}: {theirs} in transformers, {ours} here")
        number += len(ours)
    print(f"{type(model).__name__}: {number} entities of {len(answers)} sentences agree")


if __name__ == "__main__":
    main()
