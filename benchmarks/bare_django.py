"""Django with nothing of ours: one view, no middleware, that answers with bytes it holds in memory.

`FACTCHECK_BARE` names the file with what it answers, as `keep` writes it. It does not import the desk.
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
    """Write what is to be answered at each address: its type and its bytes."""
    path.write_bytes(pickle.dumps(dict(bodies)))


def bare_view(request: HttpRequest) -> HttpResponse:
    """The bytes, or that whoever names what they have of them has them still."""
    kind, body = BODIES[request.get_full_path()]
    if "HTTP_IF_NONE_MATCH" in request.META:
        return HttpResponse(status=304)
    return HttpResponse(body, content_type=kind, headers={"Content-Length": len(body)})


urlpatterns = [re_path("", bare_view)]

if BODIES_VARIABLE in os.environ:
    BODIES: BodyByPath = pickle.loads(Path(os.environ[BODIES_VARIABLE]).read_bytes())  # noqa: S301 - of this very run
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY=__name__)
    application = get_wsgi_application()
