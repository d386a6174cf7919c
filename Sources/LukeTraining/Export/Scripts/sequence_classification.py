"""Names the class of texts, their classes or a score, as `luke-train predict` does.

usage: python predict.py FOLDER INPUT

FOLDER is the model's, INPUT a file, "-" for standard input, or a text. A file has a text a line, two of a
pair with a tab between them, or JSON Lines: {"text": ...}, of pairs with "second_text", and with "id".
Tables and other forms of data are read by `luke-train predict` alone. Each answer is a line of JSON; that to
a blank line of text is null. Needs torch and transformers.

In Python:

    import predict
    model = predict.load("FOLDER")
    answers = predict.predict(model, ["Where is my order?"])
"""
from common import *


def predict(model, texts):
    """The class, the classes or the score of each text or record; a blank text has none, and a reason."""
    texts = [split(text) for text in texts]
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


def split(text):
    """A text, or two with a tab between them, as a record."""
    if not isinstance(text, str):
        for key in ("text", "second_text"):
            if (key == "text" or text.get(key) is not None) and is_invisible(text_of(text, key)):
                raise ValueError(f'"{key}": the text is blank')
        return text
    if "\t" not in text.rstrip(" \t\r"):
        return {"text": text}
    first, _, second = text.lstrip("\t").partition("\t")
    return {"text": first, "second_text": second} if second else {"text": first}


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
