"""Finds the answers to questions in texts, as `luke-train predict` does.

usage: python predict.py FOLDER INPUT

FOLDER is the model's, INPUT a file of JSON Lines, or "-" for standard input: {"context": ..., "question":
...}, with "id". SQuAD's and other forms of data are read by `luke-train predict` alone. Each answer is a
line of JSON; offsets count characters (Unicode scalars), ends are exclusive. Needs torch and transformers.

In Python:

    import predict
    model = predict.load("FOLDER")
    question = {"context": "Ada Berg lives in Oslo.", "question": "Where does Ada Berg live?"}
    answers = predict.predict(model, [question])
"""
from common import *

NONE = {"answer": None, "start": None, "end": None, "score": None}


def predict(model, texts):
    """The answer to each record's question."""
    windows = each(lambda record: windows_of(model, record), texts)
    inputs = [window.inputs for found in windows if not isinstance(found, str) for window in found]
    logits = span_logits(model, inputs)
    answers = []
    for record, found in zip(texts, windows):
        asked = {"context": record["context"], "question": record["question"]}
        if isinstance(found, str):
            answer = {**NONE, "reason": "not asked: " + found}
        else:
            for window in found:
                window.starts, window.ends = next(logits)
            answer = answer_of(model, record["context"], found)
        answers.append(named(record, {**asked, **answer}))
    return answers


def span_logits(model, inputs):
    """What each subword of each pass is worth as the first of an answer, and as the last."""
    place = 0
    for output in model.run(inputs):
        for starts, ends in zip(output.start_logits.tolist(), output.end_logits.tolist()):
            count = len(inputs[place]["input_ids"])
            yield starts[:count], ends[:count]
            place += 1


class Window:
    """A part of a context behind its question: the inputs, and what each subword of the part covers."""

    def __init__(self, model, question, ids, offsets):
        self.inputs = model.pair(question, ids)
        self.first = len(self.inputs["input_ids"]) - 1 - len(ids)
        self.offsets = offsets

    def spans(self, count, longest):
        """What may be the answer: of the likeliest first and last subwords those that go together."""

        def likeliest(logits):
            order = sorted(range(len(logits)), key=lambda place: -logits[place])[:count]
            return [place for place in order if 0 <= place - self.first < len(self.offsets)]

        for first in likeliest(self.starts):
            for last in likeliest(self.ends):
                if 0 <= last - first < longest:
                    start = self.offsets[first - self.first][0]
                    end = self.offsets[last - self.first][1]
                    if start < end:
                        yield self.starts[first] + self.ends[last], start, end


def windows_of(model, record):
    """The windows in which the context of a question is read, or why it cannot be asked."""
    context, question = text_of(record, "context"), text_of(record, "question")
    if is_invisible(context):
        return "the context is blank"
    whole = model.tokenizer(context, add_special_tokens=False, return_offsets_mapping=True)
    ids, offsets = whole["input_ids"], whole["offset_mapping"]
    if not ids:
        return "the context has no subwords"
    length, longest = model.max_length(384), model.setting("max_question_length", 64)
    question = model.ids(question.lstrip())[:longest]
    room = length - len(question) - (4 if model.marks_spaces else 3)
    stride = model.setting("stride", min(128, max(0, (length - longest - 4) // 2)))
    if len(ids) > room and room <= stride:
        return too_long(len(question), room, length, stride)
    starts = [0]
    while starts[-1] + room < len(ids):
        starts.append(starts[-1] + room - stride)
    return [Window(model, question, ids[i : i + room], offsets[i : i + room]) for i in starts]


def too_long(count, room, length, stride):
    """Why a question leaves no room for its context."""
    remedy = (
        f"lower task.stride to {room - 1} or less"
        if room > 0
        else "raise task.max_length, or lower task.max_question_length"
    )
    return (
        f"the question has {count} subword{'' if count == 1 else 's'} and leaves {max(0, room)} of "
        f"task.max_length, {length}, to windows of the context, which have task.stride, {stride}, "
        f"in common; {remedy}"
    )


def answer_of(model, context, windows):
    """The likeliest part of a context, or that there is no answer."""
    count = model.setting("n_best", 20)
    none = min(window.starts[0] + window.ends[0] for window in windows)
    longest = model.setting("max_answer_length", 30)
    spans = [span for window in windows for span in window.spans(count, longest)]
    spans.sort(key=lambda span: -span[0])
    may_be_none = model.setting("unanswerable", False)
    if may_be_none:
        # No answer is one of the candidates, and always kept.
        better = sum(1 for score, _, _ in spans[:count] if score >= none)
        spans = spans[: count - 1 if better < count else count]
    else:
        spans = spans[:count]
    if not spans:
        reason = "no answer: none of the likeliest starts and ends are parts of the context"
        return {**NONE, "reason": reason, **({"no_answer_score": 1} if may_be_none else {})}
    top = max(spans[0][0], none) if may_be_none else spans[0][0]
    parts = [math.exp(score - top) for score, _, _ in spans]
    rest = math.exp(none - top) if may_be_none else 0
    found = [
        {"text": context[start:end], "start": start, "end": end, "score": number(part / (sum(parts) + rest))}
        for (_, start, end), part in zip(spans, parts)
    ]
    answer = {"answer": found[0]["text"], **{key: found[0][key] for key in ("start", "end", "score")}}
    margin, threshold = none - spans[0][0], model.setting("no_answer_threshold", 0.0)
    if may_be_none and margin > threshold:
        answer = {
            **NONE,
            "reason": f"no answer: its score exceeds that of the best one by {margin:.2f}, more than "
            f"task.no_answer_threshold, {threshold:g}",
        }
    if may_be_none:
        answer["no_answer_score"] = number(rest / (sum(parts) + rest))
    listed = model.setting("candidates", 0)
    return {**answer, "candidates": found[:listed]} if listed else answer


if __name__ == "__main__":
    main(predict, __doc__)
