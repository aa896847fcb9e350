"""Check from the database alone that the log holds what was published: every entry, head and signature of a day."""

from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.log.chain import ChainBreak, check_chain, check_signed_end
from claims.log.redactions import collect_redacted_digests
from claims.log.signed_heads import extract_jws, sort_heads
from claims.selectors.publication_log import (
    find_newest_entry,
    iterate_log_entries,
    iterate_redactions,
    iterate_signed_heads,
    list_daily_heads,
    list_unlogged_publications,
)
from claims.services.log_signing import public_signing_key

MAX_PRINTED_BREAKS = 100


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
        valid_heads, broken = sort_heads([*(row.jws for row in list_daily_heads()), *given], [public_signing_key()])
        all_heads = dict.fromkeys([*valid_heads, *sort_heads(iterate_signed_heads(), None)[0]])
        redacted = collect_redacted_digests(iterate_redactions())
        broken += islice(check_chain(iterate_log_entries(), all_heads, redacted), MAX_PRINTED_BREAKS)
        broken += check_signed_end(newest.sequence if newest else 0, valid_heads)
        broken += [ChainBreak(str(publication), "is not in the log") for publication in list_unlogged_publications()]
        for chain_break in broken:
            self.stderr.write(f"BROKEN  {chain_break}")
        if broken:
            raise CommandError("The log is broken.")
        end = f"entries: {newest.sequence}, the last {newest.entry_sha256}" if newest else "entries: 0"
        self.stdout.write(f"whole: {end}, signed heads: {len(all_heads)}")
