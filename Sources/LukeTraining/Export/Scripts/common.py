import json
import math
import os
import re
import sys
import unicodedata

import torch
import transformers

BATCH_SIZE = 8
# What may stand in a line that is blank, as `luke-train` reads lines.
BLANKS = " \t\r"
# What is to be ignored where it cannot be shown, besides control and format characters.
IGNORABLE = [
    range(0x34F, 0x350), range(0x115F, 0x1161), range(0x17B4, 0x17B6), range(0x180B, 0x1810),
    range(0x2065, 0x2066), range(0x3164, 0x3165), range(0xFE00, 0xFE10), range(0xFFA0, 0xFFA1),
    range(0xFFF0, 0xFFF9), range(0x13439, 0x13440), range(0xE0000, 0xE1000),
]


class Model:
    """A model with its tokenizer, its labels and the settings that it was trained with."""

    def __init__(self, folder, device):
        def read(name):
            path = os.path.join(folder, name)
            if not os.path.exists(path):
                return {}
            with open(path, encoding="utf-8") as file:
                return json.load(file)

        if not os.path.exists(os.path.join(folder, "config.json")):
            raise FileNotFoundError(f"{folder}: has no config.json, so it is no model")
        architecture = getattr(transformers, read("config.json")["architectures"][0])
        self.device = device or ("cuda" if torch.cuda.is_available() else "cpu")
        self.network = architecture.from_pretrained(folder).float().eval().to(self.device)
        self.config = self.network.config
        self.labels = [self.config.id2label[index] for index in range(len(self.config.id2label))]
        self.recipe = read("recipe.json")
        self.entities = read("entity_vocab.json")
        # The words that it learned were single characters, perhaps blanks among them, and so are those of new text.
        words = (self.recipe.get("data") or {}).get("words")
        self.reads_blanks = words == "characters_and_blanks"
        self.reads_characters = self.reads_blanks or words == "characters"
        self.reads_entities = self.config.model_type in ("luke", "mluke")
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
        # Subwords of RoBERTa's kind carry the space before them, so that a word reads differently after one.
        self.marks_spaces = self.tokenizer.tokenize("a a")[-1].startswith("\u0120")
        self.spaced = self.tokenizer
        if self.marks_spaces:
            self.spaced = transformers.AutoTokenizer.from_pretrained(folder, add_prefix_space=True)

    def setting(self, key, default):
        """A setting of the task, as the recipe beside the model has it."""
        value = self.recipe.get("task", {}).get(key)
        return default if value is None else value

    def max_length(self, default=512):
        """The most subwords of a pass, special ones included."""
        offset = 0 if self.config.model_type == "bert" else self.config.pad_token_id + 1
        positions = self.config.max_position_embeddings - offset
        return self.setting("max_length", default if self.recipe else min(default, positions))

    def ids(self, text, after_space=False):
        """The subwords of a text, without special ones around them."""
        tokenizer = self.spaced if after_space and self.marks_spaces else self.tokenizer
        return tokenizer.encode(text, add_special_tokens=False)

    def single(self, ids):
        """A pass of one sequence."""
        return [self.tokenizer.cls_token_id, *ids, self.tokenizer.sep_token_id]

    def pair(self, first, second):
        """A pass of two sequences."""
        between = [self.tokenizer.sep_token_id] * (2 if self.marks_spaces else 1)
        start = [self.tokenizer.cls_token_id, *first, *between]
        ids = [*start, *second, self.tokenizer.sep_token_id]
        has_types = not self.marks_spaces and self.config.type_vocab_size > 1
        types = [0] * len(start) + [int(has_types)] * (len(ids) - len(start))
        return {"input_ids": ids, "token_type_ids": types}

    def run(self, passes):
        """What the network says of some passes at a time, dictionaries of its inputs; ends may be padding."""
        for first in range(0, len(passes), BATCH_SIZE):
            with torch.no_grad():
                yield self.network(**self.batch(passes[first : first + BATCH_SIZE]))

    def logits(self, passes):
        """The logits of each pass."""
        for output in self.run(passes):
            yield from output.logits.cpu()

    def batch(self, passes):
        """Passes as one, filled up to the longest."""
        if any("token_type_ids" in inputs for inputs in passes):
            # Single sequences among pairs are of one type.
            passes = [{"token_type_ids": [0] * len(i["input_ids"]), **i} for i in passes]
        fills = {"input_ids": self.tokenizer.pad_token_id, "entity_position_ids": -1}
        batch = {}
        for key in passes[0]:
            rows, fill = [inputs[key] for inputs in passes], fills.get(key, 0)
            if key == "entity_position_ids":
                width = max(len(positions) for row in rows for positions in row)
                rows = [[p + [fill] * (width - len(p)) for p in row] for row in rows]
                fill = [fill] * width
            length = max(map(len, rows))
            batch[key] = torch.tensor([row + [fill] * (length - len(row)) for row in rows])
            masks = {"input_ids": "attention_mask", "entity_ids": "entity_attention_mask"}
            if key in masks:
                kept = [[1] * len(row) + [0] * (length - len(row)) for row in rows]
                batch[masks[key]] = torch.tensor(kept)
        return {key: value.to(self.device) for key, value in batch.items()}


