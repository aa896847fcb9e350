"""An editor corrects a reading: add, remove and move rows, errors, conflicts, and the passage."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Appearance, Claim, Event, User
from claims.services.claims import add_claim
from claims.services.reading_corrections import AttributionInput, correct_reading
from claims.web.text_diff import TextChange
from tests.stories import ARTICLE_SENTENCE, make_article, make_detected_claim

HTMX = {"HX-Request": "true"}
MAYOR = {"name": "The mayor", "kind": "person", "cue": "said"}
OFFICE = {"name": "Parks office", "kind": "organisation", "cue": "according to"}
TREES = {"modifier": "", "low": "300", "high": "300", "unit": "trees"}


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def filled_form(
    claim: Claim, chain: list[dict[str, str]] | None = None, quantities: list[dict[str, str]] | None = None, **more: Any
) -> dict[str, Any]:
    """What a browser sends: the form as it was opened, with the given changes."""
    data: dict[str, Any] = {"version": claim.version, "exact": "300 trees were planted", "assertion": "asserted"}
    for prefix, rows in (
        ("chain", [MAYOR] if chain is None else chain),
        ("quantities", [TREES] if quantities is None else quantities),
    ):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": len(rows)}
        data |= {f"{prefix}-{index}-{name}": value for index, row in enumerate(rows) for name, value in row.items()}
    return {**data, **more}


def post_reading(client: Client, claim: Claim, *args: Any, headers: dict[str, str] | None = None, **more: Any) -> Any:
    path = reverse("claim_reading", args=[claim.pk])
    return client.post(path, filled_form(claim, *args, **more), headers=HTMX if headers is None else headers)


def source_names(claim: Claim) -> list[str]:
    return [link.source.name for link in Appearance.objects.get(claim=claim).attributions.all()]


# The form --------------------------------------------------------------------------


def test_the_form_opens_on_its_card_with_the_whole_reading(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    answer = desk.get(reverse("claim_reading", args=[claim.pk]), {"on": "article"}, headers=HTMX).content.decode()
    assert "<html" not in answer
    for words in ('value="The mayor"', 'value="said"', 'value="300"', 'value="trees"', "300 trees were planted"):
        assert words in answer


def test_without_scripts_the_form_is_a_page_beside_the_article(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    page = desk.get(reverse("claim_reading", args=[claim.pk])).content.decode()
    assert "<html" in page
    assert f'id="passage-{claim.pk}"' in page


def test_saving_an_unchanged_form_changes_nothing(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    assert post_reading(desk, claim).headers["HX-Redirect"] == reverse("claim", args=[claim.pk])
    claim.refresh_from_db()
    assert claim.version == 1
    assert not Event.objects.filter(verb="claim.corrected").exists()


@pytest.mark.parametrize("on", ["article", "claim"])
def test_saving_returns_to_the_page_where_the_form_was_opened(desk: Client, edith: User, on: str) -> None:
    claim = make_detected_claim(edith)
    article = claim.appearances.get().article_id
    pages = {"claim": f"/claims/{claim.pk}/", "article": f"/articles/{article}/?claim={claim.pk}"}
    assert post_reading(desk, claim, [], on=on, headers={}).headers["Location"] == pages[on]


def test_a_corrected_chain_appears_in_the_history(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    post_reading(desk, claim, [OFFICE, MAYOR], [{**TREES, "modifier": "at least", "high": ""}], assertion="denied")
    assert source_names(claim) == ["Parks office", "The mayor"]
    history = desk.get(reverse("claim", args=[claim.pk])).context["history"].rows
    assert history[0].what == "Reading corrected"
    assert [(change.label, *changed_reading(change)) for change in history[0].changes] == [
        ("Source chain", "", "Parks office (organisation, “according to”) → "),
        ("Quantities", "", "at least "),
        ("Assertion", "asserted", "denied: the source says it is untrue"),
    ]


def changed_reading(change: TextChange) -> tuple[str, str]:
    """The deleted and the inserted text."""
    deleted, inserted = (
        "".join(piece.text for piece in change.pieces if piece.kind == kind) for kind in ("del", "ins")
    )
    return deleted, inserted


def test_correcting_a_source_changes_no_other_claim(desk: Client, edith: User) -> None:
    claim, other = make_detected_claim(edith), make_detected_claim(edith)
    post_reading(desk, claim, [{**MAYOR, "name": "the Mayor", "kind": "organisation"}])
    links = [each.appearances.get().attributions.get() for each in (claim, other)]
    assert [(link.name, link.kind) for link in links] == [("the Mayor", "organisation"), ("The mayor", "person")]
    assert links[0].source == links[1].source


def test_empty_rows_are_ignored(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    empty = {"name": " ", "kind": "person", "cue": ""}
    post_reading(desk, claim, [empty, OFFICE], [{"modifier": "", "low": "", "high": "", "unit": ""}])
    assert source_names(claim) == ["Parks office"]
    assert not Appearance.objects.get(claim=claim).quantities.exists()


def test_grouped_numbers_are_parsed(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    post_reading(desk, claim, None, [{**TREES, "low": "7,000", "high": "10 000.5"}])
    number = Appearance.objects.get(claim=claim).quantities.get()
    assert (number.low, number.high) == (7000, 10000.5)
    page = desk.get(reverse("claim_reading", args=[claim.pk])).content.decode()
    assert 'value="7,000"' in page
    assert 'value="10,000.5"' in page


# Rows ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "expected", "focus"),
    [
        ("chain.add", ["The mayor", "Parks office", ""], 'id="id_chain-2-name"'),
        ("chain.remove.0", ["Parks office"], 'value="chain.add"'),
        ("chain.down.0", ["Parks office", "The mayor"], 'value="chain.up.1"'),
        ("chain.up.1", ["Parks office", "The mayor"], 'value="chain.down.0"'),
        ("chain.up.0", ["The mayor", "Parks office"], ""),
        ("chain.down.1", ["The mayor", "Parks office"], ""),
        ("chain.remove.7", ["The mayor", "Parks office"], ""),
    ],
)
def test_buttons_change_rows_and_move_the_focus(
    desk: Client, edith: User, edit: str, expected: list[str], focus: str
) -> None:
    claim = make_detected_claim(edith)
    answer = post_reading(desk, claim, [MAYOR, OFFICE], exact="typed", edit=edit)
    correction = answer.context["correction"]
    assert [form["name"].value() or "" for form in correction.rows["chain"]] == expected
    assert correction.form["exact"].value() == "typed"
    tag = next((tag for tag in answer.content.decode().split("<") if "autofocus" in tag), "")
    assert focus in tag
    assert source_names(claim) == ["The mayor"]


@pytest.mark.parametrize("edit", ["chain.burn.0", "verdict.add", "chain.up.x", "chain", "chain.up.99999"])
def test_an_unknown_button_is_refused(desk: Client, edith: User, edit: str) -> None:
    assert post_reading(desk, make_detected_claim(edith), edit=edit).status_code == 422


def test_a_form_without_its_rows_is_refused(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    sent = {"version": 1, "exact": "300 trees"}
    assert desk.post(reverse("claim_reading", args=[claim.pk]), sent, headers=HTMX).status_code == 422


# Errors and conflicts --------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"chain": [{**MAYOR, "name": ""}]}, "Enter the source of these words."),
        ({"chain": [{**MAYOR, "kind": "planet"}]}, "Select a valid choice"),
        ({"chain": [MAYOR] * 11}, "at most 10"),
        ({"quantities": [{**TREES, "low": "", "high": ""}]}, "Enter a number."),
        ({"quantities": [{**TREES, "low": "many"}]}, "Enter a number"),
        ({"quantities": [{**TREES, "low": "1e999"}]}, "Enter a number"),
        ({"quantities": [{**TREES, "high": "2"}]}, "not less than “From”"),
        ({"exact": ""}, "This field is required"),
        ({"exact": "300 bushes were planted"}, "are not in the article"),
        ({"version": "new"}, "Enter a whole number"),
    ],
)
def test_errors_are_shown_and_the_input_stays(
    desk: Client, edith: User, changes: dict[str, Any], sentence: str
) -> None:
    claim = make_detected_claim(edith)
    answer = post_reading(desk, claim, **{"hedged": "on", **changes})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert answer.context["correction"].form["hedged"].value() is True
    assert source_names(claim) == ["The mayor"]


def test_a_passage_of_another_claim_is_refused(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    place = claim.appearances.get()
    other = Claim.objects.create(text="300 trees")
    Appearance.objects.create(
        claim=other, article=place.article, start=place.start, end=place.start + 9, exact="300 trees",
        sentence_start=place.start, sentence_end=place.end,
    )  # fmt: skip
    answer = post_reading(desk, claim, exact="300 trees")
    assert answer.status_code == 422
    assert "already a claim of its own" in answer.content.decode()


def test_a_conflict_shows_both_readings(desk: Client, edith: User, emil: User) -> None:
    claim = make_detected_claim(edith)
    correct_reading(
        claim_id=claim.pk, editor=emil, version=1, chain=[AttributionInput("Emil’s source")], quantities=[],
        hedged=True, assertion="asserted",
    )  # fmt: skip
    answer = post_reading(desk, claim, [OFFICE])
    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.index("Your version") < page.index("Parks office") < page.index("Emil’s source")
    claim.refresh_from_db()
    post_reading(desk, claim, [OFFICE])
    assert source_names(claim) == ["Parks office"]


def test_a_missing_claim_has_no_reading(desk: Client) -> None:
    assert desk.get(reverse("claim_reading", args=[9])).status_code == 404


# The passage -----------------------------------------------------------------------


@pytest.mark.parametrize("words", ["300 trees", "on Monday that 300\n trees were planted.", "The mayor said"])
def test_the_words_determine_the_passage(desk: Client, edith: User, words: str) -> None:
    claim = make_detected_claim(edith)
    post_reading(desk, claim, exact=words)
    place = Appearance.objects.get(claim=claim)
    assert place.exact.split() == words.split()
    assert place.article.text[place.start : place.end] == place.exact


def make_two_trees(by: User) -> Claim:
    """A claim whose words appear a second time in the article, beside a word that appears three times."""
    text = (
        f"{ARTICLE_SENTENCE} Trees, trees. Trees! The mayor said that 300 trees were planted. "
        + "More. " * 600
        + "Oslo."
    )
    article = make_article(by, text)
    start = text.index("300 trees")
    return add_claim(article=article, editor=by, start=start, end=start + 9, exact="300 trees")


def test_of_two_passages_the_nearer_one_is_chosen(desk: Client, edith: User) -> None:
    claim = make_two_trees(edith)
    before = claim.appearances.get()
    post_reading(desk, claim, exact="300 trees were")
    after = Appearance.objects.get(claim=claim)
    assert (after.start, after.exact) == (before.start, "300 trees were")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("trees", "more than once"), ("Oslo", "not in the article"), ("the dam", "not in the article")],
)
def test_distant_or_ambiguous_words_are_refused(desk: Client, edith: User, words: str, sentence: str) -> None:
    claim = make_two_trees(edith)
    Appearance.objects.filter(claim=claim).update(start=1, end=3, sentence_start=0)
    answer = post_reading(desk, claim, exact=words)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
