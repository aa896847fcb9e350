"""Bylines: the names of those who checked a claim and approved its verdict, as readers see them."""

from dataclasses import dataclass

from django.conf import settings

from claims.models import User, Verdict
from claims.workflow import Role


@dataclass(frozen=True, slots=True)
class Bylines:
    """Names for readers; empty where the desk alone stands for the verdict."""

    checked_by: tuple[str, ...] = ()
    approved_by: str = ""


def find_bylines(verdict: Verdict, viewer: User) -> Bylines:
    """Return the bylines of a verdict: one query; none if the desk shows no names.

    Those who wrote in it stand in the order in which they joined. A person without a name is left out. A moderator who
    reads a submitted verdict sees it as it goes out if they approve it.
    """
    if not settings.BYLINES:
        return Bylines()
    authors, approver = verdict.authors or [verdict.author_id], verdict.approved_by_id
    if approver is None and verdict.submitted and viewer.has_rank(Role.MODERATOR) and viewer.pk not in authors:
        approver = viewer.pk
    people = User.objects.filter(pk__in=[*authors, *filter(None, [approver])])
    names = {person.pk: person.byline for person in people}
    checked_by = dict.fromkeys(names[pk] for pk in authors if names.get(pk))
    return Bylines(tuple(checked_by), names.get(approver, "") if approver else "")
