"""Each key on each page does what it says: what is typed after it is text or nothing, and nothing else happens."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Route, expect

from claims.keys import KEY_ACTIONS
from claims.models import Case, Event, User
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
)
from tests.web.desk.test_triage_cards import make_full_article

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "Was dat u, PAXT? Bring my 1 view up"
"""Nearly every letter of it is a key somewhere."""
SHORT_SENTENCE = "u a1xP"

READ_KEYS = """() => {
    const fields = "input:not([type=hidden], [type=checkbox], [type=radio], [type=submit]), textarea, select";
    const opens = element => element.matches(fields) || element.matches("a[hx-get]")
        || element.matches("label") && element.control?.matches(fields)
        || element.matches("summary") && element.parentElement.querySelector(fields) !== null;
    const submits = element => element.type === "submit" && element.form.method === "post";
    const posts = element => element.closest("[hx-post]")?.getAttribute("hx-post")
        ?? (submits(element) ? element.formAction : "");
    const leaves = element => submits(element) && !element.closest("[hx-post]")
        || element.matches("a[href]") && element.pathname + element.search !== location.pathname + location.search;
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
KEYS_WITHOUT_PAGE = {f"g {number}" for number in range(2, 10)} | {"4", "5", "6", "7", "8", "9"}
"""Keys of rows that these desks do not have: later saved searches, further reasons and ratings."""


def count_events() -> int:
    """Count the events, without those of open pages and saved drafts."""
    return Event.objects.exclude(verb__in=[*UNLISTED_VERBS, VERDICT_DRAFTED.name, *CASE_VERBS]).count()


def collect_posts(page: Page) -> list[str]:
    """Return a list that grows with each request that changes something."""
    posts: list[str] = []

    def record(request: Request) -> None:
        if request.method != "GET" and not any(path in request.url for path in QUIET_PATHS):
            posts.append(request.url)

    page.on("request", record)
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
        changes = request.method != "GET" and not any(path in request.url for path in QUIET_PATHS)
        if changes:
            self.posts.append(urlsplit(request.url).path)
        if changes or request.is_navigation_request():
            route.fulfill(status=204)
        else:
            route.continue_()

    def press_all(self) -> tuple[set[str], set[str]]:
        """Press every key; return all keys, and those that open a field."""
        keys, failed = self.page.evaluate(READ_KEYS), []
        for key, declared in sorted(keys.items()):
            fault = self._press(key, declared["does"])
            if set(self.posts) - {declared["post"]} or len(self.posts) > 1:
                fault = f"posts to {self.posts}"
            failed += [(self.path, key, fault)] if fault else []
            self.posts.clear()
        assert failed == []
        return set(keys), {key for key, declared in keys.items() if declared["does"] == "field"}

    def _press(self, key: str, does: str) -> str:
        """Press a key, and type if it opens something; return what is wrong, and leave what it opened."""
        for pressed in key.split(" "):
            self.page.keyboard.press(pressed)
        fault = ""
        if does == "field":
            fault = self._type_into_field()
        elif does == "leave":
            self.page.keyboard.type(SHORT_SENTENCE)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Escape")
        self.page.evaluate("dispatchEvent(new Event('pageshow'))")
        is_field = self.page.evaluate("document.activeElement.matches('input:not([type=radio]), textarea, select')")
        return fault or ("Escape does not leave the field" if is_field else "")

    def _type_into_field(self) -> str:
        self.page.keyboard.type(SENTENCE)
        expect(self.page.locator("input:focus, textarea:focus, select:focus")).to_have_count(1)
        text, is_choice = self.page.evaluate(
            "choices => [document.activeElement.value, document.activeElement.matches(choices)]", CHOICES
        )
        return "" if is_choice or SENTENCE in text else f"the field has {text!r}"


def test_every_key_of_every_page_does_what_it_says_and_nothing_else(
    open_session: OpenSession, cora: User, edith: User, mona: User, ada: User
) -> None:
    article, detected, queued = make_full_article(edith, 3), make_detected_claim(edith), make_match(edith).claim
    taken = make_taken_claim(edith)
    item = make_written_draft(taken, edith).evidence.get()
    make_stored_snapshot(item.url)
    publication = make_publication(edith, mona)
    submit_tip(text=ARTICLE_SENTENCE, email="reader@reader.example", url="https://paper.example/trees")
    compare_tips()
    save_search(owner=edith, name="Trees", query="number=300")
    reread, failed = make_reread_article(edith), create_failed_article(edith)
    webhook, _ = create_webhook(owner=edith, url="https://reader.example/hook", events=["verdict.published"])
    report_problem(publication=publication, reason="other", text="Look again.")
    make_appeal(edith, cora)
    submitted, approved = make_submitted_verdict(edith).claim_id, make_approved_verdict(edith, mona).claim_id
    report, reading = (Case.objects.get(kind=kind).pk for kind in ("report", "reading"))
    before, seen, opened = count_events(), set[str](), dict[str, set[str]]()

    def walk(page: Page, name: str, path: str, first: str = "") -> None:
        keys, opened[name] = KeyWalk(page, path, first).press_all()
        seen.update(keys)

    page = open_session(edith)
    walk(page, "article", f"/articles/{article.pk}/", "j")
    for name, claim in (("detected", detected), ("queued", queued), ("taken", taken), ("published", publication.claim)):
        walk(page, name, f"/claims/{claim.pk}/")
    walk(page, "queue", "/queue/?source=mayor&state=queued", "j")
    walk(page, "tips", "/tips/")
    for path in (
        "/articles/", "/articles/new/", f"/articles/{article.pk}/history/", f"/articles/{failed.pk}/",
        f"/articles/{reread.pk}/newer-reading/", f"/claims/{taken.pk}/preview/", f"/claims/{taken.pk}/history/",
        f"/evidence/{item.pk}/snapshot/", "/notifications/", "/dashboard/", "/submissions/?tab=reports",
        f"/webhooks/{webhook.pk}/", "/webhooks/", "/tokens/", "/sessions/",
    ):  # fmt: skip
        walk(page, path, path)
    page = open_session(mona)
    walk(page, "list", "/moderation/")
    walk(page, "submitted", f"/claims/{submitted}/moderation/")
    walk(page, "approved", f"/claims/{approved}/moderation/")
    for path in (f"/moderation/{report}/", f"/moderation/{reading}/", "/moderation/imports/"):
        walk(page, path, path)
    page = open_session(ada)
    walk(page, "users", "/users/")
    walk(page, "user", f"/users/{cora.pk}/")
    assert count_events() == before
    assert {name: keys for name, keys in opened.items() if "/" not in name} == {}
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
