"""``manage.py load_seeds``: fill a demo desk from ``seeds/``, through the services."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from claims.checks import is_database_on_socket
from claims.event_data.claims import ReadQuantity
from claims.intake import Document
from claims.intake.claimreview_feeds import iterate_entries
from claims.models import Appearance, Article, Claim, Event, Publication, Series, Tip, User
from claims.selectors.reading_json import chain_json, quantities_json
from claims.services.articles import submit_document
from claims.services.claims import accept_claim, add_claim, dismiss_claim
from claims.services.evidence import add_evidence, remove_evidence
from claims.services.fact_checks import import_fact_checks
from claims.services.moderation import approve_verdict, send_back_verdict
from claims.services.plans import PlanChanges, plan_claim
from claims.services.publications import publish_verdict, withdraw_verdict
from claims.services.queue import take_claim
from claims.services.reading_corrections import AttributionInput, QuantityInput, correct_reading
from claims.services.reports import close_report, report_problem
from claims.services.series import add_series
from claims.services.series_imports import confirm_series_import, import_figures_file, read_series_import
from claims.services.stored_files import store_file
from claims.services.tips import compare_tip, decline_tip, link_tip, submit_tip
from claims.services.users import create_demo_user
from claims.services.verdicts import DRAFT_TEXT_FIELDS, begin_correction, save_draft, submit_verdict
from claims.tasks import compute_metrics, read_article, read_passage, suggest_matches
from claims.verbs.desk import FACT_CHECKS_IMPORTED

SEEDS_DIR: Path = settings.BASE_DIR / "seeds"
FACT_CHECKS_FILE = "fact_checks.json"
SeedData = dict[str, Any]


class Command(BaseCommand):
    """Loads the accounts, official figures, articles, claims, fact-checks and tips of `seeds/`. What exists stays."""

    help = "Fill a demo desk with the data in seeds/. It can be run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything in order. Raises `CommandError` unless this is a demo desk on the embedded database."""
        if not (settings.DEMO and is_database_on_socket()):
            raise CommandError(
                "The demo accounts have known passwords, so they are created only on a demo desk with the embedded "
                "database. Start one with bin/up. On any other desk, run manage.py createsuperuser."
            )
        people = _create_people()
        for series in _read_seed_file("series"):
            _load_series(series, people[series.pop("by")])
        _import_fact_checks(FACT_CHECKS_FILE)
        seeds = _read_seed_file("articles")
        articles = {seed["key"]: _submit_article(seed, people[seed["submitted_by"]]) for seed in seeds}
        for article in articles.values():
            self._read_article(article)
        claims = _read_seed_file("desk")["claims"]
        loaded = sum(self._load_claim(seed, articles[seed["article"]], people) for seed in claims)
        suggest_matches()
        for seed in _read_seed_file("tips"):
            _submit_tip(seed, people)
        compute_metrics()
        self._print(f"Claims loaded: {loaded}. Claims that existed already: {len(claims) - loaded}.")

    def _read_article(self, article: Article) -> None:
        if article.status != Article.Status.READ:
            self._print(f"Reading “{article.title}” …")
            read_article(article.pk)
            article.refresh_from_db()
        if article.status != Article.Status.READ:
            raise CommandError(f"“{article.title}” could not be read: {article.error or 'another process reads it'}")

    def _load_claim(self, seed: SeedData, article: Article, people: dict[str, User]) -> bool:
        """Bring one claim to its status; False if people have worked on it already."""
        with transaction.atomic():
            claim = _find_claim(article, seed["exact"])
            if claim and Event.objects.filter(claim=claim, actor__isnull=False).exists():
                return False
            self._print(f"{seed['status']:<18} {seed['exact'][:80]}")
            ClaimScenario(seed, people).play(claim, article)
            return True

    def _print(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _read_seed_file(name: str) -> Any:
    return json.loads((SEEDS_DIR / f"{name}.json").read_text(encoding="utf-8"))


def _submit_article(seed: SeedData, by: User) -> Article:
    document = Document(
        title=seed["title"],
        text=(SEEDS_DIR / seed["file"]).read_bytes().decode(),
        url=seed["url"],
        publisher=seed["publisher"],
        byline=seed["byline"],
        published=date.fromisoformat(seed["published"]),
    )
    return submit_document(document=document, by=by, reach=seed["reach"])[0]


def _import_fact_checks(name: str) -> None:
    """Import the fact-checks of other publishers, once."""
    if not Event.objects.filter(verb=FACT_CHECKS_IMPORTED.name, data__feed=name).exists():
        with (SEEDS_DIR / name).open("rb") as stream:
            import_fact_checks(entries=iterate_entries(stream), feed=name, by=None)


@transaction.atomic
def _load_series(seed: SeedData, by: User) -> None:
    """Add official figures with all their vintages, once. The file is read here, before a worker can see it."""
    if Series.objects.filter(name=seed["name"], publisher=seed["publisher"]).exists():
        return
    file, published = SEEDS_DIR / seed.pop("file"), date.fromisoformat(seed.pop("published"))
    series = add_series(by=by, **seed)
    run = import_figures_file(series_id=series.pk, name=file.name, data=file.read_bytes(), published=published, by=by)
    read_series_import(import_id=run.pk)
    confirm_series_import(import_id=run.pk, by=by)


@transaction.atomic
def _submit_tip(seed: SeedData, people: dict[str, User]) -> None:
    """Submit a reader's tip, once, and decide it as an editor."""
    if Tip.objects.filter(text=seed["text"]).exists():
        return
    tip = submit_tip(text=seed["text"], url=seed["url"], email=seed["email"])
    compare_tip(tip_id=tip.pk)
    if by := seed.get("linked_by"):
        link_tip(tip_id=tip.pk, editor=people[by])
    elif by := seed.get("declined_by"):
        decline_tip(tip_id=tip.pk, editor=people[by], reason=seed["reason"], note=seed["note"])


def _create_people() -> dict[str, User]:
    seeds = _read_seed_file("accounts")
    return {
        account.pop("key"): create_demo_user(password=seeds["password"], **account) for account in seeds["accounts"]
    }


def _find_claim(article: Article, exact: str) -> Claim | None:
    """Return the claim whose passage overlaps most with `exact`; None if there is none."""
    start = article.text.index(exact)
    end = start + len(exact)
    appearances = article.appearances.filter(start__lt=end, end__gt=start).select_related("claim")
    if not appearances:
        return None
    return max(appearances, key=lambda appearance: _overlap_ratio(appearance, start, end)).claim


def _overlap_ratio(appearance: Appearance, start: int, end: int) -> float:
    """Return the length that two passages share, divided by the length that they cover together."""
    shared = min(appearance.end, end) - max(appearance.start, start)
    return shared / (max(appearance.end, end) - min(appearance.start, start))


def _read_evidence(seed: SeedData, editor: User) -> SeedData:
    """Return the content of a piece of evidence, with its file stored."""
    content = {**seed, "accessed": date.fromisoformat(seed["accessed"])}
    if name := seed.get("file"):
        content["file"] = store_file(data=(SEEDS_DIR / name).read_bytes(), by=editor)
    return content


class ClaimScenario:
    """Brings one claim to its status through the services, in the names of the people in the seed."""

    def __init__(self, seed: SeedData, people: dict[str, User]) -> None:
        self.seed = seed
        self.people = people
        self.verdicts: list[SeedData] = seed.get("verdicts", [])
        self.reports: list[SeedData] = seed.get("reports", [])

    def play(self, claim: Claim | None, article: Article) -> None:
        """Go from the detected claim, or the passage that an editor marks, to the status of the seed."""
        self.claim_id = self._triage(claim, article)
        for number, verdict in enumerate(self.verdicts, 1):
            self._begin(verdict, first=number == 1)
            self._write(verdict)
            publication = self._decide(verdict, last=number == len(self.verdicts))
            if publication:
                self._report(publication, number)
        if withdrawal := self.seed.get("withdrawal"):
            moderator = self.people[withdrawal["by"]]
            withdraw_verdict(claim_id=self.claim_id, moderator=moderator, reason=withdrawal["reason"], at_once=True)

    def _triage(self, claim: Claim | None, article: Article) -> int:
        editor = self.people[self.seed.get("by") or self.verdicts[0]["author"]]
        exact, dismissal = self.seed["exact"], self.seed.get("dismissal")
        if claim is None:
            start = article.text.index(exact)
            claim = add_claim(article=article, editor=editor, start=start, end=start + len(exact), exact=exact)
        elif not dismissal:
            accept_claim(claim_id=claim.pk, editor=editor)
        if dismissal:
            dismiss_claim(claim_id=claim.pk, editor=editor, reason=dismissal)
        elif "chain" in self.seed:
            self._correct_reading(Claim.objects.get(pk=claim.pk), editor)
        read_passage(claim.pk)
        if plan := self.seed.get("plan"):
            self._plan(claim.pk, plan)
        return claim.pk

    def _plan(self, claim_id: int, plan: SeedData) -> None:
        """Set the deadline and the assignee."""
        changes: PlanChanges = {"deadline": timezone.now() + timedelta(days=plan["days"])}
        if "assignee" in plan:
            changes["assignee"] = self.people[plan["assignee"]]
        plan_claim(claim_id=claim_id, by=self.people[plan["by"]], changes=changes)

    def _correct_reading(self, claim: Claim, editor: User) -> None:
        """Correct the passage and the sources if the machine read them differently, and write the statement."""
        appearance = claim.appearances.select_related("article").get()
        start = appearance.article.text.index(self.seed["exact"])
        end = start + len(self.seed["exact"])
        chain = [AttributionInput(**link) for link in self.seed["chain"]]
        read = [AttributionInput(link["name"], link["kind"], link["cue"]) for link in chain_json(appearance)]
        statement = self.seed.get("statement")
        if statement is None and (appearance.start, appearance.end, read) == (start, end, chain):
            return
        quantities = [
            QuantityInput.from_reading(ReadQuantity.from_json(quantity)) for quantity in quantities_json(appearance)
        ]
        correct_reading(
            claim_id=claim.pk, editor=editor, version=claim.version, chain=chain, quantities=quantities,
            hedged=appearance.hedged, assertion=appearance.assertion, statement=statement, start=start, end=end,
        )  # fmt: skip

    def _begin(self, verdict: SeedData, *, first: bool) -> None:
        arguments: SeedData = {"claim_id": self.claim_id, "editor": self.people[verdict["author"]]}
        if first:
            take_claim(**arguments)
        else:
            begin_correction(**arguments, reason=verdict["correction"])

    def _write(self, verdict: SeedData) -> None:
        arguments: SeedData = {"claim_id": self.claim_id, "editor": self.people[verdict["author"]]}
        draft = Claim.objects.get(pk=self.claim_id).verdicts.get(submitted__isnull=True)
        for item in draft.evidence.all():
            remove_evidence(evidence_id=item.pk, editor=arguments["editor"])
        for item in verdict["evidence"]:
            add_evidence(**arguments, **_read_evidence(item, arguments["editor"]), fetch=False)
        texts = {key: verdict.get(key, "") for key in DRAFT_TEXT_FIELDS}
        save_draft(**arguments, **texts, version=draft.version)

    def _decide(self, verdict: SeedData, *, last: bool) -> Publication | None:
        """Submit the verdict, and decide on it as the moderator; return its publication, if it is published."""
        status = self.seed["status"] if last else "published"
        sent_back = verdict.get("sent_back")
        if status == "in_review" and not sent_back:
            return None
        submit_verdict(claim_id=self.claim_id, editor=self.people[verdict["author"]])
        if sent_back:
            by = self.people[sent_back["by"]]
            send_back_verdict(claim_id=self.claim_id, moderator=by, reason=sent_back["reason"])
        if "approved_by" not in verdict:
            return None
        moderator = self.people[verdict["approved_by"]]
        approve_verdict(claim_id=self.claim_id, moderator=moderator)
        if status == "approved":
            return None
        published = publish_verdict(
            claim_id=self.claim_id, moderator=moderator, note=verdict.get("note", ""), at_once=True
        )
        return published.claim.publication if published.claim else None

    def _report(self, publication: Publication, number: int) -> None:
        """Submit the reports on this revision; answer all reports after the last one."""
        for report in self._reports_on(number):
            values = {key: report[key] for key in ("reason", "text", "email")}
            report["pk"] = report_problem(publication=publication, **values).pk
        if number == len(self.verdicts):
            self._answer(report for report in self.reports if "closed_by" in report)

    def _reports_on(self, number: int) -> list[SeedData]:
        return [report for report in self.reports if report.get("after_revision", len(self.verdicts)) == number]

    def _answer(self, reports: Iterable[SeedData]) -> None:
        for report in reports:
            words = {"outcome": report["outcome"], "note": report["note"]}
            close_report(report_id=report["pk"], moderator=self.people[report["closed_by"]], **words)
