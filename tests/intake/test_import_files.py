"""Spreadsheets and other tables of fact-checks, from the exports of other tools to broken files."""

import datetime as dt
import io
import json
import zipfile
from contextlib import suppress
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake import tables
from claims.intake.fact_check_entries import FactCheckEntry, FeedEntry
from claims.intake.import_files import TableDescription, describe_file, iterate_import_entries
from claims.refusals import NotAFeed, NotText
from tests.claimreview_samples import claimreview_sample


def read_file(data: bytes | str) -> tuple[TableDescription, list[FeedEntry]]:
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    described = describe_file(stream)
    return described, list(iterate_import_entries(stream, kind=described.format, mapping=described.mapping or {}))


def first_entry(data: bytes | str) -> FactCheckEntry:
    entry = read_file(data)[1][0].fact_check
    assert entry
    return entry


def workbook(*rows: list[Any]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


URL = "https://a.example/1"
EXPORTS: dict[str, tuple[str, dict[str, Any]]] = {
    "check_fact_checks": (
        f"ID,Title,Summary,URL,Language,Report Status,Imported?\n7,Dam,Why,{URL},en,published,No\n",
        {"claim_text": "Dam", "title": "Why", "language": "en", "identifier": "7", "rating": ""},
    ),
    "check_media": (
        ("Claim,Item page URL,Status,Created by,Submitted at,Social Media Posted at,Report Published at,"
        f"Number of media,Tags,Where?\nDam,{URL},False,Jo,2026-01-04,2026-01-02,2026-01-03 10:00:00,1,a,b\n"),
        {"rating": "False", "claimed": dt.date(2026, 1, 2), "reviewed": dt.date(2026, 1, 3)},
    ),
    "check_feed": (
        ("Fact-check title,Fact-check summary,Fact-check URL,Tags,Workspace,Updated at,Updated by,Rating\n"
        f"Dam,Why,{URL},t,A desk,2026-01-03 10:00:00 UTC,Jo,False\n"),
        {"publisher": "A desk", "rating": "False", "reviewed": dt.date(2026, 1, 3)},
    ),
    "insights": (
        ("id,url,claimReviewed,author.name,datePublished,reviewRating.alternateName,itemReviewed.author.name\n"
        f"7,{URL},Dam,AFP,2026-01-03,False,The mayor\n"),
        {"publisher": "AFP", "claimant": "The mayor", "rating": "False", "identifier": "7"},
    ),
    "": (
        f'Datum;Behauptung;Bewertung;Link\n03.01.2026;"Dam; all\nof it";Falsch;{URL}\n',
        {"claim_text": "Dam; all of it", "rating": "Falsch", "reviewed": dt.date(2026, 1, 3)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("preset", EXPORTS)
def test_the_exports_of_other_tools_are_recognised(preset: str) -> None:
    table, expected = EXPORTS[preset]
    assert read_file(table)[0].preset == preset
    entry = first_entry(table)
    assert entry.url == URL
    assert {name: getattr(entry, name) for name in expected} == expected


ROW = {"claim": "Dam", "link": URL, "verdict": "False", "author": {"name": "AFP"}}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (f"claim\tverdict\tlink\tauthor\nDam\tFalse\t{URL}\tAFP\n", "csv"),
        (f"claim\tverdict\tlink\tauthor\nDam\tFalse\t{URL}\tAFP\n".encode("utf-16"), "csv"),
        (f"'claim'|'verdict'|'link'|'author'\n'Dam'|'False'|'{URL}'|'AFP'\n'Di|ke'|'True'|'{URL}'|'AFP'\n", "csv"),
        (f"My fact-checks,,,\n\nclaim,verdict,link,author\nDam,False,{URL},AFP\n", "csv"),
        (json.dumps([ROW]), "json"),
        (json.dumps({"data": [ROW], "count": 1}), "json"),
        (json.dumps(ROW) + "\n" + json.dumps(ROW), "json"),
        (json.dumps({"7": ROW, "8": ROW}), "json"),
        (json.dumps({"records": [{"id": "r1", "fields": ROW}], "offset": 1}), "json"),
        (json.dumps([[*ROW], ["Dam", URL, "False", "AFP"]]), "json"),
        (json.dumps({"values": [[*ROW], ["Dam", URL, "False", "AFP"]]}), "json"),
        (json.dumps({"columns": [*ROW], "index": [0], "data": [["Dam", URL, "False", "AFP"]]}), "json"),
        (f"claim,verdict,link,author\rDam,False,{URL},AFP\r", "csv"),
        (f"sep=;\r\nclaim;verdict;link;author\r\nDam;False;{URL};AFP\r\n", "csv"),
        (f"# made by hand, on Monday\n# rows: 1\nclaim,verdict,link,author\nDam,False,{URL},AFP\n", "csv"),
        (f"My fact-checks,on Monday,,\nclaim,verdict,link,author\nDam,False,{URL},AFP\n", "csv"),
        (f"claim,verdict,link,author\nDam,False,[A dam]({URL}),AFP\n", "csv"),
        (f"claim,verdict,link,author\nDam,False,<a href='{URL}'>A dam</a>,AFP\n", "csv"),
        (f"claim,verdict,link,author\nDam,False,{URL} https://archive.example/1,AFP\n", "csv"),
        (f"Claim (English),Our verdict,URL of the fact-check,publisher\nDam,False,{URL},AFP\n", "csv"),
        (f"text,claimReview.textualRating,claimReview.url,claimReview.publisher.name\nDam,False,{URL},AFP\n", "csv"),
        (
            f'claim,check\nDam,"{{""verdict"": ""False"", ""url"": ""{URL}"", ""author"": {{""name"": ""AFP""}}}}"\n',
            "csv",
        ),
        (f"claim,check\nDam,\"{{'verdict': 'False', 'url': '{URL}', 'author': {{'name': 'AFP'}}}}\"\n", "csv"),
        (workbook(["claim", "verdict", "link", "author"], ["Dam", "False", URL, "AFP"]), "xlsx"),
    ],
)
def test_the_same_row_in_any_format(data: bytes | str, kind: str) -> None:
    assert read_file(data)[0].format == kind
    entry = first_entry(data)
    assert (entry.claim_text, entry.url, entry.rating, entry.publisher) == ("Dam", URL, "False", "AFP")


@pytest.mark.parametrize(
    "header",
    ["Affermazione;Verdetto;Link", "Påstand;Konklusjon;Lenke", "İddia;Sonuç;Bağlantı", "Alegação;Classificação;Link",
     "Утверждение;Вердикт;Ссылка", "Afirmación;Calificación;Enlace", "Aussage;Urteil;URL", "Klaim;Kesimpulan;Tautan"],
)  # fmt: skip
def test_columns_are_known_in_many_languages(header: str) -> None:
    entry = first_entry(f"{header}\nDam;False;{URL}\n")
    assert (entry.claim_text, entry.url, entry.rating) == ("Dam", URL, "False")


@pytest.mark.parametrize(
    ("columns", "cells", "field", "value"),
    [
        ("rating,speaker", "nan,NULL", "rating", ""),
        ("rating,speaker", "False,\\N", "claimant", ""),
        ("ratingValue,bestRating", "2,5", "rating", "2 of 5"),
        ("ratingValue,bestRating", "-1,-1", "rating", ""),
        ("rating,language", "False,Español", "language", "es"),
        ("image URL,author URL", "https://b.example/1,https://c.example/1", "url", URL),
    ],
)
def test_cells_become_fields(columns: str, cells: str, field: str, value: str) -> None:
    assert getattr(first_entry(f"claim,{columns},our url\nDam,{cells},{URL}\n"), field) == value


def test_a_preset_takes_further_columns_and_other_spellings() -> None:
    entry = first_entry(f"id,url,claimReviewed,headline,inLanguage\n7,{URL},Dam,Why,en\n")
    assert (entry.title, entry.language) == ("Why", "en")
    table = f"ID;Title;Summary;URL;Report status;Imported ?\n7;Dam;Why;{URL};Unpublished;No\n"
    assert read_file(table)[1][0].refusal == "not_published"


def test_cells_of_several_lines_below_a_narrower_title_are_whole() -> None:
    rows = read_file(f'My checks,on Monday\nclaim,url,rating\n"Dam\nof",{URL},False\n"Dike",{URL},True\n')[1]
    assert [(entry.line, entry.fact_check and entry.fact_check.claim_text) for entry in rows] == [
        (3, "Dam of"),
        (5, "Dike"),
    ]


def test_claimreviews_are_recognised_by_their_content() -> None:
    described, entries = read_file(json.dumps([claimreview_sample(1)]))
    assert (described.format, described.columns, len(entries)) == ("claimreview", [], 1)


def test_a_formula_is_its_text_and_a_day_a_day() -> None:
    rows = ["claim", "url", "rating", "date"], ["=HYPERLINK(1)", URL, 4, dt.date(2026, 1, 3)]
    entry = first_entry(workbook(*rows))
    assert (entry.claim_text, entry.rating, str(entry.reviewed)) == ("=HYPERLINK(1)", "4", "2026-01-03")


def test_every_refused_row_is_named_by_its_line() -> None:
    rows = [
        f"Dam,{URL},False", ",https://a.example/2,False", "No page,,False", 'Torn "quote",x', f'"Torn,{URL},False',
        f"After,{URL},True", "x" * 6_000 + f",{URL},True", "Last,a.example/9,True",
    ]  # fmt: skip
    found = [(entry.line, entry.refusal) for entry in read_file("Claim,URL,Rating\n" + "\n".join(rows) + "\n")[1]]
    assert found == [
        (2, ""), (3, "no_claim"), (4, "no_address"), (5, "no_address"), (6, "broken"), (7, ""), (8, "too_long"),
        (9, ""),
    ]  # fmt: skip


def test_dates_of_a_table_show_their_order() -> None:
    table = "Claim,URL,Date\nA,https://a.example/1,05/03/2026\nB,https://a.example/2,13/03/2026\n"
    assert str(first_entry(table).reviewed) == "2026-03-05"
    assert read_file(table.partition("B,")[0])[1][0].undated


def archive(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04rest", "damaged"),
        (archive("a.csv", b"claim,url"), "not an XLSX"),
        (archive("xl/workbook.xml", b" " * 10_000_000), "too large"),
        (archive("xl/workbook.xml", b"<x/>"), "damaged"),
        (b"\n\n", "no rows"),
        (workbook(), "no rows"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(NotAFeed, match=reason):
        read_file(data)


def test_a_table_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    with pytest.raises(NotAFeed, match="3 rows"):
        read_file("Claim,URL\n" + f"A,{URL}\n" * 4)
    with pytest.raises(NotAFeed, match="3 rows"):
        read_file(json.dumps([ROW] * 4))
    described, _entries = read_file(",".join(f"c{number}" for number in range(300)) + "\n" + "x," * 299 + "x\n")
    assert len(described.columns) == tables.MAX_COLUMNS


@given(st.text("abc,;\"\n\t'=", max_size=60).map(str.encode) | st.binary(max_size=60))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    with suppress(NotAFeed, NotText):
        assert all(entry.fact_check or entry.refusal for entry in read_file(data)[1])
