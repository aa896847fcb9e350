"""Each key on each page does what it says: what is typed after it is text or nothing, and nothing else happens."""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Route, expect

from claims.keys import KEY_ACTIONS
from claims.models import Case, Claim, Event, User
from claims.services.matches import suggest_matches_for_claim
from claims.services.queue import take_claim
from claims.services.reports import report_problem
from claims.services.saved_searches import save_search
from claims.services.tips import submit_tip
from claims.services.webhooks import create_webhook
from claims.tasks import compare_tips
from claims.verbs import UNLISTED_VERBS
from claims.verbs.verdicts import VERDICT_DRAFTED
from tests.api.sample_desk import create_failed_article
from tests.browser.page_actions import OpenSession
from tests.stories import (
    ARTICLE_SENTENCE,
    FOREIGN_FEED,
    import_foreign_fact_check,
    make_appeal,
    make_approved_verdict,
    make_detected_claim,
    make_match,
    make_publication,
    make_queued_claim,
    make_reread_article,
    make_stored_snapshot,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
    start_noted_correction,
)
from tests.web.desk.test_triage_cards import make_full_article

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "Was dat u, PAXT? Bring my 1 view up"
"""Nearly every letter of it is a key somewhere."""
SHORT_SENTENCE = "u a1xP"

READ_KEYS = """() => {
    const fields = "input:not([type=hidden], [type=checkbox], [type=radio], [type=submit]), textarea, select";
    const loads = "a[hx-get]:not([hx-target^='#case-']), [data-palette-open]";
    const opens = element => element.matches(fields) || element.matches(loads)
        || element.matches("label") && element.control?.matches(fields)
        || element.matches("summary") && element.parentElement.querySelector(fields) !== null;
    const address = location.pathname + location.search;
    const submits = element => element.type === "submit" && element.form.method === "post";
    const posts = element => element.closest("[hx-post]")?.getAttribute("hx-post")
        ?? (submits(element) ? element.getAttribute("formaction") ?? element.form.getAttribute("action") : "");
    const leaves = element => submits(element) && !element.closest("[hx-post]")
        || element.matches("a[href]:not([hx-get])") && element.pathname + element.search !== address;
    const usable = element => element.checkVisibility() && !element.disabled
        && !element.closest("[data-claim-card]:not([data-focused])");
    const cards = [...document.querySelectorAll("[data-claim-card][data-focused] [data-key]")];
    const keys = {};
    for (const element of [...cards, ...document.querySelectorAll("[data-key]")].filter(usable))
        keys[element.dataset.key] ??= {
            does: opens(element) ? "field" : leaves(element) ? "leave" : "act",
            post: posts(element) && new URL(posts(element), location).pathname,
        };
    return keys;
}"""
"""The keys of the page: whether they open a field, leave the page or act on it, and where they post to."""

CASE_VERBS = ("case.taken", "case.renewed", "case.released")
"""What open pages of cases record by themselves."""

QUIET_PATHS = ("/presence/", "/lease/", "/renew/", "/hold/", "/release/", "/leave/", "/draft/")
"""Addresses to which open pages post by themselves, and where drafts are saved while they are typed."""

CHOICES = "select, [type=date], [type=datetime-local]"
KEYS_WITHOUT_PAGE = {*(f"g {number}" for number in range(5, 10)), "g l", "I"}
"""Keys of further saved searches, for changes of somebody else, and for a passage that is selected with the mouse."""
MAX_ESCAPES = 3  # a form that was changed asks for a second one
LEAVE_FIELDS = """() => {
    dispatchEvent(new Event("pageshow"));
    const field = document.activeElement;
    return field.matches("input:not([type=radio], [type=checkbox]), textarea, select") && field.checkVisibility();
}"""
"""Let the page take keys again, as when it is shown; return whether a field still has the focus."""


def count_events() -> Counter[str]:
    """Count the events by verb, without those of open pages and saved drafts."""
    events = Event.objects.exclude(verb__in=[*UNLISTED_VERBS, VERDICT_DRAFTED.name, *CASE_VERBS])
    return Counter(events.values_list("verb", flat=True))


def changes_something(request: Request) -> bool:
    """Return whether a person, and not the open page by itself, sends a request that changes something."""
    is_quiet = "/moves/" not in request.url and any(path in request.url for path in QUIET_PATHS)
    return request.method != "GET" and (request.is_navigation_request() or not is_quiet)


def collect_posts(page: Page) -> list[str]:
    """Return a list that grows with each request that changes something."""
    posts: list[str] = []

    page.on("request", lambda request: posts.append(request.url) if changes_something(request) else None)
    return posts


