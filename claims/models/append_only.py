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


def only_erase_email(name: str, owner: str) -> pgtrigger.Trigger:
    """Return the trigger by which the e-mail address of a reader can be erased and not changed."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
    IF NEW.email <> OLD.email AND NEW.email <> '' THEN
        RAISE EXCEPTION 'the e-mail address of a {owner} can be erased, not changed';
    END IF;
    RETURN NEW;
""",
    )
