#!/bin/sh
# Create the database and the roles of a desk, as docs/operate.md says: the PostgreSQL image runs this once.
set -eu
psql --username "${POSTGRES_USER:-postgres}" --dbname postgres --set ON_ERROR_STOP=1 \
    --set owner="$OWNER_PASSWORD" --set application="$APPLICATION_PASSWORD" --set drill="$DRILL_PASSWORD" <<'SQL'
CREATE ROLE factcheck_owner LOGIN PASSWORD :'owner';
CREATE ROLE factcheck LOGIN PASSWORD :'application';
CREATE ROLE factcheck_drill LOGIN CREATEDB PASSWORD :'drill';
CREATE DATABASE factcheck OWNER factcheck_owner;
\connect factcheck
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE, USAGE ON SCHEMA public TO factcheck_owner;
SQL
