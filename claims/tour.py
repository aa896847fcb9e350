"""The tour of the desk: steps that point at elements of pages.

Plain Python, except for translation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TOUR_PARAMETER = "tour"
"""The parameter of a page that names the step it shows."""


@dataclass(frozen=True, slots=True)
class TourStep:
    """A step of the tour; `ability` is what its page requires.

    `selectors` are the elements that it may point at, with commas between them: the first that is there counts.
    """

    code: str
    title: StrOrPromise
    text: StrOrPromise
    selectors: str
    ability: str


TOUR_STEPS = (
    TourStep(
        "triage",
        _("Triage: decide what is worth checking"),
        _(
            "The reader has marked the claims of this article, each with its source, its numbers and a score. Accept a "
            "claim, and it goes into the queue. Dismiss it, and it stays here with the reason."
        ),
        ".panes__work",
        "claims.see",
    ),
    TourStep(
        "claim",
        _("The claim: what was said, and by whom"),
        _(
            "Take a claim from the queue, and nobody else works on it. Correct its words, its source or its numbers if "
            "the reader was wrong: press ? on any page for the keys."
        ),
        "#claim-facts",
        "claims.see",
    ),
    TourStep(
        "evidence",
        _("Evidence: ask a question and answer it"),
        _("Each piece of evidence has a source. The desk stores a copy of its page and finds the quotation in it."),
        "#evidence, #claim-facts",
        "claims.see",
    ),
    TourStep(
        "submit",
        _("Submit: a rating, a summary and a justification"),
        _(
            "Your draft is saved as you type. The list beside the button says what is missing; once nothing is, "
            "submit the verdict."
        ),
        "#verdict, #claim-facts",
        "claims.see",
    ),
    TourStep(
        "moderation",
        _("Moderation: a second person looks"),
        _("Nobody approves their own verdict. A moderator reads the evidence, and sends it back or publishes it."),
        "#main",
        "moderation.see",
    ),
    TourStep(
        "public",
        _("Published: what readers see"),
        _(
            "A verdict is published with its evidence and its history. Every version stands in a log that nobody can "
            "change unnoticed. Follow this link to read them."
        ),
        ".foot__links a",
        "articles.see",
    ),
)
"""All steps in their order."""

OFFERING_PAGES = frozenset({"articles", "queue", "moderation"})
"""The names of the pages on which a demo desk offers the tour."""
