"""Send the newest head of the log to every witness."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.refusals import Refusal
from claims.services.witnesses import send_head_to_witness


class Command(BaseCommand):
    """``manage.py send_heads``: as the periodic task does; a witness that does not countersign fails the command."""

    help = "Send the newest head of the log to every witness."

    def handle(self, *_: Any, **__: Any) -> None:
        """Send the head and print what each witness answered."""
        failed = False
        for witness in settings.WITNESSES:
            try:
                countersignature = send_head_to_witness(witness=witness)
            except Refusal as refusal:
                failed = True
                self.stderr.write(f"{witness}: {refusal.detail}")
            else:
                self.stdout.write(f"{witness}: {'countersigned' if countersignature else 'has the newest head'}")
        if failed:
            raise CommandError("Not every witness has countersigned.")
