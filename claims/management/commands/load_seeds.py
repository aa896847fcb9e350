"""``manage.py load_seeds``: a demo desk that is alive, made by people through the services."""

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
from claims.intake import Document
from claims.models import Appearance, Article, Claim, Event, Publication, Tip, User
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
from claims.services.tips import compare_tip, decline_tip, link_tip, submit_tip
from claims.services.users import create_demo_user
from claims.services.verdicts import begin_correction, save_draft, submit_verdict
from claims.tasks import compute_metrics, read_article, suggest_matches
from claims.verbs import FACT_CHECKS_IMPORTED

SEEDS_DIR: Path = settings.BASE_DIR / "seeds"
FACT_CHECKS_FILE = "reviews.json"
SeedData = dict[str, Any]


class Command(BaseCommand):
    """Loads the people, texts, claims and reviews of `seeds/`; what is there already stays as people left it."""

    help = "Fill a demo desk with what is in seeds/. Can be run again at any time."

    def handle(self, *_: Any, **__: Any) -> None:
        """Refuse where others can reach the desk; then one article, one claim after the other."""
        if not (settings.DEMO and is_database_on_socket()):
            raise CommandError(
                "The demo accounts have known passwords, so they are for a demo desk on the embedded database "
                "alone. Start one with bin/up; any other desk begins with manage.py createsuperuser."
            )
        people = _create_people()
        _import_fact_checks(FACT_CHECKS_FILE)
        texts = {spec["key"]: self._article(spec, people[spec["submitted_by"]]) for spec in _read_seed_file("articles")}
        for article in texts.values():
            self._read(article)
        told = [self._tell(spec, texts[spec["article"]], people) for spec in _read_seed_file("desk")["claims"]]
        suggest_matches()
        for spec in _read_seed_file("tips"):
            _submit_tip(spec, people)
        compute_metrics()
        self._say(f"{sum(told)} claims told, {len(told) - sum(told)} were there already.")

    def _article(self, spec: SeedData, by: User) -> Article:
        document = Document(
            title=spec["title"],
            text=(SEEDS_DIR / spec["file"]).read_bytes().decode(),
            url=spec["url"],
            publisher=spec["publisher"],
            byline=spec["byline"],
            published=date.fromisoformat(spec["published"]),
        )
        return submit_document(document=document, by=by, reach=spec["reach"])[0]

    def _read(self, article: Article) -> None:
        if article.status != Article.Status.READ:
            self._say(f"Reading “{article.title}” …")
            read_article(article.pk)
            article.refresh_from_db()
        if article.status != Article.Status.READ:
            raise CommandError(f"“{article.title}” could not be read: {article.error or 'it is being read elsewhere'}")

    def _tell(self, spec: SeedData, article: Article, people: dict[str, User]) -> bool:
        with transaction.atomic():
            claim = _find_claim(article, spec["exact"])
            if claim and Event.objects.filter(claim=claim, actor__isnull=False).exists():
                return False
            self._say(f"{spec['status']:<18} {spec['exact'][:80]}")
            ClaimScenario(spec, people).tell(claim, article)
            return True

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _read_seed_file(name: str) -> Any:
    return json.loads((SEEDS_DIR / f"{name}.json").read_text(encoding="utf-8"))


def _import_fact_checks(name: str) -> None:
    """Take in the fact-checks of others, once."""
    if not Event.objects.filter(verb=FACT_CHECKS_IMPORTED.name, data__feed=name).exists():
        with (SEEDS_DIR / name).open("rb") as stream:
            import_fact_checks(stream=stream, feed=name, by=None)


@transaction.atomic
def _submit_tip(spec: SeedData, people: dict[str, User]) -> None:
    """What a reader asked, once, and what an editor said to that."""
    if Tip.objects.filter(text=spec["text"]).exists():
        return
    tip = submit_tip(text=spec["text"], url=spec["url"], email=spec["email"])
    compare_tip(tip_id=tip.pk)
    if by := spec.get("linked_by"):
        link_tip(tip_id=tip.pk, editor=people[by])
    elif by := spec.get("declined_by"):
        decline_tip(tip_id=tip.pk, editor=people[by], reason=spec["reason"], note=spec["note"])


def _create_people() -> dict[str, User]:
    seeds = _read_seed_file("accounts")
    return {
        account.pop("key"): create_demo_user(password=seeds["password"], **account) for account in seeds["accounts"]
    }


def _find_claim(article: Article, exact: str) -> Claim | None:
    """The claim that a passage belongs to: of those that overlap with it the most alike."""
    start = article.text.index(exact)
    end = start + len(exact)
    places = article.appearances.filter(start__lt=end, end__gt=start).select_related("claim")
    return max(places, key=lambda place: _overlap_ratio(place, start, end)).claim if places else None


def _overlap_ratio(place: Appearance, start: int, end: int) -> float:
    """How much two passages share, of all that they cover together."""
    shared = min(place.end, end) - max(place.start, start)
    return shared / (max(place.end, end) - min(place.start, start))


