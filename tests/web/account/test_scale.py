"""An admin sets up the scale of the desk; editors choose from it, and readers see what it means."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Scale, User, Verdict
from claims.rating_scales import SCALE_TEMPLATES, points_of_template
from claims.selectors.scales import get_current_scale
from claims.services.scales import change_scale
from tests.stories import make_publication, make_taken_claim, make_written_draft

LANGUAGES = ["en", "fr"]


@pytest.fixture
def admin(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def filled_form(admin: Client, template: str) -> dict[str, str]:
    """Return what the browser sends when the page of a template is saved as it is."""
    context = admin.get(reverse("scale"), {"from": template}).context
    rows, kind = context["rows"], context["kind"]
    fields = [field for form in (rows.management_form, kind, *rows) for field in form]
    return {field.html_name: "" if field.value() is None else str(field.value()) for field in fields}


@pytest.mark.parametrize(("template", "points"), [("six", 6), ("two", 2), ("words", 0)])
def test_a_template_is_saved_as_it_is(admin: Client, template: str, points: int) -> None:
    answer = admin.post(reverse("scale"), filled_form(admin, template))
    assert answer.status_code == 302
    current = get_current_scale()
    assert (current.number, len(current.points)) == (2, points)
    assert current.points == points_of_template(template, LANGUAGES)


def test_points_are_ordered_by_place_left_out_and_shown_before_they_are_saved(admin: Client) -> None:
    form = filled_form(admin, "six") | {
        "points-0-place": "9", "points-1-label_en": "", "points-1-label_fr": "",
        "points-6-label_en": "Fünf vor zwölf", "points-6-place": "1",
        "points-6-canonical": "half_true", "points-6-tone": "info", "points-6-symbol": "⏰",
    }  # fmt: skip
    page = admin.post(reverse("scale"), form | {"preview": "yes"})
    assert page.status_code == 200
    assert [point.code for point in page.context["preview"].points][:2] == ["funf_vor_zwolf", "half_true"]
    assert not Scale.objects.exists()
    admin.post(reverse("scale"), form)
    assert [point.code for point in get_current_scale().points] == [
        "funf_vor_zwolf", "half_true", "mostly_false", "false", "made_up", "true",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change", [{"points-0-value": "many"}, {"points-0-tone": "pink"}, {"points-0-symbol": "✓"}, {"kind": ""}]
)
def test_a_bad_form_says_why_and_keeps_what_was_typed(admin: Client, change: dict[str, str]) -> None:
    form = filled_form(admin, "six") | {"points-1-label_en": "Nearly there"} | change
    answer = admin.post(reverse("scale"), form)
    assert answer.status_code == 422
    assert "Nearly there" in answer.text
    assert 'class="errors' in answer.text
    assert not Scale.objects.exists()


def test_labels_are_text_and_never_markup(client: Client, ada: User, edith: User) -> None:
    points = points_of_template("two", ["en"])
    hostile = '<img src=x onerror="x()">'
    bad = [points[0], type(points[1]).from_json({**points[1].to_json(), "labels": {"en": hostile}, "symbol": "<b>"})]
    change_scale(by=ada, points=bad)
    claim = make_taken_claim(edith)
    client.force_login(edith)
    for address in (reverse("how_we_rate"), reverse("front") + "?q=trees", reverse("claim", args=[claim.pk])):
        text = client.get(address).text
        assert "&lt;img src=x onerror=" in text
        assert "<img src=x" not in text
        assert "<b>" not in text


def test_an_editor_chooses_from_the_scale_by_key(client: Client, ada: User, edith: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith, rating="true")
    change_scale(by=ada, points=points_of_template("six", ["en"]))
    client.force_login(edith)
    page = client.get(reverse("claim", args=[claim.pk])).text
    assert "The scale has changed since “True” was chosen." in page
    assert 'value="made_up" data-key="6" data-key-label="Made up"' in page
    assert 'value="true" checked' not in page
    words = {"version": Verdict.objects.get().version, "summary": "All.", "justification": "They were counted."}
    client.post(reverse("claim_draft", args=[claim.pk]), {**words, "rating": "made_up"})
    assert (Verdict.objects.get().rating, Verdict.objects.get().scale_id) == ("made_up", get_current_scale().pk)


def test_an_editor_rates_in_own_words(client: Client, ada: User, edith: User) -> None:
    change_scale(by=ada, points=())
    claim = make_taken_claim(edith)
    client.force_login(edith)
    page = client.get(reverse("claim", args=[claim.pk])).text
    assert 'name="rating_words"' in page
    words = {"version": 1, "summary": "All.", "justification": "They were counted."}
    form = {**words, "rating": "", "rating_words": "Nobody counted"}
    client.post(reverse("claim_draft", args=[claim.pk]), form)
    draft = Verdict.objects.get()
    assert (draft.rating, draft.rating_words) == ("", "Nobody counted")
    preview = client.get(reverse("claim_preview", args=[claim.pk])).text
    assert preview.index('data-tone="plain"') < preview.index("Nobody counted") < preview.index("They were counted.")


def test_readers_see_what_the_scales_mean(client: Client, ada: User, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    change_scale(by=ada, points=points_of_template("six", ["en"]))
    page = client.get(reverse("how_we_rate")).text
    assert page.index("Made up") < page.index("Earlier scales") < page.index("Misleading")
    assert 'href="/how-we-rate/"' in client.get(published.get_absolute_url()).text
    front = client.get(reverse("front")).text
    assert '<optgroup label="Earlier scales">' in front
    assert SCALE_TEMPLATES["six"].points[5].code in front
