"""Readers of web pages and of plain text; the table `claims.intake.documents.KINDS` names them."""

from claims.intake.addresses import canonical_url, is_same_site, join_url, parse_url
from claims.intake.article_text import clean_text, first_line, to_one_line
from claims.intake.charsets import decode_text, find_declared_encoding
from claims.intake.document import Document
from claims.refusals import BadUrl


def read_text(data: bytes, charset: str, url: str, _whole: bool) -> Document:  # noqa: FBT001 - see `DocumentReader`
    """Read plain text; its first line is the title."""
    text = clean_text(decode_text(data, declared=charset))
    return Document(title=first_line(text), text=text, url=canonical_or_empty(url), guesses=("title",))


def read_markdown(data: bytes, charset: str, url: str, _whole: bool) -> Document:  # noqa: FBT001 - see `DocumentReader`
    """Read the text of a Markdown file, without its markup."""
    from claims.intake import markdown  # trafilatura takes 23 MB: load it only in the process that needs it

    title, plain = markdown.read_markdown(clean_text(decode_text(data, declared=charset)))
    text, title = clean_text(plain), to_one_line(title)
    guesses = () if title else ("title",)
    return Document(title=title or first_line(text), text=text, url=canonical_or_empty(url), guesses=guesses)


def read_html(data: bytes, charset: str, url: str, whole: bool) -> Document:  # noqa: FBT001 - see `DocumentReader`
    """Read the article in an HTML page, and what the page says about itself."""
    declared = charset or find_declared_encoding(data)
    from claims.intake import webpages  # loaded late for the same reason

    page = webpages.read_webpage(decode_text(data, declared=declared, repair=True), url, whole=whole)
    text, title = clean_text(page.text), to_one_line(page.title)
    return Document(
        title=title or first_line(text),
        text=text,
        url=_trusted_address(page.canonical, url),
        published=page.published,
        publisher=to_one_line(page.publisher),
        byline=to_one_line(page.byline),
        language=page.language,
        guesses=page.guesses if title else (*page.guesses, "title"),
        notes=page.notes,
    )


def canonical_or_empty(url: str) -> str:
    """Return the canonical form of the URL of a fetched file; a file that was sent has none."""
    return canonical_url(url) if url else ""


def _trusted_address(claimed: str, url: str) -> str:
    """Return the canonical URL that a page declares, if it is on the same site and is not the home page.

    Otherwise a page could pose as an article of another site, and a wrong template could merge all articles of
    a site.
    """
    if not url or not claimed:
        return canonical_or_empty(url)
    fetched = parse_url(url)
    try:
        target = join_url(fetched, claimed)
    except BadUrl:
        return canonical_or_empty(url)
    is_home = target.raw_path == b"/"
    trusted = fetched if is_home or not is_same_site(fetched, target) else target
    return canonical_url(str(trusted))
