"""Writes Tests/Goldens: what transformers computes for a fixed set of small random LUKE models.

usage: python Tests/Scripts/make_model_goldens.py [OUTPUT_FOLDER]     (versions: Tests/Scripts/requirements.txt)

Each case is a folder model/<case>/ with
  config.json, model.safetensors  the model as transformers saves it
  batch.json                      the arguments of its forward, under their names
  expected.safetensors            outputs under transformers' names with zeros at padding, `loss`, `gradients/<name>`,
                                  `loss_per_step`, `parameters/<name>` after the AdamW steps, and for LukeModel, which
                                  has no loss, `probes/<output>`: loss = sum over outputs of sum(probe * output)
manifest.json lists the cases, the versions they were made with, the optimizer and the tolerances.
"""
import copy
import json
import pathlib
import shutil
import sys

import safetensors
import torch
import transformers
from safetensors.torch import save_file

import luke_reference as reference
from luke_reference import ANSWER, CHOICE, CLOZE, MASKED, MODEL, PAIR, SEQUENCE, SPAN, TOKEN, TYPE, Case

TOLERANCES = reference.TOLERANCES
OPTIMIZER = dict(learning_rate=1e-3, weight_decay=0.01, epsilon=1e-8, steps=10)


def pad_inside(batch):
    """Two pad ids among the words, attended to: they take the padding position and the words after them count on."""
    batch["input_ids"][0][3] = batch["input_ids"][0][4] = 1
    batch["input_ids"][1][0] = 1
    batch["entity_ids"][0][1] = 0  # an attended entity of the padding row


def holes(batch):
    """Masked words and entities in the middle of an example."""
    for column in (2, 3, 6):
        batch["attention_mask"][0][column] = 0
    batch["attention_mask"][2][1] = 0
    batch["entity_attention_mask"][0][1] = 0
    batch["entity_attention_mask"][2][0] = 0


def left_padding(batch):
    """The second example's padding comes first; its columns move, its positions do not."""
    moved = 3
    for name, value in (("input_ids", 1), ("attention_mask", 0), ("token_type_ids", 0)):
        batch[name][1] = [value] * moved + batch[name][1][:-moved]
    for name in ("entity_start_positions", "entity_end_positions"):
        batch[name][1] = [p + moved if m else p for p, m in zip(batch[name][1], batch["entity_attention_mask"][1])]
    batch["attention_mask"][0][4] = 0
    for name in ("entity_start_positions", "entity_end_positions"):
        batch[name][0] = [5 if p == 4 else p for p in batch[name][0]]


def explicit_positions(batch):
    batch["position_ids"] = [[(5 * i + 3 * row) % 23 for i in range(len(ids))] for row, ids in enumerate(batch["input_ids"])]


def odd_mentions(batch):
    """Positions that are not runs: gaps, repeats, -1 first and in the middle, an attended entity with none at all."""
    batch["entity_position_ids"][0][:4] = [[-1, 4, -1, 5, -1], [2, 2, 7, -1, -1], [-1] * 5, [0, 1, 2, 3, 4]]
    batch["entity_position_ids"][1][0] = [22, -1, -1, -1, 0]


def unlabelled(batch):
    labels = batch["labels"]
    if isinstance(labels[0], list):
        labels[0][0] = labels[1][1] = reference.NO_LABEL
    else:
        labels[1] = reference.NO_LABEL


def words_to_the_right(batch):
    """The last example's padding comes first, so that its first word is masked."""
    moved = batch["attention_mask"][-1].count(0)
    for name, value in (("input_ids", 1), ("attention_mask", 0), ("token_type_ids", 0)):
        batch[name][-1] = [value] * moved + batch[name][-1][:-moved]


def hidden_words_with_labels(batch):
    """Masked words in the middle of an example, one of them with a label: transformers counts it."""
    batch["attention_mask"][0][2] = batch["attention_mask"][0][4] = 0
    batch["labels"][0][4] = batch["labels"][1][0] = reference.NO_LABEL


def answers_outside(batch):
    """A start beyond the words, which is none; an end below them, which is the first; a hole."""
    batch["start_positions"][0] = 99
    batch["end_positions"][1] = -3
    batch["attention_mask"][0][2] = 0


def no_right_choice(batch):
    batch["labels"][1] = reference.NO_LABEL


def second_entity_type(batch):
    batch["entity_token_type_ids"] = [[0, 1] + row[2:] for row in batch["entity_token_type_ids"]]


def plain(hidden, heads, layers, inner, vocabulary, **more):
    return dict(
        hidden_size=hidden, num_attention_heads=heads, num_hidden_layers=layers, intermediate_size=inner,
        vocab_size=vocabulary) | more


