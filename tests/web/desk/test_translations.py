"""The desk's pages of translations: begun on the claim, written beside the original, decided by another person."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Case, Publication, Translation, User
from claims.services.translations import submit_translation
from tests.stories import make_publication, make_queued_claim
from tests.translation_stories import FRENCH, make_translation, take_correction_over, write_translation
from tests.web.public.test_verdicts import make_correction


@pytest.fixture
def english(edith: User, mona: User) -> Publication:
    """A published verdict."""
    return make_publication(edith, mona)


def test_a_translation_is_begun_on_the_page_of_its_claim(client: Client, english: Publication, emil: User) -> None:
    client.force_login(emil)
    html = client.get(reverse("claim", args=[english.claim_id])).content.decode()
    assert "Translate this verdict" in html
    assert '<option value="fr">French</option>' in html
    assert '<option value="en">' not in html
    begun = client.post(reverse("claim_translations", args=[english.claim_id]), {"language": "fr"}, follow=True)
    html = begun.content.decode()
    assert "Two trees fewer, but close." in html
    assert "Still missing: the claim, a summary, a justification." in html
    assert "Correction note" not in html
    queued = client.get(reverse("claim", args=[make_queued_claim(emil).pk])).content.decode()
    assert "Translate this verdict" not in queued


def test_two_people_bring_a_translation_to_readers(
    client: Client, english: Publication, edith: User, mona: User
) -> None:
    client.force_login(edith)
    client.post(reverse("claim_translations", args=[english.claim_id]), {"language": "fr"})
    page = reverse("claim_translation", args=[english.claim_id, "fr"])
    refused = client.post(page, {**FRENCH, "version": 1, "summary": "", "step": "submit"})
    assert refused.status_code == 422
    assert "Still missing: a summary." in refused.content.decode()
    assert FRENCH["justification"] in refused.content.decode()
    stale = client.post(page, {**FRENCH, "version": 1, "summary": "Autre chose.", "step": "save"})
    assert stale.status_code == 409
    assert "Autre chose." in stale.content.decode()
    version = Translation.objects.get().version
    client.post(page, {**FRENCH, "version": version, "step": "submit"})
    client.force_login(mona)
    assert page in client.get(reverse("moderation")).content.decode()
    case = Case.objects.get(kind="translation", closed=None)
    assert client.get(reverse("case", args=[case.pk])).headers["Location"] == page
    version = Translation.objects.get().version
    back = client.post(page, {"step": "send_back", "version": version, "reason": "Le titre."}, follow=True)
    assert "A moderator sent this translation back" in back.content.decode()
    client.force_login(edith)
    client.post(page, {**FRENCH, "version": version + 1, "step": "submit"})
    client.force_login(mona)
    html = client.post(page, {"step": "publish", "version": Translation.objects.get().version}, follow=True)
    assert "The translation is published." in html.content.decode()
    assert Publication.objects.latest("revision").language == "fr"


def test_a_draft_is_discarded_on_its_page(client: Client, english: Publication, edith: User, mona: User) -> None:
    client.force_login(edith)
    client.post(reverse("claim_translations", args=[english.claim_id]), {"language": "fr"})
    page = reverse("claim_translation", args=[english.claim_id, "fr"])
    assert "The translation is deleted. Its words are gone for good." in client.get(page).text
    stale = client.post(page, {"step": "discard", "version": 7})
    assert (stale.status_code, Translation.objects.count()) == (409, 1)
    answer = client.post(page, {"step": "discard", "version": 1}, follow=True)
    assert "The draft of the translation is discarded." in answer.text
    assert not Translation.objects.exists()
    make_translation(english, edith, mona)
    assert "Discard the draft" not in client.get(page).text
    client.post(reverse("claim_translations", args=[english.claim_id]), {"language": "fr"})
    assert "Readers keep what they see now." in client.get(page).text


def test_the_desk_sees_which_translations_are_behind(
    client: Client, english: Publication, edith: User, mona: User
) -> None:
    make_translation(english, edith, mona)
    make_correction(english, edith, mona)
    client.force_login(mona)
    claim_page = client.get(reverse("claim", args=[english.claim_id])).content.decode()
    assert "behind: the original was corrected on" in claim_page
    assert "behind: the original was corrected on" in client.get(reverse("moderation")).content.decode()
    page = reverse("claim_translation", args=[english.claim_id, "fr"])
    assert "We had counted two trees twice." in client.get(page).content.decode()
    client.post(reverse("claim_translations", args=[english.claim_id]), {"language": "fr"})
    html = client.get(page).content.decode()
    assert "Correction note" in html
    assert "Still missing: a note about what is corrected." in html


def test_the_translator_sees_what_changed_in_the_original(
    client: Client, english: Publication, edith: User, mona: User
) -> None:
    make_translation(english, edith, mona)
    client.force_login(edith)
    page = reverse("claim_translation", args=[english.claim_id, "fr"])
    assert client.get(page).context["changes"] == []
    corrected = make_correction(english, edith, mona)
    changes = {row.label: row.pieces for row in client.get(page).context["changes"]}
    assert {"Rating", "Summary", "Justification"} == changes.keys()
    assert "".join(piece.text for piece in changes["Summary"] if piece.kind != "ins") == english.summary
    assert "".join(piece.text for piece in changes["Summary"] if piece.kind != "del") == corrected.summary
    client.post(reverse("claim_translations", args=[english.claim_id]), {"language": "fr"})
    assert "Changes to the original" in client.get(page).text
    take_correction_over(corrected, edith, mona)
    assert client.get(page).context["changes"] == []


def test_a_language_has_its_name_in_that_of_the_reader(
    client: Client, english: Publication, edith: User, mona: User
) -> None:
    write_translation(english, edith, "mt")
    submit_translation(claim_id=english.claim_id, language="mt", editor=edith)
    client.force_login(mona)
    pages = (reverse("claim", args=[english.claim_id]), reverse("moderation"))
    for reader, name in (("en", "Maltese"), ("fr", "Maltais")):
        User.objects.filter(pk=mona.pk).update(language=reader)
        for page in (*pages, reverse("claim_translation", args=[english.claim_id, "mt"])):
            assert name in client.get(page).text
