"""Prove that the log holds what was published, from the database alone."""

from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.log import chain, heads
from claims.selectors import log
from claims.services import signing

MOST = 100


class Command(BaseCommand):
    """``manage.py verify_log [--head FILE]``: answers 1 and says where, if anything was changed."""

    help = "Prove that nothing in the log was changed, left out or put in between."

    def add_arguments(self, parser: CommandParser) -> None:
        """A head that was kept elsewhere also proves that nothing is missing at the end."""
        parser.add_argument("--head", type=Path, action="append", default=[], help="a signed head kept elsewhere")

    def handle(self, *_: Any, head: list[Path], **__: Any) -> None:
        """Say how many entries and heads hold, or what does not."""
        signed = [row.jws for row in log.heads()] + [heads.jws(path.read_text()) for path in head]
        known, broken = heads.sort(signed, [signing.public_key()])
        broken += islice(chain.check(log.entries(), known), MOST)
        broken += [chain.Break(str(each), "is not in the log") for each in log.unlogged()]
        for each in broken:
            self.stderr.write(f"BROKEN  {each}")
        if broken:
            raise CommandError("The log is broken.")
        newest = log.newest()
        end = f"entries: {newest.sequence}, the last {newest.entry_sha256}" if newest else "entries: 0"
        self.stdout.write(f"whole: {end}, signed heads: {len(known)}")
