"""What transformers computes for one LUKE model and one batch: outputs, loss, gradients, AdamW steps.

Shared by make_model_goldens.py, which records a fixed set of such runs, and check_trace.py, which makes new ones
and compares them with what `luke-train trace` writes.
"""
import random
from dataclasses import dataclass, field

import torch
import transformers

MODEL, SPAN, PAIR = "LukeModel", "LukeForEntitySpanClassification", "LukeForEntityPairClassification"
MASKED = "LukeForMaskedLM"
TYPE, TOKEN, SEQUENCE = "LukeForEntityClassification", "LukeForTokenClassification", "LukeForSequenceClassification"
ANSWER, CHOICE, CLOZE = "LukeForQuestionAnswering", "LukeForMultipleChoice", "LukeForEntitySpanQA"
# Of the same heads on plain encoders, which have no entities.
PLAIN = {prefix + head.removeprefix("Luke"): head for prefix in ("Bert", "Roberta", "XLMRoberta") for head in (TOKEN, SEQUENCE, ANSWER, CHOICE)}
NO_LABEL = -100


class LukeForEntitySpanQA(transformers.LukePreTrainedModel):
    """Scores each entity of an example together with its first, the placeholder, as the official code does.

    transformers has no such class: this is what LukeForEntitySpanQA of studio-ousia/luke computes (a linear layer
    over the pair, binary cross-entropy over the candidates that are no padding), on transformers' LukeModel.
    """

    def __init__(self, config):
        super().__init__(config)
        self.luke = transformers.LukeModel(config)
        self.dropout = torch.nn.Dropout(config.hidden_dropout_prob)
        self.scorer = torch.nn.Linear(2 * config.hidden_size, 1)
        self.post_init()

    def forward(self, labels=None, **arguments):
        entities = self.luke(**arguments).entity_last_hidden_state
        pairs = torch.cat([entities[:, :1].expand(-1, entities.shape[1] - 1, -1), entities[:, 1:]], dim=2)
        logits = self.scorer(self.dropout(pairs)).squeeze(-1)
        loss = None
        if labels is not None:
            counted = labels != NO_LABEL
            if "entity_attention_mask" in arguments:
                counted &= arguments["entity_attention_mask"][:, 1:].bool()
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits[counted], labels[counted].to(logits.dtype))
        return transformers.modeling_outputs.SequenceClassifierOutput(loss=loss, logits=logits)


def model_class(architecture):
    return LukeForEntitySpanQA if architecture == CLOZE else getattr(transformers, architecture)

# How far an implementation in float32 may be from the reference in float32. The reference's own distance from float64
# is about 1e-6 for outputs, 1e-6 of the largest for gradients, 5e-6 for parameters after ten steps of rate 1e-3.
TOLERANCES = dict(
    outputs=dict(absolute=2e-5),
    loss=dict(absolute=2e-5, relative=1e-5),
    # |difference| <= relative * (largest of the tensor) + floor * (largest of all gradients of the model)
    gradients=dict(relative=1e-4, floor=1e-6),
    loss_per_step=dict(absolute=1e-4, relative=1e-4),
    # Parameters whose gradient is nothing but rounding: AdamW makes steps of up to the rate out of it.
    parameters=dict(absolute=3e-5, rounding_absolute=2.5e-2),
)
PARAMETER_DEVIATION = 0.2  # large enough for attention that is far from uniform


@dataclass
class Case:
    """One model with one batch. `words` and `entities` are the lengths of the examples of the batch."""

    name: str
    architecture: str
    config: dict
    words: list
    entities: list | None
    mention: int = 4  # columns of entity_position_ids
    labels: int = 2
    choices: int = 0  # of each example; `words` and `entities` are those of all choices
    problem: str | None = None  # what labels of TYPE and SEQUENCE are, in transformers' words
    omit: tuple = ()  # arguments that are not passed
    edit: object = None  # changes the finished batch in place
    notes: str = ""
    seed: int = 0

    @property
    def head(self):
        """The architecture of LUKE with the same head."""
        return PLAIN.get(self.architecture, self.architecture)


