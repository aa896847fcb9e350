"""Desks that have decided on many claims, for tests of what the reader learns from them."""

import random
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from claims.models import Claim, Event, LearnedWeights, User
from claims.verbs.claims import CLAIM_ACCEPTED, CLAIM_DISMISSED

WANTED = ("The budget for schools", "Taxes for families", "The deficit of the economy")
UNWANTED = ("The army in Iraq", "The weapons of the soldiers", "The war with the terrorists")
CHANGES = ("rose by {} percent", "fell to {} million", "is now {} times as large", "was cut by {} billion")
DISMISSED = {"status": "dismissed", "dismissal": "out_of_scope"}
_number = count(1)
BASE_REASON = {"code": "base", "parameters": {}, "weight": 0.5}


def make_sentences(count: int, seed: int = 0) -> list[tuple[str, bool]]:
    """Return sentences, and whether they are about what the desk cares for."""
    choose = random.Random(seed)  # noqa: S311 - a story, no secret
    return [
        (f"{choose.choice(WANTED if wanted else UNWANTED)} {choose.choice(CHANGES).format(number)}.", wanted)
        for number in range(count)
        for wanted in [choose.random() < 0.5]
    ]


def prefer_wanted(_text: str, wanted: bool) -> bool:
    """Accept what the desk cares for, and dismiss the rest."""
    return wanted


def decide_by_chance(seed: int = 0) -> Callable[[str, bool], bool]:
    """Return a desk that accepts and dismisses without a system."""
    choose = random.Random(f"chance {seed}")  # noqa: S311 - a story, no secret
    return lambda _text, _wanted: choose.random() < 0.5


def make_decided_claims(
    by: User, count: int, decide: Callable[[str, bool], bool] = prefer_wanted, seed: int = 0
) -> list[Claim]:
    """Create claims that this person decided on, one a minute, the last one just now."""
    rows = [(text, decide(text, wanted)) for text, wanted in make_sentences(count, seed)]
    claims = Claim.objects.bulk_create(
        Claim(text=text, checkworthiness=0.5, reasons=[BASE_REASON]) for text, _accepted in rows
    )
    judged = [(claim, accepted) for claim, (_text, accepted) in zip(claims, rows, strict=True)]
    for accepted, columns in ((True, {"status": "queued"}), (False, DISMISSED)):
        Claim.objects.filter(pk__in=[claim.pk for claim, worth in judged if worth == accepted]).update(**columns)
    Event.objects.bulk_create(_build_events(judged, by))
    return list(Claim.objects.filter(pk__in=[claim.pk for claim in claims]).order_by("pk"))


def _build_events(judged: list[tuple[Claim, bool]], by: User) -> Iterable[Event]:
    start = timezone.now() - timedelta(minutes=len(judged))
    for number, (claim, accepted) in enumerate(judged):
        verb = CLAIM_ACCEPTED if accepted else CLAIM_DISMISSED
        data = {"to_status": "queued"} if accepted else {"to_status": "dismissed", "reason": DISMISSED["dismissal"]}
        at = start + timedelta(minutes=number)
        yield Event(verb=verb.name, actor=by, claim=claim, data={"from_status": "detected", **data}, at=at)


def make_learned_weights(**columns: Any) -> LearnedWeights:
    """Store a fit as the reader does; it was better unless the columns say otherwise."""
    fit: dict[str, Any] = {
        "decisions": 300, "worthy": 150, "held_out": 75, "shipped_score": 0.5, "own_score": 0.7, "confidence": 0.99,
        "outcome": "better", "weights": {"schools": 0.5, "war": -0.5}, "decisions_sha256": f"story {next(_number)}",
        **dict.fromkeys(("first_at", "judged_from", "last_at"), timezone.now()),
    }  # fmt: skip
    return LearnedWeights.objects.create(**{**fit, **columns})
