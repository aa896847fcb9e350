"""What became of claims that were worked on: verdicts with evidence, and what went out of them."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.bulk_copy import CopyTable
from benchmarks.generated_text import GeneratedSentence, SentenceWriter
from claims.claimreview import ClaimReview, build_claimreview, serialize_json_ld
from claims.intake.claimreviews import FactCheckEntry
from claims.log.chain import GENESIS, LOGGED_FIELDS, content_of_row, seal_entry
from claims.models import Evidence, FactCheck, LogEntry, Publication, Verdict
from claims.publication_page import (
    PageAppearance,
    PageArticle,
    PageAttribution,
    PageDesk,
    PageEvidence,
    PageQuantity,
    PublicationPage,
)
from claims.ratings import RATINGS
from claims.services.fact_checks import FACT_CHECK_COLUMNS

DESK_TITLE, DESK_URL = "The Fact-Check Desk", "http://127.0.0.1:8000"
ONE_HOUR = timedelta(hours=1)
EVIDENCE_FIELDS = ("question", "answer", "url", "publisher", "quote", "stance", "independent", "accessed")


@dataclass(frozen=True, slots=True)
class PublishedPlace:
    """Where a claim stands, as far as its publication tells."""

    claim: int
    statement: GeneratedSentence
    name: str
    kind: str
    article: PageArticle


@dataclass(frozen=True, slots=True)
class SubmittedVerdict:
    """A verdict that was handed in."""

    id: int
    rating: str
    summary: str
    justification: str
    evidence: list[dict[str, Any]]


class PublicationLoader:
    """Writes verdicts and publications; each publication follows the one before it in the log."""

    def __init__(self, writer: SentenceWriter, editors: list[int], moderators: list[int]) -> None:
        self.writer, self.editors, self.moderators = writer, editors, moderators
        self.verdicts = CopyTable(
            Verdict, "id", "claim_id", "revision", "rating", "summary", "justification", "correction",
            "author_id", "authors", "saved", "submitted", "approved", "approved_by_id",
        )  # fmt: skip
        self.evidence = CopyTable(Evidence, "verdict_id", *EVIDENCE_FIELDS)
        self.publications = CopyTable(
            Publication, "id", "verdict_id", "published_by_id", *(name for name in LOGGED_FIELDS)
        )
        self.entries = CopyTable(
            LogEntry, "sequence", "publication_id", "digests", "content_sha256", "previous_sha256",
            "entry_sha256",
        )  # fmt: skip
        self.reviews = CopyTable(FactCheck, *FACT_CHECK_COLUMNS, "claim_id", "withdrawn")
        self.head = (0, GENESIS)
        self._verdict = 0

    @property
    def tables(self) -> list[CopyTable]:
        """In the order in which they are filled."""
        return [self.verdicts, self.evidence, self.publications, self.entries, self.reviews]

    def draft(self, claim: int, author: int, at: datetime) -> None:
        """An empty draft, as taking a claim opens it."""
        self._verdict += 1
        self.verdicts.add(self._verdict, claim, 1, "", "", "", "", author, "{}", at, None, None, None)

    def verdict(
        self, place: PublishedPlace, author: int, at: datetime, *, approver: int | None = None, revision: int = 1
    ) -> SubmittedVerdict:
        """A verdict with two pieces of evidence, handed in at some time, and approved if somebody did."""
        self._verdict += 1
        judged = self._judged(place, self._verdict, at.date())
        correction = "A figure was wrong." if revision > 1 else ""
        approved = at + ONE_HOUR if approver else None
        self.verdicts.add(
            judged.id, place.claim, revision, judged.rating, judged.summary, judged.justification, correction, author,
            f"{{{author}}}", at, at, approved, approver,
        )  # fmt: skip
        for each in judged.evidence:
            self.evidence.add(judged.id, *(each[name] for name in EVIDENCE_FIELDS))
        return judged

    def _judged(self, place: PublishedPlace, number: int, day: date) -> SubmittedVerdict:
        said, pick = place.statement, self.writer.chance.choice
        counted = round(said.low * self.writer.chance.uniform(0.3, 1.2))
        evidence = [
            {
                "question": f"How many {said.unit} were there?",
                "answer": f"The register has {counted:,} {said.unit}.",
                "url": f"https://register.example/{number}/{part}",
                "publisher": "Public Register",
                "quote": f"{counted:,} {said.unit} in all",
                "stance": pick(("supports", "refutes", "context")),
                "independent": True,
                "accessed": day.isoformat(),
            }
            for part in (1, 2)
        ]
        summary = f"The register has {counted:,} {said.unit}, not {said.low:,}."
        justification = f"{summary} {self.writer.filler(4)}\n\n{self.writer.filler(5)}"
        return SubmittedVerdict(number, pick(list(RATINGS)), summary, justification, evidence)

    def publish(
        self,
        place: PublishedPlace,
        judged: SubmittedVerdict,
        moderator: int,
        at: datetime,
        *,
        kind: str = "published",
        revision: int = 1,
    ) -> int:
        """Let a verdict out, with its place in the log; the id of the publication."""
        page = _publication_content(place, judged, at)
        document = _document(page, place, at, kind, revision)
        row = {
            "claim_id": place.claim,
            "revision": revision,
            "kind": kind,
            "note": "" if kind == "published" else "A figure was wrong.",
            "claim_text": place.statement.claim,
            "claimant": place.name,
            "rating": judged.rating,
            "summary": judged.summary,
            "document": document,
            "document_sha256": hashlib.sha256(document.encode()).hexdigest(),
            "page": page.to_json(),
            "published": at,
        }
        entry = seal_entry(content_of_row(row), after=self.head)
        number = entry.sequence
        self.head = (number, entry.entry_sha256)
        row["page"] = json.dumps(row["page"], ensure_ascii=False)
        self.publications.add(number, judged.id, moderator, *(row[name] for name in LOGGED_FIELDS))
        self.entries.add(
            number, number, json.dumps(entry.digests), entry.content_sha256, entry.previous_sha256, entry.entry_sha256
        )
        return number

    def show(self, place: PublishedPlace, judged: SubmittedVerdict, at: datetime, *, withdrawn: bool = False) -> None:
        """Let it be found among all fact-checks."""
        entry = FactCheckEntry(
            url=f"{DESK_URL}/verdicts/{place.claim}/",
            claim_text=place.statement.claim,
            rating=str(RATINGS[judged.rating].label),
            publisher=DESK_TITLE,
            site="127.0.0.1",
            title=judged.summary,
            claimant=place.name,
            claimed=place.article.published,
            reviewed=at.date(),
            language="en",
            identifier=f"{DESK_URL}/verdicts/{place.claim}/",
        )
        self.known(entry, place.claim, withdrawn=withdrawn)

    def known(self, entry: FactCheckEntry, claim: int | None = None, *, withdrawn: bool = False) -> None:
        """Let a fact-check be found, another desk's where it is about no claim of ours."""
        self.reviews.add(*(getattr(entry, name) for name in FACT_CHECK_COLUMNS), claim, withdrawn)


