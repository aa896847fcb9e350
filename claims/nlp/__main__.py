"""The reader on the command line.

python -m claims.nlp read < articles.jsonl > readings.jsonl
python -m claims.nlp read --text article.txt
python -m claims.nlp score < sentences.jsonl > scores.jsonl
python -m claims.nlp train CLAIMBUSTER.jsonl
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tqdm import tqdm

from claims.nlp import read
from claims.nlp.reading import as_json

Row = dict[str, Any]


def _read(row: Row) -> Row:
    reading = read(row["text"], title=row.get("title"), published=row.get("published"))
    return {"id": row["id"], **as_json(reading)}


def _score(row: Row) -> Row:
    from claims.nlp import checkworthiness

    why = [{"text": reason.text, "weight": reason.weight} for reason in checkworthiness.reasons(row["text"])]
    return {"id": row["id"], "score": checkworthiness.score(row["text"]), "reasons": why}


def _mapped(work: Callable[[Row], Row], rows: Iterable[Row], processes: int) -> Iterator[Row]:
    """Results in the order of the rows, by this process or by several."""
    if processes <= 1:
        yield from map(work, rows)
        return
    with get_context("spawn").Pool(processes) as pool:
        yield from pool.imap(work, rows, chunksize=4)


def _stream(work: Callable[[Row], Row], processes: int) -> None:
    rows = [json.loads(line) for line in sys.stdin if line.strip()]
    results = _mapped(work, rows, processes)
    for result in tqdm(results, total=len(rows), unit="text", disable=not sys.stderr.isatty()):
        _write(result)


def _write(row: Row) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m claims.nlp", description="Read claims out of texts.")
    commands = parser.add_subparsers(dest="command", required=True)
    reading = commands.add_parser("read", help="articles on standard input, readings on standard output")
    reading.add_argument("--text", type=Path, help="one plain text file instead of JSON Lines")
    reading.add_argument("--published", help="day of publication of that text (ISO 8601)")
    reading.add_argument("--processes", type=int, default=1)
    scoring = commands.add_parser("score", help="sentences on standard input, scores on standard output")
    scoring.add_argument("--processes", type=int, default=1)
    training = commands.add_parser("train", help="fit the checkworthiness weights")
    training.add_argument("sentences", type=Path, help="JSON Lines with text and label")
    return parser.parse_args()


def main() -> None:
    """Run the command that was asked for."""
    arguments = _arguments()
    if arguments.command == "train":
        from claims.nlp.training import train

        sys.stdout.write(f"{train(arguments.sentences)}\n")
    elif arguments.command == "score":
        _stream(_score, arguments.processes)
    elif arguments.text:
        row = {
            "id": arguments.text.stem,
            "text": arguments.text.read_text("utf-8"),
            "published": arguments.published,
        }
        _write(_read(row))
    else:
        _stream(_read, arguments.processes)


if __name__ == "__main__":
    main()
