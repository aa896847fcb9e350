"""Official figures beside a claim: judged by editors, and cited as evidence with their vintage."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data import Verb
from claims.event_data.judgement import Judgement
from claims.event_data.series import FigureJudged
from claims.figure_words import figure_sentence, figure_title
from claims.models import Event, Evidence, FigureMatch, User
from claims.permissions import demand
from claims.selectors.figures import Figure, get_figure
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.services.evidence import add_evidence
from claims.verbs.series import FIGURE_CONFIRMED, FIGURE_REJECTED, FIGURE_REOPENED

State = FigureMatch.State


@transaction.atomic
def confirm_figure(*, claim_id: int, series_id: int, start: date, editor: User) -> Event | None:
    """Confirm that an official figure is about what the claim says."""
    return _judge(State.CONFIRMED, FIGURE_CONFIRMED, claim_id=claim_id, series_id=series_id, start=start, editor=editor)


@transaction.atomic
def reject_figure(*, claim_id: int, series_id: int, start: date, editor: User) -> Event | None:
    """Reject an official figure that is about something else."""
    return _judge(State.REJECTED, FIGURE_REJECTED, claim_id=claim_id, series_id=series_id, start=start, editor=editor)


@transaction.atomic
def reopen_figure(*, claim_id: int, series_id: int, start: date, editor: User) -> Event | None:
    """Reverse a judgement: the figure is a suggestion again."""
    return _judge(State.SUGGESTED, FIGURE_REOPENED, claim_id=claim_id, series_id=series_id, start=start, editor=editor)


def _judge(
    state: FigureMatch.State, verb: Verb[FigureJudged], *, claim_id: int, series_id: int, start: date, editor: User
) -> Event | None:
    """Change the state. Returns None if the figure has it already."""
    demand(editor, "figures.judge")
    claim = lock_claim(claim_id)
    figure = get_figure(claim_id, series_id, start)
    if figure.state == state:
        return None
    known = FigureMatch.objects.filter(claim=claim, series=series_id, start=start).first()
    match = known or FigureMatch(claim=claim, series_id=series_id, start=start)
    was = Judgement(state=str(match.state), by_id=match.judged_by_id, at=match.judged_at)
    match.set_judgement(state, editor, timezone.now())
    match.save()
    data = FigureJudged(match=match.pk, series=series_id, title=figure.series.name, start=start, was=was)
    return record_event(verb, actor=editor, claim=claim, data=data)


@transaction.atomic
def cite_figure(*, claim_id: int, series_id: int, start: date, editor: User) -> Evidence:
    """Add an official figure to the evidence of a draft, with its value as published and the day."""
    figure = get_figure(claim_id, series_id, start)
    series, known = figure.series, figure.value.at_day or figure.value.latest
    return add_evidence(
        claim_id=claim_id,
        editor=editor,
        question=_question(figure),
        answer=figure_sentence(series, figure.value),
        url=series.url,
        title=series.name,
        publisher=series.publisher,
        published=known.published,
        stance=Evidence.Stance.CONTEXT.value,
    )


def _question(figure: Figure) -> str:
    title = figure_title(figure.series, figure.value.start)
    return gettext("What do the official figures say? %(figure)s") % {"figure": title}
