"""The statements with which the desk takes and releases a claim, recorded and written as a script for pgbench."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from psycopg import Cursor, sql
from psycopg.types.numeric import Int4

from claims.models import Claim, User
from claims.services.queue import release_claim, take_next_claim

_PLACEHOLDER = re.compile(r"\$(\d+)|%s")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its values, and whether it finds the claim that the others are about."""

    text: str
    values: Sequence[Any]
    finds_claim: bool

    def to_pgbench(self, variables: dict[str, str]) -> str:
        """Return the statement with literals, and with variables of pgbench for the values that have one."""
        values = iter(self.values)

        def write(match: re.Match[str]) -> str:
            return _write_value(self.values[int(match[1]) - 1] if match[1] else next(values), variables)

        return _PLACEHOLDER.sub(write, self.text) + (" \\gset claim_" if self.finds_claim else ";")


def write_replay(editor: User, first_editor: int) -> str:
    """Take and release a claim and return what was sent as a script; client n of pgbench is editor first + n."""
    with _record() as taking:
        event = take_next_claim(editor=editor)
    if event is None or event.claim_id is None:
        raise ValueError("No claim waits in the queue.")
    version = Claim.objects.get(pk=event.claim_id).version
    with _record() as releasing:
        release_claim(claim_id=event.claim_id, editor=editor)
    if event.claim_id == editor.pk:
        raise ValueError("The claim and the editor have the same id: a statement does not tell which it means.")
    variables = {
        repr(event.claim_id): ":claim_id",
        repr(editor.pk): f"({first_editor} + :client_id)",
        repr(Int4(version)): "(:claim_version + 1)",
        repr(Int4(version + 1)): "(:claim_version + 2)",
    }
    blocks = (
        "\n".join(["BEGIN;", *(one.to_pgbench(variables) for one in part), "COMMIT;"]) for part in (taking, releasing)
    )
    return "\n".join(blocks)


@contextmanager
def _record() -> Iterator[list[Statement]]:
    """Yield a list to which each statement of this process is added."""
    statements: list[Statement] = []
    execute = Cursor.execute

    def record(cursor: Any, query: Any, params: Any = None, **options: Any) -> Any:
        result = execute(cursor, query, params, **options)
        statements.append(Statement(str(query), tuple(params or ()), "SKIP LOCKED" in query and cursor.rowcount == 1))
        return result

    with patch.object(Cursor, "execute", record):
        yield statements


def _write_value(value: Any, variables: dict[str, str]) -> str:
    """Return a literal, or a variable: Django sends versions as `Int4` and ids as plain numbers."""
    if isinstance(value, list):
        return f"ARRAY[{', '.join(_write_value(one, variables) for one in value)}]"
    return variables.get(repr(value)) or sql.Literal(value).as_string(None)
