"""The versions of what public pages show, see `claims.models.page_version`: one query for a page, prepared.

Each function that reads versions takes the arguments of a view, of which it needs some or none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from django.db import Error, connection

from claims.bounds import LARGEST_BIGINT
from claims.kept_answers import Versions
from claims.models.page_version import CLAIMANT_SUBJECT_SQL, LISTS, SITE
from claims.selectors.identity import renew_identity
from claims.selectors.prepared import run_query
from claims.selectors.site_pages import renew_page_links

_VERSIONS_SQL = "SELECT subject, version::text FROM claims_pageversion WHERE subject = ANY ($1::text[])"
_VERDICT_SQL = f"""
    WITH subjects (subject) AS (
        VALUES ('{SITE}'), ('verdict:' || $1::bigint)
        UNION SELECT 'topic:' || topic_id FROM claims_claim WHERE id = $1::bigint AND topic_id IS NOT NULL
        UNION (
            SELECT {CLAIMANT_SUBJECT_SQL.format(name="claimant")} FROM claims_publication
            WHERE claim_id = $1::bigint ORDER BY revision DESC LIMIT 1
        )
    )
    SELECT subject, version::text FROM subjects LEFT JOIN claims_pageversion USING (subject)
"""  # noqa: S608 - constants only
ASKING_SECONDS = 1.0
"""How long a request waits while another one asks for the versions of both."""
_known_site: list[str | None] = []
"""The version of the site that the shared cache was last renewed for, by this process."""


def read_site_versions(**_: object) -> Versions:
    """Return the versions that a page without verdicts depends on."""
    return _renew_site(_read_versions([SITE]))


def read_list_versions(**_: object) -> Versions:
    """Return the versions that a list of verdicts depends on."""
    return _renew_site(_read_versions([SITE, LISTS]))


def read_verdict_versions(claim_id: int, **_: object) -> Versions:
    """Return the versions that the page of a verdict depends on: its own, and those of its related verdicts."""
    return _renew_site(dict(run_query(_VERDICT_SQL, min(claim_id, LARGEST_BIGINT))))


def _read_versions(subjects: Iterable[str], *, checks_connection: bool = True) -> Versions:
    names = [*subjects]
    rows = run_query(_VERSIONS_SQL, f"{{{','.join(names)}}}", checks_connection=checks_connection)
    return dict.fromkeys(names) | dict(rows)


def _renew_site(versions: Versions) -> Versions:
    """Return versions; what the shared cache has of the site may be older than they are, and is renewed first."""
    if _known_site != [versions[SITE]]:
        renew_identity()
        renew_page_links()
        _known_site[:] = [versions[SITE]]
    return versions


@dataclass(slots=True)
class _Check:
    kept: Versions
    answer: bool | None = None


_waiting: list[_Check] = []
_asking = Lock()


def are_current(kept: Versions) -> bool:
    """Return whether no subject has changed. False while the database is away, whose answer alone counts.

    Of the requests that come together, one asks for all: the query begins after each of them.
    """
    check = _Check(kept)
    _waiting.append(check)
    if not _asking.acquire(timeout=ASKING_SECONDS):
        return False
    try:
        if check.answer is None:
            _answer_waiting()
    finally:
        _asking.release()
    return bool(check.answer)


def _answer_waiting() -> None:
    checks = _waiting[:]
    del _waiting[: len(checks)]
    try:
        current = _read_versions(set().union(*(check.kept for check in checks)), checks_connection=False)
    except Error:
        connection.close()
        current = {}
    for check in checks:
        check.answer = check.kept.items() <= current.items()
