#!/usr/bin/env python3
"""Trains the quickstart's tokenizer (byte-level byte-pair encoding, as RoBERTa and LUKE have it)
on the words of train.conll and writes the folder tokenizer/. Needs the Python package `tokenizers`
(0.22 or later); nothing else of the quickstart does.
"""

import collections
import json
import pathlib

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

HERE = pathlib.Path(__file__).resolve().parent
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
VOCABULARY_SIZE = 1800
NAME_COUNT = 8


def words(path):
    """The words of the file, each word of a name at most `NAME_COUNT` times: parts of names are then
    common enough to become tokens and whole names are not, here as in the other splits."""
    told = collections.Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("-DOCSTART-"):
            word, tag = line.rsplit(" ", 1)
            told[word] += tag != "O"
            if tag == "O" or told[word] <= NAME_COUNT:
                yield word


def main():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY_SIZE, min_frequency=NAME_COUNT + 1, special_tokens=SPECIAL, show_progress=False,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()))
    tokenizer.train_from_iterator(words(HERE / "train.conll"), trainer)

    folder = HERE / "tokenizer"
    folder.mkdir(exist_ok=True)
    tokenizer.model.save(str(folder))
    settings = {
        "tokenizer_class": "RobertaTokenizer",
        "add_prefix_space": True,
        "bos_token": "<s>", "cls_token": "<s>", "eos_token": "</s>", "sep_token": "</s>",
        "pad_token": "<pad>", "unk_token": "<unk>", "mask_token": "<mask>",
        "model_max_length": 256,
    }
    text = json.dumps(settings, indent=2) + "\n"
    (folder / "tokenizer_config.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
