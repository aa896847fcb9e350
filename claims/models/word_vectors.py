"""The words of columns, as the search of the desk finds them by an index (`claims.selectors.desk_search`)."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from claims.nlp.language_table import TEXT_SEARCH_CONFIG, TEXT_SEARCH_CONFIGS


def words_of(*columns: str | models.Func) -> models.Func:
    """Return SQL for the words of columns together."""
    return models.Func(
        *columns, arg_joiner=" || ' ' || ",
        template=f"to_tsvector('{TEXT_SEARCH_CONFIG}'::regconfig, %(expressions)s)", output_field=SearchVectorField(),
    )  # fmt: skip


_DICTIONARIES = " ".join(f"WHEN '{code}' THEN '{config}'::regconfig" for code, config in TEXT_SEARCH_CONFIGS.items())
CONFIG_OF_ROW_SQL = f"CASE language {_DICTIONARIES} ELSE '{TEXT_SEARCH_CONFIG}'::regconfig END"
"""SQL for the dictionary of a row that has a language."""

ALL_CONFIGS = sorted({TEXT_SEARCH_CONFIG, *TEXT_SEARCH_CONFIGS.values()})
"""The dictionaries of all rows."""


def words_by_language(*columns: str | models.Func) -> models.Func:
    """Return SQL for the words of columns together, by the dictionary of the row's language."""
    return models.Func(
        *columns, arg_joiner=" || ' ' || ",
        template=f"to_tsvector({CONFIG_OF_ROW_SQL}, %(expressions)s)", output_field=SearchVectorField(),
    )  # fmt: skip
