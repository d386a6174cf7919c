#!/usr/bin/env python3
"""Builds the documentation of the libraries from their built modules, and fails for what is wrong with it.

    check_documentation.py [--build .build/release] [--output .build/documentation]

Wrong is whatever DocC warns of, such as links that lead nowhere and parameters that are not there; a public
declaration without a comment; a module of a product without a page of its own (Sources/NAME/NAME.docc/NAME.md);
a page that names a file which is not there; code of an article that is not what the file has which the text
before it names, as well as such code of the README and of the guides; and an operation of tapes that the page of
LukeAutodiff does not list. The commands of guides are run by GuideTests.
Needs the modules of `swift build -c release`, and of Swift's toolchain docc and swift-symbolgraph-extract.
Writes one archive, for any web server of files, and takes some twenty seconds.
"""
import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "Sources"


def text_of(*command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{' '.join(command)}:\n{result.stderr}")
    return result.stdout


def libraries():
    """The modules of Swift that others can import: whatever has Swift files and an upper-case name."""
    return [
        folder.name for folder in sorted(SOURCES.iterdir())
        if folder.name[0].isupper() and any(folder.rglob("*.swift"))]


def clang_options(build):
    """What Clang needs to find the C modules that the libraries were built with."""
    maps = [*SOURCES.glob("*/module.modulemap"), *build.glob("*.build/module.modulemap")]
    options = [f"-fmodule-map-file={path}" for path in sorted(maps)]
    packages = re.findall(r'pkgConfig: "([^"]+)"', (ROOT / "Package.swift").read_text())
    options += text_of("pkg-config", "--cflags-only-I", *packages).split()
    return [word for option in options for word in ("-Xcc", option)]


def extract_symbols(module, build, output, options):
    """Writes the public symbols of a module as symbol graphs into a folder, and gives it."""
    if not (build / "Modules" / f"{module}.swiftmodule").exists():
        sys.exit(f"{build}/Modules has no {module}; build with swift build -c release first")
    folder = output / "symbols" / module
    folder.mkdir(parents=True)
    text_of(
        "swift", "symbolgraph-extract", "-module-name", module, "-I", str(build / "Modules"), *options,
        "-minimum-access-level", "public", "-skip-synthesized-members", "-skip-inherited-docs",
        "-module-cache-path", str(output / "cache"), "-output-dir", str(folder))
    return folder


def undocumented(folder):
    """The declarations without a comment, each with its place; what the compiler makes has no place."""
    for graph in sorted(folder.glob("*.symbols.json")):
        for symbol in json.loads(graph.read_text())["symbols"]:
            if "location" in symbol and "docComment" not in symbol:
                path = symbol["location"]["uri"].removeprefix("file://")
                line = symbol["location"]["position"]["line"] + 1
                yield f"{path}:{line}: {'.'.join(symbol['pathComponents'])} is public and has no comment"


def catalog(module, output):
    """Copies the pages of a module for DocC. Pages link to each other as GitHub follows it, by their files, at
    a heading or not; DocC wants their names, and looks whether they are there."""
    copy = output / "catalogs" / f"{module}.docc"
    shutil.copytree(SOURCES / module / f"{module}.docc", copy)
    for page in copy.rglob("*.md"):
        text = re.sub(r"\]\((?:\.\./)?(\w+)\.md(?:#[^)]*)?\)", r"](doc:\1)", page.read_text())
        page.write_text(text)
    return copy


def convert(module, symbols, output):
    """Builds the documentation of a module; gives the archive, and what DocC warns of."""
    page = SOURCES / module / f"{module}.docc"
    archive = output / "archives" / f"{module}.doccarchive"
    archive.parent.mkdir(exist_ok=True)
    result = subprocess.run(
        ["docc", "convert", *([str(catalog(module, output))] if page.exists() else []),
         "--additional-symbol-graph-dir", str(symbols), "--output-dir", str(archive),
         "--fallback-display-name", module, "--fallback-bundle-identifier", f"luke-train.{module}",
         "--warnings-as-errors"],
        capture_output=True, text=True)
    return archive, (result.stdout + result.stderr).strip() if result.returncode else ""


def missing_pages():
    products = re.findall(
        r'\.library\(\s*name: "\w+",\s*targets: \[([^]]+)\]', (ROOT / "Package.swift").read_text())
    modules = sorted({name for targets in products for name in re.findall(r'"(\w+)"', targets)})
    pages = [SOURCES / name / f"{name}.docc" / f"{name}.md" for name in modules]
    return [
        f"{page.relative_to(ROOT)}: the module is part of a product and has no page"
        for page in pages if not page.exists()]


def missing_places():
    """The files and folders that pages name and that are not there."""
    for page in sorted(SOURCES.glob("*/*.docc/**/*.md")):
        for place in re.findall(r"`((?:Sources|Tests)/[^`]+)`", page.read_text()):
            if not (ROOT / place).exists():
                yield f"{page.relative_to(ROOT)}: {place} is not there"


def code_blocks(page):
    """The blocks of code of a page: the first line's number, the language, the file that the text before names,
    the lines."""
    named, block = None, None
    for number, line in enumerate(page.read_text().splitlines(), 1):
        if line.startswith("```"):
            if block is None:
                block = (number + 1, line[3:], named, [])
            else:
                yield block
                named, block = None, None
        elif block is not None:
            block[3].append(line)
        elif line.strip():
            match = re.search(r"`(Tests/[^`]+)`:$", line)
            named = match and match[1]


def faults_of_code(root=ROOT):
    """Articles show lines of packages that are built and run: each block stands in its file as it is, and
    of each source that is shown every line is, in its order. The README has code of other kinds as well, and
    so have the guides."""
    readme = root / "README.md"
    for page in [*sorted(root.glob("Sources/*/*.docc/**/*.md")), *([readme] if readme.exists() else [])]:
        if page.read_text().startswith("# ``"):
            continue
        name, shown = page.relative_to(root), {}
        for number, language, file, lines in code_blocks(page):
            if page == readme and file is None or page.parent.name == "Guides" and (language != "swift" or file is None):
                continue
            if file is None or not (root / file).is_file():
                yield f"{name}:{number}: no file that is there is named before the code, as `Tests/...`:"
                continue
            if "\n" + "\n".join(lines) + "\n" not in "\n" + (root / file).read_text():
                yield f"{name}:{number}: {file} does not have these lines"
            shown[file] = shown.get(file, []) + lines
        for file, lines in shown.items():
            # What is not a source, such as a script, may be shown in part.
            if not file.startswith("Tests/Packages/Sources/"):
                continue
            source = (root / file).read_text().splitlines()
            if [line for line in lines if line] != [line for line in source if line]:
                yield f"{name}: shows not all of {file}, or in another order"


def missing_operations(root=ROOT):
    """The public operations that the page of LukeAutodiff does not list."""
    page = root / "Sources/LukeAutodiff/LukeAutodiff.docc/LukeAutodiff.md"
    for file in sorted(root.glob("Sources/LukeAutodiff/Operations/*.swift")):
        for name in re.findall(r"^  public func (\w+)\(", file.read_text(), re.MULTILINE):
            if f"``Tape/{name}(" not in page.read_text():
                yield f"{page.relative_to(root)}: does not list {name} of {file.relative_to(root)}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / ".build/release")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / ".build/documentation")
    arguments = parser.parse_args()
    build, output = arguments.build.resolve(), arguments.output.resolve()
    for name in ("symbols", "catalogs", "archives", "luke-train.doccarchive"):
        shutil.rmtree(output / name, ignore_errors=True)

    target = json.loads(text_of("swift", "-print-target-info"))["target"]["unversionedTriple"]
    options = ["-target", target, *clang_options(build)]
    faults, archives = [*missing_pages(), *missing_places(), *faults_of_code(), *missing_operations()], []
    for module in libraries():
        symbols = extract_symbols(module, build, output, options)
        faults += undocumented(symbols)
        archive, warnings = convert(module, symbols, output)
        archives.append(archive)
        if warnings:
            faults.append(f"{module}:\n{warnings}")
    if faults:
        sys.exit("\n".join(faults))

    whole = output / "luke-train.doccarchive"
    text_of("docc", "merge", *map(str, archives), "--output-path", str(whole))
    print(f"{len(archives)} libraries are documented: {whole}")


if __name__ == "__main__":
    main()
