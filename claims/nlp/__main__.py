"""The reader on the command line.

python -m claims.nlp read < articles.jsonl > readings.jsonl
python -m claims.nlp read --text article.txt --full-scores
python -m claims.nlp score --store FACTCHECKS.jsonl < sentences.jsonl > scores.jsonl
python -m claims.nlp train CLAIMBUSTER.jsonl
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tqdm import tqdm

from claims.nlp.json_rows import Row, read_rows, score_rows
from claims.nlp.language_table import get_language

TEXTS_PER_CHUNK = 4
SENTENCES_PER_CHUNK = 256

Work = Callable[[Sequence[Row]], list[Row]]


def _map_chunks(work: Work, chunks: Iterable[list[Row]], processes: int) -> Iterator[list[Row]]:
    """Yield results in the order of the chunks, from this process or from several."""
    if processes <= 1:
        yield from map(work, chunks)
        return
    with get_context("spawn").Pool(processes) as pool:
        yield from pool.imap(work, chunks)


def _process_input(work: Work, processes: int, rows_per_chunk: int) -> None:
    """Write the result of each row of standard input."""
    rows = [json.loads(line) for line in sys.stdin if line.strip()]
    chunks = [rows[start : start + rows_per_chunk] for start in range(0, len(rows), rows_per_chunk)]
    with tqdm(total=len(rows), unit="text", disable=not sys.stderr.isatty()) as progress:
        for results in _map_chunks(work, chunks, processes):
            for result in results:
                _write_row(result)
            progress.update(len(results))


def _write_row(row: Row) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _read_file(path: Path, published: str | None, speaker: str | None, *, full_scores: bool) -> None:
    """Write the reading of one plain text file."""
    row = {"id": path.stem, "text": path.read_text("utf-8"), "published": published, "speaker": speaker}
    _write_row(read_rows([row], full_scores=full_scores)[0])


def _train(sentences: Path) -> None:
    """Write a new check-worthiness model into the package."""
    from claims.nlp.checkworthiness.training import build_table, load_rows, train_model

    language = get_language()
    rules = language.checkworthiness.features
    train_model(build_table(load_rows(sentences), rules), rules, language.weights_path, language.heads_path)
    sys.stdout.write(f"{language.weights_path}\n{language.heads_path}\n")


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m claims.nlp", description="Find claims in texts.")
    commands = parser.add_subparsers(dest="command", required=True)
    reading = commands.add_parser("read", help="read articles from standard input, write readings to standard output")
    reading.add_argument("--text", type=Path, help="one plain text file instead of JSON Lines")
    reading.add_argument("--published", help="day of publication of that text (ISO 8601)")
    reading.add_argument("--speaker", help="who says that text")
    reading.add_argument("--full-scores", action="store_true", help="score claims with the sentence encoder too")
    reading.add_argument("--processes", type=int, default=1)
    scoring = commands.add_parser("score", help="read sentences from standard input, write scores to standard output")
    scoring.add_argument("--store", type=Path, help="fact-checks: JSON Lines with text and published, or a DataFeed")
    scoring.add_argument("--processes", type=int, default=1)
    training = commands.add_parser("train", help="fit the check-worthiness model")
    training.add_argument("sentences", type=Path, help="JSON Lines with text, label and document")
    return parser.parse_args()


def main() -> None:
    """Run one command."""
    arguments = _parse_arguments()
    if arguments.command == "train":
        _train(arguments.sentences)
    elif arguments.command == "score":
        _process_input(partial(score_rows, store=arguments.store), arguments.processes, SENTENCES_PER_CHUNK)
    elif arguments.text:
        _read_file(arguments.text, arguments.published, arguments.speaker, full_scores=arguments.full_scores)
    else:
        work = partial(read_rows, full_scores=arguments.full_scores)
        _process_input(work, arguments.processes, TEXTS_PER_CHUNK)


if __name__ == "__main__":
    main()
