"""The text of a PDF, page by page: lines joined to paragraphs, without running heads, feet and page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise, takewhile

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from claims.file_refusals import BrokenFile, EncryptedFile, ScannedFile, TooManyPages
from claims.intake.article_text import normalise_text
from claims.intake.positioned_text import PARAGRAPH_BREAK, SENTENCE_BREAK, Passage
from claims.source_notes import SourceNote

MAX_PAGES = 1_000
EDGE_LINES = 3
"""The lines at the top and the foot of a page that may run through the file."""
LEAST_RUNS, LEAST_RUN_SHARE = 3, 0.3
"""The pages, and the share of the pages, on which a running line stands."""
MAX_RUNNING_CHARACTERS = 100
FULL_LINE_SHARE = 0.7
"""A line shorter than this share of the longest lines ends its paragraph, if it ends its sentence."""

_EDGE_NUMBER = re.compile(r"^\W*\d+|(?:\d+\s*(?:/|of|von|sur|de)\s*)?\d+\W*$")
_PAGE_NUMBER = re.compile(
    r"(?:\W*(?:page|p\.)?\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?\W*", re.IGNORECASE
)
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\xad]$")
_DIVIDED = re.compile("[\x02\ufffe]")
"""What PDFium writes for a hyphen at the end of a line, and the line end."""
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[•▪‣–—*-]|\(?\d{1,2}[.)])\s")
_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_FILE_TITLE = re.compile(r"Microsoft \w+ - |untitled|\S+\.\w{2,4}$", re.IGNORECASE)


class PdfFile:
    """The pages and the details of a PDF. A page without text is an empty list of lines."""

    def __init__(self, data: bytes) -> None:
        """Read all pages. Raises `EncryptedFile`, `BrokenFile`, `TooManyPages`, `ScannedFile`."""
        file = _open_file(data)
        self.pages = _drop_running_lines([_read_lines(file, number) for number in range(len(file))])
        if not any(self.pages):
            raise ScannedFile
        details = file.get_metadata_dict()
        title = normalise_text(details.get("Title", ""))
        self.title = "" if _FILE_TITLE.match(title) else title
        self.author = normalise_text(details.get("Author", ""))
        self.published = _read_day(details.get("CreationDate", ""))

    @property
    def notes(self) -> tuple[SourceNote, ...]:
        """What is missing: the pages that are scans."""
        empty = [number for number, lines in enumerate(self.pages, start=1) if not lines]
        return (SourceNote("scanned_pages", len(empty), join_ranges(empty)),) if empty else ()

    def list_passages(self) -> Iterator[Passage]:
        """Yield the paragraphs with their pages; one that runs over the end of a page is two passages."""
        pages = [_split_paragraphs(lines, _full_line_length(lines)) for lines in self.pages]
        rows = [(page, words) for page, paragraphs in enumerate(pages, start=1) for words in paragraphs]
        separator = PARAGRAPH_BREAK
        for (page, words), (next_page, next_words) in pairwise([*rows, (0, "")]):
            continues = next_page > page and _continues(words, next_words)
            is_cut = continues and _HYPHEN.search(words) is not None
            yield Passage(normalise_text(words[:-1] if is_cut else words), separator, page=page)
            separator = ("" if is_cut else SENTENCE_BREAK) if continues else PARAGRAPH_BREAK


def _open_file(data: bytes) -> pypdfium2.PdfDocument:
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise (EncryptedFile if error.err_code == FPDF_ERR_PASSWORD else BrokenFile) from error
    if len(file) > MAX_PAGES:
        raise TooManyPages(pages=len(file), limit=MAX_PAGES)
    if not len(file):
        raise BrokenFile
    return file


def _read_lines(file: pypdfium2.PdfDocument, number: int) -> list[str]:
    """Return the lines of a page; a page that cannot be read has none."""
    try:
        page = file.get_page(number)
        text = page.get_textpage().get_text_bounded()
        page.close()
    except pypdfium2.PdfiumError:
        return []
    lines = (" ".join(line.translate(_LIGATURES).split()) for line in _DIVIDED.sub("-\n", text).splitlines())
    return [line for line in lines if line]


def _drop_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """Return the pages without page numbers, and without the lines at top and foot that many pages share."""
    counts = Counter(key for lines in pages for key in {_running_key(line) for line in _edge_lines(lines)})
    least = max(LEAST_RUNS, LEAST_RUN_SHARE * len(pages))
    running = {key for key, count in counts.items() if count >= least and len(key) <= MAX_RUNNING_CHARACTERS}
    return [_trim_page(lines, running) for lines in pages]


def _edge_lines(lines: Sequence[str]) -> Sequence[str]:
    return [*lines[:EDGE_LINES], *lines[EDGE_LINES:][-EDGE_LINES:]]


def _running_key(line: str) -> str:
    return _EDGE_NUMBER.sub("0", line.casefold())


def _trim_page(lines: list[str], running: set[str]) -> list[str]:
    """Return a page from the first to the last line that does not run; a page of running lines alone keeps them."""

    def count(edge: Sequence[str]) -> int:
        runs = (_running_key(line) in running or _PAGE_NUMBER.fullmatch(line) is not None for line in edge)
        return sum(1 for _ in takewhile(bool, runs))

    return lines[count(lines[:EDGE_LINES]) : len(lines) - count(lines[::-1][:EDGE_LINES])] or lines


def _full_line_length(lines: Sequence[str]) -> int:
    """Return the length of the long lines of a page: nine tenths are shorter."""
    lengths = sorted(map(len, lines))
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _split_paragraphs(lines: Sequence[str], full: int) -> list[str]:
    """Return the paragraphs of a page, with the words that line ends divide joined again."""
    paragraphs = list[str]()
    previous = ""
    for line in lines:
        if previous and not _starts_paragraph(previous, line, full):
            paragraphs[-1] = _join_lines(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        previous = line
    return paragraphs


def _starts_paragraph(previous: str, line: str, full: int) -> bool:
    """Whether a line begins a paragraph: behind a short line that ends a sentence or is a heading, or with a bullet."""
    if _BULLET.match(line):
        return True
    is_short = len(previous) < FULL_LINE_SHARE * full
    return is_short and (_SENTENCE_END.search(previous) is not None or line[0].isupper())


def _join_lines(before: str, line: str) -> str:
    """Join two lines. A hyphen goes if a word of small letters goes on: “govern-” and “ment”, but not “anti-” “EU”."""
    if _HYPHEN.search(before) and line[0].islower():
        return before[:-1] + line
    is_hyphen = before.endswith("-") and before[-2:-1].isalnum()
    return before + line if is_hyphen else f"{before} {line}"


def _continues(before: str, paragraph: str) -> bool:
    """Whether the first paragraph of a page goes on with the last one of the page before."""
    return bool(before) and not _SENTENCE_END.search(before) and paragraph[0].islower()


def _read_day(stamp: str) -> date | None:
    match = _DAY.match(stamp)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def join_ranges(numbers: Sequence[int]) -> str:
    """Return numbers in order as ranges: 1, 2, 3 and 7 are “1–3, 7”."""
    ranges = list[list[int]]()
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)
