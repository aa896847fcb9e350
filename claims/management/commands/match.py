"""Find the most similar fact-checks for each text of a file."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.models import FactCheck
from claims.selectors.fact_checks import search_fact_checks


class Command(BaseCommand):
    """``manage.py match --limit 10 < queries.jsonl > ranked.jsonl``: one query and one result per line."""

    help = 'Read {"id", "text"} per line and write {"id", "matches": [{"id", "score"}, …]}, best match first.'

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the argument for the number of matches."""
        parser.add_argument("--limit", type=int, default=10, help="matches per text, at most 100 (default: 10)")

    def handle(self, *_: Any, limit: int, **__: Any) -> None:
        """Write one result for each line of the input, in its order."""
        for number, line in enumerate(sys.stdin, 1):
            if line.strip():
                name, text = _parse_query(line, number)
                hits = search_fact_checks(text, limit=max(limit, 0))
                matches = [{"id": _fact_check_name(hit.fact_check), "score": round(hit.score, 4)} for hit in hits]
                self.stdout.write(json.dumps({"id": name, "matches": matches}, ensure_ascii=False))


def _parse_query(line: str, number: int) -> tuple[Any, str]:
    try:
        query = json.loads(line)
        return query["id"], str(query["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f'Line {number} is not {{"id": …, "text": …}}.') from error


def _fact_check_name(fact_check: FactCheck) -> str:
    """Return the publisher's identifier, or the URL if there is none."""
    return fact_check.identifier or fact_check.url
