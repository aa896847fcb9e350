"""Length checks of the services: a text by a person is refused when it is too long, and never cut."""

from django.db.models import Model
from django.utils.translation import gettext

from claims.bounds import REASON_CHARACTERS
from claims.markdown_text import has_too_many_marks
from claims.models.lengths import length_limit
from claims.number_format import format_number
from claims.refusals import BadValue, FieldTooLong


def check_length(text: str, *, limit: int, field: str) -> None:
    """Refuse with `FieldTooLong` a text of more than `limit` characters; `field` is the name that the client knows."""
    if len(text) > limit:
        detail = gettext("This text has %(length)s characters; at most %(limit)s are allowed. Shorten it.")
        counts = {"length": format_number(len(text)), "limit": format_number(limit)}
        raise FieldTooLong(detail % counts, field=field, limit=limit, length=len(text))


def check_lengths(model: type[Model], *, field: str = "", **texts: str) -> None:
    """Refuse the first text that is longer than the field of the same name of `model` holds.

    `field` is the name that the client knows, where it differs from that of the model's field.
    """
    for name, text in texts.items():
        check_length(text, limit=length_limit(model, name), field=field or name)


def check_markup(text: str, *, field: str) -> None:
    """Refuse Markdown with so many marks that rendering it would take seconds."""
    if has_too_many_marks(text):
        raise BadValue(gettext("This text contains too much markup. Remove some of it."), field=field)


def check_reasons(**texts: str) -> None:
    """Refuse the first reason or note that is longer than `REASON_CHARACTERS`."""
    for name, text in texts.items():
        check_length(text, limit=REASON_CHARACTERS, field=name)


def cut_to_field(model: type[Model], name: str, text: str) -> str:
    """Cut a text that a machine made or found to what the model's field holds. Never use it for what a person typed."""
    return text[: length_limit(model, name)]
