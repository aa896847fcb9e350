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

from claims import checks, tasks
from claims.intake import Document
from claims.models import Appearance, Article, Claim, Event, Publication, Tip, User
from claims.selectors.reading_json import chain_json, quantities_json
from claims.services import (
    articles,
    corrections,
    evidence,
    moderation,
    plans,
    publishing,
    queue,
    reviews,
    tips,
    users,
    verdicts,
)
from claims.services import claims as triage
from claims.verbs import REVIEWS_IMPORTED

SEEDS: Path = settings.BASE_DIR / "seeds"
REVIEWS = "reviews.json"
Spec = dict[str, Any]


class Command(BaseCommand):
    """Loads the people, texts, claims and reviews of `seeds/`; what is there already stays as people left it."""

    help = "Fill a demo desk with what is in seeds/. Can be run again at any time."

    def handle(self, *_: Any, **__: Any) -> None:
        """Refuse where others can reach the desk; then one article, one claim after the other."""
        if not (settings.DEMO and checks.on_a_socket()):
            raise CommandError(
                "The demo accounts have known passwords, so they are for a demo desk on the embedded database "
                "alone. Start one with bin/up; any other desk begins with manage.py createsuperuser."
            )
        people = _people()
        _import(REVIEWS)
        texts = {spec["key"]: self._article(spec, people[spec["submitted_by"]]) for spec in _seed("articles")}
        for article in texts.values():
            self._read(article)
        told = [self._tell(spec, texts[spec["article"]], people) for spec in _seed("desk")["claims"]]
        tasks.suggest_matches()
        for spec in _seed("tips"):
            _ask(spec, people)
        tasks.compute_figures()
        self._say(f"{sum(told)} claims told, {len(told) - sum(told)} were there already.")

    def _article(self, spec: Spec, by: User) -> Article:
        document = Document(
            title=spec["title"],
            text=(SEEDS / spec["file"]).read_bytes().decode(),
            url=spec["url"],
            publisher=spec["publisher"],
            byline=spec["byline"],
            published=date.fromisoformat(spec["published"]),
        )
        return articles.submit(document=document, by=by, reach=spec["reach"])[0]

    def _read(self, article: Article) -> None:
        if article.status != Article.Status.READ:
            self._say(f"Reading “{article.title}” …")
            tasks.read_article(article.pk)
            article.refresh_from_db()
        if article.status != Article.Status.READ:
            raise CommandError(f"“{article.title}” could not be read: {article.error or 'it is being read elsewhere'}")

    def _tell(self, spec: Spec, article: Article, people: dict[str, User]) -> bool:
        with transaction.atomic():
            claim = _found(article, spec["exact"])
            if claim and Event.objects.filter(claim=claim, actor__isnull=False).exists():
                return False
            self._say(f"{spec['status']:<18} {spec['exact'][:80]}")
            Story(spec, people).tell(claim, article)
            return True

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _seed(name: str) -> Any:
    return json.loads((SEEDS / f"{name}.json").read_text(encoding="utf-8"))


def _import(name: str) -> None:
    """Take in the fact-checks of others, once."""
    if not Event.objects.filter(verb=REVIEWS_IMPORTED.name, data__feed=name).exists():
        with (SEEDS / name).open("rb") as stream:
            reviews.take_in(stream=stream, feed=name, by=None)


@transaction.atomic
def _ask(spec: Spec, people: dict[str, User]) -> None:
    """What a reader asked, once, and what an editor said to that."""
    if Tip.objects.filter(text=spec["text"]).exists():
        return
    tip = tips.ask(text=spec["text"], url=spec["url"], email=spec["email"])
    tips.compare(tip_id=tip.pk)
    if by := spec.get("linked_by"):
        tips.link(tip_id=tip.pk, editor=people[by])
    elif by := spec.get("declined_by"):
        tips.decline(tip_id=tip.pk, editor=people[by], reason=spec["reason"], note=spec["note"])


def _people() -> dict[str, User]:
    seeds = _seed("accounts")
    return {
        account.pop("key"): users.open_demo_account(password=seeds["password"], **account)
        for account in seeds["accounts"]
    }


def _found(article: Article, exact: str) -> Claim | None:
    """The claim that a passage belongs to: of those that overlap with it the most alike."""
    start = article.text.index(exact)
    end = start + len(exact)
    places = article.appearances.filter(start__lt=end, end__gt=start).select_related("claim")
    return max(places, key=lambda place: _likeness(place, start, end)).claim if places else None


def _likeness(place: Appearance, start: int, end: int) -> float:
    """How much two passages share, of all that they cover together."""
    shared = min(place.end, end) - max(place.start, start)
    return shared / (max(place.end, end) - min(place.start, start))


