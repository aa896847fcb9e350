"""Keyboard shortcuts: every action with a key, and its default key.

Templates look up the key of an action by its name, so that custom keys apply everywhere. A key means the same on the
whole desk: it belongs to one action; actions on other pages that mean the same name it, as "=accept".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from claims.dismissals import DISMISSALS
from claims.workflow import CHECKING_KEYS, CLAIM_KEYS, MODERATION_KEYS, MOVES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KEY_PAGES = (
    "articles,new article,article,claim,preview,queue,tips,moderation,verdict,case,snapshot,history,notifications,"
    "dashboard,users,user,reports,imports,webhook,secret,rereading,watches,watch,watch items,"
    "figures,series,figures import,family"
).split(",")
"""The pages with actions of their own; an action without pages is on all of them."""
_LISTS = (
    "articles,article,queue,tips,moderation,history,notifications,users,reports,imports,webhook,watches,watch,"
    "watch items,figures,family"
)
_OTHER_PAGES = ",".join(page for page in KEY_PAGES if page not in ("queue", "users"))
"""The pages without a filter of their own."""


@dataclass(frozen=True, slots=True)
class KeyAction:
    """An action on some `pages`, started by one key, or by two keys in turn with a space between them.

    `meaning` names the action that has the same meaning and the same key, often this one itself.
    """

    name: str
    key: str
    text: StrOrPromise
    group: StrOrPromise
    pages: frozenset[str]
    about: StrOrPromise = ""
    meaning: str = ""

    @property
    def label(self) -> str:
        """The label in the list of shortcuts; `about` fills the placeholder of the same name in `text`."""
        return str(self.text) % {"about": self.about} if self.about else str(self.text)


def _actions_on(group: StrOrPromise, pages: str, *rows: tuple[str, str, StrOrPromise]) -> list[KeyAction]:
    page_names = frozenset(pages.split(",") if pages else KEY_PAGES)
    return [KeyAction(name, key, label, group, page_names) for name, key, label in rows]


def _move_actions(group: StrOrPromise) -> list[KeyAction]:
    """Return the actions of moves that have a key in this group."""
    rows = [move for move in MOVES.values() if move.key and move.key_group is group]
    return [action for row in rows for action in _actions_on(group, row.key_pages, (row.name, row.key, row.label))]


CHOICE_KEYS = "1234567890"
"""The keys of choices, in their order; further choices have none."""


def number_choices(prefix: str, labels: Mapping[str, StrOrPromise]) -> list[tuple[str, str, StrOrPromise]]:
    """Return name, key and label of the action for each choice that has a key."""
    return [(f"{prefix}_{code}", key, label) for key, (code, label) in zip(CHOICE_KEYS, labels.items(), strict=False)]


_REASONS = [
    KeyAction(name, key, _("Dismiss: %(about)s"), _("Claims of an article"), frozenset({"article"}), label)
    for name, key, label in number_choices("dismiss", {code: row.label for code, row in DISMISSALS.items()})
]
MAX_SAVED_SEARCH_KEYS = 9
"""Saved searches with a key, by position."""


def _place_actions(
    group: StrOrPromise, page: str, name: str, keys: Iterable[str], text: StrOrPromise
) -> list[KeyAction]:
    """Return an action for each place of a list that the desk or a person arranges."""
    pages = frozenset({page})
    return [KeyAction(f"{name}_{place}", key, text, group, pages, str(place)) for place, key in enumerate(keys, 1)]


_RATINGS = _place_actions(CHECKING_KEYS, "claim", "rate", CHOICE_KEYS, _("Choose rating %(about)s"))
_SEARCH_KEYS = [f"g {key}" for key in CHOICE_KEYS[:MAX_SAVED_SEARCH_KEYS]]
_SAVED_SEARCHES = _place_actions(_("Queue"), "queue", "saved_search", _SEARCH_KEYS, _("Saved search %(about)s"))

_DESK_ACTIONS = (
    *_actions_on(
        _("Everywhere"),
        "",
        ("articles", "g a", _("Go to articles")),
        ("queue", "g q", _("Go to queue")),
        ("tips", "g t", _("Go to tips")),
        ("moderation", "g m", _("Go to moderation")),
        ("dashboard", "g d", _("Go to dashboard")),
        ("users", "g p", _("Go to people")),
        ("notifications", "g i", _("Go to notifications")),
        ("undo", "u", _("Undo the last decision")),
        ("newer", "[", _("Previous page of a list")),
        ("older", "]", _("Next page of a list")),
        ("next", "j", _("Next claim or row")),
        ("previous", "k", _("Previous claim or row")),
    ),
    *_actions_on(_("On several pages"), _LISTS, ("open", "o", _("Open the focused item"))),
    *_actions_on(
        _("On several pages"),
        "history,snapshot,imports,webhook,secret,rereading,watch,watch items,series,figures import,family",
        ("back", "g b", _("Back to the parent page")),
    ),
    *_actions_on(_("On several pages"), "queue,users", ("filter", "/", _("Filter or search a list"))),
    *_actions_on(_("Everywhere"), _OTHER_PAGES, ("search", "=filter", _("Search the desk"))),
    *_actions_on(_("Articles"), "articles", ("to_triage", "g z", _("Articles with claims to triage"))),
    *_actions_on(_("On several pages"), "articles,reports", ("new_article", "c", _("New article"))),
    *_actions_on(
        _("On several pages"), "article,moderation,case", ("reread_article", "R", _("Read the article again"))
    ),
    *_actions_on(_("On several pages"), "claim,queue", ("plan", "w", _("Plan the claim: topic, editor, deadline"))),
    *_actions_on(
        _("On several pages"), "claim,moderation,verdict,case", ("take_over", "T", _("Take over from a colleague"))
    ),
    *_actions_on(
        _("On several pages"),
        "claim,verdict",
        ("comment", "m", _("Write a comment")),
        ("reload", "g l", _("Reload changes by somebody else")),
    ),
)

_CLAIM_ACTIONS = (
    *_actions_on(
        _("New article"),
        "new article",
        ("paste", "1", _("Paste a text")),
        ("file", "2", _("Choose a file")),
        ("address", "3", _("Enter a URL")),
    ),
    *_move_actions(CLAIM_KEYS),
    *_actions_on(
        CLAIM_KEYS,
        "article,claim",
        ("correct_reading", "e", _("Correct the reading")),
        ("edit_statement", "E", _("Write the statement")),
    ),
    *_actions_on(
        CLAIM_KEYS, "article,claim,family", ("file_duplicate", "F", _("Same claim: file it under our verdict"))
    ),
    *_actions_on(
        _("Claims of an article"),
        "article",
        ("skip", "n", _("Skip to the next undecided claim")),
        ("select", "x", _("Select this claim")),
        ("select_all", "X", _("Select all undecided claims on the page")),
        ("accept_selected", "A", _("Accept the selected claims")),
        ("dismiss_selected", "D", _("Dismiss the selected claims")),
        ("toggle_minor_claims", "h", _("Show or hide claims of little check-worthiness")),
        ("add_claim", "i", _("Add a claim by its text")),
        ("add_selected_passage", "I", _("Add the selected passage as a claim")),
        ("article_history", "g h", _("History of this article")),
        ("claims_by_text", "g g", _("Claims in the order of the text")),
        ("claims_by_worth", "g y", _("Most check-worthy claims first")),
        ("claims_by_top", "g u", _("Top ten claims of the article")),
    ),
    *_REASONS,
    *_move_actions(CHECKING_KEYS),
    *_RATINGS,
    *_actions_on(
        CHECKING_KEYS,
        "claim",
        ("confirm_match", "y", _("Fact-check: the same claim")),
        ("reject_match", "r", _("Fact-check: another claim")),
        ("confirm_figure", "B", _("Official figure: about the same")),
        ("reject_figure", "Q", _("Official figure: something else")),
        ("cite_figure", "Z", _("Official figure: cite as evidence")),
        ("confirm_relation", "Y", _("Related claim: confirm what is suggested")),
        ("reject_relation", "N", _("Related claim: not related")),
        ("add_evidence", "v", _("Add evidence")),
        ("reuse_evidence", "V", _("Reuse the evidence of our verdict")),
        ("to_claim_facts", "g k", _("Go to earlier verdicts and claims")),
        ("to_matches", "g f", _("Go to matching fact-checks")),
        ("to_figures", "g F", _("Go to official figures")),
        ("family", "L", _("Family of the claim: where else it was said")),
        ("to_relations", "g o", _("Go to related claims")),
        ("to_evidence", "g e", _("Go to evidence")),
        ("to_verdict", "g v", _("Go to rating")),
        ("to_summary", "g s", _("Write the summary")),
        ("to_justification", "g w", _("Write the justification")),
        ("to_correction", "g n", _("Write the correction note")),
        ("to_history", "=article_history", _("Go to history")),
        ("all_history", "H", _("Show the full history")),
        ("to_article", "g c", _("All claims of this article")),
        ("moderate_verdict", "g j", _("Review this verdict")),
        ("preview", "p", _("Preview the public page")),
    ),
    *_actions_on(_("New reading"), "rereading", ("accept_reading", "=accept", _("Accept the new reading"))),
    *_actions_on(_("Preview"), "preview", ("close_preview", "=preview", _("Back to the claim"))),
    *_actions_on(
        _("Stored page"),
        "snapshot",
        ("to_quote", "g x", _("Go to the quote")),
        ("refetch_page", "=reread_article", _("Fetch the page again")),
    ),
)

_QUEUE_ACTIONS = (
    *_actions_on(
        _("Queue"),
        "queue",
        ("take_next_claim", "=skip", _("Take the next claim")),
        ("save_search", "=submit", _("Save the search")),
        ("all_queued", "g 0", _("All queued claims")),
    ),
    *_SAVED_SEARCHES,
    *_actions_on(
        _("Tips"),
        "tips",
        ("link_suggestion", "=confirm_match", _("Link the suggested claim")),
        ("reject_suggestion", "=reject_match", _("Reject the suggested claim")),
        ("link_other_claim", "f", _("Link another claim")),
        ("submit_tip", "=new_article", _("Submit the tip as an article")),
        ("submit_tip_page", "U", _("Submit the page as an article")),
        ("open_tip_article", "=to_article", _("Open the article of the tip")),
        ("show_grouped_tips", "=toggle_minor_claims", _("Show grouped tips")),
        ("decline", "=dismiss", _("Decline")),
        ("decline_opinion", "1", _("Decline: opinion or prediction")),
        ("decline_unclear", "2", _("Decline: unclear")),
        ("decline_outside", "3", _("Decline: out of scope")),
        ("decline_private", "4", _("Decline: private persons")),
        ("decline_spam", "5", _("Decline: advertising or abuse")),
        ("tips_open", "=saved_search_1", _("Open tips, oldest first")),
        ("tips_repeated", "=saved_search_2", _("Open tips, most readers first")),
        ("tips_linked", "=saved_search_3", _("Linked tips")),
        ("tips_declined", "=saved_search_4", _("Declined tips")),
    ),
    *_move_actions(MODERATION_KEYS),
    *_actions_on(MODERATION_KEYS, "moderation,verdict,case", ("take_next_case", "=skip", _("Take the next case"))),
    *_actions_on(MODERATION_KEYS, "moderation", ("unfold_case", "O", _("Read the verdict and decide"))),
    *_actions_on(MODERATION_KEYS, "verdict", ("open_claim", "=open", _("Open the claim"))),
    *_actions_on(
        MODERATION_KEYS,
        "moderation,case",
        ("accept_case", "=confirm_match", _("The reader or the objection is right")),
        ("reject_case", "=reject_match", _("The verdict or the dismissal stands")),
    ),
    *_actions_on(MODERATION_KEYS, "verdict,case", ("release_case", "=release", _("Release the case"))),
)

_OTHER_ACTIONS = (
    *_actions_on(_("Notifications"), "notifications", ("mark_all_seen", "M", _("Mark all as seen"))),
    *_actions_on(
        _("Dashboard"),
        "dashboard",
        ("30_days", "1", _("Last 30 days")),
        ("90_days", "2", _("Last 90 days")),
        ("365_days", "3", _("Last 365 days")),
    ),
    *_actions_on(
        _("People"),
        "users",
        ("roles", "g r", _("Roles and permissions")),
        ("invite", "=new_article", _("Invite a person")),
    ),
    *_actions_on(_("People"), "user", ("save_user", "=submit", _("Save the account"))),
    *_actions_on(_("On several pages"), "webhook,watch", ("pause", "W", _("Pause or resume"))),
    *_actions_on(
        _("Watches"),
        "watches",
        ("new_watch", "=new_article", _("New watch")),
        ("waiting_items", "=toggle_minor_claims", _("Items that wait for a person")),
    ),
    *_actions_on(_("Official figures"), "figures", ("new_series", "=new_article", _("New series"))),
    *_actions_on(_("Watches"), "watch", ("visit_now", "=reread_article", _("Fetch now"))),
    *_actions_on(
        _("Watches"),
        "watch,watch items",
        ("read_item", "=accept", _("Read the item")),
        ("leave_item", "=dismiss", _("Leave the item")),
    ),
)


def _with_meaning(action: KeyAction, rows: Mapping[str, KeyAction]) -> KeyAction:
    """Return the action with its meaning; a key such as "=accept" is that of the named action."""
    if action.key.startswith("="):
        return replace(action, key=rows[action.key[1:]].key, meaning=action.key[1:])
    return replace(action, meaning=f"choice {action.key}" if action.key in CHOICE_KEYS else action.name)


_ROWS = {action.name: action for action in (*_DESK_ACTIONS, *_CLAIM_ACTIONS, *_QUEUE_ACTIONS, *_OTHER_ACTIONS)}
KEY_ACTIONS: dict[str, KeyAction] = {name: _with_meaning(action, _ROWS) for name, action in _ROWS.items()}
"""All actions by name, in the order of the list of shortcuts."""
