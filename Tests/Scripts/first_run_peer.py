"""Trains one rival of a first run on one thread for so many CPU seconds, and scores it.

  python3 Tests/Scripts/first_run_peer.py FOLDER SYSTEM --model ENCODER --rate 1e-4 --seed 0 --seconds 120

FOLDER has train, dev and test as compare_first_runs.py splits them: .conll for entities, .jsonl for relations.
SYSTEM is one of
  tags         transformers' token classifier, the tag of each word
  spans        transformers' LukeForEntitySpanClassification, its entities begun at random as LUKE's authors begin
  span_marker  SpanMarker, with its own trainer
  markers      transformers' sequence classifier over a text whose two entities stand between markers
  pairs        transformers' LukeForEntityPairClassification over the same text

The steps are as many as fit into the CPU seconds, by the time of the first ones, and no more than 20 epochs, the
schedule linear over them after a warm-up of 6 %. Prints one JSON object: scores of dev and test, CPU seconds of the
training, steps.
"""

import argparse
import json
import math
import pathlib
import random
import sys
import time

import torch

MOST_EPOCHS, BATCH, MENTION = 20, 8, 16


def sentences(path):
    words, tags = [], []
    for line in [*open(path, encoding="utf-8"), "\n"]:
        if line.strip():
            word, tag = line.rstrip("\n").split("\t")
            words.append(word)
            tags.append(tag)
        elif words:
            yield words, tags
            words, tags = [], []


def entities(tags):
    """(start, end, label) of each entity of IOB2 tags."""
    found, start = [], None
    for index, tag in enumerate([*tags, "O"]):
        if start is not None and tag != "I-" + tags[start][2:]:
            found.append((start, index, tags[start][2:]))
            start = None
        if tag != "O" and start is None:
            start = index
    return found


def f1(gold, answers):
    both = sum(len(set(g) & set(a)) for g, a in zip(gold, answers))
    return 200 * both / max(1, sum(map(len, gold)) + sum(map(len, answers)))


def padded(lists, filler):
    width = max(1, max(map(len, lists)))
    return torch.tensor([[*values, *[filler] * (width - len(values))] for values in lists])


class Entities:
    def __init__(self, folder, tokenizer):
        self.tokenizer = tokenizer
        self.parts = {part: list(sentences(folder / f"{part}.conll")) for part in ("train", "dev", "test")}
        self.types = sorted({label for _, tags in self.parts["train"] for *_, label in entities(tags)})

    def read(self, part):
        found = []
        for words, tags in self.parts[part]:
            pieces = [self.tokenizer.convert_tokens_to_ids(self.tokenizer.tokenize(word) or ["[UNK]"])
                      for word in words]
            firsts = [1]
            for piece in pieces:
                firsts.append(firsts[-1] + len(piece))
            ids = [self.tokenizer.cls_token_id, *(i for p in pieces for i in p), self.tokenizer.sep_token_id]
            found.append(self.example(ids[:256], [f for f in firsts if f < 255], tags))
        return found

    def score(self, examples, answers):
        return f1([example["gold"] for example in examples], answers)


class Tags(Entities):
    @property
    def names(self):
        return ["O", *(mark + name for name in self.types for mark in ("B-", "I-"))]

    def model(self, transformers, encoder):
        return transformers.AutoModelForTokenClassification.from_pretrained(encoder, num_labels=len(self.names))

    def example(self, ids, firsts, tags):
        known = {name: index for index, name in enumerate(self.names)}
        labels = [-100] * len(ids)
        for first, tag in zip(firsts, tags):
            labels[first] = known.get(tag, 0)
        return dict(ids=ids, firsts=firsts[:len(tags)], labels=labels, gold=entities(tags))

    def batch(self, examples):
        return dict(input_ids=padded([e["ids"] for e in examples], 0),
                    attention_mask=padded([[1] * len(e["ids"]) for e in examples], 0),
                    labels=padded([e["labels"] for e in examples], -100))

    def answer(self, example, logits):
        tags = [self.names[i] for i in logits[example["firsts"]].argmax(-1).tolist()]
        # Inside without a beginning begins, as conlleval reads it.
        for index, tag in enumerate(tags):
            if tag.startswith("I-") and (index == 0 or tags[index - 1][1:] != tag[1:]):
                tags[index] = "B-" + tag[2:]
        return entities(tags)


