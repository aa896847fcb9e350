"""The pages on which an admin writes the pages about the desk, with a preview beside the text."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.models import SitePage
from claims.refusals import Refusal, require_found
from claims.selectors.identity import get_identity, list_offered_languages
from claims.selectors.site_pages import find_newest_version, get_page_kind, list_newest_versions, list_page_versions
from claims.services.lengths import check_lengths, check_markup
from claims.services.site_pages import restore_site_page, save_site_page
from claims.site_pages import SITE_PAGES
from claims.web.access import SignedInRequest, require_ability
from claims.web.model_fields import model_field


class SitePageForm(forms.Form):
    """A page in a language."""

    title = model_field(SitePage, "title")
    body = model_field(
        SitePage,
        "body",
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 20,
                "hx-trigger": "input changed delay:600ms",
                "hx-target": "#page-preview",
                "hx-sync": "this:replace",
            }
        ),
    )
    published = model_field(SitePage, "published")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # as Django's form
        self.fields["body"].widget.attrs["hx-post"] = reverse("site_page_preview")


@require_ability("site.manage")
@require_safe
def site_pages_page(request: SignedInRequest) -> HttpResponse:
    """List the pages with who saved them last."""
    newest = list_newest_versions(get_identity().language)
    pages = [(kind, newest.get(kind.slug)) for kind in SITE_PAGES.values()]
    return render(request, "account/site_pages/list.html", {"pages": pages})


@require_ability("site.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_site_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a page in the language of `?language=`, or its first text; POST saves it."""
    kind, language = get_page_kind(slug), _language_from(request)
    if request.method != "POST":
        page = find_newest_version(slug, language)
        first = {"title": str(kind.title), "body": str(kind.starter), "published": True}
        initial = {name: getattr(page, name) for name in first} if page else first
        return _edit_response(request, slug, language, SitePageForm(initial=initial))
    form = SitePageForm(request.POST)
    if not form.is_valid():
        return _edit_response(request, slug, language, form, 422)
    try:
        save_site_page(slug=slug, language=language, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(str(refusal.facts.get("field", "body")), refusal.detail)
        return _edit_response(request, slug, language, form, refusal.status)
    messages.success(request, gettext("Saved."))
    return redirect(f"{reverse('site_page_edit', args=[slug])}?language={language}")


def _language_from(request: SignedInRequest) -> str:
    """Return the language that the address names, or that of the desk."""
    language = request.GET.get("language", "")
    return language if language in dict(list_offered_languages()) else get_identity().language


def _edit_response(
    request: SignedInRequest, slug: str, language: str, form: SitePageForm, status: int = 200
) -> HttpResponse:
    versions = list_page_versions(slug, language)
    context = {
        "kind": get_page_kind(slug),
        "language": language,
        "languages": list_offered_languages(),
        "form": form,
        "text": form["body"].value() or "",
        "versions": versions,
        "is_public": bool(versions and versions[0].published),
    }
    return render(request, "account/site_pages/edit.html", context, status=status)


@require_ability("site.manage")
@require_POST
def preview_site_page_view(request: SignedInRequest) -> HttpResponse:
    """Return a text as readers would see it."""
    text = request.POST.get("body", "")
    check_lengths(SitePage, body=text)
    check_markup(text, field="body")
    return render(request, "account/site_pages/preview.html", {"text": text})


@require_ability("site.manage")
@require_POST
def restore_site_page_view(request: SignedInRequest, version: int) -> HttpResponse:
    """Save an earlier version again."""
    page = require_found(SitePage.objects.filter(pk=version).first())
    restore_site_page(version=version, by=request.user)
    messages.success(request, gettext("The earlier version holds again."))
    return redirect(f"{reverse('site_page_edit', args=[page.slug])}?language={page.language}")
