"""What is said about an article beside its text: offered details, and the claims that an edit leaves as they are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from claims.event_data.articles import DETAIL_LABELS, ArticleResubmitted
from claims.event_data.claims import ClaimCorrected
from claims.models import Article, Claim, Event
from claims.selectors.prepared_rows import ID, PreparedRows
from claims.verbs.articles import ARTICLE_SUBMITTED_AGAIN
from claims.verbs.claims import CLAIM_CORRECTED
from claims.workflow import SUBMITTED_STATUSES

MAX_KEPT_CLAIMS = 20
MAX_CORRECTIONS = 2_000
MAX_OFFERS = 5


@dataclass(frozen=True, slots=True)
class OfferedDetail:
    """A detail that came with a later submission, and what the desk has."""

    name: str
    current: str
    offered: str

    @property
    def label(self) -> str:
        """The name of the detail, for people."""
        return str(DETAIL_LABELS[self.name])


def list_offered_details(article: Article) -> list[OfferedDetail]:
    """Return what the newest submissions of the same text state and the desk still lacks, the newest of each detail."""
    offered: dict[str, str] = {}
    for event in _LATER_SUBMISSIONS.fetch(article.pk):
        offered = {**event.payload_as(ArticleResubmitted).details, **offered}
    rows = [OfferedDetail(name, _word(getattr(article, name)), value) for name, value in offered.items()]
    return [row for row in rows if row.current != row.offered and is_lacking(article, row.name)]


_LATER_SUBMISSIONS = PreparedRows(
    lambda: (
        Event.objects.filter(article=ID, verb=ARTICLE_SUBMITTED_AGAIN.name)
        .exclude(data={})
        .order_by("-id")[:MAX_OFFERS]
    )
)


def is_lacking(article: Article, name: str) -> bool:
    """Whether the desk has nothing for a detail, or only a guess; a kind of text is news unless somebody says so."""
    return not getattr(article, name) or name in article.guesses or (name == "kind" and article.kind == "news")


def _word(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def keeps_dates(claim: Claim) -> bool:
    """Whether an edit of the article leaves a claim as it is: its verdict is submitted or published."""
    return claim.publication_id is not None or claim.status in SUBMITTED_STATUSES


def list_kept_claims(article: Article) -> list[Claim]:
    """Return the claims of an article that an edit leaves as they are, up to `MAX_KEPT_CLAIMS`."""
    kept = Q(publication__isnull=False) | Q(status__in=SUBMITTED_STATUSES)
    return list(Claim.objects.filter(kept, appearances__article=article).order_by("id").distinct()[:MAX_KEPT_CLAIMS])


def list_written_statements(article: Article) -> set[int]:
    """Return the ids of the claims of an article whose statement an editor has written."""
    events = Event.objects.filter(verb=CLAIM_CORRECTED.name, claim__appearances__article=article).order_by("-id")
    written = set()
    for event in events[:MAX_CORRECTIONS]:
        data = event.payload_as(ClaimCorrected)
        if event.claim_id and data.after.statement and data.before.statement != data.after.statement:
            written.add(event.claim_id)
    return written
