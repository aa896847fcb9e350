"""Triggers by which a new or changed text awaits its vector (`claims.models.text_vector`)."""

import pgtrigger

AWAIT_NEW_SQL = "INSERT INTO {table} ({column}) SELECT id FROM new_texts; RETURN NULL;"
AWAIT_CHANGED_SQL = """
    UPDATE {table} SET pending = true, generation = generation + 1, attempts = 0, leased_until = NULL
    WHERE {column} = NEW.id;
    RETURN NULL;
"""


def vector_triggers(table: str, column: str, *texts: str) -> list[pgtrigger.Trigger]:
    """Return the triggers of a model whose `texts` have a row in `table`, with its id in `column`."""
    return [
        pgtrigger.Trigger(
            name="new_texts_await_their_vectors",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="new_texts"),
            func=AWAIT_NEW_SQL.format(table=table, column=column),
        ),
        pgtrigger.Trigger(
            name="changed_texts_await_their_vectors",
            when=pgtrigger.After,
            operation=pgtrigger.UpdateOf(*texts),
            condition=pgtrigger.AnyChange(*texts),
            func=AWAIT_CHANGED_SQL.format(table=table, column=column),
        ),
    ]
