"""The demo desk is made by people through the services, once, and stays as they left it."""

import io
import time
from collections import Counter
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.models import Appearance, Claim, Event, Match, Publication, Report, Tip, User
from claims.refusals import NotAllowed
from claims.services.claims import reopen_claim
from claims.services.users import create_demo_user
from claims.workflow import Status
from tests.seeds.test_seeds import CLAIMS, PEOPLE, load

SECONDS = 15


def load_seeds() -> str:
    out = io.StringIO()
    call_command("load_seeds", stdout=out)
    return out.getvalue()


@pytest.fixture
def demo(settings: Any, db: None) -> None:
    settings.DEMO = True


def statuses() -> Counter[str]:
    """How many claims stand where, those aside that nobody has touched."""
    return Counter(Claim.objects.exclude(status=Status.DETECTED).values_list("status", flat=True))


def test_the_desk_opens_alive_and_a_second_run_changes_nothing(demo: None) -> None:
    began = time.process_time()
    assert f"{len(CLAIMS)} claims loaded" in load_seeds()
    assert time.process_time() - began < SECONDS
    assert statuses() == Counter(claim["status"] for claim in CLAIMS)
    assert Claim.objects.filter(status=Status.DETECTED).exists()
    assert set(Publication.objects.values_list("kind", flat=True)) == {"published", "corrected", "withdrawn"}
    assert sorted(Report.objects.values_list("outcome", flat=True)) == ["", "upheld"]
    before = Event.objects.count()
    assert f"0 claims loaded, {len(CLAIMS)} existed already" in load_seeds()
    assert Event.objects.count() == before


def test_claims_stand_beside_what_others_have_checked(demo: None) -> None:
    load_seeds()
    found = set(Match.objects.values_list("fact_check__identifier", flat=True))
    assert found == {review["identifier"] for review in load("fact_checks.json")["dataFeedElement"]}


def test_readers_have_asked_and_each_question_is_where_its_seed_says(demo: None) -> None:
    load_seeds()
    asked = {tip.text: tip for tip in Tip.objects.select_related("claim", "suggested_claim")}
    seeds = load("tips.json")
    assert set(asked) == {seed["text"] for seed in seeds}
    for seed in seeds:
        tip = asked[seed["text"]]
        assert tip.state == ("linked" if "linked_by" in seed else "declined" if "declined_by" in seed else "open")
    assert max(tip.reader_count for tip in asked.values()) == 2
    assert {tip.suggested_claim.status for tip in asked.values() if tip.suggested_claim} == {"published", "queued"}
    assert Claim.objects.get(tip_count=1).status == Status.QUEUED


def test_what_waits_has_topics_and_reach_and_some_of_it_is_planned(demo: None) -> None:
    load_seeds()
    waiting = Claim.objects.filter(status=Status.QUEUED)
    assert all(claim.topic and claim.reach for claim in waiting)
    assert waiting.filter(deadline__isnull=False).count() == 2
    assert [claim.assignee.name for claim in waiting.filter(assignee__isnull=False) if claim.assignee] == ["Jonas Reed"]


def test_what_people_did_since_stays(demo: None) -> None:
    load_seeds()
    editor = User.objects.get(email=PEOPLE["elin"]["email"])
    dismissed = Claim.objects.filter(status=Status.DISMISSED).latest("id")
    reopen_claim(claim_id=dismissed.pk, editor=editor)
    load_seeds()
    dismissed.refresh_from_db()
    assert dismissed.status == Status.DETECTED


def test_public_claims_say_what_was_said_and_by_whom(demo: None) -> None:
    load_seeds()
    for seed in CLAIMS:
        if "chain" in seed:
            place = Appearance.objects.get(exact=seed["exact"])
            assert place.claim.text.casefold() == seed["exact"].casefold()
            assert [link.source.name for link in place.attributions.all()] == [link["name"] for link in seed["chain"]]


def test_everybody_signs_in_with_the_password_of_the_demo(demo: None) -> None:
    load_seeds()
    password = load("accounts.json")["password"]
    assert {user.role for user in User.objects.all() if user.check_password(password)} == {
        account["role"] for account in PEOPLE.values()
    }


def test_it_refuses_where_others_can_reach_the_desk(db: None) -> None:
    with pytest.raises(CommandError, match="createsuperuser"):
        load_seeds()
    assert not User.objects.exists()


def test_it_refuses_a_database_that_is_not_embedded(demo: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", {"host": "db.example.org"})
    with pytest.raises(CommandError, match="embedded database"):
        load_seeds()


def test_no_known_password_without_a_demo(db: None) -> None:
    with pytest.raises(NotAllowed):
        create_demo_user(email="a@desk.example", name="A", role="admin", password="known")
