"""The boxes of a web page that are not its article: newsletters, other stories, authors, credits, hidden dialogues."""

import re
from typing import Any

from claims.intake.page_lines import MAX_CREDIT_CHARACTERS
from claims.intake.page_ways import list_ways

ARTICLE_SHARE = 0.35
"""The share of the words of a page, without its links, from which an element is taken for the article."""
LONG_PARAGRAPH_CHARACTERS, MAX_LONG_PARAGRAPHS = 200, 2
"""A box has at most so many paragraphs of that length; an article behind a wall may be named after the wall."""
MAX_STAMP_CHARACTERS = 80
MAX_CAPTION_CHARACTERS = 600

_KEPT_TAGS = frozenset(
    {"html", "body", "head", "main", "article", "h1", "table", "tbody", "tr", "td", "script", "style", "link", "meta"}
)
_BOX = re.compile(
    r"news-?letter|mailing-?list|mc_embed|mailchimp|sign-?up-|subscri(?:be|ption)-?_?(?:box|form|block|widget)|"
    r"sharedaddy|(?<![a-z])sd-block|jp-post-flair|likes-widget|addtoany|"
    r"(?<![a-z])shar(?:e|ing)-?_?(?:bar|box|buttons|links|tools)|"
    r"social-?_?(?:share|sharing|media|links|follow|icons|bar|buttons)|"
    r"(?<![a-z])related(?![a-z]*-?(?:ness|image))|more-about|read-?_?(?:more|next|also)(?![a-z])|lire-?_?aussi|"
    r"more-?_?(?:stories|posts|articles|news)|most-?_?(?:read|popular|viewed)|trending|recommend(?:ed|ation)|"
    r"you-?may-?(?:also-?)?like|"
    r"author-?_?(?:box|bio|info|description|card|profile)|about-?_?(?:the-?)?author|saboxplugin|autor(?:en)?-?box|"
    r"entry-author|"
    r"pay-?wall|steady-|(?<![a-z])donat(?:e|ion)(?![a-z])|"
    r"disclaimer|disclosure|affiliate|trust-?badge|"
    r"comment-?(?:respond|form)|(?<![a-z])kommentare?(?![a-z])|"
    r"(?<![a-z])pum-|popmake|pop-?up|(?<![a-z])modal(?![a-z])|screen-reader|(?<![a-z])sr-only|visually-?hidden|"
    r"inline-?_?teaser|content-?_?breaker|seo-?_?(?:text|description)|"
    r"(?<![a-z])cookie(?![a-z]*-?policy)|borlabs|content-?_?blocker|(?<![a-z])gdpr|"
    r"(?<![a-z])toc(?![a-z])|table-?of-?contents|inhaltsverzeichnis|"
    r"kommentar(?:e|modul|content|bereich|form|liste|box)|link-?box|regist(?:er|ration)-?_?(?:banner|box|form)|"
    r"(?:post|entry|article)-?_?(?:tags|footer|navigation|pagination)|(?<![a-z])tag-?_?list|(?<![a-z])pagination|"
    r"outbrain|taboola|call-?to-?action|(?<![a-z])cta(?![a-z])|skip-?link|"
    r"side-?bar|(?<![a-z])widget(?:_|-area)|"
    r"(?<![a-z])promo(?![a-z])|(?<![a-z])advert|bread-?crumb|tag-?cloud",
    re.IGNORECASE,
)
_DIALOGUE = re.compile(r"(?<![a-z])pum-|popmake")
_CREDIT = re.compile(r"copyright|(?<![a-z])credits?(?![a-z])|photographer", re.IGNORECASE)

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_CAPTION = re.compile(
    r"caption(?![a-z]*-[a-z]*\d)|bild-?(?:unterschrift|text|beschreibung)|(?:image|photo|picture|foto)-?_?(?:annotation|desc|box|text|legend)|"
    r"(?<![a-z])leg[ea]nd(?:e|a)?(?![a-z])|(?<![a-z])(?:dida|didascalia)(?![a-z])|pie-?_?(?:de-?_?)?foto",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?<![a-z])(?:date|time|timestamp|byline|reading-?_?time|published|posted-?_?on)(?![a-z])|(?:publish|post|news)-?date",
    re.IGNORECASE,
)


def drop_boxes(tree: Any) -> None:
    """Take out the boxes that their names or attributes tell from the article, unless they hold much of the page."""
    characters = count_own_characters(tree)
    limit = ARTICLE_SHARE * characters[tree]
    elements = [element for element in tree.iterdescendants() if _may_be_box(element)]
    hidden = [element for element in elements if _is_hidden(element)]
    captions = [element for element in elements if is_caption(element)]
    ways = [element for element in list_ways(tree, characters, limit) if _may_be_box(element)]
    boxes = [*(element for element in elements if is_box(element)), *ways]
    for others in (hidden, captions):  # what holds much of the page tells the story itself
        if sum(characters[element] for element in others) <= limit:
            boxes += others
    heading = next(tree.iter("h1"), None)
    around_heading = set() if heading is None else {heading, *heading.iterancestors()}
    for element in dict.fromkeys(boxes):
        if characters[element] <= limit and element not in around_heading and not _has_prose(element, characters):
            drop_element(element)


def drop_element(element: Any) -> None:
    """Take an element out of its page; the text behind it stays, apart from the text in front of it."""
    element.tail = f" {element.tail or ''}"
    element.drop_tree()


def _may_be_box(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag not in _KEPT_TAGS


def is_box(element: Any) -> bool:
    """Whether the name of an element tells that it is not of the article."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.tag if '-' in element.tag else ''}"
    if _BOX.search(names) or element.tag in ("aside", "dialog"):
        return True
    if not (is_credit := _CREDIT.search(names)) and not _STAMP.search(names):
        return False
    return len(element.text_content()) <= (MAX_CREDIT_CHARACTERS if is_credit else MAX_STAMP_CHARACTERS)


def is_caption(element: Any) -> bool:
    """Whether an element is the caption of a picture."""
    if element.tag == "figcaption":
        return True
    if element.tag in _HEADINGS:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _CAPTION.search(names) is not None and len(element.text_content()) <= MAX_CAPTION_CHARACTERS


def _has_prose(element: Any, characters: dict[Any, int]) -> bool:
    """Whether a box has long paragraphs, as an article has that is named after one; dialogues may have them too."""
    if _DIALOGUE.search(element.get("class") or ""):
        return False
    paragraphs = (characters[paragraph] >= LONG_PARAGRAPH_CHARACTERS for paragraph in element.iter("p"))
    return sum(paragraphs) > MAX_LONG_PARAGRAPHS


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    names = (element.get("class") or "").lower().split()
    return element.get("hidden") is not None or "display:none" in style or "hidden" in names


def count_own_characters(tree: Any) -> dict[Any, int]:
    """Return how many characters of each element stand outside links."""
    counts: dict[Any, int] = {}
    for element in reversed(list(tree.iter())):
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "a"):
            counts[element] = 0
            continue
        own = len((element.text or "").strip()) + sum(
            counts[child] + len((child.tail or "").strip()) for child in element
        )
        counts[element] = own
    return counts