@dataclass
class Reference:
    """Results as float tensors, rows that the attention masks exclude set to zero."""

    outputs: dict
    loss: torch.Tensor | None = None
    gradients: dict = field(default_factory=dict)
    without_gradient: list = field(default_factory=list)
    moved: set = field(default_factory=set)  # parameters whose gradient was not zero in any of the steps
    loss_per_step: torch.Tensor | None = None
    parameters: dict = field(default_factory=dict)


def build_model(case):
    """A model in evaluation mode whose every parameter is random: LayerNorms, biases and padding rows included."""
    settings = dict(max_position_embeddings=23, type_vocab_size=2, pad_token_id=1, layer_norm_eps=1e-12) | case.config
    config_class = transformers.LukeConfig if case.architecture == CLOZE else model_class(case.architecture).config_class
    config = config_class(**settings, num_labels=case.labels)
    if case.head == SEQUENCE:
        config.problem_type = case.problem
    config._attn_implementation = "eager"
    model = model_class(case.architecture)(config)
    if case.architecture == MASKED:
        # transformers 5 gives the word head a matrix of its own; LUKE's is the word table, as in version 4.
        model.lm_head.decoder.weight = model.luke.embeddings.word_embeddings.weight
        model._tied_weights_keys = model._tied_weights_keys | {"lm_head.decoder.weight": "luke.embeddings.word_embeddings.weight"}
    generator = torch.Generator().manual_seed(case.seed)
    with torch.no_grad():
        for name, parameter in sorted(model.named_parameters()):
            noise = torch.randn(parameter.shape, generator=generator) * PARAMETER_DEVIATION
            parameter.copy_(noise + 1 if is_norm(name) and name.endswith("weight") else noise)
    model.config.architectures = [case.architecture]
    return model.eval()


def padded(rows, value):
    width = max(map(len, rows))
    return [row + [value] * (width - len(row)) for row in rows]


def make_batch(case, config):
    """The arguments of the model's forward under their names, as nested lists."""
    draw = random.Random(case.seed)
    pad = config.pad_token_id
    word_ids = [i for i in range(config.vocab_size) if i != pad]
    batch = dict(
        input_ids=padded([draw.choices(word_ids, k=n) for n in case.words], pad),
        attention_mask=padded([[1] * n for n in case.words], 0),
        token_type_ids=padded([[draw.randrange(config.type_vocab_size) for _ in range(n)] for n in case.words], 0),
    )
    if case.entities is not None:
        spans = [[draw_span(draw, n, case.mention) for _ in range(count)] for n, count in zip(case.words, case.entities)]
        positions = [[list(range(*s)) + [-1] * (case.mention - s[1] + s[0]) for s in row] for row in spans]
        batch |= dict(
            entity_ids=padded([[draw.randrange(1, config.entity_vocab_size) for _ in row] for row in spans], 0),
            entity_attention_mask=padded([[1] * len(row) for row in spans], 0),
            entity_token_type_ids=padded([[draw.randrange(config.type_vocab_size) for _ in row] for row in spans], 0),
            entity_position_ids=padded(positions, [-1] * case.mention),
        )
    if case.architecture == SPAN:
        batch |= dict(
            entity_start_positions=padded([[s[0] for s in row] for row in spans], 0),
            entity_end_positions=padded([[s[1] - 1 for s in row] for row in spans], 0),
            labels=padded([[draw.randrange(case.labels) for _ in row] for row in spans], NO_LABEL),
        )
    if case.architecture == MASKED:
        batch |= make_masks(draw, batch, config)
    if case.architecture == PAIR:
        batch["labels"] = [draw.randrange(case.labels) for _ in case.words]
    if case.head in (TYPE, TOKEN, SEQUENCE, ANSWER, CHOICE, CLOZE):
        batch |= make_targets(draw, case, batch)
    if case.edit:
        case.edit(batch)
    if case.choices:
        batch = {name: value if name == "labels" else fold(value, case.choices) for name, value in batch.items()}
    return {name: value for name, value in batch.items() if name not in case.omit}


