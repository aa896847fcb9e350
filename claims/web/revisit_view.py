"""What pages show of a page that is visited again: the touched claims, and its texts word by word."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext

from claims.models import Revisit, Snapshot
from claims.selectors.revisits import list_touched_claims, list_versions
from claims.web.text_diff import DiffBudget, TextChange, diff_part


@dataclass(frozen=True, slots=True)
class Version:
    """A text that differs from the one before, with the changes."""

    snapshot: Snapshot
    changes: list[TextChange]


def revisit_context(revisit: Revisit) -> dict[str, Any]:
    """Return the context of `desk/revisits/changes.html`; the newest text comes first."""
    budget, texts = DiffBudget(), list_versions(revisit)
    pairs = [(later, earlier.text) for later, earlier in pairwise(texts)]
    if revisit.article and texts:
        pairs.append((texts[-1], revisit.article.text))
    label = gettext("Changes to the text before")
    versions = [
        Version(later, [diff_part(label, before, later.text, budget, whole=False)])
        for later, before in pairs
        if later.text != before
    ]
    return {"revisit": revisit, "touched": list_touched_claims(revisit), "versions": versions}
