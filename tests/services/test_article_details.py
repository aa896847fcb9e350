"""Editors put right what is said about an article; dates of its claims follow."""

from datetime import date
from typing import Any

import pytest

from claims.event_data.articles import ArticleEdited
from claims.models import Article, Claim, Event, User
from claims.refusals import BadUrl, BadValue, DecidedSince, FieldTooLong, IllegalMove, Refusal, VersionConflict
from claims.selectors.article_details import list_kept_claims, list_offered_details
from claims.selectors.articles import find_newer_reading
from claims.services.article_details import edit_article, take_offered_details
from claims.services.articles import accept_reading, submit_text
from claims.services.reading_corrections import AttributionInput, correct_reading
from claims.services.undo import undo_decision
from claims.tasks import read_article, read_passage
from tests.stories import make_publication, make_read_article, make_submitted_verdict

TEXT = "The mayor said on Monday that 300 trees were planted."


def read_text(by: User, **details: Any) -> Article:
    article, _ = submit_text(text=TEXT, by=by, **details)
    read_article(article.pk)
    return Article.objects.get(pk=article.pk)


def edit(article: Article, by: User, **details: Any) -> Event | None:
    version = details.pop("version", None) or Article.objects.get(pk=article.pk).version
    return edit_article(article_id=article.pk, editor=by, version=version, details=details)


def test_details_are_edited_as_one_event_that_can_be_undone(edith: User) -> None:
    article = read_text(edith, title="Tres", publisher="Courier")
    event = edit(article, edith, title=" Trees  for the town ", publisher="Town Courier", byline="")
    article.refresh_from_db()
    assert (article.title, article.publisher, article.version) == ("Trees for the town", "Town Courier", 2)
    assert event is not None
    assert event.payload_as(ArticleEdited).before == {"title": "Tres", "publisher": "Courier"}
    undo_decision(event_id=event.pk, by=edith)
    article.refresh_from_db()
    assert (article.title, article.publisher) == ("Tres", "Courier")
    with pytest.raises(Refusal, match="already been undone"):
        undo_decision(event_id=event.pk, by=edith)


def test_an_edit_is_undone_by_its_editor_or_a_higher_role_and_while_it_is_the_newest(
    edith: User, emil: User, mona: User
) -> None:
    article = read_text(edith)
    first, second = edit(article, edith, byline="Dana"), edit(article, edith, byline="Dana Whitlock")
    assert first is not None
    assert second is not None
    with pytest.raises(Refusal):
        undo_decision(event_id=second.pk, by=emil)
    with pytest.raises(DecidedSince):
        undo_decision(event_id=first.pk, by=edith)
    undo_decision(event_id=second.pk, by=mona)
    article.refresh_from_db()
    assert article.byline == "Dana"


def test_guesses_are_confirmed_by_saving(edith: User) -> None:
    article = read_text(edith)
    assert article.guesses == ["title", "language"]
    event = edit(article, edith, title=article.title)
    article.refresh_from_db()
    assert article.guesses == ["language"]
    assert event is not None
    assert (event.payload_as(ArticleEdited).after, event.payload_as(ArticleEdited).confirmed) == ({}, ["title"])
    assert edit(article, edith, title=article.title) is None
    undo_decision(event_id=event.pk, by=edith)
    article.refresh_from_db()
    assert sorted(article.guesses) == ["language", "title"]


def test_an_edit_of_an_older_version_is_refused(edith: User) -> None:
    article = read_text(edith)
    edit(article, edith, byline="Dana")
    with pytest.raises(VersionConflict):
        edit(article, edith, byline="Nobody", version=1)


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({"title": " "}, BadValue),
        ({"title": "x" * 301}, FieldTooLong),
        ({"kind": "poem"}, BadValue),
        ({"language": "klingon"}, BadValue),
        ({"claimed_url": "javascript:alert(1)"}, BadUrl),
    ],
)
def test_what_an_article_cannot_have_is_refused(edith: User, details: dict[str, Any], refusal: type[Refusal]) -> None:
    article = read_text(edith)
    with pytest.raises(refusal):
        edit(article, edith, **details)
    assert not Event.objects.filter(verb="article.edited").exists()


def test_a_url_that_a_person_gives_is_never_the_fetched_one(edith: User) -> None:
    article = read_text(edith)
    edit(article, edith, claimed_url="https://courier.example/trees")
    article.refresh_from_db()
    assert (article.url, article.claimed_url) == (None, "https://courier.example/trees")


