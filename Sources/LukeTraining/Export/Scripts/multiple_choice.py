"""Chooses between answers to questions, as `luke-train predict` does.

usage: python predict.py FOLDER INPUT

FOLDER is the model's, INPUT a file of JSON Lines, or "-" for standard input: {"context": ..., "question":
..., "choices": [...]}, with both or one of the first two, and with "id"; choices are texts, or {"text",
"label"}. Other forms of data are read by `luke-train predict` alone. Each answer is a line of JSON. Needs
torch and transformers.

In Python:

    import predict
    model = predict.load("FOLDER")
    question = {"question": "What cuts paper?", "choices": ["a spoon", "scissors"]}
    answers = predict.predict(model, [question])
"""
from common import *


def predict(model, texts):
    """The choice for each record, or the choices, where any number of them may be right."""
    answers = []
    for record, choices in zip(texts, each(choices_of, texts)):
        logits = ask(model, record, choices)
        if model.setting("several_answers", False):
            scores = [probability(logit) for logit in logits]
            indices = [index for index, logit in enumerate(logits) if logit > 0]
            answer = {"answers": [name(choices[index]) for index in indices], "indices": indices}
        else:
            index, top, score = best(logits)
            parts = [math.exp(logit - top) for logit in logits]
            scores = [number(part / sum(parts)) for part in parts]
            answer = {"answer": name(choices[index]), "index": index, "score": score}
        answer["choices"] = [{**choice, "score": score} for choice, score in zip(choices, scores)]
        asked = {key: record[key] for key in ("context", "question") if is_given(record, key)}
        answers.append(named(record, {**asked, **answer}))
    return answers


def choices_of(record):
    """The choices of a record that asks something."""
    given = list_of(record, "choices", (str, dict), "a text")
    if not given:
        raise ValueError('"choices": there are none')
    for key in ("context", "question"):
        if record.get(key) is not None:
            text_of(record, key)
    if not is_given(record, "context") and not is_given(record, "question"):
        raise ValueError('key "question" is missing')
    return [choice_of(choice, f"choices[{place}]") for place, choice in enumerate(given)]


def choice_of(given, key):
    """A choice with its text and, where it has one, its label."""
    if isinstance(given, str):
        return {"text": given}
    if not isinstance(given.get("text"), str):
        raise ValueError(f'"{key}.text": expected a string')
    return {key: given[key] for key in ("label", "text") if key in given}


def is_given(record, key):
    """Whether a record has a text under a key."""
    return bool((record.get(key) or "").strip())


def name(choice):
    """What answers call a choice."""
    return choice.get("label", choice["text"])


def ask(model, record, choices):
    """The logit of each choice behind what is asked."""
    keys = ("context", "question")
    context, question = (record[key] if is_given(record, key) else None for key in keys)
    first = model.ids(question if context is None else context)
    start = f"{question} " if context is not None and question is not None else ""
    limit = model.max_length() - (4 if model.marks_spaces else 3)
    inputs = []
    for choice in choices:
        second = model.ids(start + choice["text"])
        kept = kept_counts(len(first), len(second), limit)
        inputs.append(model.pair(first[: kept[0]], second[: kept[1]]))
    batch = {key: value.unsqueeze(0) for key, value in model.batch(inputs).items()}
    with torch.no_grad():
        return model.network(**batch).logits[0].cpu().tolist()


if __name__ == "__main__":
    main(predict, __doc__)
