"""The trigger that keeps duplicates one step from the claim that they are filed under."""

import pgtrigger

_REFUSE_CHAINS_SQL = """
    IF EXISTS (SELECT FROM claims_claim WHERE id = NEW.duplicate_of_id AND duplicate_of_id IS NOT NULL)
       OR EXISTS (SELECT FROM claims_claim WHERE duplicate_of_id = NEW.id) THEN
        RAISE EXCEPTION 'a duplicate is filed under a claim that is none';
    END IF;
    RETURN NEW;
"""


def duplicate_trigger(name: str) -> pgtrigger.Trigger:
    """Return the trigger on claims that refuses a duplicate of a duplicate."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("duplicate_of_id"),
        condition=pgtrigger.Condition("NEW.duplicate_of_id IS NOT NULL"),
        func=_REFUSE_CHAINS_SQL,
    )
