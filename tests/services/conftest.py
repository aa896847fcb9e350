"""Webs to fetch from, the same as intake's."""

from tests.intake.conftest import serve, web

__all__ = ["serve", "web"]
