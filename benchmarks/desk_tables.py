"""The tables of a benchmark desk and the columns that the loader fills in each."""

from benchmarks.bulk_copy import CopyTable
from claims.models import Appearance, Article, Attribution, Claim, Event, Lease, Notification, Quantity, Report, Source


class DeskTables:
    """All tables of a loaded desk except those of verdicts and publications."""

    def __init__(self) -> None:
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
        self.appearances = CopyTable(
            Appearance, "id", "claim_id", "article_id", "text_sha256", "start", "end", "exact",
            "prefix", "suffix", "sentence_start", "sentence_end", "pipeline",
        )  # fmt: skip
        self.attributions = CopyTable(
            Attribution, "appearance_id", "position", "source_id", "name", "kind", "start", "end", "cue"
        )
        self.quantities = CopyTable(Quantity, "appearance_id", "low", "unit", "modifier", "start", "end")
        self.leases = CopyTable(Lease, "claim_id", "editor_id", "taken", "expires", "ended", "ending")
        self.reports = CopyTable(
            Report, "id", "publication_id", "reason", "text", "email", "created", "closed",
            "closed_by_id", "outcome",
        )  # fmt: skip
        self.notifications = CopyTable(Notification, "report_id", "attempts", "last_attempt", "sent")
        self.events = CopyTable(Event, "verb", "actor_id", "article_id", "claim_id", "data", "at")

    def in_order(self, publication_tables: list[CopyTable]) -> list[CopyTable]:
        """Return all tables, with those of the publications, in the order in which they are copied."""
        return [
            self.sources, self.articles, self.claims, self.appearances, self.attributions, self.quantities, self.leases,
            *publication_tables, self.reports, self.notifications, self.events,
        ]  # fmt: skip