BERT = dict(pad_token_id=0)  # positions from 0; the pad id is not theirs
XLM = dict(type_vocab_size=1, layer_norm_eps=1e-5)  # as XLM-R has them


def config(hidden, heads, layers, inner, vocabulary, entities, entity_size, aware, **more):
    return dict(
        hidden_size=hidden, num_attention_heads=heads, num_hidden_layers=layers, intermediate_size=inner,
        vocab_size=vocabulary, entity_vocab_size=entities, entity_emb_size=entity_size,
        use_entity_aware_attention=aware) | more


CASES = [
    Case("model-entity-aware", MODEL, config(36, 3, 2, 41, 53, 11, 20, True), [9, 6, 7], [3, 0, 4], 5,
         notes="padding in words and entities, an example without entities"),
    Case("model-no-entities", MODEL, config(15, 3, 2, 31, 47, 7, 6, True, pad_token_id=0), [8, 5], None,
         notes="no entity argument at all; the entity tables and extra queries get no gradient"),
    Case("model-pad-inside", MODEL, config(20, 4, 1, 33, 37, 9, 20, False, type_vocab_size=1), [9, 7], [3, 2],
         edit=pad_inside, notes="padding ids among the attended words and entities"),
    Case("model-mask-holes", MODEL, config(21, 3, 2, 29, 41, 8, 10, True), [10, 6, 8], [4, 2, 3],
         edit=holes, notes="attention masks with holes; word 0 stays attended, the pooler reads it"),
    Case("model-position-ids", MODEL, config(14, 2, 1, 27, 33, 6, 9, True, layer_norm_eps=1e-5), [7, 7], [2, 2],
         edit=explicit_positions, omit=("attention_mask", "token_type_ids", "entity_attention_mask", "entity_token_type_ids"),
         notes="position_ids given, masks and token types left out"),
    Case("span-entity-aware", SPAN, config(35, 5, 2, 43, 59, 5, 13, True), [11, 5, 8], [6, 3, 5], labels=5,
         edit=unlabelled, notes="heads of size 7, labels of -100"),
    Case("span-plain", SPAN, config(15, 3, 2, 37, 61, 4, 15, False, pad_token_id=0, type_vocab_size=1), [9, 4, 7], [5, 2, 4],
         labels=7, notes="one query for words and entities; entity size equal to hidden size"),
    Case("span-batch-one", SPAN, config(12, 4, 3, 19, 119, 9, 7, True), [10], [6], labels=3,
         omit=("attention_mask", "entity_attention_mask"), notes="one example, three layers, no masks"),
    Case("span-odd-mentions", SPAN, config(18, 2, 1, 25, 43, 6, 5, True), [9, 6], [5, 2], 5, labels=2, edit=odd_mentions,
         notes="mention positions with gaps, repeats, -1 anywhere; two labels"),
    Case("span-left-padding", SPAN, config(25, 5, 1, 23, 31, 5, 25, True), [10, 6, 8], [4, 3, 0], labels=4, edit=left_padding,
         notes="padding before the words of one example, a hole in another, an example without spans"),
    Case("pair-entity-aware", PAIR, config(24, 4, 2, 35, 67, 8, 10, True), [10, 6, 8], [2, 2, 2], 5, labels=6,
         edit=second_entity_type, notes="in the last layer the words' outputs are unused"),
    Case("pair-plain", PAIR, config(16, 2, 2, 45, 39, 4, 16, False, pad_token_id=0), [7, 9, 5, 6], [2, 2, 2, 2], labels=3,
         edit=unlabelled, notes="a label of -100"),
    Case("pair-more-entities", PAIR, config(21, 3, 1, 17, 29, 13, 8, True, layer_norm_eps=1e-5), [8, 8], [4, 3], labels=2,
         notes="entities beyond the pair take part in attention only"),
    Case("pair-batch-one", PAIR, config(10, 2, 3, 15, 23, 5, 11, True, type_vocab_size=1), [7], [2], labels=19,
         omit=("token_type_ids", "entity_token_type_ids"), notes="one example, entity size above hidden size"),
    Case("masked-entity-aware", MASKED, config(24, 4, 2, 35, 67, 19, 10, True), [11, 6, 9], [4, 0, 3],
         notes="hidden words and entities; decoders are the tables"),
    Case("masked-plain", MASKED, config(16, 2, 1, 27, 43, 11, 16, False, pad_token_id=0, type_vocab_size=1), [9, 5], [3, 2],
         omit=("entity_attention_mask",), notes="entity size equal to hidden size"),
    Case("masked-words-only", MASKED, config(15, 3, 2, 31, 47, 7, 6, True), [8, 5], None,
         notes="no entity argument: the loss is that of the words, the entity head has no gradient"),
    Case("model-first-word-masked", MODEL, config(12, 2, 1, 17, 23, 5, 7, True), [8, 5], [2, 1], edit=words_to_the_right,
         notes="padding before the words of one example; the pooler reads its first padding"),
    Case("type-entity-aware", TYPE, config(15, 3, 2, 19, 29, 7, 8, True), [9, 6, 7], [2, 1, 3], labels=4,
         problem="multi_label_classification", notes="any number of classes for an entity, padding"),
    Case("type-plain", TYPE, config(12, 2, 1, 17, 23, 5, 12, False, type_vocab_size=1), [7, 5, 6], [1, 1, 1], labels=3,
         edit=unlabelled, notes="one class for an entity, a label of -100"),
    Case("token-entity-aware", TOKEN, config(14, 2, 2, 19, 29, 7, 8, True), [9, 6, 7], [2, 0, 1], labels=5,
         edit=hidden_words_with_labels, notes="no pooler; masked words, one of them with a label"),
    Case("token-no-entities", TOKEN, config(12, 3, 1, 17, 23, 5, 6, True, classifier_dropout=0.3), [8, 5], None, labels=3,
         notes="no entity argument"),
    Case("sequence-entity-aware", SEQUENCE, config(15, 3, 2, 19, 29, 7, 8, True), [9, 6, 7], [2, 0, 3], labels=3,
         edit=words_to_the_right, notes="one class; padding before the words of one example"),
    Case("sequence-several-labels", SEQUENCE, config(12, 2, 1, 17, 23, 5, 6, True), [8, 5], None, labels=4,
         problem="multi_label_classification", notes="any number of classes, no entity argument"),
    Case("sequence-one-number", SEQUENCE, config(12, 2, 1, 17, 23, 5, 12, False), [8, 5, 6], None, labels=1,
         edit=words_to_the_right, notes="one column and no problem type: a regression"),
    Case("sequence-numbers", SEQUENCE, config(12, 3, 1, 17, 23, 5, 6, True), [6, 7], [1, 2], labels=3, problem="regression",
         notes="a number for each column"),
    Case("answer-entity-aware", ANSWER, config(14, 2, 2, 19, 29, 7, 8, True), [9, 6, 7], [2, 1, 0], edit=answers_outside,
         notes="no pooler; padding and a hole take part in the softmax; a start that is none, an end below 0"),
    Case("answer-no-entities", ANSWER, config(12, 3, 1, 17, 23, 5, 6, True), [8, 5], None, edit=words_to_the_right,
         notes="no entity argument; padding before the words"),
    Case("choice-entity-aware", CHOICE, config(15, 3, 2, 19, 29, 7, 8, True), [9, 6, 7, 5, 8, 4], [2, 0, 1, 1, 2, 1], choices=3,
         notes="three choices each, with entities"),
    Case("choice-no-entities", CHOICE, config(12, 2, 1, 17, 23, 5, 6, True), [8, 5, 7, 6, 4, 9], None, choices=3,
         edit=no_right_choice, notes="no entity argument, a label of -100"),
    Case("cloze-entity-aware", CLOZE, config(15, 3, 2, 19, 29, 7, 8, True), [9, 6, 7], [4, 2, 3],
         notes="a placeholder and its candidates; no class of transformers"),
    Case("cloze-plain", CLOZE, config(12, 2, 1, 17, 23, 5, 12, False), [8, 6], [3, 2], omit=("entity_attention_mask",),
         notes="without a mask every candidate counts"),
    Case("bert-sequence", "BertForSequenceClassification", plain(12, 3, 2, 17, 23, **BERT), [9, 6, 7], None, labels=3,
         edit=words_to_the_right, notes="one class; padding before the words of one example, positions counted over it"),
    Case("bert-token", "BertForTokenClassification", plain(12, 2, 1, 17, 23, **BERT), [8, 5], None, labels=3,
         edit=unlabelled, notes="no pooler; labels of -100"),
    Case("bert-answer", "BertForQuestionAnswering", plain(10, 2, 1, 17, 23, **BERT), [9, 6, 7], None, edit=answers_outside,
         notes="no pooler; padding and a hole take part in the softmax"),
    Case("bert-choice", "BertForMultipleChoice", plain(10, 2, 1, 17, 23, **BERT), [8, 5, 7, 6, 4, 9], None, choices=3,
         edit=explicit_positions, notes="positions given, which begin at 0"),
    Case("roberta-sequence", "RobertaForSequenceClassification", plain(12, 3, 2, 17, 23), [9, 6, 7], None, labels=4,
         problem="multi_label_classification", notes="any number of classes; a dense layer in place of the pooler"),
    Case("roberta-token", "RobertaForTokenClassification", plain(12, 2, 1, 17, 23, type_vocab_size=1), [8, 5], None, labels=3,
         edit=hidden_words_with_labels, notes="masked words, one of them with a label"),
    Case("roberta-answer", "RobertaForQuestionAnswering", plain(10, 2, 1, 17, 23), [8, 5], None, edit=words_to_the_right,
         notes="padding before the words"),
    Case("roberta-choice", "RobertaForMultipleChoice", plain(10, 2, 1, 17, 23), [8, 5, 7, 6, 4, 9], None, choices=3,
         edit=no_right_choice, notes="a label of -100"),
    Case("xlm-roberta-sequence", "XLMRobertaForSequenceClassification", plain(12, 3, 2, 17, 23, **XLM), [9, 6, 7], None, labels=3,
         edit=words_to_the_right, notes="one token type; padding before the words of one example"),
    Case("xlm-roberta-token", "XLMRobertaForTokenClassification", plain(12, 2, 1, 17, 23, **XLM), [8, 5], None, labels=3,
         edit=unlabelled, notes="labels of -100"),
    Case("xlm-roberta-answer", "XLMRobertaForQuestionAnswering", plain(10, 2, 1, 17, 23, **XLM), [9, 6, 7], None,
         edit=answers_outside, notes="padding and a hole take part in the softmax"),
    Case("xlm-roberta-choice", "XLMRobertaForMultipleChoice", plain(10, 2, 1, 17, 23, **XLM), [8, 5, 7, 6, 4, 9], None, choices=3,
         edit=no_right_choice, notes="a label of -100"),
]
for number, case in enumerate(CASES):
    case.seed = 100 + number


