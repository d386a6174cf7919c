"""Names the types of mentions in texts, as `luke-train predict` does.

usage: python predict.py FOLDER INPUT

FOLDER is the model's, INPUT a file of JSON Lines, or "-" for standard input: {"text": ..., "entities":
[{"start", "end"}, ...]}, or {"text", "start", "end"} of one mention, with "id"; what finds entities may have
written it. Other forms of data are read by `luke-train predict` alone. Each answer is a line of JSON;
offsets count characters (Unicode scalars), ends are exclusive. Needs torch and transformers.

In Python:

    import predict
    model = predict.load("FOLDER")
    answers = predict.predict(model, [{"text": "Ada left Oslo.", "entities": [{"start": 9, "end": 13}]}])
"""
from common import *
from marked import *

BRACKETS = {"-LRB-": "(", "-LCB-": "(", "-LSB-": "(", "-RRB-": ")", "-RCB-": ")", "-RSB-": ")"}


def predict(model, texts):
    """The types of the mentions of each record."""
    answers, asked, inputs = [], [], []
    texts = records(texts)
    read = each(lambda record: (text_of(record), mentions(record)), texts)
    for record, (text, spans) in zip(texts, read):
        entities = []
        for span in spans:
            mention = span.answer(text) or {"text": None, "start": None, "end": None}
            mention.pop("label", None)
            entities.append(mention)
            question, reason = (None, span.fault) if span.fault else ask(model, text, *span.place)
            if reason:
                mention["reason"] = reason
                is_single = model.config.problem_type == "single_label_classification"
                mention |= {"label": None, "score": None} if is_single else {"labels": None}
            else:
                inputs.append(question)
                asked.append(mention)
        answers.append(named(record, {"text": text, "entities": entities}))
    for mention, logits in zip(asked, model.logits(inputs)):
        mention |= types(model, logits.tolist())
    return answers


def mentions(record):
    """The mentions of a record: those of a list, or the only one, beside the text."""
    if "entities" in record:
        entities = list_of(record, "entities")
        return [Span(record, given, f"entities[{i}]") for i, given in enumerate(entities)]
    given = {key: record.get(key) for key in ("start", "end", "surface", "mention")}
    return [Span(record, given, "start")]


def ask(model, text, start, end):
    """The inputs of a text with a marker before and after a mention, or why there are none."""
    pieces = text[:start], text[start:end], text[end:]
    if model.setting("restore_brackets", True):
        pieces = map(with_brackets, pieces)
    before, inside, after = (piece(model, part) for part in pieces)
    marker = model.tokenizer.convert_tokens_to_ids("<ent>")
    ids = [*before, marker, *inside, marker, *after]
    first, last = len(before), len(before) + len(inside) + 2
    limit = model.max_length()
    room = limit - 2 - (last - first)
    if room < 0:
        return None, (
            f"the mention has {last - first} subwords, its markers among them, too many for "
            f"task.max_length, {limit}"
        )
    left = min(len(before), max(room // 2, room - len(after)))
    begin, stop = first - left, last + min(len(after), room - left)
    return {
        "input_ids": model.single(ids[begin:stop]),
        **mask_entities(model, ["[MASK]"], [(first, last)], begin),
    }, None


def with_brackets(text):
    """A text with the brackets that the Penn Treebank's names stand for."""
    for name, bracket in BRACKETS.items():
        text = text.replace(name, bracket)
    return text


def types(model, logits):
    """The type of a mention, or the types that are likelier than the threshold."""
    if model.config.problem_type == "single_label_classification":
        index, _, score = best(logits)
        return {"label": model.labels[index], "score": score}
    threshold = model.setting("threshold", 0.5)
    least = math.log(threshold / (1 - threshold)) if 0 < threshold < 1 else math.inf * (threshold - 0.5)
    return {"labels": several(model, [logit > least for logit in logits], logits)}


if __name__ == "__main__":
    main(predict, __doc__)
