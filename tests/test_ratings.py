"""A rating is one row of `claims.ratings`: everything else about it derives from there."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from claims.keys import KEY_ACTIONS
from claims.models import User, Verdict
from claims.rating_scales import MAX_POINTS, TONES
from claims.ratings import NO_TONE, RATINGS, Rating
from tests.stories import make_taken_claim

CSS = Path(settings.BASE_DIR) / "claims" / "static" / "claims" / "css"


@pytest.mark.parametrize("rating", RATINGS.values(), ids=RATINGS)
def test_a_rating_has_a_tone_and_a_shade(rating: Rating) -> None:
    assert f'[data-tone="{rating.tone}"]' in (CSS / "tones.css").read_text()
    shade = f"{rating.tone}-strong" if rating.strong else rating.tone
    assert f'.chart [data-shade="{shade}"]' in (CSS / "charts.css").read_text()


def test_each_place_on_a_scale_has_a_key() -> None:
    keys = [KEY_ACTIONS[f"rate_{place}"].key for place in range(1, MAX_POINTS + 1)]
    assert keys == [*"1234567890"]


def test_a_tone_of_a_point_is_a_tone_of_the_site() -> None:
    css = (CSS / "tones.css").read_text()
    assert [tone for tone in (*TONES, NO_TONE) if f'[data-tone="{tone}"]' not in css] == []


def test_ratings_of_one_tone_differ_in_shade() -> None:
    assert len({(rating.tone, rating.strong) for rating in RATINGS.values()}) == len(RATINGS)


def test_the_database_refuses_a_rating_that_is_not_on_the_scale(edith: User) -> None:
    draft = make_taken_claim(edith).verdicts.get()
    with pytest.raises(IntegrityError, match="the_rating_of_a_verdict_is_on_the_scale"), transaction.atomic():
        Verdict.objects.filter(pk=draft.pk).update(rating="nearly")