def worst(ours, theirs):
    return (ours.double() - theirs.double()).abs().max().item()


def make(case, folder):
    """Writes one case; returns its entry of the manifest."""
    model = reference.build_model(case)
    batch = reference.make_batch(case, model.config)
    probes = reference.make_probes(case, model.config, batch)
    model.save_pretrained(folder)
    (folder / "batch.json").write_text(json.dumps(batch) + "\n")
    exact = reference.run(copy.deepcopy(model).double(), batch, probes, **OPTIMIZER)
    found = reference.run(model, batch, probes, **OPTIMIZER)
    expected = dict(found.outputs) | {f"probes/{name}": value for name, value in probes.items()}
    expected |= dict(loss=found.loss, loss_per_step=found.loss_per_step)
    expected |= {f"gradients/{name}": value for name, value in found.gradients.items()}
    expected |= {f"parameters/{name}": value for name, value in found.parameters.items()}
    save_file({name: value.contiguous() for name, value in expected.items()}, folder / "expected.safetensors")
    rounding = reference.rounding_gradients(exact, found)
    check_reference(case, found, exact, rounding)
    return dict(
        name=case.name, architecture=case.architecture, notes=case.notes, arguments=sorted(batch), words=case.words,
        entities=case.entities or [], labels=case.labels, configuration=case.config, loss=found.loss.item(),
        without_gradient=sorted(found.without_gradient), zero_gradient=reference.zero_gradients(found),
        rounding_gradient=rounding)


