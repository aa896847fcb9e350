"""The addresses of stored files in templates."""

from django import template
from django.template import Context

from claims.models import Publication, StoredFile
from claims.publication_page import PageFile
from claims.selectors.stored_files import file_path, signed_file_path

register = template.Library()


@register.simple_tag(takes_context=True)
def file_url(context: Context, file: StoredFile | PageFile) -> str:
    """Return the address of a file: that for everybody on a page that shows a saved publication, else with a key."""
    publication = context.get("publication")
    is_public = isinstance(publication, Publication) and publication.pk is not None
    return file_path(file) if is_public and isinstance(file, PageFile) else signed_file_path(file)
