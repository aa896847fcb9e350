#!/usr/bin/env python
"""Django's command line, over the servers named in the environment or started by bin/up."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"factcheck: {error}")
    except OperationalError as error:
        sys.exit(f"factcheck: PostgreSQL does not answer; is bin/up running, or DATABASE_URL right?\n{error}")
