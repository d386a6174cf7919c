#!/usr/bin/env python3
"""Measures what README.md and the guides claim in numbers, and fails where they are further off than stated below.

    readme_figures.py PROGRAM [--only PART ...] [--timing]
                      [--wnut17 FOLDER --encoder FOLDER] [--threads N]

What they say is read from them, so that a sentence that goes, or changes its numbers, is noticed. Parts:

    quickstart    scores of `make quickstart`, its labelled sentences, and the size of checkpoints
    initializer   what becomes of sample-ner.json and of the quickstart with transformers' initializer_range
    wnut17        scores in float32 and bfloat16 of Recipes/wnut17-ner.json with three seeds; needs the
                  corpus and a folder of all-MiniLM-L6-v2
    timing        gradient checkpointing and bfloat16 beside plain float32, and the share of products: only
                  with --timing, as the machine has to be left alone

The first two take some fifteen minutes on two cores. Scores differ between processors, hence the tolerances.
The guide to the engine names the scripts of its other measurements: compare_speed.py and measure_growth.py.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GUIDES = ROOT / "Sources/LukeTraining/LukeTraining.docc/Guides"
PAGES = [ROOT / "README.md", *sorted(GUIDES.glob("*.md"))]
TEXT = " ".join(" ".join(page.read_text() for page in PAGES).split())
# The initializer_range of a config.json here, and that of transformers.
OWN, TRANSFORMERS = "own", 0.02


# A number with or without decimals, and not the full stop of its sentence.
NUMBER = r"(\d+(?:\.\d+)?)"
WORDS = {"three": 3, "third": 1 / 3}


def number(text):
    return WORDS[text] if text in WORDS else float(text.replace(",", ""))


class Figures:
    def __init__(self, arguments, work):
        self.program, self.arguments, self.work = arguments.program, arguments, work
        self.wrong = 0
        self.finished = {}

    def check(self, pattern, measured, tolerance, keeps_order=False):
        """Holds measured numbers against those that the groups of a pattern find in the pages, and where
        wanted the order of the first two."""
        match = re.search(pattern, TEXT)
        if not match:
            sys.exit(f"README.md and the guides no longer say: {pattern}")
        said = [number(text) for text in match.groups()]
        good = all(abs(a - b) <= tolerance for a, b in zip(said, measured, strict=True))
        if keeps_order:
            good = good and (said[0] < said[1]) == (measured[0] < measured[1])
        self.wrong += not good
        here = ", ".join(f"{value:.3g}" for value in measured)
        print(f"{'ok' if good else 'WRONG'}: {match.group()}; here {here} (± {tolerance:g})", flush=True)

    def run(self, *words):
        threads = ["--threads", str(self.arguments.threads)] if self.arguments.threads else []
        command = [str(self.program), *map(str, words), *threads, "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
        return done.stdout

    def train(self, recipe, variant, settings):
        """Trains a recipe with some keys set, once; gives the run folder and the lines of its log."""
        folder = self.work / f"{recipe} {variant}"
        if folder not in self.finished:
            words = [ROOT / "Recipes" / f"{recipe}.json", "--output", folder]
            for key, value in settings.items():
                words += ["--set", f"{key}={value}"]
            self.run(*words)
            log = [json.loads(line) for line in (folder / "metrics.jsonl").open()]
            self.finished[folder] = folder, log
        return self.finished[folder]

    def score(self, recipe, variant, settings):
        """The F1 on the test data, in percent."""
        _, log = self.train(recipe, variant, settings)
        return 100 * next(line["f1"] for line in reversed(log) if line.get("split") == "test")

    def pretrained(self, initializer_range):
        """The run folder of the quickstart's pretraining, and its loss in the last hundred of 1,000 steps."""
        settings = {"model.from": self.configuration("quickstart-world", initializer_range)}
        folder, log = self.train("quickstart-pretraining", initializer_range, settings)
        losses = [line["loss"] for line in log if "loss" in line and 900 < line["step"] <= 1000]
        return folder, sum(losses) / len(losses)

    def fine_tuned(self, initializer_range):
        folder, _ = self.pretrained(initializer_range)
        return self.score(
            "quickstart-fine-tuning", initializer_range, {"model.from": folder / "model.h5"})

    def configuration(self, name, initializer_range):
        """The config.json of a data set; with an initializer_range, unless it is the one it has."""
        path = ROOT / "Datasets" / name / "config.json"
        if initializer_range == OWN:
            return path
        configuration = {**json.loads(path.read_text()), "initializer_range": initializer_range}
        changed = self.work / f"{name} {initializer_range}.json"
        changed.write_text(json.dumps(configuration))
        return changed

    def quickstart(self):
        sentences = (ROOT / "Datasets/quickstart-world/train.conll").read_text().split("\n\n")
        count = sum(bool(text.strip()) and not text.startswith("-DOCSTART-") for text in sentences)
        self.check(r"find entities with (\d+) labelled sentences", [count], 0)

        folder, _ = self.pretrained(OWN)
        checkpoint = max(path.stat().st_size for path in folder.glob("step-*.h5"))
        ratio = checkpoint / (folder / "model.h5").stat().st_size
        self.check(r"A checkpoint takes (\w+) times the space of the model", [ratio], 0.2)

        scratch = self.score(
            "quickstart-from-scratch", OWN, {"model.tokenizer": folder / "prepared/tokenizer"})
        self.check(r"F1 of about (\d+) and (\d+)", [self.fine_tuned(OWN), scratch], 5)

    def initializer(self):
        scores = [
            self.score("sample-ner", choice, {"model.from": self.configuration("quickstart", choice)})
            for choice in (TRANSFORMERS, OWN)]
        self.check(f"ended at a test F1 of {NUMBER} instead of {NUMBER}", scores, 3)
        losses = [self.pretrained(choice)[1] for choice in (TRANSFORMERS, OWN)]
        self.check(f"had a loss of {NUMBER} instead of {NUMBER}", losses, 0.5, keeps_order=True)
        scores = [self.fine_tuned(choice) for choice in (TRANSFORMERS, OWN)]
        self.check(f"led to an F1 of {NUMBER} instead of {NUMBER}", scores, 5)

    def wnut17(self):
        corpus, encoder = self.arguments.wnut17, self.arguments.encoder
        files = {
            "data.train": corpus / "wnut17train.conll", "data.validation": corpus / "emerging.dev.conll",
            "data.test": corpus / "emerging.test.annotated", "model.from": encoder}
        scores = [
            self.score("wnut17-ner", f"{precision} {seed}", {
                **files, "training.precision": precision, "training.seed": seed})
            for precision in ("bfloat16", "float32") for seed in range(3)]
        three = f"{NUMBER}, {NUMBER}, {NUMBER}"
        self.check(f"gave test F1 of {three} where float32 gave {three}", scores, 2)

    def timing(self):
        seconds = [
            json.loads(self.run("bench", "--json", *words).splitlines()[-1])["seconds_per_step"]
            for words in ([], ["--gradient-checkpointing"])]
        self.check(r"a fraction of the memory, a (third) more time", [seconds[1] / seconds[0] - 1], 0.15)
        flags = pathlib.Path("/proc/cpuinfo").read_text().split()
        if "avx512_bf16" not in flags:
            print("left out: bfloat16, for the guide gives its time for processors with AVX512-BF16")
            return
        reports = {
            precision: json.loads(self.run("bench", "--json", "--precision", precision).splitlines()[-1])
            for precision in ("float32", "bfloat16")}
        ratio = reports["bfloat16"]["seconds_per_step"] / reports["float32"]["seconds_per_step"]
        self.check(f"takes {NUMBER} to {NUMBER} of the time of float32", [ratio, ratio], 0.15)
        shares = [100 * report["share_of_product_rate"] for report in reports.values()]
        self.check(r"About (\d+) % of a float32 step and (\d+) % of a bfloat16 step", shares, 10)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument(
        "--only", nargs="+", choices=["quickstart", "initializer", "wnut17", "timing"])
    parser.add_argument("--timing", action="store_true")
    parser.add_argument("--wnut17", type=pathlib.Path, help="the folder of the corpus")
    parser.add_argument("--encoder", type=pathlib.Path, help="the folder of all-MiniLM-L6-v2")
    parser.add_argument("--threads", type=int)
    arguments = parser.parse_args()
    parts = arguments.only or ["quickstart", "initializer"]
    if not arguments.only:
        if arguments.wnut17 and arguments.encoder:
            parts.append("wnut17")
        else:
            print("left out: wnut17, which needs --wnut17 and --encoder")
        if arguments.timing:
            parts.append("timing")
        else:
            print("left out: timing, which needs --timing")
    if "wnut17" in parts and not (arguments.wnut17 and arguments.encoder):
        parser.error("wnut17 needs --wnut17 and --encoder")
    with tempfile.TemporaryDirectory() as work:
        figures = Figures(arguments, pathlib.Path(work))
        for part in parts:
            getattr(figures, part)()
    sys.exit(f"{figures.wrong} figures are not what comes out here" if figures.wrong else 0)


if __name__ == "__main__":
    main()
