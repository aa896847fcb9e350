"""Import fact-checks from a spreadsheet or feed, with the columns of a table, or undo an import."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.intake.fact_check_entries import REFUSAL_REASONS, UNDATED
from claims.intake.table_fields import FIELD_CODES
from claims.models import Import
from claims.refusals import Refusal
from claims.services.imports import execute_import, import_local_file, undo_import


class Command(BaseCommand):
    """``manage.py import_sheet FILE``: importing the same file again changes nothing."""

    help = "Import fact-checks from CSV, XLSX, JSON or ClaimReview, and print what was refused and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the arguments."""
        parser.add_argument("file", nargs="?", metavar="FILE")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help=f"the column of a field; the fields are {', '.join(FIELD_CODES)}",
        )
        parser.add_argument("--language", default="", help="the language of fact-checks that name none")
        parser.add_argument("--archive", action="store_true", help="these are old verdicts of this desk")
        parser.add_argument("--dry-run", action="store_true", help="only print what would be imported")
        parser.add_argument("--undo", type=int, metavar="NUMBER", help="take back an import by its number")

    def handle(self, *_: Any, file: str | None, undo: int | None, **options: Any) -> None:
        """Import the file or undo an import."""
        if (file is None) == (undo is None):
            raise CommandError("Name a file, or an import to undo.")
        try:
            run = undo_import(import_id=undo, by=None) if undo is not None else _import_file(Path(file or ""), options)
        except (Refusal, OSError) as error:
            raise CommandError(str(error)) from error
        for line in _report_lines(run):
            self.stdout.write(line)
        if run.state in (Import.State.FAILED, Import.State.MAPPING):
            raise CommandError(run.error or f"Say which columns these are with --map: {', '.join(run.columns)}")


def _import_file(path: Path, options: dict[str, Any]) -> Import:
    pairs = (text.partition("=")[::2] for text in options["map"])
    run = import_local_file(
        name=path.name,
        data=path.read_bytes(),
        mapping={field.strip(): column.strip() for field, column in pairs},
        **{name: options[name] for name in ("language", "archive", "dry_run")},
    )
    execute_import(import_id=run.pk)
    run.refresh_from_db()
    return run


def _report_lines(run: Import) -> list[str]:
    report = run.report
    if run.state == Import.State.UNDONE:
        return [f"{report['removed']:,} removed, {report['restored']:,} restored, {report['kept']:,} kept"]
    if not report:
        return []
    left_out = sum(report["refused"].values())
    stored = f"{report['added']:,} added, {report['changed']:,} changed, {report['unchanged']:,} unchanged"
    lines = [f"Import {run.pk}: {report['read']:,} read: {stored}, {left_out:,} left out"]
    for code, count in report["refused"].items():
        lines.append(f"  {count:,}: {REFUSAL_REASONS[code]}")
        lines.extend(f"      {example}" for example in report["examples"][code])
    if report["undated"]:
        lines.append(f"  {report['undated']:,}: {UNDATED}")
    return lines
