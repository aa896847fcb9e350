"""Tables whose rows stay: rows are protected by `pgtrigger.Protect`, whole tables by this trigger."""

import pgtrigger


def refuse_truncate() -> pgtrigger.Trigger:
    """Return the trigger that refuses TRUNCATE, which no trigger for rows sees."""
    return pgtrigger.Trigger(
        name="the_table_is_never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'the rows of % stay', TG_TABLE_NAME;",
    )
