"""What moderators decide about cases: one row for each decision, with its words and its service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from claims.models import Case, User
from claims.services.appeals import close_appeal
from claims.services.articles import retry_article
from claims.services.moves import make_move
from claims.services.reports import close_report
from claims.services.revisits import close_page_change
from claims.workflow import MOVES, Move

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FormData = dict[str, Any]
DecideFunction = Callable[[Case, User, FormData], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision about a case of one kind.

    `label` stands on its button, which the key of `action` presses. `form` is the template of what it asks for, if
    anything. `done` says what has happened. Then comes the list, or the page of the verdict if `opens_verdict`.
    """

    name: str
    kind: str
    label: StrOrPromise
    done: StrOrPromise
    decide: DecideFunction
    action: str = ""
    form: str = ""
    is_primary: bool = False
    opens_verdict: bool = False

    @property
    def button(self) -> DecisionButton:
        """Its button, in the language of the page."""
        return DecisionButton(self.name, str(self.label), self.action, self.form, is_primary=self.is_primary)


class DecisionButton(NamedTuple):
    """What a page shows of a decision."""

    name: str
    label: str
    action: str
    form: str
    is_primary: bool


def _decisions_of_move(move: Move) -> list[Decision]:
    """The decisions that are moves of the claim."""

    def decide(case: Case, by: User, data: FormData) -> object:
        return make_move(move.name, claim_id=case.claim_id or 0, by=by, **data)

    return [
        Decision(
            name=move.name,
            kind=kind,
            label=move.label,
            done=move.done,
            decide=decide,
            action=move.name,
            form="moderation/send_back_form.html" if move.needs_reason else "",
            is_primary=not move.needs_reason,
            opens_verdict=move.next_page == "claim_moderation",
        )
        for kind in move.case_kinds
    ]


def _close_report(outcome: str) -> DecideFunction:
    return lambda case, by, data: close_report(
        report_id=case.report_id or 0, moderator=by, outcome=outcome, note=data["note"]
    )


def _close_appeal(outcome: str) -> DecideFunction:
    return lambda case, by, data: close_appeal(
        appeal_id=case.appeal_id or 0, moderator=by, outcome=outcome, note=data["note"]
    )


def _retry(case: Case, by: User, _data: FormData) -> object:
    return retry_article(article_id=case.article_id or 0, moderator=by)


def _close_change(case: Case, by: User, data: FormData) -> object:
    return close_page_change(revisit_id=case.revisit_id or 0, moderator=by, note=data["note"])


ANSWER_FORM = "moderation/answer_form.html"

DECISIONS: dict[tuple[str, str], Decision] = {
    (row.kind, row.name): row
    for row in (
        *(row for move in MOVES.values() for row in _decisions_of_move(move)),
        Decision(
            name="accept", kind="report", label=_("The reader is right: correct the verdict"), action="accept_case",
            form=ANSWER_FORM, done=_("The reader is right. Correct or withdraw the verdict now."),
            decide=_close_report("upheld"), opens_verdict=True,
        ),
        Decision(
            name="reject", kind="report", label=_("The verdict stands"), action="reject_case", form=ANSWER_FORM,
            done=_("The verdict stands; the report is closed."), decide=_close_report("rejected"),
        ),
        Decision(
            name="retry", kind="reading", label=_("Try again"), action="reread_article",
            done=_("The article will be read again."), decide=_retry,
        ),
        Decision(
            name="accept", kind="appeal", label=_("The objection is right: reopen the claim"), action="accept_case",
            form=ANSWER_FORM, done=_("The objection is right: the claim is back in triage."),
            decide=_close_appeal("upheld"),
        ),
        Decision(
            name="close", kind="change", label=_("Close the case"), action="accept_case", form=ANSWER_FORM,
            done=_("The case is closed. The changes stay listed with the page."), decide=_close_change,
        ),
        Decision(
            name="reject", kind="appeal", label=_("The dismissal stands"), action="reject_case", form=ANSWER_FORM,
            done=_("The dismissal stands; the appeal is closed."), decide=_close_appeal("rejected"),
        ),
    )
}  # fmt: skip
"""All decisions by kind of case and name, in the order of their buttons."""


def decisions_about(kind: str) -> list[Decision]:
    """Return what can be decided about a kind of case, in the order of the buttons."""
    return [row for row in DECISIONS.values() if row.kind == kind]
