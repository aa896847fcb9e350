"""Markdown becomes safe HTML, and plain text."""

import re
from html.parser import HTMLParser

import pytest

from claims.markdown_text import ATTRIBUTES, TAGS, Picture, has_too_many_marks, list_blocks, plain_text, render_markdown
from tests.hostile_markup import HOSTILE_MARKUP

LINK = re.compile(r"(?:https?:|mailto:|/(?![/\\])|#evidence-\d+$)", re.IGNORECASE)
OWN_ADDRESS = re.compile(r"/(?![/\\])")
ALLOWED = {tag: ATTRIBUTES.get(tag, set()) | {"class", "title"} for tag in TAGS}


class FoundMarkup(HTMLParser):
    """All tags of a piece of HTML, with what is not allowed in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forbidden: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag not in TAGS or not names <= ALLOWED[tag]:
            self.forbidden.append(f"{tag} {names}")
        for name, value in attrs:
            if name in {"href", "src"} and not LINK.match(value or ""):
                self.forbidden.append(f"{name}={value}")
            if name == "src" and not OWN_ADDRESS.match(value or ""):
                self.forbidden.append(f"{name}={value}")

    def handle_comment(self, data: str) -> None:
        self.forbidden.append(data)

    def unknown_decl(self, data: str) -> None:
        self.forbidden.append(data)


def test_there_are_enough_vectors() -> None:
    assert len(HOSTILE_MARKUP) > 300


def test_no_hostile_markup_survives() -> None:
    survivors = {
        source: found.forbidden
        for source in HOSTILE_MARKUP
        if (found := FoundMarkup(render_markdown(source, frozenset({1, 2})))).forbidden
    }
    assert survivors == {}


def test_the_check_sees_what_it_looks_for() -> None:
    for html in ("<script>", "<p onclick=x>", "<a href='javascript:x'>", "<img src='//evil.example'>", "<!--x-->"):
        assert FoundMarkup(html).forbidden


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# One\n\n### Two\n\n## Three", "<h3>One</h3>\n<h4>Two</h4>\n<h4>Three</h4>\n"),
        ("### One\n\n# Two", "<h3>One</h3>\n<h3>Two</h3>\n"),
        ("a\nb", "<p>a<br>\nb</p>\n"),
        ("    indented", "<p>indented</p>\n"),
        ('![Trees](/a.jpg "Photo: Ann")', ('<figure><img src="/a.jpg" alt="Trees" loading="lazy">'
         "<figcaption>Photo: Ann</figcaption></figure>")),
        ("<figure> is a word", "<p>&lt;figure&gt; is a word</p>\n"),
        ("See ![Trees](/a.jpg).", '<p>See <img src="/a.jpg" alt="Trees" loading="lazy">.</p>\n'),
        ('![Trees](https://e.example/a.jpg "Ann")', ('<p><a href="https://e.example/a.jpg"'
         ' rel="nofollow noopener ugc">Trees – Ann</a></p>\n')),
        ("[x](//e.example)", "<p>x</p>\n"),
        ("[x](/verdicts/5/)", '<p><a href="/verdicts/5/" rel="nofollow noopener ugc">x</a></p>\n'),
        ("It fell [1, 2]. So [1].", ('<p>It fell [<a class="citation" id="cite-1" href="#evidence-1">1</a>, '
         '<a class="citation" id="cite-2" href="#evidence-2">2</a>]. '
         'So [<a class="citation" href="#evidence-1">1</a>].</p>\n')),
        ("[7] and `[1]`", "<p>[7] and <code>[1]</code></p>\n"),
        ("[1]: https://e.example", '<p>[<a class="citation" id="cite-1" href="#evidence-1">1</a>]: https://e.example</p>\n'),
    ],
)  # fmt: skip
def test_markdown_becomes_html(source: str, html: str) -> None:
    assert render_markdown(source, frozenset({1, 2})) == html


def test_cells_of_tables_are_aligned_without_styles() -> None:
    html = render_markdown("| a | b |\n|---|--:|\n| x | 1 |")
    assert '<td class="align-right">1</td>' in html
    assert "style" not in html


def test_citations_are_text_where_several_verdicts_stand() -> None:
    assert render_markdown("So [1].", frozenset({1}), anchors=False) == "<p>So [1].</p>\n"


def test_plain_text_has_no_markup() -> None:
    source = "# Count\n\n**298** trees [1],\nsee [the office](https://e.example).\n\n- a\n- b"
    assert plain_text(source) == "Count\n\n298 trees [1],\nsee the office.\n\na\n\nb"


@pytest.mark.parametrize(("source", "too_many"), [("*[x](y)" * 2001, True), ("a " * 50_000, False)])
def test_markup_that_takes_seconds_is_recognised(source: str, *, too_many: bool) -> None:
    assert has_too_many_marks(source) is too_many


# Pictures that are evidence --------------------------------------------------------

SHA256 = "a1" * 32
PICTURES = frozenset({Picture(3, f"/files/{SHA256}.png?key=1ab:C_d-e", "Ten trees", "Ana Lima", 60, 40)})


def test_an_image_of_the_evidence_is_shown_with_its_description_and_credit() -> None:
    html = render_markdown("![](evidence:3)", frozenset({3}), PICTURES)
    assert f'src="/files/{SHA256}.png?key=1ab:C_d-e"' in html
    for words in ('alt="Ten trees"', 'width="60"', 'height="40"', "<figcaption>Ana Lima</figcaption>"):
        assert words in html
    own = render_markdown('![My words](evidence:3 "My credit")', frozenset({3}), PICTURES)
    assert 'alt="My words"' in own
    assert "<figcaption>My credit</figcaption>" in own


@pytest.mark.parametrize("source", ["evidence:4", "evidence:3x", "evidence:", "evidence:3?key=x", "EVIDENCE:3"])
def test_any_other_image_of_the_evidence_is_words(source: str) -> None:
    assert render_markdown(f"![Trees]({source})", frozenset({3}), PICTURES) == "<p>Trees</p>\n"


def test_an_image_of_the_evidence_cites_it() -> None:
    (block,) = list_blocks("![](evidence:3)", citable=True)
    assert block.text == "[3]"
    assert list_blocks("![](evidence:3)") == ()


def test_hostile_words_of_an_image_stay_words() -> None:
    hostile = Picture(1, "javascript:alert(1)", '"><script>', "<img src=x onerror=alert(1)>", 1, 1)
    html = render_markdown("![](evidence:1)", frozenset({1}), frozenset({hostile}))
    assert "<script>" not in html
    assert "<img" not in html
