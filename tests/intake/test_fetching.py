"""Fetching: responses, refusals and size limits."""

import gzip
from pathlib import Path

import pytest

from claims.intake import fetching
from claims.intake.fetching import MAX_PAGE_BYTES, fetch_page
from claims.refusals import FetchFailed, NotAnArticle, NotText
from tests.intake.loopback_web import PAGE, LoopbackWeb, endless_body, http_answer, redirect_answer


def test_a_page_is_fetched(web: LoopbackWeb) -> None:
    web.pages["/fire?id=1"] = http_answer(PAGE, content_type="Text/HTML; Charset='UTF-8'")
    page = fetch_page(web.url("/fire?id=1#top"), web.network)
    assert (page.content_type, page.charset, page.body) == ("text/html", "UTF-8", PAGE)
    assert page.url == web.url("/fire?id=1")


def test_a_request_has_the_host_and_no_private_headers(web: LoopbackWeb) -> None:
    web.pages["/"] = http_answer(PAGE)
    fetch_page(web.url(), web.network)
    headers = dict(line.lower().split(": ", 1) for line in web.requests[0].splitlines()[1:])
    assert headers["host"] == f"news.example:{web.port}"
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_an_article_is_fetched_and_read(web: LoopbackWeb) -> None:
    web.pages["/fire?utm_source=mail"] = http_answer(PAGE)
    document = fetching.fetch_article(web.url("/fire?utm_source=mail"), web.network)
    assert (document.title, document.text) == ("Fire", "“No,” the mayor said.")
    assert document.url == web.url("/fire")


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [
        ("text/plain", b"The mayor\r\nsaid no.", "The mayor\nsaid no."),
        ("text/plain; charset=windows-1252", b"\x93No,\x94 he said.", "“No,” he said."),
        ("text/html; charset=utf-8", b"<p>\x93No,\x94 he said.</p>", "“No,” he said."),
        ("text/html; charset=iso-8859-1", "<p>“No,” he said.</p>".encode(), "“No,” he said."),
        ("text/markdown", b"The *mayor* said no.", "The mayor said no."),
        (
            "application/xhtml+xml",
            b"<html><body><p>The mayor said no.</p></body></html>",
            "The mayor said no.",
        ),
    ],
)
def test_each_kind_of_text_is_read(web: LoopbackWeb, content_type: str, body: bytes, text: str) -> None:
    web.pages["/"] = http_answer(body, content_type=content_type)
    assert fetching.fetch_article(web.url(), web.network).text == text


def test_compressed_pages_are_decompressed(web: LoopbackWeb) -> None:
    web.pages["/"] = http_answer(gzip.compress(PAGE), content_encoding="gzip")
    assert fetch_page(web.url(), web.network).body == PAGE


def test_a_chunked_body_is_joined(web: LoopbackWeb) -> None:
    pieces = b"".join(b"%x\r\n%c\r\n" % (1, byte) for byte in PAGE) + b"0\r\n\r\n"
    web.pages["/"] = http_answer(transfer_encoding="chunked", content_length="") + pieces
    assert fetch_page(web.url(), web.network).body == PAGE


@pytest.mark.parametrize(
    "content_type",
    ["image/png", "application/zip", "video/mp4", "application/json", "text/css", "", "nonsense"],
)
def test_an_image_is_not_an_article(web: LoopbackWeb, content_type: str) -> None:
    web.pages["/"] = http_answer(b"\x89PNG\r\n", content_type=content_type)
    with pytest.raises(NotAnArticle):
        fetch_page(web.url(), web.network)


def test_an_image_declared_as_text_is_refused(web: LoopbackWeb) -> None:
    web.pages["/"] = http_answer(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff", content_type="text/plain")
    with pytest.raises(NotText):
        fetching.fetch_article(web.url(), web.network)


def test_a_page_built_by_scripts_is_refused(web: LoopbackWeb) -> None:
    web.pages["/"] = http_answer(b"<html><body><div id=app></div><script>run()</script></body></html>")
    with pytest.raises(NotAnArticle, match="scripts may build it"):
        fetching.fetch_article(web.url(), web.network)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("404 Not Found", "no page at this URL"),
        ("410 Gone", "no page at this URL"),
        ("401 Unauthorized", "does not allow access"),
        ("403 Forbidden", "does not allow access"),
        ("451 Unavailable For Legal Reasons", "does not allow access"),
        ("429 Too Many Requests", "limits requests"),
        ("500 Internal Server Error", "has an error"),
        ("503 Service Unavailable", "has an error"),
        ("204 No Content", "did not return a page"),
        ("206 Partial Content", "did not return a page"),
        ("304 Not Modified", "did not return a page"),
        ("418 I'm a teapot", "did not return a page"),
    ],
)
def test_another_status_than_200_is_explained(web: LoopbackWeb, status: str, sentence: str) -> None:
    web.pages["/"] = http_answer(PAGE, status=status)
    with pytest.raises(FetchFailed, match=sentence) as refusal:
        fetch_page(web.url(), web.network)
    assert status[:3] in refusal.value.detail


