"""Components that are rendered once for the same values."""

from typing import Any

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.urls import set_script_prefix
from django.utils import timezone, translation

from claims.models import Appearance, Quantity, User
from claims.templatetags import render_once
from tests.stories import make_queued_claim

QUANTITIES = "components/quantities.html"


@pytest.fixture(autouse=True)
def renderings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Begin with no component, and record what is rendered."""
    rendered: list[str] = []

    def render(name: str, values: Any) -> Any:
        rendered.append(name)
        return render_to_string(name, values)

    monkeypatch.setattr(render_once, "render_to_string", render)
    render_once._rendered.clear()
    return rendered


def number(low: float, unit: str = "trees") -> Quantity:
    return Quantity(low=low, high=low, unit=unit)


def test_the_same_values_are_rendered_once_and_others_anew(renderings: list[str]) -> None:
    first = render_once.render_once({}, QUANTITIES, quantities=[number(300)])
    assert "300 trees" in first
    assert render_once.render_once({}, QUANTITIES, quantities=[number(300)]) == first
    assert len(renderings) == 1
    assert "301 trees" in render_once.render_once({}, QUANTITIES, quantities=[number(301)])
    assert "?number=300" in render_once.render_once({}, QUANTITIES, quantities=[number(300)], queue_url="/queue/")
    assert len(renderings) == 3


def test_rows_of_a_queryset_are_told_apart_by_their_values(edith: User) -> None:
    rows = Quantity.objects.filter(appearance__claim=make_queued_claim(edith))
    assert "at least" not in render_once.render_once({}, QUANTITIES, quantities=rows.all())
    rows.update(modifier="at least")
    assert "at least 300 trees" in render_once.render_once({}, QUANTITIES, quantities=rows.all())


def test_language_and_time_zone_have_components_of_their_own(renderings: list[str]) -> None:
    for language, zone in (("en", "UTC"), ("fr", "UTC"), ("en", "Asia/Tokyo"), ("en", "UTC")):
        with translation.override(language), timezone.override(zone):
            render_once.render_once({}, QUANTITIES, quantities=[number(300)])
    assert len(renderings) == 3


def test_another_prefix_has_addresses_of_its_own() -> None:
    values = {"claim_id": 7, "headline": "Trees", "take_key": "t"}
    try:
        for prefix in ("/", "/desk/", "/"):
            set_script_prefix(prefix)
            html = render_once.render_once({}, "desk/queue/take_button.html", **values)
            assert f'action="{prefix}claims/7/' in html
    finally:
        set_script_prefix("/")


def test_hostile_words_are_escaped_and_look_like_no_other_value(edith: User) -> None:
    template = Template('{% load render_once %}{% render_once "components/quantities.html" quantities=rows %}')
    html = template.render(Context({"rows": [number(1, "<script>")]}))
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert render_once.render_once({}, QUANTITIES, quantities=[number(1, "a'), (b")]) != render_once.render_once(
        {}, QUANTITIES, quantities=[number(1)]
    )


def test_a_component_sees_what_it_is_given_alone(edith: User) -> None:
    place = Appearance.objects.get(claim=make_queued_claim(edith))
    template = Template(
        '{% load render_once %}{% render_once "desk/queue/take_button.html" claim_id=7 headline="Trees" %}'
    )
    html = template.render(Context({"take_key": "t", "headline": "Other"}))
    assert "Trees" in html
    assert "<kbd" not in html
    assert {type(place)} <= {*render_once.ROW_VALUES}


def test_a_remembered_form_has_the_token_of_each_request(renderings: list[str]) -> None:
    template = Template('{% load render_once %}{% render_once "desk/queue/take_button.html" claim_id=7 headline="x" %}')
    pages = [template.render(Context({"csrf_token": token})) for token in ("first<", "second")]
    assert len(renderings) == 1
    assert ['value="first&lt;"' in pages[0], 'value="second"' in pages[1]] == [True, True]
    assert render_once.TOKEN_PLACE not in "".join(pages)


def test_keys_of_a_person_make_another_component(renderings: list[str], edith: User, emil: User) -> None:
    emil.keys = {"correct_reading": "z"}
    case = {"claim": make_queued_claim(edith), "on": "claim"}
    pages = [
        render_once.render_once({}, "desk/claims/correct_button.html", user=each, **case) for each in (edith, emil)
    ]
    assert ['data-key="z"' in page for page in pages] == [False, True]


def test_few_components_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_once, "MAX_COMPONENTS", 3)
    for count in range(9):
        render_once.render_once({}, QUANTITIES, quantities=[number(count)])
    assert len(render_once._rendered) == 3
