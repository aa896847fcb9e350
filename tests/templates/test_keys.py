"""Keys in templates: each comes from the name of its action, so that a person's own key works there too."""

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
from claims.web.desk.tips import TIP_LISTS
from claims.web.desk.triage_views import TRIAGE_ORDERS

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SCRIPTS = Path(settings.BASE_DIR) / "claims" / "static" / "claims" / "js"
NAMES_OF_KEYS = re.compile(r'\{% translate "([\w ]+)" context "key" %\}')
TEMPLATE_TEXTS = {str(path.relative_to(TEMPLATES)): path.read_text() for path in sorted(TEMPLATES.rglob("*.html"))}

KEY_TAG_PATTERN = re.compile(r'data-key="(?:([^"{]*)|\{\{ *([a-z_.]+)[^"]*|\{% action_key ([^%]*)%\})"')
KBD_PATTERN = re.compile(r"<kbd[^>]*>([^<]*)</kbd>")
DATA_KEY_PATTERN = re.compile(r"""\skey=("[^"]*"|'[^']*'|forloop\.\w+)""")
NAMED_PATTERN = re.compile(r"""(?:\{% action_(?:key|label) ['"]([a-z_]+)['"](?!\|)|\baction="([a-z_]+)")""")

KEY_VARIABLES = frozenset({"pressed", "key", "item.key", "open_key", "plan_key", "take_key"})
"""Variables that hold a key which `{% action_key %}` or the navigation has looked up by name."""

NON_ACTIONS = {
    "Esc": "leaves a field or a dialog in every browser",
    "?": "reserved for the list of keys (claims.custom_keys.RESERVED_KEYS)",
    "Ctrl": "sends a comment, together with Enter",
    "Enter": "sends a comment, together with Ctrl",
    "Ctrl Enter": "sends the form whose button shows it",
}
"""Keys that are shown without being the key of an action, and why."""


def test_no_template_has_a_fixed_key() -> None:
    literal = [
        (name, match[0])
        for name, text in TEMPLATE_TEXTS.items()
        for match in KEY_TAG_PATTERN.finditer(text)
        if match[3] is None and match[2] not in KEY_VARIABLES
    ]
    assert literal == []
    assert sum(len(KEY_TAG_PATTERN.findall(text)) for text in TEMPLATE_TEXTS.values()) == sum(
        text.count("data-key=") for text in TEMPLATE_TEXTS.values()
    )


def test_no_template_shows_a_fixed_key() -> None:
    shown = [
        (name, key)
        for name, text in TEMPLATE_TEXTS.items()
        for key in KBD_PATTERN.findall(NAMES_OF_KEYS.sub(r"\1", text))
        if "{{" not in key
    ]
    assert [(name, key) for name, key in shown if key not in NON_ACTIONS] == []
    assert {key for _, key in shown} == set(NON_ACTIONS)
    assert [(name, key) for name, text in TEMPLATE_TEXTS.items() for key in DATA_KEY_PATTERN.findall(text)] == []


def test_no_script_has_a_fixed_key() -> None:
    literal = re.compile(r"""data-key=|event\.key\s*={2,3}\s*["'](?!Escape|Enter|Tab|Backspace|Shift|AltGraph|\?)""")
    assert [path.name for path in sorted(SCRIPTS.glob("*.js")) if literal.search(path.read_text())] == []


def test_templates_name_known_actions() -> None:
    named = {match[1] or match[2] for text in TEMPLATE_TEXTS.values() for match in NAMED_PATTERN.finditer(text)}
    assert "take_over" in named
    assert named - set(KEY_ACTIONS) == set()


@pytest.mark.parametrize(
    "family",
    [
        [link.name for link in NAVIGATION_LINKS],
        [f"dismiss_{code}" for code in DISMISSALS],
        [f"decline_{code}" for code in Tip.Reason.values],
        [f"tips_{name}" for name in TIP_LISTS],
        [f"claims_by_{name}" for name in TRIAGE_ORDERS],
        [f"{days}_days" for days in RANGE_LABELS],
    ],
)
def test_every_row_of_these_tables_has_a_key(family: list[str]) -> None:
    assert set(family) - set(KEY_ACTIONS) == set()


def test_a_persons_own_key_replaces_the_default() -> None:
    template = Template("{% action_key 'take_over' %}{% include 'components/key.html' with action='take_over' %}")
    rendered = template.render(Context({"user": User(keys={"take_over": "ö"})}))
    assert (rendered[0], KBD_PATTERN.findall(rendered)) == ("ö", ["ö"])
