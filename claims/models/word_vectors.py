"""The words of columns, as the search of the desk finds them by an index (`claims.selectors.desk_search`)."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from claims.nlp.language_table import TEXT_SEARCH_CONFIG


def words_of(*columns: str | models.Func) -> models.Func:
    """Return SQL for the words of columns together."""
    return models.Func(
        *columns, arg_joiner=" || ' ' || ",
        template=f"to_tsvector('{TEXT_SEARCH_CONFIG}'::regconfig, %(expressions)s)", output_field=SearchVectorField(),
    )  # fmt: skip
