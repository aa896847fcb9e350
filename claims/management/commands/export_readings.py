"""Export the readings that editors have corrected as JSON Lines, for training."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from claims.selectors.corrected_readings import iterate_corrected_readings


class Command(BaseCommand):
    """``manage.py export_readings > corrected.jsonl``: one article per line."""

    help = "Write the articles with readings that editors have corrected, one JSON object per line."

    def handle(self, *_: Any, **__: Any) -> None:
        """Write the articles to standard output one by one; memory use does not depend on their number."""
        for reading in iterate_corrected_readings():
            self.stdout.write(json.dumps(reading, ensure_ascii=False))