class KeyWalk:
    """Presses every key of a page that is opened once: what would change or leave it is noted and goes nowhere."""

    def __init__(self, page: Page, path: str, first: str = "") -> None:
        self.page, self.path, self.posts = page, path, list[str]()
        page.unroute_all()
        page.goto(path)
        for key in first:
            page.keyboard.press(key)
        page.wait_for_load_state("networkidle")
        page.route("**", self._hold_back)

    def _hold_back(self, route: Route) -> None:
        """Answer what changes something, or leads away, with nothing: the page stays."""
        request = route.request
        changes = changes_something(request)
        if changes:
            self.posts.append(urlsplit(request.url).path)
        if changes or request.is_navigation_request():
            route.fulfill(status=204)
        else:
            route.continue_()

    def press_all(self) -> tuple[set[str], set[str]]:
        """Press every key; return all keys, and those that open a field."""
        keys, before = self.page.evaluate(READ_KEYS), count_events()
        faults = {key: self._press(key, declared["does"]) for key, declared in sorted(keys.items())}
        self.page.wait_for_load_state("networkidle")
        undeclared = Counter(self.posts) - Counter(declared["post"] for declared in keys.values())
        failed = {key: fault for key, fault in faults.items() if fault}
        assert (self.path, failed, undeclared, count_events() - before) == (self.path, {}, Counter(), Counter())
        return set(keys), {key for key, declared in keys.items() if declared["does"] == "field"}

    def _press(self, key: str, does: str) -> str:
        """Press a key, and type if it opens something; return what is wrong, and leave what it opened."""
        for pressed in key.split(" "):
            self.page.keyboard.press(f"Shift+{pressed}" if pressed.isupper() else pressed)
        fault = ""
        if does == "field":
            fault = self._type_into_field()
        elif does == "leave":
            self.page.keyboard.type(SHORT_SENTENCE)
        for _ in range(MAX_ESCAPES):
            self.page.keyboard.press("Escape")
            if not self.page.evaluate(LEAVE_FIELDS):
                return fault
        return fault or "Escape does not leave the field"

    def _type_into_field(self) -> str:
        self.page.keyboard.type(SENTENCE)
        expect(self.page.locator("input:focus, textarea:focus, select:focus")).to_have_count(1)
        text, is_choice = self.page.evaluate(
            "choices => [document.activeElement.value, document.activeElement.matches(choices)]", CHOICES
        )
        return "" if is_choice or SENTENCE in text else f"the field has {text!r}"


Stop = tuple[str, str, str]  # the name of a page, its path, and keys to press there first

FIELD_KEYS = {
    **dict.fromkeys(("article", "selected", "decided"), frozenset({"e", "E", "i", "3"})),
    **dict.fromkeys(("detected", "queued"), frozenset({"e", "E", "m", "w"})),
    **dict.fromkeys(("taken", "repeated"), frozenset({"e", "E", "m", "w", "d", "v", "g s", "g w"})),
    "corrected": {"e", "E", "m", "w", "v", "g s", "g w", "g n"},
    "published": {"e", "E", "m", "w", "C"},
    "queue": {"s", "w"},
    "second page": {"s"},
    "tips": {"d", "f"},
    "report": {"y", "r"},
    "verdicts": set(),
    "held": {"e", "E", "m", "w", "d"},
    "reviewed": {"m", "w"},
    "submitted": {"b", "m"},
    "approved": {"b", "m"},
}
"""The keys that open a field, beside that of the search, which is on every page."""


def list_claim_stops(edith: User, mona: User) -> list[Stop]:
    """Create claims in each state, and return their pages."""
    repeated, corrected = make_queued_claim(edith), make_publication(edith, mona).claim
    import_foreign_fact_check(*FOREIGN_FEED)
    suggest_matches_for_claim(claim_id=repeated.pk)
    take_claim(claim_id=repeated.pk, editor=edith)
    start_noted_correction(corrected.pk, edith)
    claims = {
        "detected": make_detected_claim(edith), "queued": make_match(edith).claim, "repeated": repeated,
        "corrected": corrected, "published": make_publication(edith, mona).claim,
    }  # fmt: skip
    return [(name, f"/claims/{claim.pk}/", "") for name, claim in claims.items()]


