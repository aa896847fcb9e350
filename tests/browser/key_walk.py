"""A walk over a page by its keys: each key is pressed, a sentence is typed, and what happened is compared."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from claims.models import Event
from claims.verbs import UNLISTED_VERBS
from claims.verbs.verdicts import VERDICT_DRAFTED

SENTENCE = "Was dat u, PAXT? Bring my 1 view up"
"""Nearly every letter of it is a key somewhere."""
TYPED = {"field": SENTENCE, "leave": "u a1xy", "post": "", "load": "", "act": ""}
"""What is typed after a key, by what it does."""

CASE_VERBS = ("case.taken", "case.renewed", "case.released")
"""What open pages of cases record by themselves."""

IS_QUIET = "() => !document.querySelector('.htmx-request')"
EFFECTS = {
    "field": "() => walk.hasField()",
    **dict.fromkeys(("leave", "post"), "requests => walk.left.length + walk.posts.length > requests"),
    "load": "() => !document.querySelector('a.htmx-request')",
}
"""What is waited for after a key, by what it does."""

LOADING_MILLISECONDS = 3000  # the time that a form may take to load
MAX_ESCAPES = 3  # a form that was changed asks for a second one

FIELD = "input:not([type=hidden], [type=checkbox], [type=radio], [type=submit]), textarea, select"
SAVES_ITSELF = "[data-presence], [hx-trigger*=every], form[hx-trigger^=input]"
"""What posts without a key: it goes its way."""

OBSERVE = f"""() => {{
    const walk = window.walk = {{ changes: 0, left: [], posts: [] }};
    const pathOf = address => new URL(address, location).pathname;
    walk.hasField = () => document.activeElement.matches("{FIELD}");
    walk.pageIsShown = () => dispatchEvent(new Event("pageshow"));

    navigation.addEventListener("navigate", event => {{
        if (event.hashChange) return walk.changes++;
        walk.left.push(pathOf(event.destination.url));
        event.preventDefault();
    }});
    document.addEventListener("htmx:beforeRequest", event => {{
        const {{ elt, requestConfig }} = event.detail;
        if (requestConfig.verb === "get" || elt.matches("{SAVES_ITSELF}")) return;
        walk.posts.push(pathOf(requestConfig.path));
        event.preventDefault();
    }});
    const options = {{ subtree: true, childList: true, attributes: true, characterData: true }};
    new MutationObserver(changes => walk.changes += changes.length).observe(document, options);
    for (const kind of ["focusin", "focusout", "scroll"]) addEventListener(kind, () => walk.changes++, true);

    const opening = "a[hx-get]:not([hx-target^='#case-']), [data-palette-open], [data-submit]:not(.button--primary)";
    const opensField = element => element.matches("{FIELD}") || element.matches(opening)
        || element.matches("label") && element.control?.matches("{FIELD}")
        || element.matches("summary") && element.parentElement.querySelector("{FIELD}") !== null;
    const addressOf = (element, form) => {{
        if (element.matches("a")) return element.getAttribute("href");
        return form && (element.getAttribute("formaction") ?? form.getAttribute("action"));
    }};
    const declare = element => {{
        if (opensField(element)) return {{ does: "field" }};
        const button = element.type === "submit" ? element.form : null;
        const posting = [element, button].find(owner => owner?.matches("[hx-post]"));
        if (posting) return {{ does: "post", place: pathOf(posting.getAttribute("hx-post")) }};
        const address = addressOf(element, button);
        if (element.matches("[hx-get]")) return {{ does: "load" }};
        if (address === null || address.startsWith("#")) return {{ does: "act" }};
        return {{ does: "leave", place: pathOf(address || location) }};
    }};
    const readKeys = () => {{
        const isVisible = element => element?.checkVisibility() ?? false;
        const usable = element => !element.disabled && !element.closest("[data-claim-card]:not([data-focused])")
            && (isVisible(element) || isVisible(element.closest("[data-keys-folded]")));
        const cards = [...document.querySelectorAll("[data-claim-card][data-focused] [data-key]")];
        const keys = {{}};
        for (const element of [...cards, ...document.querySelectorAll("[data-key]")].filter(usable))
            keys[element.dataset.key] ??= declare(element);
        return keys;
    }};
    walk.readState = () => {{
        const {{ changes, left, posts }} = walk;
        const field = document.activeElement;
        const is_choice = field.matches("select, [type=date], [type=datetime-local]");
        return {{ keys: readKeys(), changes, left, posts, text: walk.hasField() ? field.value : null, is_choice }};
    }};
}}"""
"""Watch the page: what would leave it or change something is noted and goes nowhere."""


@dataclass(frozen=True, slots=True)
class Key:
    """What the page declares a key to do: open a field, post, leave the page, load a part or act; and where to."""

    does: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What happened on the page so far, and what its field holds."""

    keys: dict[str, dict[str, str]]
    changes: int
    left: list[str]
    posts: list[str]
    text: str | None
    is_choice: bool

    @property
    def requests(self) -> int:
        """The number of requests that were held back."""
        return len(self.left) + len(self.posts)


