"""Write the readings that editors have corrected as JSONL: tomorrow's training data."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from claims.selectors.corrected_readings import iterate_corrected_readings


class Command(BaseCommand):
    """``manage.py export_readings > corrected.jsonl``: one article a line."""

    help = "Write articles whose reading an editor has corrected, one JSON object a line."

    def handle(self, *_: Any, **__: Any) -> None:
        """Write to standard output as the articles come; memory does not grow with their number."""
        for reading in iterate_corrected_readings():
            self.stdout.write(json.dumps(reading, ensure_ascii=False))
