"""Names the relation of two parts of each text, as `luke-train predict` does.

usage: python predict.py FOLDER INPUT

FOLDER is the model's, INPUT a file of JSON Lines, or "-" for standard input: {"text": ..., "head":
{"start", "end"}, "tail": {"start", "end"}}, or {"text": ..., "entities": [{"start", "end"}, ...]} for all
pairs, with "id"; or "tokens" in place of "text", in which spans are counted then. Other forms of data are
read by `luke-train predict` alone. Each answer is a line of JSON; offsets count characters (Unicode
scalars), ends are exclusive. Needs torch and transformers.

In Python:

    import predict
    model = predict.load("FOLDER")
    spans = {"head": {"start": 0, "end": 8}, "tail": {"start": 19, "end": 30}}
    answers = predict.predict(model, [{"text": "Ada Berg works for Norsk Hydro.", **spans}])
"""
from common import *
from marked import *


def predict(model, texts):
    """The relation of head and tail of each record, or of each pair of its entities."""
    texts = records(texts)
    read = each(lambda record: (marked_text(record), pairs_of(record)), texts)
    pairs = [found for _, found in read]
    inputs, asked = [], []
    for record, found in zip(texts, pairs):
        for pair in found:
            if not pair.reason:
                pair.ask(model, marked_text(record))
            if not pair.reason:
                inputs.append(pair.inputs)
                asked.append(pair)
    for pair, logits in zip(asked, model.logits(inputs)):
        index, _, pair.score = best(logits.tolist())
        pair.relation = model.labels[index]
    answers = []
    for record, found in zip(texts, pairs):
        text = marked_text(record)
        found = [pair.answer(text) for pair in found]
        # All pairs of a text have its name, and nothing else of its record.
        known = {"id": record.get("id")} if is_of_pairs(record) else record
        answer = {"pairs": found} if is_of_pairs(record) else found[0]
        answers.append(named(known, {"text": text, **answer}, said=["tokens"]))
    return answers


def is_of_pairs(record):
    """Whether all pairs of entities of a record are asked."""
    return "head" not in record and "entities" in record


def pairs_of(record):
    """The pairs of spans of a record."""
    if not is_of_pairs(record):
        return [Pair(*(trimmed(record, record.get(key), key) for key in ("head", "tail")))]
    entities = list_of(record, "entities")
    spans = [trimmed(record, span, f"entities[{i}]") for i, span in enumerate(entities)]
    pairs = [Pair(head, tail) for head in spans for tail in spans if head is not tail]
    for pair in pairs:
        if not pair.reason and pair.head.place == pair.tail.place:
            pair.reason = "head and tail are the same part of the text"
    return pairs


def trimmed(record, given, key):
    """A span without blanks at its ends."""
    span = Span(record, given, key)
    if span.place and record.get("tokens") is None:
        start, end = span.place
        while is_space(record["text"][start]):
            start += 1
        while is_space(record["text"][end - 1]):
            end -= 1
        span.place = start, end
    return span


class Pair:
    """Two spans of a text, and what holds between them."""

    def __init__(self, head, tail):
        self.head, self.tail = head, tail
        self.reason = head.fault or tail.fault
        self.relation = self.score = self.inputs = None

    def ask(self, model, text):
        """The inputs of a text with a marker before and after each span, or why there are none."""
        ends = [(*self.head.place, True), (*self.tail.place, False)]
        # At one place ends come before starts; of spans that nest the longer one is outside.
        borders = sorted(
            [(start, True, -end, not is_head, is_head) for start, end, is_head in ends]
            + [(end, False, -start, is_head, is_head) for start, end, is_head in ends]
        )
        ids, position, places = [], 0, {True: [], False: []}
        for border, _, _, _, is_head in borders:
            ids += piece(model, text[position:border])
            places[is_head].append(len(ids))
            ids.append(model.tokenizer.convert_tokens_to_ids("<ent>" if is_head else "<ent2>"))
            position = border
        ids += piece(model, text[position:])
        spans = [(first, last + 1) for first, last in (places[True], places[False])]
        limit = model.max_length()
        window = window_of(spans, len(ids), limit - 2)
        if window is None:
            first, last = min(start for start, _ in spans), max(end for _, end in spans)
            self.reason = (
                f"the spans and what is between them have {last - first} subwords, too many for "
                f"task.max_length, {limit}"
            )
            return
        self.inputs = {
            "input_ids": model.single(ids[window[0] : window[1]]),
            **mask_entities(model, ["[MASK]", "[MASK2]"], spans, window[0]),
        }

    def answer(self, text):
        """The pair as answers have it."""
        reason = {"reason": self.reason} if self.reason else {}
        head, tail = self.head.answer(text), self.tail.answer(text)
        return {"head": head, "tail": tail, "relation": self.relation, "score": self.score, **reason}


def window_of(spans, count, limit):
    """What is read: the first subwords where both spans are there, else what is around the spans."""
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    if last <= limit:
        return 0, min(limit, count)
    room = limit - (last - first)
    if room < 0:
        return None
    right = min(count - last, room - room // 2)
    return first - min(first, room - right), last + right


if __name__ == "__main__":
    main(predict, __doc__)