def make_targets(draw, case, batch):
    """What the heads for whole examples, words, answers, choices and candidates should find."""
    count = len(case.words)
    if case.head == TOKEN:
        return dict(labels=padded([[draw.randrange(case.labels) for _ in range(n)] for n in case.words], NO_LABEL))
    if case.head == ANSWER:
        spans = [draw_span(draw, n, n) for n in case.words]
        return dict(start_positions=[s[0] for s in spans], end_positions=[s[1] - 1 for s in spans])
    if case.head == CHOICE:
        return dict(labels=[draw.randrange(case.choices) for _ in range(count // case.choices)])
    if case.architecture == CLOZE:
        width = len(batch["entity_ids"][0]) - 1
        return dict(labels=[[draw.randrange(2) if i + 1 < n else 0 for i in range(width)] for n in case.entities])
    if case.problem == "multi_label_classification":
        return dict(labels=[[float(draw.randrange(2)) for _ in range(case.labels)] for _ in range(count)])
    if case.problem == "regression" or case.head == SEQUENCE and case.labels == 1:
        numbers = [[round(draw.uniform(-2, 2), 3) for _ in range(case.labels)] for _ in range(count)]
        return dict(labels=[row[0] for row in numbers] if case.labels == 1 else numbers)
    return dict(labels=[draw.randrange(case.labels) for _ in range(count)])


def fold(rows, size):
    """Lists of `size` rows each."""
    return [rows[i:i + size] for i in range(0, len(rows), size)]


def make_masks(draw, batch, config):
    """Labels for about a third of the words and half of the entities, at least one of each."""
    def labels(name, mask, share, classes):
        attended = [[bool(m) for m in row] for row in batch[mask]]
        chosen = [[m and draw.random() < share for m in row] for row in attended]
        if not any(map(any, chosen)):
            row = next(i for i, r in enumerate(attended) if any(r))
            chosen[row][attended[row].index(True)] = True
        return [[draw.randrange(classes) if c else NO_LABEL for c in row] for row in chosen]

    found = dict(labels=labels("input_ids", "attention_mask", 0.35, config.vocab_size))
    if "entity_ids" in batch:
        found["entity_labels"] = labels("entity_ids", "entity_attention_mask", 0.5, config.entity_vocab_size)
    return found


def draw_span(draw, word_count, longest):
    start = draw.randrange(word_count)
    return start, start + draw.randint(1, min(longest, word_count - start))


def make_probes(case, config, batch):
    """LukeModel has no loss of its own: ours is the sum of its outputs, each weighed by a random number, 0 at padding."""
    if case.architecture != MODEL:
        return {}
    generator = torch.Generator().manual_seed(case.seed + 1)
    shapes = dict(last_hidden_state=shape_of(batch["input_ids"]), pooler_output=[len(batch["input_ids"])])
    if "entity_ids" in batch:
        shapes["entity_last_hidden_state"] = shape_of(batch["entity_ids"])
    probes = {name: torch.randn(shape + [config.hidden_size], generator=generator) for name, shape in shapes.items()}
    return without_padding(probes, batch)


def shape_of(nested):
    return [len(nested), len(nested[0])]


def without_padding(outputs, batch, is_cloze=False):
    """A row is padding where the attention mask that was passed has a zero; without a mask nothing is."""
    result = dict(outputs)
    for name, mask in (("last_hidden_state", "attention_mask"), ("entity_last_hidden_state", "entity_attention_mask")):
        if name in result and mask in batch:
            attended = torch.tensor(batch[mask]).reshape(result[name].shape[:2])
            result[name] = result[name] * attended.to(result[name].dtype)[..., None]
    for name in ("start_logits", "end_logits"):
        if name in result and "attention_mask" in batch:
            result[name] = result[name] * torch.tensor(batch["attention_mask"]).to(result[name].dtype)
    if is_cloze and "entity_attention_mask" in batch:
        result["logits"] = result["logits"] * torch.tensor(batch["entity_attention_mask"])[:, 1:].to(result["logits"].dtype)
    masks = dict(entity_logits="entity_attention_mask")
    if "logits" in result and result["logits"].ndim == 3:
        masks["logits"] = "entity_attention_mask" if "entity_start_positions" in batch else "attention_mask"
    for name, mask in masks.items():
        if name in result and mask in batch:
            result[name] = result[name] * torch.tensor(batch[mask])[..., None].to(result[name].dtype)
    return {name: value.contiguous() for name, value in result.items()}


def forward(model, batch, probes):
    """All outputs, and the loss, which is None for a LukeModel without probes."""
    arguments = {name: torch.tensor(value) for name, value in batch.items()}
    for name, value in arguments.items():
        if value.is_floating_point():
            arguments[name] = value.to(model.dtype)
    if isinstance(model, transformers.LukeModel):
        found = model(**arguments)
        outputs = dict(last_hidden_state=found.last_hidden_state, pooler_output=found.pooler_output)
        if found.entity_last_hidden_state is not None:
            outputs["entity_last_hidden_state"] = found.entity_last_hidden_state
        loss = sum((outputs[name] * probe.to(outputs[name].dtype)).sum() for name, probe in probes.items()) if probes else None
        return outputs, loss
    seen = {}
    hook = model.base_model.register_forward_hook(lambda module, inputs, result: seen.update(
        last_hidden_state=result.last_hidden_state, entity_last_hidden_state=result.get("entity_last_hidden_state")))
    found = model(**arguments)
    hook.remove()
    if type(model).__name__.endswith("ForQuestionAnswering"):
        outputs = dict(start_logits=found.start_logits, end_logits=found.end_logits, **seen)
    else:
        outputs = dict(logits=found.logits, **seen)
    if isinstance(model, transformers.LukeForMaskedLM):
        outputs |= dict(entity_logits=found.entity_logits, mlm_loss=found.mlm_loss, mep_loss=found.mep_loss)
    return {name: value for name, value in outputs.items() if value is not None}, found.loss


def is_norm(name):
    return "LayerNorm" in name or "layer_norm" in name


def decays(name):
    """Matrices and tables do; the official code forgets the word head's normalization, which we do not."""
    return not (name.endswith("bias") or is_norm(name))


def make_optimizer(model, learning_rate, weight_decay, epsilon):
    named = list(model.named_parameters())
    groups = [
        dict(params=[p for n, p in named if decays(n)], weight_decay=weight_decay),
        dict(params=[p for n, p in named if not decays(n)], weight_decay=0.0),
    ]
    return torch.optim.AdamW(groups, lr=learning_rate, eps=epsilon)


def run(model, batch, probes=None, steps=10, learning_rate=1e-3, weight_decay=0.01, epsilon=1e-8):
    """Outputs and gradients of the model as it is, then `steps` AdamW steps; changes the model."""
    probes = probes or {}
    outputs, loss = forward(model, batch, probes)
    reference = Reference({n: v.detach().clone() for n, v in without_padding(outputs, batch, isinstance(model, LukeForEntitySpanQA)).items()})
    if loss is None:
        return reference
    reference.loss = loss.detach().clone()
    optimizer = make_optimizer(model, learning_rate, weight_decay, epsilon)
    losses = []
    for step in range(max(steps, 1)):
        optimizer.zero_grad(set_to_none=True)
        loss = forward(model, batch, probes)[1]
        loss.backward()
        losses.append(loss.detach())
        reference.moved |= {name for name, p in model.named_parameters() if p.grad is not None and p.grad.any()}
        if step == 0:
            for name, parameter in model.named_parameters():
                if parameter.grad is None:
                    reference.without_gradient.append(name)
                else:
                    reference.gradients[name] = parameter.grad.detach().clone()
        if steps:
            optimizer.step()
    reference.loss_per_step = torch.stack(losses)[:steps]
    reference.parameters = {name: p.detach().clone() for name, p in model.named_parameters()}
    return reference


def zero_gradients(found):
    """Parameters whose gradient is exactly zero in every step, not absent: AdamW still decays them."""
    return sorted(name for name, value in found.gradients.items() if not value.any() and name not in found.moved)


def rounding_gradients(exact, found):
    """Parameters whose gradient is mathematically zero but not in float32, by a run of the same case in float64.

    Softmax does not change when all scores of a row move together: a key's bias has no influence where all keys of
    a row meet the same query, that is without entity-aware attention or without entities.
    """
    largest = max((value.abs().max().item() for value in exact.gradients.values()), default=0)
    zero = zero_gradients(found)
    return sorted(n for n, v in exact.gradients.items() if v.abs().max() < 1e-12 * max(largest, 1e-3) and n not in zero)
