"""Fine-tunes a LUKE of Hugging Face transformers from BERT-family weights, for a comparison of scores.

The data are the splits that compare_training.py wrote; the head is transformers' own of each task, the
start that of the program: words, positions, layers and pooler of the encoder, a table of the special
entities drawn at random, entity queries copied where the encoder has one.

  python3 Tests/Scripts/training_peer.py FOLDER SET --model ENCODER --seed 0 [--device cpu]

Prints one JSON object: the set, the seed, seconds of training, and the scores on the test split.
"""

import argparse
import collections
import csv
import json
import pathlib
import random
import re
import string
import time

import torch
import transformers
from safetensors.torch import load_file


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def labels_of(values):
    return {label: number for number, label in enumerate(sorted(set(values)))}


class Set:
    """A data set: examples of token ids, and how answers become scores."""

    def __init__(self, folder, tokenizer, settings):
        self.folder, self.tokenizer, self.settings = folder, tokenizer, settings
        self.length = settings["max_length"]

    def ids(self, words):
        return self.tokenizer.convert_tokens_to_ids(words)

    def pieces(self, text):
        return self.ids(self.tokenizer.tokenize(text))

    def wrapped(self, ids):
        ids = ids[: self.length - 2]
        return [self.tokenizer.cls_token_id, *ids, self.tokenizer.sep_token_id]

    def marked(self, words, spans):
        """The words' ids with a marker before and behind each span, and the places of both with it."""
        markers = self.ids(["<ent>", "<ent2>"])
        ids, places = [], [None] * len(spans)
        opening = collections.defaultdict(list)
        closing = collections.defaultdict(list)
        for number, (start, end) in enumerate(spans):
            opening[start].append(number)
            closing[end].append(number)
        begun = {}
        for index in range(len(words) + 1):
            for number in closing[index]:
                ids.append(markers[number])
                places[number] = list(range(begun[number], len(ids)))
            for number in opening[index]:
                begun[number] = len(ids)
                ids.append(markers[number])
            if index < len(words):
                ids += self.pieces(words[index])
        return self.wrapped(ids), [[place + 1 for place in span] for span in places]


class Classes(Set):
    model = transformers.LukeForSequenceClassification

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.labels = labels_of(row["category"] for row in rows(self.folder / "train.csv"))

    def configuration(self):
        return dict(num_labels=len(self.labels))

    def read(self, split):
        return [dict(ids=self.wrapped(self.pieces(row["text"])), label=self.labels[row["category"]])
                for row in rows(self.folder / f"{split}.csv")]

    def scores(self, examples, outputs):
        right = sum(int(output.argmax()) == example["label"] for example, output in zip(examples, outputs))
        return dict(accuracy=right / len(examples))


class Similarity(Set):
    model = transformers.LukeForSequenceClassification

    def configuration(self):
        return dict(num_labels=1, problem_type="regression")

    def read(self, split):
        found = []
        with open(self.folder / f"{split}.csv", encoding="utf-8", newline="") as file:
            for first, second, score in csv.reader(file):
                ids = self.tokenizer(first, second, truncation=True, max_length=self.length)["input_ids"]
                found.append(dict(ids=ids, label=float(score)))
        return found

    def scores(self, examples, outputs):
        import scipy.stats

        answers = [float(output[0]) for output in outputs]
        gold = [example["label"] for example in examples]
        return dict(pearson=float(scipy.stats.pearsonr(answers, gold)[0]),
                    spearman=float(scipy.stats.spearmanr(answers, gold)[0]))


class Relations(Set):
    model = transformers.LukeForEntityPairClassification

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.labels = labels_of(json.loads((self.folder / "train.json").read_text()))

    def configuration(self):
        return dict(num_labels=len(self.labels))

    def read(self, split):
        found = []
        for relation, instances in json.loads((self.folder / f"{split}.json").read_text()).items():
            for instance in instances:
                spans = [(instance[side][2][0][0], instance[side][2][0][-1] + 1) for side in "ht"]
                ids, places = self.marked(instance["tokens"], spans)
                if max(map(max, places)) >= len(ids) - 1:
                    raise SystemExit("a pair does not fit")
                found.append(dict(ids=ids, entities=[2, 3], places=[span[:30] for span in places],
                                  label=self.labels[relation]))
        return found

    scores = Classes.scores


