"""Moderation through the API: cases, holds and appeals."""

from django.conf import LazySettings

from claims.models import Case, Claim, Event, User, Verdict
from tests.api.api_clients import api_client
from tests.stories import make_appeal, make_approved_verdict, make_submitted_verdict

V1 = "/api/v1"


def test_the_next_case_is_held_and_refused_to_others(edith: User, mona: User, ada: User) -> None:
    claim = make_submitted_verdict(edith).claim_id
    case = api_client(mona).post(f"{V1}/moderation/next/").data
    assert (case["kind"], case["holder"]["name"]) == ("verdict", "Mona")
    assert api_client(ada).post(f"{V1}/moderation/next/").status_code == 204
    refused = api_client(ada).post(f"{V1}/claims/{claim}/moves/approve/")
    assert (refused.status_code, refused.json()["code"]) == (409, "held_by_another")
    assert api_client(ada).post(f"{case['href']}hold/").json()["code"] == "held_by_another"
    assert api_client(ada).post(f"{case['href']}hold/", {"over": True}).data["holder"]["name"] == "Ada"
    assert api_client(ada).post(f"{case['href']}release/").data["holder"] is None
    assert api_client(mona).post(f"{V1}/claims/{claim}/moves/approve/").status_code == 200
    assert api_client(mona).post(f"{case['href']}hold/").json()["code"] == "case_closed"


def test_open_cases_are_counted_by_kind(edith: User, cora: User, mona: User) -> None:
    make_submitted_verdict(edith)
    make_appeal(edith, cora)
    counted = api_client(mona).get(f"{V1}/moderation/counts/").data
    waiting = {"verdict": 1, "appeal": 1}
    assert counted == {kind: waiting.get(kind, 0) for kind in Case.Kind.values}
    assert api_client(mona).get(f"{V1}/moderation/", {"kind": "nonsense"}).status_code == 400


def test_the_list_continues_on_the_next_page(edith: User, mona: User) -> None:
    for _ in range(3):
        make_submitted_verdict(edith)
    first = api_client(mona).get(f"{V1}/moderation/", {"limit": 2}).data
    rest = api_client(mona).get(first["next"]).data
    case_ids = [case["id"] for case in [*first["results"], *rest["results"]]]
    assert (case_ids, rest["next"]) == (list(Case.objects.order_by("id").values_list("pk", flat=True)), None)


def test_a_verdict_is_sent_back_with_notes(edith: User, mona: User) -> None:
    claim = make_submitted_verdict(edith).claim_id
    back = {"reason": "Nearly there.", "notes": {"summary": "Say when."}}
    assert api_client(mona).post(f"{V1}/claims/{claim}/moves/send_back/", back).status_code == 200
    assert Verdict.objects.get(claim=claim, sent_back__isnull=False).sent_back_notes == {"summary": "Say when."}


def test_an_appeal_is_made_and_answered(edith: User, cora: User, mona: User) -> None:
    appeal = make_appeal(edith, cora)
    again = api_client(cora).post(f"{V1}/claims/{appeal.claim_id}/appeals/", {"reason": "Once more."})
    assert again.json()["code"] == "already_appealed"
    answer = api_client(mona).post(f"{V1}/appeals/{appeal.pk}/close/", {"outcome": "upheld", "note": "It has numbers."})
    assert answer.data["outcome"] == "upheld"
    assert Claim.objects.get(pk=appeal.claim_id).status == "detected"
    [mine] = api_client(cora).get(f"{V1}/appeals/").data["results"]
    assert mine["note"] == "It has numbers."


def test_a_publication_that_waits_says_when_it_goes_out(edith: User, mona: User, settings: LazySettings) -> None:
    settings.PUBLICATION_DELAY_SECONDS = 30
    claim = make_approved_verdict(edith, mona).claim_id
    answer = api_client(mona).post(f"{V1}/claims/{claim}/moves/publish/").data
    assert (answer["status"], answer["goes_out"] is None, answer["moves"]) == ("approved", False, [])
    refused = api_client(mona).post(f"{V1}/claims/{claim}/moves/send_back/", {"reason": "Wait."})
    assert (refused.status_code, refused.json()["code"]) == (409, "illegal_move")
    started = Event.objects.get(verb="publication.scheduled").pk
    assert api_client(edith).post(f"{V1}/events/{started}/undo/").status_code == 403
    assert api_client(mona).post(f"{V1}/events/{started}/undo/").data["goes_out"] is None
