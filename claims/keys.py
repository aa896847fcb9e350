"""Keys: every action that a key can start, with the key it has until a person gives it another.

Plain Python, but for the marks for translation. Templates ask for an action's key by its name, so that a person's
own key holds everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from claims.dismissals import DISMISSALS
from claims.ratings import RATINGS
from claims.workflow import CHECKING_KEYS, CLAIM_KEYS, MODERATION_KEYS, MOVES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


RESERVED_KEYS = frozenset({"?", " "})
"""What no action can have: the list of keys, and what presses a button. Escape, Tab and Enter have no character."""

_KEY_PATTERN = re.compile(r"\S(?: \S)?")

KEY_PAGES = (
    "articles,new article,article,claim,preview,queue,tips,moderation,moderate,case,copy,history,mentions,dashboard,"
    "people,person,reports,imports,webhook,secret"
).split(",")
"""The pages that have actions of their own; an action that names none of them is on all."""


@dataclass(frozen=True, slots=True)
class KeyAction:
    """Something that a key starts on some `pages`: one key, or two in turn with a blank between them."""

    name: str
    key: str
    text: StrOrPromise
    group: StrOrPromise
    pages: frozenset[str]
    about: StrOrPromise = ""

    @property
    def label(self) -> str:
        """What a list of keys calls it; `about` fills the placeholder of the same name in `text`."""
        return str(self.text) % {"about": self.about} if self.about else str(self.text)


def _actions_on(group: StrOrPromise, pages: str, *rows: tuple[str, str, StrOrPromise]) -> list[KeyAction]:
    where = frozenset(pages.split(",") if pages else KEY_PAGES)
    return [KeyAction(name, key, label, group, where) for name, key, label in rows]


def _move_actions(group: StrOrPromise) -> list[KeyAction]:
    """The moves that have a key in this group."""
    rows = [move for move in MOVES.values() if move.key and move.key_group is group]
    return [action for row in rows for action in _actions_on(group, row.key_pages, (row.name, row.key, row.label))]


_REASONS = [
    KeyAction(
        f"dismiss_{row.code}",
        str(place),
        _("Dismiss: %(about)s"),
        "Claims of an article",
        frozenset({"article"}),
        row.label,
    )
    for place, row in enumerate(DISMISSALS.values(), 1)
]
_RATINGS = ((f"rate_{code}", str(digit), rating.label) for digit, (code, rating) in enumerate(RATINGS.items(), 1))
MAX_SAVED_SEARCH_KEYS = 9
"""Saved views that have a key, by their places."""

_DESK_ACTIONS = (
    *_actions_on(
        "Everywhere",
        "",
        ("articles", "g a", "Go to the articles"),
        ("queue", "g q", "Go to the queue"),
        ("tips", "g t", "Go to what readers ask"),
        ("moderation", "g m", "Go to moderation"),
        ("dashboard", "g d", "Go to the dashboard"),
        ("users", "g p", "Go to the users"),
        ("mentions", "g i", "Go to what is addressed to you"),
        ("undo", "u", "Undo what was decided last"),
        ("newer", "[", "Back in a list"),
        ("older", "]", "On in a list"),
        ("next", "j", "Next claim or row"),
        ("previous", "k", "Previous claim or row"),
    ),
    *_actions_on("In several places", "article,queue,tips,moderation", ("open", "o", "Open what is in focus")),
    *_actions_on(
        "In several places", "history,copy,imports,webhook,secret", ("back", "o", "Back to what the page belongs to")
    ),
    *_actions_on("In several places", "queue,people", ("filter", "/", "Filter or search a list")),
    *_actions_on("In several places", "articles,reports", ("new_article", "c", "New article")),
    *_actions_on("In several places", "article,moderation,case", ("read_again", "r", "Read the article again")),
    *_actions_on("In several places", "claim,queue", ("plan", "w", "Plan: who checks it, and until when")),
    *_actions_on(
        "In several places", "claim,moderation,moderate,case", ("take_over", "T", "Take over from a colleague")
    ),
    *_actions_on(
        "In several places",
        "claim,moderate",
        ("comment", "m", "Write a comment"),
        ("load_again", "g l", "Load again what somebody else has changed"),
    ),
)

_CLAIM_ACTIONS = (
    *_actions_on(
        "New article",
        "new article",
        ("paste", "1", "Paste a text"),
        ("file", "2", "Choose a file"),
        ("address", "3", "Give an address"),
    ),
    *_move_actions(CLAIM_KEYS),
    *_actions_on(CLAIM_KEYS, "article,claim", ("correct_reading", "e", "Correct the reading")),
    *_actions_on(
        "Claims of an article",
        "article",
        ("skip", "s", "Skip: on to the next undecided claim"),
        ("select", "x", "Select this claim"),
        ("select_all", "X", "Select all undecided claims shown"),
        ("accept_selected", "A", "Accept what is selected"),
        ("dismiss_selected", "D", "Dismiss what is selected"),
        ("minor", "h", "Show or hide what hardly needs checking"),
        ("by_words", "w", "Add a claim by its words"),
        ("add_selection", "m", "Add the selected passage as a claim"),
        ("article_history", "g h", "History of this article"),
    ),
    *_REASONS,
    *_move_actions(CHECKING_KEYS),
    *_actions_on(
        CHECKING_KEYS,
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
        ("all_history", "H", "All of the history"),
        ("to_article", "g c", "All claims of this article"),
        ("judge", "g j", "Judge this verdict"),
        ("what_is_missing", "f", "Jump to the first thing that is missing"),
        ("preview", "p", "Preview the public page"),
    ),
    *_actions_on("Preview", "preview", ("leave_preview", "p", "Back to the claim")),
    *_actions_on(
        "Kept copy", "copy", ("to_quote", "q", "To the quoted words"), ("fetch_again", "f", "Fetch the page again")
    ),
)

_QUEUE_ACTIONS = (
    *_actions_on(
        "Queue",
        "queue",
        ("next_claim", "n", "Take the next claim"),
        ("keep_view", "v", "Keep the filter as a view"),
        ("all_views", "g 0", "All that waits"),
        *(
            (f"view_{place}", f"g {place}", f"Your view, the {place}. one")
            for place in range(1, MAX_SAVED_SEARCH_KEYS + 1)
        ),
    ),
    *_actions_on(
        "Asked by readers",
        "tips",
        ("link_tip", "y", "It asks for the suggested claim"),
        ("reject_tip", "x", "It asks for another claim"),
        ("name_claim", "l", "Name the claim"),
        ("take_in", "t", "Take the question in as an article"),
        ("take_in_page", "p", "Take the page in as an article"),
        ("taken_in", "a", "Open the article that it was taken in as"),
        ("tip_duplicates", "m", "Others who ask the same"),
        ("decline", "d", "Decline"),
        ("decline_opinion", "1", "Decline: an opinion or a guess"),
        ("decline_unclear", "2", "Decline: not clear enough"),
        ("decline_outside", "3", "Decline: not what this desk checks"),
        ("decline_private", "4", "Decline: about private people"),
        ("decline_spam", "5", "Decline: advertising or abuse"),
        ("tips_open", "v 1", "Open questions, oldest first"),
        ("tips_repeated", "v 2", "Open questions, most tips first"),
        ("tips_linked", "v 3", "Linked questions"),
        ("tips_declined", "v 4", "Declined questions"),
    ),
    *_move_actions(MODERATION_KEYS),
    *_actions_on(MODERATION_KEYS, "moderation,moderate,case", ("next_case", "n", "Take the next case")),
    *_actions_on(MODERATION_KEYS, "moderate", ("open_claim", "o", "The claim on the desk")),
    *_actions_on(MODERATION_KEYS, "moderation,case", ("uphold", "y", "Uphold"), ("not_uphold", "x", "Do not uphold")),
    *_actions_on(MODERATION_KEYS, "moderate,case", ("leave_case", "l", "Leave the case to others")),
)

_OTHER_ACTIONS = (
    *_actions_on("Mentions", "mentions", ("mark_all_seen", "x", "All seen")),
    *_actions_on(
        "Dashboard",
        "dashboard",
        ("30_days", "1", "The last 30 days"),
        ("90_days", "2", "The last 90 days"),
        ("365_days", "3", "The last year"),
    ),
    *_actions_on("People", "people", ("roles", "r", "What the roles may do"), ("invite", "c", "Invite somebody")),
    *_actions_on("People", "person", ("save_person", "s", "Save the account")),
    *_actions_on("Webhooks", "webhook", ("resume", "r", "Resume a webhook"), ("pause", "p", "Pause a webhook")),
)

KEY_ACTIONS: dict[str, KeyAction] = {
    action.name: action for action in (*_DESK_ACTIONS, *_CLAIM_ACTIONS, *_QUEUE_ACTIONS, *_OTHER_ACTIONS)
}
"""All actions by name, in the order in which a person reads them."""


def is_valid_key(key: str) -> bool:
    """Whether a key can be typed: one character that is seen, or two of them with a blank between; none reserved."""
    return bool(_KEY_PATTERN.fullmatch(key)) and key.isprintable() and not RESERVED_KEYS & set(key.split(" "))


def effective_keys(own: Mapping[str, str]) -> dict[str, str]:
    """The key of each action for somebody with these keys of their own; actions that are gone are left out."""
    return {name: own.get(name, action.key) for name, action in KEY_ACTIONS.items()}


def find_key_clash(keys: Mapping[str, str], name: str) -> KeyAction | None:
    """The action that stands on a page together with `name` and wants the same key, or begins or ends in it."""
    mine = KEY_ACTIONS[name]
    others = (each for each in KEY_ACTIONS.values() if each is not mine and each.pages & mine.pages)
    return next((each for each in others if _keys_collide(keys[each.name], keys[name])), None)


def _keys_collide(one: str, other: str) -> bool:
    """The same, or one key that would be pressed where a pair begins with it."""
    return one == other or (len(one) != len(other) and one[0] == other[0])