def check_reference(case, found, exact, rounding):
    """The float32 reference must itself lie well within the tolerances, measured by float64."""
    for name, value in found.outputs.items():
        assert worst(value, exact.outputs[name]) < TOLERANCES["outputs"]["absolute"] / 4, (case.name, name)
    for name, value in found.parameters.items():
        limit = 1 if name in rounding else TOLERANCES["parameters"]["absolute"] / 4
        assert worst(value, exact.parameters[name]) < limit, (case.name, name, worst(value, exact.parameters[name]))
    for name, value in found.gradients.items():
        limit = 1e-5 * exact.gradients[name].abs().max().item()
        assert name in rounding or worst(value, exact.gradients[name]) <= limit, (case.name, name)


def main():
    torch.set_num_threads(1)
    transformers.utils.logging.disable_progress_bar()
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent / "Goldens")
    shutil.rmtree(root / "model", ignore_errors=True)
    entries = []
    for case in CASES:
        (root / "model" / case.name).mkdir(parents=True)
        entries.append(make(case, root / "model" / case.name))
    versions = dict(
        python=".".join(map(str, sys.version_info[:2])), torch=torch.__version__, transformers=transformers.__version__,
        safetensors=safetensors.__version__)
    manifest = dict(
        generator="Tests/Scripts/make_model_goldens.py", versions=versions,
        optimizer=dict(kind="AdamW", betas=[0.9, 0.999], bias_correction=True, not_decayed=["*bias", "*LayerNorm*", "*layer_norm*"]) | OPTIMIZER,
        tolerances=TOLERANCES, cases=entries)
    (root / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    size = sum(f.stat().st_size for f in root.rglob("*") if f.is_file())
    print(f"{len(entries)} cases, {size / 1e6:.2f} MB in {root}")


if __name__ == "__main__":
    main()
