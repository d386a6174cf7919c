"""Tags the words of texts, as `luke-train predict` does; entities where the tags mark them.

usage: python predict.py FOLDER INPUT

FOLDER is the model's, INPUT a file, "-" for standard input, or a text. A file has a text a line, or JSON
Lines: {"text": ...} or {"tokens": [...]}, with "id" and, where sentences are read in their document,
"document". Other forms of data are read by `luke-train predict` alone. Each answer is a line of JSON;
offsets count characters (Unicode scalars). Needs torch and transformers.

In Python:

    import predict
    model = predict.load("FOLDER")
    answers = predict.predict(model, ["Ada Lovelace lived in London."])
"""
import re

from common import *
from words import *


def predict(model, texts):
    """The tags of the words of each text or record; of named entity recognition the entities alone."""
    sentences = each(lambda record: Sentence(model, record), records(texts))
    is_recognition = model.setting("kind", None) == "named-entity-recognition"
    context = model.setting("context", "document" if is_recognition else "sentence")
    inputs, asked = [], []
    for number, ids, words, _, places in passes(model, sentences, context, model.max_length()):
        inputs.append({"input_ids": ids})
        asked.append((number, words, places))
    tags = [[None] * len(sentence.words) for sentence in sentences]
    for (number, words, places), logits in zip(asked, model.logits(inputs)):
        # A word is asked at its first subword.
        for word, row in zip(words, logits[[places[word] for word in words]].tolist()):
            index, _, score = best(row)
            tags[number][word] = (model.labels[index], score)
    marks_entities = all(map(is_tag, model.labels)) and any(label != "O" for label in model.labels)
    answers = []
    for sentence, tagged in zip(sentences, tags):
        answer = {"text": sentence.text}
        if not is_recognition:
            answer["words"] = [
                {**sentence.part(word, word + 1), "tag": tag, "score": score}
                for word, (tag, score) in enumerate(tagged)
            ]
        if marks_entities:
            found = [
                entity(sentence, start, end, label, min(score for _, score in tagged[start:end]))
                for start, end, label in spans([tag for tag, _ in tagged])
                if not is_recognition or not all(map(is_invisible, sentence.words[start:end]))
            ]
            least = model.setting("min_score", 0) if is_recognition else 0
            answer["entities"] = [one for one in found if one["score"] >= least]
        answers.append(named(sentence.record, answer, said=["tokens"]))
    return answers


def is_prefixed(tag):
    return len(tag) > 1 and tag[0] in "BIMELSUW" and tag[1] == "-"


def is_tag(tag):
    """Whether a tag is that of an entity, such as B-PER, or O."""
    name = tag[2:]
    return tag == "O" or (
        is_prefixed(tag)
        and name != "O"
        and any(map(str.isalnum, name))
        and not is_invisible(name[0])
        and not is_invisible(name[-1])
        and not any(is_prefixed(part) for part in list(filter(None, re.split("[,;|]", name)))[1:])
    )


def spans(tags):
    """The entities that tags mark, as conlleval reads them, whether or not they are well-formed."""
    found, start, previous = [], 0, "O"
    for index, tag in enumerate([*tags, "O"]):
        begins = tag != "O" and (
            tag[0] in "BSUW" or previous == "O" or previous[0] in "ELSUW" or previous[2:] != tag[2:]
        )
        if previous != "O" and (begins or tag == "O"):
            found.append((start, index, previous[2:]))
        if begins:
            start = index
        previous = tag
    return found


if __name__ == "__main__":
    main(predict, __doc__, keeps_blank_lines=True)
