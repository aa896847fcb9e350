"""The statements of a web process that shares its settings with workers get less time than theirs."""

from django.db import connection

from factcheck.database_config import REQUEST_LIMIT, limit_statements


def test_the_statements_of_a_forked_web_end_sooner(db: None) -> None:
    web = connection.copy()
    limit_statements(web.settings_dict)
    try:
        with web.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == (REQUEST_LIMIT,)
    finally:
        web.close()
