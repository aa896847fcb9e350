"""The density of a person's lists."""

import pytest
from django.test import Client

from claims.models import Event, User
from claims.refusals import BadValue
from claims.services.densities import set_density

pytestmark = pytest.mark.django_db


def test_a_person_chooses_a_density(client: Client, edith: User) -> None:
    client.force_login(edith)
    assert b'data-density="compact"' in client.get("/queue/").content
    page = client.post("/desk/density/", {"density": "compact"}, follow=True).content.decode()
    assert 'data-density="compact"' in page
    assert "The density is saved." in page
    assert Event.objects.get(verb="density.changed").data == {"density": "compact"}


def test_an_unknown_density_is_refused(client: Client, edith: User) -> None:
    with pytest.raises(BadValue):
        set_density(person=edith, density="tiny")
    client.force_login(edith)
    assert client.post("/desk/density/", {"density": "tiny"}).status_code == 422