class Spans(Entities):
    def model(self, transformers, encoder):
        from training_peer import start

        return start(transformers.LukeForEntitySpanClassification, dict(num_labels=1 + len(self.types)),
                     self.tokenizer, pathlib.Path(encoder))

    def example(self, ids, firsts, tags):
        gold = {(begin, end): label for begin, end, label in entities(tags)}
        count = len(firsts) - 1
        spans = [(begin, end) for begin in range(count) for end in range(begin + 1, count + 1)
                 if firsts[end] - firsts[begin] <= MENTION]
        known = {label: 1 + index for index, label in enumerate(self.types)}
        return dict(ids=ids, firsts=firsts, spans=spans, gold=entities(tags),
                    labels=[known.get(gold.get(span), 0) for span in spans])

    def batch(self, examples):
        places = [[list(range(e["firsts"][b], e["firsts"][c])) for b, c in e["spans"]] or [[]] for e in examples]
        long = max(1, max(len(span) for spans in places for span in spans))
        width = max(map(len, places))
        filler = [[-1] * long]
        return dict(
            input_ids=padded([e["ids"] for e in examples], 0),
            attention_mask=padded([[1] * len(e["ids"]) for e in examples], 0),
            entity_ids=padded([[2] * len(e["spans"]) for e in examples], 0),
            entity_attention_mask=padded([[1] * len(e["spans"]) for e in examples], 0),
            entity_position_ids=torch.tensor(
                [[span + [-1] * (long - len(span)) for span in spans] + filler * (width - len(spans))
                 for spans in places]),
            entity_start_positions=padded([[e["firsts"][b] for b, _ in e["spans"]] for e in examples], 0),
            entity_end_positions=padded([[e["firsts"][c] - 1 for _, c in e["spans"]] for e in examples], 0),
            labels=padded([e["labels"] for e in examples], -100))

    def answer(self, example, logits):
        best = logits[:len(example["spans"])].max(-1)
        ranked = sorted(zip((-best.values).tolist(), example["spans"], best.indices.tolist()))
        taken, found = set(), []
        for _, (begin, end), label in ranked:
            if label and taken.isdisjoint(range(begin, end)):
                taken.update(range(begin, end))
                found.append((begin, end, self.types[label - 1]))
        return found


class Relations:
    """Texts with two entities, `<ent>` around the first and `<ent2>` around the second."""

    def __init__(self, folder, tokenizer):
        tokenizer.add_special_tokens(dict(additional_special_tokens=["<ent>", "<ent2>"]))
        self.tokenizer = tokenizer
        self.parts = {
            part: [json.loads(line) for line in open(folder / f"{part}.jsonl", encoding="utf-8")]
            for part in ("train", "dev", "test")}
        self.labels = sorted({line["relation"] for line in self.parts["train"]})

    def read(self, part):
        return [self.example(line) for line in self.parts[part]]

    def example(self, line):
        marks = []
        for name, span in (("<ent>", line["head"]), ("<ent2>", line["tail"])):
            marks += [(span["start"], 1, name), (span["end"], 0, name)]
        ids, places, place = [self.tokenizer.cls_token_id], {}, 0
        for at, _, name in sorted(marks):
            ids += self.tokenizer.encode(line["text"][place:at], add_special_tokens=False)
            places.setdefault(name, []).append(len(ids))
            ids.append(self.tokenizer.convert_tokens_to_ids(name))
            place = at
        ids += self.tokenizer.encode(line["text"][place:], add_special_tokens=False)
        ids = [*ids[:255], self.tokenizer.sep_token_id]
        return dict(ids=ids, places=[list(range(a, b + 1))[:30] for a, b in places.values()],
                    label=self.labels.index(line["relation"]) if line["relation"] in self.labels else -1)

    def batch(self, examples):
        return dict(input_ids=padded([e["ids"] for e in examples], 0),
                    attention_mask=padded([[1] * len(e["ids"]) for e in examples], 0),
                    labels=torch.tensor([e["label"] for e in examples]))

    def answer(self, example, logits):
        return int(logits.argmax())

    def score(self, examples, answers):
        return 100 * sum(e["label"] == a for e, a in zip(examples, answers)) / len(examples)


class Markers(Relations):
    def model(self, transformers, encoder):
        model = transformers.AutoModelForSequenceClassification.from_pretrained(
            encoder, num_labels=len(self.labels))
        model.resize_token_embeddings(len(self.tokenizer))
        return model


class Pairs(Relations):
    def model(self, transformers, encoder):
        from training_peer import start

        return start(transformers.LukeForEntityPairClassification, dict(num_labels=len(self.labels)),
                     self.tokenizer, pathlib.Path(encoder))

    def batch(self, examples):
        long = max(len(span) for e in examples for span in e["places"])
        return super().batch(examples) | dict(
            entity_ids=torch.tensor([[2, 3]] * len(examples)),
            entity_attention_mask=torch.ones(len(examples), 2, dtype=torch.long),
            entity_position_ids=torch.tensor(
                [[span + [-1] * (long - len(span)) for span in e["places"]] for e in examples]))


