"""How much of real web pages intake reads rightly: wanted and unwanted passages, days, titles and notes.

The folder has an `evaldata.json` in the format of trafilatura's evaluation, an object by URL with `file`, `with`,
`without` and perhaps `date` and `title`, and the pages beside it, in `eval` or in `cache`.

    python -m benchmarks.web_pages FOLDER [--half even|odd] [--list missing|kept|day|title|notes]

A half has the pages whose names have an even or an odd checksum: rules are written with one and measured on both.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path
from typing import Any
from zlib import crc32

import django

from claims.intake.document import Document
from claims.intake.documents import document_from_web
from claims.refusals import Refusal

PLACES = ("eval", "cache", "")
HALVES = ("even", "odd")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Score:
    """What a page has and lacks; `found` is what was read in its place, one line for each fault."""

    counts: Counter[str] = field(default_factory=Counter)
    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, fault: str = "") -> None:
        """Count something, and list it if it is a fault."""
        self.counts[name] += 1
        if fault:
            self.found.setdefault(name, []).append(fault)


def score_page(folder: Path, url: str, row: dict[str, Any]) -> Score | None:
    """Read a page and compare it with what is expected; None if the page is not there."""
    path = next((path for place in PLACES if (path := folder / place / row["file"]).is_file()), None)
    if path is None:
        return None
    score = Score()
    try:
        address = url if url.startswith("http") else "https://page.example/story"
        document = document_from_web("text/html", path.read_bytes(), charset="", url=address)
    except Refusal as refusal:
        score.add("refused", refusal.code)
        document = Document(title="", text="")
    _score_passages(score, row, _plain(document.text))
    _score_details(score, row, document, path.read_bytes())
    for note in document.notes:
        score.add(f"note {note.code}", f"{len(document.text)} characters")
    return score


def _score_passages(score: Score, row: dict[str, Any], text: str) -> None:
    wanted = [passage for passage in row["with"] if passage]
    missing = [passage for passage in wanted if _plain(passage) not in text]
    score.counts["wanted"] += len(wanted)
    score.counts["unwanted"] += len(row["without"])
    for passage in missing:
        score.add("missing", passage)
    if wanted and len(missing) == len(wanted):
        score.add("empty", f"{len(text)} characters")
    for passage in row["without"]:
        if _plain(passage) in text:
            score.add("kept", passage)


def _score_details(score: Score, row: dict[str, Any], document: Document, page: bytes) -> None:
    if day := row.get("date"):
        day = _put_month_second(day)
        read = document.published.isoformat() if document.published else ""
        verdict = "same" if read == day else "other" if read else "none"
        score.add(f"day {verdict}", "" if verdict == "same" else f"{read or 'none'} for {day}")
        if verdict == "other" and "published" in document.guesses:
            score.add("day other, but marked as a guess")
        if verdict == "other" and not _states_day(page, day):
            score.add("day other, but the page has the expected one nowhere")
    if title := row.get("title"):
        is_same = _plain(title) == _plain(document.title)
        score.add("title same" if is_same else "title other", "" if is_same else f"{document.title!r} for {title!r}")


def _put_month_second(day: str) -> str:
    """Return 2022-11-29 for 2022-29-11, as some pages of the evaluation have it."""
    year, month, number = re.split(r"\D", day)
    return f"{year}-{number}-{month}" if int(month) > MONTHS else day


def _states_day(page: bytes, day: str) -> bool:
    """Whether a page has a day in numbers or with the name of its month, in any place and for any purpose."""
    year, month, number = day.split("-")
    forms = (
        rf"{year}[-/.]?{month}[-/.]?{number}",
        rf"(?<!\d)0?{int(number)}[-/.]\s?0?{int(month)}[-/.]\s?(?:{year}|{year[2:]})(?!\d)",
        rf"(?<!\d)0?{int(month)}[-/.]0?{int(number)}[-/.]{year}",
        rf"(?<!\d)0?{int(number)}\D{{1,25}}{year}",
        rf"[^\W\d]{{3,12}}\.?\s0?{int(number)}\D{{0,4}}\s{year}",
    )
    return re.search("|".join(forms), page.decode(errors="replace")) is not None


def _plain(text: str) -> str:
    return " ".join(text.replace("\xad", "").split())


def _score_row(arguments: tuple[Path, str, dict[str, Any]]) -> tuple[str, Score | None]:
    return arguments[1], score_page(*arguments)


def score_folder(folder: Path, processes: int, half: str = "") -> Iterator[tuple[str, Score]]:
    """Score the pages of a folder, or of a half of it, by URL."""
    rows = json.loads((folder / "evaldata.json").read_text())
    if half:
        chosen = HALVES.index(half)
        rows = {url: row for url, row in rows.items() if crc32(row["file"].encode()) % len(HALVES) == chosen}
    with Pool(processes) as pool:
        for url, score in pool.imap(_score_row, [(folder, url, row) for url, row in rows.items()], chunksize=20):
            if score is not None:
                yield url, score


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, and the faults of one kind if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", default="", help="the beginning of the name of a figure")
    parser.add_argument("--half", choices=HALVES, default="")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args(arguments)
    django.setup()
    total = Counter[str]()
    for url, score in score_folder(options.folder, options.processes, options.half):
        total["pages"] += 1
        total += score.counts
        for name, faults in score.found.items():
            if options.list and name.startswith(options.list):
                print(url, name, *faults, sep="\n    ")
    print(*(f"{name}: {count}" for name, count in sorted(total.items())), sep="\n")
    print(f"wanted missing: {total['missing'] / max(1, total['wanted']):.1%}")
    print(f"unwanted kept: {total['kept'] / max(1, total['unwanted']):.1%}")


if __name__ == "__main__":
    main()
