"""The parts of a web page that lead away from its article, told by their build: lists of links, teasers, comments."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

LEAST_LINKS, LEAST_HEADLINE_WORDS, MAX_PARTS = 3, 3, 2
MAX_BESIDE_LINK_CHARACTERS = 12
"""A list of links has hardly a letter, or the length of a day, beside each of them."""
MIN_LINK_CHARACTERS, MAX_LINK_CHARACTERS = 12, 160
MAX_LABEL_CHARACTERS, MAX_CARD_CHARACTERS = 40, 400
MAX_HEADING_CHARACTERS = 70

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LABEL_TAGS = HEADINGS | {"p", "div", "strong"}
_TOOL_ROLES = frozenset(
    {
        "button",
        "navigation",
        "complementary",
        "dialog",
        "alertdialog",
        "search",
        "contentinfo",
        "menu",
        "menubar",
        "tablist",
    }
)
_COMMENTS = re.compile(
    r"(?:\W*\d+\W*)?(?:(?:reader|leser|user)-?)?"
    r"(?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|komentarze|kommentarer|kommentit)"
    r"(?:\W*\d*\W*)",
    re.IGNORECASE,
)


def list_ways(tree: Any, characters: dict[Any, int], limit: float) -> list[Any]:
    """Return what is a tool, a list of links, a link to another story, or comments up to a limit; some of it twice."""
    heading = next(tree.iter("h1"), None)
    found: list[Any] = []
    commented: set[Any] = set()
    for element in tree.iterdescendants():
        if not isinstance(element.tag, str) or element is heading:
            continue
        if _is_tool(element):
            found.append(element)
        elif element.tag in ("ul", "ol") and _is_list_of_links(element, characters):
            found += [*_labels(element), element]
        elif element.tag == "p" and _is_way(element):
            found.append(element)
        elif element.tag in HEADINGS and _is_linked(element, characters):
            found.append(_card_of(element, characters))
        elif element.getparent() not in commented and _is_heading_of_comments(element, characters):
            commented.add(element.getparent())
            comments = [element, *element.itersiblings()]
            found += comments if sum(characters[each] for each in comments) <= limit else []
    return found


def _is_tool(element: Any) -> bool:
    """Whether an element is a control or a landmark beside the article."""
    return (element.get("role") or "").lower() in _TOOL_ROLES


def _is_list_of_links(element: Any, characters: dict[Any, int]) -> bool:
    items = element.findall("li")
    return len(items) >= LEAST_LINKS and all(
        characters[item] <= MAX_BESIDE_LINK_CHARACTERS and _has_words_in_links(item) for item in items
    )


def _has_words_in_links(element: Any) -> bool:
    return any(_leads_away(link) for link in element.iter("a")) and len(element.text_content().split()) > 1


def _leads_away(link: Any) -> bool:
    return not (link.get("href") or "#").startswith("#")


def _labels(element: Any) -> Iterator[Any]:
    """Yield the heading directly before a list."""
    label = element.getprevious()
    if label is not None and label.tag in HEADINGS - {"h1"}:
        yield label


def _is_way(element: Any) -> bool:
    """Whether a paragraph is nothing but a link to another page, perhaps behind a label with a colon."""
    links = [link for link in element.iter("a") if _leads_away(link)]
    text = " ".join(element.text_content().split())
    if len(links) != 1 or not MIN_LINK_CHARACTERS <= len(text) <= MAX_LINK_CHARACTERS:
        return False
    words = " ".join(links[0].text_content().split())
    if not words or words not in text:
        return False
    label, _, rest = text.partition(words)
    if len(rest.strip()) > 1:
        return False
    return not label.strip() or (len(label) <= MAX_LABEL_CHARACTERS and label.rstrip().endswith((":", "+++", "►", "»")))


def _is_linked(element: Any, characters: dict[Any, int]) -> bool:
    links = [link for link in element.iter("a") if _leads_away(link)]
    return characters[element] == 0 and len(links) == 1 and len(element.text_content().split()) >= LEAST_HEADLINE_WORDS


def _card_of(heading: Any, characters: dict[Any, int]) -> Any:
    """Return the block of a linked heading with what it says about the other story, or the heading itself."""
    card = heading
    for around in heading.iterancestors("article", "li", "div", "section", "header"):
        if characters[around] > MAX_CARD_CHARACTERS or len([*islice(around.iterdescendants(*HEADINGS), 2)]) > 1:
            break
        card = around
    return card


def _is_heading_of_comments(element: Any, characters: dict[Any, int]) -> bool:
    if element.tag not in _LABEL_TAGS or len(element) > MAX_PARTS or characters[element] > MAX_HEADING_CHARACTERS:
        return False
    text = " ".join(element.text_content().split())
    return len(text) <= MAX_HEADING_CHARACTERS and _COMMENTS.fullmatch(text) is not None
