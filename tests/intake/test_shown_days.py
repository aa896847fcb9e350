"""The day of publication that a web page shows, where it declares none or in the time zone of another place."""

from datetime import date

import pytest

from claims.intake.webpages import read_webpage

STORY = "<p>The council of the town voted to plant three hundred trees along the river before the winter.</p>" * 3
OTHERS = "<ul><li><p class=date>2023-11-03</p>The bridge is closed</li></ul>"


TITLE = "Three hundred trees for the river"


def read_day(
    body: str, head: str = "", url: str = "https://courier.example/trees", *, language: str = ""
) -> tuple[date | None, bool]:
    source = f"<html lang='{language}'><head><title>Trees</title>{head}</head><body>{body}</body></html>"
    page = read_webpage(source, url)
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


@pytest.mark.parametrize("tag", ["h1", "h2", "h6"])
def test_the_day_stands_beside_the_heading_with_the_title_of_the_page(tag: str) -> None:
    others = "<h1>The Courier</h1><ul><li>Archive of 12 May 2012</li></ul>"
    body = f"{others}<{tag}>{TITLE}</{tag}><span>13 January 2014</span><article>{STORY}</article>"
    assert read_day(body, f'<meta property="og:title" content="{TITLE}">')[0] == date(2014, 1, 13)


@pytest.mark.parametrize("tag", ["aside", "nav"])
def test_what_stands_between_the_heading_and_its_day_does_not_count(tag: str) -> None:
    others = f"<{tag}><ul>{'<li>The bridge is closed, 3 May 2022</li>' * 20}</ul></{tag}>"
    body = f"<h1>Trees</h1>{others}<strong>4 de mayo de 2022</strong><article>{STORY}</article>"
    assert read_day(body)[0] == date(2022, 5, 4)


@pytest.mark.parametrize(
    ("language", "expected"), [("pt-BR", date(2022, 5, 3)), ("de", date(2022, 5, 3)), ("en-US", None), ("", None)]
)
def test_the_language_of_a_page_tells_the_order_of_day_and_month(language: str, expected: date | None) -> None:
    body = f"<h1>Trees</h1><span>03/05/2022 21:44</span><article>{STORY}</article>"
    assert read_day(body, language=language)[0] == expected


def test_numbers_that_can_be_the_declared_day_are_that_day() -> None:
    head = '<meta property="article:published_time" content="2021-11-01T04:00:14Z">'
    body = f"<h1>Trees</h1><span>11/01/2021</span><article>{STORY}</article>"
    assert read_day(body, head, language="de") == (date(2021, 11, 1), False)


REPUBLISHED = (
    '<meta property="article:published_time" content="2021-11-22T17:42:22Z">'
    '<meta property="article:modified_time" content="2023-01-01T09:00:00Z">'
)


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("1 January 2023", (date(2023, 1, 1), True)),
        ("Updated 0900 GMT (1700 HKT) 1 January 2023", (date(2021, 11, 22), False)),
        ("Stand: 1.1.2023, 10:00 Uhr", (date(2021, 11, 22), False)),
        ("Meeting: 21 February 2022", (date(2021, 11, 22), False)),
        ("22 November 2021, updated 1 January 2023", (date(2021, 11, 22), False)),
    ],
)
def test_a_page_that_shows_a_later_day_as_its_own_is_published_again(stamp: str, expected: tuple[date, bool]) -> None:
    assert read_day(f"<h1>Trees</h1><span>{stamp}</span><article>{STORY}</article>", REPUBLISHED) == expected


def test_the_day_on_which_a_writer_joined_is_none_of_publication() -> None:
    writer = "<div>dana</div><div>Joined: 18 September 2008</div><div>21 January 2009, 05:42</div>"
    assert read_day(f"<h1>Trees</h1>{writer}<article>{STORY}</article>")[0] == date(2009, 1, 21)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("(21. November 2022) The council voted on Monday.", ""),
        ("Riverton, (21.11.2022). The council voted on Monday.", ""),
        ("The council voted on Monday.", "Riverton, den 21. November 2022"),
        ("The council voted on Monday.", "21 November 2022"),
    ],
)
def test_a_dateline_and_a_signature_are_guesses(first: str, last: str) -> None:
    body = f"<article><h1>Trees</h1><p>{first}</p>{STORY}<p>{last}</p></article>"
    assert read_day(body, language="de") == (date(2022, 11, 21), True)


def test_the_only_marked_day_of_a_page_is_a_guess() -> None:
    time = "<p>Source: the council</p><time datetime='2022-01-21'>21.01. - 13:30</time>"
    head = '<meta name="date" content="2022-01-26">'
    assert read_day(f"<h1>Trees</h1><article>{STORY}</article>{time}", head) == (date(2022, 1, 21), True)
    assert read_day(f"<h1>Trees</h1><article>{STORY}</article>{time}<time datetime='2022-01-20'></time>", head)[
        0
    ] == date(2022, 1, 26)


