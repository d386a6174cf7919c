#!/usr/bin/env python3
"""Measures how the time and memory of a training step grow, one size at a time.

    measure_growth.py [--program .build/release/luke-train] [--size base] [--steps 3] [--precision float32]

Prints a Markdown table for each size that grows: words, entities, examples, entity vocabulary (for
fine-tuning and for pretraining) and threads. All else stays at 4 x (128 words + 64 entities) and 500,000
entities. Leave the machine alone meanwhile; it takes some ten minutes for the base model.
"""
import argparse
import os

from compare_speed import measured

DEFAULTS = {"task": "ner", "batch": 4, "words": 128, "entities": 64, "entity-vocabulary": 500_000}
VOCABULARIES = [4, 1000, 50_000, 500_000, 1_000_000]


def sweeps():
    """Title, the option that grows, its values, and what else differs from the defaults."""
    cores = os.cpu_count() or 1
    threads = sorted({1, cores, *(n for n in (2, 4, 8, 16) if n <= cores)})
    return [
        ("words of an example, 64 entities", "words", [64, 128, 256, 512], {}),
        ("entities of an example, 128 words", "entities", [2, 16, 64, 256], {}),
        ("examples of a step", "batch", [1, 2, 4, 8, 16], {}),
        ("entity vocabulary, fine-tuning", "entity-vocabulary", VOCABULARIES, {}),
        ("entity vocabulary, pretraining", "entity-vocabulary", VOCABULARIES, {"task": "pretraining"}),
        ("threads", "threads", threads, {}),
    ]


def measure(arguments, options):
    command = [
        arguments.program, "bench", "--json", "--quiet", "--size", arguments.size, "--steps",
        str(arguments.steps), "--precision", arguments.precision]
    for name, value in options.items():
        command += [f"--{name}", str(value)]
    return measured(command)


def row(value, report):
    seconds = report["seconds_per_step"]
    core = sum(report["phases"][name] for name in ("attention_core", "attention_core_backward"))
    heads = sum(report["phases"][name] for name in ("loss", "loss_backward"))
    return (
        f"| {value:,} | {seconds:.3f} | {report['tokens_per_second']:.0f} | {100 * core / seconds:.0f} % | "
        f"{100 * heads / seconds:.0f} % | {report['phases']['optimizer']:.3f} | "
        f"{report['peak_resident_bytes'] / 2**20:,.0f} |")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=".build/release/luke-train")
    parser.add_argument("--size", default="base", choices=["tiny", "base", "large"])
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="float32")
    arguments = parser.parse_args()
    for number, (title, option, values, others) in enumerate(sweeps()):
        for place, value in enumerate(values):
            report = measure(arguments, {**DEFAULTS, **others, option: value})
            if number == place == 0:
                print(f"LUKE {arguments.size}, {arguments.precision}: {report['processor']}, {report['kernels']}")
            if place == 0:
                print(f"\n| {title} | seconds a step | tokens/s | attention core | loss (with vocabulary heads) | optimizer, s | peak MiB |")
                print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
            print(row(value, report), flush=True)


if __name__ == "__main__":
    main()