def load(folder, device=None):
    """The model of a folder that `luke-train export` wrote; on a GPU, where there is one."""
    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    return Model(folder, device)


def best(logits):
    """The index of the greatest logit, the logit, and its probability."""
    top = max(logits)
    return logits.index(top), top, number(1 / sum(math.exp(logit - top) for logit in logits))


def probability(logit):
    """The probability of what is judged by itself."""
    return number(1 / (1 + math.exp(-logit)) if logit > -700 else 0.0)


def several(model, hold, logits):
    """The labels that hold, the likeliest first."""
    found = [(-probability(z), name) for name, z, holds in zip(model.labels, logits, hold) if holds]
    return [{"label": name, "score": -score} for score, name in sorted(found)]


def kept_counts(first, second, limit):
    """How many subwords of two sequences are kept: the longer one is cut until both are of a length."""
    if first + second <= limit:
        return first, second
    shorter, longer = sorted((first, second))
    longer = shorter if shorter > limit else max(shorter, limit - shorter)
    if shorter + longer > limit:
        shorter, longer = limit // 2, limit // 2 + limit % 2
    return (shorter, longer) if first <= second else (longer, shorter)


def number(value):
    """A number with as many digits as it is worth."""
    return float(f"{value:.7g}")


def is_space(character):
    """Whether a character is white space as Unicode has it."""
    return character.isspace() and not "\x1c" <= character <= "\x1f"


def is_in(ranges, character):
    """Whether a character is in one of some ranges."""
    return any(ord(character) in part for part in ranges)


def is_invisible(text):
    """Whether there is nothing to see in a text."""
    return all(
        is_space(c) or unicodedata.category(c) in ("Cc", "Cf") or is_in(IGNORABLE, c) for c in text
    )


def records(texts):
    """Texts, or records of JSON, as records."""
    return [{"text": text} if isinstance(text, str) else text for text in texts]


class Faults(ValueError):
    """What is wrong with some texts or records, each with its place in the list, counted from 0."""

    MOST = 20

    def __init__(self, faults):
        super().__init__(self.text(faults, lambda place: f"text {place + 1}"))
        self.faults = faults

    def text(self, faults, name):
        """A line for each of the first faults, with the name of its place."""
        lines = [f"{name(place)}: {reason}" for place, reason in faults[: self.MOST]]
        return "\n".join(lines + [f"… and {len(faults) - self.MOST} more"] * (len(faults) > self.MOST))


def each(read, texts):
    """What `read` makes of each text or record; a ValueError of its is told with the place of the text."""
    found, faults = [], []
    for place, text in enumerate(texts):
        try:
            found.append(read(text))
        except ValueError as error:
            faults.append((place, str(error)))
    if faults:
        raise Faults(faults)
    return found


def value_of(record, key, kind, what):
    """What is under a key of a record, which has to be of a kind."""
    if not isinstance(record, dict):
        raise ValueError("is no JSON object")
    if record.get(key) is None:
        raise ValueError(f'key "{key}" is missing')
    if not isinstance(record[key], kind):
        raise ValueError(f'"{key}": expected {what}')
    return record[key]


