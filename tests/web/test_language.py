"""Each person reads the desk in a language they choose; others get the one that their browser asks for."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import formats, translation

from claims.models import User
from claims.number_format import format_number, parse_number_text
from claims.refusals import BadValue
from claims.services.languages import mail_language, set_language
from tests.translation.pseudo import LANGUAGE, accent, build_catalog


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pseudo-language's catalogue."""
    return build_catalog(tmp_path_factory.mktemp("locale"))


@pytest.fixture(autouse=True)
def _two_languages(settings: LazySettings, catalog: Path) -> None:
    settings.LOCALE_PATHS = [str(catalog)]
    settings.LANGUAGES = [("en", "English"), (LANGUAGE, "Pseudo")]


def test_a_person_chooses_a_language_and_goes_back_to_the_browsers(client: Client, edith: User) -> None:
    client.force_login(edith)
    page = client.post("/desk/language/", {"language": LANGUAGE}, follow=True).content.decode()
    assert f'<html lang="{LANGUAGE}"' in page
    assert f"<h1>{accent('Language')}</h1>" in page
    assert accent("Your language is saved.") in page
    page = client.post("/desk/language/", {"language": ""}, follow=True).content.decode()
    assert '<html lang="en"' in page
    assert "<h1>Language</h1>" in page


def test_visitors_get_the_language_of_their_browser(client: Client, db: None) -> None:
    answer = client.get("/", headers={"accept-language": f"{LANGUAGE},en;q=0.5"})
    assert answer["Content-Language"] == LANGUAGE
    assert "Accept-Language" in answer["Vary"]
    assert client.get("/", headers={"accept-language": "tlh"})["Content-Language"] == "en"


def test_a_persons_language_goes_before_the_browsers(client: Client, edith: User) -> None:
    set_language(person=edith, language=LANGUAGE)
    client.force_login(edith)
    assert client.get("/articles/", headers={"accept-language": "en"})["Content-Language"] == LANGUAGE


def test_a_language_that_was_taken_away_falls_back(client: Client, edith: User, settings: LazySettings) -> None:
    set_language(person=edith, language=LANGUAGE)
    settings.LANGUAGES = [("en", "English")]
    client.force_login(edith)
    assert client.get("/articles/")["Content-Language"] == "en"


def test_an_unknown_language_is_refused(client: Client, edith: User) -> None:
    with pytest.raises(BadValue):
        set_language(person=edith, language="tlh")
    client.force_login(edith)
    assert client.post("/desk/language/", {"language": "tlh"}).status_code == 422


def test_programs_choose_it_too(client: Client, edith: User) -> None:
    client.force_login(edith)
    answer = client.patch("/api/v1/me/", {"language": LANGUAGE}, content_type="application/json")
    assert answer.json()["language"] == LANGUAGE


def test_scripts_get_their_sentences_from_the_page(client: Client, edith: User) -> None:
    set_language(person=edith, language=LANGUAGE)
    client.force_login(edith)
    page = client.get("/articles/").content.decode()
    assert '<script id="script-words" type="application/json">' in page
    assert accent("This list").encode("ascii", "backslashreplace").decode() in page or accent("This list") in page


def test_mail_goes_out_in_the_language_of_its_reader(edith: User) -> None:
    assert mail_language(None) == mail_language(edith) == "en"
    assert mail_language(set_language(person=edith, language=LANGUAGE)) == LANGUAGE


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [(11.4, "11.4", "11,4"), (7000, "7,000", "7 000"), (0.125, "0.125", "0,125"), (1e15, "1,000,000,000,000,000", "")],
)
def test_a_number_is_written_as_it_was_given(value: float, english: str, french: str) -> None:
    assert format_number(value) == english
    with translation.override("fr"):
        written = format_number(value)
        assert not french or written.replace("\u202f", " ").replace("\xa0", " ") == french
        assert float(parse_number_text(written)) == value


def test_dates_are_written_as_newspapers_do() -> None:
    assert formats.get_format("DATE_FORMAT") == "j F Y"
    assert formats.get_format("DATETIME_FORMAT") == "j F Y, H:i"
