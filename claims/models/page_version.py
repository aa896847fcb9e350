"""The versions of what public pages show: a page that is kept ready is shown for as long as its subjects have theirs.

Triggers give a subject a new version in the transaction that changes it, so that no process shows an earlier page once
that has committed. Subjects are the site, the lists of verdicts, and each verdict, topic and claimant.
"""

from typing import Any

import pgtrigger
from django.db import models

SITE, LISTS = "site", "lists"
"""Subjects of all pages, and of all lists of verdicts."""

_CLAIMANT_KEY_SQL = "lower(regexp_replace({name}, '^the +', '', 'i'))"
CLAIMANT_SUBJECT_SQL = f"'claimant:' || md5({_CLAIMANT_KEY_SQL})"
"""The subject of a claimant, whose spellings count as in `claimant_key`."""

_RENEW_SQL = """
    INSERT INTO claims_pageversion (subject, version)
    SELECT subject, gen_random_uuid() FROM ({subjects}) AS changed (subject)
    WHERE subject IS NOT NULL GROUP BY subject ORDER BY subject
    ON CONFLICT (subject) DO UPDATE SET version = EXCLUDED.version;
    RETURN NULL;
"""
"""Sorted, so that two writers lock the subjects that they share in the same order."""

_DUPLICATES_SQL = """
    SELECT 'verdict:' || claim.duplicate_of_id FROM {appearances}
    JOIN claims_claim AS claim ON claim.id = appearance.claim_id WHERE claim.duplicate_of_id IS NOT NULL
"""
"""Verdicts that list where else their claim was said, from articles, appearances or quantities of the others."""


class PageVersion(models.Model):
    """The version of a subject; one that has not changed since the desk began has none."""

    subject = models.TextField(primary_key=True)
    version = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.subject} {self.version}"


def _renew_subjects(name: str, operation: pgtrigger.Operation, subjects: str, **options: Any) -> pgtrigger.Trigger:
    func = _RENEW_SQL.format(subjects=subjects)
    return pgtrigger.Trigger(name=name, when=pgtrigger.After, operation=operation, func=func, **options)


def renew_site(operation: pgtrigger.Operation = pgtrigger.Insert, **options: Any) -> pgtrigger.Trigger:
    """Return the trigger of a table that every page shows something of."""
    if not options:
        options = {"level": pgtrigger.Statement}
    return _renew_subjects("pages_follow_the_site", operation, f"VALUES ('{SITE}')", **options)


def renew_from_rows(name: str, subjects: str) -> list[pgtrigger.Trigger]:
    """Return triggers that renew the subjects of all rows of a statement, which `{rows}` stands for."""
    both = "(SELECT * FROM rows_before UNION ALL SELECT * FROM rows_after)"
    before, after = {"old": "rows_before"}, {"new": "rows_after"}
    cases = (
        ("added", pgtrigger.Insert, "rows_after", after),
        ("changed", pgtrigger.Update, both, before | after),
        ("deleted", pgtrigger.Delete, "rows_before", before),
    )
    return [
        _renew_subjects(
            f"{name}_{case}",
            operation,
            subjects.format(rows=rows),
            level=pgtrigger.Statement,
            referencing=pgtrigger.Referencing(**referencing),
        )
        for case, operation, rows, referencing in cases
    ]


def renew_from_publications() -> pgtrigger.Trigger:
    """Return the trigger of publications: of the verdict, of all claimants it has had, and of what it is related to."""
    return _renew_subjects(
        "pages_follow_publications",
        pgtrigger.Insert | pgtrigger.Update,
        f"""
            VALUES ('{LISTS}'), ('verdict:' || NEW.claim_id)
            UNION ALL SELECT {CLAIMANT_SUBJECT_SQL.format(name="claimant")}
                FROM claims_publication WHERE claim_id = NEW.claim_id
            UNION ALL SELECT 'topic:' || topic_id FROM claims_claim WHERE id = NEW.claim_id
            UNION ALL SELECT 'verdict:' || claim.id FROM claims_factcheck AS fact_check
                JOIN claims_match AS match ON match.fact_check_id = fact_check.id
                JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL
                WHERE fact_check.claim_id = NEW.claim_id
        """,  # noqa: S608 - names of tables and constants
    )


