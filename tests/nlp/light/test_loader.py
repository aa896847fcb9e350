"""A light reading of texts in languages without rules of their own."""

import time

import pytest

from claims import nlp
from claims.nlp import ReadingDepth, get_depth

GERMAN = (
    "„Wir haben 1.250 Wohnungen gebaut“, sagte Bürgermeisterin Anna Vogt am 12. März 2024. Die Kosten stiegen um 3,5 % "
    "auf 2,4 Millionen Euro. »Das ist zu wenig«, rief ein Zuhörer."
)
RUSSIAN = "«Мы построили 1 250 квартир», — заявила мэр Анна Иванова 12 марта 2024 года. Расходы выросли на 3,5 %."
CHINESE = "市长王芳表示:“我们去年建造了1250套住房。”2024年3月12日,费用增长3.5%,达到240万元。"
ARABIC = 'قال رئيس البلدية: "لقد بنينا 1250 شقة سكنية". وارتفعت التكاليف بنسبة 3.5% في 12 مارس 2024. هل هذا كاف؟ نعم.'
SPANISH = (
    "«No vamos a subir los impuestos», dijo la ministra Carmen Ruiz. "
    "El paro afecta a 2,7 millones de personas el 3 de mayo de 2024."
)


READINGS: list[tuple[str, str, list[str], list[tuple[float, str]], list[str]]] = [
    (
        "de",
        GERMAN,
        [
            "„Wir haben 1.250 Wohnungen gebaut“",
            "Die Kosten stiegen um 3,5 % auf 2,4 Millionen Euro.",
            "»Das ist zu wenig«",
        ],
        [(1250, "Wohnungen"), (3.5, "%"), (2.4e6, "Euro")],
        ["Bürgermeisterin Anna Vogt", "Millionen Euro"],
    ),
    (
        "ru",
        RUSSIAN,
        ["«Мы построили 1 250 квартир»", "Расходы выросли на 3,5 %."],
        [(1250, "квартир"), (3.5, "%")],
        ["Анна Иванова"],
    ),
    (
        "zh",
        CHINESE,
        ["“我们去年建造了1250套住房。”", "2024年3月12日,费用增长3.5%,达到240万元。"],
        [(1250, "套"), (3.5, "%"), (2.4e6, "元")],
        [],
    ),
    (
        "ar",
        ARABIC,
        ['"لقد بنينا 1250 شقة سكنية"', "وارتفعت التكاليف بنسبة 3.5% في 12 مارس 2024."],
        [(1250, "شقة"), (3.5, "%")],
        [],
    ),
    (
        "es",
        SPANISH,
        ["«No vamos a subir los impuestos»", "El paro afecta a 2,7 millones de personas el 3 de mayo de 2024."],
        [(2.7e6, "personas")],
        ["Carmen Ruiz"],
    ),
]


@pytest.mark.parametrize(("code", "text", "claims", "numbers", "names"), READINGS)
def test_quotations_numbers_and_names_have_exact_anchors(
    code: str, text: str, claims: list[str], numbers: list[tuple[float, str]], names: list[str]
) -> None:
    found = nlp.read(text, language=code).claims
    assert [text[claim.span.start : claim.span.end] for claim in found] == claims
    assert [(one.low, one.unit) for claim in found for one in claim.quantities] == numbers
    anchored = [name for claim in found for name in claim.names]
    assert [text[name.span.start : name.span.end] for name in anchored] == [name.name for name in anchored] == names


@pytest.mark.parametrize("text", [GERMAN, RUSSIAN, SPANISH])
def test_the_language_is_detected(text: str) -> None:
    code = {GERMAN: "de", RUSSIAN: "ru", SPANISH: "es"}[text]
    assert nlp.read(text * 2).language == code
    assert get_depth(code) == ReadingDepth.LIGHT


@pytest.mark.parametrize(("code", "text"), [("ru", RUSSIAN), ("zh", CHINESE), ("ar", ARABIC), ("es", SPANISH)])
def test_written_dates_are_resolved(code: str, text: str) -> None:
    values = [mention.value for claim in nlp.read(text, language=code).claims for mention in claim.times]
    assert values == ([] if code == "ru" else ["2024-05-03" if code == "es" else "2024-03-12"])


def test_sentences_end_where_the_script_ends_them() -> None:
    sentences = [ARABIC[one.start : one.end] for one in nlp.read(ARABIC, language="ar").sentences]
    assert len(sentences) == 4
    german = [GERMAN[one.start : one.end] for one in nlp.read(GERMAN, language="de").sentences]
    assert [one.split()[0] for one in german] == ["„Wir", "Die", "»Das"]


def test_a_source_that_is_not_read_stays_open() -> None:
    claim = nlp.read(SPANISH, language="es").claims[0]
    assert [(link.name, link.is_unresolved) for link in claim.chain] == [("unnamed source", True)]
    assert (claim.statement, claim.statement_problem) == (None, "unread_language")


@pytest.mark.parametrize("code", ["tlh", "x", "??", "zh-Hant", "pt-BR"])
def test_any_code_is_read(code: str) -> None:
    reading = nlp.read("Foo 1.250 bar «baz qux quux» 3,5 %.", language=code)
    assert (reading.language, len(reading.claims)) == (code, 2)


@pytest.mark.parametrize("piece", ["«", "1 ", "12 345 ", "A. ", "“a” ", "»a« ", "Paul de ", "3.5 "])
@pytest.mark.parametrize("code", ["fr", "de"])
def test_hostile_texts_take_linear_time(piece: str, code: str) -> None:
    text = piece * (20_000 // len(piece))
    started = time.process_time()
    nlp.read(text, language=code)
    assert time.process_time() - started < 1.5
