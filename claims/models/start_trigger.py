"""The trigger by which a claim starts in one of its first statuses."""

import pgtrigger

from claims.workflow import INITIAL_STATUSES

_initial_statuses_sql = ", ".join(f"'{status}'" for status in INITIAL_STATUSES)


def start_trigger() -> pgtrigger.Trigger:
    """Return the trigger that refuses a new claim in another status."""
    return pgtrigger.Trigger(
        name="a_claim_starts_at_the_start",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
                    IF NEW.status NOT IN ({_initial_statuses_sql}) THEN
                        RAISE EXCEPTION 'a claim starts as one of {", ".join(INITIAL_STATUSES)}, not as %', NEW.status;
                    END IF;
                    RETURN NEW;
                """,
    )
