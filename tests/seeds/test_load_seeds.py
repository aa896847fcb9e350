"""`load_seeds` fills the demo desk once, and leaves what people changed since."""

import io
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from claims.models import Appearance, Claim, Event, Evidence, Match, Publication, Report, Tip, User
from claims.refusals import NotAllowed
from claims.selectors.claims import get_claim
from claims.selectors.figures import list_figures
from claims.services.claims import reopen_claim
from claims.services.users import create_demo_user
from claims.workflow import Status
from tests.people import QUICK_HASHERS
from tests.seeds.test_seeds import CLAIMS, PEOPLE, load

MAX_SECONDS = 15


def load_seeds() -> str:
    out = io.StringIO()
    call_command("load_seeds", stdout=out)
    return out.getvalue()


@pytest.fixture
def demo(settings: Any, db: None) -> None:
    settings.DEMO = True


@pytest.fixture(scope="module")
def first_load(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[str, float]]:
    """Load the seeds once for the tests of this module: what the command says, and its CPU seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        start = time.process_time()
        with override_settings(DEMO=True, PASSWORD_HASHERS=QUICK_HASHERS):
            words = load_seeds()
        yield words, time.process_time() - start
        transaction.set_rollback(True)


@pytest.fixture
def loaded_demo(first_load: tuple[str, float], demo: None) -> None:
    """A demo desk with its seeds."""


def count_statuses() -> Counter[str]:
    """Count the claims by status, without those that nobody has decided on."""
    return Counter(Claim.objects.exclude(status=Status.DETECTED).values_list("status", flat=True))


def test_claims_reach_their_status_and_a_second_run_changes_nothing(
    loaded_demo: None, first_load: tuple[str, float]
) -> None:
    words, seconds = first_load
    assert f"Claims loaded: {len(CLAIMS)}." in words
    assert seconds < MAX_SECONDS
    assert count_statuses() == Counter(claim["status"] for claim in CLAIMS)
    assert Claim.objects.filter(status=Status.DETECTED).exists()
    assert set(Publication.objects.values_list("kind", flat=True)) == {"published", "corrected", "withdrawn"}
    assert sorted(Report.objects.values_list("outcome", flat=True)) == ["", "upheld"]
    before = Event.objects.count()
    assert f"Claims loaded: 0. Claims that existed already: {len(CLAIMS)}." in load_seeds()
    assert Event.objects.count() == before


def test_claims_are_matched_with_fact_checks_of_others(loaded_demo: None) -> None:
    others = Match.objects.filter(fact_check__claim=None)
    identifiers = set(others.values_list("fact_check__identifier", flat=True))
    assert identifiers == {review["identifier"] for review in load("fact_checks.json")["dataFeedElement"]}


def test_tips_reach_the_state_of_their_seeds(loaded_demo: None) -> None:
    tips = {tip.text: tip for tip in Tip.objects.select_related("claim", "suggested_claim")}
    seeds = load("tips.json")
    assert set(tips) == {seed["text"] for seed in seeds}
    for seed in seeds:
        tip = tips[seed["text"]]
        assert tip.state == ("linked" if "linked_by" in seed else "declined" if "declined_by" in seed else "open")
    assert max(tip.reader_count for tip in tips.values()) == 2
    assert {tip.suggested_claim.status for tip in tips.values() if tip.suggested_claim} == {"published", "queued"}
    assert Claim.objects.get(tip_count=1).status == Status.QUEUED


def test_queued_claims_have_topics_and_reach_and_some_are_planned(loaded_demo: None) -> None:
    claims = Claim.objects.filter(status=Status.QUEUED)
    assert all(claim.topic and claim.reach for claim in claims)
    assert claims.filter(deadline__isnull=False).count() == 2
    assert [claim.assignee.name for claim in claims.filter(assignee__isnull=False) if claim.assignee] == ["Jonas Reed"]


def test_a_verdict_cites_its_evidence_and_shows_a_picture(loaded_demo: None, client: Client) -> None:
    publication = Publication.objects.get(current_of__text__icontains="Calder dam had cracked")
    html = client.get(publication.get_absolute_url(), headers={"host": "127.0.0.1"}).content.decode()
    image = Evidence.objects.get(file__isnull=False)
    assert image.verdict_id == publication.verdict_id
    assert f'alt="{image.alt_text}"' in html
    assert re.findall(r'href="#evidence-(\d)"', html) == ["1", "3", "2"]


def test_official_figures_with_a_revised_value_stand_beside_a_claim(loaded_demo: None) -> None:
    claim = Claim.objects.get(text__startswith="Colds cost the country")
    [figure] = list_figures(get_claim(claim.pk, figures=True))
    assert figure.value.at_day
    assert (claim.status, figure.value.start) == (Status.IN_REVIEW, date(2022, 1, 1))
    assert (figure.value.at_day.value, figure.value.latest.value) == (2.2, 2.1)


def test_later_decisions_of_people_stay(loaded_demo: None) -> None:
    editor = User.objects.get(email=PEOPLE["elin"]["email"])
    dismissed = Claim.objects.filter(status=Status.DISMISSED).latest("id")
    reopen_claim(claim_id=dismissed.pk, editor=editor)
    load_seeds()
    dismissed.refresh_from_db()
    assert dismissed.status == Status.DETECTED


def test_claims_have_the_passage_and_sources_of_their_seeds(loaded_demo: None) -> None:
    for seed in CLAIMS:
        if "chain" in seed:
            appearance = Appearance.objects.get(exact=seed["exact"])
            assert appearance.claim.text.casefold() == seed["exact"].casefold()
            assert [link.source.name for link in appearance.attributions.all()] == [
                link["name"] for link in seed["chain"]
            ]


def test_all_accounts_have_the_demo_password(loaded_demo: None) -> None:
    password = load("accounts.json")["password"]
    assert {user.role for user in User.objects.all() if user.check_password(password)} == {
        account["role"] for account in PEOPLE.values()
    }


def test_load_seeds_refuses_outside_of_a_demo(db: None) -> None:
    people = set(User.objects.all())
    with pytest.raises(CommandError, match="createsuperuser"):
        load_seeds()
    assert set(User.objects.all()) == people


def test_load_seeds_refuses_another_database(demo: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", {"host": "db.example.org"})
    with pytest.raises(CommandError, match="embedded database"):
        load_seeds()


def test_demo_users_exist_on_a_demo_desk_only(db: None) -> None:
    with pytest.raises(NotAllowed):
        create_demo_user(email="a@desk.example", name="A", role="admin", password="known")
