"""Holds an ONNX file whose weights lie beside it against the same model in one file, in onnx and onnxruntime.

usage: python Tests/Scripts/compare_onnx.py WHOLE.onnx PARTED.onnx CONFIG.json

Both must have the same arrays, and the same outputs to the bit on random inputs, whatever folder one stands in; the
second must be sound for ONNX's own checker, and refused where its weights do not lie beside it. CONFIG.json is that of
the model. Exit status 1 if anything differs. Needs onnx and onnxruntime.
"""
import json
import os
import pathlib
import shutil
import sys
import tempfile

import numpy
import onnx
import onnxruntime
from onnx.external_data_helper import uses_external_data

SIZES = {"batch_size": 2, "num_choices": 3, "sequence_length": 7, "entity_length": 4, "max_mention_length": 3}


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def outside(path):
    """The names of the arrays that lie beside a file."""
    graph = onnx.load(path, load_external_data=False).graph
    return {array.name for array in graph.initializer if uses_external_data(array)}


def arrays(path):
    return {array.name: onnx.numpy_helper.to_array(array) for array in onnx.load(path).graph.initializer}


def same(one, other):
    return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()


def values(port, config, random):
    """Random numbers for an input: nothing is padding, and all positions are those of words."""
    shape = [SIZES[axis] for axis in port.shape]
    if port.name.endswith(("attention_mask", "token_type_ids")):
        return numpy.full(shape, port.name.endswith("mask"), dtype=numpy.int64)
    keys = {"input_ids": "vocab_size", "entity_ids": "entity_vocab_size"}
    end = config[keys[port.name]] if port.name in keys else SIZES["sequence_length"]
    return random.integers(0, end, shape)


def main():
    whole, parted, config = (pathlib.Path(name).resolve() for name in sys.argv[1:])
    config = json.loads(config.read_text())
    if outside(whole) or not outside(parted):
        sys.exit("the first file must hold all of its weights, and some of the second lie beside it")
    onnx.checker.check_model(str(parted), full_check=True)
    first, second = arrays(whole), arrays(parted)
    others = [name for name in first.keys() | second.keys()
              if name not in first or name not in second or not same(first[name], second[name])]
    if others:
        sys.exit(f"{parted}: other arrays: {', '.join(sorted(others))}")
    os.chdir("/")
    runs = [session(path) for path in (whole, parted)]
    random = numpy.random.default_rng(0)
    feed = {port.name: values(port, config, random) for port in runs[0].get_inputs()}
    for port, one, other in zip(runs[0].get_outputs(), *(run.run(None, feed) for run in runs), strict=True):
        if not one.size or not numpy.isfinite(one).all() or not same(one, other):
            sys.exit(f"{parted}: {port.name} differs")
    with tempfile.TemporaryDirectory() as folder:
        alone = shutil.copy(parted, folder)
        try:
            session(alone)
        except Exception as error:
            if parted.name + ".data" not in str(error):
                raise
        else:
            sys.exit(f"{parted}: is taken without its weights")
    print(f"{len(outside(parted))} of {len(second)} arrays beside the file, the same outputs")


if __name__ == "__main__":
    main()
