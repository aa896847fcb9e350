"""The answer to an error that no view and no middleware handled (Django's handler500).

Sessions and accounts are read before a view starts, so a database that is away ends many requests here.
"""

import sys

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views import defaults

from claims.api.errors import render_busy_problem
from claims.refusals import Busy
from claims.services.database_errors import refusal_for_database_error
from claims.web.refusals import render_busy_page

API_PATHS = ("/api/", "/v1alpha1/")


def server_error_response(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database is away, else 500."""
    error = sys.exc_info()[1]
    refusal = refusal_for_database_error(error) if isinstance(error, Error) else None
    if not isinstance(refusal, Busy):
        return defaults.server_error(request)
    if request.path.startswith(API_PATHS):
        return render_busy_problem(refusal)
    return render_busy_page(request, refusal)