class Typing(Set):
    model = transformers.LukeForEntityClassification

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.labels = labels_of(label for line in lines(self.folder / "train.json")
                                for mention in line["mentions"] for label in mention["labels"])

    def configuration(self):
        return dict(num_labels=len(self.labels), problem_type="multi_label_classification")

    def read(self, split):
        found = []
        for line in lines(self.folder / f"{split}.json"):
            for mention in line["mentions"]:
                ids, places = self.marked(line["tokens"], [(mention["start"], mention["end"])])
                gold = set(mention["labels"])
                found.append(dict(ids=ids, entities=[2], places=[places[0][:30]], gold=gold,
                                  label=[float(label in gold) for label in self.labels]))
        return found

    def scores(self, examples, outputs):
        names = list(self.labels)
        answers = [{names[i] for i, value in enumerate(output) if value > 0} for output in outputs]
        gold = [example["gold"] for example in examples]
        both = sum(len(a & g) for a, g in zip(answers, gold))
        precision = both / max(1, sum(map(len, answers)))
        recall = both / max(1, sum(map(len, gold)))
        return dict(micro_f1=2 * precision * recall / max(1e-9, precision + recall))


class Choices(Set):
    model = transformers.LukeForMultipleChoice

    def configuration(self):
        return {}

    def read(self, split):
        found = []
        for line in lines(self.folder / f"{split}.jsonl"):
            choices = line["question"]["choices"]
            ids = [self.tokenizer(line["question"]["stem"], choice["text"], truncation=True,
                                  max_length=self.length)["input_ids"] for choice in choices]
            label = [choice["label"] for choice in choices].index(line["answerKey"])
            found.append(dict(choices=ids, label=label))
        return found

    scores = Classes.scores


def normalized(text):
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


class Questions(Set):
    model = transformers.LukeForQuestionAnswering

    def configuration(self):
        return {}

    def read(self, split):
        found = []
        articles = json.loads((self.folder / f"{split}.json").read_text())["data"]
        for paragraph in (p for article in articles for p in article["paragraphs"]):
            context = paragraph["context"]
            for question in paragraph["qas"]:
                answer = question["answers"][0]
                span = (answer["answer_start"], answer["answer_start"] + len(answer["text"]))
                found += self.windows(question, context, span, split == "train")
        return found

    def windows(self, question, context, span, labelled):
        encoded = self.tokenizer(question["question"], context, truncation="only_second",
                                 max_length=self.length, stride=self.settings["stride"],
                                 return_overflowing_tokens=True, return_offsets_mapping=True)
        for number, ids in enumerate(encoded["input_ids"]):
            parts, offsets = encoded.sequence_ids(number), encoded["offset_mapping"][number]
            places = [i for i, part in enumerate(parts) if part == 1]
            start = end = 0
            if offsets[places[0]][0] <= span[0] and offsets[places[-1]][1] >= span[1]:
                start = max(i for i in places if offsets[i][0] <= span[0])
                end = min(i for i in places if offsets[i][1] >= span[1])
            yield dict(ids=ids, label=(start, end), question=question["id"], context=context,
                       offsets=offsets, places=set(places),
                       answers=[answer["text"] for answer in question["answers"]])

    def scores(self, examples, outputs):
        best = {}
        for example, (starts, ends) in zip(examples, outputs):
            first = starts.topk(min(20, len(example["ids"]))).indices.tolist()
            last = ends.topk(min(20, len(example["ids"]))).indices.tolist()
            for start in first:
                for end in last:
                    if start not in example["places"] or end not in example["places"]:
                        continue
                    if not start <= end < start + 30:
                        continue
                    score = float(starts[start] + ends[end])
                    if score > best.get(example["question"], (float("-inf"),))[0]:
                        text = example["context"][example["offsets"][start][0]:example["offsets"][end][1]]
                        best[example["question"]] = (score, text)
        answers = {example["question"]: example["answers"] for example in examples}
        exact = overlap = 0.0
        for question, gold in answers.items():
            answer = normalized(best.get(question, (0, ""))[1])
            exact += max(float(answer == normalized(text)) for text in gold)
            overlap += max(self.overlap(answer, normalized(text)) for text in gold)
        return dict(exact_match=exact / len(answers), f1=overlap / len(answers))

    @staticmethod
    def overlap(answer, gold):
        both = sum((collections.Counter(answer.split()) & collections.Counter(gold.split())).values())
        if both == 0:
            return float(answer == gold)
        return 2 * both / (len(answer.split()) + len(gold.split()))


SETS = dict(banking77=Classes, stsb=Similarity, fewrel=Relations, figer=Typing,
            commonsense_qa=Choices, xquad=Questions)


