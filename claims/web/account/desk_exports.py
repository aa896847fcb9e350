"""The page on which admins export the desk: start, progress, download."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from claims.refusals import NotFound
from claims.selectors.desk_exports import get_requested_export, list_requested_exports
from claims.services.desk_archives import download_desk_export, request_desk_export
from claims.services.desk_exports import list_export_files
from claims.web.access import SignedInRequest, require_ability
from claims.web.sent_files import send_file


@require_ability("desk.export")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_exports_page(request: SignedInRequest) -> HttpResponse:
    """List the exports, newest first; POST requests another. HTMX gets only the part that changes."""
    if request.method == "POST":
        request_desk_export(by=request.user)
        return redirect("desk_exports")
    exports = list_requested_exports()
    waiting = next((row for row in exports if row.is_waiting), None)
    context = {"exports": exports, "waiting": waiting, "file_count": len(list_export_files()) + 1}
    template = "account/desk_exports/list.html" if request.htmx else "account/desk_exports/page.html"
    return render(request, template, context)


@require_ability("desk.export")
@never_cache
@require_safe
def desk_export_file(request: SignedInRequest, export_id: int) -> HttpResponseBase:
    """Send an archive, whole or in ranges. The history notes each download, but not that it goes on."""
    row = get_requested_export(export_id)
    name = f"desk-export-{row.event.at:%Y-%m-%d}-{export_id}.zip"
    headers = [("Content-Type", "application/zip"), ("Content-Disposition", f'attachment; filename="{name}"')]
    if request.method == "GET" and not _goes_on(request):
        download_desk_export(export_id=export_id, by=request.user)
    try:
        return send_file(request, row.path, headers)
    except FileNotFoundError as error:
        raise NotFound from error


def _goes_on(request: HttpRequest) -> bool:
    """Whether the request asks for a later part of the file."""
    first, _, _ = request.headers.get("Range", "").removeprefix("bytes=").partition("-")
    return first.isdigit() and int(first) > 0
