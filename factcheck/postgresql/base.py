"""The backend that `ENGINE` names; Django asks for a module of this name."""

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresqlWrapper

from factcheck.postgresql import driver


class DatabaseWrapper(PostgresqlWrapper):
    """Django's backend over our driver."""

    Database = driver
