class Span:
    """A part of a text that a record marks, or why it is none."""

    def __init__(self, record, given, key):
        self.place, self.fault = None, None
        self.label = given.get("label") if isinstance(given, dict) else None
        try:
            self.place = place(record, given, key)
        except ValueError as error:
            self.fault = str(error)

    def answer(self, text):
        """The span as answers have it."""
        if self.place is None:
            return None
        start, end = self.place
        label = {} if self.label is None else {"label": self.label}
        return {"text": text[start:end], "start": start, "end": end, **label}


def place(record, given, key):
    """The offsets of a span in the text of a record; a ValueError says why there is none."""
    if given is None:
        raise ValueError(f'key "{key}" is missing')
    if not isinstance(given, dict):
        raise ValueError(f'"{key}": expected an object')
    start, end = (given.get(name) for name in ("start", "end"))
    if not isinstance(start, int) or not isinstance(end, int):
        raise ValueError(f'"{key}": "start" and "end" must be whole numbers')
    text, words = marked_text(record), record.get("tokens")
    unit, count = ("characters", len(text)) if words is None else ("tokens", len(words))
    if not 0 <= start < end <= count:
        raise ValueError(f'"{key}": {start} to {end}, end excluded, is no span of {count} {unit}')
    found, name = text[start:end], "offsets count Unicode code points"
    if words is not None:
        found, name = " ".join(words[start:end]), "tokens are counted from 0"
    surface = given.get("text") or given.get("surface") or given.get("mention")
    is_other = surface is not None and surface != found
    if is_other and (words is None or "".join(surface.split()) != "".join(found.split())):
        raise ValueError(
            f'"{key}": {unit} {start} to {end} are "{found}", not "{surface}"; {name}, end exclusive'
        )
    if not found.strip():
        raise ValueError(f'"{key}": the span is blank')
    if words is None:
        return start, end
    first = sum(len(word) + 1 for word in words[:start])
    return first, first + len(found)


def marked_text(record):
    """The text of a record, or its tokens with a space between them."""
    if record.get("tokens") is not None:
        return " ".join(list_of(record, "tokens", str, "a string"))
    if record.get("text") is None:
        raise ValueError('key "text" or "tokens" is missing')
    return text_of(record)


def piece(model, text):
    """The subwords of a part of a text."""
    while model.marks_spaces and text and is_space(text[-1]):
        text = text[:-1]
    return model.ids(text, after_space=True) if text else []


def mask_entities(model, names, spans, first):
    """The masked entities over spans, for a pass from a subword on; a plain encoder reads none."""
    if not model.reads_entities:
        return {}
    limit = model.setting("max_mention_length", 30)
    return {
        "entity_ids": [model.entities[name] for name in names],
        "entity_position_ids": [
            list(range(start - first + 1, end - first + 1))[:limit] for start, end in spans
        ],
    }
