"""One machine: embedded PostgreSQL and Valkey, and the process runner behind ``bin/up``."""
