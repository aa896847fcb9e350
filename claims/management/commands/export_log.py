"""Export the log as a file that ``bin/verify-log`` checks without this desk."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.selectors.publication_log import iterate_log_lines


class Command(BaseCommand):
    """``manage.py export_log > log.jsonl``: one entry a line, each signed head after its entry."""

    help = "Write the log to standard output, one entry per line."

    def handle(self, *_: Any, **__: Any) -> None:
        """Write the entries one by one; memory use does not depend on their number."""
        for line in iterate_log_lines():
            self.stdout.write(line)
