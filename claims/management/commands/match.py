"""What has been checked already: the nearest fact-checks for each text of a file."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.models import FactCheck
from claims.selectors.fact_checks import search_fact_checks


class Command(BaseCommand):
    """``manage.py match --limit 10 < queries.jsonl > ranked.jsonl``."""

    help = 'Read {"id", "text"} a line, write {"id", "matches": [{"id", "score"}, …]}, best first.'

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many matches a text gets."""
        parser.add_argument("--limit", type=int, default=10, help="matches a text, at most 100 (default: 10)")

    def handle(self, *_: Any, limit: int, **__: Any) -> None:
        """Answer line by line, in the order of the questions."""
        for number, line in enumerate(sys.stdin, 1):
            if line.strip():
                name, text = _parse_query(line, number)
                found = search_fact_checks(text, limit=max(limit, 0))
                matches = [
                    {"id": _fact_check_name(match.fact_check), "score": round(match.score, 4)} for match in found
                ]
                self.stdout.write(json.dumps({"id": name, "matches": matches}, ensure_ascii=False))


def _parse_query(line: str, number: int) -> tuple[Any, str]:
    try:
        query = json.loads(line)
        return query["id"], str(query["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f'Line {number} is not {{"id": …, "text": …}}.') from error


def _fact_check_name(review: FactCheck) -> str:
    """The publisher's own name for it, or its address where it has none."""
    return review.identifier or review.url
