"""Compares a plain encoder that `luke-train export` wrote with what its class in transformers computes.

usage: python Tests/Scripts/compare_plain.py FOLDER BATCH.json TRACE.h5 [MARKER ...]

BATCH.json has the arguments of one forward, TRACE.h5 is what `luke-train trace FOLDER BATCH.json` made of it. The
class is the one that the folder's configuration names, the tokenizer the one that AutoTokenizer takes; each MARKER
must be one token with a row. Exit status 1 if weights are missing or unexpected, a marker is not known, or an output
differs by more than 0.00002. Versions: Tests/Scripts/requirements.txt.
"""
import json
import pathlib
import sys

import h5py
import torch
import transformers

TOLERANCE = 2e-5


def main():
    transformers.utils.logging.disable_progress_bar()
    folder, batch, trace, *markers = sys.argv[1:]
    name = json.loads((pathlib.Path(folder) / "config.json").read_text())["architectures"][0]
    model, info = getattr(transformers, name).from_pretrained(folder, output_loading_info=True)
    faults = {kind: sorted(map(str, keys)) for kind, keys in info.items() if keys}
    if faults:
        sys.exit(f"{folder}: weights do not fit {name}: {faults}")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    rows = model.get_input_embeddings().weight.shape[0]
    for marker in markers:
        ids = tokenizer.encode(marker, add_special_tokens=False)
        if len(ids) != 1 or ids[0] == tokenizer.unk_token_id or ids[0] >= rows:
            sys.exit(f"{folder}: {marker} is {ids}, of {rows} rows")
    arguments = {key: torch.tensor(value) for key, value in json.loads(pathlib.Path(batch).read_text()).items()}
    with torch.no_grad():
        found = model.eval()(**arguments)
    compared = [key for key in ("logits", "start_logits", "end_logits") if key in found]
    with h5py.File(trace) as file:
        worst = max(float(abs(file[key][()] - found[key].numpy()).max()) for key in compared)
    if worst > TOLERANCE:
        sys.exit(f"{name}: outputs differ by {worst}")
    print(f"{name} and {type(tokenizer).__name__}: {', '.join(compared)} agree")


if __name__ == "__main__":
    main()