def text_of(record, key="text"):
    """The text under a key of a record."""
    return value_of(record, key, str, "a string")


def list_of(record, key, kind=object, what=""):
    """The list under a key of a record, whose elements are of a kind."""
    elements = value_of(record, key, list, "an array")
    for index, element in enumerate(elements):
        if not isinstance(element, kind):
            raise ValueError(f'"{key}[{index}]": expected {what}')
    return elements


# What answers alone say: a label of the data would be taken for one.
OF_ANSWERS = set(
    "answer answers candidates choices correct end entities gold index indices label labels pairs reason"
    " relation score start words".split()
)


def named(record, answer, said=()):
    """An answer with the name of its record, and what else stands there but for keys whose content it says."""
    answer = {"id": record["id"], **answer} if record.get("id") is not None else answer
    others = {key: value for key, value in record.items() if key not in answer}
    return answer | {key: value for key, value in others.items() if key not in OF_ANSWERS | {"id", *said}}


class Input:
    """The texts or records that are asked, and where each of them stands."""

    def __init__(self, name, texts, lines=None):
        self.name, self.texts, self.lines = name, texts, lines

    def without_blank_lines(self):
        """The same but for texts that are blank."""
        kept = [
            place
            for place, text in enumerate(self.texts)
            if not isinstance(text, str) or text.strip(BLANKS)
        ]
        lines = self.lines and [self.lines[place] for place in kept]
        return Input(self.name, [self.texts[place] for place in kept], lines)

    def place(self, number):
        """What messages call a text, by its place in the list."""
        return f"{self.name}:{self.lines[number]}" if self.lines else self.name


# A mark that is no word of its own, between blanks.
INNER_MARK = re.compile("(?<=[^ \t])\ufeff|\ufeff(?=[^ \t])")


def without_marks(text):
    """A text without the byte order marks inside it, as files have them that were put together."""
    start = next((c for c in text if c not in BLANKS + "\n" and c < "\x80"), "")
    lines = text.split("\n")
    for number, line in enumerate(lines):
        while line.startswith("\ufeff") and line[1:2] not in (" ", "\t"):
            line = line[1:]
        # Offsets in JSON count those that are within.
        lines[number] = line if start in ("{", "[") else INNER_MARK.sub("", line)
    return "\n".join(lines)


def read(source):
    """The lines or records of a file, of standard input for "-", or a text as it is given."""
    name = "standard input" if source == "-" else source
    if source == "-":
        content = sys.stdin.buffer.read()
    elif os.path.isfile(source):
        with open(source, "rb") as file:
            content = file.read()
    elif " " not in source and os.path.splitext(source)[1] in (".txt", ".json", ".jsonl"):
        sys.exit(f"{source}: no such file")
    else:
        return Input("the text", [source])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sys.exit(f"{name}: is no UTF-8: {error}")
    # Lines that end as they did on old Macs.
    text = text if "\n" in text else text.replace("\r", "\n")
    if "\ufeff" in text:
        text = without_marks(text)
    lines = [line.rstrip("\r") for line in text.split("\n")]
    if not lines[-1]:
        lines.pop()
    if not next((line for line in lines if line.strip(BLANKS)), "").lstrip(BLANKS).startswith("{"):
        return Input(name, lines, range(1, len(lines) + 1))
    found, places = [], []
    # Between records a blank line is nothing; among texts it is one.
    for place, line in enumerate(lines, 1):
        if not line.strip(BLANKS):
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            sys.exit(f"{name}:{place}: {error}")
        if not isinstance(record, dict):
            sys.exit(f"{name}:{place}: is no JSON object")
        found.append(record)
        places.append(place)
    return Input(name, found, places)


def main(predict, usage, keeps_blank_lines=False):
    """Answers what the command line names, one line of JSON for each text."""
    if len(sys.argv) != 3:
        sys.exit(usage)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    asked = read(sys.argv[2])
    if not keeps_blank_lines:
        asked = asked.without_blank_lines()
    try:
        answers = predict(load(sys.argv[1]), asked.texts)
    except Faults as error:
        sys.exit(error.text(error.faults, asked.place))
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    for answer in answers:
        print(json.dumps(answer, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
