"""Why the reader could not build a statement that stands alone, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WORDS_CHANGED = "words_changed"
"""The problem of a claim whose words an editor changed, so that the statement before no longer fits."""

STATEMENT_TOO_LONG = "too_long"
"""The problem of a claim whose statement would be longer than one may be."""

STATEMENT_PROBLEMS: dict[str, StrOrPromise] = {
    "open_pronoun": _("No statement could be built: the text leaves open whom a pronoun means."),
    "first_person_unknown": _("No statement could be built: the text leaves open who “I” or “we” is."),
    "demonstrative": _("No statement could be built: the text leaves open what “this” or “that” means."),
    "definite": _("No statement could be built: the text leaves open whom or what words such as “the company” mean."),
    "open_time": _(
        "No statement could be built: the day of publication is not known, so times such as “Tuesday” are open."
    ),
    "question": _("No statement could be built: the words are a question."),
    "fragment": _("No statement could be built: the words are not a whole sentence."),
    "unread_language": _("No statement could be built: this language is read lightly."),
    STATEMENT_TOO_LONG: _("No statement could be built: it would be too long. Mark a shorter passage."),
    WORDS_CHANGED: _("The words of the claim were changed, and its statement no longer fits. Write a new one."),
}
"""The sentence of each problem."""

OTHER_PROBLEM = _("No statement could be built that stands alone.")
"""The sentence of a problem that this table does not name."""


def describe_problem(code: str) -> StrOrPromise:
    """Return the sentence of a problem; empty if there is none."""
    return STATEMENT_PROBLEMS.get(code, OTHER_PROBLEM) if code else ""