def test_a_new_day_gives_claims_new_dates_and_statements(edith: User) -> None:
    article = read_text(edith)
    claim = Claim.objects.get()
    (place,) = claim.appearances.all()
    assert place.period is None
    event = edit(article, edith, published=date(2026, 3, 4))
    read_article(article.pk)
    article.refresh_from_db()
    assert (article.status, article.is_redating, find_newer_reading(article)) == ("read", False, None)
    first_statement = Claim.objects.get().statement
    edit(article, edith, published=date(2026, 3, 14))
    read_article(article.pk)
    assert event is not None
    assert Event.objects.filter(verb="article.read").latest("id").data["redated"] == 1
    assert Claim.objects.get().statement == first_statement.replace("2 March", "9 March")


def test_a_statement_that_an_editor_wrote_survives_a_new_day(edith: User) -> None:
    article = read_text(edith, published=date(2026, 3, 4))
    claim = Claim.objects.get()
    correct_reading(
        claim_id=claim.pk, editor=edith, version=1, chain=[AttributionInput("The mayor", "person", "said")],
        quantities=[], hedged=False, assertion="asserted", statement="Three hundred trees were planted.",
    )  # fmt: skip
    edit(article, edith, published=date(2026, 3, 14))
    read_article(article.pk)
    claim.refresh_from_db()
    assert claim.statement == "Three hundred trees were planted."


def test_while_a_verdict_is_submitted_what_it_shows_is_frozen(edith: User) -> None:
    claim = make_submitted_verdict(edith).claim
    article = claim.appearances.get().article
    with pytest.raises(IllegalMove):
        edit(article, edith, title="Another title")
    assert edit(article, edith, byline="Dana") is not None


def test_a_published_claim_keeps_its_dates_and_the_page_names_it(edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    article = claim.appearances.get().article
    before = claim.appearances.get().times
    edit(article, edith, published=date(2026, 4, 4))
    read_article(article.pk)
    assert list_kept_claims(article) == [claim]
    assert claim.appearances.get().times == before
    assert Claim.objects.get(pk=claim.pk).unread == []


def test_a_new_language_is_read_again_and_compared(edith: User) -> None:
    article = read_text(edith)
    edit(article, edith, language="fr")
    read_article(article.pk)
    article.refresh_from_db()
    reading = find_newer_reading(article)
    assert (article.status, article.language) == ("read", "fr")
    assert reading is not None
    assert [claim["sources"] for claim in reading.facts["claims"]] == [[]]  # French rules know no "said"
    accept_reading(article_id=article.pk, reading_id=reading.pk, editor=edith)
    article.refresh_from_db()
    assert (find_newer_reading(article), article.language) == (None, "fr")


def test_a_reading_of_older_details_is_dropped(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    article, _ = submit_text(text=TEXT, by=edith)
    from claims import nlp

    read = nlp.read

    def edit_meanwhile(*words: Any, **known: Any) -> Any:
        if known["published"] is None:
            edit(article, edith, published=date(2026, 3, 4))
        return read(*words, **known)

    monkeypatch.setattr("claims.nlp.read", edit_meanwhile)
    read_article(article.pk)
    article.refresh_from_db()
    assert (article.status, article.readings.count()) == ("received", 0)
    read_article(article.pk)
    assert Claim.objects.get().appearances.get().article.status == "read"


def test_the_same_text_with_better_details_offers_them(cora: User, edith: User) -> None:
    article = read_text(edith, publisher="Town Courier")
    submit_text(
        text=TEXT, by=cora, title="Trees for the town", published=date(2026, 3, 4), publisher="Another",
        url="https://courier.example/trees",
    )  # fmt: skip
    offered = {row.name: (row.current, row.offered) for row in list_offered_details(article)}
    assert offered == {
        "title": (article.title, "Trees for the town"),
        "published": ("", "2026-03-04"),
        "claimed_url": ("", "https://courier.example/trees"),
    }
    taken = {name: word for name, (_, word) in offered.items()}
    with pytest.raises(VersionConflict):
        take_offered_details(article_id=article.pk, editor=edith, version=1, offered={"title": "Forged"})
    take_offered_details(article_id=article.pk, editor=edith, version=1, offered=taken)
    article.refresh_from_db()
    assert (article.title, article.published) == ("Trees for the town", date(2026, 3, 4))
    assert list_offered_details(article) == []


def test_a_passage_that_no_reading_finds_gets_its_dates_too(edith: User) -> None:
    article = make_read_article(edith)
    claim = Claim.objects.get()
    place = claim.appearances.get()
    correct_reading(
        claim_id=claim.pk, editor=edith, version=1, chain=[], quantities=[], hedged=False, assertion="asserted",
        start=place.start - 4, end=place.end,
    )  # fmt: skip
    read_passage(claim.pk)
    Claim.objects.filter(pk=claim.pk).update(unread=[])
    edit(article, edith, published=date(2026, 3, 9))
    read_article(article.pk)
    claim.refresh_from_db()
    assert claim.unread in (["dates"], [])