class Story:
    """How one claim came to where it stands, told through the services by the people it names."""

    def __init__(self, spec: Spec, people: dict[str, User]) -> None:
        self.spec = spec
        self.people = people
        self.verdicts: list[Spec] = spec.get("verdicts", [])
        self.flags: list[Spec] = spec.get("flags", [])

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
            publishing.withdraw(claim_id=self.claim_id, moderator=self.people[end["by"]], reason=end["reason"])

    def _triage(self, claim: Claim | None, article: Article) -> int:
        editor = self.people[self.spec.get("by") or self.verdicts[0]["author"]]
        exact, dismissal = self.spec["exact"], self.spec.get("dismissal")
        if claim is None:
            start = article.text.index(exact)
            claim = triage.add(article=article, editor=editor, start=start, end=start + len(exact), exact=exact)
        elif not dismissal:
            triage.accept(claim_id=claim.pk, editor=editor)
        if dismissal:
            triage.dismiss(claim_id=claim.pk, editor=editor, reason=dismissal)
        elif "chain" in self.spec:
            self._set_right(Claim.objects.get(pk=claim.pk), editor)
        if wanted := self.spec.get("plan"):
            self._plan(claim.pk, wanted)
        return claim.pk

    def _plan(self, claim_id: int, wanted: Spec) -> None:
        """Who shall check it, and until when."""
        changes: plans.Changes = {"deadline": timezone.now() + timedelta(days=wanted["days"])}
        if "assignee" in wanted:
            changes["assignee"] = self.people[wanted["assignee"]]
        plans.plan(claim_id=claim_id, by=self.people[wanted["by"]], changes=changes)

    def _set_right(self, claim: Claim, editor: User) -> None:
        """Correct the reader where it drew the claim's edges elsewhere, or named somebody else."""
        place = claim.appearances.select_related("article").get()
        start = place.article.text.index(self.spec["exact"])
        end = start + len(self.spec["exact"])
        chain = [corrections.Named(**link) for link in self.spec["chain"]]
        read = [corrections.Named(link["name"], link["kind"], link["cue"]) for link in chain_json(place)]
        if (place.start, place.end, read) == (start, end, chain):
            return
        numbers = [
            corrections.Number(number["low"], number["high"], number["unit"], number["modifier"])
            for number in quantities_json(place)
        ]
        corrections.correct(
            claim_id=claim.pk, editor=editor, version=claim.version, chain=chain, quantities=numbers,
            hedged=place.hedged, denied=place.denied, start=start, end=end,
        )  # fmt: skip

    def _begin(self, verdict: Spec, *, first: bool) -> None:
        who: Spec = {"claim_id": self.claim_id, "editor": self.people[verdict["author"]]}
        if first:
            queue.take(**who)
        else:
            verdicts.correct(**who, reason=verdict["correction"])

    def _write(self, verdict: Spec) -> None:
        who: Spec = {"claim_id": self.claim_id, "editor": self.people[verdict["author"]]}
        draft = Claim.objects.get(pk=self.claim_id).verdicts.get(submitted__isnull=True)
        for item in draft.evidence.all():
            evidence.remove(evidence_id=item.pk, editor=who["editor"])
        for item in verdict["evidence"]:
            evidence.add(**who, **{**item, "accessed": date.fromisoformat(item["accessed"])}, fetch=False)
        words = {key: verdict.get(key, "") for key in ("rating", "summary", "justification", "correction")}
        verdicts.save_draft(**who, **words, version=draft.version)

    def _decide(self, verdict: Spec, *, last: bool) -> Publication | None:
        """Submit, and what a second person said to it; None unless it was published."""
        status = self.spec["status"] if last else "published"
        sent_back = verdict.get("sent_back")
        if status == "in_review" and not sent_back:
            return None
        verdicts.submit(claim_id=self.claim_id, editor=self.people[verdict["author"]])
        if sent_back:
            by = self.people[sent_back["by"]]
            moderation.send_back(claim_id=self.claim_id, moderator=by, reason=sent_back["reason"])
        if "approved_by" not in verdict:
            return None
        moderator = self.people[verdict["approved_by"]]
        moderation.approve(claim_id=self.claim_id, moderator=moderator)
        if status == "approved":
            return None
        published = publishing.publish(claim_id=self.claim_id, moderator=moderator, note=verdict.get("note", ""))
        return published.claim.publication if published.claim else None

    def _report(self, publication: Publication, number: int) -> None:
        """What readers said of this revision, and what had been said of earlier ones is answered."""
        for flag in self._flags_after(number):
            words = {key: flag[key] for key in ("reason", "text", "email")}
            made = moderation.report(publication=publication, **words)
            flag["pk"] = made.pk
        if number == len(self.verdicts):
            self._answer(flag for flag in self.flags if "closed_by" in flag)

    def _flags_after(self, number: int) -> list[Spec]:
        return [flag for flag in self.flags if flag.get("after_revision", len(self.verdicts)) == number]

    def _answer(self, flags: Iterable[Spec]) -> None:
        for flag in flags:
            words = {"outcome": flag["outcome"], "note": flag["note"]}
            moderation.close_flag(flag_id=flag["pk"], moderator=self.people[flag["closed_by"]], **words)
