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

from tqdm import tqdm

from claims.nlp.json_rows import Row, read_row, score_row
from claims.nlp.language_table import get_language

ROWS_PER_CHUNK = 4


def _map_rows(work: Callable[[Row], Row], rows: Iterable[Row], processes: int) -> Iterator[Row]:
    """Yield results in the order of the rows, from this process or from several."""
    if processes <= 1:
        yield from map(work, rows)
        return
    with get_context("spawn").Pool(processes) as pool:
        yield from pool.imap(work, rows, chunksize=ROWS_PER_CHUNK)


def _process_input(work: Callable[[Row], Row], processes: int) -> None:
    """Write the result of each row of standard input."""
    rows = [json.loads(line) for line in sys.stdin if line.strip()]
    results = _map_rows(work, rows, processes)
    for result in tqdm(results, total=len(rows), unit="text", disable=not sys.stderr.isatty()):
        _write_row(result)


def _write_row(row: Row) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _read_file(path: Path, published: str | None, speaker: str | None) -> None:
    """Write the reading of one plain text file."""
    _write_row(read_row({"id": path.stem, "text": path.read_text("utf-8"), "published": published, "speaker": speaker}))


def _train(sentences: Path) -> None:
    """Write new check-worthiness weights into the package."""
    from claims.nlp.checkworthiness.training import train_weights  # needs numpy, which reading does not

    language = get_language()
    train_weights(sentences, language.weights_path, language.checkworthiness.features)
    sys.stdout.write(f"{language.weights_path}\n")


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m claims.nlp", description="Find claims in texts.")
    commands = parser.add_subparsers(dest="command", required=True)
    reading = commands.add_parser("read", help="read articles from standard input, write readings to standard output")
    reading.add_argument("--text", type=Path, help="one plain text file instead of JSON Lines")
    reading.add_argument("--published", help="day of publication of that text (ISO 8601)")
    reading.add_argument("--speaker", help="who says that text")
    reading.add_argument("--processes", type=int, default=1)
    scoring = commands.add_parser("score", help="read sentences from standard input, write scores to standard output")
    scoring.add_argument("--processes", type=int, default=1)
    training = commands.add_parser("train", help="fit the check-worthiness weights")
    training.add_argument("sentences", type=Path, help="JSON Lines with text and label")
    return parser.parse_args()


def main() -> None:
    """Run one command."""
    arguments = _parse_arguments()
    if arguments.command == "train":
        _train(arguments.sentences)
    elif arguments.command == "score":
        _process_input(score_row, arguments.processes)
    elif arguments.text:
        _read_file(arguments.text, arguments.published, arguments.speaker)
    else:
        _process_input(read_row, arguments.processes)


if __name__ == "__main__":
    main()
