"""Names the class of texts, their classes or a score, as `luke-train predict` does.

usage: python predict.py FOLDER INPUT

FOLDER is the model's, INPUT a file, "-" for standard input, or a text. A file has a text a line, two with a
tab between them where the model reads pairs, or JSON Lines: {"text": ...}, of pairs with "second_text", and
with "id", or with other usual names of these, as "sentence1", "sentence2" and "idx".
Tables and other forms of data are read by `luke-train predict` alone. Each answer is a line of JSON; that to
a blank line of text is null. Needs torch and transformers.

In Python:

    import predict
    model = predict.load("FOLDER")
    answers = predict.predict(model, ["Where is my order?"])
"""
from common import *

# Names of two texts, of one, and of an example's own name, the first that is there.
PAIRS = [
    ("sentence1", "sentence2"),
    ("premise", "hypothesis"),
    ("premise", "hypo"),
    ("question1", "question2"),
    ("#1 string", "#2 string"),
    ("question", "sentence"),
    ("question", "passage"),
    ("text1", "text2"),
    ("text_a", "text_b"),
    ("sentence_a", "sentence_b"),
    ("query", "text"),
    ("text", "second_text"),
    ("text", "text2"),
    ("text", "text_2"),
    ("text", "text_b"),
    ("text", "sentence2"),
]
SINGLES = (
    "text sentence utterance review content comment tweet query question headline document column_data"
).split()
IDENTIFIERS = "id idx index guid uid pairid pair_id q_id sentence_pair_id".split()


def predict(model, texts):
    """The class, the classes or the score of each text or record; a blank text has none, and a reason."""
    pairs = model.setting("pairs", None)
    texts = each(lambda text: checked(split(text, pairs), pairs), texts)
    logits = model.logits([inputs(model, record) for record in texts if not is_blank(record)])
    return [
        named(
            record,
            {
                **parts(record),
                **(none(model) if is_blank(record) else answer(model, next(logits).tolist())),
            },
        )
        for record in texts
    ]


def split(text, pairs):
    """A text, or, unless single texts are read, two with a tab between them, as a record."""
    if not isinstance(text, str):
        return renamed(text)
    if pairs is False or "\t" not in text.rstrip(BLANKS):
        return {"text": text}
    first, _, second = text.lstrip("\t").partition("\t")
    return {"text": first, "second_text": second} if second else {"text": text}


def checked(record, pairs):
    """A record; a ValueError tells that it is not as the model reads texts, singly or in pairs."""
    is_pair = record.get("second_text") is not None
    if pairs is None or is_pair == pairs or is_blank(record):
        return record
    if pairs:
        raise ValueError(
            "is one text, but pairs are read (task.pairs): give two, with a tab between them or as "
            '"text" and "second_text"'
        )
    raise ValueError('is two texts, but one is read (task.pairs): give it alone, as "text"')


def renamed(record):
    """A record with its texts and its name under the keys that answers have, and what else stands there."""
    if not isinstance(record, dict):
        raise ValueError("is no JSON object")
    keys = {}
    for key, value in record.items():
        if value is not None:
            keys.setdefault(key.lower(), key)
    read = dict(zip(("text", "second_text"), texts_of(keys)))
    for key in read.values():
        if is_invisible(text_of(record, key)):
            raise ValueError(f'"{key}": the text is blank')
    own = next((keys[name] for name in IDENTIFIERS if name in keys), None)
    if own is not None and type(record[own]) in (int, str):
        read["id"] = own
    known = {*read, *read.values()}
    others = {key: value for key, value in record.items() if key not in known}
    return {**{name: record[key] for name, key in read.items()}, **others}


def texts_of(keys):
    """The keys of the texts of a record, one or two, of all its keys by their names in small letters."""
    for pair in PAIRS:
        if all(name in keys for name in pair):
            return [keys[name] for name in pair]
    # Translations of a data set: sentence1_ur.
    for name, key in keys.items():
        second = "sentence2_" + key[len("sentence1_") :]
        if name.startswith("sentence1_") and second in keys.values():
            return [key, second]
    return [next((keys[name] for name in SINGLES if name in keys), "text")]


def is_blank(record):
    """Whether there is nothing to read: a blank line."""
    return record.get("second_text") is None and is_invisible(record["text"])


def none(model):
    """What is said of a blank text."""
    keys = {"regression": ["score"], "multi_label_classification": ["labels"]}
    return {
        **dict.fromkeys(keys.get(model.config.problem_type, ["label", "score"])),
        "reason": "the text is blank",
    }


def parts(record):
    """The texts of a record."""
    return {key: record[key] for key in ("text", "second_text") if record.get(key) is not None}


def inputs(model, record):
    """The subwords of a text, or of two, of which the longer one is cut first."""
    first = model.ids(record["text"])
    if record.get("second_text") is None:
        return {"input_ids": model.single(first[: model.max_length() - 2])}
    second = model.ids(record["second_text"])
    kept = kept_counts(len(first), len(second), model.max_length() - (4 if model.marks_spaces else 3))
    return model.pair(first[: kept[0]], second[: kept[1]])


def answer(model, logits):
    """What the logits of a text say."""
    if model.config.problem_type == "regression":
        return {"score": number(logits[0])}
    if model.config.problem_type == "multi_label_classification":
        threshold = model.setting("threshold", 0.5)
        return {"labels": several(model, [probability(logit) >= threshold for logit in logits], logits)}
    index, _, score = best(logits)
    return {"label": model.labels[index], "score": score}


if __name__ == "__main__":
    main(predict, __doc__, keeps_blank_lines=True)
