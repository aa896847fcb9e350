"""Backups as files: PostgreSQL's own programs, the manifest beside a dump, and encryption. Plain Python."""
