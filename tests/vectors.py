"""Tests that need the vectors of the database."""

import pytest
from django.db import connection


@pytest.fixture
def vectors(db: None) -> None:
    """Skip the test where PostgreSQL lacks the extension `vector`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regtype('halfvec') IS NOT NULL")
        if not cursor.fetchone()[0]:
            pytest.skip("PostgreSQL lacks the extension vector (0.8 or newer)")
