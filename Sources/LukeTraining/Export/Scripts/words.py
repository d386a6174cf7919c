# Letters, digits and marks of Unicode 15 to 17, which an older Python does not know.
LATER_LETTERS = [
    range(int(start, 16), int(end or start, 16) + 1)
    for start, _, end in (
        part.partition("-")
        for part in """
    88f 897 c5c cdc cf3 ece 1acf-1add 1ae0-1aeb 1c89-1c8a a7cb-a7cf a7d2 a7d4 a7da-a7dc a7f1 105c0-105f3
    10940-10959 10d40-10d65 10d69-10d6d 10d6f-10d85 10ec2-10ec7 10efa-10eff 1123f-11241 11380-11389
    1138b 1138e 11390-113b5 113b7-113c0 113c2 113c5 113c7-113ca 113cc-113d3 113e1-113e2 116d0-116e3
    11b60-11b67 11bc0-11be0 11bf0-11bf9 11db0-11ddb 11de0-11de9 11f00-11f10 11f12-11f3a 11f3e-11f42
    11f50-11f5a 1342f 13439-13455 13460-143fa 16100-16139 16d40-16d6c 16d70-16d79 16ea0-16eb8
    16ebb-16ed3 16ff2-16ff6 187f8-187ff 18cff 18d09-18d1e 18d80-18df2 1b132 1b155 1ccf0-1ccf9
    1d2c0-1d2d3 1df25-1df2a 1e030-1e06d 1e08f 1e4d0-1e4f9 1e5d0-1e5fa 1e6c0-1e6de 1e6e0-1e6f5
    1e6fe-1e6ff 31350-33479
    """.split()
    )
]
# Kana and Han characters, which are written without spaces.
WITHOUT_SPACES = [
    range(0x3040, 0x3100), range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00),
    range(0x20000, 0x31350),
]


def continues_word(character):
    """Whether a character joins its neighbours in a word."""
    category = unicodedata.category(character)
    if category == "Lo":
        return not is_in(WITHOUT_SPACES, character)
    is_later = category == "Cn" and is_in(LATER_LETTERS, character)
    return category[0] in "LMN" or category == "Cf" or is_later


def split(text):
    """The words of a text, as places in it: they end at spaces, and all but letters, digits and marks are
    words of their own, as are Han characters and kana."""
    places, start = [], None
    for index, character in enumerate([*text, " "]):
        if continues_word(character):
            start = index if start is None else start
            continue
        if start is not None:
            places.append((start, index))
            start = None
        if not is_space(character):
            places.append((index, index + 1))
    return places


def characters(text, with_blanks=False):
    """The characters of a text as places in it, without blanks or with those between others."""
    places = [(i, i + 1) for i, character in enumerate(text) if not is_space(character)]
    if not with_blanks or not places:
        return places
    return [(i, i + 1) for i in range(places[0][0], places[-1][1])]


class Sentence:
    """A text with the places of its words."""

    def __init__(self, model, record):
        key = next((key for key in ("tokens", "words") if record.get(key)), None)
        words = key and list_of(record, key, str, "a string")
        self.record = record
        self.stands_apart = model.reads_characters
        if words is None:
            if record.get("text") is None:
                raise ValueError('key "tokens" or "text" is missing')
            self.text = text_of(record)
            is_split = not model.reads_characters
            self.places = split(self.text) if is_split else characters(self.text, model.reads_blanks)
        else:
            self.text, self.places, start = " ".join(words), [], 0
            for word in words:
                self.places.append((start, start + len(word)))
                start += len(word) + 1
        self.words = [self.text[start:end] for start, end in self.places]

    def subwords(self, model):
        """The subwords of each word."""
        found = []
        for index, word in enumerate(self.words):
            touches_last = index > 0 and self.places[index - 1][1] == self.places[index][0]
            apart = self.stands_apart or not touches_last
            # Apostrophes and single punctuation characters of lists of words mostly touch the word before.
            touches = not word or word[0] == "'" or (len(word) == 1 and is_punctuation(word))
            found.append(model.ids(word, apart and not touches) or [model.tokenizer.unk_token_id])
        return found

    def part(self, start, end):
        """Some words as answers have them."""
        first, last = self.places[start][0], self.places[end - 1][1]
        return {"text": self.text[first:last], "start": first, "end": last}


def is_punctuation(character):
    return unicodedata.category(character)[0] == "P" or character in "$+<=>^`|~"


def documents(sentences):
    """Sentences in a row that have the same "document"; others are read by themselves."""
    found, name = [], None
    for number, sentence in enumerate(sentences):
        own = sentence.record.get("document")
        if own is None or str(own) != name:
            found.append([])
        found[-1].append(number)
        name = None if own is None else str(own)
    return found


def passes(model, sentences, context, limit):
    """How sentences are read: for each pass the number of the sentence, the subwords, the words that are
    asked, the number of words that it has to the end, and where in it each word of the sentence begins.

    A sentence longer than a pass is read in parts of at most half a pass, with the words around them, those
    of the document among them where `context` is "document".
    """
    room = max(1, limit - 2)
    for numbers in documents(sentences):
        ids, borders = [], {}
        for number in numbers:
            borders[number] = [len(ids)]
            for subwords in sentences[number].subwords(model):
                ids += subwords
                borders[number].append(len(ids))
        for number in numbers:
            edges = borders[number]
            around = (0, len(ids)) if context == "document" else (edges[0], edges[-1])
            for words in parts(edges, room):
                start = edges[words[0]]
                first, last = window(start, min(edges[words[-1] + 1], start + room), around, room)
                end = words[-1] + 1
                while end + 1 < len(edges) and edges[end + 1] <= last:
                    end += 1
                # The first of the pass is the special subword.
                places = [edge - first + 1 for edge in edges]
                yield number, model.single(ids[first:last]), words, end, places


def parts(edges, room):
    """The words of a sentence in parts, each of which fits."""
    count = len(edges) - 1
    if edges[-1] - edges[0] <= room:
        return [range(count)] if count else []
    found, start = [], 0
    while start < count:
        end = start + 1
        while end < count and edges[end + 1] - edges[start] <= room // 2:
            end += 1
        found.append(range(start, end))
        start = end
    return found


def window(start, end, around, room):
    """What a pass reads: a part, and as much on both sides of it as there is room for."""
    room -= end - start
    before, after = start - around[0], around[1] - end
    left, right = min(before, room // 2), min(after, room // 2)
    if before < after:
        right = min(after, room - left)
    else:
        left = min(before, room - right)
    return start - left, end + right


def entity(sentence, start, end, label, score):
    """An entity as answers have it."""
    return {
        **sentence.part(start, end),
        "label": label, "score": score, "start_word": start, "end_word": end,
    }