def test_a_day_in_the_address_counts_if_there_is_no_other() -> None:
    assert read_day(f"<h1>Trees</h1>{STORY}", url="https://courier.example/news/29-10-2021") == (
        date(2021, 10, 29),
        True,
    )


def test_an_earlier_day_in_the_address_counts_before_the_day_on_which_the_site_moved() -> None:
    head = '<meta property="article:published_time" content="2019-06-17T10:00:00+02:00">'
    url = "https://courier.example/2017/7/12/trees"
    assert read_day(f"<h1>Trees</h1><article>{STORY}</article>", head, url) == (date(2017, 7, 12), True)


def test_without_a_heading_the_day_before_the_first_line_is_a_guess() -> None:
    body = f"<div><b>Parks</b><br><span>01.02.2022</span> Section: Parks<article>{STORY}</article></div>"
    assert read_day(body, language="de") == (date(2022, 2, 1), True)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("<span>Stand - 12.11.2021 (Unverändert gültig seit: 05.11.2021)</span>", date(2021, 11, 12)),
        ("<label>Letzte Änderung:</label><div>14.01.2022 um 09:25</div>", date(2022, 1, 14)),
        ("<p>Updated June 13, 2019</p>", date(2019, 6, 13)),
    ],
)
def test_the_day_of_a_later_version_is_a_guess_where_no_other_is_shown(shown: str, expected: date) -> None:
    assert read_day(f"<h1>Trees</h1>{shown}<article>{STORY}</article>") == (expected, True)


def test_a_word_that_ends_like_a_later_version_is_none() -> None:
    body = f"<h1>Trees</h1><article>{STORY * 3}</article><a>Mittelstand (bis 31.12.2020)</a>"
    assert read_day(body)[0] is None


def test_a_later_version_that_is_older_than_a_day_without_a_name_counts_before_it() -> None:
    head, shown = '<meta name="date" content="2020-04-29T11:52:23">', "<span>Stand: 28.04.2020 18:00 Uhr</span>"
    assert read_day(f"<h1>Trees</h1>{shown}<article>{STORY}</article>", head) == (date(2020, 4, 28), True)


def test_empty_elements_are_no_distance_from_the_heading() -> None:
    head = '<meta property="article:published_time" content="2022-05-03">'
    body = f"<h1>Trees</h1>{'<div> </div>' * 600}<span>4 mayo 2022</span><article>{STORY}</article>"
    assert read_day(body, head)[0] == date(2022, 5, 4)


def test_a_french_page_names_the_day_on_which_it_went_online() -> None:
    body = f"<h1>Arbres</h1><article>{STORY}</article><p>Mise en ligne</p><p>23 mai 2019</p>"
    assert read_day(body, language="fr") == (date(2019, 5, 23), False)


@pytest.mark.parametrize(
    ("language", "moment", "expected"),
    [
        ("de", "2022-11-06T23:00:00.000Z", date(2022, 11, 7)),
        ("pl-PL", "2022-07-06T22:00:00Z", date(2022, 7, 7)),
        ("de", "2022-11-06T23:00:01Z", date(2022, 11, 6)),
        ("en", "2022-11-06T23:00:00.000Z", date(2022, 11, 6)),
        ("es", "2022-11-06T23:00:00.000Z", date(2022, 11, 6)),
    ],
)
def test_midnight_of_central_europe_in_utc_is_the_day_that_begins(language: str, moment: str, expected: date) -> None:
    head = f'<meta property="article:published_time" content="{moment}"><time datetime="{moment}"></time>'
    assert read_day(f"<h1>Trees</h1><article>{STORY}</article>", head, language=language)[0] == expected


def test_the_marked_time_of_publication_counts_before_those_of_other_stories() -> None:
    others = "<ul><li><time datetime='2022-01-21'>21.01.2022</time></li></ul>"
    marked = "<time itemprop='datePublished' datetime='2022-01-27'></time>"
    body = f"<article><h1>Trees</h1>{STORY}{marked}</article><p>More</p>{'<p>Words</p>' * 200}{others}"
    assert read_day(body)[0] == date(2022, 1, 27)


def test_the_day_in_the_title_of_the_page_is_that_of_its_readers() -> None:
    source = (
        f"<html lang=es><head><title>Trees - 11/05/2022 - EL COURIER</title>"
        f'<meta property="article:published_time" content="2022-05-10T23:35:55"></head>'
        f"<body><h1>Trees</h1><article>{STORY}</article></body></html>"
    )
    assert read_webpage(source, "https://courier.example/trees").published == date(2022, 5, 11)
