"""The pages that a desk writes about itself: one row each, with the text from which its admin starts.

A page is public once an admin has saved it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True, slots=True)
class SitePageKind:
    """A page: its `slug` in the address, its title, what it is for, and its first text in Markdown."""

    slug: str
    title: "_StrOrPromise"
    purpose: "_StrOrPromise"
    starter: "_StrOrPromise"


SCALE, PRIVACY = "scale", "privacy"
COMPUTED_PAGES = {SCALE: "how_we_rate", PRIVACY: "privacy"}
"""The pages that the desk computes, with their views; what an admin writes stands before the rest."""

_ROWS = (
    SitePageKind(
        "method",
        _("How we check"),
        _("How the desk chooses claims, checks them and rates them."),
        _(
            "## What we check\n\n"
            "We check statements of fact that matter to many people. We do not check opinions or predictions.\n\n"
            "## How we check\n\n"
            "An editor looks for the evidence, names every source and writes the verdict. "
            "A second person reads it before it is published.\n\n"
            "## What we still have to say here\n\n"
            "- who chooses what we check, and how\n"
            "- which sources we use, and which we do not\n"
            "- whom we ask before we publish"
        ),
    ),
    SitePageKind(
        SCALE,
        _("How we rate"),
        _("What stands before the points of the scale, which the desk lists itself."),
        _(
            "The evidence decides on a rating, never the person who spoke.\n\n"
            "What we still have to say here:\n\n"
            "- who decides on a rating, and who may object\n"
            "- what we do if the evidence is mixed\n"
            "- what we do not rate"
        ),
    ),
    SitePageKind(
        "about",
        _("About us"),
        _("Who the desk is, who works there, and how to reach it."),
        _(
            "## Who we are\n\n"
            "We are the fact-check desk of our newsroom. We check what people in public life say.\n\n"
            "## What we still have to say here\n\n"
            "- the names of those who work here, and what they do\n"
            "- who publishes this site, with a postal address\n"
            "- how to reach us"
        ),
    ),
    SitePageKind(
        "funding",
        _("Funding"),
        _("Who pays for the desk, and what they may not ask for."),
        _(
            "## Who pays for our work\n\n"
            "Nobody who gives us money decides what we check or what we find.\n\n"
            "## What we still have to say here\n\n"
            "- everybody who gave more than a twentieth of our income last year, with the amount\n"
            "- our legal form and our owner\n"
            "- where our accounts can be read"
        ),
    ),
    SitePageKind(
        "corrections",
        _("Corrections policy"),
        _("What the desk does about its own mistakes."),
        _(
            "## We correct our mistakes\n\n"
            "Below each verdict there is a form for reports of mistakes. A person reads every report and answers it, "
            "if you leave an address.\n\n"
            "If we were wrong, we correct the verdict and say on its page what has changed. "
            "Earlier revisions stay readable. If a verdict cannot stand, we withdraw it and say why.\n\n"
            "## What we still have to say here\n\n"
            "- how soon we answer\n"
            "- whom to turn to if our answer does not satisfy you"
        ),
    ),
    SitePageKind(
        PRIVACY,
        _("Privacy"),
        _("What stands before the table of what is kept how long, which the desk writes itself."),
        _(
            "Our newsroom is responsible for the data on this site.\n\n"
            "What we still have to say here:\n\n"
            "- our name and postal address\n"
            "- whom to write to about your data\n"
            "- which authority supervises us"
        ),
    ),
)

SITE_PAGES: dict[str, SitePageKind] = {row.slug: row for row in _ROWS}
"""All pages by slug, in the order of the links."""
