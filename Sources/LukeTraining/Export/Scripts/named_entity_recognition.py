"""Finds the entities of texts, as `luke-train predict` does.

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
from common import *
from words import *

MOST_CANDIDATES = 2**31


def predict(model, texts):
    """The entities of each text or record."""
    sentences = each(lambda record: Sentence(model, record), records(texts))
    inputs, spans = [], []
    for number, ids, words, end, places in passes(
        model, sentences, model.setting("context", "document"), model.max_length()
    ):
        found = candidates(words, end, places, model.setting("max_mention_length", 16))
        limit = model.setting("max_entity_length", 128) if model.reads_entities else MOST_CANDIDATES
        for part in shared_out(found, limit):
            # Where a candidate begins and ends; a word that is longer than the pass ends with it.
            starts = [places[start] for start, _ in part]
            ends = [min(places[end], len(ids) - 1) - 1 for _, end in part]
            spans.append((number, part, starts, ends))
            inputs.append({"input_ids": ids})
            if model.reads_entities:
                inputs[-1] |= {
                    "entity_ids": [model.entities["[MASK]"]] * len(part),
                    "entity_position_ids": [
                        list(range(start, end + 1)) for start, end in zip(starts, ends)
                    ],
                    "entity_start_positions": starts,
                    "entity_end_positions": ends,
                }
    labels = model.labels if model.reads_entities else classes(model.labels)
    found = [[] for _ in sentences]
    for (number, part, starts, ends), logits in zip(spans, model.logits(inputs)):
        scores = logits if model.reads_entities else span_scores(logits, starts, ends)
        for (start, end), row in zip(part, scores.tolist()):
            index, logit, score = best(row)
            if index and not all(map(is_invisible, sentences[number].words[start:end])):
                found[number].append((-logit, start, end, labels[index], score))
    overlaps, least = model.setting("overlaps", "none"), model.setting("min_score", 0)
    return [
        named(
            sentence.record,
            {
                "text": sentence.text,
                "entities": [
                    entity(sentence, start, end, label, score)
                    for _, start, end, label, score in chosen(entities, overlaps)
                    if score >= least
                ],
            },
            said=["tokens"],
        )
        for sentence, entities in zip(sentences, found)
    ]


def candidates(words, last, places, limit):
    """The spans of words that begin among some words and have at most so many subwords."""
    found = []
    for start in words:
        for end in range(start + 1, last + 1):
            if places[end] - places[start] > limit:
                break
            found.append((start, end))
    return found


def shared_out(candidates, limit):
    """Candidates over as few passes as hold them, all but the last of one size."""
    if not candidates:
        return []
    count = -(-len(candidates) // limit)
    size = -(-len(candidates) // count)
    return [candidates[i : i + size] for i in range(0, len(candidates), size)]


def classes(columns):
    """The classes of columns for the words of spans: `first:X`, …, `last:X`, …, `inside:X`, …."""
    return [column.removeprefix("first:") for column in columns[: len(columns) // 3]]


def span_scores(logits, starts, ends):
    """What the first and the last subword of spans and the mean of all say together."""
    first, last, inside = logits.chunk(3, dim=1)
    means = [inside[start : end + 1].mean(0) for start, end in zip(starts, ends)]
    return first[starts] + last[ends] + torch.stack(means)


def chosen(entities, overlaps):
    """Of entities that may not share words the best one, in the order of the text."""
    taken = []
    for candidate in sorted(entities):
        if all(may_share(candidate, other, overlaps) for other in taken):
            taken.append(candidate)
    return sorted(taken, key=lambda found: (found[1], -found[2]))


def may_share(one, other, overlaps):
    """Whether both may be entities."""
    (_, start, end, *_), (_, first, last, *_) = one, other
    if end <= first or last <= start or overlaps == "any":
        return True
    is_nested = (start <= first and last <= end) or (first <= start and end <= last)
    return overlaps == "nested" and is_nested


if __name__ == "__main__":
    main(predict, __doc__, keeps_blank_lines=True)
