"""Imports: the list, one import with its refused entries, and those that are not finished."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.intake.fact_check_entries import REFUSAL_REASONS
from claims.models import Import
from claims.refusals import require_found

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


def list_imports() -> QuerySet[Import]:
    """Return all imports without their data, newest first."""
    return Import.objects.defer("data").select_related("created_by").order_by("-id")


def get_import(import_id: int) -> Import:
    """Return an import; raises `NotFound`."""
    return require_found(list_imports().filter(pk=import_id).first())


def list_unrun_import_ids(limit: int = 20) -> list[int]:
    """Return ids of imports that wait or were interrupted, oldest first."""
    stale = timezone.now() - timedelta(seconds=settings.IMPORT_LEASE_SECONDS)
    imports = Import.objects.filter(Q(state="waiting") | Q(state="running", started__lte=stale))
    return list(imports.order_by("id").values_list("pk", flat=True)[:limit])


@dataclass(frozen=True, slots=True)
class RefusedEntries:
    """Entries that were refused for one reason: their number and some examples."""

    count: int
    reason: "_StrOrPromise"
    examples: list[str]


def list_refused_entries(feed_import: Import) -> list[RefusedEntries]:
    """Return the refused entries of an import, the most frequent reason first."""
    refused, examples = feed_import.report.get("refused", {}), feed_import.report.get("examples", {})
    ranked = sorted(refused.items(), key=lambda item: -item[1])
    return [RefusedEntries(count, REFUSAL_REASONS.get(code, code), examples.get(code, [])) for code, count in ranked]
