"""The WSGI application: ``gunicorn factcheck.wsgi``. It refuses to start with unsafe settings."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application
from django.db import connections

from factcheck.database_config import REQUEST_LIMIT
from factcheck.deploy_checks import require_safe_settings
from factcheck.local.processes import StartError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("STATEMENT_TIMEOUT", REQUEST_LIMIT)

application = get_wsgi_application()
try:
    require_safe_settings(with_database=True)
except StartError as reason:
    sys.exit(f"factcheck: {reason}")

# Each worker opens a connection of its own; one that this process shares would mix their answers.
connections.close_all()

# The loaded modules stay in memory. Without this, garbage collection took a sixth of each short request.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