SYSTEMS = dict(tags=Tags, spans=Spans, markers=Markers, pairs=Pairs)


def scored(task, model, part):
    examples, answers = task.read(part), []
    model.eval()
    with torch.no_grad():
        for first in range(0, len(examples), BATCH):
            some = examples[first:first + BATCH]
            batch = task.batch(some)
            batch.pop("labels")
            answers += map(task.answer, some, model(**batch).logits)
    return round(task.score(examples, answers), 2)


def trained(task, model, rate, seconds):
    examples = task.read("train")
    spared = ("bias", "LayerNorm.weight")
    groups = [dict(params=[p for n, p in model.named_parameters() if n.endswith(spared) == bare],
                   weight_decay=0.0 if bare else 0.01) for bare in (False, True)]
    optimizer = torch.optim.AdamW(groups, lr=rate)
    began, step = time.process_time(), 0
    steps = most = MOST_EPOCHS * math.ceil(len(examples) / BATCH)
    model.train()
    while step < steps:
        random.shuffle(examples)
        for first in range(0, len(examples), BATCH):
            if step == 10:
                steps = min(most, max(20, int(10 * seconds / (time.process_time() - began))))
            warm = max(1, int(0.06 * steps))
            share = min((step + 1) / warm, (steps - step) / max(1, steps - warm))
            for group in optimizer.param_groups:
                group["lr"] = rate * share
            loss = model(**task.batch(examples[first:first + BATCH])).loss
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step >= steps:
                break
    return round(time.process_time() - began, 1), step


def with_span_marker(arguments):
    import datasets
    import span_marker
    import transformers

    transformers.set_seed(arguments.seed)
    parts = {part: list(sentences(arguments.folder / f"{part}.conll")) for part in ("train", "dev", "test")}
    names = sorted({tag for _, tags in parts["train"] for tag in tags})
    known = {name: index for index, name in enumerate(names)}

    def made(part):
        return datasets.Dataset.from_dict(dict(
            tokens=[words for words, _ in parts[part]],
            ner_tags=[[known.get(tag, known["O"]) for tag in tags] for _, tags in parts[part]]))

    def run(steps):
        model = span_marker.SpanMarkerModel.from_pretrained(
            str(arguments.model), labels=names, model_max_length=256, entity_max_length=8)
        options = transformers.TrainingArguments(
            output_dir=arguments.scratch, learning_rate=arguments.rate, max_steps=steps,
            per_device_train_batch_size=BATCH, warmup_ratio=0.06, weight_decay=0.01, save_strategy="no",
            report_to=[], seed=arguments.seed, use_cpu=True, disable_tqdm=True)
        trainer = span_marker.Trainer(model=model, args=options, train_dataset=made("train"))
        began = time.process_time()
        trainer.train()
        return model, time.process_time() - began

    # SpanMarker's preparation is part of its training; that of a few steps and of more tells a step's.
    few, more = run(2)[1], run(12)[1]
    most = MOST_EPOCHS * math.ceil(len(parts["train"]) / BATCH)
    steps = min(most, max(20, int(2 + 10 * (arguments.seconds - few) / max(0.1, more - few))))
    model, took = run(steps)
    scores = {}
    for part in ("dev", "test"):
        answers = [[(e["word_start_index"], e["word_end_index"], e["label"]) for e in found]
                   for found in model.predict([words for words, _ in parts[part]], batch_size=BATCH)]
        scores[part] = round(f1([entities(tags) for _, tags in parts[part]], answers), 2)
    return scores | dict(cpu=round(took, 1), steps=steps)


def with_transformers(arguments):
    import transformers

    transformers.utils.logging.set_verbosity_error()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    tokenizer = transformers.AutoTokenizer.from_pretrained(arguments.model)
    task = SYSTEMS[arguments.system](arguments.folder, tokenizer)
    model = task.model(transformers, arguments.model)
    cpu, steps = trained(task, model, arguments.rate, arguments.seconds)
    return dict(dev=scored(task, model, "dev"), test=scored(task, model, "test"), cpu=cpu, steps=steps)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("system", choices=[*SYSTEMS, "span_marker"])
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--scratch", default="span-marker-scratch")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    train = with_span_marker if arguments.system == "span_marker" else with_transformers
    print(json.dumps(train(arguments)))


if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    main()
