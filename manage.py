#!/usr/bin/env python
"""Django's command line, over the servers named in the environment or started by bin/up."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

OWNER_COMMANDS = {"migrate", "restore", "restore_export"}
"""Commands that change tables; the role of the desk may not."""

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    if OWNER_COMMANDS.intersection(sys.argv[1:2]):
        os.environ.setdefault("AS_DATABASE_OWNER", "on")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"factcheck: {error}")
    except OperationalError as error:
        sys.exit(f"factcheck: PostgreSQL does not answer; is bin/up running, or DATABASE_URL right?\n{error}")
