"""Verdicts with evidence, and the publications that follow from them."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.bulk_copy import CopyTable
from benchmarks.generated_text import GeneratedStatement, SentenceWriter
from claims.claimreview import ClaimReview, build_claimreview, serialize_json_ld
from claims.intake.fact_check_entries import FactCheckEntry
from claims.log.chain import GENESIS, LOGGED_FIELDS, content_of_row, seal_entry
from claims.log.merkle import GrowingTree
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
from claims.services.publication_builder import make_slug

DESK_TITLE, DESK_URL = "The Fact-Check Desk", "http://127.0.0.1:8000"
ONE_HOUR = timedelta(hours=1)
EVIDENCE_FIELDS = ("question", "answer", "url", "publisher", "quote", "stance", "independent", "accessed", "number")


@dataclass(frozen=True, slots=True)
class GeneratedAppearance:
    """A claim in its article, with what its publication needs."""

    claim: int
    statement: GeneratedStatement
    name: str
    kind: str
    article: PageArticle


@dataclass(frozen=True, slots=True)
class SubmittedVerdict:
    """A verdict that an editor submitted."""

    id: int
    rating: str
    summary: str
    justification: str
    evidence: list[dict[str, Any]]


class PublicationLoader:
    """Adds verdicts and publications; each publication follows the previous one in the log."""

    def __init__(self, writer: SentenceWriter, editors: list[int], moderators: list[int]) -> None:
        self.writer, self.editors, self.moderators = writer, editors, moderators
        self.verdicts = CopyTable(
            Verdict, "id", "claim_id", "revision", "rating", "summary", "justification", "correction",
            "author_id", "authors", "saved", "submitted", "approved", "approved_by_id",
        )  # fmt: skip
        self.evidence = CopyTable(Evidence, "verdict_id", *EVIDENCE_FIELDS)
        self.publications = CopyTable(Publication, "id", "verdict_id", "published_by_id", *LOGGED_FIELDS)
        self.entries = CopyTable(
            LogEntry, "sequence", "publication_id", "digests", "content_sha256", "previous_sha256",
            "entry_sha256", "nodes",
        )  # fmt: skip
        self.fact_checks = CopyTable(FactCheck, *FACT_CHECK_COLUMNS, "claim_id", "withdrawn")
        self.head, self.tree = (0, GENESIS), GrowingTree()
        self._last_verdict_id = 0

    @property
    def tables(self) -> list[CopyTable]:
        """The tables in the order in which they are copied."""
        return [self.verdicts, self.evidence, self.publications, self.entries, self.fact_checks]

    def add_draft(self, claim: int, author: int, at: datetime) -> None:
        """Add the empty draft that taking a claim creates."""
        self._last_verdict_id += 1
        self.verdicts.add(self._last_verdict_id, claim, 1, "", "", "", "", author, "{}", at, None, None, None)

    def add_verdict(
        self,
        appearance: GeneratedAppearance,
        author: int,
        at: datetime,
        *,
        approver: int | None = None,
        revision: int = 1,
    ) -> SubmittedVerdict:
        """Add a submitted verdict with two pieces of evidence, approved if there is an approver."""
        self._last_verdict_id += 1
        verdict = self._write_verdict(appearance, self._last_verdict_id, at.date())
        correction = "A figure was wrong." if revision > 1 else ""
        approved = at + ONE_HOUR if approver else None
        self.verdicts.add(
            verdict.id, appearance.claim, revision, verdict.rating, verdict.summary, verdict.justification, correction,
            author, f"{{{author}}}", at, at, approved, approver,
        )  # fmt: skip
        for item in verdict.evidence:
            self.evidence.add(verdict.id, *(item[name] for name in EVIDENCE_FIELDS))
        return verdict

    def _write_verdict(self, appearance: GeneratedAppearance, number: int, day: date) -> SubmittedVerdict:
        statement, pick = appearance.statement, self.writer.chance.choice
        count = round(statement.low * self.writer.chance.uniform(0.3, 1.2))
        evidence = [
            {
                "question": f"How many {statement.unit} were there?",
                "answer": f"The register has {count:,} {statement.unit}.",
                "url": f"https://register.example/{number}/{part}",
                "publisher": "Public Register",
                "quote": f"{count:,} {statement.unit} in all",
                "stance": pick(("supports", "refutes", "context")),
                "independent": True,
                "accessed": day.isoformat(),
                "number": part,
            }
            for part in (1, 2)
        ]
        summary = f"The register has {count:,} {statement.unit}, not {statement.low:,}."
        justification = f"{summary} {self.writer.write_filler(4)}\n\n{self.writer.write_filler(5)}"
        return SubmittedVerdict(number, pick(list(RATINGS)), summary, justification, evidence)

    def add_publication(
        self,
        appearance: GeneratedAppearance,
        verdict: SubmittedVerdict,
        moderator: int,
        at: datetime,
        *,
        kind: str = "published",
        revision: int = 1,
    ) -> int:
        """Publish a verdict with its log entry and return the id of the publication."""
        page = _build_page(appearance, verdict, at)
        document = _build_document(page, appearance, at, kind, revision)
        row = {
            "claim_id": appearance.claim,
            "revision": revision,
            "kind": kind,
            "note": "" if kind == "published" else "A figure was wrong.",
            "claim_text": appearance.statement.claim,
            "claimant": appearance.name,
            "rating": verdict.rating,
            "summary": verdict.summary,
            "document": document,
            "document_sha256": hashlib.sha256(document.encode()).hexdigest(),
            "page": page.to_json(),
            "published": at,
        }
        entry = seal_entry(content_of_row(row), after=self.head)
        number = entry.sequence
        self.head = (number, entry.entry_sha256)
        row["page"] = json.dumps(row["page"], ensure_ascii=False)
        self.publications.add(number, verdict.id, moderator, *(row[name] for name in LOGGED_FIELDS))
        nodes = "{" + ",".join(self.tree.append_leaf(entry.entry_sha256)) + "}"
        self.entries.add(
            number, number, json.dumps(entry.digests), entry.content_sha256, entry.previous_sha256, entry.entry_sha256,
            nodes,
        )  # fmt: skip
        return number

    def add_own_fact_check(
        self, appearance: GeneratedAppearance, verdict: SubmittedVerdict, at: datetime, *, withdrawn: bool = False
    ) -> None:
        """Add a published verdict to the searchable fact-checks."""
        entry = FactCheckEntry(
            url=_page_url(appearance),
            claim_text=appearance.statement.claim,
            rating=str(RATINGS[verdict.rating].label),
            publisher=DESK_TITLE,
            site="127.0.0.1",
            title=verdict.summary,
            claimant=appearance.name,
            claimed=appearance.article.published,
            reviewed=at.date(),
            language="en",
            identifier=f"{DESK_URL}/verdicts/{appearance.claim}/",
        )
        self.add_fact_check(entry, appearance.claim, withdrawn=withdrawn)

    def add_fact_check(self, entry: FactCheckEntry, claim: int | None = None, *, withdrawn: bool = False) -> None:
        """Add a fact-check; without a claim it comes from another organisation."""
        self.fact_checks.add(*(getattr(entry, name) for name in FACT_CHECK_COLUMNS), claim, withdrawn)


def _build_document(
    page: PublicationPage, appearance: GeneratedAppearance, at: datetime, kind: str, revision: int
) -> str:
    review = ClaimReview(
        page=page,
        identifier=f"{DESK_URL}/verdicts/{appearance.claim}/",
        claim=appearance.statement.claim,
        claimant=appearance.name,
        claimant_kind=appearance.kind,
        revision=revision,
        modified=at,
        correction="" if kind == "published" else "A figure was wrong.",
        withdrawn=kind == "withdrawn",
    )
    return serialize_json_ld(build_claimreview(review))


def _build_page(appearance: GeneratedAppearance, verdict: SubmittedVerdict, at: datetime) -> PublicationPage:
    statement = appearance.statement
    return PublicationPage(
        url=_page_url(appearance),
        desk=PageDesk(DESK_TITLE, f"{DESK_URL}/"),
        language="en",
        first_published=at,
        rating=verdict.rating,
        rating_label=str(RATINGS[verdict.rating].label),
        summary=verdict.summary,
        justification=verdict.justification,
        appearances=(
            PageAppearance(
                article=appearance.article,
                exact=statement.sentence[statement.start : statement.end],
                attributions=(PageAttribution(appearance.name, appearance.kind, statement.cue),),
                quantities=(PageQuantity(float(statement.low), None, statement.unit, statement.modifier),),
            ),
        ),
        evidence=tuple(map(PageEvidence.from_json, verdict.evidence)),
        headline=statement.claim,
        slug=make_slug(statement.claim),
    )


def _page_url(appearance: GeneratedAppearance) -> str:
    return f"{DESK_URL}/verdicts/{appearance.claim}-{make_slug(appearance.statement.claim)}/"
