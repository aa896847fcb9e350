"""The Markdown of verdicts: as safe HTML for pages, and as plain blocks for everything else.

What people write is never HTML: tags in it are text. The HTML that is left passes a list of allowed tags, and asks no
other site for anything: a picture is shown if it lies on this site, and is a link otherwise. ``evidence:3`` as the
address of a picture is the image of the third piece of evidence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

CITATION_PATTERN = re.compile(r"\[(\d{1,4}(?:, ?\d{1,4})*)\]")
"""A citation of evidence by its number: ``[1]``, or several: ``[1, 3]``."""

EVIDENCE_PICTURE_PATTERN = re.compile(r"evidence:(\d{1,4})")
"""The address of a picture that is evidence."""

MAX_MARKS = 4_000
"""The marks of Markdown in a text; 100,000 characters with more of them can take seconds."""
COSTLY_MARKS = "[*_~|`>"

FIRST_HEADING_LEVEL, LAST_HEADING_LEVEL = 3, 6
CACHED_TEXTS = 128
LINK_PATTERN = re.compile(r"(?:https?://|mailto:|/(?!/))", re.IGNORECASE)
PICTURE_PATTERN = re.compile(r"/(?!/)[^?#]*\.(?:avif|gif|jpe?g|png|svg|webp)(?:\?key=[\w:-]+)?", re.IGNORECASE)
LINK_REL = "nofollow noopener ugc"
ALIGN_PATTERN = re.compile(r"text-align:(left|right|center)")

TAGS = {
    "a", "blockquote", "br", "code", "em", "figcaption", "figure", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p",
    "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "rel", "id"},
    "img": {"src", "alt", "loading", "width", "height"},
    "ol": {"start"},
    "th": {"scope"},
}
CLASSES = {"a": {"citation"}, **{cell: {"align-left", "align-right", "align-center"} for cell in ("td", "th")}}
OWN_ID_PATTERN = re.compile(r"cite-\d+")

# A reference definition would turn a citation into a link elsewhere; indented text is no code in a newsroom.
_PARSER = (
    MarkdownIt("commonmark", {"html": False, "breaks": True})
    .enable(["table", "strikethrough"])
    .disable(["reference", "code"])
)
_LITERAL_TOKENS = frozenset({"text", "code_inline", "text_special"})


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that is evidence: its number and address, what it shows, whose it is, and its size in pixels."""

    number: int
    source: str
    alt: str
    credit: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block as plain text; `kind` is "heading", "text", "cell" or "code"."""

    kind: str
    text: str


def has_too_many_marks(source: str) -> bool:
    """Return whether rendering the text could take seconds."""
    return sum(source.count(mark) for mark in COSTLY_MARKS) > MAX_MARKS


# Plain text ------------------------------------------------------------------------


def inline_text(children: Sequence[Token], *, line_break: str = " ") -> str:
    """Return the words of inline tokens; `line_break` stands for a break that only wraps a line."""
    breaks = {"softbreak": line_break, "hardbreak": "\n"}
    pieces = (child.content if child.type in _LITERAL_TOKENS else breaks.get(child.type, "") for child in children)
    return "".join(pieces).strip()


@lru_cache(maxsize=CACHED_TEXTS)
def list_blocks(source: str, *, citable: bool = False) -> tuple[TextBlock, ...]:
    """Return the blocks of a text in order, without their markup.

    With `citable`, what looks like a citation within code or a link is put in other brackets, since it is none.
    """
    tokens = _PARSER.parse(source)
    if citable:
        _unmark_citations(tokens)
    return tuple(block for block in _iterate_blocks(tokens) if block.text)


def _unmark_citations(tokens: Sequence[Token]) -> None:
    for token in tokens:
        open_links = 0
        for child in token.children or []:
            open_links += child.type == "link_open"
            open_links -= child.type == "link_close"
            if open_links or child.type == "code_inline":
                child.content = CITATION_PATTERN.sub(r"(\1)", child.content)
            elif child.type == "image" and (number := _evidence_number(child)):
                child.type, child.content = "text", f"[{number}]"


def _evidence_number(image: Token) -> int | None:
    match = EVIDENCE_PICTURE_PATTERN.fullmatch(str(image.attrs.get("src", "")))
    return int(match[1]) if match else None


def _iterate_blocks(tokens: Sequence[Token]) -> Iterator[TextBlock]:
    kinds = {"heading_open": "heading", "th_open": "cell", "td_open": "cell"}
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            kind = kinds.get(before.type, "text") if before else "text"
            yield TextBlock(kind, inline_text(token.children or [], line_break="\n"))
        elif token.type == "fence":
            yield TextBlock("code", token.content.strip("\n"))


def plain_text(source: str) -> str:
    """Return the text without markup, with a blank line between blocks."""
    return "\n\n".join(block.text for block in list_blocks(source))


# HTML ------------------------------------------------------------------------------


@lru_cache(maxsize=CACHED_TEXTS)
def render_markdown(
    source: str,
    evidence: frozenset[int] = frozenset(),
    pictures: frozenset[Picture] = frozenset(),
    *,
    anchors: bool = True,
) -> str:
    """Return a text as HTML in which citations of the `evidence` lead to ``#evidence-N``, with its `pictures`.

    The first citation of each number has the id ``cite-N``, to which the list of evidence leads back. Without
    `anchors`, for pages that show several texts, citations are no links.
    """
    tokens = _PARSER.parse(source)
    _set_heading_levels(tokens)
    _set_alignment(tokens)
    unseen, pictures_by_number = set(evidence), {picture.number: picture for picture in pictures}
    for token in tokens:
        if token.type == "inline":
            _name_pictures(token.children or [], pictures_by_number)
            token.children = list(_render_inline(token.children or [], evidence if anchors else frozenset(), unseen))
    tokens = list(_pictures_as_figures(tokens))
    return _sanitize(_PARSER.renderer.render(tokens, _PARSER.options, {}))


def _name_pictures(children: Sequence[Token], pictures: dict[int, Picture]) -> None:
    """Give images that are evidence their address and size, and what the editor has left out."""
    for child in children:
        picture = pictures.get(_evidence_number(child) or 0) if child.type == "image" else None
        if picture:
            child.content = child.content or picture.alt
            child.attrs |= {"src": picture.source, "title": child.attrs.get("title") or picture.credit}
            child.meta = {"width": picture.width, "height": picture.height}


def _sanitize(html: str) -> str:
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES, url_schemes={"http", "https", "mailto"},
        link_rel=None, attribute_filter=_filter_attribute,
    )  # fmt: skip


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    """Keep ids that are our own, and pictures of this site."""
    if name == "id" and not OWN_ID_PATTERN.fullmatch(value):
        return None
    return None if (tag, name) == ("img", "src") and not PICTURE_PATTERN.fullmatch(value) else value


def _set_heading_levels(tokens: Sequence[Token]) -> None:
    """Number the headings below the one of the page, without a gap in their levels."""
    open_levels: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            open_levels = [*(outer for outer in open_levels if outer < level), level]
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(FIRST_HEADING_LEVEL + len(open_levels) - 1, LAST_HEADING_LEVEL)}"


def _set_alignment(tokens: Sequence[Token]) -> None:
    """Align the cells of tables by class, since the pages allow no style within a tag."""
    for token in tokens:
        if align := ALIGN_PATTERN.search(str(token.attrs.pop("style", ""))):
            token.attrs["class"] = f"align-{align[1]}"
        if token.type == "th_open":
            token.attrs["scope"] = "col"


def _render_inline(children: Sequence[Token], evidence: frozenset[int], unseen: set[int]) -> Iterator[Token]:
    open_links: list[bool] = []
    for child in children:
        if child.type == "link_open":
            open_links.append(bool(LINK_PATTERN.match(str(child.attrs.get("href", "")))))
            child.attrs["rel"] = LINK_REL
        is_dropped = child.type in {"link_open", "link_close"} and not open_links[-1]
        if child.type == "link_close":
            open_links.pop()
        if child.type == "image":
            yield _html_token(_picture_html(child, alone=len(children) == 1))
        elif child.type == "text" and not open_links:
            yield from _link_citations(child, evidence, unseen)
        elif not is_dropped:
            yield child


def _link_citations(token: Token, evidence: frozenset[int], unseen: set[int]) -> Iterator[Token]:
    position = 0
    for match in CITATION_PATTERN.finditer(token.content):
        numbers = [int(number) for number in match[1].split(",")]
        if not evidence.issuperset(numbers):
            continue
        yield _text_token(token.content[position : match.start()])
        yield _html_token(f"[{', '.join(_citation_html(number, unseen) for number in numbers)}]")
        position = match.end()
    yield _text_token(token.content[position:])


def _citation_html(number: int, unseen: set[int]) -> str:
    name = f' id="cite-{number}"' if number in unseen else ""
    unseen.discard(number)
    return f'<a class="citation"{name} href="#evidence-{number}">{number}</a>'


def _pictures_as_figures(tokens: Sequence[Token]) -> Iterator[Token]:
    """Take a picture that stands alone out of its paragraph: a figure is no part of one."""
    inside = False
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if token.type == "paragraph_open" and following and _is_figure(following):
            inside = True
        elif inside and token.type == "paragraph_close":
            inside = False
        else:
            yield token


def _is_figure(token: Token) -> bool:
    children = token.children or []
    return len(children) == 1 and children[0].type == "html_inline" and children[0].content.startswith("<figure>")


def _picture_html(image: Token, *, alone: bool) -> str:
    """Return a picture of this site, `alone` in its paragraph as a figure with its credit; of any other a link."""
    source, alt, credit = str(image.attrs.get("src", "")), image.content, str(image.attrs.get("title", ""))
    if PICTURE_PATTERN.fullmatch(source):
        size = "".join(f' {name}="{value}"' for name, value in image.meta.items())
        picture = f'<img src="{escape(source)}" alt="{escape(alt)}"{size} loading="lazy">'
        caption = f"<figcaption>{escape(credit)}</figcaption>" if credit else ""
        return f"<figure>{picture}{caption}</figure>" if alone else picture
    words = escape(" – ".join(filter(None, [alt, credit])) or source)
    return f'<a href="{escape(source)}" rel="{LINK_REL}">{words}</a>' if LINK_PATTERN.match(source) else words


def _text_token(text: str) -> Token:
    return Token("text", "", 0, content=text)


def _html_token(html: str) -> Token:
    return Token("html_inline", "", 0, content=html)
