"""The day of publication that a web page shows, where it declares none or in the time zone of another place."""

from datetime import date

import pytest

from claims.intake.webpages import read_webpage

STORY = "<p>The council of the town voted to plant three hundred trees along the river before the winter.</p>" * 3
OTHERS = "<ul><li><p class=date>2023-11-03</p>The bridge is closed</li></ul>"


def read_day(body: str, head: str = "", url: str = "https://courier.example/trees") -> tuple[date | None, bool]:
    page = read_webpage(f"<html><head><title>Trees</title>{head}</head><body>{body}</body></html>", url)
    return page.published, "published" in page.guesses


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("<div class=info>Written: 2023-11-07 15:03:30 / Updated: 2023-11-08 9:00</div>", date(2023, 11, 7)),
        ("<p>Erschienen am: 1. November 2023</p><p>Letzte Änderung: 2. November 2023</p>", date(2023, 11, 1)),
    ],
)
def test_a_day_that_is_called_that_of_publication_is_known(stamp: str, expected: date) -> None:
    assert read_day(f"<h1>Trees</h1>{stamp}<article>{STORY}</article>{OTHERS}") == (expected, False)


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ("<span>21. November 2022</span>", date(2022, 11, 21)),
        ("<span>3 de mayo de 2022</span>", date(2022, 5, 3)),
        ("<span>4. 2. 2022</span>", date(2022, 2, 4)),
        ("<span>Updated: March 9, 2022</span><span>March 3, 2022</span>", date(2022, 3, 3)),
    ],
)
def test_a_day_beside_the_heading_is_a_guess_that_counts_before_a_revision(beside: str, expected: date) -> None:
    head = '<meta property="og:updated_time" content="2022-12-16T17:30:38+0100">'
    assert read_day(f"<h1>Trees</h1>{beside}<article>{STORY}</article>", head) == (expected, True)


def test_a_day_in_a_sentence_is_none_of_publication() -> None:
    told = "<p>The trees, which the council had ordered on 18 October 2021, came by ship from the other side.</p>"
    assert read_day(f"<h1>Trees</h1><article>{told}{STORY}</article>")[0] is None


def test_a_time_in_utc_is_of_the_day_that_the_page_shows() -> None:
    head = '<meta property="article:published_time" content="2021-11-04T23:00Z">'
    assert read_day(f"<h1>Trees</h1><span>5. November 2021</span><article>{STORY}</article>", head)[0] == date(
        2021, 11, 5
    )