def count_events() -> Counter[str]:
    """Count the events by verb, without those of open pages and saved drafts."""
    events = Event.objects.exclude(verb__in=[*UNLISTED_VERBS, VERDICT_DRAFTED.name, *CASE_VERBS])
    return Counter(events.values_list("verb", flat=True))


def press_key(page: Page, key: str) -> None:
    """Press one key as a person does, with Shift if it is a capital."""
    page.keyboard.press(f"Shift+{key}" if key.isupper() else key)


class KeyWalk:
    """Presses every key of a page that is opened once: what would change or leave it is noted and goes nowhere."""

    def __init__(self, page: Page, path: str, first: str = "") -> None:
        self.page, self.path = page, path
        page.goto(path)
        page.wait_for_function(IS_QUIET)
        for key in first:
            press_key(page, key)
            page.wait_for_function(IS_QUIET)
        page.evaluate(OBSERVE)
        self._leave_field()

    def press_all(self) -> tuple[dict[str, str], list[str]]:
        """Press every key, those of the card in focus first; return what each does, and all faults."""
        keys = self._read_state().keys
        faults = [f"{self.path} {key}: {fault}" for key in keys if (fault := self._press(key))]
        self.page.wait_for_function(IS_QUIET)
        return {key: declared["does"] for key, declared in keys.items()}, faults

    def _read_state(self) -> State:
        return State(**self.page.evaluate("walk.readState()"))

    def _press(self, key: str) -> str:
        """Press a key, and type if it opens something or leaves; return what is wrong, and leave what it opened."""
        before = self._read_state()
        if key not in before.keys:
            return "is gone"
        declared = Key(**before.keys[key])
        for pressed in key.split(" "):
            press_key(self.page, pressed)
        self.page.keyboard.type(TYPED[declared.does])
        if effect := EFFECTS.get(declared.does):
            with suppress(PlaywrightTimeoutError):
                self.page.wait_for_function(effect, arg=before.requests, timeout=LOADING_MILLISECONDS)
        fault = find_fault(declared, before, self._read_state())
        return self._leave_field() or fault

    def _leave_field(self) -> str:
        """Press Escape until no field has the focus; return what is wrong."""
        for _ in range(MAX_ESCAPES):
            if not self.page.evaluate("() => { walk.pageIsShown(); return walk.hasField(); }"):
                return ""
            self.page.keyboard.press("Escape")
        return "Escape does not leave the field" if self.page.evaluate("walk.hasField()") else ""


def find_fault(key: Key, before: State, after: State) -> str:
    """Return what is wrong with the page after a key and what was typed then, or nothing."""
    left, posts = after.left[len(before.left) :], after.posts[len(before.posts) :]
    expected = ([key.place] if key.does == "leave" else [], [key.place] if key.does == "post" else [])
    if (left, posts) != expected:
        return f"leads to {left} and posts to {posts}, declared is {key}"
    if key.does == "field" and not after.is_choice and SENTENCE not in (after.text or ""):
        return f"the field has {after.text!r}"
    return "" if left or posts or after.changes > before.changes else "nothing happens"
