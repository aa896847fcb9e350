"""Bylines: the names of those who checked a claim and approved its verdict, as readers see them."""

from dataclasses import dataclass

from django.conf import settings

from claims.models import User, Verdict


@dataclass(frozen=True, slots=True)
class Bylines:
    """Names for readers; empty where the desk alone stands for the verdict."""

    checked_by: tuple[str, ...] = ()
    approved_by: str = ""


def find_bylines(verdict: Verdict) -> Bylines:
    """Return the bylines of a verdict: one query; none if the desk shows no names.

    Those who wrote in it stand in the order in which they joined. A person without a name is left out.
    """
    if not settings.BYLINES:
        return Bylines()
    ids = [*(verdict.authors or [verdict.author_id]), *filter(None, [verdict.approved_by_id])]
    names = {person.pk: person.byline for person in User.objects.filter(pk__in=ids)}
    checked_by = (names.get(pk, "") for pk in verdict.authors or [verdict.author_id])
    approved_by = names.get(verdict.approved_by_id, "") if verdict.approved_by_id else ""
    return Bylines(tuple(dict.fromkeys(filter(None, checked_by))), approved_by)
