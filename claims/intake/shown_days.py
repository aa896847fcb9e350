"""The days that a web page shows to its readers: beside its heading, and behind words such as "Published on"."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from claims.intake.review_dates import parse_day

BESIDE_CHARACTERS, MAX_TEXTS_BEFORE, MAX_STAMP_CHARACTERS = 500, 20, 80
BEFORE_DAY_CHARACTERS = 40
MAX_PAGE_CHARACTERS, MAX_LABELLED = 200_000, 20

_DAY = re.compile(
    r"(?<![\d/.-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4})(?!\d)|"
    r"(?<!\d)\d{1,2}(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:del?\s+)?(?:19|20)\d{2}(?!\d)|"
    r"[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{2}(?!\d)"
)
_PUBLISHED = re.compile(
    r"(?:published|posted|written|released|veröffentlicht|erschienen|online seit|publié|publicado|publicada|"
    r"pubblicato|opublikowano)\s*(?:on|am|le|el|em|il|:)?[\s:]*$",
    re.IGNORECASE,
)
_REVISED = re.compile(
    r"(?:updated|modified|reviewed|aktualisiert|änderung|geändert|stand|mis à jour|mise à jour|modifié|actualizado|"
    r"actualizada|actualización|atualizado|aggiornato|aktualizacja)\W*(?:on|am|le|el|em|il)?\W*$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\s+del?\s+")


def find_labelled_day(tree: Any) -> date | None:
    """Return the day that a page calls the one of publication, if it names but one."""
    labelled = (words for words, before in _iterate_dates(_visible_text(tree)) if _PUBLISHED.search(before))
    days = set(filter(None, map(_read_day, islice(labelled, MAX_LABELLED))))
    return days.pop() if len(days) == 1 else None


def list_days_of_heading(tree: Any) -> list[date]:
    """Return the days that stand alone beside the heading, without those of later versions; first those behind it."""
    heading = next((each for each in tree.iter("h1") if each.text_content().strip()), None)
    if heading is None:
        return []
    inside = set(heading.iter())
    texts = list(_iterate_texts(tree))
    places = [place for place, (element, _) in enumerate(texts) if element in inside]
    first, last = (places[0], places[-1]) if places else (0, 0)
    behind = [text for _, text in texts[last + 1 :]]
    before = [text for _, text in texts[max(0, first - MAX_TEXTS_BEFORE) : first]]
    return [*_stamps(behind), *reversed(_stamps(before))]


def _stamps(texts: list[str]) -> list[date]:
    """Return the days of the first short texts: one in a sentence is what the article tells about."""
    found: list[date] = []
    passed = ""
    for text in texts:
        words = " ".join(text.split())
        if len(words) <= MAX_STAMP_CHARACTERS:
            dates = _iterate_dates(f"{passed[-BEFORE_DAY_CHARACTERS:]} {words}")
            days = (_read_day(date_words) for date_words, before in dates if not _REVISED.search(before))
            found += [day for day in days if day and day not in found]
        passed += f" {words}"
        if len(passed) > BESIDE_CHARACTERS:
            break
    return found


def _iterate_texts(tree: Any) -> Iterator[tuple[Any, str]]:
    """Yield the visible texts of a page with the elements that hold them."""
    for text in tree.xpath("//body//text()[not(parent::script or parent::style or parent::noscript)]"):
        element = text.getparent()
        yield (element.getparent() if text.is_tail else element), str(text)


def _visible_text(tree: Any) -> str:
    return " ".join(" ".join(text for _, text in _iterate_texts(tree)).split())[:MAX_PAGE_CHARACTERS]


def _iterate_dates(text: str) -> Iterator[tuple[str, str]]:
    """Yield what looks like a date in a text, each with the words before it."""
    for match in _DAY.finditer(text):
        yield match[0], text[max(0, match.start() - BEFORE_DAY_CHARACTERS) : match.start()]


def _read_day(words: str) -> date | None:
    """Read 4. 2. 2022 without its spaces, and 3 de mayo de 2022 without its prepositions."""
    if any(character.isalpha() for character in words):
        return parse_day(_PREPOSITION.sub(" ", words), day_first=None)
    return parse_day("".join(words.split()), day_first=None)
