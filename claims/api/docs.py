"""The pages that show the OpenAPI document: one for all operations, one for those of each tag."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from claims.api.problem_types import problem_kinds
from claims.api.reference import read_reference

MAX_KEPT_PARTS = 100
"""Pages of tags and languages that a process keeps."""


@require_safe
def api_docs_page(request: HttpRequest) -> HttpResponse:
    """List all operations and all problems."""
    return _render_page(request, "")


@require_safe
def api_docs_tag_page(request: HttpRequest, tag: str) -> HttpResponse:
    """Show the operations of a tag, and the objects that they name."""
    if tag not in read_reference().tags:
        raise Http404
    return _render_page(request, tag)


def _render_page(request: HttpRequest, tag: str) -> HttpResponse:
    content = _render_content(read_reference().document_sha256, str(get_language()), tag)
    return render(request, "public/api/docs.html", {"tag": tag, "content": content})


@lru_cache(maxsize=MAX_KEPT_PARTS)
def _render_content(_document_sha256: str, _language: str, tag: str) -> SafeString:
    """Render what depends on the document and the language alone, once for both."""
    reference = read_reference()
    if tag:
        context = {"operations": reference.tags[tag], "objects": reference.objects[tag]}
        return render_to_string("public/api/operations.html", context)
    problems: dict[str, list[dict[str, object]]] = {}
    for problem in problem_kinds().values():
        problems.setdefault(str(problem["status"]), []).append(problem)
    return render_to_string(
        "public/api/contents.html", {"tags": reference.tags, "problems": dict(sorted(problems.items()))}
    )
