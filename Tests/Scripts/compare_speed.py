#!/usr/bin/env python3
"""Times a training step of luke-train and of transformers in turns, on the same work.

    compare_speed.py [--program .build/release/luke-train] [--tasks ner relation] [--rounds 5]

Prints a table of medians and ratios, below the processor's name. The peer is LUKE of transformers with
fused AdamW on the CPU, "as installed" and, on processors that are not Intel's, "tuned": with MKL made to
take the path of its newest instructions by a preloaded library, as experts run it. Needs torch and
transformers (requirements.txt) and, for the tuned peer, a C compiler. Leave the machine alone meanwhile.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ENTITIES = {"ner": 64, "relation": 2, "pretraining": 64}


def peer_step(arguments):
    """One measurement of the peer: JSON with the median seconds of a step and the peak memory."""
    import torch
    from transformers import (
        LukeConfig,
        LukeForEntityPairClassification,
        LukeForEntitySpanClassification,
        LukeForMaskedLM,
    )

    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    sizes = {
        "tiny": dict(hidden_size=128, num_hidden_layers=2, num_attention_heads=2, intermediate_size=512),
        "base": {},
        "large": dict(hidden_size=1024, num_hidden_layers=24, num_attention_heads=16, intermediate_size=4096),
    }
    task = arguments.tasks[0]
    model_class = dict(
        ner=LukeForEntitySpanClassification, relation=LukeForEntityPairClassification,
        pretraining=LukeForMaskedLM)[task]
    configuration = LukeConfig(
        vocab_size=50267, entity_vocab_size=arguments.entity_vocabulary, max_position_embeddings=514,
        type_vocab_size=1, layer_norm_eps=1e-5, num_labels=5 if task == "ner" else 42, **sizes[arguments.size])
    model = model_class(configuration)
    model.train()
    count, words, entities = arguments.batch, arguments.words, ENTITIES[task]
    starts = torch.randint(0, words, (count, entities))
    ends = torch.clamp(starts + torch.randint(0, 2, (count, entities)), max=words - 1)
    positions = torch.full((count, entities, 30), -1)
    positions[:, :, 0] = starts
    positions[:, :, 1] = torch.where(ends > starts, ends, -1)
    batch = dict(
        input_ids=torch.randint(10, 50000, (count, words)),
        attention_mask=torch.ones(count, words, dtype=torch.long),
        entity_ids=torch.full((count, entities), 2),
        entity_attention_mask=torch.ones(count, entities, dtype=torch.long),
        entity_position_ids=positions)
    if task == "ner":
        batch |= dict(
            entity_start_positions=starts, entity_end_positions=ends,
            labels=torch.randint(0, 5, (count, entities)))
    elif task == "relation":
        batch |= dict(labels=torch.randint(0, 42, (count,)))
    else:
        # Each word and entity is hidden with a probability of 15 %, and each example's first entity.
        batch["entity_ids"] = torch.randint(3, arguments.entity_vocabulary, (count, entities))
        labels, entity_labels = batch["input_ids"].clone(), batch["entity_ids"].clone()
        labels[torch.rand(count, words) > 0.15] = -100
        hidden = torch.rand(count, entities) <= 0.15
        hidden[:, 0] = True
        entity_labels[~hidden] = -100
        batch |= dict(labels=labels, entity_labels=entity_labels)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5, fused=True)
    times = []
    for _ in range(arguments.steps + 2):
        start = time.perf_counter()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=arguments.precision == "bfloat16"):
            loss = model(**batch).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps(dict(seconds_per_step=statistics.median(times[2:]), peak_resident_bytes=peak)))


def is_intel():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        return "GenuineIntel" in file.read()


def build_preload(folder):
    """A library that tells MKL it runs on a processor of its maker; None where it cannot be built."""
    source, library = os.path.join(folder, "cpu.c"), os.path.join(folder, "cpu.so")
    with open(source, "w", encoding="utf-8") as file:
        file.write("int mkl_serv_intel_cpu_true(void) { return 1; }\n")
    done = subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source], check=False)
    return library if done.returncode == 0 else None


def measured(command, environment=None):
    """The JSON object that a command prints as its last line."""
    done = subprocess.run(
        command, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def compare(task, arguments, preload):
    shared = [
        "--batch", str(arguments.batch), "--words", str(arguments.words), "--size", arguments.size,
        "--entity-vocabulary", str(arguments.entity_vocabulary), "--precision", arguments.precision,
        "--steps", str(arguments.steps)]
    if arguments.threads:
        shared += ["--threads", str(arguments.threads)]
    peer = [sys.executable, os.path.abspath(__file__), "--peer-step", "--tasks", task] + shared
    runs = {
        "luke-train": lambda: measured(
            [arguments.program, "bench", "--task", task, "--json", "--quiet"] + shared)}
    if "installed" in arguments.peers:
        runs["transformers, as installed"] = lambda: measured(peer)
    if preload:
        runs["transformers, tuned"] = lambda: measured(peer, {"LD_PRELOAD": preload})
    results = {name: [] for name in runs}
    for number in range(arguments.rounds):
        for name, run in runs.items():
            results[name].append(run())
            print(
                f"{task} round {number + 1}/{arguments.rounds}: {name} "
                f"{results[name][-1]['seconds_per_step']:.3f} s", file=sys.stderr, flush=True)
    ours = results["luke-train"]
    print(f"\n{task}, LUKE {arguments.size}, {arguments.precision}: {ours[0]['processor']}, "
          f"{ours[0]['threads']} threads, {ours[0]['kernels']}\n")
    print("| | seconds a step (median, least–most) | luke-train is faster by | peak memory | luke-train's memory over the peer's |")
    print("| --- | --- | --- | --- | --- |")
    own_time = statistics.median(run["seconds_per_step"] for run in ours)
    own_peak = max(run["peak_resident_bytes"] for run in ours)
    for name, list_of_runs in results.items():
        times = [run["seconds_per_step"] for run in list_of_runs]
        peak = max(run["peak_resident_bytes"] for run in list_of_runs)
        median = statistics.median(times)
        ratios = ["", ""] if name == "luke-train" else [f"{median / own_time:.2f} ×", f"{own_peak / peak:.2f}"]
        print(f"| {name} | {median:.3f} ({min(times):.3f}–{max(times):.3f}) | {ratios[0]} | "
              f"{peak / 2**20:.0f} MiB | {ratios[1]} |")
    share = statistics.median(run["share_of_product_rate"] for run in ours)
    rate = statistics.median(run["product_flop_per_second"] for run in ours)
    print(f"\nluke-train reaches {100 * share:.0f} % of the {rate / 1e9:.0f} GFLOP/s that its matrix "
          "products alone reach here.", flush=True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=".build/release/luke-train")
    parser.add_argument("--tasks", nargs="+", choices=sorted(ENTITIES), default=sorted(ENTITIES))
    parser.add_argument("--peers", nargs="+", choices=["installed", "tuned"], default=["installed", "tuned"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--size", default="base", choices=["tiny", "base", "large"])
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="float32")
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--words", type=int, default=128)
    parser.add_argument("--entity-vocabulary", type=int, default=500_000)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--peer-step", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peer_step:
        peer_step(arguments)
        return
    with tempfile.TemporaryDirectory() as folder:
        preload = None if is_intel() or "tuned" not in arguments.peers else build_preload(folder)
        for task in arguments.tasks:
            compare(task, arguments, preload)


if __name__ == "__main__":
    main()
