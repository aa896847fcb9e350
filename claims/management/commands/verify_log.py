"""Check from the database alone that the log holds what was published: every entry, head and signature of a day."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.log.signed_heads import extract_jws
from claims.selectors.publication_log import find_newest_entry
from claims.services.log_checks import find_log_breaks
from claims.services.log_signing import public_signing_key


class Command(BaseCommand):
    """``manage.py verify_log [--head FILE]``: exits with 1 and prints the places if anything was changed."""

    help = "Check that nothing in the log was changed, removed or inserted."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the argument for heads stored elsewhere, which prove that nothing is missing at the end."""
        parser.add_argument("--head", type=Path, action="append", default=[], help="a signed head stored elsewhere")

    def handle(self, *_: Any, head: list[Path], **__: Any) -> None:
        """Print the number of valid entries and heads, or what is broken."""
        newest = find_newest_entry()
        given = [extract_jws(path.read_text()) for path in head]
        broken, head_count = find_log_breaks(keys=[public_signing_key()], heads=given)
        for chain_break in broken:
            self.stderr.write(f"BROKEN  {chain_break}")
        if broken:
            raise CommandError("The log is broken.")
        end = f"entries: {newest.sequence}, the last {newest.entry_sha256}" if newest else "entries: 0"
        self.stdout.write(f"whole: {end}, signed heads: {head_count}")
