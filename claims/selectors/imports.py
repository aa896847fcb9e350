"""Reading imports: the latest, one of them, and those that no nudge has reached."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.intake.claimreviews import REFUSAL_REASONS
from claims.models import Import
from claims.refusals import require_found


def list_imports() -> QuerySet[Import]:
    """All imports without their data, newest first."""
    return Import.objects.defer("data").select_related("created_by").order_by("-id")


def get_import(import_id: int) -> Import:
    """One import; refuses with `NotFound`."""
    return require_found(list_imports().filter(pk=import_id).first())


def list_unrun_import_ids(limit: int = 20) -> list[int]:
    """Ids of those that wait, or whose worker died, oldest first."""
    stale = timezone.now() - timedelta(seconds=settings.READ_LEASE_SECONDS)
    waiting = Import.objects.filter(Q(state="waiting") | Q(state="running", since__lte=stale))
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])


@dataclass(frozen=True, slots=True)
class RefusedEntries:
    """Why some entries were not taken in, how many, and a few of them."""

    count: int
    reason: str
    examples: list[str]


def list_refused_entries(done: Import) -> list[RefusedEntries]:
    """What was left out of an import, the most frequent reason first."""
    refused, examples = done.report.get("refused", {}), done.report.get("examples", {})
    ranked = sorted(refused.items(), key=lambda each: -each[1])
    return [RefusedEntries(count, REFUSAL_REASONS.get(code, code), examples.get(code, [])) for code, count in ranked]
