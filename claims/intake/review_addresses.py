"""The URL of a fact-check as people write it: without a scheme, with spaces, as a link, or beside another one."""

import re

from claims.intake.fact_check_entries import host_without_www, is_page_url

MAX_WRITTEN_CHARACTERS = 4_000

_ESCAPED_AMPERSAND = re.compile(r"&(?:amp|#0*38);")
_LINK = re.compile(
    r"""<a\s[^<>]*?href\s*=\s*["']?([^"'\s<>]+)"""  # HTML
    r"""|\]\(\s*<?([^\s()<>]+)"""  # Markdown
    r"""|=\s*HYPERLINK\(\s*["']([^"']+)["']""",  # a spreadsheet
    re.IGNORECASE,
)
_SECOND_URL = re.compile(r"[\s,;|]+https?://", re.IGNORECASE)


def find_address(written: str) -> str:
    """Return the URL in a field that should hold one, or the first of several; empty if there is none."""
    text = written.strip()
    if is_page_url(text) and "&" not in text:
        return text
    text = _ESCAPED_AMPERSAND.sub("&", text[:MAX_WRITTEN_CHARACTERS].replace("\\/", "/"))
    if link := _LINK.search(text):
        text = next(filter(None, link.groups()))
    text = " ".join(_SECOND_URL.split(text, maxsplit=1)[0].split())
    address = _with_scheme(text).replace(" ", "%20")
    return address if is_page_url(address) else ""


def _with_scheme(text: str) -> str:
    if text.startswith("//"):
        return f"https:{text}"
    is_bare = bool(text) and "://" not in text and " " not in text
    return f"https://{text}" if is_bare and "." in host_without_www(f"https://{text}") else text