def _document(page: PublicationPage, place: PublishedPlace, at: datetime, kind: str, revision: int) -> str:
    review = ClaimReview(
        page=page,
        claim=place.statement.claim,
        claimant=place.name,
        claimant_kind=place.kind,
        revision=revision,
        modified=at,
        correction="" if kind == "published" else "A figure was wrong.",
        withdrawn=kind == "withdrawn",
    )
    return serialize_json_ld(build_claimreview(review))


def _publication_content(place: PublishedPlace, judged: SubmittedVerdict, at: datetime) -> PublicationPage:
    said = place.statement
    return PublicationPage(
        url=f"{DESK_URL}/verdicts/{place.claim}/",
        desk=PageDesk(DESK_TITLE, f"{DESK_URL}/"),
        language="en",
        first_published=at,
        rating=judged.rating,
        rating_label=str(RATINGS[judged.rating].label),
        summary=judged.summary,
        justification=judged.justification,
        appearances=(
            PageAppearance(
                article=place.article,
                exact=said.sentence[said.start : said.end],
                attributions=(PageAttribution(place.name, place.kind, said.cue),),
                quantities=(PageQuantity(float(said.low), None, said.unit, said.modifier),),
            ),
        ),
        evidence=tuple(map(PageEvidence.from_json, judged.evidence)),
    )
