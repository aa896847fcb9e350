"""Fill a desk as a busy newsroom would have it after years, by COPY.

A million claims stand in 100,000 articles and have 50,000 published verdicts, or as large a share as is asked for,
each with its entry in the log. The same seed writes the same desk. What is in hand (leases, verdicts before the
moderators, open reports, articles that failed) is what people can have in hand, however many claims there are. The
raw facts of readings, which no page shows, are left out. Triggers sleep meanwhile, so their promises are kept here;
`tests/benchmarks/test_load_desk.py` looks.
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

from benchmarks.bulk_copy import Copier, CopyTable, bulk_copy
from benchmarks.generated_text import SentenceWriter
from benchmarks.load_accounts import create_people, ensure_topics
from benchmarks.load_fact_checks import generate_entries
from benchmarks.load_publications import PublicationLoader, PublishedPlace
from benchmarks.open_cases import open_cases
from claims.dismissals import DISMISSALS
from claims.event_data import EventData
from claims.event_data.claims import ArticleRead, ClaimDismissed, LeaseLapsed, Moved, ReadingFailed
from claims.event_data.verdicts import VerdictPublished, VerdictSubmitted, VerdictWithdrawn
from claims.models import Appearance, Article, Attribution, Claim, Event, Lease, Notification, Quantity, Report, Source
from claims.nlp import pipeline_name
from claims.publication_page import PageArticle
from claims.verbs import (
    ARTICLE_FAILED,
    ARTICLE_READ,
    ARTICLE_SUBMITTED,
    CLAIM_ACCEPTED,
    CLAIM_DISMISSED,
    CLAIM_TAKEN,
    VERDICT_APPROVED,
    VERDICT_PUBLISHED,
    VERDICT_SUBMITTED,
    VERDICT_WITHDRAWN,
    Verb,
)
from claims.workflow import Status

CLAIMS_PER_ARTICLE = 10
CHUNK_ROWS = 1_000
DESK_AGE = timedelta(days=900)
QUIET_DAYS = 20
"""Seconds between two words about how far it is."""
STATUS_SHARES = {Status.QUEUED: 0.26, Status.DISMISSED: 0.14, Status.PUBLISHED: 0.05}
IN_PROGRESS_SHARES = {Status.IN_REVIEW: (0.2, 200), Status.AWAITING_APPROVAL: (0.1, 100), Status.APPROVED: (0.05, 50)}
"""Of what is in hand: a share of the claims, but no more than a number."""
PUBLISHED_SHARE = STATUS_SHARES[Status.PUBLISHED]
PUBLICATION_OUTCOMES = ("withdrawn", *["corrected"] * 3, *["published"] * 46)
"""What becomes of fifty verdicts after they went out."""
REPORT_COUNT, LATER_REPORT_COUNT, FAILED_ARTICLE_COUNT = 60, 20, 60
D = TypeVar("D", bound=EventData)
SUBMITTED = VerdictSubmitted(revision=1, rating="")


class DeskLoader:
    """One desk, article by article."""

    def __init__(self, claims: int, seed: int, published: float, others: int) -> None:
        self.writer = SentenceWriter(seed)
        self.chance: Random = self.writer.chance
        self.articles_wanted = claims // CLAIMS_PER_ARTICLE
        self.people = create_people()
        self.topics = [None, None, *ensure_topics()]
        self.now = timezone.now().replace(microsecond=0)
        self.pipeline = pipeline_name()
        self.statuses = iter(self._statuses(claims, published))
        self.outcomes = PublicationLoader(self.writer, self.people.editors, self.people.moderators)
        self.others = others
        self.sources = CopyTable(Source, "id", "name", "key", "kind")
        self.articles = CopyTable(
            Article, "id", "title", "text", "text_sha256", "url", "publisher", "byline",
            "published", "language", "reach", "status", "pipeline", "attempts", "error",
            "submitted_by_id", "created",
        )  # fmt: skip
        self.claims = CopyTable(
            Claim, "id", "text", "status", "version", "checkworthiness", "reasons", "dismissal",
            "publication_id", "matched", "topic_id", "reach", "created",
        )  # fmt: skip
        self.places = CopyTable(
            Appearance, "id", "claim_id", "article_id", "text_sha256", "start", "end", "exact",
            "prefix", "suffix", "sentence_start", "sentence_end", "pipeline",
        )  # fmt: skip
        self.links = CopyTable(Attribution, "appearance_id", "position", "source_id", "start", "end", "cue")
        self.numbers = CopyTable(Quantity, "appearance_id", "low", "unit", "modifier", "start", "end")
        self.leases = CopyTable(Lease, "claim_id", "editor_id", "taken", "expires", "ended", "ending")
        self.reports = CopyTable(
            Report, "id", "publication_id", "reason", "text", "email", "created", "closed",
            "closed_by_id", "outcome",
        )  # fmt: skip
        self.notices = CopyTable(Notification, "report_id", "attempts", "last_attempt", "sent")
        self.events = CopyTable(Event, "verb", "actor_id", "article_id", "claim_id", "data", "at")
        self._fates = cycle(PUBLICATION_OUTCOMES)
        self._claim = self._report = 0

    @property
    def tables(self) -> list[CopyTable]:
        """In the order in which they are filled."""
        return [
            self.sources, self.articles, self.claims, self.places, self.links, self.numbers, self.leases,
            *self.outcomes.tables, self.reports, self.notices, self.events,
        ]  # fmt: skip

    def _statuses(self, claims: int, published: float) -> list[Status]:
        """As many of each as there shall be, in no order; the share of the others shrinks as more is published."""
        rest = claims * (1 - published) / (1 - PUBLISHED_SHARE)
        counts = {status: int(rest * share) for status, share in STATUS_SHARES.items()}
        counts |= {status: min(int(rest * share), most) for status, (share, most) in IN_PROGRESS_SHARES.items()}
        counts[Status.PUBLISHED] = int(claims * published)
        counts[Status.DETECTED] = claims - sum(counts.values())
        shuffled = [status for status, number in counts.items() for _ in range(number)]
        self.chance.shuffle(shuffled)
        return shuffled

    def run(self) -> Iterator[int]:
        """Load all of it; tells after each chunk how many rows stand there."""
        with bulk_copy(self.tables, awake="priority_follows_its_parts") as cursor:
            copier = Copier(cursor, self.tables)
            for number, (name, kind) in enumerate(self.writer.sources, 1):
                self.sources.add(number, name, Source.key_of(name), kind)
            for first in range(1, self.articles_wanted + 1, CHUNK_ROWS):
                for number in range(first, min(first + CHUNK_ROWS, self.articles_wanted + 1)):
                    self._article(number)
                yield copier.flush()
            for number in range(self.articles_wanted + 1, self.articles_wanted + FAILED_ARTICLE_COUNT + 1):
                self._failed(number)
            for entry in generate_entries(self.writer, self.others, self.now.date()):
                self.outcomes.known(entry)
            yield copier.flush()
            copier.wait()
            cursor.execute(
                "INSERT INTO claims_searchterm (lexeme, fact_check_count)"
                " SELECT '', count(*) FROM claims_factcheck UNION ALL"
                " SELECT lexeme, count(*) FROM claims_factcheck, unnest(search) GROUP BY lexeme"
            )

    # -- Articles ------------------------------------------------------------------------

    def _article(self, number: int) -> None:
        """An article with its claims in it, one in each paragraph between others."""
        at = self.now - DESK_AGE + (DESK_AGE - timedelta(days=1)) * number / (self.articles_wanted + 1)
        said = [self.writer.statement() for _ in range(CLAIMS_PER_ARTICLE)]
        text, starts = f"Report {number} from {self.chance.choice(('the region', 'the capital'))}", []
        for each in said:
            text += f"\n\n{self.writer.filler(2)} "
            starts.append(len(text))
            text += f"{each.sentence} {self.writer.filler(1)}"
        sha256 = Article.sha256_of(text)
        about = self._told(number, text, sha256, at, Article.Status.READ)
        for each, start in zip(said, starts, strict=True):
            self._claim += 1
            place = PublishedPlace(self._claim, each, *self.writer.sources[each.source], about)
            self._stands(place, number, text, sha256, start)
            self._becomes(place, Status(next(self.statuses)), at)

    def _told(self, number: int, text: str, sha256: str, at: datetime, status: str) -> PageArticle:
        title, publisher = f"Report {number}: {text[-90:-1]}", f"Courier {number % 40}"
        by, url = self.chance.choice(self.people.contributors), f"https://news.example/{number}"
        failed = status == Article.Status.FAILED
        self.articles.add(
            number, title, text, sha256, url, publisher, "A. Reporter", at.date(), "" if failed else "en",
            self.chance.randrange(100_000), status, "" if failed else self.pipeline, 3 if failed else 1,
            "The reader died three times over this text." if failed else "", by, at,
        )  # fmt: skip
        self.events.add(ARTICLE_SUBMITTED.name, by, number, None, "{}", at)
        read = ArticleRead(pipeline=self.pipeline, claims=0)
        ended = (ARTICLE_FAILED, ReadingFailed(error="")) if failed else (ARTICLE_READ, read)
        self.events.add(ended[0].name, None, number, None, json.dumps(ended[1].to_json()), at)
        return PageArticle(title, url, publisher, at.date())

    def _failed(self, number: int) -> None:
        text = f"Report {number} that nobody can read. {self.writer.filler(5)}"
        self._told(number, text, Article.sha256_of(text), self.now, Article.Status.FAILED)

    def _stands(self, place: PublishedPlace, article: int, text: str, sha256: str, at: int) -> None:
        """The claim's anchor, who is said to have said it, and its number; the anchor's id is the claim's."""
        said, key = place.statement, place.claim
        start, end = at + said.start, at + said.end
        self.places.add(
            key, key, article, sha256, start, end, text[start:end], text[start - 32 : start], text[end : end + 32],
            at, at + len(said.sentence), self.pipeline,
        )  # fmt: skip
        self.links.add(key, 0, said.source + 1, at, at + said.source_end, said.cue)
        if key % 4 == 0:
            self.links.add(key, 1, (said.source + 7) % len(self.writer.sources) + 1, None, None, "")
        self.numbers.add(key, said.low, said.unit, said.modifier, at + said.number[0], at + said.number[1])

    # -- Claims --------------------------------------------------------------------------

    def _becomes(self, place: PublishedPlace, status: Status, at: datetime) -> None:
        """A claim in its state, with all that led there."""
        version, publication, dismissal = EVENTS_BY_STATUS[status], None, ""
        worth = self.chance.random() if status in (Status.DETECTED, Status.DISMISSED) else self.chance.uniform(0.3, 1)
        if status == Status.DISMISSED:
            dismissal = self.chance.choice(list(DISMISSALS))
            data = ClaimDismissed(reason=dismissal)
            self._event(CLAIM_DISMISSED, self.chance.choice(self.people.editors), place, at, data)
        elif status != Status.DETECTED:
            self._event(CLAIM_ACCEPTED, self.chance.choice(self.people.editors), place, at, Moved())
        if status == Status.IN_REVIEW:
            self._taken(place, self.now, None)
        elif status in (Status.AWAITING_APPROVAL, Status.APPROVED):
            self._handed_in(place, self.now - timedelta(hours=self.chance.randrange(2, 90)), status)
        elif status == Status.PUBLISHED:
            status, version, publication = self._published(place, at + timedelta(hours=self.chance.randrange(2, 20)))
        reasons = f'[{{"code": "quantity", "text": "a count of {place.statement.unit}", "weight": 0.4}}]'
        self.claims.add(
            place.claim, place.statement.claim, status.value, version, round(worth, 4), reasons, dismissal, publication,
            self.now, self.chance.choice(self.topics), self.chance.randrange(100_000), at,
        )  # fmt: skip

    def _event(self, verb: Verb[D], actor: int | None, place: PublishedPlace, at: datetime, data: D) -> None:
        self.events.add(verb.name, actor, None, place.claim, json.dumps(data.to_json()), at)

    def _taken(self, place: PublishedPlace, at: datetime, ended: datetime | None) -> int:
        """An editor takes it; what nobody has ended runs on for a day. The editor's id."""
        editor = self.chance.choice(self.people.editors)
        expires = at + timedelta(days=1)
        self.leases.add(place.claim, editor, at, expires, ended, "submitted" if ended else "")
        self._event(CLAIM_TAKEN, editor, place, at, LeaseLapsed())
        if ended is None:
            self.outcomes.draft(place.claim, editor, at)
        return editor

    def _handed_in(self, place: PublishedPlace, at: datetime, status: Status) -> None:
        author = self._taken(place, at, at + timedelta(hours=1))
        approver = self.writer.among(self.people.moderators, author) if status == Status.APPROVED else None
        self.outcomes.verdict(place, author, at + timedelta(hours=1), approver=approver)
        self._event(VERDICT_SUBMITTED, author, place, at + timedelta(hours=1), SUBMITTED)
        if approver:
            self._event(VERDICT_APPROVED, approver, place, at + timedelta(hours=2), Moved())

    def _published(self, place: PublishedPlace, at: datetime) -> tuple[Status, int, int]:
        """It is out, some corrected since, a few withdrawn: the state, the version and the publication."""
        author, fate = self._taken(place, at, at + timedelta(hours=1)), next(self._fates)
        moderator, out = self.chance.choice(self.people.moderators), at + timedelta(hours=3)
        judged = self.outcomes.verdict(place, author, at + timedelta(hours=1), approver=moderator)
        publication = self.outcomes.publish(place, judged, moderator, out)
        self._event(VERDICT_SUBMITTED, author, place, at + timedelta(hours=1), SUBMITTED)
        self._event(VERDICT_PUBLISHED, moderator, place, out, VerdictPublished(revision=1))
        status, kind = Status.PUBLISHED, "published"
        if fate != "published":
            status, kind = (Status.WITHDRAWN, fate) if fate == "withdrawn" else (status, fate)
            if kind == "corrected":
                judged = self.outcomes.verdict(place, author, out, approver=moderator, revision=2)
            again = out + timedelta(hours=2)
            publication = self.outcomes.publish(place, judged, moderator, again, kind=kind, revision=2)
            if kind == "withdrawn":
                data = VerdictWithdrawn(revision=2, reason="Withdrawn.")
                self._event(VERDICT_WITHDRAWN, moderator, place, again, data)
            else:
                self._event(VERDICT_PUBLISHED, moderator, place, again, VerdictPublished(revision=2))
        self.outcomes.show(place, judged, out, withdrawn=kind == "withdrawn")
        self._reported(publication, moderator, out)
        return status, EVENTS_BY_STATUS[Status.PUBLISHED] + (kind != "published"), publication

    def _reported(self, publication: int, moderator: int, at: datetime) -> None:
        """Some are reported; the first reports are still open, who sent the others has been told."""
        is_open = self._report < REPORT_COUNT
        if not (is_open or publication % LATER_REPORT_COUNT == 0):
            return
        self._report += 1
        closed = None if is_open else at
        self.reports.add(
            self._report, publication, "evidence", "The register has another figure.",
            f"reader{self._report}@post.example", at,
            closed, moderator if closed else None, "rejected" if closed else "",
        )  # fmt: skip
        if closed:
            self.notices.add(self._report, 1, closed, closed)


EVENTS_BY_STATUS = {
    Status.DETECTED: 1, Status.DISMISSED: 2, Status.QUEUED: 2, Status.IN_REVIEW: 3, Status.AWAITING_APPROVAL: 4,
    Status.APPROVED: 5, Status.PUBLISHED: 6,
}  # fmt: skip
"""The version of a claim that came straight to a state."""


def load_desk(claims: int, *, seed: int = 1, published: float = PUBLISHED_SHARE, others: int = 0) -> int:
    """Fill the empty desk that Django is connected to; how many rows it has then.

    `published` is the share of the claims that have a public verdict, `others` the number of other desks' fact-checks.
    """
    rows, started, told = 0, time.monotonic(), time.monotonic()
    with transaction.atomic():
        for rows in DeskLoader(claims, seed, published, others).run():
            if time.monotonic() - told > QUIET_DAYS:
                told = time.monotonic()
                sys.stderr.write(f"  {rows:,} rows after {told - started:.0f} s\n")
        open_cases()
    return rows
