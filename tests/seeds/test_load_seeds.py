"""The demo desk is made by people through the services, once, and stays as they left it."""

import io
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Article, Claim, Event, Flag, Publication, User, Verdict
from claims.refusals import NotAllowed
from claims.services import claims as triage
from claims.services import users
from claims.workflow import Status
from tests.seeds.test_seeds import CLAIMS, load


def load_seeds() -> str:
    out = io.StringIO()
    call_command("load_seeds", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def _desk(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    yield


@pytest.mark.django_db
def test_the_desk_opens_alive_and_a_second_run_changes_nothing(settings: pytest.FixtureRequest) -> None:
    settings.DEMO = True
    said = load_seeds()
    assert f"{len(CLAIMS)} claims told" in said
    wanted = Counter(claim["status"] for claim in CLAIMS)
    found = Counter(Claim.objects.exclude(status="detected").values_list("status", flat=True))
    assert found == wanted
    import time; t=time.time()
    print(said)
    before = Event.objects.count()
    assert "0 claims told" in load_seeds()
    print(time.time()-t)
    assert Event.objects.count() == before
    from claims.models import Appearance
    for c in Claim.objects.exclude(status="detected"):
        a = c.appearances.get()
        print(c.status, c.added_by_id, repr(c.text), [(l.source.name) for l in a.attributions.all()])
    assert 0
