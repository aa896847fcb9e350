"""Triggers that freeze what a verdict is about, from its submission until it is published or sent back."""

from functools import reduce
from operator import or_

import pgtrigger

from claims.workflow import SUBMITTED_STATUSES, Status

FROZEN_CLAIM_FIELDS = ("text", "statement", "statement_problem")
"""The columns of a claim that are published."""

SUBMITTED_STATUSES_SQL = ", ".join(f"'{status}'" for status in SUBMITTED_STATUSES)
_CLAIMS_OF_DETAIL = "SELECT claim_id FROM claims_appearance WHERE id IN (OLD.appearance_id, NEW.appearance_id)"
_ANY_WRITE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def claim_trigger(name: str) -> pgtrigger.Trigger:
    """Return the trigger that refuses other words for a claim."""
    changes = (pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}) for field in FROZEN_CLAIM_FIELDS)
    submitted = pgtrigger.Q(old__status__in=[status.value for status in SUBMITTED_STATUSES])
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=submitted & reduce(or_, changes))


def waiting_trigger(name: str) -> pgtrigger.Trigger:
    """Return the trigger that keeps an approved claim where it is while its publication waits to go out."""
    waits = pgtrigger.Q(old__status=Status.APPROVED.value, old__goes_out__isnull=False, new__goes_out__isnull=False)
    moves = pgtrigger.Q(old__status__df=pgtrigger.F("new__status"))
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=waits & moves)


def appearance_trigger(name: str) -> pgtrigger.Trigger:
    """Return the trigger of appearances. A new reading may still name its pipeline."""
    unchanged = """
        IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'pipeline' = to_jsonb(NEW) - 'pipeline' THEN
            RETURN NEW;
        END IF;
    """
    return _refusing_trigger(name, unchanged, claims="OLD.claim_id, NEW.claim_id")


def detail_trigger(name: str) -> pgtrigger.Trigger:
    """Return the trigger of rows that belong to an appearance."""
    return _refusing_trigger(name, "", claims=_CLAIMS_OF_DETAIL)


def _refusing_trigger(name: str, exception: str, *, claims: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses every write; `claims` is SQL for the claims of the row, before and after."""
    refusal = f"""
        IF EXISTS (SELECT FROM claims_claim WHERE id IN ({claims}) AND status IN ({SUBMITTED_STATUSES_SQL})) THEN
            RAISE EXCEPTION 'what a submitted verdict is about is frozen with it';
        END IF;
        RETURN COALESCE(NEW, OLD);
    """
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=_ANY_WRITE, func=exception + refusal)
