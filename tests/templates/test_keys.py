"""Keys in templates: each is asked for by the name of its action, so that a person's own key holds there too."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

from claims.dismissals import DISMISSALS
from claims.keys import KEY_ACTIONS
from claims.models import Tip, User
from claims.selectors.metrics import RANGE_LABELS
from claims.templatetags.navigation import NAVIGATION_LINKS
from claims.web.desk.tips import LIST_LABELS

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SCRIPTS = Path(settings.BASE_DIR) / "claims" / "static" / "claims" / "js"
TEMPLATE_TEXTS = {str(path.relative_to(TEMPLATES)): path.read_text() for path in sorted(TEMPLATES.rglob("*.html"))}

KEY_TAG_PATTERN = re.compile(r'data-key="(?:([^"{]*)|\{\{ *([a-z_.]+)[^"]*|\{% key ([^%]*)%\})"')
KBD_PATTERN = re.compile(r"<kbd[^>]*>([^<]*)</kbd>")
DATA_KEY_PATTERN = re.compile(r"""\skey=("[^"]*"|'[^']*'|forloop\.\w+)""")
NAMED_PATTERN = re.compile(r"""(?:\{% key(?:_label)? ['"]([a-z_]+)['"](?!\|)|\baction="([a-z_]+)")""")

USED_ACTIONS = frozenset({"pressed", "item.key"})
"""Variables in which a template finds a key that `{% key %}` or the top bar has asked for by name."""

NON_ACTIONS = {
    "Esc": "leaves a field or a dialog in every browser",
    "?": "reserved: the list of keys (claims.keys.RESERVED_KEYS)",
    "Ctrl": "sends a comment, together with Enter, as everywhere",
    "Enter": "sends a comment, together with Ctrl, as everywhere",
}
"""What may be shown as a key without being one of an action, and why."""


def test_no_template_presses_a_key_that_nobody_can_change() -> None:
    literal = [
        (name, found[0])
        for name, text in TEMPLATE_TEXTS.items()
        for found in KEY_TAG_PATTERN.finditer(text)
        if found[3] is None and found[2] not in USED_ACTIONS
    ]
    assert literal == []
    assert sum(len(KEY_TAG_PATTERN.findall(text)) for text in TEMPLATE_TEXTS.values()) == sum(
        text.count("data-key=") for text in TEMPLATE_TEXTS.values()
    )


def test_no_template_shows_a_key_that_nobody_can_change() -> None:
    shown = [
        (name, key) for name, text in TEMPLATE_TEXTS.items() for key in KBD_PATTERN.findall(text) if "{{" not in key
    ]
    assert [(name, key) for name, key in shown if key not in NON_ACTIONS] == []
    assert {key for _, key in shown} == set(NON_ACTIONS)
    assert [(name, given) for name, text in TEMPLATE_TEXTS.items() for given in DATA_KEY_PATTERN.findall(text)] == []


def test_no_script_looks_for_a_key_by_its_letter() -> None:
    literal = re.compile(r"""data-key=|event\.key\s*={2,3}\s*["'](?!Escape|Enter|Shift|AltGraph|\?)""")
    assert [path.name for path in sorted(SCRIPTS.glob("*.js")) if literal.search(path.read_text())] == []


def test_templates_name_actions_that_are_there() -> None:
    named = {found[1] or found[2] for text in TEMPLATE_TEXTS.values() for found in NAMED_PATTERN.finditer(text)}
    assert "take_over" in named
    assert named - set(KEY_ACTIONS) == set()


@pytest.mark.parametrize(
    "family",
    [
        [room.name for room in NAVIGATION_LINKS],
        [f"dismiss_{code}" for code in DISMISSALS],
        [f"decline_{code}" for code in Tip.Reason.values],
        [f"tips_{name}" for name in LIST_LABELS],
        [f"{days}_days" for days in RANGE_LABELS],
    ],
)
def test_what_a_table_adds_has_a_key(family: list[str]) -> None:
    assert set(family) - set(KEY_ACTIONS) == set()


def test_a_key_of_ones_own_takes_the_place_of_the_one_that_came() -> None:
    asked = Template("{% key 'take_over' %}{% include 'components/key.html' with action='take_over' %}")
    rendered = asked.render(Context({"user": User(keys={"take_over": "ö"})}))
    assert (rendered[0], KBD_PATTERN.findall(rendered)) == ("ö", ["ö"])
