"""Documents from files and pages: text and metadata."""

import time
from contextlib import suppress
from datetime import date

import pytest

from claims.intake.document import Document
from claims.intake.documents import (
    ACCEPT_HEADER,
    ACCEPT_SUFFIXES,
    KINDS,
    MAX_FILE_BYTES,
    MEDIA_TYPES,
    FileKind,
    describe_kinds,
    document_from_file,
    document_from_web,
)
from claims.refusals import EmptyText, NotText, Refusal, TextTooLong, UnknownFileType
from tests.intake.file_samples import list_samples

FIRE = (
    "Twelve people were hurt when a warehouse burnt down in the harbour on Monday night, "
    "according to the fire brigade. “We have not seen such flames in years,” its chief said."
)
CAUSE = (
    "The police said on Tuesday that they do not know the cause yet. More than 300 people "
    "had to leave their homes; most of them went back in the morning, the mayor’s office said."
)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Fire in the harbour | Harbour Times</title>
<base href="https://example.org/">
<link rel="stylesheet" href="/style.css"><link rel="canonical" href="/news/fire">
<meta property="og:site_name" content="Harbour Times">
<meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2024-03-05T22:10:00+00:00">
<script>var claim = "Nobody was hurt, said the script.";</script>
<style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/sport">All the sport of the day</a></nav>
<article><h1>Fire in the harbour</h1><p>{FIRE}</p><script>track("reader")</script><p>{CAUSE}</p>
<ul><li>Twelve people were taken to hospital.</li><li>Three of them are firefighters.</li></ul></article>
<aside>Subscribe to our newsletter</aside>
<footer>© Harbour Times, all rights reserved</footer></body></html>"""


def document_of_page(page: str, url: str = "https://example.org/news/fire?utm_source=mail") -> Document:
    return document_from_web("text/html", page.encode(), charset="utf-8", url=url)


def test_a_page_has_an_article_and_metadata() -> None:
    document = document_of_page(PAGE)
    assert document.title == "Fire in the harbour"
    assert document.url == "https://example.org/news/fire"
    assert document.published == date(2024, 3, 5)
    assert (document.publisher, document.byline) == ("Harbour Times", "Jane Doe")
    assert document.language == "en"


def test_a_page_is_read_without_scripts_and_navigation() -> None:
    text = document_of_page(PAGE).text
    assert f"{FIRE}\n\n{CAUSE}\n\n" in text
    assert "hospital.\n\n- Three of them" in text
    for rubbish in ("script", "track", "Home", "sport", "newsletter", "rights reserved", "color", "<"):
        assert rubbish not in text


@pytest.mark.parametrize(
    ("claimed", "believed"),
    [
        ("/news/fire?utm_medium=rss", "https://example.org/news/fire"),
        ("https://www.example.org/fire/", "https://www.example.org/fire/"),
        ("//example.org/fire", "https://example.org/fire"),
        ("https://bbc.co.uk/news/world-1", "https://m.example.org/2024/fire"),
        ("http://127.0.0.1/fire", "https://m.example.org/2024/fire"),
        ("https://example.org/", "https://m.example.org/2024/fire"),
        ("javascript:alert(1)", "https://m.example.org/2024/fire"),
        ("http://[", "https://m.example.org/2024/fire"),
        ("", "https://m.example.org/2024/fire"),
    ],
)
def test_a_canonical_url_must_be_on_the_same_site(claimed: str, believed: str) -> None:
    page = PAGE.replace('rel="canonical" href="/news/fire"', f'rel="canonical" href="{claimed}"')
    host = "example.org" if claimed.startswith("/news") else "m.example.org"
    assert document_of_page(page, f"https://{host}/2024/fire").url == believed


def test_the_url_for_sharing_is_used_without_a_canonical_link() -> None:
    page = PAGE.replace('rel="canonical" href="/news/fire"', "").replace(
        "<style>", '<meta property="og:url" content="https://example.org/shared"><style>'
    )
    assert document_of_page(page).url == "https://example.org/shared"


def test_a_base_element_is_not_a_canonical_url() -> None:
    page = PAGE.replace('<link rel="canonical" href="/news/fire">', "")
    assert document_of_page(page).url == "https://example.org/news/fire"


def test_a_file_has_no_url() -> None:
    document = document_from_file("fire.html", PAGE.encode())
    assert document.url == ""
    assert document.title == "Fire in the harbour"


SMALL_PAGES = {
    "fragment": "<p>The mayor said no.</p>",
    "page of one sentence": "<html><body>The mayor said no.</body></html>",
    "page of divisions": "<html><body><div>The mayor said no.</div><script>evil()</script></body></html>",
    "page without end tags": "<html><body><h1>The mayor said no.",
    "text without tags": "The mayor said no.",
    "page in a table": "<table><tr><td>The mayor said no.</td></tr></table>",
    "capitals": "<HTML><BODY><P>The mayor said no.</P></BODY></HTML>",
    "NUL in the markup": "<html><body><p>The mayor\0 said no.</p></body></html>",
}


@pytest.mark.parametrize("markup", SMALL_PAGES.values(), ids=SMALL_PAGES)
def test_a_small_page_is_read(markup: str) -> None:
    document = document_from_file("mayor.htm", markup.encode())
    assert document.text == "The mayor said no."
    assert document.title == "The mayor said no."


def test_the_charset_comes_from_header_meta_or_bytes() -> None:
    page = "<html><head>{}</head><body><p>“Zürich” said the mayor of the city</p></body></html>"
    meta = '<meta charset="windows-1252">'
    for declaration, codec, header in (
        (meta, "cp1252", ""),
        (meta, "utf-8", ""),
        ("", "cp1252", "iso-8859-1"),
        (meta, "utf-16", "utf-8"),
        ("", "cp1252", "utf-8"),
    ):
        body = page.format(declaration).encode(codec)
        document = document_from_web("text/html", body, charset=header, url="https://a.example/")
        assert document.text == "“Zürich” said the mayor of the city"


def test_a_page_with_one_broken_character_in_its_markup_is_read() -> None:
    body = PAGE.encode().replace(b'content="Jane Doe"', b'content="J\xffne Doe"')
    assert FIRE in document_from_web("text/html", body, charset="utf-8", url="https://a.example/x").text


def test_the_first_line_of_a_text_file_is_its_title() -> None:
    document = document_from_file("Fire.TXT", f"\ufeffFire in the harbour\r\n\r\n{FIRE}".encode())
    assert document == Document(title="Fire in the harbour", text=f"Fire in the harbour\n\n{FIRE}", guesses=("title",))


def test_markdown_becomes_plain_text() -> None:
    source = """Intro before any heading,
