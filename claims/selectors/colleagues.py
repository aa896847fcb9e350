"""Reading who is on the desk: whom a text names, and who is before a page."""

import re
from datetime import timedelta
from itertools import islice

from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.models import Article, Claim, Presence, User
from claims.permissions import ABILITIES
from claims.workflow import Role

AT = re.compile(r"(?<![\w@])@(?=\w)")
FIRST = re.compile(r"[\w.'’-]+")
LONGEST, NAMED, KNOWN = 120, 20, 200
"""Characters of a name, people named in one text, and people looked at to find them."""

HERE = timedelta(seconds=60)
SHOWN = 8


def named(text: str) -> list[User]:
    """Colleagues whom a text names: `@` and their whole name, or a first name that only one of them has."""
    spots = [text[at.end() : at.end() + LONGEST].casefold() for at in islice(AT.finditer(text), NAMED)]
    if not spots:
        return []
    people = list(_beginning([_first_word(spot) for spot in spots]))
    found = {person.pk: person for spot in spots for person in _meant(spot, people)}
    return list(found.values())


def _first_word(words: str) -> str:
    found = FIRST.match(words)
    return found[0].rstrip(".'’-") if found else ""


def _beginning(words: list[str]) -> QuerySet[User]:
    """People who may read comments and whose name begins with one of these words."""
    readers = [role for role in Role if role.rank >= ABILITIES["comments.write"].role.rank]
    begins = Q()
    for word in {word.split(".")[0] for word in words} - {""}:
        begins |= Q(name__istartswith=word) | Q(name="", email__istartswith=word)
    return User.objects.filter(begins, is_active=True, role__in=readers).order_by("pk")[:KNOWN]


def _meant(words: str, people: list[User]) -> list[User]:
    whole = [person for person in people if _begins(words, str(person).casefold())]
    if whole:
        longest = max(len(str(person)) for person in whole)
        return [person for person in whole if len(str(person)) == longest]
    first = _first_word(words)
    by_first = [person for person in people if str(person).casefold().split()[:1] == [first]]
    return by_first if len(by_first) == 1 else []


def _begins(words: str, name: str) -> bool:
    following = words[len(name) : len(name) + 1]
    return words.startswith(name) and not (following.isalnum() or following == "_")


def before(at: Claim | Article, *, but: User) -> list[Presence]:
    """Who else has this page open, those who came first before the others; `SHOWN` at most, and one to know of more."""
    where = {"claim": at} if isinstance(at, Claim) else {"article": at}
    here = Presence.objects.filter(**where, seen__gt=timezone.now() - HERE).exclude(user=but)
    return list(here.select_related("user").order_by("id")[: SHOWN + 1])
