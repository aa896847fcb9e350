"""Cleaning of texts: harmless damage is repaired, other damage is refused."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake.article_text import MAX_TEXT_CHARACTERS, clean_text, first_line, to_one_line
from claims.refusals import EmptyText, NotText, Refusal, TextTooLong

REPAIRED = {
    "line ends of Windows": ("One.\r\nTwo.", "One.\nTwo."),
    "line ends of old Macs": ("One.\rTwo.", "One.\nTwo."),
    "line and paragraph separators": ("One.\u2028Two.\u2029Three.", "One.\nTwo.\n\nThree."),
    "form feed of a PDF": ("One.\fTwo.", "One.\nTwo."),
    "many blank lines": ("One.\n\n\n\n\nTwo.", "One.\n\nTwo."),
    "blank lines with spaces in them": ("One.\n \n\t\n\u00a0\nTwo.", "One.\n\nTwo."),
    "spaces at line ends": ("One.  \t\nTwo.\u00a0", "One.\nTwo."),
    "byte order mark": ("\ufeffOne.", "One."),
    "zero-width spaces": ("O\u200bne\u2060.", "One."),
    "soft hyphens": ("in\u00adfor\u00adma\u00adtion", "information"),
    "bidirectional override": ("killed \u202e0007\u202c people", "killed 0007 people"),
    "invisible tags": ("One\U000e0041\U000e0042.", "One."),
    "decomposed accents": ("Cafe\u0301", "Café"),
    "quotes of Windows-1252 read as Latin-1": ("\x93Never,\x94 he said\x85", "“Never,” he said…"),
    "one control character in a page": ("word " * 50 + "\x02end", "word " * 50 + "end"),
}

LEFT_ALONE = {
    "all kinds of quotes": "“One” ‘two’ \"three\" 'four' «five» „six“ ‹seven›",
    "dashes and ellipsis": "It rose – by 3 — no, 4 … per cent",
    "no-break space within a line": "7\u00a0000 people",
    "indented lines": "One:\n    two\n\tthree",
    "zero-width joiners": "می\u200cخواهم 👩\u200d🚒",
    "other scripts": "Президент заявил. 大統領は述べた。 قال الرئيس.",
    "markup in plain text": "<b>5 < 7</b> & so on",
}

REFUSED = {
    "nothing": ("", EmptyText),
    "white space": (" \n\t\u00a0\u200b\n", EmptyText),
    "no letters": ("12,345 + 6 = ?! …", EmptyText),
    "NUL": ("One\0two", NotText),
    "lone surrogate": ("One \ud800 two", NotText),
    "surrogate halves in the wrong order": ("One \udc00\ud800 two", NotText),
    "control characters": ("\x01\x02\x03\x04 PNG \x05\x06", NotText),
    "lost letters": ("Caf\ufffd au l\ufffdit", NotText),
    "heaps of accents": ("a" + "\u0301\u0323" * 100, NotText),
    "heaps of accents hidden by zero-width spaces": ("a" + "\u0301\u200b" * 100, NotText),
    "too long": ("a" * (MAX_TEXT_CHARACTERS + 1), TextTooLong),
    "too long when composed": ("\u0958" * (MAX_TEXT_CHARACTERS // 2 + 1), TextTooLong),
}


@pytest.mark.parametrize(("raw", "stored"), REPAIRED.values(), ids=REPAIRED)
def test_harmless_damage_is_repaired(raw: str, stored: str) -> None:
    assert clean_text(raw) == stored


@pytest.mark.parametrize("raw", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_words_and_quotes_do_not_change(raw: str) -> None:
    assert clean_text(raw) == raw


@pytest.mark.parametrize(("raw", "refusal"), REFUSED.values(), ids=REFUSED)
def test_unreadable_input_is_refused(raw: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        clean_text(raw)


def test_a_very_long_text_is_refused_first() -> None:
    raw = "word " * 10_000_000
    start = time.process_time()
    with pytest.raises(TextTooLong, match="50,000,000"):
        clean_text(raw)
    assert time.process_time() - start < 0.1


def test_a_text_of_the_maximum_length_is_stored() -> None:
    assert len(clean_text("a" * MAX_TEXT_CHARACTERS)) == MAX_TEXT_CHARACTERS


UNFRIENDLY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("a e\u0301\u0323\u0958\u0344 \n\r\t\u00a0\u200b\u202e\ufeff\x02\x85\x93\ufffd\u2028\u2029"),
    )
)


@settings(deadline=None)
@given(UNFRIENDLY)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    try:
        stored = clean_text(raw)
    except Refusal:
        return
    assert clean_text(stored) == stored


@settings(deadline=None)
@given(UNFRIENDLY.map(lambda raw: f"a{raw}"))
def test_stored_text_is_valid_and_composed(raw: str) -> None:
    try:
        stored = clean_text(raw)
    except Refusal:
        return
    assert "\0" not in stored
    assert stored.encode("utf-8").decode("utf-8") == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert stored == stored.strip()


@settings(deadline=None)
@given(UNFRIENDLY, st.integers(2, 50))
def test_one_line_has_the_maximum_width(raw: str, width: int) -> None:
    line = to_one_line(raw, width)
    assert len(line) <= width
    assert line.splitlines() in ([], [line])
    line.encode("utf-8")


def test_a_long_line_is_cut_between_words() -> None:
    assert to_one_line("The minister said on Tuesday", 16) == "The minister…"
    assert to_one_line("a" * 20, 10) == "aaaaaaaaa…"


def test_the_first_line_is_the_headline() -> None:
    assert first_line("\nFire in  the harbour\n\nTwo people were hurt.") == "Fire in the harbour"
