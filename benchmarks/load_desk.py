"""Fill a database by COPY with the data of a busy newsroom after several years.

One million claims come from 100,000 articles and have 50,000 published verdicts (or the share you ask for), each
with its entry in the publication log. The same seed produces the same data. The amount of work in progress (leases,
verdicts awaiting approval, open reports, failed articles) is what a staff can handle, however many claims there are.
The detailed results of reading an article, which no page shows, are left out. Triggers are disabled during loading, so
this module fulfils their guarantees itself; `tests/benchmarks/test_load_desk.py` checks that it does.
"""

import json
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle
from random import Random
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from benchmarks.bulk_copy import Copier, bulk_copy
from benchmarks.desk_tables import DeskTables
from benchmarks.generated_text import SentenceWriter
from benchmarks.load_accounts import create_people, ensure_topics
from benchmarks.load_fact_checks import generate_entries
from benchmarks.load_publications import GeneratedAppearance, PublicationLoader
from benchmarks.open_cases import open_cases
from claims.dismissals import DISMISSALS
from claims.event_data import EventData, Verb
from claims.event_data.articles import ArticleRead, ReadingFailed
from claims.event_data.claims import ClaimDismissed, LeaseLapsed, Moved
from claims.event_data.verdicts import VerdictPublished, VerdictSubmitted, VerdictWithdrawn
from claims.models import Article, Source
from claims.nlp import pipeline_name
from claims.publication_page import PageArticle
from claims.services.publication_log import sign_log_head
from claims.verbs.articles import ARTICLE_FAILED, ARTICLE_READ, ARTICLE_SUBMITTED
from claims.verbs.claims import CLAIM_ACCEPTED, CLAIM_DISMISSED, CLAIM_TAKEN
from claims.verbs.verdicts import VERDICT_APPROVED, VERDICT_PUBLISHED, VERDICT_SUBMITTED, VERDICT_WITHDRAWN
from claims.workflow import Status

CLAIMS_PER_ARTICLE = 10
CHUNK_ARTICLES = 1_000
DESK_AGE = timedelta(days=900)
PROGRESS_INTERVAL_SECONDS = 20
"""Seconds between two progress messages."""
STATUS_SHARES = {Status.QUEUED: 0.26, Status.DISMISSED: 0.14, Status.PUBLISHED: 0.05}
IN_PROGRESS_SHARES = {Status.IN_REVIEW: (0.2, 200), Status.AWAITING_APPROVAL: (0.1, 100), Status.APPROVED: (0.05, 50)}
"""Work in progress: a share of the claims and the largest number of them."""
PUBLISHED_SHARE = STATUS_SHARES[Status.PUBLISHED]
PUBLICATION_OUTCOMES = ("withdrawn", *["corrected"] * 3, *["published"] * 46)
"""The outcomes of fifty published verdicts."""
OPEN_REPORT_COUNT, FAILED_ARTICLE_COUNT = 60, 60
REPORT_INTERVAL = 20
"""One publication in this many has a closed report."""
D = TypeVar("D", bound=EventData)
SUBMITTED = VerdictSubmitted(revision=1, rating="")


