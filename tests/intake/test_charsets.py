"""Decoding of bytes: the right characters, or a refusal."""

import pytest

from claims.intake.charsets import decode_text, find_declared_encoding
from claims.refusals import NotText

UNDECLARED = {
    "UTF-8": ("“Zürich,” she said: £50 – not €50.", "utf-8"),
    "UTF-8 with byte order mark": ("“Zürich,” she said.", "utf-8-sig"),
    "UTF-16 with byte order mark": ("“Zürich,” she said.", "utf-16"),
    "English of Windows": ("The minister said that “we won’t go back” – it was £50 each.", "cp1252"),
    "English of Windows with an accent": (
        "The minister said on Monday that the café had taken £50 from each of them.",
        "cp1252",
    ),
    "German of Windows": ("Der Präsident erklärte am Dienstag, dass über 7.000 gestorben seien.", "cp1252"),
    "Polish of Windows": (
        "Prezydent powiedział we wtorek, że zginęło ponad 7000 osób, źródła są różne.",
        "cp1250",
    ),
    "Russian of Windows": ("Президент заявил во вторник, что более 7000 человек погибли.", "cp1251"),
}

DECLARED = {
    "as it is": ("Cumhurbaşkanı salı günü açıkladı", "cp1254", "windows-1254"),
    "by another name": ("Ünal said £50", "latin-1", "ISO-8859-1"),
    "Japanese": ("大統領は火曜日に述べた", "shift_jis", "Shift_JIS"),
    "Japanese in seven bits": ("大統領は火曜日に述べた", "iso2022_jp", "iso-2022-jp"),
    "UTF-16 without mark": ("Zürich", "utf-16-le", "UTF-16LE"),
    "wrongly, being UTF-8": ("“Zürich”", "utf-8", "iso-8859-1"),
    "wrongly, being of Windows": ("The “café” in Zürich, they said, is closed", "cp1252", "utf-8"),
    "as nonsense": ("Zürich", "utf-8", "x-no-such-thing"),
    "as something that is no encoding of the web": ("+ADw-b+AD4-", "ascii", "utf-7"),
}

REFUSED = {
    "broken UTF-8": "“One” and “two”".encode() + b"\xff" + "“three”".encode(),
    "cut-off UTF-8 with mark": b"\xef\xbb\xbfZ\xc3",
    "half a UTF-16 character": "Zürich".encode("utf-16")[:-1],
    "bytes of all kinds": bytes(range(128, 256)) * 30,
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\x06\0\0\0\xff\xfe",
    "Turkish of Windows, which also reads as Icelandic": "Cumhurbaşkanı salı günü açıkladı".encode("cp1254"),
}


@pytest.mark.parametrize(("text", "codec"), UNDECLARED.values(), ids=UNDECLARED)
def test_undeclared_text_is_decoded(text: str, codec: str) -> None:
    assert decode_text(text.encode(codec)) == text


@pytest.mark.parametrize(("text", "codec", "declared"), DECLARED.values(), ids=DECLARED)
def test_declared_text_is_decoded(text: str, codec: str, declared: str) -> None:
    assert decode_text(text.encode(codec), declared=declared) == text


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_ambiguous_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        decode_text(data)


def test_broken_utf8_of_a_page_can_be_repaired() -> None:
    assert decode_text("“One” ".encode() + b"\xff", repair=True) == "“One” \ufffd"


@pytest.mark.parametrize(
    ("markup", "declared"),
    [
        (b'<html><head><meta charset="windows-1251">', "windows-1251"),
        (b"<META http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        (b"<html><p>charset=utf-7</p>", ""),
        (b" " * 5_000 + b"<meta charset=utf-7>", ""),
    ],
)
def test_a_page_declares_its_encoding_in_its_head(markup: bytes, declared: str) -> None:
    assert find_declared_encoding(markup) == declared