def list_editor_stops(edith: User, taken: Claim) -> list[Stop]:
    """Return the pages of an editor beside those of claims."""
    article, reread, failed = make_full_article(edith, 3), make_reread_article(edith), create_failed_article(edith)
    make_full_article(edith, 60)
    item = make_written_draft(taken, edith).evidence.get()
    make_stored_snapshot(item.url)
    for text in (ARTICLE_SENTENCE, f"{ARTICLE_SENTENCE} Really?"):
        submit_tip(text=text, email="reader@reader.example", url="https://paper.example/trees")
    compare_tips()
    save_search(owner=edith, name="Trees", query="number=300")
    webhook, _ = create_webhook(owner=edith, url="https://reader.example/hook", events=["verdict.published"])
    paths = (
        "/articles/", "/articles/new/", f"/articles/{article.pk}/history/", f"/articles/{failed.pk}/",
        f"/articles/{reread.pk}/newer-reading/", f"/claims/{taken.pk}/preview/", f"/claims/{taken.pk}/history/",
        f"/evidence/{item.pk}/snapshot/", "/notifications/", "/dashboard/", "/submissions/?tab=reports",
        f"/webhooks/{webhook.pk}/", "/webhooks/", "/tokens/", "/sessions/",
    )  # fmt: skip
    stops = zip(("article", "selected", "decided"), ("j", "jx", "ja"), strict=True)
    return [
        *((name, f"/articles/{article.pk}/", first) for name, first in stops),
        ("taken", f"/claims/{taken.pk}/", ""),
        ("queue", "/queue/?source=mayor&state=queued", "j"),
        ("second page", "/queue/?state=detected", "]"),
        ("tips", "/tips/", ""),
        *((path, path, "") for path in paths),
    ]


def list_moderator_stops(edith: User, mona: User, cora: User, taken: Claim) -> list[Stop]:
    """Return the pages of a moderator."""
    report_problem(publication=make_publication(edith, mona), reason="other", text="Look again.")
    make_appeal(edith, cora)
    submitted, approved = make_submitted_verdict(edith).claim_id, make_approved_verdict(edith, mona).claim_id
    cases = [f"/moderation/{Case.objects.get(kind=kind).pk}/" for kind in ("report", "reading")]
    return [
        ("report", "/moderation/?kind=report", ""),
        ("verdicts", "/moderation/?kind=verdict", "j"),
        ("held", f"/claims/{taken.pk}/", ""),
        ("reviewed", f"/claims/{submitted}/", ""),
        ("submitted", f"/claims/{submitted}/moderation/", ""),
        ("approved", f"/claims/{approved}/moderation/", ""),
        *((path, path, "") for path in (*cases, "/moderation/imports/")),
    ]


def test_every_key_of_every_page_does_what_it_says_and_nothing_else(
    open_session: OpenSession, cora: User, edith: User, mona: User, ada: User
) -> None:
    taken, seen, opened = make_taken_claim(edith), set[str](), dict[str, set[str]]()
    walks: dict[User, list[Stop]] = {
        edith: [*list_claim_stops(edith, mona), *list_editor_stops(edith, taken)],
        mona: list_moderator_stops(edith, mona, cora, taken),
        ada: [("/users/", "/users/", ""), ("/users/", f"/users/{cora.pk}/", "")],
    }
    for person, stops in walks.items():
        page = open_session(person)
        for name, path, first in stops:
            keys, opened[name] = KeyWalk(page, path, first).press_all()
            seen.update(keys)
    assert all("/" in keys for keys in opened.values())
    assert {name: keys - {"/"} for name, keys in opened.items() if "/" not in name} == FIELD_KEYS
    assert {action.key for action in KEY_ACTIONS.values()} - seen == KEYS_WITHOUT_PAGE


def test_a_key_that_opens_a_page_starts_nothing_else(open_session: OpenSession, edith: User) -> None:
    make_queued_claim(edith)
    page = open_session(edith)
    posts, before = collect_posts(page), count_events()
    page.goto("/articles/")
    page.keyboard.press("c")
    page.keyboard.type("nana")
    page.wait_for_url("**/articles/new/")
    expect(page.locator("textarea:focus")).to_have_count(1)
    page.keyboard.type(SENTENCE)
    assert page.evaluate("document.activeElement.value").endswith(SENTENCE)
    assert (posts, count_events()) == ([], before)


def test_a_key_that_does_nothing_says_why(open_session: OpenSession, edith: User) -> None:
    article, page = make_full_article(edith, 2), open_session(edith)
    page.goto(f"/articles/{article.pk}/")
    line = page.locator("[data-status-line]")
    page.keyboard.press("a")
    expect(line).to_have_text("Choose a claim or row first: press j.")
    page.keyboard.press("v")
    expect(line).to_have_text("“v” does nothing here. Press ? for the list of shortcuts.")
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(line).to_have_text("This is the last one here.")


def test_the_end_of_a_list_offers_the_next_article(open_session: OpenSession, edith: User) -> None:
    other, article = make_full_article(edith, 2), make_full_article(edith, 1)
    page = open_session(edith)
    page.goto(f"/articles/{article.pk}/")
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("[data-status-line]")).to_contain_text("Press n for the next article")
    page.keyboard.press("n")
    page.wait_for_url(f"**/articles/{other.pk}/")
