"""Django's backend for PostgreSQL, whose waits end at the deadline of the request."""