wrapped over two lines.

# Fire *in* the [harbour](https://example.org)

> “We have **not** seen such flames,” the `chief` said.

1. Twelve hurt
2. Three of them ~~dead~~ firefighters

| who | hurt |
|---|---|
| crew | 3 |

![a picture](fire.jpg) Caption &amp; credit

<div onclick="evil()">Left <b>in</b> HTML</div>

<script>evil()</script>
"""
    document = document_from_file("fire.md", source.encode())
    assert document.title == "Fire in the harbour"
    assert document.text.split("\n\n") == [
        "Intro before any heading, wrapped over two lines.",
        "Fire in the harbour",
        "“We have not seen such flames,” the chief said.",
        "Twelve hurt",
        "Three of them dead firefighters",
        "who",
        "hurt",
        "crew",
        "3",
        "Caption & credit",
        "Left in HTML",
    ]


def test_front_matter_can_give_the_title() -> None:
    document = document_from_file(
        "fire.md", b'---\r\nlayout: post\r\ntitle: "Fire: a report"\r\n---\r\nThe mayor said no.\r\n'
    )
    assert document == Document(title="Fire: a report", text="The mayor said no.")


def test_the_first_line_of_markdown_without_heading_is_its_title() -> None:
    assert document_from_file("fire.md", b"---\n\nThe mayor said no.\n\n---\n\nThe end.").title == "The mayor said no."


REFUSED = {
    "another kind of file": ("fire.xls", b"%PDF-1.7", UnknownFileType),
    "no kind": ("README", b"The mayor said no.", UnknownFileType),
    "hidden kind": ("fire.html.exe", b"The mayor said no.", UnknownFileType),
    "empty": ("fire.txt", b"", EmptyText),
    "blank": ("fire.md", b" \n\n ", EmptyText),
    "Markdown of a picture only": ("fire.md", b"![a picture](fire.jpg)", EmptyText),
    "page without text": ("fire.html", b"<html><body><div id=app></div><script>run()</script>", EmptyText),
    "empty page": ("fire.html", b"", EmptyText),
    "picture called text": ("fire.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", NotText),
    "picture called Markdown": ("fire.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", NotText),
    "picture called page": ("fire.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xfe", NotText),
    "NUL in text": ("fire.txt", b"The mayor\0 said no.", NotText),
    "NUL in Markdown": ("fire.md", b"The mayor\0 said no.", NotText),
    "broken UTF-8": ("fire.txt", FIRE.encode() + b"\xff", NotText),
    "50 MB": ("fire.txt", b"The mayor said no. " * 2_700_000, TextTooLong),
    "50 MB of page": ("fire.html", b"<p>The mayor said no." * 2_500_000, TextTooLong),
    "Markdown of marks": ("fire.md", b"![" * 400_000 + b"no", NotText),
    "more text than an article": ("fire.txt", b"no " * 400_000, TextTooLong),
}


@pytest.mark.parametrize(("name", "data", "refusal"), REFUSED.values(), ids=REFUSED)
def test_unreadable_input_is_refused(name: str, data: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        document_from_file(name, data)


HALF_OPEN_META = f"<meta name=author content='{'&lt;b ' * 400_000}'>"
HALF_OPEN_JSON = r"\u003cb " * 400_000
EXPENSIVE_PAGES = {
    "a million tags": "<p>a" * (MAX_FILE_BYTES // 4),
    "tags one in another": "<div>" * 39_000 + "The mayor said no.",
    "a field of half-open tags": f"<html><head>{HALF_OPEN_META}</head><body><p>{FIRE}",
    "data of half-open tags": '<html><head><script type="application/ld+json">'
    f'{{"@type":"NewsArticle","headline":"{HALF_OPEN_JSON}"}}</script></head><body><p>{FIRE}',
}


@pytest.mark.parametrize("markup", EXPENSIVE_PAGES.values(), ids=EXPENSIVE_PAGES)
def test_a_hostile_page_takes_little_time(markup: str) -> None:
    start = time.process_time()
    with suppress(NotText, EmptyText):
        document_from_file("fire.html", markup.encode())
    assert time.process_time() - start < 10


def test_a_row_of_a_table_is_a_line_as_in_other_files() -> None:
    prose = "".join(f"<p>The parks office counted the trees of park number {number} twice.</p>" for number in range(20))
    table = "<table><tr><th>Park</th><th>Trees</th></tr><tr><td>Mill Green</td><td>112 limes</td></tr></table>"
    body = f"<html><head><title>Trees</title></head><body><article>{prose}{table}</article></body></html>".encode()
    read = {
        whole: document_from_web("text/html", body, charset="", url="https://parks.example/", whole=whole).text
        for whole in (False, True)
    }
    assert read[False].endswith("park number 19 twice.\n\nPark | Trees\n\nMill Green | 112 limes")
    assert "112 limes" in read[True]
    assert "park number 19 twice." in read[True]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.suffixes[0])
def test_each_kind_of_file_is_named_everywhere(kind: FileKind) -> None:
    """The form, the refusal of other files, and the header of a fetch name the kind."""
    with pytest.raises(UnknownFileType) as refused:
        document_from_file("fire.exe", b"MZ")
    assert kind.suffixes[0] in refused.value.detail
    assert f"{kind.label} ({kind.suffixes[0]})" in describe_kinds()
    assert {*kind.suffixes} <= {*ACCEPT_SUFFIXES.split(",")}
    assert {*kind.media_types} <= MEDIA_TYPES
    for media_type in kind.media_types:
        assert media_type in ACCEPT_HEADER


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.suffixes[0])
def test_a_kind_is_read_the_same_by_any_suffix(kind: FileKind) -> None:
    data = list_samples()[kind.suffixes[0]]
    by_suffix = {document_from_file(f"fire{suffix.upper()}", data) for suffix in kind.suffixes}
    by_media_type = {document_from_web(media_type, data, charset="utf-8", url="") for media_type in kind.media_types}
    assert len(by_suffix | by_media_type) == 1
