"""Import fact-checks from a ClaimReview feed."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from claims.intake import fetching
from claims.intake.claimreview_feeds import iterate_entries
from claims.intake.fact_check_entries import REFUSAL_REASONS, UNDATED
from claims.refusals import Refusal
from claims.services.fact_checks import ImportReport, import_fact_checks


class Command(BaseCommand):
    """``manage.py import_claimreview FILE|URL``: importing the same feed again changes nothing.

    ``manage.py import_sheet --undo NUMBER`` takes the import back.
    """

    help = "Import ClaimReviews from a JSON file or URL, and print what was refused and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the arguments: the feed, and the language of entries that name none."""
        parser.add_argument("feed", metavar="FILE|URL")
        parser.add_argument(
            "--language", default="", help="the language of entries that name none, such as en or pt-BR"
        )

    def handle(self, *_: Any, feed: str, language: str, **__: Any) -> None:
        """Import the feed in one transaction, with a progress bar in a terminal."""
        try:
            with (
                _open_feed(feed) as file,
                tqdm.wrapattr(
                    file, "read", total=_file_bytes(file), desc="Importing", disable=None, file=sys.stderr
                ) as stream,
            ):
                report = import_fact_checks(
                    entries=iterate_entries(stream, url=feed if _is_url(feed) else ""),
                    feed=_feed_name(feed),
                    by=None,
                    language=language,
                    undoable=True,
                )
        except (Refusal, OSError) as error:
            raise CommandError(str(error)) from error
        for line in _report_lines(report):
            self.stdout.write(line)


def _is_url(feed: str) -> bool:
    return feed.startswith(("http://", "https://"))


def _feed_name(feed: str) -> str:
    """Return the name for the history: the URL, or the file name without its directory."""
    return feed if _is_url(feed) else Path(feed).name


@contextmanager
def _open_feed(feed: str) -> Iterator[BinaryIO]:
    """Open the feed as a file; a URL is first downloaded to disk."""
    if not _is_url(feed):
        with Path(feed).open("rb") as file:
            yield file
        return
    with TemporaryFile() as file:
        fetching.fetch_feed(feed, file)
        yield file


def _file_bytes(file: BinaryIO) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


def _report_lines(report: ImportReport) -> list[str]:
    """Return the lines of the report, the totals first."""
    left_out = report.refused.total()
    stored = f"{report.added:,} added, {report.changed:,} changed, {report.unchanged:,} unchanged"
    lines = [f"Import {report.run}: {report.read:,} read: {stored}, {left_out:,} left out"]
    for code, count in report.refused.most_common():
        lines.append(f"  {count:,}: {REFUSAL_REASONS[code]}")
        lines.extend(f"      {example}" for example in report.examples[code])
    if report.undated:
        lines.append(f"  {report.undated:,}: {UNDATED}")
    return lines
