"""The days that a web page shows to its readers: beside its heading, and behind words such as "Published on"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

from lxml.etree import iterwalk

from claims.intake.page_paragraphs import fold
from claims.intake.page_ways import HEADINGS
from claims.intake.review_dates import parse_day

BESIDE_CHARACTERS, MAX_TEXTS_BEFORE, MAX_STAMP_CHARACTERS = 500, 20, 80
BEFORE_DAY_CHARACTERS, START_CHARACTERS = 40, 40
MAX_PAGE_CHARACTERS, MAX_READ, DATELINES = 200_000, 20, 4

_DATE = (
    r"(?<![\d/.-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4})(?!\d)|"
    r"(?<!\d)\d{1,2}(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:del?\s+)?(?:19|20)\d{2}(?!\d)|"
    r"[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{2}(?!\d)"
)
_DAY = re.compile(_DATE)
_PLACE = r"\W{0,3}(?:[^\W\d][^\d,.(]{1,30}[,(][\s(]*)?(?:(?:am|den|le|el)\s+)?"
_DATELINE = re.compile(rf"{_PLACE}({_DATE})\s?(?:[.):–—-]|$)", re.IGNORECASE)
_SIGNATURE = re.compile(rf"{_PLACE}({_DATE})\W{{0,3}}", re.IGNORECASE)
"""The day at the beginning of an article, perhaps behind a place, and the one at its end."""
_PUBLISHED = re.compile(
    r"(?:published|posted|written|released|veröffentlicht|publiziert|erschienen|eingestellt|erstellt|created|creado|"
    r"créé|online seit|mise? en ligne|publié|publicado|publicada|pubblicato|opublikowano|gepubliceerd|geplaatst|"
    r"publicerad|publisert|publiceret|julkaistu|опубликовано)"
    r"\s*(?:on|am|le|el|em|il|op|den|:)?[\s:]*$",
    re.IGNORECASE,
)
_REVISED_WORDS = (
    r"updated|modified|edited|reviewed|aktualisiert|änderung|geändert|bearbeitet|stand|mis à jour|mise à jour|"
    r"modifié|actualizado|actualizada|actualización|modificado|atualizado|atualizada|atualização|aggiornato|aggiornamento|"
    r"aktualizacja|bijgewerkt|gewijzigd|uppdaterad|oppdatert|opdateret|päivitetty|обновлено"
)
_JOINED_WORDS = r"registered|registriert|joined|(?:member|mitglied|membre|valid|gültig|valable) (?:since|seit|depuis)"
_WORDS_BETWEEN = r"(?:[\W\d]|\b[a-z]{1,4}\b){0,30}$"
_REVISED = re.compile(rf"\b(?:{_REVISED_WORDS}){_WORDS_BETWEEN}", re.IGNORECASE)
_OTHERS = re.compile(rf"\b(?:{_REVISED_WORDS}|{_JOINED_WORDS}){_WORDS_BETWEEN}", re.IGNORECASE)
"""What stands before the day of a later version, or the one on which the writer joined a forum or a rule began."""
_UNSEEN = frozenset({"script", "style", "noscript", "option", "aside", "nav", "template"})
_PREPOSITION = re.compile(r"\s+del?\s+")
MIN_TITLE_CHARACTERS, MAX_HEADING_CHARACTERS, MAX_HEADINGS = 10, 1_000, 200


def find_day_order_of_page(tree: Any) -> bool | None:
    """Return True if the language of a page writes the day before the month; English has both orders."""
    language = (tree.get("lang") or tree.get("xml:lang") or "").strip().lower()
    return True if language and not language.startswith("en") else None


def find_labelled_day(tree: Any) -> date | None:
    """Return the day that a page calls the one of publication, if it names but one."""
    return _find_single_day(tree, _PUBLISHED)


def find_revised_day(tree: Any) -> date | None:
    """Return the day that a page calls the one of its last version, if it names but one."""
    return _find_single_day(tree, _REVISED)


def _find_single_day(tree: Any, label: re.Pattern[str]) -> date | None:
    day_first = find_day_order_of_page(tree)
    labelled = (words for words, before in _iterate_dates(_visible_text(tree)) if label.search(before))
    days = {_read_day(words, day_first) for words in islice(labelled, MAX_READ)} - {None}
    return days.pop() if len(days) == 1 else None


def find_day_of_title(tree: Any) -> date | None:
    """Return the day that the title of a page names, if it names but one."""
    day_first = find_day_order_of_page(tree)
    title = " ".join((tree.findtext(".//title") or "").split())[:MAX_HEADING_CHARACTERS]
    days = {_read_day(words, day_first) for words, _ in _iterate_dates(title)} - {None}
    return days.pop() if len(days) == 1 else None


def find_dateline(text: str, tree: Any) -> date | None:
    """Return the day that begins one of the first lines of an article, or else is one of its lines for itself."""
    day_first = find_day_order_of_page(tree)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    matches = (match for line in lines[:DATELINES] if (match := _DATELINE.match(line)))
    signatures = (match for line in lines if (match := _SIGNATURE.fullmatch(line)))
    days = (_read_day(match[1], day_first) for match in islice(chain(matches, signatures), MAX_READ))
    return next(filter(None, days), None)


def list_days_of_heading(tree: Any, titles: Sequence[str], expected: date | None) -> list[date]:
    """Return the days that stand alone beside the heading, without those of later versions; first those behind it.

    11/01/2021 is read as the expected day if it can be that one. The heading is the one with a title of the page: many
    pages have the name of the site or a menu in their first one.
    """
    heading = _find_heading(tree, titles)
    if heading is None:
        return []
    inside = set(heading.iter())
    texts = list(_iterate_texts(tree))
    places = [place for place, (element, _) in enumerate(texts) if element in inside]
    first, last = (places[0], places[-1]) if places else (0, 0)
    behind = [text for _, text in texts[last + 1 :]]
    before = [text for _, text in texts[max(0, first - MAX_TEXTS_BEFORE) : first]]
    days = [*_stamps(behind, tree, expected), *reversed(_stamps(before, tree, expected))]
    return list(dict.fromkeys(days))


def list_days_before(tree: Any, text: str) -> list[date]:
    """Return the days that stand alone before the first line of an article, the next one first."""
    start = fold(text.strip().partition("\n")[0])[:START_CHARACTERS]
    if not start:
        return []
    before: list[str] = []
    for _, words in _iterate_texts(tree):
        folded = fold(words)
        if folded and (folded.startswith(start) or (len(folded) >= MIN_TITLE_CHARACTERS and start.startswith(folded))):
            return list(reversed(_stamps(before[-MAX_TEXTS_BEFORE:], tree, None)))
        before.append(words)
    return []


def list_marked_days(tree: Any) -> list[date]:
    """Return the day of the marked times of a page, if all are of one day."""
    times = islice(tree.iterfind(".//time[@datetime]"), MAX_READ)
    days = {parse_day(time.get("datetime")[:10], day_first=None) for time in times}
    return [day for day in days if day] if len(days) == 1 else []


def _find_heading(tree: Any, titles: Sequence[str]) -> Any:
    """Return the heading with one of the titles; of several, that of the highest rank; without one, the first h1."""
    known = [folded for title in titles if len(folded := fold(title)) >= MIN_TITLE_CHARACTERS]
    headings = sorted(islice(tree.iter(*HEADINGS), MAX_HEADINGS), key=lambda heading: heading.tag)
    for heading in headings:
        words = fold(heading.text_content()[:MAX_HEADING_CHARACTERS])
        if len(words) >= MIN_TITLE_CHARACTERS and any(words in title or title in words for title in known):
            return heading
    return next((each for each in headings if each.tag == "h1" and each.text_content().strip()), None)


def _stamps(texts: list[str], tree: Any, expected: date | None) -> list[date]:
    """Return the days of the first short texts: one in a sentence is what the article tells about."""
    day_first = find_day_order_of_page(tree)
    found: list[date] = []
    passed = ""
    for words in filter(None, (" ".join(text.split()) for text in texts)):
        if len(words) <= MAX_STAMP_CHARACTERS:
            dates = _iterate_dates(f"{passed[-BEFORE_DAY_CHARACTERS:]} {words}", len(passed[-BEFORE_DAY_CHARACTERS:]))
            days = (_read_day(each, day_first, expected) for each, before in dates if not _OTHERS.search(before))
            found += [day for day in days if day and day not in found]
        passed += f" {words}"
        if len(passed) > BESIDE_CHARACTERS:
            break
    return found


def _iterate_texts(tree: Any) -> Iterator[tuple[Any, str]]:
    """Yield the visible texts of a page, without those beside the article, with the elements that hold them."""
    body = tree.find(".//body")
    unseen = 0
    for event, element in iterwalk(tree if body is None else body, events=("start", "end", "comment", "pi")):
        is_element = isinstance(element.tag, str)
        if event == "start":
            unseen += element.tag in _UNSEEN
            if not unseen and element.text:
                yield element, element.text
            continue
        if is_element:
            unseen -= element.tag in _UNSEEN
        if not unseen and element.tail and element is not body:
            yield element.getparent(), element.tail


def _visible_text(tree: Any) -> str:
    return " ".join(" ".join(text for _, text in _iterate_texts(tree)).split())[:MAX_PAGE_CHARACTERS]


def _iterate_dates(text: str, first: int = 0) -> Iterator[tuple[str, str]]:
    """Yield what looks like a date and ends behind a place in a text, with the words since the date before it."""
    end = 0
    for match in _DAY.finditer(text):
        if match.end() > first:
            yield match[0], text[max(end, match.start() - BEFORE_DAY_CHARACTERS) : match.start()]
        end = match.end()


def _read_day(words: str, day_first: bool | None, expected: date | None = None) -> date | None:  # noqa: FBT001 - as in `parse_day`
    """Read 4. 2. 2022 without its spaces, and 3 de mayo de 2022 without its prepositions."""
    if any(character.isalpha() for character in words):
        return parse_day(_PREPOSITION.sub(" ", words), day_first=None)
    numbers = "".join(words.split())
    readings = (parse_day(numbers, day_first=order) for order in (True, False))
    return expected if expected and expected in readings else parse_day(numbers, day_first=day_first)
