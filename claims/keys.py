"""Keys: every action that a key can start, with the key it has until a person gives it another.

Plain Python. Templates ask for an action's key by its name, so that a person's own key holds everywhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from claims.workflow import DISMISSALS, MOVES

RESERVED = frozenset({"?", " "})
"""What no action can have: the list of keys, and what presses a button. Escape, Tab and Enter have no character."""

_PAIR = re.compile(r"\S(?: \S)?")

EVERYWHERE = frozenset({"articles", "new article", "article", "claim", "preview", "queue", "moderation", "moderate"})


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key starts on some `pages`: one key, or two in turn with a blank between them."""

    name: str
    key: str
    label: str
    group: str
    pages: frozenset[str]


def _on(group: str, pages: str, *rows: tuple[str, str, str]) -> list[Action]:
    where = frozenset(pages.split(",")) if pages else EVERYWHERE
    return [Action(name, key, label, group, where) for name, key, label in rows]


def _moves(group: str, pages: str, *names: str) -> list[Action]:
    return _on(group, pages, *((name, MOVES[name].key, MOVES[name].label) for name in names))


_REASONS = ((f"dismiss_{code}", str(at), f"Dismiss: {words}") for at, (code, words) in enumerate(DISMISSALS.items(), 1))
_RATINGS = (
    ("rate_true", "1", "True"),
    ("rate_mostly_true", "2", "Mostly true"),
    ("rate_half_true", "3", "Half true"),
    ("rate_misleading", "4", "Misleading"),
    ("rate_mostly_false", "5", "Mostly false"),
    ("rate_false", "6", "False"),
    ("rate_unproven", "7", "Unproven"),
)

ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        *_on(
            "Everywhere",
            "",
            ("articles", "g a", "Go to the articles"),
            ("queue", "g q", "Go to the queue"),
            ("moderation", "g m", "Go to moderation"),
            ("undo", "u", "Undo what was decided last"),
            ("newer", "[", "Back in a list"),
            ("older", "]", "On in a list"),
            ("next", "j", "Next claim or row"),
            ("previous", "k", "Previous claim or row"),
        ),
        *_on("Articles", "articles", ("new_article", "c", "New article")),
        *_on(
            "New article",
            "new article",
            ("paste", "1", "Paste a text"),
            ("file", "2", "Choose a file"),
            ("address", "3", "Give an address"),
        ),
        *_moves("A claim", "article,claim", "accept", "dismiss", "reopen", "take"),
        *_on("A claim", "article,claim", ("correct_reading", "e", "Correct the reading")),
        *_on(
            "Claims of an article",
            "article",
            ("skip", "s", "Skip: on to the next undecided claim"),
            ("open", "o", "Open this claim"),
            ("select", "x", "Select this claim"),
            ("select_all", "X", "Select all undecided claims shown"),
            ("accept_selected", "A", "Accept what is selected"),
            ("dismiss_selected", "D", "Dismiss what is selected"),
            *_REASONS,
            ("read_again", "r", "Read the article again"),
            ("minor", "h", "Show or hide what hardly needs checking"),
            ("by_words", "w", "Add a claim by its words"),
            ("add_selection", "m", "Add the selected passage as a claim"),
        ),
        *_moves("Checking a claim", "claim", "release", "recall", "correct"),
        *_on(
            "Checking a claim",
            "claim",
            *_RATINGS,
            ("same_claim", "y", "Fact-check: the same claim"),
            ("another_claim", "x", "Fact-check: another claim"),
            ("add_evidence", "v", "Add evidence"),
            ("to_known", "g k", "Go to what is known"),
            ("to_matches", "g f", "Go to what is checked already"),
            ("to_evidence", "g e", "Go to the evidence"),
            ("to_verdict", "g v", "Go to the rating"),
            ("to_summary", "g s", "Write the summary"),
            ("to_justification", "g w", "Write the justification"),
            ("to_correction", "g n", "Write what is corrected"),
            ("to_history", "g h", "Go to the history"),
            ("to_article", "g c", "All claims of this article"),
            ("judge", "g j", "Judge this verdict"),
            ("what_is_missing", "f", "Jump to the first thing that is missing"),
            ("preview", "p", "Preview the public page"),
            ("submit", "s", "Submit the verdict"),
        ),
        *_on("Preview", "preview", ("leave_preview", "p", "Back to the claim")),
        *_on("Queue", "queue", ("next_claim", "n", "Take the next claim")),
        *_on("Moderation", "moderate", ("open_claim", "o", "The claim on the desk")),
        *_moves("Moderation", "moderate", "approve", "send_back", "publish", "unapprove"),
    )
}
"""All actions by name, in the order in which a person reads them."""


def fits(key: str) -> bool:
    """Whether a key can be typed: one character that is seen, or two of them with a blank between; none reserved."""
    return bool(_PAIR.fullmatch(key)) and key.isprintable() and not RESERVED & set(key.split(" "))


def in_force(own: Mapping[str, str]) -> dict[str, str]:
    """The key of each action for somebody with these keys of their own; actions that are gone are left out."""
    return {name: own.get(name, action.key) for name, action in ACTIONS.items()}


def clash(keys: Mapping[str, str], name: str) -> Action | None:
    """The action that stands on a page together with `name` and wants the same key, or begins or ends in it."""
    mine = ACTIONS[name]
    others = (each for each in ACTIONS.values() if each is not mine and each.pages & mine.pages)
    return next((each for each in others if _collide(keys[each.name], keys[name])), None)


def _collide(one: str, other: str) -> bool:
    """The same, or one key that would be pressed where a pair begins with it."""
    return one == other or (len(one) != len(other) and one[0] == other[0])