BROKEN = {
    "closes at once": b"",
    "speaks something else": b"220 mail.example ESMTP ready\r\n",
    "breaks off in the body": http_answer(PAGE, content_length="1000"),
    "breaks off in a chunk": http_answer(content_length="", transfer_encoding="chunked") + b"ff\r\nabc",
    "packs badly": http_answer(b"no gzip at all", content_encoding="gzip"),
    "packs half": http_answer(gzip.compress(PAGE)[:-9], content_encoding="gzip"),
    "packs otherwise": http_answer(PAGE, content_encoding="br"),
    "has no end of headers": b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 100_000,
}


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
def test_a_broken_response_is_explained(web: LoopbackWeb, raw: bytes) -> None:
    web.pages["/"] = raw
    with pytest.raises(FetchFailed) as refusal:
        fetch_page(web.url(), web.network)
    assert refusal.value.detail.endswith((".", "text."))


def test_a_large_body_is_not_read_to_the_end(web: LoopbackWeb) -> None:
    sent: list[int] = []
    web.pages["/"] = endless_body(http_answer(content_length=str(50_000_000)), b"a" * 100_000, 500, sent)
    with pytest.raises(FetchFailed, match="larger than 5 MB"):
        fetch_page(web.url(), web.network)
    assert sum(sent) < 20_000_000


@pytest.mark.parametrize("layers", [1, 2])
def test_a_decompression_bomb_is_refused(web: LoopbackWeb, layers: int) -> None:
    body, encodings = b"\0" * 200_000_000, ", ".join(["gzip"] * layers)
    for _ in range(layers):
        body = gzip.compress(body)
    web.pages["/"] = http_answer(body, content_encoding=encodings)
    with pytest.raises(FetchFailed):
        fetch_page(web.url(), web.network)


def test_a_page_of_the_maximum_size_is_read(web: LoopbackWeb) -> None:
    web.pages["/"] = http_answer(b"a" * MAX_PAGE_BYTES)
    assert len(fetch_page(web.url(), web.network).body) == MAX_PAGE_BYTES


def test_a_feed_is_fetched_into_a_file(web: LoopbackWeb, tmp_path: Path) -> None:
    web.pages["/feed"] = http_answer(gzip.compress(b"[1, 2]"), content_type="application/json", content_encoding="gzip")
    web.pages["/old"] = redirect_answer("/feed")
    with (tmp_path / "feed").open("w+b") as file:
        fetching.fetch_feed(web.url("/old"), file, web.network)
        file.seek(0)
        assert file.read() == b"[1, 2]"


def test_the_decompressed_size_of_a_feed_is_limited(web: LoopbackWeb, tmp_path: Path) -> None:
    web.pages["/"] = http_answer(gzip.compress(bytes(50_000_000)), content_encoding="gzip")
    with (tmp_path / "feed").open("w+b") as file, pytest.raises(FetchFailed, match="larger than 1 MB"):
        fetching.fetch_feed(web.url(), file, web.network, max_bytes=1_000_000)
    assert (tmp_path / "feed").stat().st_size <= 2_000_000


@pytest.mark.parametrize("body", [b"no gzip", gzip.compress(b"x" * 999, mtime=0)[:-20], b"\x1f\x8b\x08broken"])
def test_a_damaged_feed_is_refused(web: LoopbackWeb, tmp_path: Path, body: bytes) -> None:
    web.pages["/"] = http_answer(body, content_encoding="gzip")
    with (tmp_path / "feed").open("w+b") as file, pytest.raises(FetchFailed, match="damaged"):
        fetching.fetch_feed(web.url(), file, web.network)
