"""Reading who is on the desk: whom a text names, and who is before a page."""

import re
from datetime import timedelta
from itertools import islice

from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.models import Article, Claim, Presence, User
from claims.permissions import ABILITIES
from claims.workflow import Role

MENTION_PATTERN = re.compile(r"(?<![\w@])@(?=\w)")
FIRST_WORD_PATTERN = re.compile(r"[\w.'’-]+")
MAX_NAME_CHARACTERS, MAX_MENTIONS, MAX_CANDIDATES = 120, 20, 200
"""Characters of a name, people named in one text, and people looked at to find them."""

PRESENCE_TIMEOUT = timedelta(seconds=60)
MAX_PRESENT_ROWS = 8


def find_mentioned_users(text: str) -> list[User]:
    """Colleagues whom a text names: `@` and their whole name, or a first name that only one of them has."""
    spots = [
        text[at.end() : at.end() + MAX_NAME_CHARACTERS].casefold()
        for at in islice(MENTION_PATTERN.finditer(text), MAX_MENTIONS)
    ]
    if not spots:
        return []
    people = list(_candidates_for([_first_word(spot) for spot in spots]))
    found = {person.pk: person for spot in spots for person in _match_names(spot, people)}
    return list(found.values())


def _first_word(words: str) -> str:
    found = FIRST_WORD_PATTERN.match(words)
    return found[0].rstrip(".'’-") if found else ""


def _candidates_for(words: list[str]) -> QuerySet[User]:
    """People who may read comments and whose name begins with one of these words."""
    readers = [role for role in Role if role.rank >= ABILITIES["comments.write"].role.rank]
    begins = Q()
    for word in {word.split(".")[0] for word in words} - {""}:
        begins |= Q(name__istartswith=word) | Q(name="", email__istartswith=word)
    return User.objects.filter(begins, is_active=True, role__in=readers).order_by("pk")[:MAX_CANDIDATES]


def _match_names(words: str, people: list[User]) -> list[User]:
    whole = [person for person in people if _begins_with(words, str(person).casefold())]
    if whole:
        longest = max(len(str(person)) for person in whole)
        return [person for person in whole if len(str(person)) == longest]
    first = _first_word(words)
    by_first = [person for person in people if str(person).casefold().split()[:1] == [first]]
    return by_first if len(by_first) == 1 else []


def _begins_with(words: str, name: str) -> bool:
    following = words[len(name) : len(name) + 1]
    return words.startswith(name) and not (following.isalnum() or following == "_")


def list_present_users(at: Claim | Article, *, but: User) -> list[Presence]:
    """Who else has this page open, those who came first before the others; `SHOWN` at most, and one to know of more."""
    where = {"claim": at} if isinstance(at, Claim) else {"article": at}
    here = Presence.objects.filter(**where, last_seen__gt=timezone.now() - PRESENCE_TIMEOUT).exclude(user=but)
    return list(here.select_related("user").order_by("id")[: MAX_PRESENT_ROWS + 1])
