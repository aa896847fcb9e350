"""Build the browser extension that sends pages to this desk."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from claims.selectors.identity import get_identity

FILES = ("manifest.json", "background.js")
MAX_ADDRESS_CHARACTERS = 4_000
"""Web servers refuse requests with longer lines: 4,094 characters with Gunicorn."""
FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of all files, so that the same desk gets the same archive."""


class Command(BaseCommand):
    """``manage.py build_extension send-to-desk.zip``: a WebExtension for Chromium and Firefox, in one language."""

    help = "Build the browser extension that sends pages to this desk."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file to write, and the language."""
        parser.add_argument("output", type=Path)
        codes = [code for code, _label in settings.LANGUAGES]
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, choices=codes)

    def handle(self, *_: Any, output: Path, language: str, **__: Any) -> None:
        """Write the archive."""
        with override(language):
            files = _render_files()
        icon = finders.find("claims/favicon.svg")
        if not icon:
            raise CommandError("The icon of the desk is missing.")
        files["icon.svg"] = Path(icon).read_text()
        with ZipFile(output, "w", ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(ZipInfo(name, FIRST_ZIP_DAY), text)
        self.stdout.write(f"{output}: sends to {settings.BASE_URL}")


def _render_files() -> dict[str, str]:
    context = {
        "name": gettext("Send to %(desk)s") % {"desk": get_identity().name},
        "form": settings.BASE_URL + reverse("send"),
        "host": urlsplit(settings.BASE_URL).hostname,
        "max_characters": MAX_ADDRESS_CHARACTERS,
    }
    return {name: render_to_string(f"extension/{name}", context) for name in FILES}