def renew_from_claims() -> pgtrigger.Trigger:
    """Return the trigger of claims: what was published of one, its topic, and whose duplicate it is."""
    return _renew_subjects(
        "pages_follow_claims",
        pgtrigger.Update,
        f"""
            SELECT unnest(ARRAY['{LISTS}', 'verdict:' || NEW.id, 'topic:' || OLD.topic_id, 'topic:' || NEW.topic_id])
                WHERE OLD.publication_id IS NOT NULL OR NEW.publication_id IS NOT NULL
            UNION ALL SELECT unnest(ARRAY['verdict:' || OLD.duplicate_of_id, 'verdict:' || NEW.duplicate_of_id])
        """,
        condition=pgtrigger.Condition(
            "OLD.publication_id IS DISTINCT FROM NEW.publication_id"
            " OR OLD.duplicate_of_id IS DISTINCT FROM NEW.duplicate_of_id"
            " OR (NEW.publication_id IS NOT NULL"
            " AND (OLD.status <> NEW.status OR OLD.topic_id IS DISTINCT FROM NEW.topic_id))"
        ),
    )


def renew_from_articles() -> pgtrigger.Trigger:
    """Return the trigger of articles in which duplicates appear."""
    places = "claims_appearance AS appearance"
    return _renew_subjects(
        "pages_follow_articles",
        pgtrigger.Update,
        f"{_DUPLICATES_SQL.format(appearances=places)} AND appearance.article_id = NEW.id",
        condition=pgtrigger.AnyChange("title", "publisher", "published", "url"),
    )


def renew_from_appearances() -> list[pgtrigger.Trigger]:
    """Return the triggers of appearances of duplicates."""
    return renew_from_rows("pages_follow_appearances", _DUPLICATES_SQL.replace("{appearances}", "{rows} AS appearance"))


def renew_from_quantities() -> list[pgtrigger.Trigger]:
    """Return the triggers of the numbers in appearances of duplicates."""
    places = "{rows} AS quantity JOIN claims_appearance AS appearance ON appearance.id = quantity.appearance_id"
    return renew_from_rows("pages_follow_quantities", _DUPLICATES_SQL.replace("{appearances}", places))


def renew_from_matches() -> list[pgtrigger.Trigger]:
    """Return the triggers of matches, by which verdicts are related."""
    return renew_from_rows(
        "pages_follow_matches",
        "SELECT 'verdict:' || claim.id FROM {rows} AS match"
        " JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL",
    )


_OFFICIAL_SQL = """
    SELECT 'verdict:' || claim.id FROM claims_figurematch AS match
    JOIN claims_claim AS claim ON claim.id = match.claim_id AND claim.publication_id IS NOT NULL
    WHERE match.series_id {series}
"""
"""Verdicts beside whose numbers official figures of a series may stand."""


def renew_from_series(series: str, *columns: str) -> pgtrigger.Trigger:
    """Return the trigger of a table that says what a series has; `series` is the SQL of its id."""
    subjects = _OFFICIAL_SQL.format(series=f"= {series}")
    return _renew_subjects("pages_follow_series", pgtrigger.Update, subjects, condition=pgtrigger.AnyChange(*columns))


def renew_from_observations() -> list[pgtrigger.Trigger]:
    """Return the triggers of the values of series."""
    return renew_from_rows(
        "pages_follow_values", _OFFICIAL_SQL.replace("{series}", "IN (SELECT series_id FROM {rows} AS value)")
    )


def renew_from_sources() -> pgtrigger.Trigger:
    """Return the trigger of sources: a verdict links to the page of its claimant, perhaps under another name."""
    name = "COALESCE(NEW.name, OLD.name)"
    subject = CLAIMANT_SUBJECT_SQL.format(name=name)
    return _renew_subjects(
        "pages_follow_sources",
        pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf("merged_into_id"),
        f"""
            SELECT unnest(ARRAY['{LISTS}', {subject}]) WHERE EXISTS (
                SELECT FROM claims_publication WHERE {_CLAIMANT_KEY_SQL.format(name="claimant")}
                    = {_CLAIMANT_KEY_SQL.format(name=name)}
            )
        """,  # noqa: S608 - names of tables and constants
    )
