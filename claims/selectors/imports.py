"""Imports: the list, one import with its refused entries, and those that are not finished."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.intake.fact_check_entries import REFUSAL_REASONS, FeedEntry
from claims.intake.import_files import PREVIEW_ROWS
from claims.models import Import, ImportRow
from claims.refusals import require_found

MAX_ARCHIVES = 20
MAX_REFUSED_ROWS = 10_000

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


def list_imports() -> QuerySet[Import]:
    """Return all imports without their data, newest first."""
    return Import.objects.defer("data", "sample").select_related("created_by").order_by("-id")


def get_import(import_id: int) -> Import:
    """Return an import; raises `NotFound`."""
    return require_found(list_imports().filter(pk=import_id).first())


def list_archives() -> list[Import]:
    """Return the newest imports of old verdicts of this desk, which it has not signed."""
    archives = Import.objects.filter(archive=True, state=Import.State.DONE)
    return list(archives.only("feed", "sha256", "report", "created").order_by("-id")[:MAX_ARCHIVES])


def list_preview_rows(run: Import) -> list[ImportRow]:
    """Return the first rows of an import as they are read."""
    return list(run.rows.filter(values__isnull=False).order_by("position")[:PREVIEW_ROWS])


def list_kept_rows(run: Import) -> list[ImportRow]:
    """Return fact-checks that an undone import left, since people work with them."""
    kept = run.rows.filter(outcome=ImportRow.Outcome.KEPT).select_related("fact_check")
    return list(kept.order_by("position")[:PREVIEW_ROWS])


def list_refused_rows(run: Import) -> list[ImportRow]:
    """Return the refused rows of an import in the order of the file."""
    refused = run.rows.filter(outcome=ImportRow.Outcome.REFUSED).defer("values", "before")
    return list(refused.order_by("position")[:MAX_REFUSED_ROWS])


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


def find_entry_refusal(entry: FeedEntry) -> str:
    """Return the code of why an entry is left out; empty for one that is imported."""
    if entry.fact_check and entry.fact_check.url.startswith(f"{settings.BASE_URL}/"):
        return "ours"  # it is searchable already
    return entry.refusal
