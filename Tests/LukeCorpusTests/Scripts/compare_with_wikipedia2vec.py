"""Compares the paragraphs that luke-train makes of a MediaWiki dump with wikipedia2vec's.

Needs `pip install wikipedia2vec==2.0.0` (with mwparserfromhell 0.7.2). Usage:

    LUKE_DUMP=DUMP LUKE_PAGES=pages.jsonl swift test -c release --filter PageFileTests
    python compare_with_wikipedia2vec.py DUMP pages.jsonl

A line of pages.jsonl is {"title", "paragraphs": [{"text", "entities": [{"start", "end", "title"}]}]}
with offsets in Unicode scalars. Without `--namespace` pages of namespace 0 are compared. The exit
status is 1 if any page differs.
"""

import argparse
import bz2
import io
import json
import pickle
import re
import sys
import time
import xml.etree.ElementTree
import zlib

from wikipedia2vec import dump_db
from wikipedia2vec.utils.wiki_page import WikiPage


def content(path):
    """The XML of a dump in UTF-8, what there is of it if the file is cut off."""
    data = open(path, "rb").read()
    if data.startswith(b"BZh"):
        result = b""
        while data.startswith(b"BZh"):
            decompressor = bz2.BZ2Decompressor()
            result += decompressor.decompress(data)
            data = decompressor.unused_data
        data = result
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16").encode()
    return data


def pages(path, wanted):
    """Title, language and text of the pages that wikipedia2vec would parse."""
    data = content(path)
    language = re.search(rb'xml:lang="(.*?)"', data[:4096])
    language = language.group(1).decode() if language else ""
    parser = xml.etree.ElementTree.iterparse(io.BytesIO(data), events=("end",))
    try:
        for _, element in parser:
            if element.tag.rpartition("}")[2] != "page":
                continue
            prefix = element.tag[:-4]
            namespace = element.find(prefix + "ns")
            redirect = element.find(prefix + "redirect")
            model = element.find(f"{prefix}revision/{prefix}model")
            text = element.find(f"{prefix}revision/{prefix}text")
            is_wanted = namespace is None or namespace.text == wanted
            is_text = model is None or model.text == "wikitext"
            if is_wanted and redirect is None and is_text:
                yield element.find(prefix + "title").text, language, text.text or ""
            element.clear()
    except xml.etree.ElementTree.ParseError as error:
        print(f"{path} ends early: {error}")


def reference(title, language, text):
    """Paragraphs of a page as (text, [(title, start, end)])."""
    parsed = dump_db._parse_page(WikiPage(title, language, text, None), None)
    if parsed is None:
        return None
    paragraphs, _ = pickle.loads(zlib.decompress(parsed[1][1]))
    return [(text, [(link[0], link[2], link[3]) for link in links]) for text, links, _ in paragraphs]


def ours(page):
    return [
        (paragraph["text"], [(e["title"], e["start"], e["end"]) for e in paragraph["entities"]])
        for paragraph in page["paragraphs"]
    ]


def first_difference(left, right):
    for index in range(max(len(left), len(right))):
        a = left[index] if index < len(left) else ("", [])
        b = right[index] if index < len(right) else ("", [])
        if a == b:
            continue
        if a[0] == b[0]:
            return f"paragraph {index}: links {set(a[1]) ^ set(b[1])}"
        place = next(
            (i for i, (x, y) in enumerate(zip(a[0], b[0])) if x != y), min(len(a[0]), len(b[0]))
        )
        window = slice(max(place - 50, 0), place + 50)
        return f"paragraph {index}:\n    theirs {a[0][window]!r}\n    ours   {b[0][window]!r}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("dump")
    arguments.add_argument("pages")
    arguments.add_argument("--namespace", default="0")
    arguments.add_argument("--show", type=int, default=5, help="differences to print")
    arguments = arguments.parse_args()

    found = {}
    for line in open(arguments.pages, encoding="utf-8"):
        page = json.loads(line)
        found.setdefault(page["title"], []).append(ours(page))
    compared = paragraphs = links = different = missing = unread = size = 0
    seconds = 0.0
    for title, language, text in pages(arguments.dump, arguments.namespace):
        start = time.perf_counter()
        expected = reference(title, language, text)
        seconds += time.perf_counter() - start
        size += len(text.encode())
        if expected is None:
            unread += 1
            continue
        if not found.get(title):
            missing += 1
            print(f"missing: {title}")
            continue
        got = found[title].pop(0)
        compared += 1
        paragraphs += len(expected)
        links += sum(len(paragraph[1]) for paragraph in expected)
        if got != expected:
            different += 1
            if different <= arguments.show:
                print(f"different: {title}: {first_difference(expected, got)}")
    added = sum(len(rest) for rest in found.values())
    print(
        f"{compared} pages, {paragraphs} paragraphs, {links} links compared: {different} pages differ,"
        f" {missing} missing, {added} added, {unread} not read by wikipedia2vec"
        f" ({size / max(seconds, 1e-9) / 1e6:.2f} MB/s)"
    )
    sys.exit(1 if different or missing or added else 0)


if __name__ == "__main__":
    main()
