"""Prints the examples of a data set for pretraining, one a line: how other programs can read it.

usage: read_dataset.py FOLDER

A line is {"page": document entity or -1, "words": [...], "mentions": [[entity, start, end], ...]}.
Needs numpy and zstandard.
"""

import json
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import zstandard


def examples(folder):
    manifest = json.loads((folder / "dataset.json").read_text())
    assert manifest["format"] == "luke-train pretraining dataset" and manifest["version"] == 1
    for shard in manifest["contents"]["shards"]:
        data = (folder / shard["file"]).read_bytes()
        assert len(data) == shard["size"] and zlib.crc32(data) == int(shard["crc32"], 16)
        yield from shard_examples(data)


def shard_examples(data):
    # The last 56 bytes: a frame that zstd skips, with the place of the index.
    trailer = data[-56:]
    assert trailer[48:] == b"LUKE-BLK" and zlib.crc32(trailer[:44]) == struct.unpack_from("<I", trailer, 44)[0]
    offset, stored, size, checksum, blocks, version = struct.unpack_from("<QQQIII", trailer, 8)
    assert version == 1
    index = zstandard.decompress(data[offset:offset + stored], max_output_size=size)
    assert zlib.crc32(index) == checksum
    place = 0
    for number in range(blocks):
        stored, size, checksum, count = struct.unpack_from("<IIII", index, 16 * number)
        block = zstandard.decompress(data[place:place + stored], max_output_size=size)
        assert len(block) == size and zlib.crc32(block) == checksum
        yield from block_examples(block, count)
        place += stored


def block_examples(block, expected):
    place = 0

    def take(count, kind):
        nonlocal place
        values = np.frombuffer(block, kind, count, place)
        place += values.nbytes
        return values.tolist()

    count, width = take(2, "<u4")
    assert count == expected
    pages = take(count, "<i4")
    counts = np.array(take(2 * count, "<u2"), np.int64).reshape(-1, 2)
    words = take(counts[:, 0].sum(), "<u2" if width == 2 else "<i4")
    total = counts[:, 1].sum()
    entities, starts, lengths = take(total, "<i4"), take(total, "<u2"), take(total, "<u2")
    assert place == len(block)
    word, mention = 0, 0
    for page, (word_count, mention_count) in zip(pages, counts.tolist()):
        numbers = range(mention, mention + mention_count)
        yield {
            "page": page,
            "words": words[word:word + word_count],
            "mentions": [[entities[i], starts[i], starts[i] + lengths[i]] for i in numbers],
        }
        word += word_count
        mention += mention_count


if __name__ == "__main__":
    for example in examples(Path(sys.argv[1])):
        print(json.dumps(example))
