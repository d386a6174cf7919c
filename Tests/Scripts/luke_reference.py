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
NO_LABEL = -100

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
    omit: tuple = ()  # arguments that are not passed
    edit: object = None  # changes the finished batch in place
    notes: str = ""
    seed: int = 0


@dataclass
class Reference:
    """Results as float tensors, rows that the attention masks exclude set to zero."""

    outputs: dict
    loss: torch.Tensor | None = None
    gradients: dict = field(default_factory=dict)
    without_gradient: list = field(default_factory=list)
    loss_per_step: torch.Tensor | None = None
    parameters: dict = field(default_factory=dict)


def build_model(case):
    """A model in evaluation mode whose every parameter is random: LayerNorms, biases and padding rows included."""
    settings = dict(max_position_embeddings=23, type_vocab_size=2, pad_token_id=1, layer_norm_eps=1e-12) | case.config
    config = transformers.LukeConfig(**settings, num_labels=case.labels)
    config._attn_implementation = "eager"
    model = getattr(transformers, case.architecture)(config)
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
    if case.edit:
        case.edit(batch)
    return {name: value for name, value in batch.items() if name not in case.omit}


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


def without_padding(outputs, batch):
    """A row is padding where the attention mask that was passed has a zero; without a mask nothing is."""
    result = dict(outputs)
    for name, mask in (("last_hidden_state", "attention_mask"), ("entity_last_hidden_state", "entity_attention_mask")):
        if name in result and mask in batch:
            result[name] = result[name] * torch.tensor(batch[mask]).to(result[name].dtype)[..., None]
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
    if isinstance(model, transformers.LukeModel):
        found = model(**arguments)
        outputs = dict(last_hidden_state=found.last_hidden_state, pooler_output=found.pooler_output)
        if found.entity_last_hidden_state is not None:
            outputs["entity_last_hidden_state"] = found.entity_last_hidden_state
        loss = sum((outputs[name] * probe.to(outputs[name].dtype)).sum() for name, probe in probes.items()) if probes else None
        return outputs, loss
    seen = {}
    hook = model.luke.register_forward_hook(lambda module, inputs, result: seen.update(
        last_hidden_state=result.last_hidden_state, entity_last_hidden_state=result.entity_last_hidden_state))
    found = model(**arguments)
    hook.remove()
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
    reference = Reference({n: v.detach().clone() for n, v in without_padding(outputs, batch).items()})
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
    """Parameters whose gradient is exactly zero, not absent: AdamW still decays them."""
    return sorted(name for name, value in found.gradients.items() if not value.any())


def rounding_gradients(exact, found):
    """Parameters whose gradient is mathematically zero but not in float32, by a run of the same case in float64.

    Softmax does not change when all scores of a row move together: a key's bias has no influence where all keys of
    a row meet the same query, that is without entity-aware attention or without entities.
    """
    largest = max((value.abs().max().item() for value in exact.gradients.values()), default=0)
    zero = zero_gradients(found)
    return sorted(n for n, v in exact.gradients.items() if v.abs().max() < 1e-12 * max(largest, 1e-3) and n not in zero)
