"""Bylines: the names of those who checked a claim and approved its verdict, as readers see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef, Value
from django.db.models.functions import Coalesce, NullIf

from claims.models import Translation, User, Verdict
from claims.workflow import Role


@dataclass(frozen=True, slots=True)
class Bylines:
    """Names for readers; empty where the desk alone stands for the verdict."""

    checked_by: tuple[str, ...] = ()
    approved_by: str = ""


def find_bylines(verdict: Verdict | Translation, viewer: User, checked_by: Sequence[str] | None = None) -> Bylines:
    """Return the bylines of a verdict or a translation: one query, unless the caller has the names of the authors.

    Those who wrote in it stand in the order in which they joined. A person without a name is left out. A moderator who
    reads a submitted verdict sees it as it goes out if they approve it.
    """
    if not settings.BYLINES:
        return Bylines()
    authors, approver = verdict.authors or [verdict.author_id], verdict.approved_by
    if approver is None and verdict.submitted and viewer.has_rank(Role.MODERATOR) and viewer.pk not in authors:
        approver = viewer
    if checked_by is None:
        people = {person.pk: person.byline for person in User.objects.filter(pk__in=authors)}
        checked_by = [people.get(pk, "") for pk in authors]
    return Bylines(tuple(dict.fromkeys(filter(None, checked_by))), approver.byline if approver else "")


def author_bylines(authors: str) -> ArraySubquery:
    """Return SQL for the bylines of the authors of a verdict; `authors` is the path to their ids."""
    place = Func(OuterRef(authors), "pk", function="array_position", output_field=IntegerField())
    people = User.objects.annotate(place=place).filter(place__isnull=False).order_by("place")
    return ArraySubquery(people.values_list(Coalesce(NullIf("public_name", Value("")), "name")))
