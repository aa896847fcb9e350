"""What the checks of the pages count as a word."""

import pytest

from tests.translation.pseudo import accent
from tests.translation.words import words_of_page, words_of_template


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Queue</p>", ["Queue"]),
        ('<p>{% translate "Queue" %}</p>', []),
        ("{% blocktranslate trimmed count n=n %}{{ n }} claim{% plural %}{{ n }} claims{% endblocktranslate %}", []),
        ("{% comment %}Not shown{% endcomment %}{# nor this #}", []),
        ('<a class="button" aria-label="Close" href="/x/">{{ name }}</a>', ["Close"]),
        ("<p>Press <kbd>Esc</kbd></p>", ["Press"]),
        ('<{{ heading }} class="title">{{ title }}</{{ heading }}>', []),
        ("{% block main_class %}page__main--reading{% endblock %}", []),
        ("{% block title %}Queue{% endblock %}", ["Queue"]),
        ("{% if a %}&nbsp;{% else %}None of them{% endif %}", ["None", "of", "them"]),
    ],
)
def test_words_outside_translation_tags_are_listed(template: str, words: list[str]) -> None:
    assert words_of_template(template) == words


def test_what_is_not_read_out_is_no_word() -> None:
    page = '<html><head><title>One</title></head><body><p translate="no">two</p><p>three@x.example</p></body></html>'
    assert words_of_page(page) == ["One"]


def test_the_pseudo_language_leaves_placeholders_and_tags_alone() -> None:
    assert accent("<b>%(count)s</b> claims &amp; {name}") == "<b>%(count)s</b> ƈŀȧīḿş &amp; {name}"
