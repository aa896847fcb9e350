"""Official figures beside claims: what is suggested, judged, undone and cited."""

from datetime import date
from typing import Any

import pytest
from psycopg.types.range import DateRange

from claims.models import Claim, Evidence, FigureMatch, User
from claims.refusals import NotAllowed, NotFound, Refusal
from claims.selectors.claims import get_claim
from claims.selectors.figures import Figure, list_figures
from claims.services.figures import cite_figure, confirm_figure, reject_figure, reopen_figure
from claims.services.series import remove_series
from claims.services.undo import undo_decision
from tests.figure_stories import import_figures, make_series, make_tree_series
from tests.stories import make_detected_claim, make_queued_claim, make_taken_claim

RATES = (
    "month,value,published\n2026-01,6.5,2026-02-18\n2026-02,6.6,2026-03-18\n"
    "2026-03,6.7,2026-04-18\n2026-03,6.9,2026-05-20\n"
)


def make_rate_claim(by: User, text: str, said: date = date(2026, 5, 2), **appearance: Any) -> Claim:
    """A claim with these words, said on a day, with one number of a percentage."""
    claim = make_detected_claim(by)
    Claim.objects.filter(pk=claim.pk).update(text=text)
    place = claim.appearances.get()
    for name, value in {"places": [], **appearance}.items():
        setattr(place, name, value)
    place.save()
    place.article.published = said
    place.article.save()
    place.quantities.update(low=7.4, high=7.4, unit="%")
    return get_claim(claim.pk, figures=True)


def values(figure: Figure) -> tuple[str, float | None, float, bool]:
    at_day = figure.value.at_day
    return str(figure.value.start), at_day.value if at_day else None, figure.value.latest.value, figure.differs


def test_a_claim_is_shown_the_value_of_its_day_and_the_latest(edith: User) -> None:
    import_figures(make_series(edith), edith, RATES)
    claim = make_rate_claim(edith, "Unemployment is at 7.4% in France.", places=[{"name": "France"}])
    assert [values(figure) for figure in list_figures(claim)] == [("2026-03-01", 6.7, 6.9, True)]


FEBRUARY, QUARTER, YEAR = (
    DateRange(date(2026, 2, 1), date(2026, 3, 1)),
    DateRange(date(2026, 1, 1), date(2026, 4, 1)),
    DateRange(date(2019, 1, 1), date(2020, 1, 1)),
)


@pytest.mark.parametrize(
    ("text", "change", "expected"),
    [
        ("Unemployment in February stood at 7.4%.", {"period": FEBRUARY}, "2026-02-01"),
        ("Unemployment was 7.4% this quarter.", {"period": QUARTER}, "2026-03-01"),
        ("Unemployment was 7.4% in 2019.", {"period": YEAR}, ""),
        ("Unemployment is 7.4% in Spain.", {"places": [{"name": "Spain"}]}, ""),
        ("Approval of the government is 7.4%.", {}, ""),
        ("Unemployment is 7.4%.", {"said": date(2026, 3, 1)}, "2026-01-01"),
    ],
)
def test_unit_place_words_and_period_decide(edith: User, text: str, change: dict[str, Any], expected: str) -> None:
    import_figures(make_series(edith), edith, RATES)
    figures = list_figures(make_rate_claim(edith, text, **change))
    assert [str(figure.value.start) for figure in figures] == [expected] * bool(expected)


def test_of_two_places_that_a_claim_does_not_name_none_is_suggested(edith: User) -> None:
    for place in ("France", "Spain"):
        import_figures(make_series(edith, place=place), edith, RATES)
    assert list_figures(make_rate_claim(edith, "Unemployment is at 7.4%.")) == []
    figures = list_figures(make_rate_claim(edith, "Spain: unemployment is at 7.4%."))
    assert [figure.series.place for figure in figures] == ["Spain"]


@pytest.mark.parametrize("change", [{"unit": "people"}, {"kind": "change_by"}], ids=str)
def test_another_unit_or_a_change_is_not_held_against_a_level(edith: User, change: dict[str, str]) -> None:
    import_figures(make_series(edith), edith, RATES)
    claim = make_rate_claim(edith, "Unemployment is at 7.4% in France.")
    claim.appearances.get().quantities.update(**change)
    assert list_figures(get_claim(claim.pk, figures=True)) == []


def test_a_claim_that_rounds_does_not_differ_and_a_multiplier_counts(edith: User) -> None:
    series = make_series(edith, name="Jobs", place="", unit="jobs", multiplier=1_000)
    import_figures(series, edith, "month,value,published\n2026-03,29.6,2026-04-18\n")
    claim = make_rate_claim(edith, "There are 29,600 jobs.")
    claim.appearances.get().quantities.update(low=29_600, high=29_600, unit="jobs")
    assert [figure.differs for figure in list_figures(get_claim(claim.pk, figures=True))] == [False]


def test_a_judgement_is_undone_and_a_rejected_figure_stays_rejected(edith: User) -> None:
    series, claim = make_tree_series(edith), make_queued_claim(edith)
    place: dict[str, Any] = {"claim_id": claim.pk, "series_id": series.pk, "start": date(2026, 2, 1), "editor": edith}
    event = confirm_figure(**place)
    assert event
    assert confirm_figure(**place) is None
    undo_decision(event_id=event.pk, by=edith)
    assert FigureMatch.objects.get().state == "suggested"
    reject_figure(**place)
    remove_series(series_id=series.pk, by=edith)
    assert [figure.state for figure in list_figures(get_claim(claim.pk, figures=True))] == ["rejected"]
    reopen_figure(**place)
    assert FigureMatch.objects.get().judged_by is None


def test_a_figure_is_cited_with_its_vintage_by_who_holds_the_claim(edith: User, emil: User, cora: User) -> None:
    series, claim = make_tree_series(edith), make_taken_claim(edith)
    place: dict[str, Any] = {"claim_id": claim.pk, "series_id": series.pk, "start": date(2026, 2, 1)}
    cite_figure(**place, editor=edith)
    item = Evidence.objects.get()
    assert item.question == "What do the official figures say? Trees planted, February 2026"
    assert item.answer == "290 trees as published on 1 March 2026, revised to 295 trees on 20 May 2026."
    assert (item.url, item.published, item.stance) == (series.url, date(2026, 3, 1), "context")
    with pytest.raises(Refusal):
        cite_figure(**place, editor=emil)
    with pytest.raises(NotAllowed):
        confirm_figure(**place, editor=cora)
    with pytest.raises(NotFound):
        confirm_figure(**place | {"start": date(1999, 1, 1)}, editor=edith)
