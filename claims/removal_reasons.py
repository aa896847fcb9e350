"""Why an admin removes what somebody said about themselves or others, and what can be removed.

Of Django, this table imports the translations alone.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REMOVAL_REASONS: "dict[str, _StrPromise]" = {
    "request": _("The person asked for it"),
    "law": _("A court or a law requires it"),
    "danger": _("Somebody is in danger"),
    "abuse": _("It is abuse, or an attack on somebody"),
    "mistake": _("It was stored by mistake"),
}
"""The reasons by code, in the order of the form."""

REMOVABLE_TABLES = {
    "account": "claims_user",
    "tip": "claims_tip",
    "report": "claims_report",
    "article": "claims_article",
    "claim": "claims_claim",
    "file": "claims_storedfile",
    "passage": "claims_claim",
}
"""The kinds of what can be removed, and the table of each."""

REMOVABLE_LABELS: "dict[str, _StrPromise]" = {
    "account": _("account"),
    "tip": _("tip"),
    "report": _("report"),
    "article": _("article"),
    "claim": _("claim"),
    "file": _("file"),
    "passage": _("passage of the verdict on claim"),
}

REMOVED_TEXT = "[removed]"
"""What stands in place of words that were removed, in every language."""
