"""Mentions: the colleagues that a text names."""

import re
from itertools import islice

from django.db.models import Q, QuerySet

from claims.models import User
from claims.permissions import roles_with

MENTION_PATTERN = re.compile(r"(?<![\w@])@(?=\w)")
FIRST_WORD_PATTERN = re.compile(r"[\w.'’-]+")
MAX_NAME_CHARACTERS, MAX_MENTIONS, MAX_CANDIDATES, MAX_OFFERED = 120, 20, 200, 8
"""Limits: characters of a name, mentions in one text, people compared with them, and people offered for a name."""


def find_mentioned_users(text: str) -> list[User]:
    """Return the colleagues whom a text mentions: `@` with a full name, or with a first name that is unique."""
    texts = [
        text[match.end() : match.end() + MAX_NAME_CHARACTERS].casefold()
        for match in islice(MENTION_PATTERN.finditer(text), MAX_MENTIONS)
    ]
    if not texts:
        return []
    people = list(_candidates_for([_first_word(text_after) for text_after in texts]))
    mentioned = {person.pk: person for text_after in texts for person in _match_names(text_after, people)}
    return list(mentioned.values())


def list_mentionable_users(start: str) -> list[User]:
    """Return colleagues whom a comment can mention and whose name begins so, by name, up to `MAX_OFFERED`."""
    names = Q(name__istartswith=start) | Q(name="", email__istartswith=start)
    people = _list_readers().filter(names).order_by("name", "pk")
    return list(people[:MAX_OFFERED])


def _first_word(text: str) -> str:
    match = FIRST_WORD_PATTERN.match(text)
    return match[0].rstrip(".'’-") if match else ""


def _candidates_for(words: list[str]) -> QuerySet[User]:
    """Return people who may read comments and whose name starts with one of these words."""
    starts_with_word = Q()
    for word in {word.split(".")[0] for word in words} - {""}:
        starts_with_word |= Q(name__istartswith=word) | Q(name="", email__istartswith=word)
    return _list_readers().filter(starts_with_word).order_by("pk")[:MAX_CANDIDATES]


def _list_readers() -> QuerySet[User]:
    """Return active people who read comments."""
    return User.objects.filter(is_active=True, role__in=roles_with("comments.write"))


def _match_names(text: str, people: list[User]) -> list[User]:
    by_full_name = [person for person in people if _starts_with_name(text, str(person).casefold())]
    if by_full_name:
        longest = max(len(str(person)) for person in by_full_name)
        return [person for person in by_full_name if len(str(person)) == longest]
    first_name = _first_word(text)
    by_first_name = [person for person in people if str(person).casefold().split()[:1] == [first_name]]
    return by_first_name if len(by_first_name) == 1 else []


def _starts_with_name(text: str, name: str) -> bool:
    next_character = text[len(name) : len(name) + 1]
    return text.startswith(name) and not (next_character.isalnum() or next_character == "_")
