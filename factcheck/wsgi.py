"""The door for a WSGI server: ``gunicorn factcheck.wsgi``. Closed while the settings are unsafe."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

from factcheck.processes import CannotStart
from factcheck.safety import require_safe_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

application = get_wsgi_application()
try:
    require_safe_settings()
except CannotStart as reason:
    sys.exit(f"factcheck: {reason}")

# What is loaded by now stays: looking through it for garbage again and again took a sixth of each short request.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
