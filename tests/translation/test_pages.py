"""Every page in the pseudo-language shows no word that was not translated, apart from what people wrote."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from claims.language_names import TRANSLATION_LANGUAGES, name_language
from claims.models import Event, User
from tests.api.sample_desk import SampleDesk, create_sample_desk
from tests.page_states import admin_pages, contributor_pages, editor_pages, moderator_pages
from tests.stored_sessions import store_session
from tests.translation.pseudo import LANGUAGE
from tests.translation.words import plain_words, runs_of_page
from tests.web.access_rows import ROLES
from tests.web.access_table import ACCESS_TABLE, PUBLIC

PROSE = (models.TextField, models.CharField, models.JSONField)
CODES = {"Event": ("data", "verb"), "Session": ("session_data",)}
"""Fields whose words are codes of ours, which no page may show as they are."""

CODE_FIELDS = ("status", "role", "kind", "state", "stance")
ACCOUNT_PAGES = (
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_email",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
)
"""The pages that allauth brings and our templates frame."""
FILES = (
    "accent", "import_refused", "series_csv", "verdict_numbers", "source_numbers", "logo", "share_picture",
    "dashboard_csv", "datafeed", "feed_atom", "feed_rss", "feed_json", "log_head", "log_key", "log_lines", "robots",
    "sitemap", "sitemap_pages", "sitemap_part", "sitemap_news", "desk_manifest",
)  # fmt: skip
"""Routes of the table that answer with a file."""


@pytest.fixture
def world(cora: User, edith: User, mona: User, ada: User) -> SampleDesk:
    return create_sample_desk(cora, edith, mona, ada)


@pytest.mark.long
@pytest.mark.usefixtures("_pseudo_language")
def test_pages_of_the_access_table_are_translated(world: SampleDesk) -> None:
    pages = list(_table_pages(world))
    names = {name for name, _ in pages}
    expected = {
        name
        for (method, name), row in (ACCESS_TABLE | PUBLIC).items()
        if method == "GET" and "200" in row.statuses and name not in ("health", "health_live", "prometheus", *FILES)
    }
    assert names == expected
    _check_translated(pages)


@pytest.mark.long
@pytest.mark.usefixtures("_pseudo_language")
def test_pages_in_every_state_are_translated(cora: User, edith: User, emil: User, mona: User, ada: User) -> None:
    visits: list[tuple[User, Callable[[], list[str]]]] = [
        (mona, lambda: moderator_pages(edith, mona, cora)),
        (cora, lambda: contributor_pages(cora, edith, mona)),
        (edith, lambda: editor_pages(edith, emil, mona)),
        (ada, lambda: admin_pages(ada, edith, cora)),
    ]
    pages = [_visit(person, path) for person, list_paths in visits for path in list_paths()]
    assert all(html for _, html in pages), [path for path, html in pages if not html]
    _check_translated(pages)


@pytest.mark.usefixtures("_pseudo_language")
def test_pages_of_accounts_are_translated(edith: User) -> None:
    pages = [_visit(person, reverse(name)) for person in (None, edith) for name in ACCOUNT_PAGES]
    _check_translated([(name, html) for name, html in pages if html])


@pytest.mark.long
@pytest.mark.usefixtures("_pseudo_language")
def test_refused_forms_are_translated(world: SampleDesk) -> None:
    """An empty form at every route: what is refused is a page or a message, in the language of the reader."""
    pages = []
    for (method, name), row in (ACCESS_TABLE | PUBLIC).items():
        path = reverse(name, args=[world.things.get(thing, thing) for thing in row.things.split()])
        for headers in ({}, {"hx-request": "true"}) if method == "POST" else ():
            with transaction.atomic():
                client = _client(world.people["admin"], **headers)
                pages.append((name, _html(client.post(path, _form_counts(row.body or {})))))
                transaction.set_rollback(True)
    assert len([html for _, html in pages if html]) > 40
    _check_translated([(name, html) for name, html in pages if html])


@pytest.mark.usefixtures("_pseudo_language")
def test_error_pages_are_translated(edith: User, cora: User) -> None:
    unsafe = Client(enforce_csrf_checks=True, headers={"accept-language": LANGUAGE})
    pages = [
        ("404", _client(edith).get("/nothing/").content.decode()),
        ("refused 404", _client(edith).get(reverse("claim", args=[2**31])).content.decode()),
        ("refused 403", _client(cora).get(reverse("queue")).content.decode()),
        ("csrf", unsafe.post(reverse("tip_new")).content.decode()),
        ("signed out", _client(None, **{"hx-request": "true"}).get(reverse("queue")).content.decode()),
    ]
    _check_translated(pages)


def _table_pages(world: SampleDesk) -> Iterator[tuple[str, str]]:
    """Yield the name and the HTML of each page of the table, once for each role that may open it."""
    for (method, name), row in (ACCESS_TABLE | PUBLIC).items():
        if method != "GET":
            continue
        path = reverse(name, args=[world.things.get(thing, thing) for thing in row.things.split()])
        for role, status in zip(ROLES, row.statuses.split(), strict=True):
            if status == "200" and (html := _html(_client(world.people[role]).get(path))):
                yield name, html


def _form_counts(body: dict[str, Any]) -> dict[str, Any]:
    """Return the counts of rows without which Django cannot read a form of many rows."""
    return {name: value for name, value in body.items() if name.endswith("_FORMS")}


def _visit(person: User | None, path: str) -> tuple[str, str]:
    response = _client(person, accept="text/html").get(path)
    return path, _html(response) if response.status_code == 200 else ""


def _client(person: User | None, **headers: str) -> Client:
    client = Client(headers={"accept-language": LANGUAGE, **headers})
    if person:
        client.cookies[settings.SESSION_COOKIE_NAME] = store_session(person)
    return client


def _html(response: Any) -> str:
    """Return the HTML of a response; nothing for a redirect or a file."""
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    body = response.getvalue()  # a file is closed at its end
    return body.decode() if is_html and not 300 <= response.status_code < 400 else ""


def _check_translated(pages: Iterable[tuple[str, str]]) -> None:
    """Fail with each run of words that is neither translated nor written by a person, and the pages that show it."""
    written = _written_text()
    bare: dict[str, dict[str, None]] = {}
    for name, html in pages:
        for run in runs_of_page(html):
            if f" {run.casefold()}" not in written:
                bare.setdefault(run, {})[name] = None
    assert not bare, "\n".join(f"{run!r} on {', '.join(names)}" for run, names in bare.items())


def _written_text() -> str:
    """Return the words of all texts in the database, in order: they are data, whatever the language."""
    texts: dict[str, None] = {}
    for model in apps.get_app_config("claims").get_models():
        names = [
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, PROSE)
            and not field.choices
            and field.name not in (*CODE_FIELDS, *CODES.get(model.__name__, ()))
        ]
        for values in model._default_manager.values_list(*names) if names else ():
            texts.update(dict.fromkeys(text for value in values for text in _leaves(value)))
    texts.update(dict.fromkeys((settings.DESK_NAME, *dict(settings.LANGUAGES).values())))
    texts.update(dict.fromkeys(Event.objects.exclude(data__reason=None).values_list("data__reason", flat=True)))
    with override("en"):  # Babel names languages, and knows no pseudo-language
        texts.update(dict.fromkeys(name_language(code) for code in TRANSLATION_LANGUAGES))
    return " \n ".join(" ".join(plain_words(text)).casefold() for text in ("", *texts, ""))


def _leaves(value: object) -> Iterator[str]:
    """Yield the texts of a value of the database, also those inside JSON."""
    if isinstance(value, str):
        yield value
        if value.startswith(("{", "[")):
            with suppress(json.JSONDecodeError):
                yield from _leaves(json.loads(value))
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in _leaves(item))
    elif isinstance(value, list | tuple):
        yield from (text for item in value for text in _leaves(item))