def start(kind, more, tokenizer, encoder):
    bert = json.loads((encoder / "config.json").read_text())
    weights = {name.removeprefix("bert."): value.float()
               for name, value in load_file(encoder / "model.safetensors").items()}
    same = ["hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
            "layer_norm_eps"]
    model = kind(transformers.LukeConfig(
        vocab_size=len(tokenizer), entity_vocab_size=4, entity_emb_size=bert["hidden_size"],
        max_position_embeddings=bert["max_position_embeddings"] + 1, type_vocab_size=2,
        pad_token_id=0, use_entity_aware_attention=True, **{key: bert[key] for key in same}, **more))
    own = model.state_dict()
    for name, value in weights.items():
        target = "luke." + name
        if name == "embeddings.word_embeddings.weight":
            own[target][: len(value)] = value
        elif name == "embeddings.position_embeddings.weight":
            own[target][1:] = value
            if "luke.entity_embeddings.position_embeddings.weight" in own:
                own["luke.entity_embeddings.position_embeddings.weight"][: len(value)] = value
        elif target in own:
            own[target] = value
        if ".self.query." in target:
            for query in ("w2e_", "e2w_", "e2e_"):
                own[target.replace("query", query + "query")] = value
    types = "luke.entity_embeddings.token_type_embeddings.weight"
    if types in own:
        own[types] = weights["embeddings.token_type_embeddings.weight"]
    model.load_state_dict(own)
    return model


def batch(examples, kind, device):
    sequences = [ids for e in examples for ids in e.get("choices", [e.get("ids")])]
    width = max(map(len, sequences))
    inputs = torch.tensor([ids + [0] * (width - len(ids)) for ids in sequences])
    mask = torch.tensor([[1] * len(ids) + [0] * (width - len(ids)) for ids in sequences])
    if kind is Choices:
        shape = (len(examples), -1, width)
        inputs, mask = inputs.view(shape), mask.view(shape)
    made = dict(input_ids=inputs, attention_mask=mask)
    if "entities" in examples[0]:
        long = max(len(span) for e in examples for span in e["places"])
        made["entity_ids"] = torch.tensor([e["entities"] for e in examples])
        made["entity_attention_mask"] = torch.ones_like(made["entity_ids"])
        made["entity_position_ids"] = torch.tensor(
            [[span + [-1] * (long - len(span)) for span in e["places"]] for e in examples])
    labels = torch.tensor([e["label"] for e in examples])
    if kind is Questions:
        made["start_positions"], made["end_positions"] = labels[:, 0], labels[:, 1]
    else:
        made["labels"] = labels
    return {name: value.to(device) for name, value in made.items()}


def train(model, kind, examples, settings, device):
    spared = ("bias", "LayerNorm.weight")
    groups = [dict(params=[p for n, p in model.named_parameters() if not n.endswith(spared)],
                   weight_decay=settings["weight_decay"]),
              dict(params=[p for n, p in model.named_parameters() if n.endswith(spared)],
                   weight_decay=0.0)]
    optimizer = torch.optim.AdamW(groups, lr=settings["learning_rate"], betas=(0.9, 0.98), eps=1e-6,
                                  fused=True)
    size = settings["batch_size"]
    steps = settings.get("steps") or -(-len(examples) // size) * settings["epochs"]
    schedule = transformers.get_linear_schedule_with_warmup(optimizer, round(0.06 * steps), steps)
    model.train()
    began = time.time()
    done = 0
    while done < steps:
        order = random.sample(range(len(examples)), len(examples))
        for place in range(0, len(order), size):
            if done == steps:
                break
            done += 1
            made = batch([examples[i] for i in order[place:place + size]], kind, device)
            loss = model(**made).loss
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return time.time() - began, loss.item()


def answer(model, kind, examples, device):
    model.eval()
    outputs = []
    with torch.no_grad():
        for place in range(0, len(examples), 32):
            made = batch(examples[place:place + 32], kind, device)
            made = {name: value for name, value in made.items()
                    if name not in ("labels", "start_positions", "end_positions")}
            output = model(**made)
            if kind is Questions:
                mask = made["attention_mask"] == 0
                outputs += zip(output.start_logits.masked_fill(mask, -1e9).cpu(),
                               output.end_logits.masked_fill(mask, -1e9).cpu())
            else:
                outputs += output.logits.cpu()
    return outputs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("set", choices=SETS)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cpu")
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    folder = arguments.folder / arguments.set
    settings = json.loads((folder / "settings.json").read_text())
    tokenizer = transformers.AutoTokenizer.from_pretrained(arguments.model)
    tokenizer.add_special_tokens(dict(additional_special_tokens=["<ent>", "<ent2>"]))
    kind = SETS[arguments.set]
    data = kind(folder, tokenizer, settings)
    examples = {split: data.read(split) for split in ("train", "test")}
    model = start(data.model, data.configuration(), tokenizer, arguments.model).to(arguments.device)
    seconds, loss = train(model, kind, examples["train"], settings, arguments.device)
    began = time.time()
    scores = data.scores(examples["test"], answer(model, kind, examples["test"], arguments.device))
    print(json.dumps(dict(set=arguments.set, seed=arguments.seed, examples=len(examples["train"]),
                          seconds=round(seconds, 2), scoring=round(time.time() - began, 2),
                          loss=round(loss, 4), scores=scores)))


if __name__ == "__main__":
    main()