class ClaimScenario:
    """How one claim came to where it stands, told through the services by the people it names."""

    def __init__(self, spec: SeedData, people: dict[str, User]) -> None:
        self.spec = spec
        self.people = people
        self.verdicts: list[SeedData] = spec.get("verdicts", [])
        self.reports: list[SeedData] = spec.get("reports", [])

    def tell(self, claim: Claim | None, article: Article) -> None:
        """From the machine's find, or an editor's mark, to its status."""
        self.claim_id = self._triage(claim, article)
        for number, verdict in enumerate(self.verdicts, 1):
            self._begin(verdict, first=number == 1)
            self._write(verdict)
            publication = self._decide(verdict, last=number == len(self.verdicts))
            if publication:
                self._report(publication, number)
        if end := self.spec.get("withdrawal"):
            withdraw_verdict(claim_id=self.claim_id, moderator=self.people[end["by"]], reason=end["reason"])

    def _triage(self, claim: Claim | None, article: Article) -> int:
        editor = self.people[self.spec.get("by") or self.verdicts[0]["author"]]
        exact, dismissal = self.spec["exact"], self.spec.get("dismissal")
        if claim is None:
            start = article.text.index(exact)
            claim = add_claim(article=article, editor=editor, start=start, end=start + len(exact), exact=exact)
        elif not dismissal:
            accept_claim(claim_id=claim.pk, editor=editor)
        if dismissal:
            dismiss_claim(claim_id=claim.pk, editor=editor, reason=dismissal)
        elif "chain" in self.spec:
            self._set_right(Claim.objects.get(pk=claim.pk), editor)
        if wanted := self.spec.get("plan"):
            self._plan(claim.pk, wanted)
        return claim.pk

    def _plan(self, claim_id: int, wanted: SeedData) -> None:
        """Who shall check it, and until when."""
        changes: PlanChanges = {"deadline": timezone.now() + timedelta(days=wanted["days"])}
        if "assignee" in wanted:
            changes["assignee"] = self.people[wanted["assignee"]]
        plan_claim(claim_id=claim_id, by=self.people[wanted["by"]], changes=changes)

    def _set_right(self, claim: Claim, editor: User) -> None:
        """Correct the reader where it drew the claim's edges elsewhere, or named somebody else."""
        place = claim.appearances.select_related("article").get()
        start = place.article.text.index(self.spec["exact"])
        end = start + len(self.spec["exact"])
        chain = [AttributionInput(**link) for link in self.spec["chain"]]
        read = [AttributionInput(link["name"], link["kind"], link["cue"]) for link in chain_json(place)]
        if (place.start, place.end, read) == (start, end, chain):
            return
        numbers = [
            QuantityInput(number["low"], number["high"], number["unit"], number["modifier"])
            for number in quantities_json(place)
        ]
        correct_reading(
            claim_id=claim.pk, editor=editor, version=claim.version, chain=chain, quantities=numbers,
            hedged=place.hedged, denied=place.denied, start=start, end=end,
        )  # fmt: skip

    def _begin(self, verdict: SeedData, *, first: bool) -> None:
        who: SeedData = {"claim_id": self.claim_id, "editor": self.people[verdict["author"]]}
        if first:
            take_claim(**who)
        else:
            begin_correction(**who, reason=verdict["correction"])

    def _write(self, verdict: SeedData) -> None:
        who: SeedData = {"claim_id": self.claim_id, "editor": self.people[verdict["author"]]}
        draft = Claim.objects.get(pk=self.claim_id).verdicts.get(submitted__isnull=True)
        for item in draft.evidence.all():
            remove_evidence(evidence_id=item.pk, editor=who["editor"])
        for item in verdict["evidence"]:
            add_evidence(**who, **{**item, "accessed": date.fromisoformat(item["accessed"])}, fetch=False)
        words = {key: verdict.get(key, "") for key in ("rating", "summary", "justification", "correction")}
        save_draft(**who, **words, version=draft.version)

    def _decide(self, verdict: SeedData, *, last: bool) -> Publication | None:
        """Submit, and what a second person said to it; None unless it was published."""
        status = self.spec["status"] if last else "published"
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
        published = publish_verdict(claim_id=self.claim_id, moderator=moderator, note=verdict.get("note", ""))
        return published.claim.publication if published.claim else None

    def _report(self, publication: Publication, number: int) -> None:
        """What readers said of this revision, and what had been said of earlier ones is answered."""
        for report in self._flags_after(number):
            words = {key: report[key] for key in ("reason", "text", "email")}
            made = report_problem(publication=publication, **words)
            report["pk"] = made.pk
        if number == len(self.verdicts):
            self._answer(report for report in self.reports if "closed_by" in report)

    def _flags_after(self, number: int) -> list[SeedData]:
        return [report for report in self.reports if report.get("after_revision", len(self.verdicts)) == number]

    def _answer(self, reports: Iterable[SeedData]) -> None:
        for report in reports:
            words = {"outcome": report["outcome"], "note": report["note"]}
            close_report(report_id=report["pk"], moderator=self.people[report["closed_by"]], **words)
