"""A minimal Django application to compare with: one view without middleware that returns bytes from memory.

The environment variable `FACTCHECK_BARE` names the file of responses that `save_bodies` wrote. This module does not
import the application.
"""

import os
import pickle
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import re_path

BODIES_VARIABLE = "FACTCHECK_BARE"
BodyByPath = Mapping[str, tuple[str, bytes]]


def save_bodies(bodies: BodyByPath, path: Path) -> None:
    """Write the content type and the body to return for each URL."""
    path.write_bytes(pickle.dumps(dict(bodies)))


def bare_view(request: HttpRequest) -> HttpResponse:
    """Return the stored body, or 304 for a conditional request."""
    kind, body = BODIES[request.get_full_path()]
    if "HTTP_IF_NONE_MATCH" in request.META:
        return HttpResponse(status=304)
    return HttpResponse(body, content_type=kind, headers={"Content-Length": len(body)})


urlpatterns = [re_path("", bare_view)]

if BODIES_VARIABLE in os.environ:
    BODIES: BodyByPath = pickle.loads(Path(os.environ[BODIES_VARIABLE]).read_bytes())  # noqa: S301 - written by this run
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY=__name__)
    application = get_wsgi_application()
