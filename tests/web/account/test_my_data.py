"""A person downloads what the desk has about them."""

import json

from django.test import Client

from claims.models import Event, User
from claims.services.comments import add_comment
from tests.people import PASSWORD
from tests.stories import make_detected_claim, make_taken_claim, make_written_draft


def test_the_file_has_what_the_person_wrote_and_nothing_of_others(client: Client, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    for person in (edith, emil):
        add_comment(claim_id=claim.pk, author=person, text=f"By {person.name}.")
    client.force_login(edith)
    answer = client.post("/my-data/")
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    data = json.loads(answer.content)
    assert data["account"]["email"] == edith.email
    assert [comment["text"] for comment in data["comments"]] == ["By Edith."]
    assert [verdict["claim"] for verdict in data["verdicts"]] == [claim.pk]
    assert "comment.added" in {event["verb"] for event in data["events"]}
    assert emil.email not in answer.text
    assert "password" not in answer.text
    assert PASSWORD not in answer.text
    assert Event.objects.filter(verb="user.data_downloaded", actor=edith).count() == 1


def test_the_download_is_rate_limited(client: Client, edith: User) -> None:
    make_detected_claim(edith)
    client.force_login(edith)
    statuses = [client.post("/my-data/").status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
