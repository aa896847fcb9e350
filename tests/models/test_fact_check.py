"""What the database promises about reviews, each with an attempt to break it."""

import pytest
from django.db import IntegrityError, connection
from django.db.models import F

from claims.models import FactCheck, SearchTerm
from claims.models.fact_check import MIN_DATE

FACT_CHECK_FIELDS = {"url": "https://a.example/1", "publisher": "A", "site": "a.example", "rating": "False"}


def make_fact_check(key: str = "1", claim_text: str = "300 trees were planted.", **fields: object) -> FactCheck:
    return FactCheck.objects.create(key=key, claim_text=claim_text, **{**FACT_CHECK_FIELDS, **fields})


def count_terms() -> dict[str, int]:
    """How often each word stands in the reviews, counted anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, ndoc FROM ts_stat('SELECT search FROM claims_factcheck')")
        return {**dict(cursor.fetchall()), "": FactCheck.objects.count()}


def term_counts() -> dict[str, int]:
    return dict(SearchTerm.objects.filter(fact_check_count__gt=0).values_list("lexeme", "fact_check_count"))


def test_words_are_counted_whatever_is_written(db: None) -> None:
    FactCheck.objects.bulk_create(
        FactCheck(key=str(n), claim_text=f"The mayor planted {n} trees.", **FACT_CHECK_FIELDS) for n in range(5)
    )
    assert term_counts() == count_terms()
    FactCheck.objects.filter(key__in=["1", "2"]).update(claim_text="Nobody planted anything.", title=F("claim_text"))
    assert term_counts() == count_terms()
    FactCheck.objects.filter(key="3").delete()
    assert term_counts() == count_terms()
    FactCheck.objects.all().update(withdrawn=False)
    assert term_counts() == count_terms()


def test_a_page_and_a_claim_make_one_review(db: None) -> None:
    make_fact_check()
    with pytest.raises(IntegrityError, match="one_fact_check_per_page_and_claim"):
        make_fact_check(claim_text="Another.")


@pytest.mark.parametrize("nothing", ["claim_text", "url"])
def test_a_review_says_what_it_found_where(db: None, nothing: str) -> None:
    with pytest.raises(IntegrityError, match="a_fact_check_is_complete"):
        make_fact_check(**{nothing: ""})


def test_somebody_elses_review_is_not_ours_to_withdraw(db: None) -> None:
    with pytest.raises(IntegrityError, match="only_own_fact_checks_are_withdrawn"):
        make_fact_check(withdrawn=True)


@pytest.mark.parametrize(
    ("claimed", "reviewed", "dated"),
    [
        ("2026-01-01", "2026-02-01", "2026-02-01"),
        ("2026-01-01", None, "2026-01-01"),
        (None, None, MIN_DATE.isoformat()),
    ],
)
def test_the_newer_of_its_dates_is_the_age_of_a_review(
    db: None, claimed: str | None, reviewed: str | None, dated: str
) -> None:
    review = make_fact_check(claimed=claimed, reviewed=reviewed)
    review.refresh_from_db()
    assert review.dated.isoformat() == dated


@pytest.mark.parametrize("text", ["4,250 trees", "4250 trees", "“4,250” trees…", "‘4250’ – trees"])
def test_spelling_does_not_hide_a_number(db: None, text: str) -> None:
    make_fact_check(claim_text=text)
    assert set(term_counts()) == {"", "4250", "tree"}
