"""The versions of what public pages show, see `claims.models.page_version`: one query for a page, prepared.

Each function takes the arguments of a view, of which it needs some or none.
"""

from django.db import Error, connection

from claims.bounds import LARGEST_BIGINT
from claims.kept_answers import Versions
from claims.models.page_version import CLAIMANT_SUBJECT_SQL, LISTS, SITE
from claims.selectors.identity import renew_identity
from claims.selectors.prepared import run_query
from claims.selectors.site_pages import renew_page_links

_JOINED_SQL = "coalesce(string_agg(subject || version, ' ' ORDER BY subject), '')"
_SITE_SQL = f"(SELECT version::text FROM claims_pageversion WHERE subject = '{SITE}')"  # noqa: S608 - a constant
_CHECK_SQL = f"SELECT {_JOINED_SQL} FROM claims_pageversion WHERE subject = ANY ($1::text[])"  # noqa: S608 - constants
_READ_SQL = _CHECK_SQL.replace("SELECT", f"SELECT {_SITE_SQL},", 1)
_READ_VERDICT_SQL = f"""
    WITH subjects (subject) AS (
        VALUES ('{SITE}'), ('verdict:' || $1::bigint)
        UNION SELECT 'topic:' || topic_id FROM claims_claim WHERE id = $1::bigint AND topic_id IS NOT NULL
        UNION (
            SELECT {CLAIMANT_SUBJECT_SQL.format(name="claimant")} FROM claims_publication
            WHERE claim_id = $1::bigint ORDER BY revision DESC LIMIT 1
        )
    )
    SELECT {_SITE_SQL}, array_agg(subject)::text, {_JOINED_SQL}
    FROM subjects LEFT JOIN claims_pageversion USING (subject)
"""  # noqa: S608 - constants only
_SITE_ALONE, _LISTS = f"{{{SITE}}}", f"{{{SITE},{LISTS}}}"
_known_site: list[str | None] = []
"""The version of the site that the shared cache was last renewed for, by this process."""


def read_site_versions(**_: object) -> Versions:
    """Return the versions that a page without verdicts depends on."""
    return _read_versions(_SITE_ALONE)


def read_list_versions(**_: object) -> Versions:
    """Return the versions that a list of verdicts depends on."""
    return _read_versions(_LISTS)


def read_verdict_versions(claim_id: int, **_: object) -> Versions:
    """Return the versions that the page of a verdict depends on: its own, and those of its related verdicts."""
    ((site, subjects, versions),) = run_query(_READ_VERDICT_SQL, min(claim_id, LARGEST_BIGINT))
    _renew_site(site)
    return Versions(subjects, versions)


def are_current(kept: Versions) -> bool:
    """Return whether no subject has changed. False while the database is away, whose answer alone counts."""
    try:
        ((versions,),) = run_query(_CHECK_SQL, kept.subjects, checks_connection=False)
    except Error:
        connection.close()
        return False
    return bool(versions == kept.versions)


def _read_versions(subjects: str) -> Versions:
    ((site, versions),) = run_query(_READ_SQL, subjects)
    _renew_site(site)
    return Versions(subjects, versions)


def _renew_site(version: str | None) -> None:
    """Renew what the shared cache has of the site, if that is older than its version."""
    if _known_site != [version]:
        renew_identity()
        renew_page_links()
        _known_site[:] = [version]
