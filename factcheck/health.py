"""Whether this process can do its work: for load balancers, and for `bin/up` to know that the web is there."""

from django.db import connection
from django.http import HttpRequest, HttpResponse


def health(_: HttpRequest) -> HttpResponse:
    """Answer 200 when PostgreSQL answers; no request needs more than that, so nothing more is asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
