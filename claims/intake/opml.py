"""OPML: the lists of feeds that feed readers write."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.intake.article_text import to_one_line
from claims.intake.hostile_xml import parse_xml
from claims.json_data import JsonData
from claims.refusals import NotAFeed

MAX_OPML_BYTES = 2_000_000
MAX_OUTLINES = 1_000
MAX_TITLE_CHARACTERS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline(JsonData):
    """A feed of the list; the URL is as the file has it."""

    url: str
    title: str


def read_opml(data: bytes) -> list[Outline]:
    """Return the feeds of an OPML file, without the folders. Raises `NotAFeed`."""
    tree = parse_xml(data)
    rows = tree.iterfind(".//outline[@xmlUrl]") if tree is not None and tree.tag == "opml" else ()
    outlines = [
        Outline(
            url=row.get("xmlUrl").strip(),
            title=to_one_line(row.get("title") or row.get("text") or "")[:MAX_TITLE_CHARACTERS],
        )
        for row in rows
    ]
    if not outlines:
        raise NotAFeed(_("This OPML file lists no feeds."))
    return outlines[:MAX_OUTLINES]
