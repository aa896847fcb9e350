"""What the database promises about reviews, each with an attempt to break it."""

import pytest
from django.db import IntegrityError, connection
from django.db.models import F

from claims.models import Review, Term
from claims.models.review import UNDATED

FIELDS = {"url": "https://a.example/1", "publisher": "A", "site": "a.example", "rating": "False"}


def a_review(key: str = "1", claim_text: str = "300 trees were planted.", **fields: object) -> Review:
    return Review.objects.create(key=key, claim_text=claim_text, **{**FIELDS, **fields})


def counted() -> dict[str, int]:
    """How often each word stands in the reviews, counted anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, ndoc FROM ts_stat('SELECT search FROM claims_review')")
        return {**dict(cursor.fetchall()), "": Review.objects.count()}


def kept() -> dict[str, int]:
    return dict(Term.objects.filter(documents__gt=0).values_list("lexeme", "documents"))


def test_words_are_counted_whatever_is_written(db: None) -> None:
    Review.objects.bulk_create(
        Review(key=str(n), claim_text=f"The mayor planted {n} trees.", **FIELDS) for n in range(5)
    )
    assert kept() == counted()
    Review.objects.filter(key__in=["1", "2"]).update(claim_text="Nobody planted anything.", title=F("claim_text"))
    assert kept() == counted()
    Review.objects.filter(key="3").delete()
    assert kept() == counted()
    Review.objects.all().update(withdrawn=False)
    assert kept() == counted()


def test_a_page_and_a_claim_make_one_review(db: None) -> None:
    a_review()
    with pytest.raises(IntegrityError, match="one_review_per_page_and_claim"):
        a_review(claim_text="Another.")


@pytest.mark.parametrize("nothing", ["claim_text", "rating", "url"])
def test_a_review_says_what_it_found_where(db: None, nothing: str) -> None:
    with pytest.raises(IntegrityError, match="a_review_says_what_it_found_where"):
        a_review(**{nothing: ""})


def test_somebody_elses_review_is_not_ours_to_withdraw(db: None) -> None:
    with pytest.raises(IntegrityError, match="only_ours_is_withdrawn"):
        a_review(withdrawn=True)


@pytest.mark.parametrize(
    ("claimed", "reviewed", "dated"),
    [("2026-01-01", "2026-02-01", "2026-02-01"), ("2026-01-01", None, "2026-01-01"), (None, None, UNDATED.isoformat())],
)
def test_the_newer_of_its_dates_is_the_age_of_a_review(
    db: None, claimed: str | None, reviewed: str | None, dated: str
) -> None:
    review = a_review(claimed=claimed, reviewed=reviewed)
    review.refresh_from_db()
    assert review.dated.isoformat() == dated


@pytest.mark.parametrize("text", ["4,250 trees", "4250 trees", "“4,250” trees…", "‘4250’ – trees"])
def test_spelling_does_not_hide_a_number(db: None, text: str) -> None:
    a_review(claim_text=text)
    assert set(kept()) == {"", "4250", "tree"}