class DeskLoader:
    """Generates the rows of one desk, article by article."""

    def __init__(self, claims: int, seed: int, published: float, foreign_fact_checks: int) -> None:
        self.writer = SentenceWriter(seed)
        self.chance: Random = self.writer.chance
        self.article_count = claims // CLAIMS_PER_ARTICLE
        self.people = create_people()
        self.topics = [None, None, *ensure_topics()]
        self.now = timezone.now().replace(microsecond=0)
        self.pipeline = pipeline_name()
        self.statuses = iter(self._shuffle_statuses(claims, published))
        self.publications = PublicationLoader(self.writer, self.people.editors, self.people.moderators)
        self.foreign_fact_checks = foreign_fact_checks
        self.tables = DeskTables()
        self._outcomes = cycle(PUBLICATION_OUTCOMES)
        self._last_claim_id = self._last_report_id = 0

    def _shuffle_statuses(self, claims: int, published: float) -> list[Status]:
        """Return one status per claim, shuffled; the other shares shrink when more claims are published."""
        rest = claims * (1 - published) / (1 - PUBLISHED_SHARE)
        counts = {status: int(rest * share) for status, share in STATUS_SHARES.items()}
        counts |= {status: min(int(rest * share), maximum) for status, (share, maximum) in IN_PROGRESS_SHARES.items()}
        counts[Status.PUBLISHED] = int(claims * published)
        counts[Status.DETECTED] = claims - sum(counts.values())
        shuffled = [status for status, number in counts.items() for _ in range(number)]
        self.chance.shuffle(shuffled)
        return shuffled

    def run(self) -> Iterator[int]:
        """Load the desk; yields the number of rows written after each chunk."""
        tables = self.tables.in_order(self.publications.tables)
        with bulk_copy(tables, enabled_trigger="priority_follows_its_parts") as cursor:
            copier = Copier(cursor, tables)
            for number, (name, kind) in enumerate(self.writer.sources, 1):
                self.tables.sources.add(number, name, Source.key_of(name), kind)
            for first in range(1, self.article_count + 1, CHUNK_ARTICLES):
                for number in range(first, min(first + CHUNK_ARTICLES, self.article_count + 1)):
                    self._add_article(number)
                yield copier.flush()
            for number in range(self.article_count + 1, self.article_count + FAILED_ARTICLE_COUNT + 1):
                self._add_failed_article(number)
            for entry in generate_entries(self.writer, self.foreign_fact_checks, self.now.date()):
                self.publications.add_fact_check(entry)
            yield copier.flush()
            copier.wait()
            cursor.execute(
                "INSERT INTO claims_searchterm (lexeme, fact_check_count)"
                " SELECT '', count(*) FROM claims_factcheck UNION ALL"
                " SELECT lexeme, count(*) FROM claims_factcheck, unnest(search) GROUP BY lexeme"
            )

    # -- Articles ------------------------------------------------------------------------

    def _add_article(self, number: int) -> None:
        """Add an article with its claims, one in each paragraph between other sentences."""
        at = self.now - DESK_AGE + (DESK_AGE - timedelta(days=1)) * number / (self.article_count + 1)
        statements = [self.writer.write_statement() for _ in range(CLAIMS_PER_ARTICLE)]
        text, starts = f"Report {number} from {self.chance.choice(('the region', 'the capital'))}", []
        for statement in statements:
            text += f"\n\n{self.writer.write_filler(2)} "
            starts.append(len(text))
            text += f"{statement.sentence} {self.writer.write_filler(1)}"
        sha256 = Article.sha256_of(text)
        article = self._add_article_row(number, text, sha256, at, Article.Status.READ)
        for statement, start in zip(statements, starts, strict=True):
            self._last_claim_id += 1
            appearance = GeneratedAppearance(
                self._last_claim_id, statement, *self.writer.sources[statement.source], article
            )
            self._add_appearance(appearance, number, text, sha256, start)
            self._add_claim(appearance, Status(next(self.statuses)), at)

    def _add_article_row(self, number: int, text: str, sha256: str, at: datetime, status: str) -> PageArticle:
        title, publisher = f"Report {number}: {text[-90:-1]}", f"Courier {number % 40}"
        by, url = self.chance.choice(self.people.contributors), f"https://news.example/{number}"
        failed = status == Article.Status.FAILED
        self.tables.articles.add(
            number, title, text, sha256, url, publisher, "A. Reporter", at.date(), "" if failed else "en",
            self.chance.randrange(100_000), status, "" if failed else self.pipeline, 3 if failed else 1,
            "The worker process ended three times while reading this text." if failed else "", by, at,
        )  # fmt: skip
        self.tables.events.add(ARTICLE_SUBMITTED.name, by, number, None, "{}", at)
        read = ArticleRead(pipeline=self.pipeline, claims=0)
        ended = (ARTICLE_FAILED, ReadingFailed(error="")) if failed else (ARTICLE_READ, read)
        self.tables.events.add(ended[0].name, None, number, None, json.dumps(ended[1].to_json()), at)
        return PageArticle(title, url, publisher, at.date())

    def _add_failed_article(self, number: int) -> None:
        text = f"Report {number} that nobody can read. {self.writer.write_filler(5)}"
        self._add_article_row(number, text, Article.sha256_of(text), self.now, Article.Status.FAILED)

    def _add_appearance(self, appearance: GeneratedAppearance, article: int, text: str, sha256: str, at: int) -> None:
        """Add the claim's appearance, with the id of the claim, and its attributions and quantity."""
        statement, key = appearance.statement, appearance.claim
        start, end = at + statement.start, at + statement.end
        self.tables.appearances.add(
            key, key, article, sha256, start, end, text[start:end], text[start - 32 : start], text[end : end + 32],
            at, at + len(statement.sentence), self.pipeline,
        )  # fmt: skip
        sources = self.writer.sources
        asserting, relaying = statement.source, (statement.source + 7) % len(sources)
        self.tables.attributions.add(
            key, 0, asserting + 1, *sources[asserting], at, at + statement.source_end, statement.cue
        )
        if key % 4 == 0:
            self.tables.attributions.add(key, 1, relaying + 1, *sources[relaying], None, None, "")
        self.tables.quantities.add(
            key, statement.low, statement.unit, statement.modifier, at + statement.number[0], at + statement.number[1]
        )

    # -- Claims --------------------------------------------------------------------------

    def _add_claim(self, appearance: GeneratedAppearance, status: Status, at: datetime) -> None:
        """Add a claim with this status and everything that led to it."""
        version, publication, dismissal = EVENTS_BY_STATUS[status], None, ""
        checkworthiness = (
            self.chance.random() if status in (Status.DETECTED, Status.DISMISSED) else self.chance.uniform(0.3, 1)
        )
        if status == Status.DISMISSED:
            dismissal = self.chance.choice(list(DISMISSALS))
            data = ClaimDismissed(reason=dismissal)
            self._add_event(CLAIM_DISMISSED, self.chance.choice(self.people.editors), appearance, at, data)
        elif status != Status.DETECTED:
            self._add_event(CLAIM_ACCEPTED, self.chance.choice(self.people.editors), appearance, at, Moved())
        if status == Status.IN_REVIEW:
            self._add_lease(appearance, self.now, None)
        elif status in (Status.AWAITING_APPROVAL, Status.APPROVED):
            self._add_submitted_verdict(appearance, self.now - timedelta(hours=self.chance.randrange(2, 90)), status)
        elif status == Status.PUBLISHED:
            status, version, publication = self._add_published_verdict(
                appearance, at + timedelta(hours=self.chance.randrange(2, 20))
            )
        reasons = f'[{{"code": "number", "parameters": {{"words": "{appearance.statement.unit}"}}, "weight": 0.4}}]'
        self.tables.claims.add(
            appearance.claim, appearance.statement.claim, status.value, version, round(checkworthiness, 4), reasons,
            dismissal, publication, self.now, self.chance.choice(self.topics), self.chance.randrange(100_000), at,
        )  # fmt: skip

    def _add_event(
        self, verb: Verb[D], actor: int | None, appearance: GeneratedAppearance, at: datetime, data: D
    ) -> None:
        self.tables.events.add(verb.name, actor, None, appearance.claim, json.dumps(data.to_json()), at)

    def _add_lease(self, appearance: GeneratedAppearance, at: datetime, ended: datetime | None) -> int:
        """Let an editor take the claim and return their id; an open lease lasts one day."""
        editor = self.chance.choice(self.people.editors)
        expires = at + timedelta(days=1)
        self.tables.leases.add(appearance.claim, editor, at, expires, ended, "submitted" if ended else "")
        self._add_event(CLAIM_TAKEN, editor, appearance, at, LeaseLapsed())
        if ended is None:
            self.publications.add_draft(appearance.claim, editor, at)
        return editor

    def _add_submitted_verdict(self, appearance: GeneratedAppearance, at: datetime, status: Status) -> None:
        author = self._add_lease(appearance, at, at + timedelta(hours=1))
        approver = self.writer.choose_person(self.people.moderators, author) if status == Status.APPROVED else None
        self.publications.add_verdict(appearance, author, at + timedelta(hours=1), approver=approver)
        self._add_event(VERDICT_SUBMITTED, author, appearance, at + timedelta(hours=1), SUBMITTED)
        if approver:
            self._add_event(VERDICT_APPROVED, approver, appearance, at + timedelta(hours=2), Moved())

    def _add_published_verdict(self, appearance: GeneratedAppearance, at: datetime) -> tuple[Status, int, int]:
        """Publish a verdict, correct some, withdraw a few; return the status, version and publication of the claim."""
        author, outcome = self._add_lease(appearance, at, at + timedelta(hours=1)), next(self._outcomes)
        moderator, published_at = self.chance.choice(self.people.moderators), at + timedelta(hours=3)
        verdict = self.publications.add_verdict(appearance, author, at + timedelta(hours=1), approver=moderator)
        publication = self.publications.add_publication(appearance, verdict, moderator, published_at)
        self._add_event(VERDICT_SUBMITTED, author, appearance, at + timedelta(hours=1), SUBMITTED)
        self._add_event(VERDICT_PUBLISHED, moderator, appearance, published_at, VerdictPublished(revision=1))
        status, kind = Status.PUBLISHED, "published"
        if outcome != "published":
            status, kind = Status.WITHDRAWN if outcome == "withdrawn" else status, outcome
            if kind == "corrected":
                verdict = self.publications.add_verdict(
                    appearance, author, published_at, approver=moderator, revision=2
                )
            changed_at = published_at + timedelta(hours=2)
            publication = self.publications.add_publication(
                appearance, verdict, moderator, changed_at, kind=kind, revision=2
            )
            if kind == "withdrawn":
                data = VerdictWithdrawn(revision=2, reason="Withdrawn.")
                self._add_event(VERDICT_WITHDRAWN, moderator, appearance, changed_at, data)
            else:
                self._add_event(VERDICT_PUBLISHED, moderator, appearance, changed_at, VerdictPublished(revision=2))
        self.publications.add_own_fact_check(appearance, verdict, published_at, withdrawn=kind == "withdrawn")
        self._add_report(publication, moderator, published_at)
        return status, EVENTS_BY_STATUS[Status.PUBLISHED] + (kind != "published"), publication

    def _add_report(self, publication: int, moderator: int, at: datetime) -> None:
        """Report some publications; the first reports stay open, the senders of the others have been notified."""
        is_open = self._last_report_id < OPEN_REPORT_COUNT
        if not (is_open or publication % REPORT_INTERVAL == 0):
            return
        self._last_report_id += 1
        closed = None if is_open else at
        self.tables.reports.add(
            self._last_report_id, publication, "evidence", "The register has another figure.",
            f"reader{self._last_report_id}@post.example", at,
            closed, moderator if closed else None, "rejected" if closed else "",
        )  # fmt: skip
        if closed:
            self.tables.notifications.add(self._last_report_id, 1, closed, closed)


EVENTS_BY_STATUS = {
    Status.DETECTED: 1, Status.DISMISSED: 2, Status.QUEUED: 2, Status.IN_REVIEW: 3, Status.AWAITING_APPROVAL: 4,
    Status.APPROVED: 5, Status.PUBLISHED: 6,
}  # fmt: skip
"""The version of a claim that reached a status without detours."""


def load_desk(claims: int, *, seed: int = 1, published: float = PUBLISHED_SHARE, foreign_fact_checks: int = 0) -> int:
    """Fill the empty database that Django is connected to and return the number of its rows.

    `published` is the share of claims with a published verdict, `foreign_fact_checks` the number of fact-checks by
    other organisations.
    """
    rows, started, last_message = 0, time.monotonic(), time.monotonic()
    with transaction.atomic():
        for rows in DeskLoader(claims, seed, published, foreign_fact_checks).run():
            if time.monotonic() - last_message > PROGRESS_INTERVAL_SECONDS:
                last_message = time.monotonic()
                sys.stderr.write(f"  {rows:,} rows after {last_message - started:.0f} s\n")
        open_cases()
        sign_log_head()
    return rows
