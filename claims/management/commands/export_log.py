"""Write the log as a file that ``bin/verify-log`` proves without this desk."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.selectors.publication_log import iterate_log_lines


class Command(BaseCommand):
    """``manage.py export_log > log.jsonl``: an entry a line, each signed head after the entry it names."""

    help = "Write the log to standard output, one entry a line."

    def handle(self, *_: Any, **__: Any) -> None:
        """Write the entries as they come; memory does not grow with their number."""
        for line in iterate_log_lines():
            self.stdout.write(line)
