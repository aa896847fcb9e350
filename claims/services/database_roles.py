"""What the application's role may do in the database: read and write rows, and nothing else."""

from django.conf import settings
from django.db import connection
from psycopg import sql

GRANTS = (
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)


def grant_application_role() -> None:
    """Let the role of `DATABASE_URL` use the tables of the role that is connected. It is safe to repeat."""
    role = settings.APPLICATION_DATABASE["USER"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if not role or cursor.fetchone() == (role,):
            return
        for statement in GRANTS:
            cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role)))


def connect_as_application() -> None:
    """Continue this process as the application's role, as the desk will run."""
    connection.close()
    connection.settings_dict.update(settings.APPLICATION_DATABASE)
